"""All results as data for the scripts of tables: by columns, and the evidence in small files beside it."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from litatlas.baselines import find_system
from litatlas.compare.device import find_single_device
from litatlas.content.papers import shorten_number
from litatlas.content.slugs import shorten_slug
from litatlas.model import Json, Paper
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.data.encoding import encode_json
from litatlas.site.pages.cards import build_factor, describe_source, read_context
from litatlas.site.pages.cells import read_classes
from litatlas.site.pages.corrections import build_mark, find_kind, has_words
from litatlas.site.pages.identity import find_abstract_page, find_words
from litatlas.site.places import EVIDENCE_DATA, EXPLORER_DATA
from litatlas.site.wording import format_data_number, format_numbers, join_range
from litatlas.slots import SLOTS

BLOCK = 100
"""Of how many papers a file of evidence holds the results."""

K = TypeVar("K", bound=Hashable)


class _Dictionary(Generic[K]):
    """Numbers for values, in the order of their first mention."""

    def __init__(self) -> None:
        self.numbers: dict[K, int] = {}

    def number(self, value: K) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


def build_table_files(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """The files with their paths; a site without results has none of evidence."""
    yield EXPLORER_DATA, encode_json(_build_columns(atlas))
    for number, block in enumerate(_split_blocks(atlas.groups.reported)):
        yield f"{EVIDENCE_DATA}{number}.json", encode_json({str(row): _build_evidence(atlas, item) for row, item in block})


def _build_columns(atlas: Atlas) -> dict[str, Json]:
    """What the scripts need of every result, each distinct list and quote once.

    `rows` holds a list for each column; columns in which few rows say anything map row numbers to values. Papers come with how
    many rows are theirs, in order, and `place` says how many papers of the bibliography lie between them. `kinds`, `lists` and
    `quotes` are what the numbers in columns refer to. `number` is what is shown where that is not the plain number.
    """
    reported = atlas.groups.reported
    papers = [(paper, len(list(rows))) for paper, rows in groupby(reported, key=lambda item: item.paper)]
    kinds: _Dictionary[tuple[str | None, ...]] = _Dictionary()
    lists: _Dictionary[tuple[str, ...]] = _Dictionary()
    lists.number(())
    quotes: _Dictionary[str] = _Dictionary()
    results = [item.result for item in reported]
    untold = [row for row, item in enumerate(reported) if not has_words(atlas, item)]
    rows: dict[str, Json] = {
        "id": "".join(result.id for result in results),
        "kind": [kinds.number((r.metric, r.form, r.unit, r.bound, r.effect, r.confidence)) for r in results],
        "low": [shorten_number(result.low) for result in results],
        "high": {str(row): shorten_number(r.high) for row, r in enumerate(results) if r.high != r.low},
        "number": {
            str(row): text
            for row, result in enumerate(results)
            if (text := format_numbers(result)) != join_range(*map(format_data_number, (result.low, result.high)))
        },
        "quote": [quotes.number(result.quote) for result in results],
        "slots": {slot.name: [lists.number(slot.read(result)) for result in results] for slot in SLOTS},
        "classes": [lists.number(read_classes(atlas, item.paper, item.result)) for item in reported],
        "subject": {str(row): r.subject for row, r in enumerate(results) if r.subject is not None},
        "flags": {str(row): list(r.flags) for row, r in enumerate(results) if r.flags},
        "untold": list[Json](untold),
        "words": {str(row): words for row in untold if (words := find_words(results[row]))},
        "correction": {
            str(row): kind for row, item in enumerate(reported) if (kind := find_kind(atlas, item.paper, item.result))
        },
        "factor": {
            str(row): [factor.text, factor.bound] if factor.bound else [factor.text]
            for row, item in enumerate(reported)
            if (factor := build_factor(atlas, item.paper, item.result))
        },
    }
    return {
        "block": BLOCK,
        "repository": atlas.review.settings.repository,
        "metrics": _name_metrics(atlas),
        "topics": {id_: topic.title for id_, topic in atlas.review.topics.items()},
        "systems": _link_systems(atlas),
        "devices": {group.name: [slug, atlas.groups.family_of[slug]] for slug, group in atlas.groups.devices.items()},
        "papers": _build_papers(atlas, papers, lists),
        "kinds": [list(kind) for kind in kinds.numbers],
        "lists": [list(texts) for texts in lists.numbers],
        "quotes": list[Json](quotes.numbers),
        "rows": rows,
    }


def _name_metrics(atlas: Atlas) -> dict[str, Json]:
    """The slugs and labels of metrics, by name; with a mark where they have no table of their own."""
    metrics = atlas.groups.metrics.items()
    return {group.name: [slug, atlas.label(group.name), *([] if group.is_shared else [1])] for slug, group in metrics}


def _build_papers(atlas: Atlas, papers: Sequence[tuple[Paper, int]], lists: _Dictionary[tuple[str, ...]]) -> dict[str, Json]:
    titles = [paper.work.title.readable for paper, _ in papers]
    numbers = {paper.slug: number for number, paper in enumerate(atlas.groups.papers)}
    places = [numbers[paper.slug] for paper, _ in papers]
    return {
        "title": list[Json](titles),
        "place": [after - before for before, after in pairwise((0, *places))],
        "slug": [shorten_slug(paper.slug, title) for (paper, _), title in zip(papers, titles, strict=True)],
        "date": [paper.work.date.iso if paper.work.date else "" for paper, _ in papers],
        "address": [find_abstract_page(paper.work) or "" for paper, _ in papers],
        "device": {str(number): device for number, (paper, _) in enumerate(papers) if (device := find_single_device(paper))},
        "topics": [lists.number(paper.extraction.topics) for paper, _ in papers],
        "noted": [number for number, (paper, _) in enumerate(papers) if atlas.review.has_note(paper.slug)],
        "rows": [count for _, count in papers],
    }


def _link_systems(atlas: Atlas) -> dict[str, Json]:
    """Baselines as written that papers of the review bring, with the slugs of those."""
    words = dict.fromkeys(text for item in atlas.groups.reported for text in item.result.baseline)
    found = ((text, find_system(text, atlas.review.baselines, atlas.systems)) for text in words)
    return {text: slug for text, slug in found if slug}


def _split_blocks(reported: Sequence[Reported]) -> Iterator[Iterable[tuple[int, Reported]]]:
    """Rows with their numbers, by blocks of papers."""
    papers: _Dictionary[str] = _Dictionary()
    numbered = [(papers.number(item.paper.slug) // BLOCK, row, item) for row, item in enumerate(reported)]
    for _, block in groupby(numbered, key=lambda part: part[0]):
        yield [(row, item) for _, row, item in block]


def _build_evidence(atlas: Atlas, item: Reported) -> dict[str, Json]:
    factor = build_factor(atlas, item.paper, item.result)
    context = read_context(atlas, item.paper, item.result)
    evidence: dict[str, Json] = {"quote": item.result.quote}
    if context:
        evidence["context"] = list(context)
    else:
        evidence["source"] = describe_source(atlas, item.paper, item.result)
    if factor:
        evidence["formula"] = factor.formula
    if mark := build_mark(atlas, item.paper, item.result):
        evidence["said"] = list(mark.sentences)
    return evidence
