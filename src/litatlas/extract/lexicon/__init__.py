"""What extraction knows: names, metrics, units, devices, topics and cue words, read from the vocabulary's files."""
