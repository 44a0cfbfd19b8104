"""Pages at addresses that others took over: of papers that people made one, of metrics that one paper alone reports."""

from collections.abc import Iterator
from dataclasses import replace

from litatlas.site.atlas import Atlas, build_head
from litatlas.site.places import METRICS, PAPERS, RARE, absolute, list_path, paper_path, place_page
from litatlas.site.views.links import Link
from litatlas.site.views.pages import MovedView

RARE_HEADING = "Metrics of one paper each"
"""The heading of the table of the metrics that one paper alone reports."""


def list_moved(atlas: Atlas) -> tuple[str, ...]:
    """The folders of these pages."""
    merged = (f"{PAPERS}/{gone}" for gone, _ in _list_merged(atlas))
    return (*merged, *(f"{METRICS}/{group.slug}" for group in atlas.groups.rare_metrics))


def build_moved_views(atlas: Atlas) -> Iterator[tuple[str, MovedView]]:
    """The pages with their paths."""
    for gone, kept in _list_merged(atlas):
        title = atlas.review.papers[kept].work.title.readable
        yield _build_moved(atlas, paper_path(gone), PAPERS, "Paper moved", "This paper is one with", title, paper_path(kept))
    for group in atlas.groups.rare_metrics:
        said = "One paper alone reports this metric; its values stand in"
        path = list_path(f"{METRICS}/{group.slug}")
        yield _build_moved(atlas, path, METRICS, "Metric moved", said, RARE_HEADING, list_path(RARE))


def _list_merged(atlas: Atlas) -> list[tuple[str, str]]:
    """The papers that people made one with another of the review, and the one that each is by now."""
    return sorted((gone, kept) for gone, kept in atlas.review.merges.same.items() if kept in atlas.review.papers)


def _build_moved(atlas: Atlas, path: str, section: str, heading: str, said: str, name: str, kept: str) -> tuple[str, MovedView]:
    place = place_page(path)
    head = build_head(atlas, place, heading, f"{said} {name}.", section)
    canonical = replace(head, canonical=absolute(atlas.base_url, kept))
    return place.path, MovedView(canonical, heading, said, Link(name, place.href(kept)))
