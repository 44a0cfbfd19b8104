"""What the templates of comparison tables are given; see `pages.py`."""

from dataclasses import dataclass

from markupsafe import Markup

from litatlas.model import Json
from litatlas.site.views.charts import TradeoffView
from litatlas.site.views.further import FurtherGroup, More, Rest
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Head, Pager, Row, SlotCell


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row in its place of a comparison table."""

    row: Row
    key: int | str
    """The row's number in the table, from 1, for ids; in the row that scripts fill, its name."""
    best: bool
    """Whether it is the best of a ranked band."""
    apart: tuple[str, ...]
    """The names of the slots that keep it from being ranked."""


@dataclass(frozen=True, slots=True)
class Alike:
    """The columns in which all rows of a table say the same: they are not shown."""

    columns: tuple[str, ...]
    """`baseline`, `hardware` or `conditions`."""
    words: str
    """What all rows say there, in one line: `over vLLM, on NVIDIA A100`; without what the page says anyway."""


@dataclass(frozen=True, slots=True)
class BandView:
    """Rows of a group that agree in something, or the rest of the group."""

    heading: str
    """`Over Orca and vLLM, on NVIDIA A100`; empty for the rest."""
    reason: str
    """Why the rows are ranked or not; may be empty."""
    rows: tuple[PlacedRow, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows of a comparison table that may stand beside each other: same metric, form and unit."""

    anchor: str
    heading: str
    """`Times as much or as fast (×)`, after the metric's name where the page has several."""
    verdict: str
    """Whether papers are ranked, in a line; may be empty."""
    reason: str
    """In words, what makes the rows comparable, and which of them are ranked."""
    unit: str
    """For the head of the column of values; may be empty, or list several: `s, ms`."""
    more: More | None
    """None where the table shows all rows of the group."""
    bands: tuple[BandView, ...]
    """Headed where there are several."""
    unstated: str
    """The columns that are left out, since no row of the page's fills them: `data set, setting`; empty where none is."""
    alike: Alike
    mixed: bool
    """Whether the rows are of several metrics, forms or units, so that each says its own."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the scripts of a table start from; without them nothing of it is shown."""

    data: str
    """Where the data of all results lie, relative to the page."""
    root: str
    """The way from the page to the site's root; ends in a slash."""
    scope: str
    """Which results the table holds, as `metric=speed`; empty for all."""
    total: int
    """How many those are."""
    start: bool
    """Whether the page holds the newest results alone, ungrouped, and the scripts turn its pages."""
    own: str
    """The device whose page it is, which rows need not name; empty on other pages."""


@dataclass(frozen=True, slots=True)
class LayoutView:
    """`tables-layout.js`: what the scripts of tables share with the pages."""

    row: PlacedRow
    """The row that scripts fill: names in braces stand for what they put there."""
    shared: SlotCell
    """What it states in one of the slots that share a cell, likewise."""
    words: dict[str, Json]
    """The words of rows, and how slots are shown; `Layout` in `scripts.d.ts`."""


@dataclass(frozen=True, slots=True)
class MetricView:
    """`metric.html`: one metric's comparison table."""

    head: Head
    heading: str
    trail: tuple[Link, ...]
    lead: str
    """How many results from how many papers, and which way is better."""
    groups: tuple[RowGroup, ...]
    """The first rows of the first page."""
    further: tuple[FurtherGroup, ...]
    """The others."""
    tradeoffs: tuple[TradeoffView, ...]
    """Of the first page, where papers state quality and cost of the same things."""
    tools: Tools
    pager: Pager
    empty: str


@dataclass(frozen=True, slots=True)
class TableView:
    """`table.html`: results by metric: of a topic, a device, a device family, or of the metrics that one paper alone reports."""

    head: Head
    heading: str
    trail: tuple[Link, ...]
    lead: str
    papers: Link | None
    """The list of the papers, where the table belongs to one."""
    introduction: Markup
    """What people write of the group; empty where they did not, and on further pages."""
    groups: tuple[RowGroup, ...]
    """The first rows of the first page."""
    further: tuple[FurtherGroup, ...]
    """The others."""
    rest: Rest | None
    """The groups that it leaves out, on the first page; None elsewhere, and where it has all."""
    tradeoffs: tuple[TradeoffView, ...]
    """Of the first page, where papers state quality and cost of the same things."""
    tools: Tools
    pager: Pager


@dataclass(frozen=True, slots=True)
class ExplorerView:
    """`explorer.html`: all results; without scripts the newest ones, and where the others are."""

    head: Head
    heading: str
    lead: str
    rows: tuple[PlacedRow, ...]
    unstated: str
    alike: Alike
    """As of a group."""
    tools: Tools
    browse: tuple[Link, ...]
    """The tables that hold every result without scripts."""
    empty: str
