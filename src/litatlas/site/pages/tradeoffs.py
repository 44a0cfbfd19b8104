"""The trade-offs that a page of tables shows: those of its rows."""

from collections.abc import Sequence

from litatlas.compare.tradeoffs import Point, find_tradeoffs
from litatlas.review.groups import Reported, enter_tables
from litatlas.site.atlas import Atlas
from litatlas.site.charts.tradeoffs import draw_tradeoff
from litatlas.site.pages.traits import know_metric
from litatlas.site.places import Place
from litatlas.site.views.charts import TradeoffView

MOST = 6
"""The most charts of a page."""


def build_tradeoffs(atlas: Atlas, place: Place, reported: Sequence[Reported]) -> tuple[TradeoffView, ...]:
    """The charts for the page at `place` whose tables hold these rows; none where papers state too little of both.

    A page may hold one side alone, such as the rows on a device: the other one is read off the same papers.
    """
    own = {(item.paper.slug, item.result.id) for item in reported}
    papers = {item.paper.slug: item.paper for item in reported}

    def is_own(point: Point) -> bool:
        return any((item.paper.slug, item.result.id) in own for item in (point.quality, point.cost))

    metrics = atlas.review.vocabulary.metrics
    rows = enter_tables(papers.values(), atlas.review.settings.least_confidence)
    found = find_tradeoffs(rows, metrics.get, lambda metric: know_metric(atlas, metric), atlas.sameness)
    chosen = [each for each in found if all(map(is_own, each.points))][:MOST]
    drawn = (draw_tradeoff(atlas, place, each, number) for number, each in enumerate(chosen, 1))
    return tuple(view for view in drawn if view)
