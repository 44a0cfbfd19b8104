"""The page of daily papers as cards: `Submitted by`, who did, votes, a title, perhaps an abstract, then facts of it.

The page of today shows no abstracts, so that only the mark above each card tells where one begins.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from litatlas.read.daily_papers.facts import Authors, Day, parse_fact
from litatlas.read.daily_papers.layout import HEAD_LINES
from litatlas.read.daily_papers.segments import rate_abstract
from litatlas.read.daily_papers.tidying import is_furniture
from litatlas.read.lines import Line

_MARK = re.compile(r"submitted by(?P<who>\s+\S+)?", re.IGNORECASE)
_END = frozenset(("previous", "next", "company", "load more"))
"""Lines below the last card: what follows, such as the day before, is of the page."""
_NAMES = re.compile(r"authors?:\s*(?P<names>.*)", re.IGNORECASE)
_LONGEST_NAME = 60
"""Characters of the longest name of an organization."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the page, its lines by what they are."""

    title: Line | None
    abstract: Line | None
    organization: Line | None
    authors: Authors | None
    day: Day | None
    names: tuple[str, ...]
    strays: tuple[Line, ...]
    """Lines that are none of these."""


def count_cards(lines: Iterable[Line]) -> int:
    """How many cards a listing has; none where it is laid out in another way."""
    return sum(_MARK.fullmatch(line.text) is not None for line in lines)


def split_cards(lines: Sequence[Line]) -> tuple[list[Line], list[Card]]:
    """The lines above the first card, and the cards."""
    starts = [number for number, line in enumerate(lines) if _MARK.fullmatch(line.text)]
    bounds = zip(starts, [*starts[1:], len(lines)], strict=True)
    return list(lines[: starts[0]]), [_parse_card(lines[start:end]) for start, end in bounds]


def _parse_card(lines: Sequence[Line]) -> Card:
    texts: list[Line] = []
    names: list[str] = []
    authors: Authors | None = None
    day: Day | None = None
    is_naming = False
    for line in _list_own(lines):
        fact = parse_fact(line)
        if isinstance(fact, Authors):
            authors, is_naming = authors or fact, False
        elif isinstance(fact, Day):
            day, is_naming = day or fact, False
        elif match := _NAMES.fullmatch(line.text):
            names.extend(part for part in re.split(r"\s*[,;]\s*", match["names"]) if part)
            is_naming = True
        elif fact is None and is_naming and re.fullmatch(r"[\s,;]*", line.text) is None and not is_furniture(line.text):
            names.extend(part for part in re.split(r"\s*[,;]\s*", line.text) if part)
        elif fact is None and not is_furniture(line.text) and line.text not in (",", *HEAD_LINES):
            texts.append(line)
    return _sort_texts(texts, authors, day, tuple(names))


def _sort_texts(texts: Sequence[Line], authors: Authors | None, day: Day | None, names: tuple[str, ...]) -> Card:
    """Tell title, abstract and organization apart; a name that stands twice, as avatar and in words, is one."""
    title, rest = (texts[0], texts[1:]) if texts else (None, [])
    abstract = next((line for line in rest if rate_abstract(line.text) > 0.5), None)
    others = [line for line in rest if line is not abstract]
    organization = next((line for line in others if len(line.text) <= _LONGEST_NAME), None)
    strays = tuple(line for line in others if organization is None or line.text != organization.text)
    return Card(title, abstract, organization, authors, day, names, strays)


def _list_own(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines of a card below its mark and whoever submitted it, up to what the page prints below all cards."""
    mark = _MARK.fullmatch(lines[0].text)
    body = lines[1:] if mark and mark["who"] else lines[2:]
    for line in body:
        if line.text.casefold() in _END:
            return
        yield line
