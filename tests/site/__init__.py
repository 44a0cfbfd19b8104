"""Tests of built sites in a real browser, and of the HTML of all their pages."""  # noqa: A005  (named after litatlas.site)
