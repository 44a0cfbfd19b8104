"""Lines of a listing that state a fact of an entry: how many authors and comments it has, its date, and the dot between them."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from litatlas.read.daily_papers.dates import Printed, parse_listing_date
from litatlas.read.lines import Line

_AUTHORS = re.compile(
    r"(?:[•·∙‣⁃◦●▪■►➢*+○□–—§-]\s*|o\s+)*"
    r"([0-9]{1,6})\s?(?:authors?|autor(?:en|es|i)|auteurs?|autor|位作者|名の著者|人の著者|명의 저자)",
    re.IGNORECASE,
)
"""Browsers copy the bullet before it, another one (text browsers write `o`), or none; some translate the page."""
_COMMENTS = re.compile(r"([0-9]{1,6}) comments?", re.IGNORECASE)
_LONGEST = 60
_TELLING = re.compile(r"[0-9·•∙⋅・‧]|ago|today|yesterday|now", re.IGNORECASE)
"""What every fact has; hardly any title does."""
_DOTS = frozenset("·•∙⋅・‧")
_EMOJI = re.compile("^[\u2600-\u27bf\U0001f300-\U0001faff\ufe0f]{1,3} ?(?=\\w)")
"""A picture before a fact: `📅 Mar 12`."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Authors:
    """A line with the number of authors."""

    line: Line
    count: int


@dataclass(frozen=True, slots=True)
class Comments:
    """A line with the number of comments."""

    line: Line
    count: int


@dataclass(frozen=True, slots=True)
class Dot:
    """The line between what is known of the authors and the date."""

    line: Line


@dataclass(frozen=True, slots=True)
class Day:
    """A line with a date."""

    line: Line
    printed: Printed


Fact = Authors | Comments | Dot | Day


def parse_fact(line: Line) -> Fact | None:
    """Parse a line that states a fact of an entry; None where it is text."""
    found = _read(line.text) if len(line.text) <= _LONGEST else None
    if found is None:
        return None
    kind, value = found
    if kind is Dot:
        return Dot(line)
    return Day(line, value) if kind is Day else kind(line, value)


def is_fact(text: str) -> bool:
    """Whether a line states a fact of an entry."""
    return len(text) <= _LONGEST and _read(text) is not None


@lru_cache(maxsize=1 << 16)  # a line is looked at by each step that lays out the listing: each time the same
def _read(given: str) -> tuple[type, Any] | None:
    """The kind of a fact and its value."""
    if not _TELLING.search(given):
        return None
    text = _EMOJI.sub("", " ".join(_INVISIBLE.sub("", given).split()))
    if text in _DOTS:
        return Dot, None
    if match := _AUTHORS.fullmatch(text):
        return Authors, int(match[1])
    if match := _COMMENTS.fullmatch(text):
        return Comments, int(match[1])
    printed = parse_listing_date(text)
    return (Day, printed) if printed else None
