"""How labels read in headings, and how large counts are shown."""

import pytest

from litatlas.site.wording import capitalize, shorten_count


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
