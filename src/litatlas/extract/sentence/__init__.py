"""A sentence put together for the rules: its words, its names, its numbers, and what stands around each."""
