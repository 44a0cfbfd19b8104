"""New papers: all papers by the day that they came into the review on, with what was the first of its kind."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from litatlas.model import Paper
from litatlas.review.arrivals import Arrival, find_firsts
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.pages.cards import build_card
from litatlas.site.pages.further import build_paper_line
from litatlas.site.pages.paging import LISTS, build_pager, find_page, split_pages
from litatlas.site.places import (
    HARDWARE,
    NEW,
    PAPERS,
    TOPICS,
    Place,
    feed_path,
    list_path,
    paper_path,
    place_page,
    results_folder,
)
from litatlas.site.views.arrivals import ArrivalGroup, CorrectedDay, NewView
from litatlas.site.views.further import Rest
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Entry
from litatlas.site.wording import format_captured
from litatlas.text.wording import count_of

LISTED_DAYS = 30
"""How many days of captures the first page links to."""
CORRECTED_DAYS, CORRECTED_PAPERS = 10, 5
"""How many days of corrections the first page tells of, and how many papers of each."""
_HEADING = "New"
_NO_DAY = "Day not known"
_WITHOUT_YEAR = "The captures of these papers tell a day, but not its year."
_WITHOUT_DAY = "No list that has these papers tells when it was captured; litatlas ingest --captured YYYY-MM-DD says it."


@dataclass(frozen=True, slots=True)
class _Firsts:
    """The slugs of topics and devices that had no paper, and no result, before a day; by that day."""

    topics: Mapping[str, Sequence[str]]
    devices: Mapping[str, Sequence[str]]


def build_new_views(atlas: Atlas) -> Iterator[tuple[str, NewView]]:
    """The pages with their paths; one page where there is no paper."""
    arrivals, lead = atlas.groups.arrivals, describe_order(atlas.groups.arrivals)
    every = ((number, paper) for number, arrival in enumerate(arrivals) for paper in arrival.papers)
    entries = list(islice(every, atlas.extent.new))
    firsts = _find_firsts(atlas)
    before = -1
    for number, chunk in enumerate(split_pages(entries, LISTS), 1):
        place = place_page(list_path(NEW, number))
        first = number == 1
        title = _HEADING if first else f"{_HEADING}, page {number}"
        groups, cards = [], atlas.extent.cards if first else 0
        for which, members in groupby(chunk, key=lambda entry: entry[0]):
            papers = [paper for _, paper in members]
            groups.append(_build_group(atlas, place, arrivals[which], papers, firsts, cards, continued=which == before))
            before, cards = which, max(0, cards - len(papers))
        yield (
            place.path,
            NewView(
                head=build_head(atlas, place, title, lead, followed=NEW),
                heading=_HEADING,
                lead=lead,
                feed=place.href(feed_path(NEW)),
                days=_list_days(place, arrivals, len(entries)) if first else (),
                corrections=_list_corrections(atlas, place) if first else (),
                groups=tuple(groups),
                rest=_tell_rest(atlas, place, len(entries)),
                pager=build_pager(place, NEW, number, len(entries), LISTS),
                empty="No papers yet. Save a listing and run: litatlas ingest FILE",
            ),
        )


def describe_order(arrivals: Sequence[Arrival]) -> str:
    """What the days of captures say of the papers, in a sentence."""
    if arrivals and not any(arrival.is_dated for arrival in arrivals):
        return "Papers by the day that they came into this review on; no list that has them tells that day."
    return "Papers by the day on which a list first brought them, the latest first."


def name_anchor(arrival: Arrival) -> str:
    """The id of a day's heading: `d2025-10-30`."""
    return f"d{arrival.day}" if arrival.day else "unknown"


def _find_firsts(atlas: Atlas) -> _Firsts:
    groups = atlas.groups
    topics = {slug: group.papers for slug, group in groups.topics.items()}
    devices = {
        slug: [item.paper for item in items]
        for slug, items in groups.device_results.items()
        if groups.devices[slug].name not in atlas.sameness.device_kinds
    }
    return _Firsts(find_firsts(groups.arrivals, topics), find_firsts(groups.arrivals, devices))


def _build_group(
    atlas: Atlas, place: Place, arrival: Arrival, papers: Sequence[Paper], firsts: _Firsts, cards: int, *, continued: bool
) -> ArrivalGroup:
    groups = atlas.groups
    results = sum(len(paper.extraction.results) for paper in arrival.papers)
    topics = () if continued else firsts.topics.get(arrival.day, ())
    devices = () if continued else firsts.devices.get(arrival.day, ())
    return ArrivalGroup(
        anchor=name_anchor(arrival),
        heading=format_captured(arrival.day) or _NO_DAY,
        continued=continued,
        lead=f"{count_of(len(arrival.papers), 'paper')} with {count_of(results, 'result')}",
        note="" if arrival.is_dated else _WITHOUT_YEAR if arrival.day else _WITHOUT_DAY,
        topics=tuple(Link(groups.topics[slug].name, place.href(list_path(f"{TOPICS}/{slug}"))) for slug in topics),
        devices=tuple(
            Link(groups.devices[slug].name, place.href(list_path(results_folder(f"{HARDWARE}/{slug}")))) for slug in devices
        ),
        cards=tuple(build_card(atlas, place, paper) for paper in papers[:cards]),
        lines=tuple(build_paper_line(atlas, place, paper) for paper in papers[cards:]),
    )


def _tell_rest(atlas: Atlas, place: Place, held: int) -> Rest | None:
    papers = len(atlas.groups.papers)
    if held == papers:
        return None
    said = f"Here stand the latest {held:,} of {count_of(papers, 'paper')}; for the others see"
    return Rest(said, (Link("all papers", place.href(list_path(PAPERS))),))


def _list_days(place: Place, arrivals: Sequence[Arrival], held: int) -> tuple[Entry, ...]:
    """The latest days, each linked to the page that its papers begin on, of the `held` papers that the pages hold."""
    largest = max((len(arrival.papers) for arrival in arrivals), default=1)
    days, start = [], 0
    for arrival in arrivals[:LISTED_DAYS]:
        if start >= held:
            break
        href = f"{place.href(list_path(NEW, find_page(start, LISTS.fit(held))))}#{name_anchor(arrival)}"
        count = len(arrival.papers)
        days.append(Entry(format_captured(arrival.day) or _NO_DAY, href, count, count / largest, ""))
        start += count
    return tuple(days)


def _list_corrections(atlas: Atlas, place: Place) -> tuple[CorrectedDay, ...]:
    """The latest days on which people corrected rows and facts, with the papers that they corrected most."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for slug, curated in atlas.review.curation.items():
        days = [*(item.on for item in curated.corrections), *(override.on for override in curated.overrides.values())]
        for day in days:
            counts[day][slug] += 1
    told = []
    for day in sorted(counts, reverse=True)[:CORRECTED_DAYS]:
        slugs = sorted(counts[day], key=lambda slug: (-counts[day][slug], slug))
        titles = ((slug, atlas.review.papers[slug].work.title.readable) for slug in slugs[:CORRECTED_PAPERS])
        links = tuple(Link(title, place.href(paper_path(slug))) for slug, title in titles)
        lead = count_of(counts[day].total(), "correction")
        told.append(CorrectedDay(format_captured(day), day, lead, links, len(slugs) - len(links)))
    return tuple(told)
