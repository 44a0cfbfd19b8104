"""Files for machines: data, feeds, metadata."""
