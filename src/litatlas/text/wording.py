"""Numbers in words."""


def count_of(number: int, noun: str) -> str:
    """`1 paper`, `12 papers`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
