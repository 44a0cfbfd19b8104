"""Tests of LitAtlas; a package, so that test modules can share invented reviews and servers."""
