"""Papers and results as flat rows of plain values: what `litatlas export` prints and the site offers under `data/`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from litatlas.baselines import BaselineRules
from litatlas.baselines.classes import find_classes
from litatlas.compare.device import find_only_device
from litatlas.content.papers import non_result_fields, result_fields, witness_fields
from litatlas.identity.facts import encode_author, encode_facts
from litatlas.identity.names import parse_author
from litatlas.model import Author, Json, Paper, Result
from litatlas.review.curation import Curation
from litatlas.review.groups import Reported


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


def build_result_row(reported: Reported, rules: BaselineRules, curated: Curation | None = None) -> dict[str, Json]:
    """A result with the paper that reports it and its readable title; `curated` tells what people did to that paper.

    Beside what it states stand the classes of its baselines, and the one device of its paper where it names none.
    """
    paper, result = reported.paper, reported.result
    date = paper.work.date
    fields = _build_fields(result, curated)
    correction = fields.pop("correction")
    return {
        "paper": paper.slug,
        "title": paper.work.title.readable,
        "date": date.iso if date else None,
        "topics": list(paper.extraction.topics),
        **fields,
        "baseline_class": list(find_classes(rules, paper.work.title.readable, result.baseline)),
        "paper_device": find_only_device(paper, result) or None,
        "correction": correction,
    }


def iterate_paper_rows(papers: Iterable[Paper], curation: Mapping[str, Curation]) -> Iterator[dict[str, Json]]:
    """The rows of papers, in the order given; `curation` tells by slug what people did to them."""
    return (build_paper_row(paper, curation.get(paper.slug)) for paper in papers)


def iterate_result_rows(
    papers: Iterable[Paper], rules: BaselineRules, curation: Mapping[str, Curation]
) -> Iterator[dict[str, Json]]:
    """The rows of all results, in the order of their papers and, within one, of the text."""
    for paper in papers:
        curated = curation.get(paper.slug)
        yield from (build_result_row(Reported(paper, result), rules, curated) for result in paper.extraction.results)


def _build_fields(result: Result, curated: Curation | None) -> dict[str, Json]:
    """A result, and what people say of it: null, `confirmed`, `changed` or `added`."""
    mark = curated.marks.get(result.id) if curated else None
    return {**result_fields(result), "correction": mark.kind if mark else None}
