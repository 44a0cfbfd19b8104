"""Parts of what a paper's template is given: how its text was read, and how to cite it; see `pages.py`."""

from dataclasses import dataclass

from markupsafe import Markup

from litatlas.site.views.links import Link


@dataclass(frozen=True, slots=True)
class PaperTrace:
    """How a paper's text was read, beside its results."""

    silence: str
    """Why there is no result; empty where there is one."""
    unread: str
    """Why the text was not read: `another language`; empty where it was."""
    others: str
    """The numbers that are no result, as written, by their reasons; not all of very many, empty where there is none."""
    topics: str
    """The topics with the terms that gave each of them: `Ponds and herons (pond, heron)`; empty where none did."""
    read_by: str
    """Who read the text: `the rules of LitAtlas 0.1.0`; empty where its page does not say."""


@dataclass(frozen=True, slots=True)
class PaperCitation:
    """A paper for reference managers."""

    tags: tuple[tuple[str, str], ...]
    """Names and contents of `<meta>`."""
    bibtex: str


@dataclass(frozen=True, slots=True)
class Before:
    """What the machine reads in a cell of a row that people changed."""

    cell: str
    """`value`, `metric`, `subject`, or the name of a slot."""
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class RowMark:
    """What people say of a row that is shown."""

    kind: str
    """`confirmed`, `changed` or `added`; empty where they say only what does not hold any more."""
    sign: str
    """The same as one letter."""
    said: tuple[str, ...]
    """`confirmed by Ann, 21 Nov 2026: why`, once for each who says so."""
    reasons: tuple[str, ...]
    """The whys alone, where there are any."""
    before: tuple[Before, ...]
    """What the machine has in the place of people's values."""
    drifts: tuple[str, ...]
    """What the machine says otherwise by now than when people looked."""
    sentences: tuple[str, ...]
    """All of that, for a table's evidence."""


@dataclass(frozen=True, slots=True)
class Factor:
    """How many times better a value is, as derived from what the paper reports."""

    text: str
    """`1.50×`."""
    bound: str
    formula: str
    """`1 ÷ (1 − 33.5 %)`."""


@dataclass(frozen=True, slots=True)
class PaperCell:
    """What a row of a paper's own table states in a slot."""

    name: str
    """As in data: `dataset`."""
    label: str
    """`Data set`."""
    items: tuple[Link, ...]
    """Empty: not stated; without an address but for baselines that are papers of the review."""
    applies: bool
    """Whether rows of this form have such a condition; where they have not, an empty cell reads so."""
    note: str = ""
    """What the values are, where their words do not say it: `full precision` of `BF16`."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A result as a row of the table on its paper's page; fields as of `Row`."""

    anchor: str
    """The row's id: `r-1f0c22ab`."""
    bound: str
    value: str
    form: str
    metric: Link
    effect: str
    slots: tuple[PaperCell, ...]
    """Those that a row of the table states."""
    subject: str
    written: str
    evidence: str
    confidence: str
    flags: tuple[str, ...]
    factor: Factor | None
    mark: RowMark | None
    wrong: str


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that people say is none."""

    anchor: str
    value: str
    """Empty where nothing says any more what it was."""
    metric: str
    quote: str
    said: tuple[str, ...]
    reasons: tuple[str, ...]
    """As of a mark."""
    drifts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectedFact:
    """A fact of a paper as people have it."""

    name: str
    """`topics`, `hardware`, `date` or `title`."""
    said: str
    machine: str
    """What the machine reads, in words."""
    drifts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperCorrections:
    """What people did to a paper, beside the marks of its rows."""

    signed: str
    """`Confirmed and changed by Ann, 21 Nov 2026.`, where one did all of several on one day; empty where each row must say it."""
    facts: tuple[CorrectedFact, ...]
    rejected: tuple[RejectedRow, ...]
    lapsed: tuple[str, ...]
    """What they say of rows that are no more."""


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of people's."""

    body: Markup
    """Cleaned HTML; may be empty."""
    status: str
    """`to read`, `reading`, `read` or empty."""
    tags: tuple[str, ...]
