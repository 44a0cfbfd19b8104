"""The pages of a site: which there are, where each stands, and which template shows which view."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from litatlas.content.pages import TextPage
from litatlas.content.prose import parse_prose
from litatlas.model import Paper
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.pages.arrivals import build_new_views
from litatlas.site.pages.coverage import build_coverage_views
from litatlas.site.pages.evidence_map import build_evidence_map
from litatlas.site.pages.explorer import build_explorer_view
from litatlas.site.pages.indexes import build_home_view, build_index_views
from litatlas.site.pages.layout import build_layout_view
from litatlas.site.pages.lists import build_list_views, plan_lists
from litatlas.site.pages.markdown import render_prose
from litatlas.site.pages.mentions import link_mentions
from litatlas.site.pages.metric import build_metric_views, build_rare_views
from litatlas.site.pages.moved import build_moved_views, list_moved
from litatlas.site.pages.noting import Tabled, note_rows
from litatlas.site.pages.paper import build_paper_view
from litatlas.site.pages.related import Relations
from litatlas.site.pages.tables import build_table_views, plan_tables
from litatlas.site.places import (
    AUTHORS,
    COVERAGE,
    DATES,
    EVIDENCE_MAP,
    EXPLORER,
    HARDWARE,
    HOME,
    LAYOUT,
    METRICS,
    NEW,
    NOT_FOUND,
    ORGANIZATIONS,
    PAPERS,
    RARE,
    SEARCH,
    TOPICS,
    VENUES,
    list_path,
    paper_path,
    place_page,
    results_folder,
    text_path,
)
from litatlas.site.views.arrivals import NewView
from litatlas.site.views.evidence import CoverageView, EvidenceMapView
from litatlas.site.views.indexes import HomeView, IndexView
from litatlas.site.views.links import Link
from litatlas.site.views.lists import ListView
from litatlas.site.views.pages import MovedView, NotFoundView, PaperView, SearchView, TextView
from litatlas.site.views.tables import ExplorerView, LayoutView, MetricView, TableView

View = (
    CoverageView | EvidenceMapView | ExplorerView | HomeView | IndexView | LayoutView | ListView | MetricView | MovedView
    | NewView | NotFoundView | PaperView | SearchView | TableView | TextView
)  # fmt: skip

PAPER_TEMPLATE, LAYOUT_TEMPLATE = "paper.html", "tables-layout.js"
"""The templates of papers' pages, and of what the scripts of tables share with the pages."""

_LISTED = re.compile(r"(/page/[1-9][0-9]*)?/index\.html")
"""What follows the folder in the path of a page that `list_path` names."""
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
    """A page to be rendered, or a script."""

    path: str
    template: str
    view: View


def plan_paper(atlas: Atlas, paper: Paper, relations: Relations) -> Page:
    """The page of a paper."""
    return Page(paper_path(paper.slug), PAPER_TEMPLATE, build_paper_view(atlas, paper, relations))


def plan_layout(atlas: Atlas) -> Page:
    """What the scripts of tables share with the pages: a script that is made as pages are."""
    return Page(LAYOUT, LAYOUT_TEMPLATE, build_layout_view(atlas))


@dataclass(frozen=True, slots=True)
class Chapter:
    """Pages that are built together, none of them yet."""

    template: str
    folders: tuple[str, ...]
    """Where they stand, each at `list_path(folder, number)` for some number; of a page that is no folder's, its own path."""
    build_views: Callable[[Atlas], Iterable[tuple[str, View]]]
    """Their views with their paths, of the atlas that they were planned by; what is asked of it may be noted elsewhere."""
    plan: object = None
    """What it is particular of, where it is of one group or text: it asks for other facts than those one by one."""

    def build_pages(self, atlas: Atlas) -> Iterator[Page]:
        """The pages, one by one."""
        for path, view in self.build_views(atlas):
            yield Page(path, self.template, note_rows(view, atlas.texts.has_note) if isinstance(view, Tabled) else view)

    def covers(self, path: str) -> bool:
        """Whether the page at `path`, if there is one, is among these."""
        below = ((path, len(folder)) for folder in self.folders if path.startswith(folder))
        return any(len(path) == end or _LISTED.fullmatch(path, end) for path, end in below)


def plan_others(atlas: Atlas) -> Iterator[Page]:
    """Every page that is not a paper's."""
    for chapter in plan_chapters(atlas):
        yield from chapter.build_pages(atlas)


def find_page(atlas: Atlas, path: str) -> Page | None:
    """The page at `path` if it is one of `plan_others`; hardly more than that one is built."""
    for chapter in plan_chapters(atlas):
        if chapter.covers(path):
            for page in chapter.build_pages(atlas):
                if page.path == path:
                    return page
    return None


def plan_chapters(atlas: Atlas) -> Iterator[Chapter]:
    """Every page that is not a paper's, in runs."""
    indexes = (TOPICS, HARDWARE, METRICS, DATES, AUTHORS, VENUES, ORGANIZATIONS)
    yield Chapter("home.html", (HOME,), lambda atlas: [(HOME, build_home_view(atlas))])
    yield Chapter("index.html", indexes, build_index_views)
    map_path = list_path(EVIDENCE_MAP)
    yield Chapter("evidence_map.html", (EVIDENCE_MAP,), lambda atlas: [(map_path, build_evidence_map(atlas))])
    yield Chapter("coverage.html", (COVERAGE,), build_coverage_views)
    yield Chapter("new.html", (NEW,), build_new_views)
    for plan in plan_lists(atlas):
        yield Chapter("list.html", (plan.folder,), partial(build_list_views, plan=plan), plan)
    for group in atlas.groups.shared_metrics:
        yield Chapter("metric.html", (f"{METRICS}/{group.slug}",), partial(build_metric_views, group=group), group)
    yield Chapter("table.html", (RARE,), build_rare_views)
    for table in plan_tables(atlas):
        yield Chapter("table.html", (results_folder(table.folder),), partial(build_table_views, plan=table), table)
    yield Chapter("explorer.html", (EXPLORER,), lambda atlas: [build_explorer_view(atlas)])
    yield Chapter("search.html", (SEARCH,), lambda atlas: [(SEARCH, _build_search(atlas))])
    for text in _list_texts(atlas):
        yield Chapter("text.html", (text.slug,), partial(_build_text, text=text), text)
    yield Chapter("moved.html", list_moved(atlas), build_moved_views)
    yield Chapter("404.html", (NOT_FOUND,), lambda atlas: [(NOT_FOUND, _build_not_found(atlas))])


def _build_search(atlas: Atlas) -> SearchView:
    place = place_page(SEARCH)
    head = build_head(atlas, place, "Search", f"Search {atlas.review.settings.title}.")
    browse = tuple(
        Link(f"All {name}", place.href(list_path(folder)))
        for name, folder in (("topics", TOPICS), ("hardware", HARDWARE), ("dates", DATES), ("papers", PAPERS))
    )
    empty = "" if atlas.groups.papers else "There is no paper to search yet. Save a listing and run: litatlas ingest FILE"
    return SearchView(head, "Search", browse, empty)


def _list_texts(atlas: Atlas) -> Iterator[TextPage]:
    pages = atlas.review.pages
    if "about" not in pages:
        file = "content/pages/about.md"
        yield TextPage("about", "About", parse_prose(ABOUT, 1, file), file)
    yield from (page for page in pages.values() if page.slug != "index")


def _build_text(atlas: Atlas, text: TextPage) -> Iterator[tuple[str, TextView]]:
    place = place_page(text_path(text.slug))
    head = build_head(atlas, place, text.title, f"{text.title}: {atlas.review.settings.title}", text.slug)
    said = atlas.texts.find_page(text.slug) if text.slug in atlas.review.pages else text.body
    body = render_prose(said, atlas.review, place)
    yield place.path, TextView(head, text.title, body, link_mentions(atlas, place, f"pages/{text.slug}"))


def _build_not_found(atlas: Atlas) -> NotFoundView:
    place = atlas.not_found_place(NOT_FOUND)
    head = build_head(atlas, place, "Page not found", "There is no page at this address.")
    return NotFoundView(
        head, "Page not found", (Link("Home", place.href(HOME)), Link("All papers", place.href(list_path(PAPERS))))
    )
