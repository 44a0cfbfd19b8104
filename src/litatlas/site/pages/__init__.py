"""Fills the views of pages."""
