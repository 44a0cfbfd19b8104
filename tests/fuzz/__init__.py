"""Hostile texts for the readers of lists, by the minute: `python -m tests.fuzz`."""
