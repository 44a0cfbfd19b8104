"""Papers or results as text for other programs: JSON Lines, JSON or CSV, and papers for bibliographies."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Literal

from litatlas.baselines import BaselineRules, load_rules
from litatlas.errors import UsageError
from litatlas.export.citing.bibtex import BIBLATEX, BIBTEX, write_bibtex
from litatlas.export.citing.citation import Citation, cite
from litatlas.export.citing.csl import build_csl_item
from litatlas.export.citing.ris import write_ris
from litatlas.export.columns import PAPER_COLUMNS, RESULT_COLUMNS
from litatlas.export.rows import iterate_paper_rows, iterate_result_rows
from litatlas.export.writing import write_csv, write_json, write_json_lines
from litatlas.model import Paper
from litatlas.review.curation import Curation

Kind = Literal["papers", "results"]
TextFormat = Literal["jsonl", "json", "csv", "bibtex", "biblatex", "ris", "csl-json"]


def export(
    papers: Iterable[Paper],
    kind: Kind,
    text_format: TextFormat,
    curation: Mapping[str, Curation] | None = None,
    rules: BaselineRules | None = None,
    *,
    has_mark: bool = False,
) -> Iterator[str]:
    """The text in pieces, a line or so each; papers in the order given. `curation` tells by slug what people did to them.

    `rules` sort baselines into classes, those of LitAtlas where the review's own are not given. `has_mark` begins a CSV as Excel
    needs it.
    """
    papers = tuple(papers)
    if write := _BIBLIOGRAPHIES.get(text_format):
        if kind != "papers":
            raise UsageError(f"{text_format} is a form of papers; results come as jsonl, json or csv")
        return write(cite(papers, has_abstracts=True).values())
    is_papers = kind == "papers"
    rows = (
        iterate_paper_rows(papers, curation or {})
        if is_papers
        else iterate_result_rows(papers, rules or load_rules(), curation or {})
    )
    if text_format == "csv":
        return write_csv(PAPER_COLUMNS if is_papers else RESULT_COLUMNS, rows, has_mark=has_mark)
    return write_json_lines(rows) if text_format == "jsonl" else write_json(rows)


def _write_csl(citations: Iterable[Citation]) -> Iterator[str]:
    return write_json(map(build_csl_item, citations))


_BIBLIOGRAPHIES: Mapping[str, Callable[[Iterable[Citation]], Iterator[str]]] = {
    "bibtex": partial(write_bibtex, dialect=BIBTEX),
    "biblatex": partial(write_bibtex, dialect=BIBLATEX),
    "ris": write_ris,
    "csl-json": _write_csl,
}
"""The forms for other bibliographies, which only papers have."""
