"""The command line: the only place that prints, exits and catches broadly."""

from litatlas.cli.main import cli, main

__all__ = ["cli", "main"]
