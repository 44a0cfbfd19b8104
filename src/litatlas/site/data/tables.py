"""All results as data for the scripts of tables: an index, columns to filter and sort by, and rows to draw.

No file grows with the review: a script fetches the columns that a reader asks for, and the rows that it draws.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import Any

from litatlas.baselines import find_system
from litatlas.compare.device import find_single_device
from litatlas.content.papers import shorten_number
from litatlas.content.slugs import expand_slug, shorten_slug
from litatlas.model import Json, Paper
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.data.columns import FILE, Numbers, describe_metrics, list_columns, pack_columns
from litatlas.site.data.encoding import encode_json
from litatlas.site.pages.cards import build_factor, describe_source
from litatlas.site.pages.cells import read_classes
from litatlas.site.pages.corrections import build_mark, find_kind, has_words
from litatlas.site.pages.identity import find_abstract_page, find_words
from litatlas.site.pages.noting import HasNote
from litatlas.site.pages.words import find_sentence
from litatlas.site.places import EXPLORER_COLUMNS, EXPLORER_DATA, EXPLORER_ROWS
from litatlas.site.wording import format_data_number, format_numbers, join_range
from litatlas.slots import SLOTS

PART = 300
"""About how many rows a file of rows holds, in some 60 kB: the rows of a screen may be scattered over many files."""


_Told = tuple[Paper, tuple[Reported, ...]]
"""A paper with its rows."""


@dataclass(frozen=True, slots=True)
class Run:
    """Papers with their rows that stand in one file."""

    number: int
    """Of the file, from 0."""
    papers: tuple[_Told, ...]
    places: tuple[int, ...]
    """Where the papers stand in the bibliography, from 0."""

    @property
    def path(self) -> str:
        """Where the file stands."""
        return f"{EXPLORER_ROWS}{self.number}.json"

    @property
    def rows(self) -> list[Reported]:
        """All their rows, in order."""
        return [item for _, items in self.papers for item in items]


def cut_runs(atlas: Atlas, part: int = PART) -> tuple[Run, ...]:
    """What stands in each of the files of rows, about `part` rows in each."""
    papers = [(paper, tuple(rows)) for paper, rows in groupby(atlas.groups.reported, key=lambda item: item.paper)]
    places = {paper.slug: place for place, paper in enumerate(atlas.groups.papers)}
    cut = enumerate(_cut(papers, part))
    return tuple(Run(number, tuple(run), tuple(places[paper.slug] for paper, _ in run)) for number, run in cut)


def build_column_files(atlas: Atlas, runs: Sequence[Run], most: int = FILE) -> Iterator[tuple[str, bytes]]:
    """The files of columns, about `most` bytes in each, and the index of all, with their paths."""
    papers = [told for run in runs for told in run.papers]
    files, where = pack_columns(list_columns(atlas, papers), most)
    for number, data in enumerate(files):
        yield f"{EXPLORER_COLUMNS}{number}.json", data
    yield EXPLORER_DATA, encode_json(_build_index(atlas, len(papers), runs, where))


def write_rows(atlas: Atlas, run: Run) -> bytes:
    """A file of rows."""
    return _write_noted(_build_rows(atlas, run, describe_metrics(atlas)), atlas.texts.has_note)


def note_papers(data: bytes, has_note: HasNote) -> bytes:
    """A file of rows that names the papers with notes, and no others."""
    return _write_noted(json.loads(data), has_note)


def _write_noted(rows: dict[str, Any], has_note: HasNote) -> bytes:
    papers = rows["papers"]
    slugs = map(expand_slug, papers["slug"], papers["title"])
    noted: list[Json] = [number for number, slug in enumerate(slugs) if has_note(slug)]
    return encode_json({**rows, "papers": {**papers, "noted": noted}})


def _cut(papers: Iterable[_Told], part: int) -> Iterator[list[_Told]]:
    """Papers in runs of about as many rows; a paper's stay together."""
    run: list[_Told] = []
    rows = 0
    for paper in papers:
        run.append(paper)
        rows += len(paper[1])
        if rows >= part:
            yield run
            run, rows = [], 0
    if run:
        yield run


def _build_index(atlas: Atlas, papers: int, runs: Sequence[Run], where: dict[str, Json]) -> dict[str, Json]:
    """Where columns and rows are, and the names of ids; `parts` says how many papers and rows each file of rows has."""
    return {
        "papers": papers,
        "rows": len(atlas.groups.reported),
        "repository": atlas.review.settings.repository,
        "topics": {id_: topic.title for id_, topic in atlas.review.topics.items()},
        "devices": {group.name: [slug, atlas.groups.family_of[slug]] for slug, group in atlas.groups.devices.items()},
        "columns": where,
        "parts": [[len(run.papers), len(run.rows)] for run in runs],
    }


def _build_rows(atlas: Atlas, run: Run, metrics: Mapping[str, list[Json]]) -> dict[str, Json]:
    """What the scripts draw of a run's rows, each distinct list and quote once.

    `rows` holds a list for each column; columns in which few rows say anything map row numbers to values. Papers come with how
    many rows are theirs, in order, and `place` says how many papers of the bibliography lie between them. `kinds`, `lists`,
    `quotes` and `sources` are what the numbers in columns refer to. `number` is what is shown where that is not the plain number.
    """
    reported = run.rows
    kinds: Numbers[tuple[str | None, ...]] = Numbers()
    lists: Numbers[tuple[str, ...]] = Numbers()
    lists.number(())
    quotes: Numbers[str] = Numbers()
    sources: Numbers[str] = Numbers()
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
        **_place_sentences(atlas, reported, sources),
        "correction": {
            str(row): kind for row, item in enumerate(reported) if (kind := find_kind(atlas, item.paper, item.result))
        },
        "factor": {
            str(row): [factor.text, factor.formula, *([factor.bound] if factor.bound else [])]
            for row, item in enumerate(reported)
            if (factor := build_factor(atlas, item.paper, item.result))
        },
    }
    return {
        "metrics": {result.metric: list[Json](metrics[result.metric]) for result in results},
        "systems": _link_systems(atlas, reported),
        "papers": _build_papers(run, lists),
        "kinds": [list(kind) for kind in kinds.numbers],
        "lists": [list(texts) for texts in lists.numbers],
        "quotes": list[Json](quotes.numbers),
        "sources": list[Json](sources.numbers),
        "rows": rows,
    }


def _build_papers(run: Run, lists: Numbers[tuple[str, ...]]) -> dict[str, Json]:
    papers = [paper for paper, _ in run.papers]
    titles = [paper.work.title.readable for paper in papers]
    return {
        "title": list[Json](titles),
        "place": [after - before for before, after in pairwise((0, *run.places))],
        "slug": [shorten_slug(paper.slug, title) for paper, title in zip(papers, titles, strict=True)],
        "date": [paper.work.date.iso if paper.work.date else "" for paper in papers],
        "address": [find_abstract_page(paper.work) or "" for paper in papers],
        "noted": [],
        "device": {str(number): device for number, paper in enumerate(papers) if (device := find_single_device(paper))},
        "topics": [lists.number(paper.extraction.topics) for paper in papers],
        "rows": [len(rows) for _, rows in run.papers],
    }


def _link_systems(atlas: Atlas, reported: Iterable[Reported]) -> dict[str, Json]:
    """Baselines as written that papers of the review bring, with the slugs of those."""
    words = dict.fromkeys(text for item in reported for text in item.result.baseline)
    found = ((text, find_system(text, atlas.review.baselines, atlas.systems)) for text in words)
    return {text: slug for text, slug in found if slug}


def _place_sentences(atlas: Atlas, reported: Sequence[Reported], sources: Numbers[str]) -> dict[str, Json]:
    """Where papers' pages have the words that rows were read from: what is there is not repeated.

    `sentence` has four numbers for each row: the letters of the title or abstract before its sentence, those of that before the
    quote, those of the quote, and those of the sentence after it. `titled` are the rows that were read from the title. Rows whose
    words no page has are not among them: they have a `source`.
    """
    found = [find_sentence(atlas, item) for item in reported]
    places = (
        (words.start, words.first - words.start, words.last - words.first, words.end - words.last) for words in found if words
    )
    marks = ((row, build_mark(atlas, item.paper, item.result)) for row, item in enumerate(reported))
    return {
        "sentence": list[Json](chain.from_iterable(places)),
        "titled": [row for row, words in enumerate(found) if words and words.text is reported[row].paper.work.title],
        "source": {
            str(row): sources.number(describe_source(atlas, item.paper, item.result))
            for row, item in enumerate(reported)
            if found[row] is None
        },
        "said": {str(row): list[Json](mark.sentences) for row, mark in marks if mark},
    }
