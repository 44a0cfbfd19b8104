"""What the templates of charts are given; see `views.py` for how views are made.

Positions within a chart are percentages of its area, as SVG takes them: `12.5` is an eighth of the way, from the left or the top.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value on an axis."""

    at: str
    text: str
    minor: bool
    """Whether its text gives way on a narrow screen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A row of a table as a point, linked to the row on its paper's page."""

    href: str
    title: str
    """The row in words: paper, value, baseline, hardware, date."""
    x: str
    y: str
    end: str
    """Where the other end of a range stands; empty for a single value."""
    colour: int
    """The number of its entry in the legend, which is that of its shape as well."""
    bound: str
    """`upper` (up to), `lower` (at least) or empty."""
    worse: bool


@dataclass(frozen=True, slots=True)
class Density:
    """A chart's area in cells, shaded by how many rows lie in each."""

    columns: int
    lines: int
    paths: tuple[str, ...]
    """For each shade, the lightest first, its cells as an SVG path in units of cells; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a chart."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Strip:
    """An upright strip of a chart, from its top to its bottom."""

    x: str
    width: str
    middle: str


@dataclass(frozen=True, slots=True)
class LegendItem:
    """What a colour and shape stand for."""

    colour: int
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class ScatterView:
    """Values against dates."""

    anchor: str
    heading: str
    kind: str
    """What sets its values apart from those of the metric's other charts: `relative changes (%)`."""
    summary: str
    """The chart in words: what it shows, from when to when, from which value to which."""
    axis: str
    """What the upright axis measures."""
    across: tuple[Tick, ...]
    upright: tuple[Tick, ...]
    strip: Strip | None
    """Where the rows of undated papers stand, beside the dates; None where there are none."""
    density: Density | None
    """How many rows lie where, if they are too many for a mark each."""
    marks: tuple[Mark, ...]
    legend: tuple[LegendItem, ...]
    keys: tuple[tuple[str, str], ...]
    """How marks differ otherwise: the class of a sample, and what it means."""
    note: str
    """Which rows are not drawn, and why; may be empty."""


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
