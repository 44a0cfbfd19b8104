"""All papers and results as files to download, in parts of bounded size, with an index of them; nothing is stated twice.

What a paper reports stands in `results`, and what is known of a paper in `papers`: the slug leads from one to the other.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from litatlas.export.citing.bibtex import write_bibtex
from litatlas.export.citing.csl import build_csl_item
from litatlas.export.json_schema import describe_row
from litatlas.export.rows import iterate_paper_rows, iterate_result_rows
from litatlas.export.table import PAPERS, RESULTS
from litatlas.model import Json
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
from litatlas.site.places import DATA, DATA_INDEX, LETTERS


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
    yield _Download("papers", "json", make_json_form(), map(format_json, thin_papers(rows, captures)))
    citations = [atlas.citations[paper.slug] for paper in papers]
    preamble, entries = _split_bibtex(write_bibtex(citations))
    yield _Download("papers", "bibtex", make_bibtex_form(preamble), entries)
    yield _Download("papers", "csl-json", make_json_form(".csl.json"), map(format_json, map(build_csl_item, citations)))
    rows = iterate_result_rows(papers, atlas.review.baselines, curation)
    yield _Download("results", "json", make_json_form(), map(format_json, thin_results(rows)))


def _split_bibtex(pieces: Iterable[str]) -> tuple[str, list[str]]:
    """What stands before the entries, and the entries."""
    preamble, *entries = pieces
    return preamble + ("\n" if preamble else ""), [entry.lstrip("\n") for entry in entries]
