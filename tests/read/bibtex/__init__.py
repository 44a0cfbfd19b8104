"""Tests of reading BibTeX."""
