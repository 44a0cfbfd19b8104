"""Papers and results as flat rows of plain values: what `litatlas export` prints and the site offers under `data/`."""

import re
from dataclasses import replace

from litatlas.content.papers import RESULT_RULES, non_result_fields, result_fields, witness_fields
from litatlas.identity.facts import encode_author, encode_facts
from litatlas.identity.names import parse_author
from litatlas.model import Author, Json, Paper, Result
from litatlas.review.curation import Curation
from litatlas.review.groups import Reported

PAPER_COLUMNS: tuple[str, ...] = (
    *("slug", "title", "readable_title", "date", "date_precision", "date_reason", "author_count", "authors", "organization"),
    *("comments", "identifiers", "links", "publications", "keywords", "license", "key", "extra"),
    *("abstract", "topics", "topic_terms", "hardware", "results", "non_results", "sources"),
)
"""The names of a paper's values, in order."""
RESULT_COLUMNS: tuple[str, ...] = (
    "paper",
    "title",
    "date",
    "topics",
    *(rule.name for rule in RESULT_RULES if rule.name != "around"),
    "correction",
)
"""The names of a result's values, in order."""
_FORMULA = re.compile(r"\s*(?:[=@\t\r\uff1d\uff0b\uff0d\uff20]|[+\-](?!\d[\d.,\s]*[%×x]?\Z))")
"""How texts begin that spreadsheets take for formulas (OWASP, CSV injection), wide forms too; `-33.5%` is a number to them."""


def disarm_cell(text: str) -> str:
    """A text for a cell of CSV: where a spreadsheet would run it as a formula, an apostrophe before it makes it a text."""
    return f"'{text}" if _FORMULA.match(text) else text


def _name_author(author: Author) -> Json:
    """The name as people read it where its parts follow from that, so that no reader is led astray; else the parts."""
    found = parse_author(author.name)
    return author.name if replace(found, written=author.written) == author else encode_author(author)


def build_paper_row(paper: Paper, curated: Curation | None = None) -> dict[str, Json]:
    """A paper, with its readable title and all that is known of it; what is not known is null, or an empty list.

    `title` and `abstract` are raw, as captured: the spans of evidence count in them. `curated` tells what people did to it.
    """
    work, extraction = paper.work, paper.extraction
    facts = encode_facts(work)
    return {
        "slug": paper.slug,
        "title": work.title.raw,
        "readable_title": work.title.readable,
        "date": facts["date"],
        "date_precision": work.date.precision if work.date else None,
        "date_reason": work.date.reason if work.date else None,
        "author_count": work.author_count,
        "authors": [_name_author(author) for author in work.authors],
        **{name: facts[name] for name in ("organization", "comments")},
        **{name: facts[name] or [] for name in ("identifiers", "links", "publications", "keywords")},
        **{name: facts[name] for name in ("license", "key", "extra")},
        "abstract": work.abstract,
        "topics": list(extraction.topics),
        "topic_terms": {topic: list(terms) for topic, terms in extraction.topic_terms.items()},
        "hardware": list(extraction.hardware),
        "results": [_build_fields(result, curated) for result in extraction.results],
        "non_results": [non_result_fields(item) for item in extraction.non_results],
        "sources": [witness_fields(witness) for witness in work.witnesses],
    }


def build_result_row(reported: Reported, curated: Curation | None = None) -> dict[str, Json]:
    """A result with the paper that reports it and its readable title; `curated` tells what people did to that paper."""
    paper = reported.paper
    date = paper.work.date
    return {
        "paper": paper.slug,
        "title": paper.work.title.readable,
        "date": date.iso if date else None,
        "topics": list(paper.extraction.topics),
        **_build_fields(reported.result, curated),
    }


def _build_fields(result: Result, curated: Curation | None) -> dict[str, Json]:
    """A result, and what people say of it: null, `confirmed`, `changed` or `added`."""
    mark = curated.marks.get(result.id) if curated else None
    return {**result_fields(result), "correction": mark.kind if mark else None}


def list_results(papers: tuple[Paper, ...]) -> tuple[Reported, ...]:
    """All results, in the order of their papers and, within one, of the text."""
    return tuple(Reported(paper, result) for paper in papers for result in paper.extraction.results)
