"""The page of daily papers as cards: `Submitted by`, who did, votes, a title, perhaps an abstract, then facts of it.

The page of today shows no abstracts, so that only the mark above each card tells where one begins.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from litatlas.read.daily_papers.facts import Fact, parse_fact
from litatlas.read.daily_papers.furniture import SUBMITTED
from litatlas.read.daily_papers.layout import HEAD_LINES
from litatlas.read.daily_papers.segments import rate_abstract
from litatlas.read.lines import Line

_END = frozenset(("previous", "next", "company", "load more"))
"""Lines below the last card: what follows, such as the day before, is of the page."""
_LONGEST_NAME = 60
"""Characters of the longest name of an organization."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card of the page, its lines by what they are."""

    mark: Line
    title: Line | None
    abstract: Line | None
    organization: Line | None
    facts: tuple[Fact, ...]
    strays: tuple[Line, ...]
    """Lines that are none of these."""


def count_cards(lines: Iterable[Line]) -> int:
    """How many cards a listing has; none where it is laid out in another way."""
    return sum(SUBMITTED.fullmatch(line.text) is not None for line in lines)


def cut_foot(lines: Sequence[Line]) -> list[Line]:
    """The lines down to what a page prints below its last entry."""
    last = max((number for number in range(len(lines)) if _is_of_entry(lines, number)), default=0)
    end = next((number for number in range(last, len(lines)) if lines[number].text.casefold() in _END), len(lines))
    return list(lines[:end] if all(rate_abstract(line.text) < 0.5 for line in lines[end:]) else lines)


def _is_of_entry(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is a card's mark, or a fact; the day that a pager leads to is none: `Previous`, `Nov 26`."""
    is_of_pager = number > 0 and lines[number - 1].text.casefold() in _END
    return SUBMITTED.fullmatch(lines[number].text) is not None or (parse_fact(lines[number]) is not None and not is_of_pager)


def split_cards(lines: Sequence[Line]) -> tuple[list[Line], list[Card]]:
    """The lines above the first card, and the cards, of tidied lines."""
    starts = [number for number, line in enumerate(lines) if SUBMITTED.fullmatch(line.text)]
    bounds = zip(starts, [*starts[1:], len(lines)], strict=True)
    return list(lines[: starts[0]]), [_parse_card(lines[start], lines[start + 1 : end]) for start, end in bounds]


def _parse_card(mark: Line, lines: Sequence[Line]) -> Card:
    facts = [fact for line in lines if (fact := parse_fact(line))]
    texts = [line for line in lines if parse_fact(line) is None and line.text not in HEAD_LINES]
    abstract = next((line for line in texts[1:] if rate_abstract(line.text) > 0.5), None)
    title = _find_title(texts, abstract)
    others = [line for line in texts if line is not abstract and line is not title]
    organization = next((line for line in others if _may_be_organization(line, title)), None)
    strays = tuple(_list_others(others, organization))
    return Card(mark, title, abstract, organization, tuple(facts), strays)


def _find_title(texts: Sequence[Line], abstract: Line | None) -> Line | None:
    """The title among the texts of a card: above an abstract the longest by words, else the first."""
    if abstract is None:
        return texts[0] if texts else None
    above = [line for line in texts if line.number < abstract.number]
    return max(above, key=lambda line: line.text.count(" "), default=None)


def _may_be_organization(line: Line, title: Line | None) -> bool:
    """Whether a line below the title may be an organization's name: it is short, and has letters."""
    is_below = title is not None and line.number > title.number
    return is_below and len(line.text) <= _LONGEST_NAME and any(map(str.isalpha, line.text))


def _list_others(lines: Sequence[Line], organization: Line | None) -> Iterator[Line]:
    for line in lines:
        if organization is None or line.text != organization.text:
            yield line
