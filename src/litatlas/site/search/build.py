"""What the search finds and shows of papers, and the files that it reads: `assets/search-data.js` is their reader."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

from litatlas.content.slugs import name_slug
from litatlas.model import Paper, PartialDate
from litatlas.site.atlas import Atlas
from litatlas.site.pages.cards import build_card
from litatlas.site.pages.markdown import render_prose
from litatlas.site.places import INDEX, Place, paper_path, place_page
from litatlas.site.search.forms import list_spellings, pair_acronyms
from litatlas.site.search.index import Facet, Passage, TermIndex, build_files
from litatlas.site.views.pages import Chip
from litatlas.site.wording import format_date, format_month, format_value
from litatlas.slots import SLOTS

FACETS = ("topic", "family", "hardware", "year", "organization", "results")
"""What papers can be filtered by: the names are those of parameters in addresses, the order is the page's."""
_ROOT = Place("", "")
"""Links of hits start at the site's root, since hits are shown on every page."""
_TITLE, _FACT, _TEXT = 8, 2, 1
"""How many times a word counts in a title, in a fact and in a text."""


_DATE = "date"
"""The passage that every hit shows elsewhere."""


class SearchIndex:
    """Gathers what the search knows of papers, the newest first."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._left = len(atlas.groups.papers)
        self._terms = TermIndex(self._left, pair_acronyms(list_spellings(atlas.review.vocabulary.trie)))
        self._facets: dict[str, defaultdict[str, list[int]]] = {name: defaultdict(list) for name in FACETS}

    def add(self, paper: Paper) -> tuple[str, bytes]:
        """Take the next paper; gives the file that shows it among the hits, with its path within the site."""
        self._left -= 1
        passages = list_passages(self._atlas, paper)
        self._terms.add(passages)
        for name, value in list_filters(self._atlas, paper):
            self._facets[name][value].append(self._left)
        return f"{INDEX}papers/{self._left}.json", build_hit(self._atlas, paper, passages)

    def build_files(self) -> Iterator[tuple[str, bytes]]:
        """All other files, with their paths within the site, when all papers are in."""
        papers = self._atlas.groups.papers
        facets = [Facet(name, {value: found[value][::-1] for value in sorted(found)}) for name, found in self._facets.items()]
        shown = "".join(paper.slug for paper in papers)
        for path, data in build_files(shown, len(papers), self._terms.build_terms(), facets, self._terms.forms):
            yield INDEX + path, data


def build_search(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """All files that the search reads, with their paths within the site."""
    index = SearchIndex(atlas)
    yield from map(index.add, atlas.groups.papers)
    yield from index.build_files()


def list_filters(atlas: Atlas, paper: Paper) -> Iterator[tuple[str, str]]:
    """The filters that leave a paper, each name with a value."""
    groups, extraction, date = atlas.groups, paper.extraction, paper.work.date
    families = (groups.families[groups.family_of[name_slug(name)]].name for name in extraction.hardware)
    yield from (("topic", atlas.review.topics[id_].title) for id_ in dict.fromkeys(extraction.topics))
    yield from (("family", name) for name in dict.fromkeys(families))
    yield from (("hardware", name) for name in dict.fromkeys(extraction.hardware))
    yield "year", date.iso[:4] if date else "undated"
    if paper.work.organization:
        yield "organization", paper.work.organization.name
    yield "results", "stated" if extraction.results else "none stated"


def list_passages(atlas: Atlas, paper: Paper) -> tuple[Passage, ...]:
    """The texts of a paper that are searched: the title, the abstract, people's notes, and facts by their kinds."""
    review, results, work = atlas.review, paper.extraction.results, paper.work
    abstract = atlas.abstracts.get(paper.slug)
    notes = review.notes.get(paper.slug, ())
    place = place_page(paper_path(paper.slug))
    families = {atlas.groups.family_of[name_slug(name)] for name in paper.extraction.hardware}
    facts: Mapping[str, list[str]] = {
        "topics": [review.topics[id_].title for id_ in paper.extraction.topics],
        "hardware": list(paper.extraction.hardware),
        "family": [atlas.groups.families[slug].name for slug in sorted(families)],
        "metrics": [atlas.label(result.metric) for result in results],
        **{slot.label.lower(): [name for result in results for name in slot.read(result)] for slot in SLOTS if not slot.linked},
        "quoted from": [result.subject for result in results if result.subject],
        "authors": [*([work.organization.name] if work.organization else []), *(author.name for author in work.authors)],
        "venues": [one.venue for one in work.publications if one.venue],
        "keywords": list(work.keywords),
        "numbers": [one.value for one in work.identifiers],
        "values": [format_value(result) for result in results],
        _DATE: list_dates(work.date),
        "tags": [tag for note in notes for tag in note.tags],
    }
    names = {"authors": tuple(author.name for author in work.authors)}
    texts = [("abstract", abstract.readable)] if abstract else []
    texts += [("note", render_prose(note.body, review, place).striptags()) for note in notes]
    return (
        Passage("title", paper.work.title.readable, _TITLE),
        *(Passage(kind, text, _TEXT) for kind, text in texts if text),
        *(
            Passage(kind, ", ".join(dict.fromkeys(values)), _FACT, names.get(kind, ()))
            for kind, values in facts.items()
            if values
        ),
    )


def list_dates(date: PartialDate | None) -> list[str]:
    """What a paper's date is searched by: year and month as cards and lists write it; no day, which is a mere number."""
    if date is None:
        return []
    month = date.iso[:7]
    return [format_date(PartialDate(month)), *([format_month(month)] if len(month) > 4 else [])]


def build_hit(atlas: Atlas, paper: Paper, passages: tuple[Passage, ...]) -> bytes:
    """What the search shows of a paper: its card, and the texts that excerpts are taken from. Links start at the site's root."""
    card = build_card(atlas, _ROOT, paper)
    shown = {
        "title": card.title,
        "href": card.href,
        "date": card.date,
        "byline": card.byline,
        "tags": [link.text for link in (*card.topics, *card.hardware)],
        "results": [_dump_chip(chip) for chip in card.chips],
        "more": card.more_results,
        **({} if card.chips else {"silence": card.silence}),
        "texts": [[passage.kind, passage.text] for passage in passages[1:] if passage.kind != _DATE],
    }
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()


def _dump_chip(chip: Chip) -> list[str]:
    return [chip.href, chip.bound, chip.value, chip.metric, chip.baseline, chip.effect]
