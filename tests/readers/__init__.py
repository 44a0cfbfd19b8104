"""Tests of the readers beside the rules."""
