"""What the templates of lists and tables are given for their further pages: a line for each paper, and for each value."""

from dataclasses import dataclass

from litatlas.site.views.links import Link


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
    effect: str
    """`better`, `worse` or empty."""
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
    unit: str
    bands: tuple[FurtherBand, ...]
    continued: bool
    mixed: bool
