"""Which entries of a file a run takes: a small language of words and fields, `cat:cs.* and 'kv cache'`, and what it matches."""
