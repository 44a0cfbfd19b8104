"""All papers and results as files to download, in parts of bounded size, with an index of them; nothing is stated twice.

What a paper reports stands in `results`, and what is known of a paper in `papers`: the slug leads from one to the other.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from litatlas.compare.device import find_only_device
from litatlas.content.papers import shorten_number
from litatlas.export.cells import LIST_DELIMITER, disarm_cell, disarm_name
from litatlas.export.citing.bibtex import write_bibtex
from litatlas.export.citing.csl import build_csl_item
from litatlas.export.json_schema import describe_row
from litatlas.export.rows import iterate_paper_rows, iterate_result_rows
from litatlas.export.table import PAPERS, RESULTS
from litatlas.model import Json
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.data.columns import Numbers
from litatlas.site.data.encoding import encode_json, format_json
from litatlas.site.data.letters import describe_letters
from litatlas.site.data.parts import (
    MOST,
    File,
    Form,
    Part,
    describe_parts,
    make_bibtex_form,
    make_csv_form,
    make_json_form,
    write_parts,
)
from litatlas.site.data.thinning import (
    PAPER_COLUMNS,
    RESULT_COLUMNS,
    Captures,
    describe_captures,
    thin_papers,
    thin_results,
)
from litatlas.site.pages.cards import build_factor
from litatlas.site.pages.cells import read_classes
from litatlas.site.pages.corrections import find_kind
from litatlas.site.places import DATA, DATA_INDEX, LETTERS
from litatlas.slots import SLOTS

CSV_COLUMNS: tuple[str, ...] = (
    *("paper", "id", "date", "metric", "form", "bound", "low", "high", "unit", "effect", "derived_factor", "derivation"),
    *(slot.key for slot in SLOTS),
    *("baseline_class", "paper_device", "value_of", "quote", "confidence", "open_questions", "correction"),
)
"""The columns of `results.csv`, which is for spreadsheets: no list is nested, and what a script would derive is derived."""


class _Line:
    """Takes a line from a writer and gives it back."""

    write = staticmethod(str)


_LINES = csv.writer(_Line, lineterminator="\r\n")


@dataclass(frozen=True, slots=True)
class _Download:
    """A table in one format."""

    table: str
    format: str
    """What the index calls it: `csl-json`."""
    form: Form
    rows: Iterable[str]


def build_downloads(atlas: Atlas, most: int = MOST) -> Iterator[File]:
    """The files with their paths, none larger than `most` bytes, and the index of all of them."""
    files: dict[str, dict[str, Json]] = {"papers": {}, "results": {}}
    captures: Captures = Numbers()
    for download in _list_downloads(atlas, captures):
        parts: list[Part] = []
        for part, (path, data) in write_parts(download.table, download.form, download.rows, most):
            parts += [part] if part else []
            yield f"{DATA}{path}", data
        files[download.table][download.format] = describe_parts(parts)
    for table, columns in ((PAPERS, PAPER_COLUMNS), (RESULTS, RESULT_COLUMNS)):
        yield f"{DATA}{table.name}.schema.json", encode_json(describe_row(f"A row of {table.name}.json", columns))
    index: dict[str, dict[str, Json]] = {
        table.name: {"key": list[Json](table.key), "schema": f"{table.name}.schema.json", "files": files[table.name]}
        for table in (PAPERS, RESULTS)
    }
    index["papers"]["captures"] = describe_captures(captures)
    yield DATA_INDEX, (json.dumps(index, indent=1) + "\n").encode()
    yield LETTERS, encode_json(describe_letters(atlas))


def _list_downloads(atlas: Atlas, captures: Captures) -> Iterator[_Download]:
    papers, curation = atlas.groups.papers, atlas.review.curation
    rows = iterate_paper_rows(papers, curation)
    yield _Download("papers", "json", make_json_form(packed=True), map(format_json, thin_papers(rows, captures)))
    citations = [atlas.citations[paper.slug] for paper in papers]
    preamble, entries = _split_bibtex(write_bibtex(citations))
    yield _Download("papers", "bibtex", make_bibtex_form(preamble), entries)
    yield _Download("papers", "csl-json", make_json_form(".csl.json"), map(format_json, map(build_csl_item, citations)))
    rows = iterate_result_rows(papers, atlas.review.baselines, curation)
    yield _Download("results", "json", make_json_form(packed=True), map(format_json, thin_results(rows)))
    yield _Download("results", "csv", make_csv_form(_write_line(CSV_COLUMNS)), _write_table(atlas))


def _split_bibtex(pieces: Iterable[str]) -> tuple[str, list[str]]:
    """What stands before the entries, and the entries."""
    preamble, *entries = pieces
    return preamble + ("\n" if preamble else ""), [entry.lstrip("\n") for entry in entries]


def _write_line(cells: Sequence[str | int | float]) -> str:
    """A line of a table in the form of RFC 4180."""
    return str(_LINES.writerow(cells))


def _write_table(atlas: Atlas) -> Iterator[str]:
    """All results as lines of a table; lists in a cell are set apart by semicolons."""
    for item in atlas.groups.reported:
        cells = _list_cells(atlas, item)
        yield _write_line([disarm_cell(cell) if cell and isinstance(cell, str) else cell for cell in cells])


def _list_cells(atlas: Atlas, item: Reported) -> tuple[str | int | float, ...]:
    paper, result = item.paper, item.result
    factor = build_factor(atlas, paper, result)
    bounded = f"{factor.bound} {factor.text}".strip() if factor else ""
    return (
        *(disarm_name(paper.slug), f"r-{result.id}", paper.work.date.iso if paper.work.date else ""),
        *(result.metric, result.form, result.bound or "", shorten_number(result.low), shorten_number(result.high), result.unit),
        *(result.effect or "", bounded, factor.formula if factor else ""),
        *(LIST_DELIMITER.join(slot.read(result)) for slot in SLOTS),
        *(LIST_DELIMITER.join(read_classes(atlas, paper, result)), find_only_device(paper, result)),
        *(result.subject or "", result.quote, result.confidence, LIST_DELIMITER.join(result.flags)),
        find_kind(atlas, paper, result),
    )
