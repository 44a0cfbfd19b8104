"""Tests that hold the README and the pages of docs/ to what LitAtlas does."""
