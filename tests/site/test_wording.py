"""How labels read in headings, and how large counts are shown."""

import pytest

from litatlas.site.wording import capitalize, find_wording, shorten_count
from tests.compare.rows import row


@pytest.mark.parametrize(
    ("label", "heading"), [("latency", "Latency"), ("top-1 accuracy", "Top-1 accuracy"), ("mAP", "mAP"), ("FID", "FID"), ("", "")]
)
def test_a_label_begins_a_heading_with_a_capital_unless_it_has_its_own(label: str, heading: str) -> None:
    assert capitalize(label) == heading


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (175e9, "175\u202fB"),
        (7.74e9, "7.74\u202fB"),
        (1.5e6, "1.5\u202fM"),
        (1e12, "1\u202fT"),
        (999_999, "999,999"),
        (1_234_567, "1,234,567"),
        (0.05, "0.05"),
    ],
)
def test_a_large_count_is_shown_short_where_that_loses_no_digit(value: float, text: str) -> None:
    assert shorten_count(value) == text


@pytest.mark.parametrize(
    ("low", "unit", "quote", "worded"),
    [
        (1e6, "", "1 million", ""),
        (1e7, "", "10M", ""),
        (2.3, "×", "2.3x", ""),
        (33.5, "%", "33.5 percent", ""),
        (8.5, "ms", "8.5ms", ""),
        (1200.0, "", "1,200", ""),
        (2.0, "×", "twice", "twice"),
        (0.09, "s", "0.09 second", "0.09 second"),
        (3.0, "×", "2.3x", "2.3x"),
    ],
)
def test_a_quote_stands_beside_its_value_where_it_says_something_else(low: float, unit: str, quote: str, worded: str) -> None:
    assert find_wording(row(low, unit=unit, quote=quote).result) == worded
