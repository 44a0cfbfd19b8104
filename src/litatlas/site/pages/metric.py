"""A metric's comparison table, split into pages."""

from collections.abc import Iterator

from litatlas.compare.tables import build_table
from litatlas.review.groups import MetricGroup
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.charts.scatter import draw_charts
from litatlas.site.pages.metadata import describe_metric
from litatlas.site.pages.tables import build_tools, know_metric, split_table
from litatlas.site.places import METRICS, list_path
from litatlas.site.views.pages import Link
from litatlas.site.views.tables import MetricView
from litatlas.site.wording import capitalize
from litatlas.text.wording import count_of


def build_metric_views(atlas: Atlas, group: MetricGroup) -> Iterator[tuple[str, MetricView]]:
    """The pages of a metric's table with their paths."""
    traits = know_metric(atlas, group.name)
    table = build_table(group.reported, traits, atlas.sameness)
    papers = len({reported.paper.slug for reported in group.reported})
    lead = f"{count_of(len(group.reported), 'result')} from {count_of(papers, 'paper')}."
    lead += f" For {traits.label}, {traits.better} is better." if traits.better else ""
    for page in split_table(atlas, f"{METRICS}/{group.slug}", table, [part.heading for part in table]):
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
                charts=draw_charts(atlas, place, traits.label, table) if page.number == 1 else (),
                tools=build_tools(place, f"metric={group.slug}", len(group.reported)),
                pager=page.pager,
                empty="No paper reports a value of this metric.",
            ),
        )
