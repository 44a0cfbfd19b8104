"""What is read of a paper: its passages and its tables, raw."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from litatlas.model import Cell, Place, Work

TITLE, ABSTRACT = "title", "abstract"
"""The ids of the two passages that listings have."""
LONGEST_TITLE = 1_000
"""Characters of a title that are read, a multiple of the longest real one; what follows is passed over."""
LONGEST = 10_000
"""Characters of a text that are read, several times the longest abstract of any archive; what follows is passed over."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of running text."""

    id: str
    """Unique in the document: `title`, `abstract`, or a paragraph's such as `section-3.2`."""
    text: str
    """As its source has it, without any repair: evidence counts in it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the texts of its cells."""

    id: str
    """Unique in the document: `table-2`."""
    rows: tuple[tuple[str, ...], ...]
    """From the top, those of the head too; a row may be shorter than others."""


@dataclass(frozen=True, slots=True)
class Document:
    """The raw texts of a paper, in its own order."""

    passages: tuple[Passage, ...]
    tables: tuple[Table, ...] = ()
    headings: tuple[str, ...] = ()
    """Headings that lists have the paper under, the innermost of each list first: none of its text, but a hint at its topics."""

    @property
    def title(self) -> str:
        """The text of the passage `title`; empty where there is none."""
        return self.text_of(TITLE)

    @property
    def body(self) -> tuple[Passage, ...]:
        """All passages but the title."""
        return tuple(passage for passage in self.passages if passage.id != TITLE)

    def text_of(self, passage: str) -> str:
        """The text of a passage; empty where there is none of that id."""
        return next((found.text for found in self.passages if found.id == passage), "")

    def words_at(self, place: Place) -> str | None:
        """What stands at a place, raw; None where the document has no such place."""
        if isinstance(place, Cell):
            return _find_cell(self.tables, place)
        text = self.text_of(place.passage)
        return text[place.start : place.end] if 0 <= place.start < place.end <= len(text) else None


def build_document(title: str, abstract: str) -> Document:
    """Build the document of a paper of which a listing has title and abstract; either may be empty."""
    return Document((Passage(TITLE, title), Passage(ABSTRACT, abstract)))


def build_work_document(work: Work) -> Document:
    """Build the document of a work as far as its texts are kept."""
    headings = (heading for witness in work.witnesses for heading in reversed(witness.source.headings))
    document = build_document(work.title.raw, work.abstract or "")
    return replace(document, headings=tuple(dict.fromkeys(headings)))


def _find_cell(tables: Iterable[Table], place: Cell) -> str | None:
    rows = next((table.rows for table in tables if table.id == place.table), ())
    row = rows[place.row - 1] if 0 < place.row <= len(rows) else ()
    return row[place.column - 1] if 0 < place.column <= len(row) else None
