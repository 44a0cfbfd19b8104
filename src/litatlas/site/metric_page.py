"""A metric's comparison table, split into pages."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from litatlas.groups import MetricGroup, Reported
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.cards import build_row
from litatlas.site.lists import build_pager, split_pages
from litatlas.site.places import METRICS, Place, list_path, place_page
from litatlas.site.views import Link, MetricView, RowGroup
from litatlas.site.wording import count_of
from litatlas.tables import ComparableGroup, build_table


def build_metric_views(atlas: Atlas, group: MetricGroup) -> Iterator[tuple[str, MetricView]]:
    """The pages of a metric's table with their paths."""
    label, better = atlas.label(group.name), atlas.better(group.name)
    table = build_table(label, group.reported, better)
    folder = f"{METRICS}/{group.slug}"
    papers = len({reported.paper.slug for reported in group.reported})
    lead = f"{count_of(len(group.reported), 'result')} from {count_of(papers, 'paper')}."
    lead += f" For {label}, {better} is better." if better else ""
    lines = [(number, reported) for number, rows in enumerate(table) for reported in rows.rows]
    before = -1
    for number, chunk in enumerate(split_pages(lines), 1):
        place = place_page(list_path(folder, number))
        title = f"{label}: comparison table" + (f", page {number}" if number > 1 else "")
        yield (
            place.path,
            MetricView(
                head=build_head(atlas, place, title, lead, METRICS),
                heading=label,
                trail=(Link("Results", place.href(list_path(METRICS))),),
                lead=lead,
                groups=tuple(_build_groups(atlas, place, table, chunk, before)),
                pager=build_pager(place, folder, number, len(lines)),
                empty="No paper reports a value of this metric.",
            ),
        )
        before = chunk[-1][0]


def _build_groups(
    atlas: Atlas,
    place: Place,
    table: Sequence[ComparableGroup],
    lines: Sequence[tuple[int, Reported]],
    before: int,
) -> Iterator[RowGroup]:
    """The groups of one page's lines; `before` is the number of the group that the page before ended in."""
    for number, chunk in groupby(lines, key=lambda line: line[0]):
        group = table[number]
        anchor = f"group-{number + 1}"
        rows = tuple(build_row(atlas, place, item.paper, item.result) for _, item in chunk)
        yield RowGroup(anchor, group.heading, group.reason, rows, number == before)
