"""What the templates of charts are given; see `pages.py` for how views are made.

Positions within a chart are percentages of its area, as SVG takes them: `12.5` is an eighth of the way, from the left or the top.
"""

from dataclasses import dataclass

from litatlas.site.views.links import Link


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value on an axis."""

    at: str
    text: str
    minor: bool
    """Whether its text gives way on a narrow screen."""


@dataclass(frozen=True, slots=True)
class RangeMark:
    """A paper's gain: from 1×, which is its baseline, to what it reaches."""

    href: str
    """The row on the paper's page."""
    bound: str
    """`up to`, or empty."""
    value: str
    metric: str
    baseline: str
    device: str
    """Empty where it is not stated, or is the page's own."""
    paper: str
    """The paper's title."""
    start: str
    """Where a range begins; empty for a single value."""
    end: str
    colour: int
    """The number of the colour of its devices' family."""
    is_open: bool
    """Whether the value is a summit: `up to` it."""


@dataclass(frozen=True, slots=True)
class RangesView:
    """Gains of papers, each over a baseline of its own."""

    marks: tuple[RangeMark, ...]
    """The largest gain first."""
    ticks: tuple[Tick, ...]
    zero: str
    """Where 1× stands."""


@dataclass(frozen=True, slots=True)
class TradeoffMark:
    """One thing of a trade-off."""

    number: int
    """From 1, by cost."""
    x: str
    y: str
    quality: str
    """`69.3 %`"""
    cost: str
    href: str
    """The row of its quality on its paper's page."""
    whose: str
    """What tells it from the others: the system that is quoted, or the paper where they are of several; may be empty."""
    is_front: bool
    """Whether no other is as good in both and better in one."""


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of the front's line."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class TradeoffView:
    """Things that may be compared in quality and cost at once."""

    anchor: str
    heading: str
    """`Top-1 accuracy against training time`"""
    conditions: str
    """What all points share, in words; may be empty."""
    paper: Link | None
    """The paper whose own values all are; None where they are of several."""
    upright_title: str
    """`Top-1 accuracy (%), higher is better`"""
    across_title: str
    upright: tuple[Tick, ...]
    across: tuple[Tick, ...]
    steps: tuple[Step, ...]
    marks: tuple[TradeoffMark, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a chart."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A month of a bar chart, linked to its page; without papers, it has no height."""

    href: str
    title: str
    block: Block


@dataclass(frozen=True, slots=True)
class MonthsView:
    """Papers by month."""

    summary: str
    across: tuple[Tick, ...]
    upright: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    note: str
