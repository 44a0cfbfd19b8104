"""A metric's comparison table, split into pages, and the one of the metrics that one paper alone reports."""

from collections.abc import Iterator

from markupsafe import Markup

from litatlas.compare.tables import build_table, gather_single, mix_rows
from litatlas.review.groups import MetricGroup
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.pages.metadata import describe_metric
from litatlas.site.pages.moved import RARE_HEADING
from litatlas.site.pages.sheets import Sheet, build_tools, split_sheet
from litatlas.site.pages.tradeoffs import build_tradeoffs
from litatlas.site.pages.traits import know_metric
from litatlas.site.places import METRICS, RARE, list_path
from litatlas.site.views.links import Link
from litatlas.site.views.tables import MetricView, TableView
from litatlas.site.wording import capitalize
from litatlas.text.wording import count_of


def build_metric_views(atlas: Atlas, group: MetricGroup) -> Iterator[tuple[str, MetricView]]:
    """The pages of a metric's table with their paths."""
    traits = know_metric(atlas, group.name)
    table = gather_single(build_table(group.reported, traits, atlas.sameness))
    lead = f"{count_of(len(group.reported), 'result')} from {count_of(group.papers, 'paper')}."
    lead += f" For {traits.label}, {traits.better} is better." if traits.better else ""
    for page in split_sheet(atlas, Sheet(f"{METRICS}/{group.slug}", table, [part.heading for part in table])):
        place = page.place
        title = f"{traits.label}: comparison table" + (f", page {page.number}" if page.number > 1 else "")
        yield (
            place.path,
            MetricView(
                head=build_head(atlas, place, title, lead, METRICS, structured=describe_metric(atlas, place, traits.label, lead)),
                heading=capitalize(traits.label),
                trail=(Link("Results", place.href(list_path(METRICS))),),
                lead=lead,
                groups=page.groups,
                further=page.further,
                tradeoffs=build_tradeoffs(atlas, place, group.reported) if page.number == 1 else (),
                tools=build_tools(place, f"metric={group.slug}", len(group.reported)),
                pager=page.pager,
                empty="No paper reports a value of this metric.",
            ),
        )


def build_rare_views(atlas: Atlas) -> Iterator[tuple[str, TableView]]:
    """The pages of the table of metrics that one paper alone reports, by their names, with their paths."""
    groups = atlas.groups.rare_metrics
    rows = [row for group in sorted(groups, key=lambda group: (group.name.casefold(), group.slug)) for row in group.reported]
    lead = (
        f"{count_of(len(groups), 'metric')} that no other paper of this review reports, by name: {count_of(len(rows), 'result')}."
    )
    reason = "There is nothing that these could be compared with."
    for page in split_sheet(atlas, Sheet(RARE, (mix_rows("By name", reason, rows),) if rows else (), ["By name"])):
        place = page.place
        title = RARE_HEADING + (f", page {page.number}" if page.number > 1 else "")
        if rows:
            yield (
                place.path,
                TableView(
                    head=build_head(atlas, place, title, lead, METRICS),
                    heading=RARE_HEADING,
                    trail=(Link("Results", place.href(list_path(METRICS))),),
                    lead=lead,
                    papers=None,
                    introduction=Markup(),
                    groups=page.groups,
                    further=page.further,
                    rest=None,
                    tradeoffs=(),
                    tools=build_tools(place, "rare=1", len(rows)),
                    pager=page.pager,
                ),
            )
