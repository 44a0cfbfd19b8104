"""Papers or results as text for other programs: JSON Lines, JSON or CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Literal

from litatlas.model import Json, Paper
from litatlas.rows import build_paper_row, build_result_row, list_results

Kind = Literal["papers", "results"]
TextFormat = Literal["jsonl", "json", "csv"]

_NESTED = frozenset({"results", "sources"})
"""Lists of mappings: a table has no place for them, so CSV counts them."""


def export(papers: Iterable[Paper], kind: Kind, text_format: TextFormat) -> Iterator[str]:
    """The text in pieces, a line or so each; papers in the order given."""
    papers = tuple(papers)
    if kind == "papers":
        rows: Iterable[dict[str, Json]] = (build_paper_row(paper) for paper in papers)
    else:
        rows = (build_result_row(reported) for reported in list_results(papers))
    writers = {"jsonl": _write_json_lines, "json": _write_json, "csv": _write_csv}
    return writers[text_format](rows)


def _write_json_lines(rows: Iterable[dict[str, Json]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _write_json(rows: Iterable[dict[str, Json]]) -> Iterator[str]:
    separator = "[\n"
    for row in rows:
        yield separator + json.dumps(row, ensure_ascii=False)
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _write_csv(rows: Iterable[dict[str, Json]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(buffer, list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: _format_cell(name, value) for name, value in row.items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _format_cell(name: str, value: Json) -> str | int | float | None:
    if isinstance(value, list):
        return len(value) if name in _NESTED else "; ".join(map(str, value))
    return str(value.get("name", "")) if isinstance(value, dict) else value
