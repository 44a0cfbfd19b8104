"""Marks of people's notes in rows of tables: put into views that are made but for them, by a build or by an edit of a note."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from litatlas.site.pages.cards import NOTES_ANCHOR
from litatlas.site.views.tables import BandView, ExplorerView, MetricView, PlacedRow, RowGroup, TableView

Tabled = ExplorerView | MetricView | TableView
"""Views that may hold rows of several papers."""
HasNote = Callable[[str], bool]
"""Tells whether people wrote of a paper, by its slug."""


def has_rows(view: Tabled) -> bool:
    """Whether a view holds rows: further pages of tables have lines instead."""
    return bool(view.rows if isinstance(view, ExplorerView) else view.groups)


def note_rows(view: Tabled, has_note: HasNote) -> Tabled:
    """The view in which rows lead to the notes on their papers, where there are any, and no others do."""
    if isinstance(view, ExplorerView):
        return replace(view, rows=_note(view.rows, has_note))
    return replace(view, groups=tuple(_note_group(group, has_note) for group in view.groups))


def _note_group(group: RowGroup, has_note: HasNote) -> RowGroup:
    bands: Iterable[BandView] = (replace(band, rows=_note(band.rows, has_note)) for band in group.bands)
    return replace(group, bands=tuple(bands))


def _note(rows: Iterable[PlacedRow], has_note: HasNote) -> tuple[PlacedRow, ...]:
    return tuple(_note_row(placed, has_note) for placed in rows)


def _note_row(placed: PlacedRow, has_note: HasNote) -> PlacedRow:
    row = placed.row
    noted = f"{row.paper.href.partition('#')[0]}#{NOTES_ANCHOR}" if row.about and has_note(row.about) else ""
    return placed if row.noted == noted else replace(placed, row=replace(row, noted=noted))
