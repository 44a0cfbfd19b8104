r"""Which lines of JSON cannot hold what a query asks for, told by their bytes alone: most of a large file need not be parsed.

It errs on one side only. A line is left out where a word that every match must have stands nowhere in it; where letters may be
hidden (`\u00fc`, bytes beyond ASCII, entities, markup, commands of TeX) it stays, and is parsed.
"""

import re
from collections.abc import Callable

from litatlas.read.where.query import All, Either, Name, Phrase, Query

MayMatch = Callable[[bytes], bool]
"""Tells of a line whether it can hold what is asked for."""
_NEED_FIELDS = frozenset(("text", "title", "abstract", "author", "keyword"))
"""Fields whose words stand in the line; a reader may know a venue otherwise: all of arXiv's snapshot are of arXiv."""
_RUN = re.compile(r"[a-wyz]+|[0-9]+|[^\x00-\x7f]+")
"""A piece of a word that stands as it is in the bytes: an x may be a sign for times, and TeX may part letters from digits."""
_MADE = ("infinity", "micro", "epsilon")
"""Words that may be read out of signs, or out of names in which they do not stand."""
_COMMAND = re.compile(rb"\\\\[a-zA-Z]")
_OTHERS = bytes(code for code in range(256) if not chr(code).isalnum() or code > 127)
_LOWER = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
_Need = Callable[[bytes], bool]


def build_prefilter(query: Query) -> MayMatch | None:
    """A function that tells of a line of JSON whether it can match; None where the query needs no words that a line must have."""
    need = _build_need(query)
    if need is None:
        return None
    return lambda line: need(_squeeze(line)) or _hides_letters(line)


def _build_need(query: Query) -> _Need | None:
    if isinstance(query, Phrase):
        return _build_word_need(query.words) if query.field in _NEED_FIELDS else None
    if isinstance(query, Name):
        return _build_category_need(query.pattern) if query.field == "cat" else None
    if isinstance(query, All | Either):
        needs = tuple(map(_build_need, query.queries))
        known = tuple(need for need in needs if need is not None)
        if isinstance(query, All):
            return (lambda text: all(need(text) for need in known)) if known else None
        return (lambda text: any(need(text) for need in known)) if len(known) == len(needs) else None
    return None


def _build_word_need(words: tuple[str, ...]) -> _Need | None:
    pieces = {run.encode() for word in words if not any(made in word for made in _MADE) for run in _RUN.findall(word)}
    return _need_all(pieces)


def _build_category_need(pattern: str) -> _Need | None:
    return _need_all({run.encode() for run in re.findall(r"[a-z0-9]+|[^\x00-\x7f]+", pattern)})


def _need_all(pieces: set[bytes]) -> _Need | None:
    """A test for all of these pieces, the longest first, as few lines have that."""
    ordered = sorted(pieces, key=lambda piece: (-len(piece), piece))
    if not ordered:
        return None
    first, *others = ordered
    return lambda text: first in text and all(piece in text for piece in others)


def _squeeze(line: bytes) -> bytes:
    r"""The letters and digits of a line in lower case, without the ends of lines and tabs, which are written as `\n` and `\t`."""
    if b"\\" in line:
        line = re.sub(rb"\\(?:\\|[ntrbf])", b" ", line)
    return line.translate(_LOWER, _OTHERS)


def _hides_letters(line: bytes) -> bool:
    if not line.isascii() or b"&" in line or b"<" in line or b"\\u" in line:
        return True
    return b"\\\\" in line and _COMMAND.search(line) is not None
