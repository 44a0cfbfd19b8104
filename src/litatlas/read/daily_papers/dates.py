"""Dates as listings print them: a month and a day, often without the year, which is then the year of the capture."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from litatlas.model import PartialDate
from litatlas.read.dates import find_month_number, parse_date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LISTING_DATE = re.compile(
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.? (?P<day>[0-9]{1,2})(?:,? (?P<year>(?:19|20)[0-9]{2}))?(?: (?P<comments>[0-9]{1,6}))?"
)
_PREFIX = re.compile(r"(?:published|submitted|posted|released|updated|date)(?: on)?:? ", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* ", re.IGNORECASE)
_WHOLE = re.compile(
    r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|"
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]{4,15}(?:Z|[+-][0-9:]{4,6})?|"
    r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}(?:st|nd|rd|th|\.)? [^\W\d_]{3,9}\.?,? [0-9]{4}|"
    r"[^\W\d_]{3,9}\.? [0-9]{1,2}(?:st|nd|rd|th),? [0-9]{4}"
)
"""Other usual forms of a whole date: `2024-03-21`, `21 March 2024`, `March 21st, 2024`, `21.3.2024`, `2024-03-21T08:00Z`."""
_ORDINAL = re.compile(r"(?P<month>[A-Za-z]{3,9}\.?) (?P<day>[0-9]{1,2})(?:st|nd|rd|th)")
"""A day of the capture's year as an ordinal: `March 21st`."""
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class ListingDate:
    """A date line of a listing as printed; it may name a day that no calendar has."""

    month: int
    day: int
    year: int | None
    """None where the listing leaves out the year of its capture."""
    comments: int | None
    """The number behind the date, which counts comments; None where there is none."""

    def is_day_of(self, year: int | None) -> bool:
        """Whether the calendar of `year` has this day; of None, whether that of any year has."""
        try:
            date(_LEAP_YEAR if year is None else year, self.month, self.day)
        except ValueError:
            return False
        return True


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


def parse_listing_date(text: str) -> ListingDate | None:
    """Parse a date line such as `Jul 14`, `Published on Mar 21, 2024`, `2024-03-21` or `December 10, 2024 2`; None for others."""
    text = _WEEKDAY.sub("", _PREFIX.sub("", " ".join(text.split())))
    match = _LISTING_DATE.fullmatch(text)
    if match is None:
        return _parse_other_form(text)
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    year, comments = match["year"], match["comments"]
    return ListingDate(month, int(match["day"]), int(year) if year else None, int(comments) if comments else None)


def _parse_other_form(text: str) -> ListingDate | None:
    """A date in another form than the page's own; None for one that may be two days, `3/5/2024`, which nothing here decides."""
    if match := _ORDINAL.fullmatch(text):
        month = find_month_number(match["month"])
        return ListingDate(month, int(match["day"]), None, None) if month else None
    found = parse_date(text) if _WHOLE.fullmatch(text) else None
    if found is None or found.precision != "day" or found.reason:
        return None
    whole = date.fromisoformat(found.iso)
    return ListingDate(whole.month, whole.day, whole.year, None)


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


def complete_date(printed: ListingDate, day: CaptureDay) -> PartialDate | None:
    """Give a printed date its year; None where the year is not known or has no such day."""
    year = day.year if printed.year is None else printed.year
    if year is None or not printed.is_day_of(year):
        return None
    return PartialDate(_format_day(year, printed), day.reason if printed.year is None else None)


def _format_day(year: int, printed: ListingDate) -> str:
    return f"{year:04}-{printed.month:02}-{printed.day:02}"
