"""The pages of a site: which there are, where each stands, and which template shows which view."""

from collections.abc import Iterator
from dataclasses import dataclass

from litatlas.model import Paper
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.indexes import build_home_view, build_index_views
from litatlas.site.lists import build_list_views, plan_lists
from litatlas.site.markdown import render_markdown
from litatlas.site.metric_page import build_metric_views
from litatlas.site.paper_page import build_paper_view
from litatlas.site.places import HOME, NOT_FOUND, PAPERS, SEARCH, TOPICS, list_path, paper_path, place_page, text_path
from litatlas.site.related import find_related
from litatlas.site.search import name_bundles
from litatlas.site.views import HomeView, IndexView, Link, ListView, MetricView, NotFoundView, PaperView, SearchView, TextView

View = HomeView | IndexView | ListView | MetricView | NotFoundView | PaperView | SearchView | TextView

ABOUT = """
This site is a literature review made with LitAtlas. It lists papers by topic, hardware and date, and puts the results that they
report side by side.

- Every number in a table leads to the words that it was read from. What a paper's abstract does not say reads *not stated*.
- Numbers were read by rules, and rules err: follow the evidence before you rely on a number.
- Rows stand in one group only where metric, form and unit agree. Whether baselines and hardware agree is said above each group.
"""
"""What the about page says where the review has no `content/pages/about.md`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered."""

    path: str
    template: str
    view: View


def plan_papers(atlas: Atlas) -> Iterator[tuple[Paper, Page]]:
    """The page of every paper, with the paper."""
    related = find_related(atlas)
    for paper in atlas.groups.papers:
        yield paper, Page(paper_path(paper.slug), "paper.html", build_paper_view(atlas, paper, related[paper.slug]))


def plan_others(atlas: Atlas) -> Iterator[Page]:
    """Every page that is not a paper's."""
    yield Page(HOME, "home.html", build_home_view(atlas))
    for path, index in build_index_views(atlas):
        yield Page(path, "index.html", index)
    for plan in plan_lists(atlas):
        for path, listing in build_list_views(atlas, plan):
            yield Page(path, "list.html", listing)
    for group in atlas.groups.metrics.values():
        for path, metric in build_metric_views(atlas, group):
            yield Page(path, "metric.html", metric)
    yield Page(SEARCH, "search.html", _build_search(atlas))
    yield from _text_pages(atlas)
    yield Page(NOT_FOUND, "404.html", _build_not_found(atlas))


def _build_search(atlas: Atlas) -> SearchView:
    place = place_page(SEARCH)
    head = build_head(atlas, place, "Search", f"Search {atlas.review.settings.title}.")
    browse = (Link("All topics", place.href(list_path(TOPICS))), Link("All papers", place.href(list_path(PAPERS))))
    empty = "" if atlas.groups.papers else "There is no paper to search yet. Save a listing and run: litatlas ingest FILE"
    return SearchView(head, "Search", tuple(map(place.href, name_bundles(len(atlas.groups.papers)))), browse, empty)


def _text_pages(atlas: Atlas) -> Iterator[Page]:
    pages = atlas.review.pages
    if "about" not in pages:
        yield _build_text(atlas, "about", "About", ABOUT, "content/pages/about.md")
    for page in pages.values():
        if page.slug != "index":
            yield _build_text(atlas, page.slug, page.title, page.body, page.file)


def _build_text(atlas: Atlas, slug: str, title: str, body: str, file: str) -> Page:
    place = place_page(text_path(slug))
    head = build_head(atlas, place, title, f"{title}: {atlas.review.settings.title}", slug)
    return Page(place.path, "text.html", TextView(head, title, render_markdown(body, atlas.review, place, file)))


def _build_not_found(atlas: Atlas) -> NotFoundView:
    place = atlas.not_found_place(NOT_FOUND)
    head = build_head(atlas, place, "Page not found", "There is no page at this address.")
    return NotFoundView(
        head, "Page not found", (Link("Home", place.href(HOME)), Link("All papers", place.href(list_path(PAPERS))))
    )
