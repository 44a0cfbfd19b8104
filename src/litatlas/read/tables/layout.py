"""How a delimited text is laid out: its delimiter, the row that names its columns, and what they hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from litatlas.read.columns import Column, assign_columns
from litatlas.read.tables.rows import Row, RowReader

DELIMITERS = (",", "\t", ";", "|")
_HEAD_ROWS = 25
"""Rows among which the header is looked for: exports of Dimensions, IEEE and Excel have a line or some before it."""
_LONGEST_NAME = 80
"""Characters beyond which a cell is no column's name."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out."""

    delimiter: str
    header: Row
    columns: tuple[Column, ...]

    @property
    def known(self) -> int:
        """How many columns hold something that is known."""
        return sum(column.role is not None for column in self.columns)


def find_layout(lines: Sequence[str], given: Mapping[str, str] | None = None) -> Layout | None:
    """Find the layout by the first lines, with what the user says of the columns; None where no row names a title's column."""
    layouts = (layout for delimiter in DELIMITERS if (layout := _find_header(lines, delimiter, given)))
    return max(layouts, key=lambda layout: (layout.known, len(layout.columns)), default=None)


def find_first_rows(lines: Sequence[str]) -> Iterator[Row]:
    """The first rows of a text by the delimiter that occurs in its first line, to tell the user what they are."""
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    return islice(RowReader(iter(lines), delimiter), _HEAD_ROWS)


def _find_header(lines: Sequence[str], delimiter: str, given: Mapping[str, str] | None) -> Layout | None:
    found: Layout | None = None
    for row in islice(RowReader(iter(lines), delimiter), _HEAD_ROWS):
        if len(row.cells) == 1 and found is None and row.cells[0].lower().startswith("sep="):
            continue
        if any(len(cell) > _LONGEST_NAME for cell in row.cells):
            continue
        layout = Layout(delimiter, row, assign_columns(_name_columns(row.cells), given))
        is_header = any(column.role == "title" for column in layout.columns)
        if is_header and (found is None or layout.known > found.known):
            found = layout
    return found


def _name_columns(cells: Sequence[str]) -> list[str]:
    """The columns' names; one without a name is called by its place."""
    return [" ".join(cell.split()) or f"column {number}" for number, cell in enumerate(cells, start=1)]
