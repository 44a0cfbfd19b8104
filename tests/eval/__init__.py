"""Tests of the judge of the extraction, with invented labels."""
