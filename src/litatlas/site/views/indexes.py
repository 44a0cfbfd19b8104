"""What the templates of the home page and of the indexes of groups are given; see `pages.py`."""

from dataclasses import dataclass

from markupsafe import Markup

from litatlas.site.views.charts import MonthsView
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Card, Entry, Gain, Head, Pager, Section


@dataclass(frozen=True, slots=True)
class Answer:
    """A question that the review answers, with a number."""

    question: Link
    """A topic and a device, linked to all rows of both."""
    gain: Gain
    """Of the metric that most of them report, the largest gain that is no summit; where all are summits, the largest."""
    ground: str
    """`12 results of 5 papers`."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """`home.html`."""

    head: Head
    lead: str
    """What the review is about, from its settings."""
    answers: tuple[Answer, ...]
    introduction: Markup
    """From `content/pages/index.md`, cleaned HTML; may be empty."""
    papers: int
    results: int
    devices: int
    papers_with_results: int
    span: str
    """The years covered: `2016–2025`; empty where all papers are undated."""
    topics: tuple[Entry, ...]
    hardware: tuple[Entry, ...]
    """The devices that most papers name."""
    metrics: tuple[Entry, ...]
    years: tuple[Entry, ...]
    latest: tuple[Card, ...]
    new: str
    new_day: str
    """The day that the newest papers came on; empty where it is not known."""
    newest: tuple[Link, ...]
    """The first of them."""
    all_papers: str
    all_topics: str
    all_hardware: str
    all_metrics: str
    all_dates: str
    by_name: tuple[Link, ...]
    """The indexes of authors, venues and organizations, of those that there are."""
    evidence_map: str
    coverage: str


@dataclass(frozen=True, slots=True)
class IndexView:
    """`index.html`: all groups of one kind (topics, hardware, dates, metrics)."""

    head: Head
    heading: str
    lead: str
    unit: str
    """What the counts count: `papers` or `results`."""
    sections: tuple[Section, ...]
    """At most 100 entries in all."""
    pager: Pager
    empty: str
    tables: tuple[Link, ...]
    """Tables of what all the groups hold together, and of what is in none of them."""
    months: MonthsView | None = None
    """Papers by month, above an index of dates."""
