"""The nouns of LitAtlas, one frozen type for each stage of the way from a capture to a page. No input or output here.

Captured file → `Record` (one entry as read) → `Work` (records of one work merged) → `Paper` (a work with its slug and what was
extracted from its text).
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from litatlas.text.readable import Text

Precision = Literal["day", "month", "year"]
Form = Literal["ratio", "relative", "difference", "fraction", "absolute"]
Effect = Literal["better", "worse"]
Bound = Literal["up to", "at least", "about", "average"]
Confidence = Literal["high", "medium", "low"]

BANDS: tuple[Confidence, ...] = ("low", "medium", "high")
"""The bands of confidence, from the lowest."""

Scheme = Literal["arxiv", "doi", "pmid", "pmcid", "acl", "openreview", "openalex", "s2", "dblp", "isbn"]
"""Who gives the identifier: `s2` is Semantic Scholar, `acl` the ACL Anthology."""
LinkKind = Literal["paper", "pdf", "code", "project", "data", "video", "other"]
Kind = Literal[
    "article", "conference paper", "preprint", "book", "chapter", "thesis", "report", "dataset", "software", "patent", "other"
]
"""What a work is, by what published it; each format's own types are mapped to these."""

FACTS = (
    *("title", "abstract", "date", "author_count", "authors", "organization", "comments"),
    *("identifiers", "links", "publications", "keywords", "license", "key", "extra"),
)
"""The names of the facts that a source can state of a work, in the order in which files list them."""

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precisely as it is known."""

    iso: str
    """ISO 8601, cut to what is known: `2024-02-29`, `2024-02` or `2024`."""
    reason: str | None = None
    """How an unstated part was found; None where the source states the date as it is here."""

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        precisions: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
        return precisions[len(self.iso)]


@dataclass(frozen=True, slots=True)
class Organization:
    """Who published a paper, as the listing names it."""

    slug: str
    """The listing's identifier: `Alibaba-DAMO-Academy`."""
    name: str
    """The name for people: `DAMO Academy`."""

    def as_mapping(self) -> dict[str, Json]:
        """The form that it has in files and exports."""
        return {"slug": self.slug, "name": self.name}


@dataclass(frozen=True, slots=True)
class Identifier:
    """What names a work among all that its scheme counts, in the scheme's normal form."""

    scheme: Scheme
    value: str
    """Without prefix, address or version: `2401.01234`, `10.18653/v1/2020.acl-main.1`."""
    version: str = ""
    """The version that the source names, where the scheme has versions: `2` of `arXiv:2401.01234v2`; else empty."""

    def __str__(self) -> str:
        """The form that it has in files: `arxiv:2401.01234v2`."""
        return f"{self.scheme}:{self.value}" + (f"v{self.version}" if self.version else "")

    @property
    def work(self) -> tuple[str, str]:
        """What two identifiers of one work share, whatever their versions."""
        return self.scheme, self.value


@dataclass(frozen=True, slots=True)
class Link:
    """An address on the web that belongs to a work."""

    kind: LinkKind
    url: str
    """Absolute, of the scheme http or https."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or a group with a name of its own, who wrote a work."""

    written: str
    """The name as the source writes it: `van der Heron, Hanna`, `Hanna van der Heron`."""
    family: str
    """The family's name; the whole name of a group, and of a person who has one name."""
    given: str = ""
    particle: str = ""
    """The words before the family's name that belong to it: `van der`."""
    suffix: str = ""
    """What stands behind the name: `Jr.`, `III`."""

    @property
    def name(self) -> str:
        """The name as people read it: given name, particle, family, suffix."""
        return " ".join(filter(None, (self.given, self.particle, self.family, self.suffix)))


@dataclass(frozen=True, slots=True)
class Publication:
    """One appearance of a work: as a preprint, at a conference, in a journal."""

    kind: Kind | None
    """None where the source does not say."""
    venue: str
    """The venue as the source names it: `ICML 2025`, `Journal of Ponds`; empty where it is not named."""
    date: str
    """ISO 8601, cut to what is known; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Source:
    """The place that a record was read from."""

    file: str
    """The capture's file name, without its folder."""
    line: int
    """The line of the entry's title, from 1."""
    sha256: str
    """The SHA-256 of the capture's bytes, in hexadecimal."""
    captured: str | None
    """The day of the capture: `2025-10-30`, or `--10-30` where its year is unknown, or None."""
    captured_given: bool = False
    """Whether the user gave that day; reading the same file again then goes by it."""
    headings: tuple[str, ...] = ()
    """The headings of a list that the entry stands under, the outermost first; a topic may go by them."""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a capture, as read: text is raw. A title is enough; what the entry does not state is None or empty."""

    title: str
    source: Source
    abstract: str = ""
    date: PartialDate | None = None
    """The day that the entry gives for the work; with `venue`, that of the publication there."""
    author_count: int | None = None
    """Where the entry counts the authors without naming all of them."""
    authors: tuple[Author, ...] = ()
    organization: Organization | None = None
    comments: int | None = None
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    """Addresses that are no identifier's own."""
    kind: Kind | None = None
    venue: str = ""
    publications: tuple[Publication, ...] = ()
    """Appearances beside the one of `kind`, `venue` and `date`, where the entry tells of several."""
    keywords: tuple[str, ...] = ()
    license: str = ""
    """As the source names it: `CC-BY-4.0`, or an address."""
    key: str = ""
    """The citation key that the source gives the entry: `heron2024sparse`."""
    headings: tuple[str, ...] = ()
    """The headings of a list that the entry stands under, the outermost first: topics may be proposed from them."""
    remark: str = ""
    """What the list's keeper says of the work, in Markdown: a note may be proposed from it. It is no fact of the work."""
    extra: Mapping[str, Json] = field(default_factory=dict)
    """The entry's fields that LitAtlas has no name for, by the names that the source gives them."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A source of a work, and what it says of it."""

    source: Source
    states: tuple[str, ...]
    """The facts that it states, a part of `FACTS` in the order of `FACTS`."""
    differs: Mapping[str, Json]
    """What it says where that is not the work's value, by fact; of an abstract, its SHA-256."""


@dataclass(frozen=True, slots=True)
class Work:
    """Records of the same work merged: the union of what they say. Where they disagree, the leading witness decides."""

    title: Text
    abstract: str | None
    """The abstract, raw; None where the review keeps facts only. What shows it makes it readable: most runs do not need that."""
    abstract_sha256: str | None
    """The SHA-256 of the raw abstract in UTF-8, kept also where the abstract is not; None where no source states one."""
    author_count: int | None
    authors: tuple[Author, ...]
    organization: Organization | None
    date: PartialDate | None
    comments: int | None
    witnesses: tuple[Witness, ...]
    """The sources, the leading one first."""
    identifiers: tuple[Identifier, ...] = ()
    """All that the sources give, one a scheme and value, in the order of `Scheme`."""
    links: tuple[Link, ...] = ()
    publications: tuple[Publication, ...] = ()
    """All appearances that the sources tell of, the earliest first: a preprint and its publication are one work."""
    keywords: tuple[str, ...] = ()
    license: str = ""
    key: str = ""
    """The citation key that came in with it."""
    extra: Mapping[str, Json] = field(default_factory=dict)

    @property
    def has_text(self) -> bool:
        """Whether the review keeps all that it is read from; of some works no abstract is known at all."""
        return self.abstract is not None or self.abstract_sha256 is None


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the raw text of a passage: `text[start:end]`, counted in Unicode code points."""

    passage: str
    """The passage's id: `title`, `abstract`, or that of a paragraph of a full paper: `section-3.2`."""
    start: int
    end: int

    def __str__(self) -> str:
        """The place in words."""
        return f"{self.passage} {self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    table: str
    """The table's id: `table-2`."""
    row: int
    """From 1, the rows of its head counted too."""
    column: int
    """From 1, the column of its row names counted too."""

    def __str__(self) -> str:
        """The place in words."""
        return f"{self.table}, row {self.row}, column {self.column}"


Place = Span | Cell
"""Where something stands in a paper."""


def format_part(place: Place) -> str:
    """The part of a paper that a place is in, for before a name: `table-2, row 3, column 4 of `; empty for title and abstract."""
    if isinstance(place, Cell):
        return f"{place} of "
    return "" if place.passage in ("title", "abstract") else f"{place.passage} of "


def span_in(place: Place | None, passage: str) -> Span | None:
    """Return a place that is a span of the passage; None for all others."""
    return place if isinstance(place, Span) and place.passage == passage else None


@dataclass(frozen=True, slots=True)
class Result:
    """One number by which a paper reports an outcome, and the conditions that it holds under."""

    id: str
    """Eight hexadecimal digits, unique within the paper and stable as long as the number, its unit and its quote are."""
    quote: str
    """The number with its unit exactly as it stands in the raw text."""
    low: float
    high: float
    """The range's upper end; equal to `low` for a single value."""
    unit: str
    """The unit's symbol (`×`, `%`, `ms`, `tokens/s`), or the empty string for a bare score or count."""
    form: Form
    metric: str
    effect: Effect | None
    bound: Bound | None
    baseline: tuple[str, ...]
    hardware: tuple[str, ...]
    dataset: tuple[str, ...]
    model: tuple[str, ...]
    subject: str | None
    """None for the paper's own value; otherwise the other system that has it."""
    evidence: Place
    """Where the quote stands."""
    context: Place
    """The sentence that the quote stands in; of a cell, the cell."""
    confidence: Confidence
    """How sure the rules are of it; the README says how often each band is right."""
    flags: tuple[str, ...]
    """What the text leaves open, in words: `hardware: 3 values, 2 names under "respectively"`; that slot is empty then."""
    around: tuple[str, str] = ("", "")
    """Some words right before and right behind the quote, by which a browser finds it in the abstract; empty where the review
    keeps that."""
    setting: tuple[str, ...] = ()
    """What it holds for beside data set, model and hardware, in the text's words and order: `decode`, `GQA`, `50% sparsity`."""


@dataclass(frozen=True, slots=True)
class NonResult:
    """A number that was seen and is no result."""

    quote: str
    """The number with its unit exactly as it stands in the raw text."""
    reason: str
    """Why not: `background`, `set-up: batch size`, `identifier`."""
    evidence: Place | None
    """Where the quote stands; None where a reader told of a number that stands nowhere in the text."""


RULES_READER = "rules"
"""What pages call the rules as a reader."""


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Who read a paper's text, and with which words. The same text, read by the same, gives the same."""

    reader: str
    """Its name: `rules`."""
    version: str
    digest: str
    """The start of a SHA-256 of what it reads by: its vocabulary, and its rules or weights."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the text of one paper yields."""

    results: tuple[Result, ...]
    non_results: tuple[NonResult, ...]
    """All other numbers of the text, those of the title first, in the order in which they stand."""
    hardware: tuple[str, ...]
    """Canonical device names, in the order of first mention."""
    topics: tuple[str, ...]
    """One to three topic ids, the main one first; empty where no topic's terms occur."""
    topic_terms: Mapping[str, tuple[str, ...]]
    """For each of `topics` the terms that gave it, the one that counted most first."""
    unread: str = ""
    """Why the text was not read for results: `another language`; empty where it was."""
    by: ReadBy | None = None
    """Who read it; None where something unknown did, as it is on pages of the time before that was written down."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A work under its slug, with what was extracted from its text."""

    slug: str
    """Its name in file names and links: ASCII letters in lower case, digits and hyphens, at most 80 characters."""
    work: Work
    extraction: Extraction


def hash_abstract(abstract: str) -> str:
    """The SHA-256 of a raw abstract in UTF-8, in hexadecimal."""
    return hashlib.sha256(abstract.encode()).hexdigest()
