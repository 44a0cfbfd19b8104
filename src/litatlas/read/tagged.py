"""Files whose lines begin with tags, an entry after the other: RIS and MEDLINE."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from litatlas.errors import Fault
from litatlas.read.parsed import Origin
from litatlas.read.text_stream import clean_text, iterate_text


@dataclass(frozen=True, slots=True)
class TaggedValue:
    """A line with a tag, and the lines without one that go on with it."""

    tag: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class TaggedEntry:
    """The values of one entry in the order of the file."""

    values: tuple[TaggedValue, ...]
    is_closed: bool
    """Whether the line is there that ends it, or nothing was to end it."""

    @property
    def line(self) -> int:
        """The line that it begins on."""
        return self.values[0].line

    def get(self, *tags: str) -> str:
        """The first value of these tags, in their order, that is not empty."""
        return next((value.text for tag in tags for value in self.values if value.tag == tag and value.text), "")

    def list(self, *tags: str) -> list[str]:
        """All values of these tags, in the order of the file."""
        return [value.text for value in self.values if value.tag in tags and value.text]


@dataclass(frozen=True, slots=True)
class Tagging:
    """How a format tags its lines."""

    line: re.Pattern[str]
    """A line with a tag: the groups `tag` and `text`."""
    begins: str
    """The tag that an entry begins with, even where the one before is not closed."""
    ends: str
    """The tag of the line that closes an entry; empty: an empty line does."""
    is_furniture: Callable[[str], bool]
    """Whether a line outside of all entries, with no tag, is none that should be told."""


def iterate_tagged(stream: BinaryIO, origin: Origin, tagging: Tagging) -> Iterator[TaggedEntry | Fault]:
    """All entries of a file in the memory of one; lines outside of them that are no furniture are warned of."""
    values: list[tuple[str, list[str], int]] = []
    number = 0
    for number, text, warning in _iterate_lines(stream, origin):
        if warning:
            yield warning
        match = tagging.line.match(text)
        tag = match["tag"] if match else ""
        if values and ((tag == tagging.begins) or (tag and tag == tagging.ends) or (not tagging.ends and not text.strip())):
            yield _build_entry(values, is_closed=tag == tagging.ends or not tagging.ends)
            values = []
        if match and tag != tagging.ends:
            values.append((tag, [match["text"].strip()], number))
        elif values and text.strip():
            values[-1][1].append(text.strip())
        elif text.strip() and not match and not tagging.is_furniture(text):
            yield origin.warning(
                number, f"a line stands outside of all entries: {text.strip()[:60]!r}", "see whether one lost its tag"
            )
    if values:
        yield _build_entry(values, is_closed=not tagging.ends)


def _build_entry(values: list[tuple[str, list[str], int]], *, is_closed: bool) -> TaggedEntry:
    joined = (TaggedValue(tag, " ".join(filter(None, lines)), line) for tag, lines, line in values)
    return TaggedEntry(tuple(joined), is_closed)


def _iterate_lines(stream: BinaryIO, origin: Origin) -> Iterator[tuple[int, str, Fault | None]]:
    rest, number, has_warned = "", 0, False
    for piece, is_guess in iterate_text(stream):
        warning = None
        if is_guess and not has_warned:
            has_warned = True
            message = "has bytes that are no UTF-8; they were read as Windows-1252"
            warning = origin.warning(number + 1, message, "check the letters that are not ASCII, and save the file in UTF-8")
        *lines, rest = (rest + piece).split("\n")
        for line in lines:
            number += 1
            yield number, clean_text(line), warning
            warning = None
    if rest:
        yield number + 1, clean_text(rest), None
