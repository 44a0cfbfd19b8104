"""Dates as listings print them: a month and a day, often without the year, or how long ago something was.

What a listing leaves out is found from the day of its capture.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from litatlas.model import PartialDate
from litatlas.read.dates import build_date, find_month_number, parse_date

_LISTING_DATE = re.compile(
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.? (?P<day>[0-9]{1,2})(?:,? (?P<year>(?:19|20)[0-9]{2}))?(?: (?P<comments>[0-9]{1,6}))?"
)
_PREFIX = re.compile(
    r"(?:(?:first )?(?:published|submitted|posted|released|updated|added|date|veröffentlicht|publié|publicado|pubblicato)"
    r"(?: (?:on|in|at|am|le|el|il|em))?|发布于|发表于|公開日):? ?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* ", re.IGNORECASE)
_WHOLE = re.compile(
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}|[0-9]{4}\s?[年년]\s?[0-9]{1,2}\s?[月월](?:\s?[0-9]{1,2}\s?[日일])?|"
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{4,15}(?:Z|[+-][0-9:]{4,6})?|"
    r"[0-9]{4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?|[0-9]{1,2}(?:st|nd|rd|th|er|\.)? (?:de )?[^\W\d_]{3,10}\.?,? (?:de )?[0-9]{4}|"
    r"[0-9]{1,2}-[^\W\d_]{3,10}\.?-[0-9]{4}|"
    r"[^\W\d_]{3,10}\.? [0-9]{1,2}(?:st|nd|rd|th),? [0-9]{4}|[^\W\d_]{3,10}\.?,? (?:de )?(?:19|20)[0-9]{2}"
)
"""Other usual forms of a date: `2024-03-21`, `21 March 2024`, `March 21st, 2024`, `2024-03-21T08:00Z`, `March 2024`."""
_SHORT_YEAR = re.compile(r"(?P<day>[0-9]{1,2}\.[0-9]{1,2}\.|[0-9]{1,2}/[0-9]{1,2}/)(?P<year>[0-9]{2})")
"""`21.3.24`, `3/21/24`: of this century."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_TOLD_YEAR = re.compile(
    rf"(?:year|in|jahr|año|année|ano) (?P<told>{_YEAR.pattern})|\((?P<set>{_YEAR.pattern})\)|(?P<named>{_YEAR.pattern})\s?[年년]",
    re.IGNORECASE,
)
"""A year that a word or brackets tell from other numbers; one in Chinese or Korean has a sign of its own."""
_SEASON = re.compile(r"(?:spring|summer|autumn|fall|winter|q[1-4])[ ,]{1,2}(?P<year>(?:19|20)[0-9]{2})", re.IGNORECASE)
"""Of a season or a quarter, as everywhere, the year is the date."""
_BY_PLACE = re.compile(r"(?P<first>[0-9]{1,2})(?P<sign>[/-])(?P<second>[0-9]{1,2})[/-](?P<year>[0-9]{4})")
_ORDINAL = re.compile(r"(?P<month>[A-Za-z]{3,9}\.?) (?P<day>[0-9]{1,2})(?:st|nd|rd|th)")
_DAY_FIRST = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)? (?P<month>[^\W\d_]{3,10}\.?)")
"""A day of the capture's year in other forms: `March 21st`, `21 March`."""
_AGO = re.compile(
    r"(?:about |over |almost |around |~)?(?P<count>an?|[0-9]{1,4})\s?"
    r"(?P<unit>s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|mos|months?|y|yrs?|years?) ago",
    re.IGNORECASE,
)
_DAYS_AGO = {"just now": 0, "now": 0, "today": 0, "yesterday": 1}
_LEAP_YEAR = 2000
_DAYS_OF_WEEK = 7
_DAYS_OF_YEAR = 366
_DAYS_TO_COME = 31
"""Days by which a date without a year may lie behind the capture, whose day is not always told to the day."""
_FEWEST_DATES = 3
"""Dates that tell by their order where the year turned."""
_LONGEST_TURN = 31
"""Days between the two dates where it did, at most."""


@dataclass(frozen=True, slots=True)
class ListingDate:
    """A date line of a listing as printed; it may name a day that no calendar has."""

    month: int | None
    """None where only a year is stated."""
    day: int | None
    """None where only a month is stated."""
    year: int | None
    """None where the listing leaves out the year of its capture."""
    comments: int | None = None
    """The number behind the date, which counts comments; None where there is none."""
    is_open: bool = False
    """Whether month and day may be meant the other way round, as in `3/5/2024`."""

    def is_day_of(self, year: int | None) -> bool:
        """Whether the calendar of `year` has this day; of None, whether that of any year has."""
        try:
            self.build(_LEAP_YEAR if year is None else year)
        except ValueError:
            return False
        return True

    def build(self, year: int) -> date:
        """The day in a year, the first where only a month is stated; raises ValueError where the year has no such day."""
        month, day = (1 if part is None else part for part in (self.month, self.day))
        return date(year, month, day)


@dataclass(frozen=True, slots=True)
class Ago:
    """A line that says how long before the capture something was: `3 days ago`."""

    said: str
    """As the listing says it."""
    count: int
    unit: str
    """`day`, `week`, `month` or `year`."""


Printed = ListingDate | Ago


@dataclass(frozen=True, slots=True)
class CaptureDay:
    """The day that a capture was made, as far as it is known."""

    year: int | None
    reason: str | None
    """How the year of dates without one is known: a clause for `PartialDate.reason`; None where it is not known."""
    captured: str | None
    """The form of `Source.captured`."""
    is_guess: bool = False
    """Whether nothing but other dates of the capture tells the year."""

    @property
    def whole(self) -> date | None:
        """The day, where all of it is known."""
        return date.fromisoformat(self.captured) if self.captured and not self.captured.startswith("-") else None


def parse_listing_date(text: str) -> Printed | None:
    """Parse a date line such as `Jul 14`, `Published on Mar 21, 2024`, `2024-03-21`, `3 days ago` or `December 10, 2024 2`."""
    plain = " ".join(text.split())
    bare = _PREFIX.sub("", plain)
    whole = _WEEKDAY.sub("", bare)
    match = _LISTING_DATE.fullmatch(whole)
    if match is None:
        return _parse_ago(whole) or _parse_other_form(whole, is_told=bare != plain)
    month, year, comments = find_month_number(match["month"]), match["year"], match["comments"]
    return ListingDate(month, int(match["day"]), int(year) if year else None, int(comments) if comments else None)


def _parse_ago(text: str) -> Ago | None:
    if (days := _DAYS_AGO.get(text.casefold())) is not None:
        return Ago(text, days, "day")
    match = _AGO.fullmatch(text)
    if match is None:
        return None
    count = 1 if match["count"].casefold() in ("a", "an") else int(match["count"])
    unit = match["unit"].casefold()
    if unit.startswith("mo"):
        return Ago(text, count, "month")
    if unit[0] in "smh":
        hours = count if unit[0] == "h" else 0
        return Ago(text, hours // 24, "day")
    return Ago(text, count, {"d": "day", "w": "week", "y": "year"}[unit[0]])


def _parse_other_form(text: str, *, is_told: bool) -> ListingDate | None:
    """A date in another form than the page's own; `is_told` says that a word before it tells that it is one."""
    if match := _SHORT_YEAR.fullmatch(text):
        text = f"{match['day']}20{match['year']}"
    if match := _BY_PLACE.fullmatch(text):
        first, second = int(match["first"]), int(match["second"])
        if first > 12:
            return ListingDate(second, first, int(match["year"]))
        return ListingDate(first, second, int(match["year"]), is_open=second <= 12 and first != second)
    if match := _ORDINAL.fullmatch(text) or _DAY_FIRST.fullmatch(text):
        month = find_month_number(match["month"])
        return ListingDate(month, int(match["day"]), None) if month else None
    if is_told and _YEAR.fullmatch(text):
        return ListingDate(None, None, int(text))
    if match := _TOLD_YEAR.fullmatch(text) or _SEASON.fullmatch(text):
        return ListingDate(None, None, int(next(filter(None, match.groups()))))
    found = parse_date(text) if _WHOLE.fullmatch(text) else None
    if found is None or found.precision == "year":
        return None
    year, month, *day = map(int, found.iso.split("-"))
    return ListingDate(month, day[0] if day else None, year)


def find_capture_day(head: ListingDate | None, given: date | None, stated_years: Iterable[int]) -> CaptureDay:
    """Find out when a capture was made.

    `given` is what the user says and wins; `head` is the date in the capture's head; `stated_years` are the years that the
    capture's entries state: a listing leaves out the year of its own day alone, so that its year is taken as the one after them.
    """
    if given is not None:
        return CaptureDay(given.year, f"year of the capture, {given.isoformat()}, as given", given.isoformat())
    if head is not None and head.year is not None:
        day = _format_day(head.year, head)
        return CaptureDay(head.year, f"year of the capture, {day}, as its head states", day)
    newest = max(stated_years, default=None)
    if newest is None or (head is not None and not head.is_day_of(newest + 1)):
        return CaptureDay(None, None, f"--{head.month:02}-{head.day:02}" if head else None)
    reason = f"year taken as the one after {newest}, the newest that the capture states"
    return CaptureDay(newest + 1, reason, _format_day(newest + 1, head) if head else None, is_guess=True)


def find_turned(printed: Sequence[Printed | None]) -> frozenset[int]:
    """The places of dates without a year that are of the year before the others': `Jan 2`, `Jan 1`, `Dec 30`.

    Where all of them run one way, and once from one end of the year to the other, the year turned there.
    """
    places = [
        place for place, one in enumerate(printed) if isinstance(one, ListingDate) and one.year is None and one.is_day_of(None)
    ]
    if len(places) < _FEWEST_DATES:
        return frozenset()
    days = [one.build(_LEAP_YEAR).toordinal() for place in places if isinstance(one := printed[place], ListingDate)]
    for newest_first in (True, False):
        breaks = [
            number for number, (one, after) in enumerate(pairwise(days), 1) if (one < after if newest_first else one > after)
        ]
        if len(breaks) == 1 and abs(days[breaks[0]] - days[breaks[0] - 1]) >= _DAYS_OF_YEAR - _LONGEST_TURN:
            return frozenset(places[breaks[0] :] if newest_first else places[: breaks[0]])
    return frozenset()


def complete_date(
    printed: Printed, day: CaptureDay, *, is_day_first: bool = False, is_turned: bool = False
) -> PartialDate | None:
    """Give a printed date what it leaves out; None where that is not known, or the year has no such day.

    `is_day_first` says that dates such as `3/5/2024` begin with the day; else they are read as in every other format.
    `is_turned` says that a date without a year is of the year before the capture's, as the dates around it tell. So is a date
    that would still be to come on the day of the capture.
    """
    if isinstance(printed, Ago):
        return _count_back(printed, day)
    reason = None
    if printed.is_open:
        text = f"{printed.month}/{printed.day}/{printed.year}"
        reason = None if is_day_first else f"{text} is read with the month first"
        if is_day_first:
            printed = replace(printed, month=printed.day, day=printed.month)
    year = printed.year
    if year is None:
        year, reason = _find_year(printed, day, is_turned=is_turned)
    if year is None or not printed.is_day_of(year):
        return None
    return build_date(year, printed.month, printed.day, reason)


def _find_year(printed: ListingDate, day: CaptureDay, *, is_turned: bool) -> tuple[int | None, str | None]:
    """The year of a date that states none, and why."""
    if day.year is None or day.year <= 1:
        return None, None
    if day.whole is not None:
        last = day.whole.toordinal() + _DAYS_TO_COME
        is_to_come = printed.is_day_of(day.year) and printed.build(day.year).toordinal() > last
        why = "in that the day was still to come"
    else:
        is_to_come, why = is_turned, "the order of the dates tells"
    return (day.year - 1, f"one before the {day.reason}: {why}") if is_to_come else (day.year, day.reason)


def _count_back(ago: Ago, day: CaptureDay) -> PartialDate | None:
    """The day, month or year that is so long before the capture, as precise as the unit in which it is counted."""
    whole = day.whole
    if whole is None:
        return None
    how = "whose year is a guess" if day.is_guess else (day.reason or "").rpartition(", ")[2]
    said = f"{ago.said}, counted from the capture, {whole.isoformat()}, {how}"
    if ago.unit == "day" and ago.count < whole.toordinal():
        then = whole - timedelta(days=ago.count)
        return build_date(then.year, then.month, then.day, said)
    if ago.unit == "week" and ago.count * _DAYS_OF_WEEK < whole.toordinal():
        then = whole - timedelta(weeks=ago.count)
        return build_date(then.year, then.month, None, said)
    if ago.unit == "month":
        years, month = divmod(whole.year * 12 + whole.month - 1 - ago.count, 12)
        return build_date(years, month + 1, None, said)
    return build_date(whole.year - ago.count, None, None, said) if ago.unit == "year" else None


def _format_day(year: int, printed: ListingDate) -> str:
    return f"{year:04}-{printed.month:02}-{printed.day:02}"
