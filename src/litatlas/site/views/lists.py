"""What the template of lists of papers is given; see `pages.py`."""

from dataclasses import dataclass

from markupsafe import Markup

from litatlas.site.views.charts import RangesView
from litatlas.site.views.further import PaperLine, Rest
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Card, Gain, Head, Mentions, Pager, Section


@dataclass(frozen=True, slots=True)
class ListView:
    """`list.html`: the papers of a topic, a device, a family, a year, a month, the undated ones, or all."""

    head: Head
    kicker: str
    """The kind of group: `Topic`, `Device`, `Month`; empty for all papers."""
    heading: str
    trail: tuple[Link, ...]
    """The way up: Hardware, NVIDIA Ampere."""
    lead: str
    """One sentence, or empty."""
    table: Link | None
    """The comparison table of the same group, where there is one."""
    ranges: RangesView | None
    """Gains of different papers that may stand alone, as a chart, shown on the first page."""
    gains: tuple[Gain, ...]
    """The same in words, where they are too few for a chart."""
    introduction: Markup
    """People's introduction, cleaned HTML, shown on the first page; may be empty."""
    mentions: Mentions
    """Shown on the first page."""
    facets: tuple[Section, ...]
    """Groups that the papers of this one also belong to, by kind; shown on the first page."""
    cards: tuple[Card, ...]
    """The newest; shown on the first page."""
    lines: tuple[PaperLine, ...]
    """The others, in order: after the cards, and on the other pages."""
    rest: Rest | None
    """None where the pages hold all papers."""
    pager: Pager
    empty: str
    """What to say where there is no paper."""
