"""What the search finds and shows, and the files that it reads: `assets/search-data.js` is their reader."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from litatlas.content.pages import Note
from litatlas.content.slugs import name_slug, shorten_slug
from litatlas.model import Paper, PartialDate
from litatlas.review.targets import Targets
from litatlas.site.atlas import Atlas
from litatlas.site.pages.cards import describe_authors
from litatlas.site.pages.markdown import render_prose
from litatlas.site.places import INDEX, paper_path, place_page
from litatlas.site.search.forms import Form, list_spellings, pair_acronyms
from litatlas.site.search.index import Passage, TermIndex
from litatlas.site.search.packing import Card, Facet, pack_index
from litatlas.site.search.things import index_things
from litatlas.site.wording import format_date, format_month, format_value
from litatlas.slots import SLOTS

FACETS = ("topic", "family", "hardware", "year", "organization", "results")
"""What papers can be filtered by: the names are those of parameters in addresses, the order is the page's."""
_TITLE, _FACT, _TEXT = 8, 2, 1
"""How many times a word counts in a title, in a fact and in a text."""


def build_search(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """All files that the search reads, with their paths within the site."""
    papers, forms = order_papers(atlas), list_forms(atlas)
    index = TermIndex(forms)
    members: dict[str, defaultdict[str, list[int]]] = {name: defaultdict(list) for name in FACETS}
    for number, paper in enumerate(papers):
        notes = atlas.texts.find_notes(paper.slug)
        index.add(list_passages(atlas, paper), list_note_passages(atlas.review, paper.slug, notes))
        for name, value in list_filters(atlas, paper):
            members[name][value].append(number)
    facets = [Facet(name, {value: found[value] for value in sorted(found)}) for name, found in members.items()]
    cards = [build_search_card(atlas, paper) for paper in papers]
    topics = {topic.title: topic.id for topic in atlas.review.topics.values()}
    for path, data in pack_index(index.build_terms(), index_things(atlas), forms, cards, facets, topics):
        yield INDEX + path, data


def order_papers(atlas: Atlas) -> Sequence[Paper]:
    """The papers as the index numbers them: from the oldest, so that a new one changes no other's number."""
    return atlas.groups.papers[::-1]


def list_forms(atlas: Atlas) -> dict[Form, str]:
    """The acronyms that the review's vocabulary knows, with the term of each."""
    return pair_acronyms(list_spellings(atlas.texts.find_names()))


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
    """The texts of a paper that are searched, but for people's notes: the title, the abstract, and facts."""
    review, results, work = atlas.review, paper.extraction.results, paper.work
    abstract = atlas.abstracts.get(paper.slug)
    families = {atlas.groups.family_of[name_slug(name)] for name in paper.extraction.hardware}
    facts: Mapping[str, list[str]] = {
        "topics": [review.topics[id_].title for id_ in paper.extraction.topics],
        "hardware": list(paper.extraction.hardware),
        "family": [atlas.groups.families[slug].name for slug in sorted(families)],
        "metrics": [atlas.label(result.metric) for result in results],
        **{slot.name: list(chain.from_iterable(map(slot.read, results))) for slot in SLOTS if not slot.linked},
        "quoted from": [result.subject for result in results if result.subject],
        "authors": [*([work.organization.name] if work.organization else []), *(author.name for author in work.authors)],
        "venues": [one.venue for one in work.publications if one.venue],
        "keywords": list(work.keywords),
        "numbers": [one.value for one in work.identifiers],
        "values": [format_value(result) for result in results],
        "dates": list_dates(work.date),
    }
    names = {"authors": tuple(author.name for author in work.authors)}
    return (
        Passage(paper.work.title.readable, _TITLE),
        *((Passage(abstract.readable, _TEXT),) if abstract and abstract.readable else ()),
        *(Passage(", ".join(dict.fromkeys(values)), _FACT, names.get(kind, ())) for kind, values in facts.items() if values),
    )


def list_note_passages(targets: Targets, slug: str, notes: Sequence[Note]) -> tuple[Passage, ...]:
    """The texts of people's notes on a paper that are searched, with their tags."""
    place = place_page(paper_path(slug))
    texts = (render_prose(note.body, targets, place).striptags() for note in notes)
    tags = dict.fromkeys(tag for note in notes for tag in note.tags)
    return (*(Passage(text, _TEXT) for text in texts if text), *((Passage(", ".join(tags), _FACT),) if tags else ()))


def list_dates(date: PartialDate | None) -> list[str]:
    """What a paper's date is searched by: year and month as cards and lists write it; no day, which is a mere number."""
    if date is None:
        return []
    month = date.iso[:7]
    return [format_date(PartialDate(month)), *([format_month(month)] if len(month) > 4 else [])]


def build_search_card(atlas: Atlas, paper: Paper) -> Card:
    """What a hit shows before the paper's page is read."""
    title, extraction = paper.work.title.readable, paper.extraction
    topics = (atlas.review.topics[id_].title for id_ in extraction.topics)
    slug = shorten_slug(paper.slug, title)
    return (title, slug, format_date(paper.work.date), describe_authors(paper.work), (*topics, *extraction.hardware))
