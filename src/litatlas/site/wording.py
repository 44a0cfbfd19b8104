"""Dates, numbers and results in words."""

from litatlas.compare.tables import Better, takes_baseline
from litatlas.model import Form, PartialDate, Result

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FORMS: dict[Form, str] = {
    "ratio": "times",
    "relative": "relative change",
    "difference": "difference",
    "fraction": "share",
    "absolute": "value",
}
_CLOSE_UNITS = frozenset({"×", "", "°"})
"""Units that stand close to their number; all others follow a narrow no-break space."""


def capitalize(label: str) -> str:
    """A label as a heading begins: `Latency`; one with capitals of its own, such as `mAP`, stays as it is."""
    return label[:1].upper() + label[1:] if label.islower() else label


def format_date(date: PartialDate | None) -> str:
    """`29 Feb 2024`, `Feb 2024`, `2024`, or `undated`."""
    if date is None:
        return "undated"
    year, *rest = date.iso.split("-")
    month = [MONTHS[int(rest[0]) - 1][:3]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def format_month(iso: str) -> str:
    """`February 2024` of `2024-02`."""
    return f"{MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"


def format_number(value: float) -> str:
    """A number without trailing zeros, its thousands set apart: `1,900,000`, `0.05`, `13.2`."""
    if abs(value) >= 1e15:
        return f"{value:.6g}"
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0") or value == 0 else f"{value:.3g}"


def format_value(result: Result) -> str:
    """The value or range with its unit: `2.3×`, `1.39–1.79×`, `33.5 %`."""
    numbers = format_number(result.low)
    if result.high != result.low:
        numbers = f"{numbers}–{format_number(result.high)}"
    if result.unit == "$":
        return f"${numbers}"
    return numbers + ("" if result.unit in _CLOSE_UNITS else "\u202f") + result.unit


def format_bounded(result: Result) -> str:
    """The value or range with its bound: `up to 2.3×`."""
    return f"{result.bound or ''} {format_value(result)}".strip()


def format_form(form: Form) -> str:
    """A result's form in words."""
    return _FORMS[form]


def describe_change(result: Result, metric: str, better: Better | None) -> str:
    """The metric, named as given, with the direction that it changed in, where that is known: `lower latency`, `speed`."""
    # "2.3× higher speed" says no more than "2.3× speed".
    if not takes_baseline(result) or result.effect is None or better is None or result.metric == "speed":
        return metric
    other: Better = "lower" if better == "higher" else "higher"
    return f"{better if result.effect == 'better' else other} {metric}"
