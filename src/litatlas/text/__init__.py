"""Readable text out of raw text: repair, LaTeX, sentences."""
