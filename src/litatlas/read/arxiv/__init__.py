"""arXiv: the snapshot of its metadata and its pages as text. Its feeds and OAI-PMH are read as those of others."""
