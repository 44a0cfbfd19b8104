"""Dates in every form that bibliographies, tables and pages have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.model import PartialDate
from litatlas.read.dates import build_date, find_month_number, parse_date

FORMS = """
2024 | 2024
2024-03 | 2024-03
2024-03-05 | 2024-03-05
20240305 | 2024-03-05
20240305T101500Z | 2024-03-05
2024-03-05T17:59:59Z | 2024-03-05
2024-03-05T17:59:59.123+02:00 | 2024-03-05
2024-03-05 17:59:59 UTC | 2024-03-05
2024-3-5 | 2024-03-05
2024/03/05 | 2024-03-05
2024/3 | 2024-03
2024.03.05 | 2024-03-05
2024. 3. 5. | 2024-03-05
2024/03/05/ | 2024-03-05
2024/// | 2024
2024/03// | 2024-03
2024//// Spring | 2024
2024-03-05/2024-03-09 | 2024-03-05
2024-03/2024-05 | 2024-03
2024/2025 | 2024
2024-2025 | 2024
2024-00-00 2024 | 2024
2024-03-00 March 2024 | 2024-03
2024-03-05 March 5, 2024 | 2024-03-05
2024-XX-XX | 2024
2024-21 | 2024
2024? | 2024
2024~ | 2024
2024-02-30 | 2024-02
2024-13-05 | 2024
2024 Mar | 2024-03
2024 Mar 5 | 2024-03-05
2024 Mar-Apr | 2024-03
2024 Mar 5-10 | 2024-03-05
2024 Mar 28-Apr 3 | 2024-03-28
2023 Dec-2024 Jan | 2023-12
2024 Spring | 2024
2024 Spring-Summer | 2024
2024 1st Quart | 2024
2024 Mar 5 10:15 | 2024-03-05
2024-Mar-05 | 2024-03-05
2024, March | 2024-03
March 2024 | 2024-03
March, 2024 | 2024-03
Mar. 2024 | 2024-03
mar~2024 | 2024-03
Mar-Apr 2024 | 2024-03
Mar/Apr 2024 | 2024-03
March–April 2024 | 2024-03
Nov 2023 - Jan 2024 | 2023-11
5 March 2024 | 2024-03-05
05-Mar-2024 | 2024-03-05
5-Mar-24 | 2024-03-05
5 Mar 98 | 1998-03-05
5th of March, 2024 | 2024-03-05
5. März 2024 | 2024-03-05
1er août 2024 | 2024-08-01
5 de marzo de 2024 | 2024-03-05
3-7 May 2024 | 2024-05-03
30 April - 2 May 2024 | 2024-04-30
March 5, 2024 | 2024-03-05
March 5th, 2024 | 2024-03-05
Mar 5 2024 | 2024-03-05
May 3-7, 2024 | 2024-05-03
April 30 - May 2, 2024 | 2024-04-30
Tue, 05 Mar 2024 17:59:59 GMT | 2024-03-05
Tue, 5 Mar 2024 17:59:59 +0000 | 2024-03-05
Tue Mar  5 17:59:59 2024 | 2024-03-05
Tuesday, March 5, 2024 | 2024-03-05
Published on Mar 12, 2025 | 2025-03-12
[Submitted on 5 Mar 2024 (v1)] | 2024-03-05
(2024) | 2024
©2024 | 2024
c2024 | 2024
Winter 2023/2024 | 2023
Fall 2024 | 2024
Q3 2024 | 2024
03/2024 | 2024-03
3/15/2024 | 2024-03-15
15/3/2024 | 2024-03-15
5.3.2024 | 2024-03-05
3/3/2024 | 2024-03-03
2024年3月5日 | 2024-03-05
2024년 3월 5일 | 2024-03-05
2024年 | 2024
"""


@pytest.mark.parametrize("row", FORMS.strip().splitlines())
def test_a_date_is_read_as_far_as_it_is_stated(row: str) -> None:
    text, iso = row.rsplit(" | ", 1)
    parsed = parse_date(text)

    assert parsed is not None
    assert parsed.iso == iso


@pytest.mark.parametrize(
    "text",
    ["", "n.d.", "in press", "forthcoming", "Mar 5", "5", "12", "20245", "1.2", "ICML 2024", "2024 papers", "0000-00-00", "9999",
     "marching 2024", "3 of 2024 things", "2401.01234", "March", "99/99/2024x", "10.1000/2024", "٢٠٢٤" * 30],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_a_date_that_may_be_two_says_how_it_was_read() -> None:
    assert parse_date("3/5/2024") == PartialDate("2024-03-05", "3/5/2024 is read with the month first")
    assert parse_date("3/5/2024", is_day_first=True) == PartialDate("2024-05-03")
    assert parse_date("15/3/2024") == PartialDate("2024-03-15")
    assert parse_date("5-Mar-24") == PartialDate("2024-03-05", "24 is read as the year 2024")


def test_a_date_of_parts_is_cut_to_what_is_possible() -> None:
    assert build_date(2024, 2, 29) == PartialDate("2024-02-29")
    assert build_date("2023", "February", "29") == PartialDate("2023-02")
    assert build_date("2023", "mar/apr") == PartialDate("2023-03")
    assert build_date("2023", 13, 1) == PartialDate("2023")
    assert build_date("2023", None, 5) == PartialDate("2023")
    assert build_date(None, 3) is None
    assert build_date("23") is None
    assert build_date("²⁰²³") is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("Sept.", 9), ("mars", 3), ("März", 3), ("07", 7), ("Jul-Aug", 7), ("", None), ("0", None), ("13", None)],
)
def test_a_month_is_told_by_name_or_number(text: str, number: int | None) -> None:
    assert find_month_number(text) == number


@given(st.dates(min_value=date(1400, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_from_each_of_its_forms(day: date) -> None:
    forms = "%Y-%m-%d|%Y/%m/%d|%d %B %Y|%B %d, %Y|%d-%b-%Y|%Y %b %d|%d.%m.%Y|%Y-%m-%dT12:00:00Z|%a, %d %b %Y".split("|")
    written = [day.strftime(form) for form in forms]

    assert {parse_date(text) for text in written} == {PartialDate(day.isoformat())}


@given(st.text(max_size=60) | st.from_regex(r"[0-9]{0,4}[-/. ]?[0-9a-zA-Z]{0,5}[-/. ]?[0-9]{0,4}"))
def test_any_text_is_a_date_that_a_calendar_has_or_none(text: str) -> None:
    parsed = parse_date(text)

    assert parsed is None or build_date(*parsed.iso.split("-")) == PartialDate(parsed.iso)
