"""Comparison tables, derived factors, rows for export, bibliographies."""
