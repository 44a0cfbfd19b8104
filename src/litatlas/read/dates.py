"""Dates as bibliographies, tables and pages write them, cut to what they state."""

import calendar
import re
import unicodedata

from litatlas.model import PartialDate

_MONTH_NAMES = """
    1 jan january jänner januar janvier janv enero ene gennaio gen janeiro januari
    2 feb february feber februar fevrier fevr febrero febbraio fevereiro fev februari
    3 mar march marz maerz mrz mars marzo março maart mrt
    4 apr april avril avr abril abr aprile
    5 may mai mayo maggio mag maio mei
    6 jun june juni juin junio giugno giu junho
    7 jul july juli juillet juil julio luglio lug julho
    8 aug august aout agosto ago augustus
    9 sep sept september septembre septiembre settembre set setembro
    10 oct october okt oktober octobre octubre ottobre ott outubro out
    11 nov november novembre noviembre novembro
    12 dec december dez dezember decembre diciembre dic dicembre dezembro
"""
"""English, German, French, Spanish, Italian, Portuguese and Dutch: bibliographies state months in their keepers' languages."""
_SEASONS = (
    r"(?:spring|summer|autumn|fall|winter|first|second|third|fourth|[1-4](?:st|nd|rd|th))(?:\s+(?:quart(?:er)?|half))?|q[1-4]"
)
_EARLIEST, _LATEST = 1400, 2199
"""Years outside are no years of a publication: printing is not older."""
_SHORTEST = 28
"""Days that every month has."""
_CENTURY = 69
"""Of years in two digits, those from this one on are of the 20th century (POSIX, strptime)."""


def _plain(text: str) -> str:
    """The text without accents, in lower case."""
    letters = unicodedata.normalize("NFKD", text.lower())
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if not unicodedata.combining(letter)))


_MONTHS = {_plain(name): int(line.split()[0]) for line in _MONTH_NAMES.strip().splitlines() for name in line.split()[1:]}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})(?![a-z])\.?"
_YEAR = r"(?P<year>[0-9]{4})(?![0-9])"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th|er|º|\.)?(?![0-9])"
_NAME = rf"(?P<month>{_MONTH})"
_TO = r"\s*(?:-+|/|to|and|&|bis)\s*"
_OF = r"[\s,./~-]*(?:(?:of|de|del)\s+)?"
_HEAD = re.compile(
    r"(?:(?:first\s+)?(?:published|submitted|posted|released|accessed|updated|revised|received|online|available|printed|copyright)"
    r"(?:\s+online)?(?:\s+(?:on|at|in))?|date|on|in|ca?\.?|circa|©|c(?=[0-9]))[\s:]*"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]*\s+|[\[(\"'{]+\s*"
)
"""What may stand before a date: words that say of what, a day of the week, brackets."""
_ZEROS = re.compile(r"(?<=[0-9])(?:[-/.](?:00?|xx|uu|\?\?)(?![0-9]))+")
"""Parts that are written as unknown: `2024-00-00` of databases, `2024-XX` of EDTF."""
_TAIL = re.compile(
    rf"(?:[\s0-9:.,;+/()\[\]{{}}\"'~?%-]|[tz](?![a-z])|{_MONTH}|(?:{_SEASONS}|utc|gmt|[ecp][sd]t|am|pm|to|and|v[0-9]+|bis|epub|print)"
    r"(?![a-z]))*"
)
"""What may stand behind a date: the end of a range, a time of day with its zone, brackets."""
_NUMERIC = (
    # Chinese, Japanese and Korean dates name their parts.
    re.compile(r"(?P<year>[0-9]{4})\s*[年년]\s*(?:(?P<month>[0-9]{1,2})\s*[月월]\s*(?:(?P<day>[0-9]{1,2})\s*[日일])?)?"),
    re.compile(r"(?P<year>[12][0-9]{3})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?=t?[0-9]{0,6}z?(?![0-9]))"),
    re.compile(rf"{_YEAR}(?:[-/.]\s?(?P<month>[0-9]{{1,2}})(?![0-9])(?:[-/.]\s?(?P<day>[0-9]{{1,2}})(?![0-9]))?)?"),
)
_WORDED = (
    re.compile(rf"{_YEAR}[\s,./-]*{_NAME}(?:{_TO}{_MONTH})?(?:[\s,./-]*{_DAY}(?!\s?:))?"),
    # A first month in parentheses of its own: `Mar-Apr 2024`, `30 Apr - 2 May 2024`, `Nov 2023 - Jan 2024`.
    re.compile(rf"{_NAME}(?:{_TO}{_MONTH})?{_OF}{_YEAR}"),
    re.compile(
        rf"{_NAME}\s*{_DAY}(?:{_TO}(?:{_MONTH}\s*)?[0-3]?[0-9](?![0-9]))?(?:\s+[0-9]{{1,2}}:[0-9:]+(?:\s+[a-z]{{3,4}})?)?{_OF}{_YEAR}"
    ),
    re.compile(rf"{_DAY}{_TO}[0-3]?[0-9](?![0-9])\.?{_OF}{_NAME}{_OF}{_YEAR}"),
    re.compile(rf"{_DAY}{_OF}{_NAME}(?:{_TO}{_DAY.replace('P<day>', ':')}{_OF}{_MONTH})?{_OF}{_YEAR}"),
    re.compile(rf"{_DAY}[\s-]?{_NAME}[\s-]?'?(?P<short>[0-9]{{2}})(?![0-9:])"),
    re.compile(rf"(?:{_SEASONS})(?:{_TO}(?:{_SEASONS}))?{_OF}{_YEAR}"),
)
_BY_PLACE = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<sign>[/.-])(?P<second>[0-9]{1,2})[/.-](?:(?P<year>[0-9]{4})|(?P<short>[0-9]{2}))(?![0-9])"
)
_BY_MONTH = re.compile(r"(?P<month>[0-9]{1,2})[/.-](?P<year>[0-9]{4})(?![0-9])")
_MOMENT = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})[T ][0-9]{2}:[0-9:.,]{2,20}Z?(?:[+-][0-9:]{2,6})?")
_MAIL_DATE = re.compile(
    r"[A-Z][a-z]{2}, (?P<day>[0-9]{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>[0-9]{4}) [0-9:]{5,8}(?: (?:GMT|UTC|[+-][0-9]{4}))?"
)
"""Moments of ISO 8601 and of mails (RFC 5322)."""
_ISO = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?", re.ASCII)


def find_month_number(text: str) -> int | None:
    """The number of the month that a name, a short form (`Sept.`) or a number tells, or the first of a range of months."""
    if known := _MONTHS.get(text.lower()):
        return known
    word = text if text.isascii() and text.isdigit() else re.split(r"[\s/–—.,~-]", _plain(text.strip()), maxsplit=1)[0]
    if word.isascii() and word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    return _MONTHS.get(word)


def build_date(
    year: int | str | None, month: int | str | None = None, day: int | str | None = None, reason: str | None = None
) -> PartialDate | None:
    """Build a date of its parts, cut to what is possible: a month may be a name, an impossible part and what follows is left out.

    None where the year is none of 1400 to 2199. `reason` says how a part that is not stated was found.
    """
    number = _number(year)
    if number is None or not _EARLIEST <= number <= _LATEST:
        return None
    of_year = find_month_number(str(month)) if month is not None else None
    if of_year is None:
        return PartialDate(f"{number:04}", reason)
    of_month = _number(day)
    if of_month is None or not 1 <= of_month <= (_SHORTEST if of_month <= _SHORTEST else calendar.monthrange(number, of_year)[1]):
        return PartialDate(f"{number:04}-{of_year:02}", reason)
    return PartialDate(f"{number:04}-{of_year:02}-{of_month:02}", reason)


def _number(part: int | str | None) -> int | None:
    text = str(part).strip() if part is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def parse_date(text: str, *, is_day_first: bool = False) -> PartialDate | None:
    """Parse a date in any usual form: ISO 8601, `2024 Mar 5`, `5 March 2024`, `Mar-Apr 2024`, `3/5/2024`, `Winter 2024`.

    Of a range it is the beginning, of a season or a quarter the year; a time of day is left out, and so is a day that its month
    does not have. Where `3/5/2024` may be two days, it begins with the month unless `is_day_first`, and the date's reason says
    so. None where the text holds no date, or more than one.
    """
    text = text.strip()
    if _ISO.fullmatch(text):
        return build_date(text[:4], text[5:7] or None, text[8:] or None)
    if moment := _MOMENT.fullmatch(text) or _MAIL_DATE.fullmatch(text):  # what programs write
        return build_date(moment["year"], moment["month"], moment["day"])
    if len(text) > 100 or not any(letter.isdigit() for letter in text):
        return None
    text = re.sub(r"[–—−‑]", "-", " ".join(_plain(text).split()))
    while (head := _HEAD.match(text)) and head.end():
        text = text[head.end() :]
    text = _ZEROS.sub("", text)
    for pattern in (*_WORDED, *_NUMERIC):
        if (match := pattern.match(text)) and _TAIL.fullmatch(text, match.end()):
            return _build(match)
    return _parse_by_place(text, is_day_first=is_day_first)


def _build(match: re.Match[str]) -> PartialDate | None:
    parts = match.groupdict()
    year, reason = _find_year(parts)
    return build_date(year, parts.get("month"), parts.get("day"), reason)


def _find_year(parts: dict[str, str | None]) -> tuple[int, str | None]:
    """The year, and why it is that one where it is written in two digits."""
    if year := parts.get("year"):
        return int(year), None
    short = int(parts["short"] or 0)
    year_ = short + (1900 if short >= _CENTURY else 2000)
    return year_, f"{short:02} is read as the year {year_}"


def _parse_by_place(text: str, *, is_day_first: bool) -> PartialDate | None:
    """Dates that only the places of their numbers tell: `3/5/2024` begins with the month, `5.3.2024` with the day."""
    if (match := _BY_MONTH.match(text)) and _TAIL.fullmatch(text, match.end()):
        return _build(match)
    match = _BY_PLACE.match(text)
    if match is None or not _TAIL.fullmatch(text, match.end()):
        return None
    first, second = int(match["first"]), int(match["second"])
    year, reason = _find_year(match.groupdict())
    is_open = match["sign"] != "." and first <= 12 and second <= 12 and first != second
    day_first = first > 12 or (second <= 12 and (is_day_first or match["sign"] == "."))
    if is_open and not is_day_first:
        reason = "; ".join(filter(None, (reason, f"{match[0]} is read with the month first")))
    month, day = (second, first) if day_first else (first, second)
    return build_date(year, month, day, reason)
