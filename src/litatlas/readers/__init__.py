"""Readers beside the rules: a model behind a server that people name, whose answers are kept, and held against the text."""
