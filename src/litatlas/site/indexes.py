"""The home page and the indexes of groups: topics, hardware, metrics, dates."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from litatlas.groups import Group, MetricGroup
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.cards import build_card, build_entries
from litatlas.site.markdown import render_markdown
from litatlas.site.places import DATES, FAMILIES, HARDWARE, HOME, METRICS, PAPERS, TOPICS, Place, list_path, place_page
from litatlas.site.views import Entry, HomeView, IndexView, Section
from litatlas.site.wording import count_of, format_month

HOME_ENTRIES = 12
"""How many device families and metrics the home page lists."""


def build_home_view(atlas: Atlas) -> HomeView:
    """The view of the home page."""
    place = place_page(HOME)
    review, groups = atlas.review, atlas.groups
    settings = review.settings
    page = review.pages.get("index")
    years = list(groups.years)
    papers = groups.papers
    return HomeView(
        head=build_head(atlas, place, settings.title, settings.description or settings.title),
        lead=settings.description,
        introduction=render_markdown(page.body, review, place, page.file) if page else Markup(""),
        papers=len(papers),
        results=sum(len(paper.extraction.results) for paper in papers),
        devices=len(groups.devices),
        papers_with_results=sum(bool(paper.extraction.results) for paper in papers),
        span="–".join(dict.fromkeys((years[-1], years[0]))) if years else "",
        topics=_topic_entries(atlas, place, [group for group in groups.topics.values() if group.papers]),
        families=build_entries(place, FAMILIES, list(groups.families.values())[:HOME_ENTRIES]),
        metrics=_metric_entries(place, list(groups.metrics.values())[:HOME_ENTRIES]),
        years=build_entries(place, DATES, list(reversed(groups.years.values()))),
        latest=tuple(build_card(atlas, place, paper) for paper in papers[: settings.latest]),
        all_papers=place.href(list_path(PAPERS)),
        all_topics=place.href(list_path(TOPICS)),
        all_hardware=place.href(list_path(HARDWARE)),
        all_metrics=place.href(list_path(METRICS)),
        all_dates=place.href(list_path(DATES)),
    )


def build_index_views(atlas: Atlas) -> Iterator[tuple[str, IndexView]]:
    """The indexes of topics, hardware, metrics and dates, with their paths."""
    groups = atlas.groups
    topics = _place(TOPICS)
    entries = _topic_entries(atlas, topics, list(groups.topics.values()))
    lead = f"{count_of(len(groups.topics), 'topic')}, those with the most papers first. A paper belongs to at most three."
    yield _build(atlas, topics, "Topics", lead, "papers", _one_section(entries), "No topics yet: write content/topics/<id>.md.")
    hardware = _place(HARDWARE)
    lead = (
        f"{count_of(len(groups.devices), 'device')} that papers name as what they target, run on or were measured on, by family."
    )
    empty = "No paper names a device yet."
    yield _build(atlas, hardware, "Hardware", lead, "papers", _hardware_sections(atlas, hardware), empty)
    metrics = _place(METRICS)
    number = sum(len(group.reported) for group in groups.metrics.values())
    lead = f"{count_of(number, 'reported result')} in {count_of(len(groups.metrics), 'metric')}, each with its comparison table."
    rows = _one_section(_metric_entries(metrics, list(groups.metrics.values())))
    yield _build(atlas, metrics, "Results", lead, "results", rows, "No results yet: they come with the first papers.")
    dates = _place(DATES)
    lead = "Papers by year and month of publication, as their listings state it."
    yield _build(atlas, dates, "Dates", lead, "papers", _date_sections(atlas, dates), "No papers yet.")


def _place(folder: str) -> Place:
    return place_page(list_path(folder))


def _build(
    atlas: Atlas, place: Place, heading: str, lead: str, unit: str, sections: tuple[Section, ...], empty: str
) -> tuple[str, IndexView]:
    folder = place.path.removesuffix("/index.html")
    return place.path, IndexView(build_head(atlas, place, heading, lead, folder), heading, lead, unit, sections, empty)


def _one_section(entries: tuple[Entry, ...]) -> tuple[Section, ...]:
    return (Section("", None, None, entries),) if entries else ()


def _topic_entries(atlas: Atlas, place: Place, groups: list[Group]) -> tuple[Entry, ...]:
    return build_entries(place, TOPICS, groups, {id_: topic.description for id_, topic in atlas.review.topics.items()})


def _metric_entries(place: Place, groups: Sequence[MetricGroup]) -> tuple[Entry, ...]:
    largest = max((len(group.reported) for group in groups), default=1)
    return tuple(
        Entry(
            group.name, place.href(list_path(f"{METRICS}/{group.slug}")), len(group.reported), len(group.reported) / largest, ""
        )
        for group in groups
    )


def _hardware_sections(atlas: Atlas, place: Place) -> tuple[Section, ...]:
    groups = atlas.groups
    sections = []
    for family in groups.families.values():
        devices = [group for group in groups.devices.values() if groups.family_of[group.slug] == family.slug]
        href = place.href(list_path(f"{FAMILIES}/{family.slug}"))
        sections.append(Section(family.name, href, len(family.papers), build_entries(place, HARDWARE, devices)))
    return tuple(sections)


def _date_sections(atlas: Atlas, place: Place) -> tuple[Section, ...]:
    groups = atlas.groups
    sections = []
    for year in groups.years.values():
        months = [Group(slug, format_month(slug), group.papers) for slug, group in groups.months.items() if slug[:4] == year.slug]
        href = place.href(list_path(f"{DATES}/{year.slug}"))
        sections.append(Section(year.name, href, len(year.papers), build_entries(place, DATES, months)))
    if groups.undated.papers:
        entries = build_entries(place, DATES, [groups.undated])
        sections.append(Section("Undated", None, len(groups.undated.papers), entries))
    return tuple(sections)
