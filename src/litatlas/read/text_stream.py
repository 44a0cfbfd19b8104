"""Bytes of a file to text, piece by piece in constant memory: any encoding, no characters that no page can hold."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from litatlas.read.encoding import find_encoding

PIECE = 1 << 20
"""Bytes that are read at a time."""
_CONTROLS = bytes([*range(9), 11, 12, *range(0x0E, 0x20), 0x7F])
"""Control characters but for tab and the ends of lines: no page can hold them, and no text needs them."""
_UNWANTED = re.compile("[\x80-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""Controls and non-characters beyond ASCII."""
_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as `surrogateescape` carries it."""


def iterate_text(stream: BinaryIO, fallback: str = "cp1252", encoding: str | None = None) -> Iterator[tuple[str, bool]]:
    """Decode a stream from where it stands, piece by piece; each comes with whether a part of it had to be guessed.

    The text is in the encoding that its mark or its NULs tell, else in `encoding`, else in UTF-8; a byte that is none is read as
    of the single-byte encoding `fallback`. Line ends are line feeds alone, a byte order mark and control characters are left out.
    """
    first = stream.read(PIECE)
    encoding = find_encoding(first) or encoding
    decoder = codecs.getincrementaldecoder(encoding or "utf-8")(errors="replace" if encoding else "surrogateescape")
    lines = _Lines()
    piece, is_start = first, True
    while True:
        is_last = not piece
        text = decoder.decode(piece if encoding else piece.translate(None, _CONTROLS), is_last)
        if is_start and text:
            text, is_start = text.removeprefix("\ufeff"), False
        text, is_guess = _restore(text, fallback, is_wide=encoding is not None)
        if text := lines.end(text, is_last=is_last):
            yield text, is_guess
        if is_last:
            return
        piece = stream.read(PIECE)


def iterate_lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines of a stream with their numbers, from 1, as `iterate_text` decodes them."""
    rest, number = "", 0
    for piece, _ in iterate_text(stream):
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            number += 1
            yield number, line
    if rest:
        yield number + 1, rest


def find_codec(declared: str) -> tuple[str, str | None]:
    """What `iterate_text` needs for an encoding that a file declares: its name if it has single bytes, and if it has others.

    UTF-8 is tried before a single-byte encoding all the same, as many files that are in UTF-8 declare another.
    """
    try:
        name = codecs.lookup(declared).name if declared else "utf-8"
        is_text = isinstance("a".encode(name), bytes)
    except (LookupError, UnicodeError, TypeError):
        return "cp1252", None
    if not is_text or name.startswith("utf"):
        return "cp1252", None
    if name in ("iso8859-1", "ascii"):  # of which Windows-1252 is what is meant, as browsers know
        return "cp1252", None
    is_single = name.startswith(("iso8859", "cp125", "koi8", "mac", "cp8", "cp4", "cp7", "latin"))
    return (name, None) if is_single else ("cp1252", name)


def clean_text(text: str) -> str:
    """Take out of a text what no page can hold: control characters but for white space, non-characters, lone surrogates."""
    if not text.isascii():
        text = _UNWANTED.sub("", text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text if text.isprintable() else text.translate(dict.fromkeys(_CONTROLS))


def _restore(text: str, fallback: str, *, is_wide: bool) -> tuple[str, bool]:
    """Decode the bytes that were none of the encoding's."""
    if text.isascii():
        return (text.translate(dict.fromkeys(_CONTROLS)), False) if is_wide and not text.isprintable() else (text, False)
    if is_wide:
        is_guess = "\ufffd" in text
        text = text.translate(dict.fromkeys(_CONTROLS))
    else:
        text, guesses = _BYTE.subn(lambda match: bytes([ord(match[0]) - 0xDC00]).decode(fallback, "replace"), text)
        is_guess = guesses > 0
    return _UNWANTED.sub("", text), is_guess


class _Lines:
    """Ends lines in a line feed; a carriage return at the end of a piece waits for what follows it."""

    def __init__(self) -> None:
        self.rest = ""

    def end(self, text: str, *, is_last: bool) -> str:
        if self.rest or "\r" in text:
            text, self.rest = self.rest + text, ""
            if text.endswith("\r") and not is_last:
                text, self.rest = text[:-1], "\r"
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text
