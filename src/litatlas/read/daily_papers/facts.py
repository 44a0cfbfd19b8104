"""Lines of a listing that state a fact of an entry: how many authors and comments it has, its date, and the dot between them."""

import re
from dataclasses import dataclass

from litatlas.read.daily_papers.dates import Printed, parse_listing_date
from litatlas.read.lines import Line

_AUTHORS = re.compile(
    r"(?:[•·∙‣◦●▪*+○□–-]\s*)*([0-9]{1,6})\s?(?:authors?|autor(?:en|es|i)|auteurs?|autor|位作者|名の著者|人の著者|명의 저자)",
    re.IGNORECASE,
)
"""Browsers copy the bullet before it, another one, or none; some translate the page."""
_COMMENTS = re.compile(r"([0-9]{1,6}) comments?", re.IGNORECASE)
_DOTS = frozenset("·•∙⋅・‧")
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
    if len(line.text) > 60:
        return None
    text = " ".join(_INVISIBLE.sub("", line.text).split())
    if text in _DOTS:
        return Dot(line)
    if match := _AUTHORS.fullmatch(text):
        return Authors(line, int(match[1]))
    if match := _COMMENTS.fullmatch(text):
        return Comments(line, int(match[1]))
    printed = parse_listing_date(text)
    return Day(line, printed) if printed else None


def is_fact(text: str) -> bool:
    """Whether a line states a fact of an entry."""
    return parse_fact(Line(0, text, False)) is not None  # noqa: FBT003  (a field)
