"""The chart of a trade-off: quality upwards, speed or memory across, a point for each thing, and a line along the best."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from litatlas.compare.agreement import COMPARING_FORMS
from litatlas.compare.tradeoffs import Point, Tradeoff, read_value
from litatlas.compare.units import find_base
from litatlas.model import Result
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.charts.scales import LARGEST, Scale, make_scale
from litatlas.site.places import Place, paper_path
from litatlas.site.views.charts import Step, Tick, TradeoffMark, TradeoffView
from litatlas.site.views.links import Link
from litatlas.site.wording import capitalize, format_number, format_value
from litatlas.slots import SLOTS

_WIDE = 20
"""How many times its smallest value the largest one of an axis is, at least, for the axis to be logarithmic."""
_FEW_TICKS = 5
"""The ticks that a narrow screen has room for."""


def draw_tradeoff(atlas: Atlas, place: Place, tradeoff: Tradeoff, number: int) -> TradeoffView | None:
    """The chart for the page at `place`, the one of this number there; None where a value is too large to be drawn."""
    qualities = [point.quality.result for point in tradeoff.points]
    costs = [point.cost.result for point in tradeoff.points]
    upright, across = _Axis(atlas, qualities, rising=tradeoff.rising[0]), _Axis(atlas, costs, rising=tradeoff.rising[1])
    if any(abs(value) > LARGEST for value in (*upright.values, *across.values)):
        return None
    spots = [
        (100 * across.scale.place(x), 100 - 100 * upright.scale.place(y))
        for x, y in zip(across.values, upright.values, strict=True)
    ]
    marks = tuple(
        _build_mark(place, tradeoff, *item) for item in zip(range(1, len(spots) + 1), tradeoff.points, spots, strict=True)
    )
    front = [spot for spot, point in zip(spots, tradeoff.points, strict=True) if point.is_front]
    first = tradeoff.points[0].quality.paper
    return TradeoffView(
        anchor=f"trade-off-{number}",
        heading=f"{capitalize(upright.label)} against {across.label}",
        conditions=", ".join(_list_shared(qualities, costs)),
        paper=Link(first.work.title.readable, place.href(paper_path(first.slug))) if tradeoff.paper else None,
        upright_title=upright.title,
        across_title=across.title,
        upright=tuple(
            Tick(_percent(100 - 100 * upright.scale.place(tick)), format_number(tick), minor=False)
            for tick in upright.scale.ticks
        ),
        across=across.build_ticks(),
        steps=tuple(_list_steps(front, rising=tradeoff.rising[1])),
        marks=marks,
    )


class _Axis:
    """The values of one side, in the unit that they are written in where that is one."""

    def __init__(self, atlas: Atlas, results: Sequence[Result], *, rising: bool) -> None:
        units = {result.unit for result in results}
        self.values = [_read_plain(result) if len(units) == 1 else read_value(result) for result in results]
        self.scale: Scale = make_scale(
            self.values, logarithmic=min(self.values) > 0 and max(self.values) >= _WIDE * min(self.values)
        )
        metric, unit = results[0].metric, units.pop() if len(units) == 1 else find_base(results[0].unit)
        self.label = atlas.label(metric)
        gain = " gained" if results[0].form in COMPARING_FORMS else ""
        written = f" ({unit})" if unit else ""
        self.title = f"{capitalize(self.label)}{gain}{written}, {'more' if rising else 'less'} is better"

    def build_ticks(self) -> tuple[Tick, ...]:
        every = -(-len(self.scale.ticks) // _FEW_TICKS)
        ticks = enumerate(self.scale.ticks)
        return tuple(
            Tick(_percent(100 * self.scale.place(tick)), format_number(tick), minor=bool(order % every)) for order, tick in ticks
        )


def _read_plain(result: Result) -> float:
    return -result.low if read_value(result) < 0 < result.low else result.low


def _build_mark(place: Place, tradeoff: Tradeoff, number: int, point: Point, spot: tuple[float, float]) -> TradeoffMark:
    quality = point.quality
    return TradeoffMark(
        number=number,
        x=_percent(spot[0]),
        y=_percent(spot[1]),
        quality=format_value(quality.result),
        cost=format_value(point.cost.result),
        href=f"{place.href(paper_path(quality.paper.slug))}#r-{quality.result.id}",
        whose=_name(quality, is_one=bool(tradeoff.paper)),
        is_front=point.is_front,
    )


def _name(item: Reported, *, is_one: bool) -> str:
    """What tells a point from the others."""
    if item.result.subject is not None:
        return item.result.subject
    return "" if is_one else item.paper.work.title.readable


def _list_shared(qualities: Sequence[Result], costs: Sequence[Result]) -> Iterable[str]:
    """The conditions in which all rows of one side agree, in words: `for ImageNet`, `on NVIDIA A100`."""
    for slot in SLOTS:
        sides = ({slot.read(result) for result in results} for results in (qualities, costs))
        said = {values for side in sides if len(side) == 1 for values in side if values}
        for values in sorted(said):
            yield f"{slot.preposition} {', '.join(values)}"


def _list_steps(front: Sequence[tuple[float, float]], *, rising: bool) -> Iterable[Step]:
    """The line along the front: between two points, what the worse one of them in quality, or in cost, reaches."""
    for (x1, y1), (x2, y2) in pairwise(front):
        corner = (x1, y2) if rising else (x2, y1)
        for (a, b), (c, d) in (((x1, y1), corner), (corner, (x2, y2))):
            yield Step(_percent(a), _percent(b), _percent(c), _percent(d))


def _percent(share: float) -> str:
    return f"{share:.1f}".rstrip("0").rstrip(".")
