"""Lists that go on over several pages: which entries stand on which, and the links from one to the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeVar

from litatlas.site.places import Place, list_path
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Pager

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sizes:
    """The most entries of the first page of a list, and of each further one."""

    first: int
    further: int

    def fit(self, entries: int) -> Self:
        """The sizes for a list with so many entries: a few that go beyond the first page, a quarter of it at most, stay there."""
        return replace(self, first=entries) if self.first < entries <= self.first * 5 // 4 else self


PAGE_SIZE = 100
"""The most entries of a page that shows more of each than a line."""
LINES = 200
"""The most entries of a page on which each is a line; a first page of half as many cards has more bytes."""
EVEN, LISTS = Sizes(PAGE_SIZE, PAGE_SIZE), Sizes(PAGE_SIZE, LINES)
"""Of lists whose pages are alike, and of those that begin with cards."""


def split_pages(entries: Sequence[T], sizes: Sizes = EVEN) -> list[Sequence[T]]:
    """Runs of entries, one for each page; one empty run of no entries."""
    sizes = sizes.fit(len(entries))
    starts = range(sizes.first, len(entries), sizes.further)
    return [entries[: sizes.first], *(entries[start : start + sizes.further] for start in starts)]


def find_page(index: int, sizes: Sizes) -> int:
    """The number of the page, from one, on which an entry stands that has so many before it, of sizes that fit its list."""
    return 1 if index < sizes.first else 2 + (index - sizes.first) // sizes.further


def build_pager(place: Place, folder: str, number: int, entries: int, sizes: Sizes = EVEN) -> Pager:
    """The pager of page `number` of a list with so many entries."""
    sizes = sizes.fit(entries)
    total = find_page(max(0, entries - 1), sizes)
    before = 0 if number == 1 else sizes.first + (number - 2) * sizes.further
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
        last_entry=min(before + (sizes.first if number == 1 else sizes.further), entries),
        entries=entries,
        previous=place.href(list_path(folder, number - 1)) if number > 1 else None,
        next=place.href(list_path(folder, number + 1)) if number < total else None,
        pages=tuple(pages),
    )
