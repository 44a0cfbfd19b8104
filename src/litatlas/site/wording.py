"""Dates, numbers and results in words."""

import re
from decimal import Decimal
from functools import lru_cache

from litatlas.compare.agreement import Better, takes_baseline
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
GAP = "\u202f"
"""What parts a number from its unit: a narrow no-break space."""
UNITS: dict[str, tuple[str, str]] = {"×": ("", "×"), "°": ("", "°"), "": ("", ""), "$": ("$", "")}
"""What stands before and after a number, for the units that nothing parts from it."""
_SHORT = ((1e12, "T"), (1e9, "B"), (1e6, "M"))
"""What stands for many digits, as papers write them: `175 B` parameters."""
_MOST_DIGITS = 4
"""A number is shown short only where it has no more digits than these, so that none is lost."""
_LONGEST_SYMBOL = 3
"""Units of so few letters are symbols, such as `ms` or `W`, before which a letter would be read as a part of them."""
_SPELT = {"trillion": "t", "billion": "b", "million": "m", "percent": "%"}
"""What is shown for these words, in small letters."""
_ALIKE = str.maketrans({"×": "x", "−": "-", "–": "-", "—": "-", "μ": "µ"})
"""Signs that papers write by their likes."""
DASH = "–"
"""What joins the ends of a range."""
NOT_STATED, NOT_APPLICABLE = "not stated", "does not apply"
"""What stands for what a row could say and does not, and for what makes no sense of it."""
UNDATED = "undated"


def capitalize(label: str) -> str:
    """A label as a heading begins: `Latency`; one with capitals of its own, such as `mAP`, stays as it is."""
    return label[:1].upper() + label[1:] if label.islower() else label


def format_date(date: PartialDate | None) -> str:
    """`29 Feb 2024`, `Feb 2024`, `2024`, or `undated`."""
    return UNDATED if date is None else _format_day(date.iso)


@lru_cache(maxsize=4096)  # there are fewer days than papers, and each paper's stands on several pages
def _format_day(iso: str) -> str:
    year, *rest = iso.split("-")
    month = [MONTHS[int(rest[0]) - 1][:3]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def format_captured(captured: str | None) -> str:
    """The day of a capture, as `Source.captured` has it: `30 Oct 2025`; `30 Oct, year unknown`; empty where it is not known."""
    if not captured:
        return ""
    if captured.startswith("--"):
        month, day = captured[2:].split("-")
        return f"{int(day)} {MONTHS[int(month) - 1][:3]}, year unknown"
    return format_date(PartialDate(captured))


def format_month(iso: str) -> str:
    """`February 2024` of `2024-02`."""
    return f"{MONTHS[int(iso[5:7]) - 1]} {iso[:4]}"


@lru_cache(maxsize=4096)  # pages, tables, search and downloads show the same few numbers, and each of them several times
def format_number(value: float) -> str:
    """A number without trailing zeros, its thousands set apart: `1,900,000`, `0.05`, `13.2`."""
    if abs(value) >= 1e15:
        return f"{value:.6g}"
    if value == 0:
        return "0"
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text if text not in ("0", "-0") else f"{value:.3g}"


def format_data_number(value: float) -> str:
    """A number as scripts write it, by the rules of ECMAScript: `2460000000000000`, `1e+21`, `0.05`, `1e-7`."""
    if value == 0:
        return "0"
    if 1e-6 <= abs(value) < 1e21:
        plain = format(Decimal(repr(value)), "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return re.sub(r"(?:\.0)?e([+-])0?", r"e\1", repr(value))


def shorten_count(value: float) -> str:
    """A large count with few digits as papers write it, `175 B` or `1.5 M`; any other number with all its digits."""
    size, letter = next((step for step in _SHORT if step[0] <= value < 1e15), (1.0, ""))
    short = format_number(value / size)
    return f"{short}{GAP}{letter}" if letter and len(re.sub(r"\D", "", short)) <= _MOST_DIGITS else format_number(value)


def format_numbers(result: Result) -> str:
    """The value or range without its unit: `2.3`, `1.39–1.79`; of a count, such as of parameters, `175 B`."""
    counts = not result.unit or len(result.unit) > _LONGEST_SYMBOL
    low, high = map(shorten_count if counts else format_number, (result.low, result.high))
    return join_range(low, high)


def join_range(low: str, high: str) -> str:
    """A range, or the one value that it is."""
    return low if low == high else low + DASH + high


def format_value(result: Result) -> str:
    """The value or range with its unit: `2.3×`, `1.39–1.79×`, `33.5 %`."""
    before, after = UNITS.get(result.unit, ("", GAP + result.unit))
    return before + format_numbers(result) + after


def find_wording(result: Result) -> str:
    """A result's quote where it says more than the value as it is shown, or otherwise: `twice` of `2×`; else empty."""
    return "" if _reduce(result.quote) == _reduce(format_value(result)) else result.quote


def _reduce(text: str) -> str:
    """A number with its unit, without what may be written in several ways: `1 million` and `1 M`, `2.3x` and `2.3×`."""
    spelt = re.sub(r"[a-z]+", lambda word: _SPELT.get(word[0], word[0]), text.casefold())
    return re.sub(r"[\s,]", "", spelt.translate(_ALIKE))


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
