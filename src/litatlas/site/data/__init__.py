"""Files for machines: what the scripts of tables fetch, tables to download, feeds, the outline for language models."""
