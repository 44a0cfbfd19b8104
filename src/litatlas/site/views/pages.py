"""What each template is given: one frozen view for each template, plain text unless the type says `Markup`.

Templates hold no logic beyond showing what is here and look nothing up. Every `href` is relative to the page that it stands
on and names a file (`../index.html`), so that the site also reads from the file system. An empty tuple or None means that
there is nothing to show; a template says so in words where a reader would miss it ("not stated").
"""

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from litatlas.site.views.further import PaperLine
from litatlas.site.views.links import Link
from litatlas.site.views.paper import Factor, NoteView, PaperCitation, PaperCorrections, PaperRow, PaperTrace, RowMark


@dataclass(frozen=True, slots=True)
class Mentions:
    """The texts of the review that link to the page."""

    listed: tuple[Link, ...] = ()
    more: int = 0
    """How many there are beyond these."""


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the header's navigation."""

    text: str
    href: str
    current: bool
    """Whether the page belongs to this section."""


_RTL_LANGUAGES = frozenset("ar arc ckb dv fa he iw ks ku-arab nqo ps sd syr ug ur yi".split())
_RTL_SCRIPTS = frozenset("adlm arab hebr mand nkoo rohg samr syrc thaa".split())
"""Languages and scripts that run from right to left (CLDR, characterOrder)."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every page needs around its own content (`base.html`)."""

    site_title: str
    title: str
    """The page's own title; equal to `site_title` on the home page."""
    description: str
    """One sentence for search engines and link previews."""
    language: str
    """BCP 47 tag of the review's language."""
    canonical: str
    """The page's absolute address, without `index.html`."""
    root: str
    """The relative path to the site's root folder, empty or ending in a slash: `../../`."""
    home: str
    search: str
    """Where the header's search form leads (GET, parameter `q`)."""
    feed: str
    feeds: tuple[Link, ...]
    """The feeds that follow what the page shows: of the whole review, and of a topic or device."""
    nav: tuple[NavItem, ...]
    policy: Markup
    """The Content-Security-Policy of the page."""
    footer: tuple[Link, ...]
    """The page's own feed and the way to the home page's footer, which alone leads to all data and feeds."""
    generator: str
    """`LitAtlas` and its version, as the home page names them; empty on other pages."""
    structured: Markup
    """What the page says of itself to machines, as JSON-LD; may be empty."""

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Which way the review's language runs: by its script, or that of the language."""
        language, *others = self.language.lower().split("-")
        script = next((part for part in others if len(part) == 4), "")
        return "rtl" if (script in _RTL_SCRIPTS if script else language in _RTL_LANGUAGES) else "ltr"


@dataclass(frozen=True, slots=True)
class Pager:
    """The position within a list that is split into pages."""

    number: int
    """This page, from 1."""
    total: int
    first_entry: int
    """The number of the page's first entry in the whole list, from 1."""
    last_entry: int
    entries: int
    """Entries in the whole list."""
    previous: str | None
    next: str | None
    pages: tuple[Link | None, ...]
    """Links to the first, the last and the near pages, by number; None stands for a gap."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A result in one line, linked to its row on the paper's page."""

    href: str
    bound: str
    """`up to`, or empty."""
    value: str
    """`2.3×`, `−33.5 %`, `1.39–1.79×`, `83.1`."""
    metric: str
    baseline: str
    """`over vLLM`, or empty."""
    effect: str
    """`better`, `worse` or empty."""


@dataclass(frozen=True, slots=True)
class Gain:
    """A gain that may stand alone, and whose it is."""

    chip: Chip
    paper: str
    """The paper's title."""


@dataclass(frozen=True, slots=True)
class Card:
    """A paper in a list."""

    title: str
    href: str
    date: str
    """For people: `29 Feb 2024`, `Feb 2024`, or `undated`."""
    date_iso: str
    """For `<time datetime>`; empty where undated."""
    byline: str
    """Organization and authors, or their count: `NVIDIA`, `6 authors`; may be empty."""
    links: tuple[Link, ...]
    """Where the paper is to be read, and its code."""
    topics: tuple[Link, ...]
    hardware: tuple[Link, ...]
    chips: tuple[Chip, ...]
    """The first three results."""
    more_results: int
    """How many results there are beyond the chips."""
    silence: str
    """What stands in place of chips where there are none."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A group in an index: a topic, a device, a month, a metric."""

    text: str
    href: str
    count: int
    """Papers (or results, where the index is of metrics) in the group."""
    share: float
    """The count relative to the largest one beside it, from 0 to 1, for a bar."""
    description: str
    """One sentence, or empty."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an index with its entries."""

    heading: str
    """May be empty where the index has one section only."""
    href: str | None
    """The page of the heading itself (a device family, a year), where it has one."""
    count: int | None
    entries: tuple[Entry, ...]
    narrow: str = ""
    """The address that scripts lead to instead, less the entry's text, or a metric's slug, at its end: what the group shares with
    the page's own; empty where no page shows that."""


@dataclass(frozen=True, slots=True)
class SlotCell:
    """What a result states in a slot."""

    name: str
    """As in data: `dataset`."""
    label: str
    """`Data set`."""
    head: str
    """The same in comparison tables: `Data set or task`."""
    items: tuple[Link, ...]
    """Empty: not stated; without an address where a value has no page."""
    applies: bool
    """Whether rows of this form have such a condition; where they have not, an empty cell reads so."""
    note: str = ""
    """What the values are, where their words do not say it: `full precision` of `BF16`."""
    inherited: Link | None = None
    """What the whole paper states of it, where the row states nothing."""
    preposition: str = ""
    """What stands before its values in the cell that it shares with others; empty where it has a column of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """A result as a row of a table."""

    anchor: str
    """The row's id on the paper's page: `r-1f0c22ab`."""
    paper: Link
    """The paper, linked to the row on its page."""
    date: str
    date_iso: str
    bound: str
    value: str
    form: str
    """In words: `times`, `relative change`, `difference`, `share of`, `value`."""
    metric: Link
    """Without an address where no other paper reports it."""
    effect: str
    """`better`, `worse` or empty."""
    slots: tuple[SlotCell, ...]
    """The conditions that the value holds under."""
    subject: str
    """Empty for the paper's own value; otherwise the other system that has it."""
    quote: str
    """The number as it stands in the raw text."""
    written: str
    """The same where it says more than the value, or otherwise: `twice`; empty elsewhere."""
    evidence: str
    """Link to the highlighted words, or to the row's source where the review keeps no abstracts."""
    context: tuple[str, str, str] | None
    """The sentence around the quote, repaired for reading: before it, the quote, after it; None where it is not kept."""
    source: str
    """Where it was read, in words: file, line and hash."""
    confidence: str
    """How sure the rules are: `high`, `medium` or `low`."""
    flags: tuple[str, ...]
    """What the text leaves open, in words."""
    factor: Factor | None
    """What follows from the value, where something does."""
    numbers: tuple[tuple[str, str], ...]
    """What scripts read off the row that its cells do not say plainly: names and values of data attributes."""
    kind: tuple[str, str, str]
    """The slug of the metric, the form and the unit, for scripts."""
    mark: RowMark | None
    """What people say of it; None where they say nothing."""
    wrong: str
    """Where to report it; empty where the settings name no repository."""
    about: str
    """The slug of its paper, whose note it leads to."""
    noted: str
    """Where that note is; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a paper's text; with rows, it is the evidence of those."""

    text: str
    anchors: tuple[str, ...]
    """The ids that the piece carries on the page: `e-1f0c22ab`; empty for plain text."""
    rows: tuple[str, ...]
    """The ids of the table rows that it is evidence of, as `anchors`, in the same order: `r-1f0c22ab`."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A place that the paper was read from."""

    file: str
    line: int
    sha256: str
    """The beginning of it."""
    captured: str
    """For people; empty where unknown."""
    states: tuple[str, ...]
    """In words: `title`, `abstract`, `author count`; empty for the only source, which states all that the page shows."""
    differs: tuple[str, ...]
    """What it says otherwise, in words: `comments: 3`."""


@dataclass(frozen=True, slots=True)
class Rivals:
    """What other papers report in the same metric, form and unit over the same baseline."""

    table: Link
    """`speed over vLLM`, linked to all these rows."""
    gains: tuple[Gain, ...]
    """One of a paper, the newest first."""
    more: int


@dataclass(frozen=True, slots=True)
class PaperView:
    """`paper.html`."""

    head: Head
    title: str
    """The title repaired for reading."""
    title_pieces: tuple[Piece, ...]
    """The title again, with the evidence that stands in it."""
    date: str
    date_iso: str
    date_href: str
    """The page of its month or year, or of the undated."""
    date_note: str
    """How an unstated part of the date was found; may be empty."""
    authors: tuple[Link, ...]
    """An empty `href`: who wrote no other paper of the review has no page."""
    author_count: int | None
    organization: Link | None
    publications: tuple[Link, ...]
    """Where it appeared, with dates: `PondConf 2025, Jul 2025`."""
    links: tuple[Link, ...]
    """Where it is to be had: PDF, arXiv, DOI, code."""
    comments: int | None
    topics: tuple[Link, ...]
    hardware: tuple[Link, ...]
    rows: tuple[PaperRow, ...]
    unstated: str
    """The columns that are left out, since no row fills them: `data set, setting`; empty where none is."""
    has_better: bool
    """Whether one of the rows is better than what it is compared with."""
    abstract: tuple[Piece, ...]
    """Empty where the review keeps facts only."""
    abstract_note: str
    """Why there is no abstract; empty where there is one."""
    notes: tuple[NoteView, ...]
    """People's notes, those that say something to readers."""
    mentions: Mentions
    corrections: PaperCorrections
    edits: tuple[Link, ...]
    """Where to edit its notes or to begin one; empty where the settings name no repository."""
    marked: bool
    """Whether the page shows what only `assets/corrections.css` has styles for."""
    tags: tuple[str, ...]
    rivals: tuple[Rivals, ...]
    related: tuple[PaperLine, ...]
    sources: tuple[SourceRow, ...]
    source_anchor: str
    """The id of the list of sources, where rows without an abstract lead."""
    trace: PaperTrace
    cite: PaperCitation


@dataclass(frozen=True, slots=True)
class SearchView:
    """`search.html`; the results are filled in by `assets/search.js`."""

    head: Head
    heading: str
    browse: tuple[Link, ...]
    """Where to go without JavaScript."""
    empty: str
    """What to say where there is nothing to search; otherwise empty."""


@dataclass(frozen=True, slots=True)
class TextView:
    """`text.html`: a page that people wrote (about, and their own)."""

    head: Head
    heading: str
    body: Markup
    mentions: Mentions


@dataclass(frozen=True, slots=True)
class MovedView:
    """`moved.html`: what stands at an address that a page had before."""

    head: Head
    heading: str
    said: str
    """Why the page is elsewhere, in words that `target` follows."""
    target: Link


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """`404.html`; its links are absolute paths where the base URL is known, since it is served at any depth."""

    head: Head
    heading: str
    suggestions: tuple[Link, ...]
