"""Numbers in words."""

from collections.abc import Sequence


def count_of(number: int, noun: str) -> str:
    """`1 paper`, `12 papers`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def name_some(names: Sequence[str], most: int) -> str:
    """The first names, and how many others there are: `heron, otter and 3 more`."""
    return ", ".join(names[:most]) + (f" and {len(names) - most:,} more" if len(names) > most else "")
