"""Tests of reading what arXiv alone gives."""
