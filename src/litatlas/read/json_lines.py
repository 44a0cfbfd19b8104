"""Files of lines of JSON, each an entry of its own: what they look like, and the pieces that they are cut into."""

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from litatlas.read.encoding import find_encoding

PIECE = 4 << 20
"""Bytes of a piece, up to the end of a line: enough that handing it over costs nothing beside reading it."""
LONGEST_LINE = 1 << 27
"""Bytes beyond which a line is cut: no entry has so many."""
_WHOLE = 0.5
"""The least share of lines that are whole objects, beside the first one: the others are broken, and are told."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a file from the start of a line to the end of one."""

    start: int
    """Bytes before it in the file."""
    end: int
    first_line: int
    """From 1."""


def holds_lines(head: bytes, *, is_whole: bool) -> bool:
    """Whether a file has an object of JSON on each line, by its first bytes, which are all of it where `is_whole`."""
    if find_encoding(head) not in (None, "utf-8"):
        return False
    lines = head.removeprefix(codecs.BOM_UTF8).split(b"\n")
    if not is_whole:
        lines.pop()  # its end is not there
    filled = [line for line in lines if line.strip()]
    good = sum(map(is_object, filled))
    return len(filled) > 1 and is_object(filled[0]) and good >= _WHOLE * len(filled)


def is_object(line: bytes) -> bool:
    """Whether a line looks like an object of JSON and nothing else."""
    line = line.strip(b" \t\r\n,")
    return line.startswith(b"{") and line.endswith(b"}")


def cut_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """The bytes of a stream, piece by piece, each with the number of the line, from 1, that it begins with."""
    line = 1
    while block := stream.read(PIECE):
        if not block.endswith(b"\n"):
            block += stream.readline(LONGEST_LINE)
        yield line, block
        line += block.count(b"\n")


def cut_file(stream: BinaryIO) -> tuple[str, tuple[Piece, ...]]:
    """The SHA-256 of a stream's bytes and its pieces, in one pass from where it stands, in the memory of one piece."""
    digest = hashlib.sha256()
    pieces = []
    start = 0
    for line, block in cut_lines(stream):
        digest.update(block)
        pieces.append(Piece(start, start + len(block), line))
        start += len(block)
    return digest.hexdigest(), tuple(pieces)
