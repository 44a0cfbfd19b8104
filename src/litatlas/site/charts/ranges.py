"""The chart of gains: a line for each paper from 1×, its baseline, to what it reaches, the largest gain first."""

from collections.abc import Iterable, Sequence

from litatlas.content.slugs import name_slug
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.charts.scales import LARGEST, Scale, make_scale
from litatlas.site.places import Place, paper_path
from litatlas.site.views.charts import RangeMark, RangesView, Tick
from litatlas.site.wording import describe_change, format_number, format_value

FEWEST = 3
"""Of fewer papers there is no chart."""
FAMILIES = 6
"""How many device families, those of most papers, have a colour of their own."""
OTHER, UNSTATED = FAMILIES + 1, FAMILIES + 2
"""The colours of other families or several, and of gains that name no device."""
_FEW_TICKS = 4
"""The ticks that a narrow screen has room for."""


def draw_ranges(atlas: Atlas, place: Place, chosen: Sequence[Reported], *, own: str) -> RangesView | None:
    """The chart of gains, one of a paper, for the page at `place`; None where they are too few.

    `own` is the device whose page it is, which needs no naming; empty on other pages.
    """
    rows = [row for row in chosen if 0 < row.result.low <= row.result.high <= LARGEST]
    if len(rows) < FEWEST:
        return None
    rows.sort(key=lambda row: (-row.result.high, row.paper.slug))
    scale = make_scale([1.0, *(end for row in rows for end in (row.result.low, row.result.high))], logarithmic=True)
    every = -(-len(scale.ticks) // _FEW_TICKS)
    ticks = tuple(
        Tick(_percent(scale.place(tick)), f"{format_number(tick)}×", minor=bool(number % every))
        for number, tick in enumerate(scale.ticks)
    )
    marks = tuple(_build_mark(atlas, place, row, scale, own) for row in rows)
    return RangesView(marks, ticks, _percent(scale.place(1.0)))


def find_colour(atlas: Atlas, names: Iterable[str]) -> int:
    """The number of the colour of a row's hardware; devices of several families count as other."""
    groups = atlas.groups
    families = {groups.family_of.get(name_slug(name), "") for name in names}
    if not families:
        return UNSTATED
    leading = list(groups.families)[:FAMILIES]
    (family, *others) = families
    return OTHER if others or family not in leading else leading.index(family) + 1


def _build_mark(atlas: Atlas, place: Place, row: Reported, scale: Scale, own: str) -> RangeMark:
    paper, result = row.paper, row.result
    return RangeMark(
        href=f"{place.href(paper_path(paper.slug))}#r-{result.id}",
        bound=result.bound or "",
        value=format_value(result),
        metric=describe_change(result, atlas.label(result.metric), atlas.better(result.metric)),
        baseline=", ".join(result.baseline),
        device=", ".join(name for name in result.hardware if name != own),
        paper=paper.work.title.readable,
        start=_percent(scale.place(result.low)) if result.low != result.high else "",
        end=_percent(scale.place(result.high)),
        colour=find_colour(atlas, result.hardware),
        is_open=result.bound == "up to",
    )


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".rstrip("0").rstrip(".")
