"""Files of `content/` to objects and back: front matter, papers, notes, topics, hardware pages, settings."""
