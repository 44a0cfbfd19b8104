"""LitAtlas: a literature review as a static site, every reported number one click from the words it was read from."""

__version__ = "0.1.0"
