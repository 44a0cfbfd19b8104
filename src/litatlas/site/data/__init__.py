"""Files for machines: tables to download, feeds, the outline for language models."""
