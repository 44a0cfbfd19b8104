"""Papers or results as text for other programs: JSON Lines, JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from litatlas.model import Json, Paper
from litatlas.rows import PAPER_COLUMNS, RESULT_COLUMNS, build_paper_row, build_result_row, list_results

Kind = Literal["papers", "results"]
TextFormat = Literal["jsonl", "json", "csv"]

_NESTED = frozenset({"results", "non_results", "sources"})
"""Lists of mappings: a table has no place for them, so CSV counts them."""


def export(papers: Iterable[Paper], kind: Kind, text_format: TextFormat) -> Iterator[str]:
    """The text in pieces, a line or so each; papers in the order given."""
    papers = tuple(papers)
    rows: Iterable[dict[str, Json]]
    if kind == "papers":
        columns, rows = PAPER_COLUMNS, (build_paper_row(paper) for paper in papers)
    else:
        columns, rows = RESULT_COLUMNS, (build_result_row(reported) for reported in list_results(papers))
    if text_format == "csv":
        return _write_csv(columns, rows)
    return _write_json_lines(rows) if text_format == "jsonl" else _write_json(rows)


def _write_json_lines(rows: Iterable[dict[str, Json]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _write_json(rows: Iterable[dict[str, Json]]) -> Iterator[str]:
    separator = "[\n"
    for row in rows:
        yield separator + json.dumps(row, ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _write_csv(columns: Sequence[str], rows: Iterable[dict[str, Json]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writeheader()
    yield buffer.getvalue()
    for row in rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow({name: _format_cell(name, value) for name, value in row.items()})
        yield buffer.getvalue()


def _format_cell(name: str, value: Json) -> str | int | float | None:
    if isinstance(value, list):
        return len(value) if name in _NESTED else "; ".join(map(str, value))
    if isinstance(value, dict):
        return (
            str(value["name"])
            if "name" in value
            else "; ".join(f"{key}: {_format_cell(key, item)}" for key, item in value.items())
        )
    return value
