"""Rows of results: readings of all numbers, joined where a text says one twice, with how sure the rules are."""
