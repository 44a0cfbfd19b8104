"""Benchmarks; run them with `python -m tests.bench`, pytest does not collect them."""
