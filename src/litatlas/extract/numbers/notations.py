"""Reads numbers in other notations than the English one: a decimal comma, thousands that a space or an apostrophe parts."""

import re
from dataclasses import dataclass

_DECIMAL = re.compile(r"(?P<whole>\d{1,3})(?P<sign>[,·٫])(?P<part>\d{1,2})(?![\d,·٫]|\.\d)")
_GROUPED_DECIMAL = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+),(?P<part>\d{1,2})(?![\d,]|\.\d)")
"""`1.234,5`: points part the thousands where a comma begins the decimals."""
_THOUSANDS = re.compile(r"(?P<groups>[1-9]\d{0,2}(?:[  '’]\d{3})+)(?:[.,](?P<part>\d{1,2}))?(?![\d'’]|[.,]\d)")
_THIN = re.compile(r"(?P<groups>[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+)(?:[.,](?P<part>\d{1,9}))?(?!\d|[.,]\d)")
_POINTS = re.compile(r"(?P<groups>[1-9]\d{0,2}(?:\.\d{3}){2,})(?P<part>)(?!\d|[.,]\d)")
"""`1.234.567`: points alone, twice or more, which is no decimal."""
_OPEN_DECIMAL = re.compile(r"\d{1,3},\d{3}")
"""What has thousands by one notation and decimals by the other."""
_LEADING = re.compile(r"[\w.,/-]\Z|[A-Za-z]\s\Z(?<=[A-Z]\s)")
"""What stands before a number that is a part of a name or of a longer one."""
_SIGNS = frozenset(".,·٫ '’\u00a0\u2009\u202f")
"""What parts the digits of other notations, so that the English one stops there."""

_CORRELATION = re.compile(r"(?:(?<!\w)(?:r|rho|kappa|[ρτκ])\s?=\s?|\bcorrelation\s(?:coefficient\s)?of\s)\Z")


@dataclass(frozen=True, slots=True)
class Notation:
    """A number in another notation."""

    value: float
    end: int
    """Where it ends in the text."""
    needs_unit: bool
    """Whether it is one number only before a unit: `2,5x`, while `2,5` alone may be two."""


def find_notation(text: str, start: int, end: int) -> Notation | None:
    """Find the number in another notation that starts at `start`; None where the English one holds, which reads it to `end`."""
    if text[end : end + 1] not in _SIGNS or not text[end + 1 : end + 2].isdigit():
        return None
    if _LEADING.search(text[max(0, start - 2) : start]):
        return None
    if found := _THIN.match(text, start) or _THOUSANDS.match(text, start) or _POINTS.match(text, start):
        digits = re.sub(r"\D", "", found["groups"])
        needs_unit = " " in found["groups"] or "." in found["groups"]
        return Notation(float(f"{digits}.{found['part'] or 0}"), found.end(), needs_unit=needs_unit)
    found = _GROUPED_DECIMAL.match(text, start) or _DECIMAL.match(text, start)
    if found is None:
        return None
    is_sure = found["whole"] == "0" or "." in found["whole"]
    return Notation(float(f"{found['whole'].replace('.', '')}.{found['part']}"), found.end(), needs_unit=not is_sure)


def is_correlation(text: str, start: int) -> bool:
    """Tell whether what begins at `start` is a coefficient of correlation: `r = -0.93`, `a correlation of -0.4`."""
    return _CORRELATION.search(text, max(0, start - 32), start) is not None


def parse_decimal(text: str) -> float | None:
    """The number that leads a power of ten, with a point or a comma: `1,2`; None for `1,234`, which may be either of two."""
    return None if _OPEN_DECIMAL.fullmatch(text) else float(re.sub("[,·٫]", ".", text))
