"""How labels read in headings."""

import pytest

from litatlas.site.wording import capitalize


@pytest.mark.parametrize(
    ("label", "heading"), [("latency", "Latency"), ("top-1 accuracy", "Top-1 accuracy"), ("mAP", "mAP"), ("FID", "FID"), ("", "")]
)
def test_a_label_begins_a_heading_with_a_capital_unless_it_has_its_own(label: str, heading: str) -> None:
    assert capitalize(label) == heading
