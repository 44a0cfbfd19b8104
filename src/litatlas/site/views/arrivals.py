"""What the template of new papers is given; see `pages.py` for how views are made."""

from dataclasses import dataclass

from litatlas.site.views.further import PaperLine, Rest
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Card, Entry, Head, Pager


@dataclass(frozen=True, slots=True)
class ArrivalGroup:
    """Papers that came on one day, or those of them that a page has room for."""

    anchor: str
    heading: str
    """`30 Oct 2025`."""
    continued: bool
    """Whether the page before has papers of the same day."""
    lead: str
    """How much came on the whole day: `70 papers with 123 results`."""
    note: str
    """What is not known of the day; may be empty."""
    topics: tuple[Link, ...]
    """Those whose first papers came on the day, linked to their lists."""
    devices: tuple[Link, ...]
    """Those on which the first papers came that measured there, linked to the results."""
    cards: tuple[Card, ...]
    """The first ones of the first page."""
    lines: tuple[PaperLine, ...]
    """The others."""


@dataclass(frozen=True, slots=True)
class CorrectedDay:
    """What people corrected on one day."""

    date: str
    date_iso: str
    lead: str
    """`3 corrections`."""
    papers: tuple[Link, ...]
    more: int
    """How many papers there are beyond these."""


@dataclass(frozen=True, slots=True)
class NewView:
    """`new.html`: all papers by the day that they came into the review on."""

    head: Head
    heading: str
    lead: str
    feed: str
    days: tuple[Entry, ...]
    """The latest days, linked to where their papers begin; shown on the first page."""
    corrections: tuple[CorrectedDay, ...]
    """The latest days; shown on the first page."""
    groups: tuple[ArrivalGroup, ...]
    """At most 200 papers in all."""
    rest: Rest | None
    """None where the pages hold all papers."""
    pager: Pager
    empty: str
