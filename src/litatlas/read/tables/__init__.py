"""Tables with a header: CSV, TSV and their like, of any program and of any person, in any encoding."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import BinaryIO

from litatlas.errors import quote_start
from litatlas.read.columns import find_wrong_columns
from litatlas.read.encoding import decode_head
from litatlas.read.entry import read_entry
from litatlas.read.format import Format
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.tables.layout import Layout, find_first_rows, find_layout
from litatlas.read.tables.rows import Row, RowReader
from litatlas.read.text_stream import iterate_text

_SAMPLE = 200
"""Lines from the start that show how a table is laid out."""
_SHARE_OF_TITLES = 0.7
"""Rows of several words, of all, in a table of titles alone; lines of a page below a word such as `Papers` have fewer."""
_OWN_RESULTS = frozenset(("paper", "quote", "low", "high", "unit", "metric"))
"""Columns by which an export of LitAtlas' own results is told from a list of papers."""


def sniff(head: bytes, name: str) -> float:
    """Rate whether a row of the first lines names columns that lists of papers have."""
    lines = decode_head(head).splitlines(keepends=True)[:_SAMPLE]
    first = next((line for line in lines if line.strip()), "").lstrip("\ufeff \t")
    if not first or first[0] in "{[<@%#" or (first[0] == "|" and first.count("|") > 1):
        return 0
    layout = find_layout(lines)
    if layout is None or layout.known < 1:
        return 0
    bonus = 0.1 if name.lower().endswith((".csv", ".tsv", ".tab")) else 0
    rows = list(islice((row for row in RowReader(iter(lines), layout.delimiter) if row.line > layout.header.line), 20))
    if len(layout.columns) == 1:
        titles = sum(len(row.cells) == 1 and " " in row.cells[0].strip() for row in rows)
        return 0.1 + bonus if bonus or titles >= _SHARE_OF_TITLES * len(rows) else 0
    fitting = [len(row.cells) == len(layout.columns) for row in rows]
    share = sum(fitting) / len(fitting) if fitting else 0.5
    return min(0.9, 0.25 + 0.1 * layout.known) * share + bonus * bool(layout.known > 1 or share == 1)


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Read every row below the header as an entry; a row that does not fit is `Skipped`, and its neighbours are read."""
    warnings: list[Item] = []
    lines = _iterate_lines(stream, origin, warnings)
    sample = list(islice(lines, _SAMPLE))
    layout = find_layout(sample, origin.columns)
    names = [column.name for column in layout.columns] if layout else []
    wrong = list(find_wrong_columns(names, origin.columns)) if layout else []
    if layout is None:
        yield _refuse(sample, origin)
    elif wrong:
        yield from (origin.fault(layout.header.line, message, hint) for message, hint in wrong)
    elif {column.name for column in layout.columns} >= _OWN_RESULTS:
        hint = "give the papers: `litatlas export papers --format jsonl`"
        yield origin.fault(layout.header.line, "is an export of results, and no list of papers", hint)
    else:
        yield from _read_rows(layout, chain(sample, lines), origin)
    yield from warnings


def _iterate_lines(stream: BinaryIO, origin: Origin, warnings: list[Item]) -> Iterator[str]:
    rest = ""
    number = 1
    for piece, is_guess in iterate_text(stream):
        if is_guess and not warnings:
            message = "has bytes that are no UTF-8; they are read as Windows-1252"
            warnings.append(origin.warning(number, message, "check the letters that are not ASCII, or save the file as UTF-8"))
        *whole, rest = (rest + piece).split("\n")
        number += len(whole)
        for line in whole:
            yield line + "\n"
    if rest:
        yield rest


def _refuse(sample: Sequence[str], origin: Origin) -> Item:
    row = max(find_first_rows(sample), key=lambda row: len(row.cells), default=None)
    if row is None:
        return origin.fault(1, "is empty", "save the list again, or leave the file out")
    names = ", ".join(quote_start(" ".join(cell.split())) for cell in row.cells[:30] if cell.strip())
    hint = "say which column it is, as in --columns title=NAME, or give the table a header with a column called Title"
    return origin.fault(row.line, f"has no column for the title; this row has {names}", hint)


def _read_rows(layout: Layout, lines: Iterator[str], origin: Origin) -> Iterator[Item]:
    reader = RowReader(lines, layout.delimiter)
    before: list[Row] = []
    count = 0
    for row in reader:
        if row.line < layout.header.line:
            before.append(row)
        elif row.line == layout.header.line:
            reader.width = len(layout.columns)
            yield from _tell_before(before, origin)
        elif tuple(map(str.strip, row.cells)) != tuple(map(str.strip, layout.header.cells)):  # of files put together
            count += 1
            yield from _read_row(row, count, layout, origin)
    if not count:
        yield origin.fault(layout.header.line, "has no row below its header", "save the list again, or leave the file out")


def _tell_before(rows: Sequence[Row], origin: Origin) -> Iterator[Item]:
    said = [row for row in rows if not row.cells[0].lower().startswith("sep=")]
    if said:
        shown = quote_start(" ".join(filter(None, said[0].cells)))
        message = f"{shown} stands before the row that names the columns, and is passed over"
        yield origin.warning(said[0].line, message, "check that it is no entry")


def _read_row(row: Row, number: int, layout: Layout, origin: Origin) -> Iterator[Item]:
    width = len(layout.columns)
    cells = row.cells
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    what = f"row {number}"
    if len(cells) > width or (len(cells) < 2 < width):
        hint = f'put quotation marks around cells that hold {layout.delimiter!r}, and double those within: "a ""b"" c"'
        reason = f", and its quotation marks break the rules ({row.loose})" if row.loose else ""
        cells_ = "cell" if len(cells) == 1 else "cells"
        message = f"{what}, {quote_start(' '.join(' '.join(row.cells).split()))}, has {len(cells)} {cells_} of {width}{reason}"
        yield Skipped(origin.fault(row.line, message, hint))
        return
    # Between tabs, most programs write no quotation marks of their own: those that are there are the text's.
    if row.loose and (layout.delimiter != "\t" or len(cells) != width):
        message = f"the quotation marks of {what} break the rules ({row.loose}); it is read as one line"
        yield origin.warning(row.line, message, "check what was read")
    elif len(cells) < width:
        message = f"{what} has {len(cells)} cells of {width}; those that it lacks are taken as empty"
        yield origin.warning(row.line, message, "check that no cell is missing between others")
    yield from read_entry(zip(layout.columns, cells, strict=False), origin, row.line, what)


FORMAT = Format("csv", "CSV or TSV with a header", sniff, read)
