"""Texts made of others: cut, doubled, joined, with other bytes and with the signs that formats are made of."""

import random
from collections.abc import Sequence

_SIGNS = [
    *(bytes([sign]) for sign in b"\x00\xff\"'{}[]<>,;:\n\t\r|\\@%&=0#>*_`~$- "),
    "\u2028".encode(),
    "\ufeff".encode(),
    "\ufffc".encode(),
    "\u202e".encode(),
    "e\u0301".encode(),
    "\U0001d4d0".encode(),
    b"\xed\xa0\x80",
    b"\\ud800",
    b"&#xd800;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"@comment{",
    b"1e999",
    b"-0",
    b"9" * 40,
    b"http://[x",
    b"10.1/x",
    b"Title: ",
    b"Abstract",
    b"> ",
    b"- ",
    b"Dec 31",
    b"3 days ago",
    b"3 authors",
    b"TY  - ",
    b"ER  - ",
]
_LONGEST = 20_000
"""Bytes of the longest text: most faults show in short ones, and time is short."""


def mutate(texts: Sequence[bytes], chance: random.Random) -> bytes:
    """A text made of one or two others by some changes."""
    data = bytearray(chance.choice(texts))
    for _ in range(1 << chance.randrange(5)):
        _change(data, texts, chance)
    return bytes(data[:_LONGEST])


def _change(data: bytearray, texts: Sequence[bytes], chance: random.Random) -> None:
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    kind = chance.randrange(8)
    if kind == 0:
        del data[start:end]
    elif kind == 1:
        data[end:end] = data[start:end]
    elif kind == 2:
        data[start:start] = chance.choice(_SIGNS)
    elif kind == 3:
        data[start : start + 1] = chance.choice(_SIGNS)
    elif kind == 4 and data:
        data[chance.randrange(len(data))] = chance.randrange(256)
    elif kind == 5:
        other = chance.choice(texts)
        cut = chance.randrange(len(other) + 1)
        data[start:end] = other[cut : cut + end - start + 40]
    elif kind == 6:
        _swap_lines(data, chance)
    else:
        data[start:start] = chance.choice(_SIGNS) * chance.randrange(1, 60)


def _swap_lines(data: bytearray, chance: random.Random) -> None:
    lines = bytes(data).split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    data[:] = b"\n".join(lines)
