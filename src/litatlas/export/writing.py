"""Rows as text: JSON Lines, JSON and CSV, in pieces of a row each, so that no export is held as a whole."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from litatlas.export.cells import format_cell
from litatlas.export.columns import Column, list_names
from litatlas.model import Json

BYTE_ORDER_MARK = "\ufeff"
"""At the start of a CSV: without it, Excel reads UTF-8 as the system's own encoding, and × becomes two letters."""

Row = Mapping[str, Json]


def write_json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """An object a line."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def write_json(rows: Iterable[Row]) -> Iterator[str]:
    """A list with an object a line, so that versions differ by line."""
    separator = "[\n"
    for row in rows:
        yield separator + json.dumps(row, ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def write_csv(columns: Sequence[Column], rows: Iterable[Row], *, has_mark: bool) -> Iterator[str]:
    """A table with a header; `has_mark` puts the byte order mark before it, as Excel needs it."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list_names(tuple(columns)), lineterminator="\n")
    writer.writeheader()
    yield (BYTE_ORDER_MARK if has_mark else "") + buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow({column.name: format_cell(column, row[column.name]) for column in columns})
        yield buffer.getvalue()
