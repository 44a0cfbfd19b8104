"""Packs rows of whole numbers, so that many rows are added up at all places at once: a row becomes one whole number.

Each place of a row has 32 bits of that number, as it would have a few digits of a sum on paper: the sum of packed rows is the
packed sum of the rows. Most of what weights say of a number is said by rows of hundreds of places, and what they say of a paper's
words by rows of a place for each topic.
"""

from collections.abc import Iterable
from functools import cache
from struct import Struct

_BITS = 32
"""Bits of a place: sums from -2³¹ to below 2³¹ fit, which hundredths of what a text's words say never come to."""


def pack(row: Iterable[tuple[int, int]]) -> int:
    """Pack a row of which those places are given that are not 0, each with its value."""
    return sum(value << (_BITS * place) for place, value in row)


def unpack(packed: int, places: int) -> tuple[int, ...]:
    """Return the row of so many places that was packed, or that packed rows add up to."""
    layout, signs = _lay_out(places)
    # A value below 0 has borrowed from the place above: with the signs added none does, and each is as `struct` reads it once
    # its sign is turned.
    return layout.unpack(((packed + signs) ^ signs).to_bytes(layout.size, "little"))


@cache
def _lay_out(places: int) -> tuple[Struct, int]:
    """How so many places are stored, and the bit of the sign of each."""
    return Struct(f"<{places}i"), sum(1 << (_BITS * place + _BITS - 1) for place in range(places))
