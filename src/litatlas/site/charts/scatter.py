"""Scatter charts: the values of a table's group against the dates of their papers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil, isfinite
from statistics import median

from litatlas.compare.tables import ComparableGroup
from litatlas.content.slugs import name_slug
from litatlas.model import Form
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.charts.scales import LARGEST, DateScale, Scale, find_day, make_date_scale, make_scale
from litatlas.site.places import Place, paper_path
from litatlas.site.views.charts import Density, LegendItem, Mark, ScatterView, Strip, Tick
from litatlas.site.wording import MONTHS, capitalize, format_bounded, format_date, format_number, format_value
from litatlas.text.wording import count_of

FEWEST = 5
"""The fewest rows that make a chart."""
CHARTS = 4
"""The most charts on a page, those of the groups with the most rows."""
MARKS, FURTHER_MARKS = 200, 60
"""The most rows that get a mark each, the newest, in the first chart and in further ones; where there are more, shades tell how
many lie where."""
DATED = 0.85
"""The part of a chart's width that the dates have where there are undated rows: those stand in a strip beside it."""
_STRIP, _ONLY_STRIP = (0.9, 0.09), (0.02, 0.96)
"""Where the strip begins, and its width: beside dates, and where no row has one."""
_GOLDEN = 0.6180339887
"""Multiples of it, without their whole part, lie evenly: so no two undated rows of nearly one value hide each other."""
FAMILIES = 6
"""How many device families have a colour and a shape of their own: those that most papers name."""
OTHER, UNSTATED = FAMILIES + 1, FAMILIES + 2
"""The colours of all other families, and of rows that state no hardware."""
_COLUMNS, _LINES, _SHADES = 48, 22, 4
"""Into how many cells a chart is divided, and how many shades these have."""
_WIDE = 100
"""An axis of measured values is logarithmic where the largest is this many times the smallest."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """Rows that agree in metric, form and unit: what one chart may show."""

    metric: str
    """Its name for people."""
    heading: str
    """What the values are: `Times as much or as fast (×)`."""
    form: Form
    unit: str
    rows: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    """A row that can be drawn."""

    reported: Reported
    x: float
    """From 0 at the left to 1."""
    colour: int


def draw_charts(atlas: Atlas, place: Place, metric: str, table: Iterable[ComparableGroup]) -> tuple[ScatterView, ...]:
    """Charts of a table's groups for the page at `place`, at most `CHARTS` of them; that of the group with the most rows first.

    `metric` is its name for people.
    """
    candidates = []
    for number, group in enumerate(table, 1):
        candidates.append((f"chart-{number}", Comparable(metric, group.heading, group.form, group.unit, tuple(group.rows))))
    candidates.sort(key=lambda item: -len(item[1].rows))
    charts: list[ScatterView] = []
    for anchor, comparable in candidates:
        chart = draw_scatter(atlas, place, comparable, anchor, FURTHER_MARKS if charts else MARKS)
        if chart is None or len(charts) == CHARTS:
            break
        charts.append(chart)
    return tuple(charts)


def draw_scatter(atlas: Atlas, place: Place, group: Comparable, anchor: str, marks: int = MARKS) -> ScatterView | None:
    """A chart of comparable rows for the page at `place`, at most `marks` of them marked; None where fewer than `FEWEST` fit.

    Rows of undated papers stand in a strip beside the dates. Those that quote another system's value are left out.
    """
    rows = sorted(filter(_can_draw, group.rows), key=_sort_newest)
    days = [find_day(row.paper.work.date) for row in rows if row.paper.work.date]
    if len(rows) < FEWEST:
        return None
    dates = make_date_scale(days, MONTHS) if days else None
    width = 1.0 if len(days) == len(rows) else DATED
    strip = _STRIP if days else _ONLY_STRIP
    points = list(_place_points(atlas, rows, dates, width, strip))
    values = [value for point in points for value in (point.reported.result.low, point.reported.result.high)]
    scale = make_scale(values, logarithmic=group.form == "ratio" or _is_wide(values))
    drawn = points[:marks]
    legend = _build_legend(atlas, points)
    return ScatterView(
        anchor=anchor,
        heading=f"{capitalize(group.metric)} by date",
        kind=group.heading[:1].lower() + group.heading[1:],
        summary=_summarize(points, scale, legend),
        axis=f"{group.heading}: {group.metric}" + (", on a logarithmic axis" if scale.logarithmic else ""),
        across=tuple(_name_dates(dates, width)) if dates else (),
        strip=_build_strip(strip) if width < 1 else None,
        upright=tuple(Tick(_percent(1 - scale.place(tick)), _name_tick(tick, group.unit), minor=False) for tick in scale.ticks),
        density=_shade(points, scale) if len(drawn) < len(points) else None,
        marks=tuple(_build_mark(place, point, scale) for point in reversed(drawn)),
        legend=legend,
        keys=tuple(_explain_marks(drawn)),
        note=_explain_absence(group.rows, len(points), len(drawn)),
    )


def find_colour(atlas: Atlas, names: Iterable[str]) -> int:
    """The number of the colour of a row's hardware; devices of several families count as other."""
    groups = atlas.groups
    families = {groups.family_of.get(name_slug(name), "") for name in names}
    if not families:
        return UNSTATED
    leading = list(groups.families)[:FAMILIES]
    (family, *others) = families
    return OTHER if others or family not in leading else leading.index(family) + 1


def _can_draw(row: Reported) -> bool:
    return row.result.subject is None and all(
        isfinite(value) and abs(value) <= LARGEST for value in (row.result.low, row.result.high)
    )


def _sort_newest(row: Reported) -> tuple[int, str, str]:
    known = row.paper.work.date
    return -find_day(known) if known else 0, row.paper.slug, row.result.id


def _place_points(
    atlas: Atlas, rows: Iterable[Reported], dates: DateScale | None, width: float, strip: tuple[float, float]
) -> Iterator[_Point]:
    """Rows at their dates, the undated ones side by side in the strip."""
    start, room = strip
    for number, row in enumerate(rows):
        known = row.paper.work.date
        x = dates.place(find_day(known)) * width if known and dates else start + room * (number * _GOLDEN % 1)
        yield _Point(row, x, find_colour(atlas, row.result.hardware))


def _is_wide(values: Sequence[float]) -> bool:
    return min(values) > 0 and max(values) / _WIDE >= min(values)


def _build_strip(strip: tuple[float, float]) -> Strip:
    """The strip's ground, a little wider than where its marks may stand."""
    start, room = strip
    return Strip(_percent(start - 0.01), _percent(room + 0.02), _percent(start + room / 2))


def _name_dates(dates: DateScale, width: float) -> Iterator[Tick]:
    """The ticks of the dates; every other name gives way on a narrow screen, and the last one to the strip beside it."""
    for number, (day, text) in enumerate(dates.ticks):
        last = number == len(dates.ticks) - 1
        yield Tick(_percent(dates.place(day) * width), text, minor=bool(number % 2) or (last and width < 1))


def _build_mark(place: Place, point: _Point, scale: Scale) -> Mark:
    paper, result = point.reported.paper, point.reported.result
    bounds = {"up to": "upper", "at least": "lower"}
    return Mark(
        href=f"{place.href(paper_path(paper.slug))}#r-{result.id}",
        title=_describe(point.reported),
        x=_percent(point.x),
        y=_percent(1 - scale.place(result.low)),
        end=_percent(1 - scale.place(result.high)) if result.high != result.low else "",
        colour=point.colour,
        bound=bounds.get(result.bound or "", ""),
        worse=result.effect == "worse",
    )


def _describe(reported: Reported) -> str:
    result = reported.result
    value = format_bounded(result) + (", worse" if result.effect == "worse" else "")
    parts = [value, *(["over " + ", ".join(result.baseline)] if result.baseline else []), *result.hardware]
    return f"{', '.join(parts)}: {reported.paper.work.title.readable}, {format_date(reported.paper.work.date)}"


def _build_legend(atlas: Atlas, points: Iterable[_Point]) -> tuple[LegendItem, ...]:
    counts = Counter(point.colour for point in points)
    names = [group.name for group in list(atlas.groups.families.values())[:FAMILIES]]
    texts = {**dict(enumerate(names, 1)), OTHER: "other or several", UNSTATED: "hardware not stated"}
    return tuple(LegendItem(colour, texts[colour], counts[colour]) for colour in sorted(counts))


def _explain_marks(points: Sequence[_Point]) -> Iterator[tuple[str, str]]:
    results = [point.reported.result for point in points]
    if any(result.bound not in ("up to", "at least") for result in results):
        yield "plain", "value"
    if any(result.bound == "up to" for result in results):
        yield "upper", "up to"
    if any(result.bound == "at least" for result in results):
        yield "lower", "at least"
    if any(result.high != result.low for result in results):
        yield "range", "range"
    if any(result.effect == "worse" for result in results):
        yield "worse", "worse than its baseline"


def _summarize(points: Sequence[_Point], scale: Scale, legend: Sequence[LegendItem]) -> str:
    results = [point.reported.result for point in points]
    papers = len({point.reported.paper.slug for point in points})
    dated = [point.reported.paper.work.date for point in points if point.reported.paper.work.date]
    span = " to ".join(dict.fromkeys(map(format_date, (dated[-1], dated[0])))) if dated else ""
    undated = f"{len(points) - len(dated):,} undated" if len(points) > len(dated) else ""
    lowest, highest = min(results, key=lambda result: result.low), max(results, key=lambda result: result.high)
    ends = replace(lowest, high=lowest.low), replace(highest, low=highest.high)
    middle = format_number(float(f"{median(result.low for result in results):.3g}"))
    hardware = ", ".join(f"{item.text} {item.count:,}" for item in legend)
    return (
        f"{count_of(len(points), 'result')} from {count_of(papers, 'paper')}, {' and '.join(filter(None, (span, undated)))}, "
        f"lie between {' and '.join(map(format_value, ends))}; half of them reach {middle} or more"
        f"{' (the axis is logarithmic)' if scale.logarithmic else ''}. By hardware: {hardware}."
    )


def _explain_absence(rows: Sequence[Reported], points: int, drawn: int) -> str:
    parts = [f"The newest {drawn:,} have a mark each; the shades behind them count all {points:,}."] if drawn < points else []
    parts += [f"Not drawn: {len(rows) - points:,} quoted of other systems."] if len(rows) > points else []
    return " ".join([*parts, "The table holds every value."])


def _shade(points: Iterable[_Point], scale: Scale) -> Density:
    """How many points lie in each cell of a grid, in four shades."""
    counts: Counter[tuple[int, int]] = Counter()
    for point in points:
        column = min(_COLUMNS - 1, int(point.x * _COLUMNS))
        line = min(_LINES - 1, int((1 - scale.place(point.reported.result.low)) * _LINES))
        counts[column, line] += 1
    most = max(counts.values())
    paths = [""] * _SHADES
    for (column, line), count in sorted(counts.items()):
        paths[ceil(_SHADES * count / most) - 1] += f"M{column} {line}h1v1h-1z"
    return Density(_COLUMNS, _LINES, tuple(paths))


def _name_tick(value: float, unit: str) -> str:
    is_plain = value == 0 or 1e-4 <= abs(value) < 1e6
    number = format_number(value) if is_plain else f"{value:g}"
    return number + (unit if unit in ("×", "%") else "")


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".rstrip("0").rstrip(".")
