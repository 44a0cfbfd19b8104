"""Everything of `content/`, loaded, checked and cross-referenced, with people's corrections laid over it."""
