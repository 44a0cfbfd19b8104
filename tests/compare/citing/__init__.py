"""Tests of bibliographies."""
