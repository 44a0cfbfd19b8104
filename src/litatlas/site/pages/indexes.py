"""The home page and the indexes of groups: topics, hardware, metrics, dates."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from litatlas.review.groups import FEWEST, Group
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.charts.months import draw_months
from litatlas.site.pages.answers import build_answers
from litatlas.site.pages.cards import Counted, build_card, build_entries, count_groups
from litatlas.site.pages.markdown import render_prose
from litatlas.site.pages.metadata import describe_dataset
from litatlas.site.pages.paging import build_pager, split_pages
from litatlas.site.places import (
    AUTHORS,
    COVERAGE,
    DATES,
    EVIDENCE_MAP,
    EXPLORER,
    FAMILIES,
    HARDWARE,
    HOME,
    METRICS,
    NEW,
    ORGANIZATIONS,
    PAPERS,
    RARE,
    TOPICS,
    VENUES,
    Place,
    list_path,
    paper_path,
    place_page,
)
from litatlas.site.views.indexes import HomeView, IndexView
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Entry, Section
from litatlas.site.wording import format_captured, format_month
from litatlas.text.wording import count_of

HOME_ENTRIES = 12
"""How many devices and metrics the home page lists."""
HOME_NEWEST = 3
"""How many of the papers that came last the home page names."""
HOME_TOPICS = 48
"""How many topics the home page lists."""


Sections = tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class IndexPlan:
    """What is particular to one index."""

    folder: str
    heading: str
    lead: str
    unit: str
    list_sections: Callable[[Atlas, Place], tuple[Section, ...]]
    empty: str


def build_home_view(atlas: Atlas) -> HomeView:
    """The view of the home page."""
    place = place_page(HOME)
    review, groups = atlas.review, atlas.groups
    settings = review.settings
    years = list(groups.years)
    papers = groups.papers
    newest = groups.arrivals[0] if groups.arrivals else None
    return HomeView(
        head=build_head(
            atlas,
            place,
            settings.title,
            settings.description or settings.title,
            followed=NEW,
            structured=describe_dataset(atlas, HOME, settings.title, settings.description or settings.title),
        ),
        lead=settings.description,
        answers=build_answers(atlas, place),
        introduction=render_prose(atlas.texts.find_page("index"), review, place),
        papers=len(papers),
        results=sum(len(paper.extraction.results) for paper in papers),
        devices=len(groups.devices),
        papers_with_results=sum(bool(paper.extraction.results) for paper in papers),
        span="–".join(dict.fromkeys((years[-1], years[0]))) if years else "",
        topics=_topic_entries(atlas, place, [group for group in groups.topics.values() if group.papers][:HOME_TOPICS]),
        hardware=build_entries(place, count_groups(HARDWARE, list(groups.devices.values())[:HOME_ENTRIES])),
        metrics=_metric_entries(atlas, place)[:HOME_ENTRIES],
        years=build_entries(place, count_groups(DATES, list(groups.years.values())[::-1])),
        latest=tuple(build_card(atlas, place, paper) for paper in papers[: settings.latest]),
        new=place.href(list_path(NEW)),
        new_day=format_captured(newest.day) if newest else "",
        newest=tuple(
            Link(paper.work.title.readable, place.href(paper_path(paper.slug)))
            for paper in (newest.papers[:HOME_NEWEST] if newest else ())
        ),
        all_papers=place.href(list_path(PAPERS)),
        all_topics=place.href(list_path(TOPICS)),
        all_hardware=place.href(list_path(HARDWARE)),
        all_metrics=place.href(list_path(METRICS)),
        all_dates=place.href(list_path(DATES)),
        by_name=tuple(
            Link(f"By {heading[:-1].lower()}", place.href(list_path(folder))) for heading, folder, _ in list_named(atlas)
        ),
        evidence_map=place.href(list_path(EVIDENCE_MAP)),
        coverage=place.href(list_path(COVERAGE)),
    )


def build_index_views(atlas: Atlas) -> Iterator[tuple[str, IndexView]]:
    """The indexes of topics, hardware, metrics and dates, with their paths, split into pages."""
    groups = atlas.groups
    results = sum(len(group.reported) for group in groups.metrics.values())
    topics = f"{count_of(len(groups.topics), 'topic')}, those with the most papers first. A paper belongs to at most three."
    devices = (
        f"{count_of(len(groups.devices), 'device')} that papers name as what they target, run on or were measured on, by family."
    )
    metrics = (
        f"{count_of(results, 'reported result')} in {count_of(len(groups.metrics), 'metric')}; "
        "those that several papers report have a comparison table each."
    )
    dates = "Papers by year and month of publication, as their listings state it."
    plans = (
        IndexPlan(TOPICS, "Topics", topics, "papers", _topic_sections, "No topics yet: write content/topics/<id>.md."),
        IndexPlan(HARDWARE, "Hardware", devices, "papers", _hardware_sections, "No paper names a device yet."),
        IndexPlan(METRICS, "Results", metrics, "results", _metric_sections, _say_no_metric(atlas)),
        IndexPlan(DATES, "Dates", dates, "papers", _date_sections, "No papers yet."),
    )
    for plan in (*plans, *_plan_names(atlas)):
        yield from _build_pages(atlas, plan)


def _say_no_metric(atlas: Atlas) -> str:
    """What stands in place of an index of metrics that lists none."""
    if atlas.groups.reported:
        return "No two papers report the same metric yet."
    return "No results yet: they come with the first papers."


def list_named(atlas: Atlas) -> tuple[tuple[str, str, Mapping[str, Group]], ...]:
    """The groups by names that the review has: heading, folder and members of each kind; without those that have no member."""
    groups = atlas.groups
    kinds = (
        ("Authors", AUTHORS, groups.authors),
        ("Venues", VENUES, groups.venues),
        ("Organizations", ORGANIZATIONS, groups.organizations),
    )
    return tuple(kind for kind in kinds if kind[2])


def _plan_names(atlas: Atlas) -> Iterator[IndexPlan]:
    for heading, folder, members in list_named(atlas):
        first = ", those with the most papers first" if len(members) > 1 else ""
        lead = f"{heading} of {FEWEST} papers or more of this review: {len(members):,}{first}."

        def list_sections(_: Atlas, place: Place, folder: str = folder, members: Mapping[str, Group] = members) -> Sections:
            return (Section("", None, None, build_entries(place, count_groups(folder, members.values()))),)

        yield IndexPlan(folder, heading, lead, "papers", list_sections, "")


def _build_pages(atlas: Atlas, plan: IndexPlan) -> Iterator[tuple[str, IndexView]]:
    # Links depend on how deep a page lies; the first page and those below it lie at two depths.
    first = plan.list_sections(atlas, place_page(list_path(plan.folder)))
    later = plan.list_sections(atlas, place_page(list_path(plan.folder, 2)))
    entries = sum(len(section.entries) for section in first)
    for number in range(1, len(split_pages(range(entries))) + 1):
        place = place_page(list_path(plan.folder, number))
        pager = build_pager(place, plan.folder, number, entries)
        sections = tuple(_cut(first if number == 1 else later, pager.first_entry - 1, pager.last_entry))
        title = plan.heading if number == 1 else f"{plan.heading}, page {number}"
        head = build_head(atlas, place, title, plan.lead, plan.folder)
        months = draw_months(atlas.groups, place) if plan.folder == DATES and number == 1 else None
        tables = tuple(_link_tables(atlas, place)) if plan.folder == METRICS else ()
        yield place.path, IndexView(head, plan.heading, plan.lead, plan.unit, sections, pager, plan.empty, tables, months)


def _link_tables(atlas: Atlas, place: Place) -> Iterator[Link]:
    """The tables of all results, and of the metrics that are not listed."""
    if atlas.groups.reported:
        yield Link("All results in one table, to sort, filter and compare", place.href(list_path(EXPLORER)))
    if rare := len(atlas.groups.rare_metrics):
        yield Link(f"{count_of(rare, 'metric')} of one paper each", place.href(list_path(RARE)))


def _cut(sections: Iterable[Section], start: int, end: int) -> Iterator[Section]:
    """The entries from `start` to `end`, counted over all sections, under the headings of theirs."""
    position = 0
    for section in sections:
        entries = section.entries[max(0, start - position) : max(0, end - position)]
        position += len(section.entries)
        if entries:
            yield replace(section, entries=entries)


def _topic_sections(atlas: Atlas, place: Place) -> tuple[Section, ...]:
    return (Section("", None, None, _topic_entries(atlas, place, atlas.groups.topics.values())),)


def _metric_sections(atlas: Atlas, place: Place) -> tuple[Section, ...]:
    return (Section("", None, None, _metric_entries(atlas, place)),)


def _topic_entries(atlas: Atlas, place: Place, groups: Iterable[Group]) -> tuple[Entry, ...]:
    topics = atlas.review.topics
    counted = [
        Counted(group.name, f"{TOPICS}/{group.slug}", len(group.papers), topics[group.slug].description) for group in groups
    ]
    return build_entries(place, counted)


def _metric_entries(atlas: Atlas, place: Place) -> tuple[Entry, ...]:
    """The metrics that several papers report."""
    shared = atlas.groups.shared_metrics
    counted = [Counted(atlas.label(group.name), f"{METRICS}/{group.slug}", len(group.reported)) for group in shared]
    return build_entries(place, counted)


def _hardware_sections(atlas: Atlas, place: Place) -> tuple[Section, ...]:
    groups = atlas.groups
    sections = []
    for family in groups.families.values():
        devices = [group for group in groups.devices.values() if groups.family_of[group.slug] == family.slug]
        href = place.href(list_path(f"{FAMILIES}/{family.slug}"))
        sections.append(Section(family.name, href, len(family.papers), build_entries(place, count_groups(HARDWARE, devices))))
    return tuple(sections)


def _date_sections(atlas: Atlas, place: Place) -> tuple[Section, ...]:
    groups = atlas.groups
    sections = []
    for year in groups.years.values():
        months = [Group(slug, format_month(slug), group.papers) for slug, group in groups.months.items() if slug[:4] == year.slug]
        without = tuple(paper for paper in year.papers if paper.work.date and paper.work.date.precision == "year")
        if without:
            months.append(Group(year.slug, "Month not stated", without))
        href = place.href(list_path(f"{DATES}/{year.slug}"))
        sections.append(Section(year.name, href, len(year.papers), build_entries(place, count_groups(DATES, months))))
    if groups.undated.papers:
        entries = build_entries(place, count_groups(DATES, [groups.undated]))
        sections.append(Section("Undated", None, len(groups.undated.papers), entries))
    return tuple(sections)
