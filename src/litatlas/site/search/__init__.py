"""The search as files: words and names that papers and pages are found by, packed so that a browser fetches few."""
