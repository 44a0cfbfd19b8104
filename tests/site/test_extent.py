"""Lists and tables of large reviews: a screen of cards and rows, then lines; what others hold as well stands there alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from litatlas.review.loading import load_review
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.extent import COMMON, SCREEN, WHOLE, choose_extent
from litatlas.site.pages.arrivals import build_new_views
from litatlas.site.pages.lists import build_list_views, plan_lists
from litatlas.site.pages.metric import build_metric_views
from litatlas.site.pages.tables import build_table_views, plan_tables
from litatlas.site.plan import Page, View
from litatlas.site.render import make_environment, render_page
from litatlas.site.views.further import FurtherGroup
from litatlas.site.views.tables import RowGroup
from tests.site.markup import ParsedPage, parse_text

SHOWN = 20 + 80
"""The papers of a first page: cards, then lines."""


@pytest.fixture(scope="module")
def large(many_review: Path) -> Atlas:
    """250 papers as if they were of a large review."""
    return replace(build_atlas(load_review(many_review), None), extent=SCREEN)


def render(root: Path, template: str, views: Iterable[tuple[str, View]]) -> list[ParsedPage]:
    environment = make_environment(root)
    return [parse_text(render_page(environment, Page(path, template, view)).decode()) for path, view in views]


def test_reviews_of_common_size_show_all_and_larger_ones_a_screen() -> None:
    assert [choose_extent(papers) for papers in (0, 402, COMMON, COMMON + 1, 10_000)] == [WHOLE, WHOLE, WHOLE, SCREEN, SCREEN]


def test_a_list_begins_with_a_screen_of_cards_and_each_paper_stands_in_it_once(large: Atlas, many_review: Path) -> None:
    plan = next(plan for plan in plan_lists(large) if plan.folder == "topics/ponds")
    views = list(build_list_views(large, plan))
    pages = render(many_review, "list.html", views)

    assert [(len(view.cards), len(view.lines)) for _, view in views] == [(20, 80), (0, 150)]
    assert [sum(tag.attributes.get("class") == "card" for tag in page.named("li")) for page in pages] == [20, 0]
    links = [tag for page in pages for tag in page.named("a") if not {"nav", "figure"} & {*tag.parents}]
    titles = [tag for tag in links if tag.parents[-1] == "h2" or tag.parents[-2:] == ("ol", "li")]
    listed = [tag.attributes["href"].split("/")[-2] for tag in titles]
    assert sorted(listed) == sorted(large.review.papers)


def test_a_year_ends_after_its_newest_papers_and_names_the_months_that_hold_all(large: Atlas) -> None:
    plans = {plan.folder: plan for plan in plan_lists(large)}
    ((_, year),) = build_list_views(large, plans["dates/2024"])
    months = [paper for path, view in build_list_views(large, plans["dates/2024-05"]) for paper in (*view.cards, *view.lines)]

    assert len(year.cards) + len(year.lines) == SCREEN.dated == SHOWN
    assert year.rest
    assert year.rest.said == "Here stand 100 of 250 papers; all stand by month:"
    assert [(link.text, link.href) for link in year.rest.links] == [("May 2024", "../../dates/2024-05/index.html")]
    assert len(months) == 250


def test_new_papers_end_after_the_latest_and_lead_to_all(large: Atlas) -> None:
    few = replace(large, extent=replace(SCREEN, new=130))
    views = [view for _, view in build_new_views(few)]

    assert [[(len(group.cards), len(group.lines)) for group in view.groups] for view in views] == [[(20, 80)], [(0, 30)]]
    assert {view.rest.said if view.rest else "" for view in views} == {
        "Here stand the latest 130 of 250 papers; for the others see"
    }
    assert all(view.rest is None for _, view in build_new_views(large))


def test_a_topics_table_shows_the_first_rows_of_a_group_and_where_all_are(large: Atlas, many_review: Path) -> None:
    plan = next(plan for plan in plan_tables(large) if plan.folder == "topics/ponds")
    views = list(build_table_views(large, plan))
    ((_, view),) = views
    (page,) = render(many_review, "table.html", views)
    (metric,) = large.groups.shared_metrics
    whole = [view for _, view in build_metric_views(large, metric)]

    assert count_rows(view.groups, view.further) == SCREEN.group
    assert view.lead.endswith("This table has 20 of them, the first 20 of each group; the tables of metrics have all.")
    (link,) = (tag.attributes for tag in page.named("a") if "data-narrow" in tag.attributes)
    assert link == {
        "href": "../../../metrics/speed/index.html",
        "data-narrow": "../../../topics/ponds/results/index.html?metric=speed&form=ratio",
    }
    assert sum(count_rows(one.groups, one.further) for one in whole) == 250


def test_a_metrics_table_begins_with_a_screen_of_rows_and_each_value_leads_to_its_words(large: Atlas, many_review: Path) -> None:
    (metric,) = large.groups.shared_metrics
    views = list(build_metric_views(large, metric))
    pages = render(many_review, "metric.html", views)
    links = [tag for page in pages for tag in page.named("a") if tag.parents[-1] == "td" and "#e-" in tag.attributes["href"]]

    assert [sum(len(band.rows) for group in view.groups for band in group.bands) for _, view in views] == [20, 0]
    assert [count_rows((), view.further) for _, view in views] == [80, 150]
    assert Counter(tag.attributes["href"].split("/")[-2] for tag in links) == Counter(list(large.review.papers))
    assert [view.further[0].continued for _, view in views] == [True, True]
    for page in pages:
        assert page.faults == []
        assert max(page.ids().values()) == 1


def count_rows(groups: Iterable[RowGroup], further: Iterable[FurtherGroup]) -> int:
    whole = sum(len(band.rows) for group in groups for band in group.bands)
    return whole + sum(len(one.lines) for group in further for band in group.bands for one in band.papers)
