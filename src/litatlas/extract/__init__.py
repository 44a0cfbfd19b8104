"""Reads results, hardware and topics from the title and abstract of a paper, by rules and a vocabulary; nothing is guessed."""
