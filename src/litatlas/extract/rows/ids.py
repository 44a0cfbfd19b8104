"""Ids of rows, by which people's corrections find them again."""

import hashlib

from litatlas.model import Result


def make_id(row: Result, number: int | str) -> str:
    """Make an id of a row's quote, value and unit, and of its number among equal ones."""
    return hashlib.sha256(f"{describe_number(row)}\0{number}".encode()).hexdigest()[:8]


def describe_number(row: Result) -> str:
    """Return what two rows have in common that state the same number in the same words."""
    return "\0".join((" ".join(row.quote.split()).lower(), repr(row.low), repr(row.high), row.unit))
