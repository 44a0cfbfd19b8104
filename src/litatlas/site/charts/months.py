"""The chart of papers by month."""

from collections.abc import Sequence

from litatlas.review.groups import Groups
from litatlas.site.charts.scales import make_scale
from litatlas.site.places import DATES, Place, list_path
from litatlas.site.views.charts import Bar, Block, MonthsView, Tick
from litatlas.site.wording import format_month
from litatlas.text.wording import count_of

MOST_MONTHS = 120
"""The most months that the chart shows, the last ones; the list below it has them all."""
_GAP = 0.16
"""The part of a month's width that stays free beside its bar."""


def draw_months(groups: Groups, place: Place) -> MonthsView | None:
    """Papers by month for the page at `place`; None where fewer than two months have any."""
    if len(groups.months) < 2:
        return None
    months = _list_months(min(groups.months), max(groups.months))[-MOST_MONTHS:]
    counts = [len(groups.months[month].papers) if month in groups.months else 0 for month in months]
    scale = make_scale([0, *counts], logarithmic=False)
    width = 100 / len(months)
    bars = tuple(
        Bar(
            place.href(list_path(f"{DATES}/{month}")),
            f"{format_month(month)}: {count_of(count, 'paper')}",
            _build_block(number, width, count / scale.high),
        )
        for number, (month, count) in enumerate(zip(months, counts, strict=True))
        if count
    )
    upright = tuple(
        Tick(_round(100 - 100 * scale.place(tick)), f"{tick:,g}", minor=False) for tick in scale.ticks if tick % 1 == 0
    )
    return MonthsView(_summarize(months, counts), _name_years(months), upright, bars, _explain_absence(groups, sum(counts)))


def _list_months(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def _build_block(number: int, width: float, share: float) -> Block:
    x, y = width * (number + _GAP / 2), 100 - 100 * share
    return Block(_round(x), _round(y), _round(width * (1 - _GAP)), _round(100 * share))


def _name_years(months: Sequence[str]) -> tuple[Tick, ...]:
    """A tick where a year begins; where the first year is not whole, its name stands at its first month if there is room."""
    starts = [number for number, month in enumerate(months) if month.endswith("-01")]
    if not starts or starts[0] > 5:
        starts.insert(0, 0)
    return tuple(
        Tick(_round(100 * start / len(months)), months[start][:4], bool((len(starts) - order) % 2 == 0))
        for order, start in enumerate(starts)
    )


def _summarize(months: Sequence[str], counts: Sequence[int]) -> str:
    most = max(counts)
    fullest = format_month(months[counts.index(most)])
    empty = counts.count(0)
    without = f" {count_of(empty, 'month')} of these {'has' if empty == 1 else 'have'} no paper." if empty else ""
    return (
        f"{count_of(sum(counts), 'paper')} by month, {format_month(months[0])} to {format_month(months[-1])}; "
        f"the most, {most:,}, in {fullest}.{without}"
    )


def _explain_absence(groups: Groups, drawn: int) -> str:
    undated = len(groups.undated.papers)
    by_year = sum(paper.work.date is not None and paper.work.date.precision == "year" for paper in groups.papers)
    earlier = len(groups.papers) - drawn - undated - by_year
    parts = [f"{earlier:,} of earlier months"] if earlier else []
    parts += [f"{by_year:,} whose month is not stated"] if by_year else []
    parts += [f"{undated:,} undated"] if undated else []
    return f"Not drawn: {', '.join(parts)}." if parts else ""


def _round(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
