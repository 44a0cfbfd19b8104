"""Comparison tables split into pages of bounded size: rows first, then a line a value."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from urllib.parse import urlencode

from litatlas.compare.bands import Band, Placed
from litatlas.compare.tables import ComparableGroup
from litatlas.content.slugs import name_slug
from litatlas.site.atlas import Atlas
from litatlas.site.pages.cards import build_row, link_metric
from litatlas.site.pages.cells import find_alike, fold_unstated
from litatlas.site.pages.further import build_value_line
from litatlas.site.pages.paging import LISTS, build_pager, split_pages
from litatlas.site.places import EXPLORER_DATA, Place, list_path, paper_path, place_page
from litatlas.site.views.further import FurtherBand, FurtherGroup, More, PaperValues
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Pager
from litatlas.site.views.tables import BandView, PlacedRow, RowGroup, Tools
from litatlas.site.wording import format_date

_IN_SHORT = "Not ranked."
"""What stands for the reason of a band that is not ranked where tables are long: first pages and rows tell the rest."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table to be split, whose first page stands in `folder`, each group under its heading."""

    folder: str
    groups: Sequence[ComparableGroup]
    headings: Sequence[str]
    own: str = ""
    """The device that it belongs to; empty for those that belong to none."""
    most: int | None = None
    """The most rows that it shows of a group that a metric's table holds as well. None: all."""

    def count_shown(self, atlas: Atlas, group: ComparableGroup) -> int:
        """How many rows of a group it shows."""
        rows = len(group.rows)
        return rows if self.most is None or group.mixed or not has_table(atlas, group.metric) else min(rows, self.most)


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page's part of a table."""

    number: int
    place: Place
    groups: tuple[RowGroup, ...]
    """Whole rows, the first ones of the first page."""
    further: tuple[FurtherGroup, ...]
    """A line a value: the others."""
    pager: Pager


@dataclass(frozen=True, slots=True)
class _Line:
    """A row, with its own number in the table and those of the group and the band that it stands in."""

    number: int
    group: int
    band: int
    placed: Placed


def split_sheet(atlas: Atlas, sheet: Sheet) -> Iterator[SheetPage]:
    """The pages of a table."""
    lines = [_Line(number, *row) for number, row in enumerate(_list_rows(atlas, sheet), 1)]
    before = -1
    for number, chunk in enumerate(split_pages(lines, LISTS), 1):
        place = place_page(list_path(sheet.folder, number))
        rows = atlas.extent.rows if number == 1 else 0
        groups = tuple(_build_groups(atlas, place, sheet, chunk[:rows]))
        last = chunk[:rows][-1].group if groups else before
        further = tuple(_build_further(atlas, place, sheet, chunk[rows:], last))
        yield SheetPage(number, place, groups, further, build_pager(place, sheet.folder, number, len(lines), LISTS))
        before = chunk[-1].group if chunk else -1


def place_row(atlas: Atlas, place: Place, placed: Placed, number: int) -> PlacedRow:
    """A row of a comparison table, its number there, on the page at `place`."""
    paper, result = placed.reported.paper, placed.reported.result
    return PlacedRow(build_row(atlas, place, paper, result), number, placed.best, placed.apart)


def fold_columns(placed: Sequence[PlacedRow]) -> tuple[tuple[PlacedRow, ...], str]:
    """The rows of one table without the columns that none of them fills, and what these are, in words."""
    rows, unstated = fold_unstated([one.row for one in placed])
    return tuple(replace(one, row=row) for one, row in zip(placed, rows, strict=True)), unstated


def build_tools(place: Place, scope: str, total: int, *, start: bool = False, own: str = "") -> Tools:
    """What scripts start from on the page at `place`; `own` is the device whose page it is."""
    return Tools(place.href(EXPLORER_DATA), place.root or "./", scope, total, start, own)


def _list_rows(atlas: Atlas, sheet: Sheet) -> Iterator[tuple[int, int, Placed]]:
    """The rows that a table shows, each after the numbers of its group and band."""
    for number, group in enumerate(sheet.groups):
        rows = ((number, part, placed) for part, band in enumerate(group.bands) for placed in band.rows)
        yield from islice(rows, sheet.count_shown(atlas, group))


def _build_groups(atlas: Atlas, place: Place, sheet: Sheet, lines: Iterable[_Line]) -> Iterator[RowGroup]:
    """Lines as groups of whole rows."""
    for number, chunk in groupby(lines, key=lambda line: line.group):
        group = sheet.groups[number]
        members = list(chunk)
        placed, unstated = fold_columns([place_row(atlas, place, line.placed, line.number) for line in members])
        bands = []
        for part, rows in groupby(zip(members, placed, strict=True), key=lambda pair: pair[0].band):
            bands.append(BandView(*_head_band(group, group.bands[part]), tuple(row for _, row in rows)))
        yield RowGroup(
            anchor=f"group-{number + 1}",
            heading=sheet.headings[number],
            verdict=group.verdict,
            reason=_explain_group(group),
            unit=group.unit,
            more=_tell_more(atlas, place, sheet, group),
            bands=tuple(bands),
            unstated=unstated,
            alike=find_alike(placed, sheet.own),
            mixed=group.mixed,
        )


def _build_further(atlas: Atlas, place: Place, sheet: Sheet, lines: Iterable[_Line], before: int) -> Iterator[FurtherGroup]:
    """Lines as groups of values; `before` is the number of the group that the lines before ended in."""
    brief = atlas.extent.brief
    for number, members in groupby(lines, key=lambda line: line.group):
        group, is_continued = sheet.groups[number], number == before
        bands = (
            FurtherBand(
                *_head_band(group, group.bands[part], brief=brief), tuple(_build_values(atlas, place, rows, mixed=group.mixed))
            )
            for part, rows in groupby(members, key=lambda line: line.band)
        )
        yield FurtherGroup(
            anchor=f"group-{number + 1}{'-more' if is_continued else ''}",
            heading=sheet.headings[number],
            verdict=group.verdict,
            reason="" if brief and group.verdict else _explain_group(group),
            unit=group.unit,
            more=None if is_continued else _tell_more(atlas, place, sheet, group),
            bands=tuple(bands),
            continued=is_continued,
            mixed=group.mixed,
        )


def _build_values(atlas: Atlas, place: Place, lines: Iterable[_Line], *, mixed: bool) -> Iterator[PaperValues]:
    for slug, members in groupby(lines, key=lambda line: line.placed.reported.paper.slug):
        rows = list(members)
        first = rows[0].placed.reported
        work, page = first.paper.work, place.href(paper_path(slug))
        values = tuple(build_value_line(atlas, place, line.placed, mixed=mixed) for line in rows)
        led = all(value.evidence.startswith(page) for value in values)
        link = Link(work.title.readable, "" if led else f"{page}#r-{first.result.id}")
        yield PaperValues(link, work.date.iso[:4] if work.date else format_date(None), values)


def _head_band(group: ComparableGroup, band: Band, *, brief: bool = False) -> tuple[str, str]:
    """Heading and reason of a band; empty where the group has no other."""
    if len(group.bands) == 1:
        return "", ""
    return band.heading or "The other rows", _IN_SHORT if brief and band.reason and not band.ranked else band.reason


def _explain_group(group: ComparableGroup) -> str:
    """What makes the rows of a group comparable, and which of them are ranked."""
    return " ".join([group.reason, *_describe_single(group)] if len(group.bands) == 1 else [group.reason])


def _describe_single(group: ComparableGroup) -> list[str]:
    """What the text above a group says of its one band."""
    (band,) = group.bands
    return [f"{band.heading}: {band.reason[:1].lower()}{band.reason[1:]}"] if band.heading else []


def has_table(atlas: Atlas, name: str) -> bool:
    """Whether a metric has a table of its own."""
    return atlas.groups.is_shared(name_slug(name))


def _tell_more(atlas: Atlas, place: Place, sheet: Sheet, group: ComparableGroup) -> More | None:
    """Where the rows of a group stand that the table does not show; None where it shows all."""
    rows, shown = len(group.rows), sheet.count_shown(atlas, group)
    if rows == shown:
        return None
    table = link_metric(atlas, place, group.metric)
    asked = urlencode({"metric": name_slug(group.metric), "form": group.form})
    narrow = f"{place.href(list_path(sheet.folder))}?{asked}"
    return More(f"{shown} of {rows:,} stand here.", Link(f"All results of {table.text}", table.href), narrow)
