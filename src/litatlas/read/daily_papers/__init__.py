"""The daily-papers listing, as people copy it from the page."""
