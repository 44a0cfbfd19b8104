"""Comparison tables of topics, families and devices."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from litatlas.compare.tables import ComparableGroup, build_group, gather_single, split_rows
from litatlas.content.prose import NOTHING
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.pages.cards import link_metric
from litatlas.site.pages.markdown import render_prose
from litatlas.site.pages.sheets import Sheet, build_tools, has_table, split_sheet
from litatlas.site.pages.tradeoffs import build_tradeoffs
from litatlas.site.pages.traits import know_metric
from litatlas.site.places import FAMILIES, HARDWARE, TOPICS, Place, list_path, results_folder
from litatlas.site.texts import Ask, Texts
from litatlas.site.views.further import Rest
from litatlas.site.views.links import Link
from litatlas.site.views.tables import TableView
from litatlas.site.wording import capitalize
from litatlas.text.wording import count_of


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


def build_table_views(atlas: Atlas, plan: TablePlan) -> Iterator[tuple[str, TableView]]:
    """The pages of a table with their paths."""
    rows, left = _part_rows(atlas, split_rows(plan.reported))
    table = gather_single([build_group(part, know_metric(atlas, part[0].result.metric), atlas.sameness) for part in rows])
    headings = [group.heading if group.mixed else _name_group(atlas, group) for group in table]
    sheet = Sheet(results_folder(plan.folder), table, headings, plan.own, atlas.extent.group)
    lead = _tell_shown(atlas, plan, sum(sheet.count_shown(atlas, group) for group in table))
    for page in split_sheet(atlas, sheet):
        place, heading = page.place, f"Results: {plan.name}"
        title = heading + (f", page {page.number}" if page.number > 1 else "")
        yield (
            place.path,
            TableView(
                head=build_head(atlas, place, title, plan.lead, plan.section),
                heading=heading,
                trail=tuple(Link(text, place.href(path)) for text, path in plan.trail),
                lead=lead,
                papers=Link("Papers", place.href(list_path(plan.folder))),
                introduction=render_prose(plan.introduction(atlas.texts) if page.number == 1 else NOTHING, atlas.review, place),
                groups=page.groups,
                further=page.further,
                rest=_tell_left(atlas, place, left) if page.number == 1 else None,
                tradeoffs=build_tradeoffs(atlas, place, plan.reported) if page.number == 1 else (),
                tools=build_tools(place, plan.scope, len(plan.reported), own=plan.own),
                pager=page.pager,
            ),
        )


def _part_rows(atlas: Atlas, groups: Iterable[list[Reported]]) -> tuple[list[list[Reported]], list[list[Reported]]]:
    """The groups that a table has room for, and those that are left to the tables of their metrics."""
    each, room = atlas.extent.group, atlas.extent.table
    held: list[list[Reported]] = []
    left: list[list[Reported]] = []
    shown = 0
    for rows in groups:
        is_elsewhere = len(rows) > 1 and has_table(atlas, rows[0].result.metric)
        if room is not None and shown >= room and is_elsewhere:
            left.append(rows)
            continue
        held.append(rows)
        shown += min(len(rows), each) if is_elsewhere and each is not None else len(rows)
    return held, left


def _tell_left(atlas: Atlas, place: Place, left: Iterable[list[Reported]]) -> Rest | None:
    """The metrics whose groups a table leaves out, with how many rows; None where it has all groups."""
    counts: Counter[str] = Counter()
    for rows in left:
        counts[rows[0].result.metric] += len(rows)
    links = ((link_metric(atlas, place, metric), count) for metric, count in counts.most_common())
    named = tuple(Link(f"{link.text} ({count:,})", link.href) for link, count in links)
    return Rest("Smaller groups stand in the tables of their metrics:", named) if named else None


def _tell_shown(atlas: Atlas, plan: TablePlan, shown: int) -> str:
    """How many results there are, and where those stand that the table does not show."""
    if shown == len(plan.reported):
        return plan.lead
    told = f"This table has {shown:,} of them, the first {atlas.extent.group} of each group; the tables of metrics have all."
    return f"{plan.lead} {told}"


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


def _count(reported: Sequence[Reported]) -> str:
    papers = len({item.paper.slug for item in reported})
    return f"{count_of(len(reported), 'result')} from {count_of(papers, 'paper')}"
