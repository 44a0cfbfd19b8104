"""Papers and values in a line each: what further pages of lists and tables hold, where first pages show more of them.

A list of thousands of papers is read by few beyond its first page; a line takes a quarter of a card's or a row's bytes. What a
line leaves out stands on the paper's page, and scripts show, filter and sort whole rows on every page of a table.
"""

from collections.abc import Iterator

from litatlas.compare.bands import Placed
from litatlas.compare.device import find_only_device
from litatlas.model import Paper, Result
from litatlas.site.atlas import Atlas
from litatlas.site.pages.cards import describe_authors, link_evidence, say_unread
from litatlas.site.pages.corrections import build_mark
from litatlas.site.places import Place, paper_path
from litatlas.site.views.further import PaperLine, ValueLine
from litatlas.site.views.links import Link
from litatlas.site.wording import describe_change, format_bounded, format_date, format_form
from litatlas.slots import SLOTS
from litatlas.text.wording import count_of


def build_paper_line(atlas: Atlas, place: Place, paper: Paper) -> PaperLine:
    """A paper in one line of a list on the page at `place`."""
    key = (paper.slug, atlas.extent.brief)
    said = atlas.lines.get(key)
    if said is None:
        said = atlas.lines[key] = _describe_paper(atlas, paper)
    return PaperLine(Link(paper.work.title.readable, place.shortest_href(paper_path(paper.slug))), said)


def _describe_paper(atlas: Atlas, paper: Paper) -> str:
    """When a paper appeared, by whom, and the first of its results."""
    by = "" if atlas.extent.brief and not _is_named(paper) else describe_authors(paper.work)
    return " · ".join(filter(None, (format_date(paper.work.date), by, _describe_results(atlas, paper))))


def _is_named(paper: Paper) -> bool:
    """Whether it is known who wrote it, and not how many alone."""
    return bool(paper.work.organization or paper.work.authors)


def _describe_results(atlas: Atlas, paper: Paper) -> str:
    """The first result of a paper's own, and how many others there are."""
    rows = paper.extraction.results
    first = next((row for row in rows if row.subject is None), None)
    if first is None:
        silence = say_unread(paper) or ("" if atlas.extent.brief else "no result stated")
        return count_of(len(rows), "result") if rows else silence
    change = describe_change(first, atlas.label(first.metric), atlas.better(first.metric))
    worse = " (worse)" if first.effect == "worse" else ""
    more = f", {count_of(len(rows) - 1, 'more result')}" if len(rows) > 1 else ""
    return f"{format_bounded(first)} {change}{worse}{more}"


def build_value_line(atlas: Atlas, place: Place, placed: Placed, *, mixed: bool) -> ValueLine:
    """A result in one line of a table on the page at `place`; `mixed` as of its group."""
    paper, result = placed.reported.paper, placed.reported.result
    page = place.href(paper_path(paper.slug))
    return ValueLine(
        value=format_bounded(result),
        evidence=link_evidence(atlas, page, paper, result),
        worse=result.effect == "worse",
        best=placed.best,
        metric=f"{atlas.label(result.metric)}, {format_form(result.form)}" if mixed else "",
        conditions=", ".join(_list_conditions(atlas, paper, result, placed.apart)),
    )


def _list_conditions(atlas: Atlas, paper: Paper, result: Result, apart: tuple[str, ...]) -> Iterator[str]:
    if result.subject:
        yield f"of {result.subject}, quoted"
    for slot in SLOTS:
        if values := slot.read(result):
            yield f"{slot.preposition} {' and '.join(values)}{' ≠' if slot.name in apart else ''}"
        elif slot.linked and (device := find_only_device(paper, result)):
            yield f"{slot.preposition} {device}, the paper’s only device"
    if result.confidence != "high":
        yield f"{result.confidence} confidence"
    if (mark := build_mark(atlas, paper, result)) and mark.kind:
        yield f"{mark.kind} by readers"
