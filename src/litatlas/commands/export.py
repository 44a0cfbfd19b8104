"""Papers or results as text for other programs: JSON Lines, JSON or CSV, and papers for bibliographies."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal

from litatlas.compare.citing.bibtex import BIBLATEX, BIBTEX, write_bibtex
from litatlas.compare.citing.citation import Citation, cite
from litatlas.compare.citing.csl import build_csl_item
from litatlas.compare.citing.ris import write_ris
from litatlas.compare.rows import (
    PAPER_COLUMNS,
    RESULT_COLUMNS,
    build_paper_row,
    build_result_row,
    disarm_cell,
    list_results,
)
from litatlas.errors import UsageError
from litatlas.model import Json, Paper
from litatlas.review.curation import Curation

Kind = Literal["papers", "results"]
TextFormat = Literal["jsonl", "json", "csv", "bibtex", "biblatex", "ris", "csl-json"]

_NESTED = frozenset({"results", "non_results", "sources"})
"""Lists of mappings: a table has no place for them, so CSV counts them."""


def export(
    papers: Iterable[Paper], kind: Kind, text_format: TextFormat, curation: Mapping[str, Curation] | None = None
) -> Iterator[str]:
    """The text in pieces, a line or so each; papers in the order given. `curation` tells by slug what people did to them."""
    curated = curation or {}
    papers = tuple(papers)
    if write := _BIBLIOGRAPHIES.get(text_format):
        if kind != "papers":
            raise UsageError(f"{text_format} is a form of papers; results come as jsonl, json or csv")
        return write(cite(papers, has_abstracts=True).values())
    rows: Iterable[dict[str, Json]]
    if kind == "papers":
        columns = PAPER_COLUMNS
        rows = (build_paper_row(paper, curated.get(paper.slug)) for paper in papers)
    else:
        columns = RESULT_COLUMNS
        reported = list_results(papers)
        rows = (build_result_row(item, curated.get(item.paper.slug)) for item in reported)
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


def _format_item(item: Json) -> str:
    """An item of a list in a cell: a link is its address, an appearance its venue and date, a person a name."""
    if not isinstance(item, dict):
        return str(item)
    if "family" in item:
        return str(item["written"])
    return str(item["url"]) if "url" in item else " ".join(str(item[part]) for part in ("venue", "date") if item.get(part))


def _format_cell(name: str, value: Json) -> str | int | float | None:
    # As the row's anchor on its page: a spreadsheet takes 638782e6 for a number.
    text = f"r-{value}" if name == "id" else _join_cell(name, value)
    return disarm_cell(text) if isinstance(text, str) else text


def _join_cell(name: str, value: Json) -> str | int | float | None:
    if isinstance(value, list):
        return len(value) if name in _NESTED else "; ".join(_format_item(item) for item in value)
    if isinstance(value, dict):
        return (
            str(value["name"]) if "name" in value else "; ".join(f"{key}: {_join_cell(key, item)}" for key, item in value.items())
        )
    return value


def _write_csl(citations: Iterable[Citation]) -> Iterator[str]:
    return _write_json(map(build_csl_item, citations))


_BIBLIOGRAPHIES: Mapping[str, Callable[[Iterable[Citation]], Iterator[str]]] = {
    "bibtex": partial(write_bibtex, dialect=BIBTEX),
    "biblatex": partial(write_bibtex, dialect=BIBLATEX),
    "ris": write_ris,
    "csl-json": _write_csl,
}
"""The forms for other bibliographies, which only papers have."""
