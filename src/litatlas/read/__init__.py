"""Captured files to records, their text repaired, and the records of one work merged."""
