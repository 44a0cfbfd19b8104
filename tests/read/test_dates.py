"""Dates as listings print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.model import PartialDate
from litatlas.read.daily_papers.dates import CaptureDay, ListingDate, complete_date, find_capture_day, parse_listing_date


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Jul 14", ListingDate(7, 14, None, None)),
        ("Mar 21, 2024", ListingDate(3, 21, 2024, None)),
        ("Dec 10, 2024 2", ListingDate(12, 10, 2024, 2)),
        ("Oct 10 2", ListingDate(10, 10, None, 2)),
        ("September 5, 2023", ListingDate(9, 5, 2023, None)),
        ("Sept 5", ListingDate(9, 5, None, None)),
        ("Feb 30", ListingDate(2, 30, None, None)),
        ("Oct 10 2024", ListingDate(10, 10, 2024, None)),
        ("21.3.2024", ListingDate(3, 21, 2024, None)),
        ("5.3.2024", ListingDate(3, 5, 2024, None)),
        ("21/03/2024", ListingDate(3, 21, 2024, None)),
        ("2024-03-21T08:00:00Z", ListingDate(3, 21, 2024, None)),
        ("2024-03-21 08:00", ListingDate(3, 21, 2024, None)),
        ("2024年3月21日", ListingDate(3, 21, 2024, None)),
        ("Thu, 21 Mar 2024", ListingDate(3, 21, 2024, None)),
        ("Thursday, March 21, 2024", ListingDate(3, 21, 2024, None)),
        ("March 21st", ListingDate(3, 21, None, None)),
    ],
)
def test_a_date_line_is_parsed(text: str, printed: ListingDate) -> None:
    assert parse_listing_date(text) == printed


@pytest.mark.parametrize(
    "text",
    ["", "Marching 5", "Jul", "Jul 14 is a day", "14 of Jul", "May I?", "Jul 123", "Jul 14, 2024 2 3", "3/5", "5.13.2024x"],
)
def test_other_lines_are_no_dates(text: str) -> None:
    assert parse_listing_date(text) is None


def test_a_given_day_wins_over_the_head() -> None:
    day = find_capture_day(ListingDate(10, 30, 2020, None), date(2025, 10, 30), [2010])

    assert day == CaptureDay(2025, "year of the capture, 2025-10-30, as given", "2025-10-30")


def test_a_head_with_a_year_tells_the_year() -> None:
    day = find_capture_day(ListingDate(10, 30, 2025, None), None, [2010])

    assert day == CaptureDay(2025, "year of the capture, 2025-10-30, as its head states", "2025-10-30")


def test_a_head_without_a_year_lies_in_the_year_after_the_newest_stated() -> None:
    day = find_capture_day(ListingDate(10, 30, None, None), None, [2023, 2024, 2019])

    assert day.captured == "2025-10-30"
    assert day.reason == "year taken as the one after 2024, the newest that the capture states"


def test_a_year_stays_unknown_where_nothing_tells_it() -> None:
    assert find_capture_day(ListingDate(8, 7, None, None), None, []) == CaptureDay(None, None, "--08-07")
    assert find_capture_day(None, None, []) == CaptureDay(None, None, None)


def test_a_leap_day_in_the_head_without_a_leap_year_leaves_the_year_open() -> None:
    assert find_capture_day(ListingDate(2, 29, None, None), None, [2024]) == CaptureDay(None, None, "--02-29")


def test_only_a_date_without_a_year_carries_a_reason() -> None:
    day = CaptureDay(2025, "because", None)

    assert complete_date(ListingDate(7, 14, None, None), day) == PartialDate("2025-07-14", "because")
    assert complete_date(ListingDate(7, 14, 2019, None), day) == PartialDate("2019-07-14")
    assert complete_date(ListingDate(2, 29, None, None), day) is None


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.integers(0, 999) | st.none())
def test_every_day_of_the_calendar_is_read_back(day: date, comments: int | None) -> None:
    text = f"{day:%b} {day.day}, {day.year}" + ("" if comments is None else f" {comments}")

    printed = parse_listing_date(text)

    assert isinstance(printed, ListingDate)
    assert printed.comments == comments
    assert complete_date(printed, CaptureDay(None, None, None)) == PartialDate(day.isoformat())
