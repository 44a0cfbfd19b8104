"""Tests of queries by which a run takes some entries of a file."""
