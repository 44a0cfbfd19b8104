"""What the templates of the evidence map and of the coverage page are given; see `pages.py` for how views are made."""

from dataclasses import dataclass

from litatlas.site.views.further import PaperLine
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Head, Pager


@dataclass(frozen=True, slots=True)
class MapCell:
    """What there is of a topic on some hardware."""

    papers: int
    """How many papers name both."""
    results: int
    """How many results were measured there."""
    href: str
    title: str
    shade: int
    """From 1 to 5 by the number of results; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class MapRow:
    """A topic across all hardware."""

    topic: Link
    papers: int
    cells: tuple[MapCell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A table of topics by hardware."""

    anchor: str
    heading: str
    summary: str
    """How many cells are empty, and which is the fullest, in words."""
    columns: tuple[Link, ...]
    rows: tuple[MapRow, ...]
    note: str
    """What was left out of the table; may be empty."""


@dataclass(frozen=True, slots=True)
class EvidenceMapView:
    """`evidence_map.html`."""

    head: Head
    heading: str
    lead: str
    shades: tuple[str, ...]
    """How many results each shade stands for: `1–2`, …, `100 or more`."""
    maps: tuple[HeatMap, ...]
    coverage: str
    empty: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A reason, or a topic, and how many it accounts for."""

    text: str
    href: str
    """Empty where it leads nowhere."""
    count: int
    total: int
    share: float
    """From 0 to 1, for a bar."""


@dataclass(frozen=True, slots=True)
class CoverageGroup:
    """Papers that have no result for one reason, or that have some."""

    heading: str
    """The reason: `No number in the text`; or `With results`."""
    continued: bool
    """Whether the page before has papers of the same group."""
    papers: tuple[PaperLine, ...]
    """With how many results were found, and the numbers that are none by reason: `3 results · 2 numbers: 2 set-up`."""


@dataclass(frozen=True, slots=True)
class CoverageView:
    """`coverage.html`: for each paper how many results were found, and for those without any, why."""

    head: Head
    heading: str
    lead: str
    reasons: tuple[Tally, ...]
    """Why papers have no result."""
    roles: tuple[Tally, ...]
    """What the numbers are that are no results."""
    topics: tuple[Tally, ...]
    """How many papers of each topic have a result."""
    note: str
    """Which papers these are, in a sentence."""
    groups: tuple[CoverageGroup, ...]
    pager: Pager
    empty: str
