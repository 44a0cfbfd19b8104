"""Lists of papers, split into pages: of a topic, a device, a family, a year, a month, the undated, and of all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from urllib.parse import urlencode

from litatlas.content.prose import NOTHING
from litatlas.content.slugs import name_slug
from litatlas.model import Paper
from litatlas.review.groups import Group, Reported
from litatlas.review.persons import list_authors, list_venues
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.charts.ranges import draw_ranges
from litatlas.site.pages.answers import choose_gains, list_gains
from litatlas.site.pages.cards import Counted, build_card, build_entries
from litatlas.site.pages.further import build_paper_line
from litatlas.site.pages.markdown import render_prose
from litatlas.site.pages.mentions import link_mentions
from litatlas.site.pages.paging import LISTS, build_pager, split_pages
from litatlas.site.places import (
    AUTHORS,
    DATES,
    FAMILIES,
    HARDWARE,
    METRICS,
    ORGANIZATIONS,
    PAPERS,
    SEARCH,
    TOPICS,
    VENUES,
    Place,
    list_path,
    place_page,
    results_folder,
)
from litatlas.site.texts import Ask, Texts, say_nothing
from litatlas.site.views.further import Rest
from litatlas.site.views.links import Link
from litatlas.site.views.lists import ListView
from litatlas.site.views.pages import Entry, Mentions, Section
from litatlas.site.wording import format_month
from litatlas.text.wording import count_of

FILTERS = {"Topic": "topic", "Device family": "family", "Device": "hardware", "Year": "year", "Organization": "organization"}
"""The search's filters for kinds of lists."""

Trail = tuple[tuple[str, str], ...]
"""Texts and paths."""


@dataclass(frozen=True, slots=True)
class ListPlan:
    """What is particular to one list, whichever of its pages it is."""

    folder: str
    section: str
    kicker: str
    heading: str
    trail: Trail
    """The way up: texts and paths."""
    lead: str
    introduction: Ask
    empty: str
    papers: tuple[Paper, ...]
    target: str = ""
    """The group as `Review.find_target` names it; empty where texts cannot link to it."""
    reported: tuple[Reported, ...] = ()
    """The results that its table holds; empty where it has none."""
    months: tuple[Group, ...] = ()
    """Lists that hold papers of this one too, all that have a month; of a year."""

    @property
    def has_feed(self) -> bool:
        """Whether an Atom feed follows the list: those of topics and devices have one."""
        return self.kicker in ("Topic", "Device")


def plan_lists(atlas: Atlas) -> Iterator[ListPlan]:
    """All lists of a site."""
    groups = atlas.groups
    add_first = "No papers yet. Save a listing and run: litatlas ingest FILE"
    lead = count_of(len(groups.papers), "paper") + ", the newest first."
    yield ListPlan(PAPERS, PAPERS, "", "All papers", (), lead, say_nothing, add_first, groups.papers)
    for group in groups.topics.values():
        topic = atlas.review.topics[group.slug]
        empty = "No paper of this review falls under this topic yet."
        yield ListPlan(f"{TOPICS}/{group.slug}", TOPICS, "Topic", group.name, (("Topics", list_path(TOPICS)),),
                       topic.description, partial(Texts.find_topic, id_=group.slug), empty, group.papers, f"topics/{group.slug}",
                       tuple(groups.topic_results.get(group.slug, ())))  # fmt: skip
    for group in groups.families.values():
        trail: Trail = (("Hardware", list_path(HARDWARE)),)
        yield ListPlan(f"{FAMILIES}/{group.slug}", HARDWARE, "Device family", group.name, trail,
                       _count(group), partial(Texts.find_hardware, name=group.name), "",
                       group.papers, f"hardware/family/{group.slug}",
                       tuple(groups.family_results.get(group.slug, ())))  # fmt: skip
    for group in groups.devices.values():
        family = groups.families[groups.family_of[group.slug]]
        trail = (("Hardware", list_path(HARDWARE)), (family.name, list_path(f"{FAMILIES}/{family.slug}")))
        yield ListPlan(f"{HARDWARE}/{group.slug}", HARDWARE, "Device", group.name, trail,
                       _count(group), partial(Texts.find_hardware, name=group.name), "", group.papers, f"hardware/{group.slug}",
                       tuple(groups.device_results.get(group.slug, ())))  # fmt: skip
    dates: Trail = (("Dates", list_path(DATES)),)
    for group in groups.years.values():
        months = tuple(month for slug, month in groups.months.items() if slug[:4] == group.slug)
        yield ListPlan(f"{DATES}/{group.slug}", DATES, "Year", group.name, dates, _count(group), say_nothing, "", group.papers,
                       months=months)  # fmt: skip
    for group in groups.months.values():
        trail = (*dates, (group.slug[:4], list_path(f"{DATES}/{group.slug[:4]}")))
        yield ListPlan(
            f"{DATES}/{group.slug}", DATES, "Month", format_month(group.slug), trail, _count(group), say_nothing, "", group.papers
        )
    for kicker, name, root, members in (
        ("Author", "Authors", AUTHORS, groups.authors),
        ("Venue", "Venues", VENUES, groups.venues),
        ("Organization", "Organizations", ORGANIZATIONS, groups.organizations),
    ):
        for group in members.values():
            trail = ((name, list_path(root)),)
            said = _count(group)
            yield ListPlan(f"{root}/{group.slug}", PAPERS, kicker, group.name, trail, said, say_nothing, "", group.papers)
    undated = groups.undated
    yield ListPlan(f"{DATES}/undated", DATES, "Date", "Undated", dates, "Papers whose sources state no date.", say_nothing,
                   "Every paper of this review has a date.", undated.papers)  # fmt: skip


def build_list_views(atlas: Atlas, plan: ListPlan) -> Iterator[tuple[str, ListView]]:
    """The pages of a list with their paths; one page where it is empty."""
    papers = _choose_papers(plan, atlas.extent.dated)
    for number, chunk in enumerate(split_pages(papers, LISTS), 1):
        place = place_page(list_path(plan.folder, number))
        title = plan.heading if number == 1 else f"{plan.heading}, page {number}"
        first = number == 1
        cards = atlas.extent.cards if first else 0
        chosen = choose_gains(plan.reported) if first else []
        ranges = draw_ranges(atlas, place, chosen, own=plan.heading if plan.kicker == "Device" else "")
        yield (
            place.path,
            ListView(
                head=build_head(
                    atlas,
                    place,
                    title,
                    plan.lead or _describe(plan),
                    plan.section,
                    followed=plan.folder if first and plan.has_feed else "",
                ),
                kicker=plan.kicker,
                heading=plan.heading,
                trail=tuple(Link(text, place.href(path)) for text, path in plan.trail),
                lead=plan.lead,
                table=_link_table(place, plan),
                ranges=ranges,
                gains=() if ranges else list_gains(atlas, place, chosen),
                introduction=render_prose(plan.introduction(atlas.texts) if first else NOTHING, atlas.review, place),
                mentions=link_mentions(atlas, place, plan.target) if first else Mentions(),
                facets=_build_facets(atlas, place, plan) if first else (),
                cards=tuple(build_card(atlas, place, paper) for paper in chunk[:cards]),
                lines=tuple(build_paper_line(atlas, place, paper) for paper in chunk[cards:]),
                rest=_tell_rest(place, plan, len(papers)),
                pager=build_pager(place, plan.folder, number, len(papers), LISTS),
                empty=plan.empty,
            ),
        )


def _choose_papers(plan: ListPlan, most: int | None) -> tuple[Paper, ...]:
    """The papers that a list holds: of those that stand by month as well, the newest `most` alone."""
    if most is None or not plan.months:
        return plan.papers
    older = plan.papers[most:]
    return (*plan.papers[:most], *(paper for paper in older if paper.work.date and paper.work.date.precision == "year"))


def _tell_rest(place: Place, plan: ListPlan, held: int) -> Rest | None:
    if held == len(plan.papers):
        return None
    links = tuple(Link(format_month(month.slug), place.href(list_path(f"{DATES}/{month.slug}"))) for month in plan.months)
    return Rest(f"Here stand {held:,} of {count_of(len(plan.papers), 'paper')}; all stand by month:", links)


def _link_table(place: Place, plan: ListPlan) -> Link | None:
    table = list_path(results_folder(plan.folder))
    return Link(f"Compare {count_of(len(plan.reported), 'result')}", place.href(table)) if plan.reported else None


def _count(group: Group) -> str:
    return count_of(len(group.papers), "paper") + ", the newest first."


def _describe(plan: ListPlan) -> str:
    return f"{plan.heading}: {count_of(len(plan.papers), 'paper')}."


def _build_facets(atlas: Atlas, place: Place, plan: ListPlan) -> tuple[Section, ...]:
    """The groups that the papers of this list also belong to, the largest first, those of its own kind last, without itself."""
    groups = atlas.groups
    if plan.folder == PAPERS or not plan.papers:
        return ()
    papers = plan.papers
    topics = Counter(chain.from_iterable(paper.extraction.topics for paper in papers))
    devices = Counter(chain.from_iterable(paper.extraction.hardware for paper in papers))
    metrics = Counter(chain.from_iterable({name_slug(row.metric) for row in paper.extraction.results} for paper in papers))
    years = Counter(paper.work.date.iso[:4] for paper in papers if paper.work.date)
    people = Counter(chain.from_iterable(_list_slugs(groups.authors, list_authors(groups.persons, one)) for one in papers))
    venues = Counter(chain.from_iterable(_list_slugs(groups.venues, list_venues(one)) for one in papers))
    found = ((slug, groups.metrics.get(slug)) for slug in metrics)
    shared = [(atlas.label(group.name), slug, metrics[slug]) for slug, group in found if group and group.is_shared]
    named = (
        ("Topics", "topic", TOPICS, [(groups.topics[id_].name, id_, count) for id_, count in topics.items()]),
        ("Hardware", "hardware", HARDWARE, [(name, name_slug(name), count) for name, count in devices.items()]),
        ("Results reported", "metric", METRICS, shared),
        ("Years", "year", DATES, [(year, year, count) for year, count in years.items()]),
        ("Authors", "author", AUTHORS, [(groups.authors[slug].name, slug, count) for slug, count in people.items()]),
        ("Venues", "venue", VENUES, [(groups.venues[slug].name, slug, count) for slug, count in venues.items()]),
    )
    own = FILTERS.get(plan.kicker)
    sections = (
        Section(heading, None, None, _build_facet(place, plan, folder, counted, atlas.extent.facet), _narrow(place, plan, name))
        for heading, name, folder, counted in sorted(named, key=lambda item: item[1] == own)
    )
    return tuple(section for section in sections if section.entries)


def _list_slugs(groups: Mapping[str, Group], names: Iterable[str]) -> Iterator[str]:
    """The groups, of those that have a page, that names lead to."""
    return (slug for slug in dict.fromkeys(map(name_slug, names)) if slug in groups)


def _build_facet(
    place: Place, plan: ListPlan, folder: str, counted: Iterable[tuple[str, str, int]], most: int
) -> tuple[Entry, ...]:
    """The largest groups as entries, of their names, slugs and numbers of papers, without the list itself."""
    largest = sorted(counted, key=lambda item: (-item[2], *item[:2]))
    named = (Counted(text, f"{folder}/{slug}", count) for text, slug, count in largest)
    return build_entries(place, list(islice((one for one in named if one.folder != plan.folder), most)))


def _narrow(place: Place, plan: ListPlan, name: str) -> str:
    """The list's own table filtered by a metric, or the search filtered by both groups; empty where there is no such filter.

    The value of the filter `name` is still to follow.
    """
    own = FILTERS.get(plan.kicker, "")
    if name == "metric":
        return f"{place.href(list_path(results_folder(plan.folder)))}?metric=" if plan.reported else ""
    if not own or name == own or name not in FILTERS.values():
        return ""
    return f"{place.href(SEARCH)}?{urlencode({own: plan.heading, name: ''})}"
