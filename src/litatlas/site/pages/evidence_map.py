"""The evidence map: how many results of each topic were measured on which hardware, and where there is none."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlencode

from litatlas.content.slugs import name_slug
from litatlas.review.groups import Group, Groups
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.places import (
    COVERAGE,
    EVIDENCE_MAP,
    EXPLORER,
    FAMILIES,
    HARDWARE,
    TOPICS,
    Place,
    list_path,
    place_page,
    results_folder,
)
from litatlas.site.views.evidence import EvidenceMapView, HeatMap, MapCell, MapRow
from litatlas.site.views.links import Link
from litatlas.text.wording import count_of

MOST_TOPICS, MOST_COLUMNS = 60, 20
"""The most topics and the most families or devices that a map shows, those with the most papers."""
_UNSTATED = "not stated"
_SHADES = (1, 3, 10, 30, 100)
"""From how many results on a cell has each shade."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is particular to one map."""

    anchor: str
    heading: str
    folder: str
    noun: str
    columns: Sequence[Group]
    find_columns: Callable[[Iterable[str]], set[str]]
    """The slugs of the columns that devices belong to."""


@dataclass(frozen=True, slots=True)
class _Counts:
    """Results and papers by the slugs of topic and column; what names no hardware is counted under an empty one."""

    results: Counter[tuple[str, str]]
    papers: Counter[tuple[str, str]]


def build_evidence_map(atlas: Atlas) -> EvidenceMapView:
    """The view of the page with both maps: by device family, and by device."""
    place = place_page(list_path(EVIDENCE_MAP))
    groups = atlas.groups

    def find_devices(names: Iterable[str]) -> set[str]:
        return {name_slug(name) for name in names}

    def find_families(names: Iterable[str]) -> set[str]:
        return {groups.family_of[slug] for slug in find_devices(names) if slug in groups.family_of}

    families, devices = list(groups.families.values()), list(groups.devices.values())
    plans = (
        _Plan("by-family", "By device family", FAMILIES, "device family", families, find_families),
        _Plan("by-device", "By device", HARDWARE, "device", devices, find_devices),
    )
    lead = (
        "How many results of each topic were measured on which hardware. A cell leads to these results. An empty one is a hole: "
        "no paper of this review stands there."
    )
    head = build_head(atlas, place, "Evidence map", lead, EVIDENCE_MAP)
    shown = groups.papers and groups.topics and groups.devices
    maps = tuple(_build_map(atlas, place, plan) for plan in plans) if shown else ()
    empty = "There is no map yet: it wants papers, topics, and devices that papers name."
    return EvidenceMapView(head, "Evidence map", lead, _describe_shades(), maps, place.href(list_path(COVERAGE)), empty)


def _describe_shades() -> tuple[str, ...]:
    ends = [f"{low}" if after == low + 1 else f"{low}–{after - 1}" for low, after in pairwise(_SHADES)]
    return (*ends, f"{_SHADES[-1]} or more")


def _build_map(atlas: Atlas, place: Place, plan: _Plan) -> HeatMap:
    topics = list(atlas.groups.topics.values())
    columns = [*plan.columns[:MOST_COLUMNS], Group("", _UNSTATED, ())]
    counts = _count(atlas.groups, topics[:MOST_TOPICS], plan.find_columns)
    rows = []
    for topic in topics[:MOST_TOPICS]:
        cells = tuple(_build_cell(place, plan, topic, column, counts) for column in columns)
        link = Link(topic.name, place.href(list_path(f"{TOPICS}/{topic.slug}")))
        rows.append(MapRow(link, len(topic.papers), cells))
    heads = (f"{plan.folder}/{column.slug}" if column.slug else HARDWARE for column in columns)
    return HeatMap(
        anchor=plan.anchor,
        heading=plan.heading,
        summary=_summarize(plan, rows, columns),
        columns=tuple(Link(column.name, place.href(list_path(head))) for column, head in zip(columns, heads, strict=True)),
        rows=tuple(rows),
        note=_explain_absence(plan, len(topics)),
    )


def _count(groups: Groups, topics: Iterable[Group], find_columns: Callable[[Iterable[str]], set[str]]) -> _Counts:
    counts = _Counts(Counter(), Counter())
    for topic in topics:
        for paper in topic.papers:
            counts.papers.update((topic.slug, column) for column in find_columns(paper.extraction.hardware) or {""})
        for item in groups.topic_results.get(topic.slug, ()):
            counts.results.update((topic.slug, column) for column in find_columns(item.result.hardware) or {""})
    return counts


def _build_cell(place: Place, plan: _Plan, topic: Group, column: Group, counts: _Counts) -> MapCell:
    key = topic.slug, column.slug
    papers, results = counts.papers[key], counts.results[key]
    return MapCell(
        papers=papers,
        results=results,
        href=_find_rows(place, plan, topic, column, results) if papers or results else "",
        title=f"{count_of(results, 'result')}, {count_of(papers, 'paper')}",
        shade=sum(results >= least for least in _SHADES),
    )


def _find_rows(place: Place, plan: _Plan, topic: Group, column: Group, results: int) -> str:
    """The table with a cell's results: the family's, or the explorer's; where there are none, the list of the topic's papers."""
    if not results:
        return place.href(list_path(f"{TOPICS}/{topic.slug}"))
    if plan.folder == FAMILIES and column.slug:
        return f"{place.href(list_path(results_folder(f'{FAMILIES}/{column.slug}')))}?topic={topic.slug}"
    return f"{place.href(list_path(EXPLORER))}?{urlencode({'topic': topic.slug, 'hardware': column.name})}"


def _summarize(plan: _Plan, rows: Sequence[MapRow], columns: Sequence[Group]) -> str:
    cells = [(cell, row, column) for row in rows for cell, column in zip(row.cells, columns, strict=True) if column.slug]
    holes = sum(not (cell.papers or cell.results) for cell, _, _ in cells)
    silent = sum(bool(cell.papers) and not cell.results for cell, _, _ in cells)
    fullest, row, column = max(cells, key=lambda item: item[0].results)
    return (
        f"Of {len(cells):,} pairs of a topic and a {plan.noun}, {holes:,} have no paper and {silent:,} have papers, but no "
        f"number measured there. The fullest: {row.topic.text} on {column.name}, {count_of(fullest.results, 'result')}."
    )


def _explain_absence(plan: _Plan, topics: int) -> str:
    parts = [f"the {MOST_COLUMNS} of {len(plan.columns):,} that most papers name"] if len(plan.columns) > MOST_COLUMNS else []
    parts += [f"the {MOST_TOPICS} of {topics:,} topics with the most papers"] if topics > MOST_TOPICS else []
    shown = f"Shown are {' and '.join(parts)}. " if parts else ""
    return f"{shown}A result counts once for each topic of its paper and each {plan.noun} that it names."
