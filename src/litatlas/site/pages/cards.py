"""Papers in lists, and results as chips and as rows of tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from litatlas.compare.derive import derive_factor, find_direction, format_factor
from litatlas.content.slugs import name_slug
from litatlas.model import Paper, Result, Work, format_part
from litatlas.review.groups import Group, Reported
from litatlas.site.atlas import Atlas
from litatlas.site.pages.cells import build_cell, link_devices, read_classes
from litatlas.site.pages.corrections import build_mark, find_note, has_words
from litatlas.site.pages.corrections_links import link_report
from litatlas.site.pages.identity import find_abstract_page, find_words, list_card_links
from litatlas.site.pages.words import find_sentence
from litatlas.site.places import METRICS, TOPICS, Place, list_path, paper_path
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Card, Chip, Entry, Row
from litatlas.site.views.paper import Factor
from litatlas.site.wording import describe_change, find_wording, format_data_number, format_date, format_form, format_value
from litatlas.slots import SLOTS
from litatlas.text.wording import count_of

CHIPS = 3
"""How many results a card shows."""
LISTED_AUTHORS = 3
"""How many authors a card names before it counts the others."""
SOURCES_ANCHOR, NOTES_ANCHOR = "sources", "notes"
"""The ids of parts of a paper's page."""


def build_card(atlas: Atlas, place: Place, paper: Paper) -> Card:
    """A paper as it stands in a list on the page at `place`."""
    own = [result for result in paper.extraction.results if result.subject is None]
    return Card(
        title=paper.work.title.readable,
        href=place.href(paper_path(paper.slug)),
        date=format_date(paper.work.date),
        date_iso=paper.work.date.iso if paper.work.date else "",
        byline=describe_authors(paper.work),
        links=list_card_links(paper.work),
        topics=link_topics(atlas, place, paper),
        hardware=link_devices(atlas, place, paper.extraction.hardware),
        chips=tuple(build_chip(atlas, place, paper, result) for result in own[:CHIPS]),
        more_results=len(paper.extraction.results) - len(own[:CHIPS]),
        silence=say_unread(paper) or "no result stated",
    )


def say_unread(paper: Paper) -> str:
    """Why a paper's text was not read for results: `not read: another language`; empty where it was."""
    return f"not read: {paper.extraction.unread}" if paper.extraction.unread else ""


def describe_authors(work: Work) -> str:
    """Who wrote it, as far as is known: organization, then authors or their count."""
    parts = [work.organization.name] if work.organization else []
    if work.authors:
        named = ", ".join(author.name for author in work.authors[:LISTED_AUTHORS])
        parts.append(named + (" et al." if len(work.authors) > LISTED_AUTHORS else ""))
    elif work.author_count is not None:
        parts.append(count_of(work.author_count, "author"))
    return " · ".join(parts)


def link_topics(atlas: Atlas, place: Place, paper: Paper) -> tuple[Link, ...]:
    """The paper's topics, the main one first."""
    topics = atlas.review.topics
    return tuple(Link(topics[id_].title, place.href(list_path(f"{TOPICS}/{id_}"))) for id_ in paper.extraction.topics)


def link_metric(atlas: Atlas, place: Place, metric: str) -> Link:
    """A metric's comparison table; one that has none, since one paper alone reports it, leads nowhere."""
    slug = name_slug(metric)
    return Link(atlas.label(metric), place.href(list_path(f"{METRICS}/{slug}")) if atlas.groups.is_shared(slug) else "")


def build_row(atlas: Atlas, place: Place, paper: Paper, result: Result) -> Row:
    """A result as a row of a table of several papers' on the page at `place`; `note_rows` says which have notes."""
    page = place.href(paper_path(paper.slug))
    words = find_sentence(atlas, Reported(paper, result))
    return Row(
        anchor=f"r-{result.id}",
        paper=Link(paper.work.title.readable, f"{page}#r-{result.id}"),
        date=format_date(paper.work.date),
        date_iso=paper.work.date.iso if paper.work.date else "",
        bound=result.bound or "",
        value=format_value(result),
        form=format_form(result.form),
        metric=link_metric(atlas, place, result.metric),
        effect=result.effect or "",
        slots=tuple(build_cell(atlas, place, paper, result, slot) for slot in SLOTS),
        subject=result.subject or "",
        quote=result.quote,
        written=find_wording(result),
        evidence=link_evidence(atlas, page, paper, result),
        context=words.cut() if words else None,
        source=describe_source(atlas, paper, result),
        confidence=result.confidence,
        flags=result.flags,
        factor=build_factor(atlas, paper, result),
        numbers=tuple(_list_numbers(atlas, paper, result)),
        kind=(name_slug(result.metric), result.form, result.unit),
        mark=build_mark(atlas, paper, result),
        wrong=link_report(atlas, paper, result),
        about=paper.slug,
        noted="",
    )


def link_evidence(atlas: Atlas, page: str, paper: Paper, result: Result) -> str:
    """Where the words of a result are shown: on its paper's page at `page`, else elsewhere, else the sources there."""
    if has_words(atlas, Reported(paper, result)):
        return f"{page}#e-{result.id}"
    return _find_evidence(paper, result) or f"{page}#{SOURCES_ANCHOR}"


def _find_evidence(paper: Paper, result: Result) -> str:
    """The address of the abstract with the very words of a result marked; empty where no page of it is known, or no place."""
    address, words = find_abstract_page(paper.work), find_words(result)
    return f"{address}#:~:text={words}" if address and words else ""


def build_factor(atlas: Atlas, paper: Paper, result: Result) -> Factor | None:
    """What follows from a result's value, for people."""
    vocabulary = atlas.review.vocabulary
    derived = derive_factor(result, paper.extraction.results, lambda metric: find_direction(vocabulary, metric))
    return Factor(format_factor(derived), derived.bound or "", derived.formula) if derived else None


def describe_source(atlas: Atlas, paper: Paper, result: Result) -> str:
    """Where a result was read, in words: in a listing, or by whom a note says."""
    if note := find_note(atlas, paper, result):
        return f"the note {note}"
    source = paper.work.witnesses[0].source
    return f"{format_part(result.evidence)}{source.file}, line {source.line}, SHA-256 {source.sha256[:12]}…"


def _list_numbers(atlas: Atlas, paper: Paper, result: Result) -> Iterator[tuple[str, str]]:
    yield "low", format_data_number(result.low)
    if result.high != result.low:
        yield "high", format_data_number(result.high)
    yield "quote", result.quote
    if classes := read_classes(atlas, paper, result):
        names = atlas.review.baselines.names
        yield "against", " ".join(str(names.index(name)) for name in classes)


@dataclass(frozen=True, slots=True)
class Counted:
    """A group and how much is in it, before it has a place on a page."""

    text: str
    folder: str
    count: int
    description: str = ""


def count_groups(folder: str, groups: Iterable[Group]) -> list[Counted]:
    """Groups of papers whose pages stand in `folder`."""
    return [Counted(group.name, f"{folder}/{group.slug}", len(group.papers)) for group in groups]


def build_entries(place: Place, counted: Sequence[Counted]) -> tuple[Entry, ...]:
    """Groups as entries of an index on the page at `place`, each with its share of the largest."""
    largest = max((item.count for item in counted), default=0) or 1
    return tuple(
        Entry(item.text, place.href(list_path(item.folder)), item.count, item.count / largest, item.description)
        for item in counted
    )


def build_chip(atlas: Atlas, place: Place, paper: Paper, result: Result) -> Chip:
    """A result in one line, on the page at `place`."""
    return Chip(
        href=f"{place.shortest_href(paper_path(paper.slug))}#r-{result.id}",
        bound=result.bound or "",
        value=format_value(result),
        metric=describe_change(result, atlas.label(result.metric), atlas.better(result.metric)),
        baseline=f"over {', '.join(result.baseline)}" if result.baseline else "",
        effect=result.effect or "",
    )
