"""Lists that go on over several pages: which entries stand on which, and the links from one to the next."""

from collections.abc import Sequence
from typing import TypeVar

from litatlas.site.places import Place, list_path
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Pager

T = TypeVar("T")

PAGE_SIZE = 100
"""The most entries that a page lists."""
LINES = 200
"""The most entries of a page on which each is a line; a first page of half as many cards has more bytes."""


def split_pages(entries: Sequence[T], further: int = PAGE_SIZE) -> list[Sequence[T]]:
    """Runs of at most `PAGE_SIZE` entries, those after the first of at most `further`; one empty run of no entries."""
    starts = range(PAGE_SIZE, len(entries), further)
    return [entries[:PAGE_SIZE], *(entries[start : start + further] for start in starts)]


def find_page(index: int, further: int = PAGE_SIZE) -> int:
    """The number of the page, from one, on which an entry stands that has so many before it; `further` as in `split_pages`."""
    return 1 if index < PAGE_SIZE else 2 + (index - PAGE_SIZE) // further


def build_pager(place: Place, folder: str, number: int, entries: int, further: int = PAGE_SIZE) -> Pager:
    """The pager of page `number` of a list with so many entries; `further` as in `split_pages`."""
    total = find_page(max(0, entries - 1), further)
    before = 0 if number == 1 else PAGE_SIZE + (number - 2) * further
    shown = sorted({1, total, *range(max(1, number - 2), min(total, number + 2) + 1)})
    pages: list[Link | None] = []
    for last, page in zip([0, *shown], shown, strict=False):
        if page > last + 1:
            pages.append(None)
        pages.append(Link(str(page), place.href(list_path(folder, page))))
    return Pager(
        number=number,
        total=total,
        first_entry=before + 1 if entries else 0,
        last_entry=min(before + (PAGE_SIZE if number == 1 else further), entries),
        entries=entries,
        previous=place.href(list_path(folder, number - 1)) if number > 1 else None,
        next=place.href(list_path(folder, number + 1)) if number < total else None,
        pages=tuple(pages),
    )
