"""Fills the views of pages: a module for each kind of page, and for each part that several kinds have."""
