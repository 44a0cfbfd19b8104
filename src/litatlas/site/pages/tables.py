"""Comparison tables on pages: groups and bands split into pages of bounded size, and the tables of topics and hardware."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from litatlas.compare.bands import Placed
from litatlas.compare.tables import ComparableGroup, build_tables, gather_single
from litatlas.content.prose import NOTHING
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.pages.cards import build_row
from litatlas.site.pages.cells import find_alike, fold_unstated
from litatlas.site.pages.further import build_value_line
from litatlas.site.pages.markdown import render_prose
from litatlas.site.pages.paging import build_pager, split_pages
from litatlas.site.pages.tradeoffs import build_tradeoffs
from litatlas.site.pages.traits import know_metric
from litatlas.site.places import (
    EXPLORER_DATA,
    FAMILIES,
    HARDWARE,
    TOPICS,
    Place,
    list_path,
    paper_path,
    place_page,
    results_folder,
)
from litatlas.site.texts import Ask, Texts
from litatlas.site.views.further import FurtherBand, FurtherGroup, PaperValues
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Pager
from litatlas.site.views.tables import BandView, PlacedRow, RowGroup, TableView, Tools
from litatlas.site.wording import capitalize, format_date
from litatlas.text.wording import count_of


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page's part of a table: whole rows on the first page, lines on the others."""

    number: int
    place: Place
    groups: tuple[RowGroup, ...]
    further: tuple[FurtherGroup, ...]
    pager: Pager


@dataclass(frozen=True, slots=True)
class _Line:
    """A row, with its own number in the table and those of the group and the band that it stands in."""

    number: int
    group: int
    band: int
    placed: Placed


@dataclass(frozen=True, slots=True)
class TablePlan:
    """What is particular to one table."""

    folder: str
    """The folder of the list of papers that it belongs to."""
    section: str
    name: str
    scope: str
    trail: tuple[tuple[str, str], ...]
    lead: str
    introduction: Ask
    reported: tuple[Reported, ...]
    own: str = ""
    """The device that it belongs to; empty for a topic's and a family's."""


def split_table(
    atlas: Atlas, folder: str, table: Sequence[ComparableGroup], headings: Sequence[str], own: str = ""
) -> Iterator[TablePage]:
    """The pages of a table whose first page stands in `folder`, each group under its heading; `own` is as of `TablePlan`."""
    rows = (
        (number, part, placed)
        for number, group in enumerate(table)
        for part, band in enumerate(group.bands)
        for placed in band.rows
    )
    lines = [_Line(line, *row) for line, row in enumerate(rows, 1)]
    before = -1
    for number, chunk in enumerate(split_pages(lines), 1):
        place = place_page(list_path(folder, number))
        pager = build_pager(place, folder, number, len(lines))
        if number == 1:
            yield TablePage(number, place, tuple(_build_groups(atlas, place, table, headings, chunk, own)), (), pager)
        else:
            yield TablePage(number, place, (), tuple(_build_further(atlas, place, table, headings, chunk, before)), pager)
        before = chunk[-1].group if chunk else -1


def place_row(atlas: Atlas, place: Place, placed: Placed, number: int) -> PlacedRow:
    """A row of a comparison table, its number there, on the page at `place`."""
    paper, result = placed.reported.paper, placed.reported.result
    return PlacedRow(build_row(atlas, place, paper, result), number, placed.best, placed.apart)


def fold_columns(placed: Sequence[PlacedRow]) -> tuple[tuple[PlacedRow, ...], str]:
    """The rows of one table without the columns that none of them fills, and what these are, in words."""
    rows, unstated = fold_unstated([one.row for one in placed])
    return tuple(replace(one, row=row) for one, row in zip(placed, rows, strict=True)), unstated


def build_tools(place: Place, scope: str, total: int, *, start: bool = False, own: str = "") -> Tools:
    """What scripts start from on the page at `place`; `own` is the device whose page it is."""
    return Tools(place.href(EXPLORER_DATA), place.root or "./", scope, total, start, own)


def build_table_views(atlas: Atlas, plan: TablePlan) -> Iterator[tuple[str, TableView]]:
    """The pages of a table with their paths."""
    table = gather_single(build_tables(plan.reported, lambda metric: know_metric(atlas, metric), atlas.sameness))
    headings = [group.heading if group.mixed else _name_group(atlas, group) for group in table]
    for page in split_table(atlas, results_folder(plan.folder), table, headings, plan.own):
        place, heading = page.place, f"Results: {plan.name}"
        title = heading + (f", page {page.number}" if page.number > 1 else "")
        yield (
            place.path,
            TableView(
                head=build_head(atlas, place, title, plan.lead, plan.section),
                heading=heading,
                trail=tuple(Link(text, place.href(path)) for text, path in plan.trail),
                lead=plan.lead,
                papers=Link("Papers", place.href(list_path(plan.folder))),
                introduction=render_prose(plan.introduction(atlas.texts) if page.number == 1 else NOTHING, atlas.review, place),
                groups=page.groups,
                further=page.further,
                tradeoffs=build_tradeoffs(atlas, place, plan.reported) if page.number == 1 else (),
                tools=build_tools(place, plan.scope, len(plan.reported), own=plan.own),
                pager=page.pager,
            ),
        )


def _name_group(atlas: Atlas, group: ComparableGroup) -> str:
    return f"{capitalize(atlas.label(group.metric))}: {group.heading[:1].lower()}{group.heading[1:]}"


def plan_tables(atlas: Atlas) -> Iterator[TablePlan]:
    """The tables of topics, families and devices with results."""
    groups = atlas.groups
    for slug, reported in sorted(groups.topic_results.items()):
        name, folder = groups.topics[slug].name, f"{TOPICS}/{slug}"
        lead = f"{_count(reported)} of this topic."
        trail = (("Topics", list_path(TOPICS)), (name, list_path(folder)))
        introduction: Ask = partial(Texts.find_topic, id_=slug)
        yield TablePlan(folder, TOPICS, name, f"topic={slug}", trail, lead, introduction, reported)
    for kind, members, results, scope in (
        (FAMILIES, groups.families, groups.family_results, "family"),
        (HARDWARE, groups.devices, groups.device_results, "hardware"),
    ):
        for slug, reported in sorted(results.items()):
            name, folder = members[slug].name, f"{kind}/{slug}"
            lead = f"{_count(reported)}, each measured on {name} by its own words."
            trail = (("Hardware", list_path(HARDWARE)), (name, list_path(folder)))
            introduction = partial(Texts.find_hardware, name=name)
            own = name if scope == "hardware" else ""
            yield TablePlan(folder, HARDWARE, name, f"{scope}={slug}", trail, lead, introduction, reported, own)


def _build_groups(
    atlas: Atlas,
    place: Place,
    table: Sequence[ComparableGroup],
    headings: Sequence[str],
    lines: Iterable[_Line],
    own: str,
) -> Iterator[RowGroup]:
    """The groups of the first page's lines."""
    for number, chunk in groupby(lines, key=lambda line: line.group):
        group = table[number]
        members = list(chunk)
        placed, unstated = fold_columns([place_row(atlas, place, line.placed, line.number) for line in members])
        bands = []
        for part, rows in groupby(zip(members, placed, strict=True), key=lambda pair: pair[0].band):
            bands.append(BandView(*_head_band(group, part), tuple(row for _, row in rows)))
        yield RowGroup(
            anchor=f"group-{number + 1}",
            heading=headings[number],
            verdict=group.verdict,
            reason=_explain_group(group),
            unit=group.unit,
            bands=tuple(bands),
            unstated=unstated,
            alike=find_alike(placed, own),
            mixed=group.mixed,
        )


def _build_further(
    atlas: Atlas,
    place: Place,
    table: Sequence[ComparableGroup],
    headings: Sequence[str],
    lines: Iterable[_Line],
    before: int,
) -> Iterator[FurtherGroup]:
    """The groups of a further page's lines; `before` is the number of the group that the page before ended in."""
    for number, members in groupby(lines, key=lambda line: line.group):
        group = table[number]
        mixed = group.mixed or "," in group.unit
        bands = (
            FurtherBand(*_head_band(group, part), tuple(_build_values(atlas, place, rows, mixed=mixed)))
            for part, rows in groupby(members, key=lambda line: line.band)
        )
        yield FurtherGroup(
            anchor=f"group-{number + 1}",
            heading=headings[number],
            verdict=group.verdict,
            reason=_explain_group(group),
            unit=group.unit,
            bands=tuple(bands),
            continued=number == before,
            mixed=mixed,
        )


def _build_values(atlas: Atlas, place: Place, lines: Iterable[_Line], *, mixed: bool) -> Iterator[PaperValues]:
    for slug, members in groupby(lines, key=lambda line: line.placed.reported.paper.slug):
        rows = list(members)
        first = rows[0].placed.reported
        work = first.paper.work
        link = Link(work.title.readable, f"{place.href(paper_path(slug))}#r-{first.result.id}")
        values = tuple(build_value_line(atlas, place, line.placed, mixed=mixed) for line in rows)
        yield PaperValues(link, work.date.iso[:4] if work.date else format_date(None), values)


def _head_band(group: ComparableGroup, part: int) -> tuple[str, str]:
    """Heading and reason of a band; empty where the group has no other."""
    band = group.bands[part]
    return ("", "") if len(group.bands) == 1 else (band.heading or "The other rows", band.reason)


def _explain_group(group: ComparableGroup) -> str:
    """What makes the rows of a group comparable, and which of them are ranked."""
    return " ".join([group.reason, *_describe_single(group)] if len(group.bands) == 1 else [group.reason])


def _describe_single(group: ComparableGroup) -> list[str]:
    """What the text above a group says of its one band."""
    (band,) = group.bands
    return [f"{band.heading}: {band.reason[:1].lower()}{band.reason[1:]}"] if band.heading else []


def _count(reported: Sequence[Reported]) -> str:
    papers = len({item.paper.slug for item in reported})
    return f"{count_of(len(reported), 'result')} from {count_of(papers, 'paper')}"
