"""What the templates of lists and tables are given for a line each: papers, values, and where those left out stand."""

from dataclasses import dataclass

from litatlas.site.views.links import Link


@dataclass(frozen=True, slots=True)
class Rest:
    """Where what a list or a table leaves out stands, since others hold all of it."""

    said: str
    """How much stands here, before the links: `The newest 100 of 1,250 papers. All stand by month:`."""
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class More:
    """Where the rows of a group stand that a table does not show."""

    said: str
    """`20 of 409 stand here.`"""
    table: Link
    """The metric's own table."""
    narrow: str
    """Where scripts lead instead: this table, filtered."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in a list."""

    paper: Link
    said: str
    """When, by whom, and the first of its results: `29 Feb 2024 · NVIDIA · 2.3× speed, 2 more results`."""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A result in a table."""

    value: str
    """With its bound: `up to 2.3×`."""
    evidence: str
    """Link to the words that it was read from, as of `Row`."""
    worse: bool
    """Whether it is worse than what it is compared with."""
    best: bool
    """Whether it is the best of a ranked band."""
    metric: str
    """With its form: `speed, times`; empty where the heading of the group says it."""
    conditions: str
    """What it holds under: `over vLLM, on NVIDIA A100`; may be empty."""


@dataclass(frozen=True, slots=True)
class PaperValues:
    """Values of one paper that stand together."""

    paper: Link
    """Without an address where the values lead to its page."""
    year: str
    lines: tuple[ValueLine, ...]


@dataclass(frozen=True, slots=True)
class FurtherBand:
    """Values of a band, as `BandView`."""

    heading: str
    reason: str
    papers: tuple[PaperValues, ...]


@dataclass(frozen=True, slots=True)
class FurtherGroup:
    """Values of a group, as `RowGroup`."""

    anchor: str
    heading: str
    verdict: str
    reason: str
    """Empty where the verdict stands alone."""
    unit: str
    more: More | None
    bands: tuple[FurtherBand, ...]
    continued: bool
    mixed: bool
