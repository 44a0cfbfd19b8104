"""The numbers of a sentence: values and ranges with their units, and those that are names or counters instead."""
