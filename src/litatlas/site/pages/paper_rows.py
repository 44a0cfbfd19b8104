"""A paper's results as rows of the table on its page, without what the page says once and rows of comparisons must each say."""

from litatlas.compare.agreement import takes_baseline
from litatlas.model import Paper, Result
from litatlas.site.atlas import Atlas
from litatlas.site.pages.cards import build_factor, link_evidence, link_metric
from litatlas.site.pages.cells import link_baseline, note_classes
from litatlas.site.pages.corrections import build_mark
from litatlas.site.pages.corrections_links import link_report
from litatlas.site.places import Place
from litatlas.site.views.links import Link
from litatlas.site.views.paper import PaperCell, PaperRow, RowMark
from litatlas.site.wording import find_wording, format_form, format_value
from litatlas.slots import SLOTS, Slot


def build_paper_rows(atlas: Atlas, place: Place, paper: Paper) -> tuple[tuple[PaperRow, ...], str]:
    """The rows, with the columns that one of them fills, or filled before people changed it; and the others in words."""
    marked = [(result, build_mark(atlas, paper, result)) for result in paper.extraction.results]
    kept = {item.cell for _, mark in marked if mark for item in mark.before}
    shown = [slot for slot in SLOTS if slot.name in kept or any(slot.read(result) for result, _ in marked)]
    rows = tuple(_build_row(atlas, place, paper, result, mark, shown) for result, mark in marked)
    return rows, ", ".join(slot.noun for slot in SLOTS if slot not in shown)


def _build_row(atlas: Atlas, place: Place, paper: Paper, result: Result, mark: RowMark | None, slots: list[Slot]) -> PaperRow:
    compares = takes_baseline(result)
    return PaperRow(
        anchor=f"r-{result.id}",
        bound=result.bound or "",
        value=format_value(result),
        form=format_form(result.form),
        metric=link_metric(atlas, place, result.metric),
        effect=result.effect or "",
        slots=tuple(_build_cell(atlas, place, paper, result, slot, compares=compares) for slot in slots),
        subject=result.subject or "",
        written=find_wording(result),
        evidence=link_evidence(atlas, "", paper, result),
        confidence=result.confidence,
        flags=result.flags,
        factor=build_factor(atlas, paper, result),
        mark=mark,
        wrong=link_report(atlas, paper, result),
    )


def _build_cell(atlas: Atlas, place: Place, paper: Paper, result: Result, slot: Slot, *, compares: bool) -> PaperCell:
    values, applies = slot.read(result), slot.role(compares=compares) is not None
    if slot.name != "baseline":  # the paper's hardware stands above, and leads on from there
        return PaperCell(slot.name, slot.label, tuple(Link(value, "") for value in values), applies)
    items = tuple(link_baseline(atlas, place, paper, words) for words in values)
    return PaperCell(slot.name, slot.label, items, applies, note_classes(atlas, paper, result))
