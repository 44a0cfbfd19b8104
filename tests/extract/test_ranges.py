"""What two numbers are that stand side by side: one range, or what was before a change and after it."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Result


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("", text), vocabulary).results


def values(text: str, vocabulary: Vocabulary) -> list[tuple[float, float, str]]:
    return [(row.low, row.high, row.unit) for row in read(text, vocabulary)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Our pump beats Foo by +3.5 to +8.5 points of recall.", 3.5, 8.5, ""),
        ("Our pump lowers the recall (-1.5 to -4.5 pp).", 1.5, 4.5, "%"),
        ("Our pump improves the recall by +1.5% to +7% over Foo.", 1.5, 7, "%"),
        ("Our pump improves the recall by $+2\\%$--$+5\\%$ over Foo.", 2, 5, "%"),
        ("Our pump changes the recall by -2% to +6%.", -2, 6, "%"),
        ("Our pump improves the PSNR by +0.5 - +0.9 dB.", 0.5, 0.9, "dB"),
        ("Our pump improves the recall by ~30% - ~35%.", 30, 35, "%"),
        ("We train our pump at a total cost of $5-$20.", 5, 20, "$"),
        ("Our pump costs US$28.5 to US$41.5 a lid.", 28.5, 41.5, "$"),
        ("Our pump reaches a recall in [46%, 85%] on all ponds.", 46, 85, "%"),
        ("Our pump shows gains from 5% to 9% over Foo in recall.", 5, 9, "%"),
        ("Our pump cuts the latency by 50% to 30%.", 30, 50, "%"),
    ],
)
def test_a_range_is_one_row_with_its_signs(text: str, low: float, high: float, unit: str, vocabulary: Vocabulary) -> None:
    assert values(text, vocabulary) == [(low, high, unit)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our pump cuts the steps from 20 to 1-4.", [(20, 20, ""), (1, 4, "")]),
        ("Our pump cuts the runtime from 3 to 1.5–2 hours.", [(3, 3, "h"), (1.5, 2, "h")]),
        ("Our pump cuts the steps from 20 to 10 to 5.", [(20, 20, ""), (10, 10, "")]),
    ],
)
def test_a_range_may_end_a_change(text: str, found: list[tuple[float, float, str]], vocabulary: Vocabulary) -> None:
    assert values(text, vocabulary) == found


@pytest.mark.parametrize("text", ["Our pump gains 4% recall and +3% precision.", "Our pump loses -4% recall, +3% precision."])
def test_a_sign_alone_makes_no_range(text: str, vocabulary: Vocabulary) -> None:
    assert [(row.low, row.high) for row in read(text, vocabulary)] == [(4, 4), (3, 3)]


def test_the_plus_of_a_range_is_no_bound(vocabulary: Vocabulary) -> None:
    assert [row.bound for row in read("Our pump improves the recall by +1.5% to +7%.", vocabulary)] == [None]
    assert [row.bound for row in read("Our pump runs at 30+ fps.", vocabulary)] == ["at least"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Our pump cuts the error rate 50% to 8%.", [50, 8]),
        ("Recall rises from 40% to 61%, 23% to 38%, and 42% to 57% on the three ponds.", [40, 61, 23, 38, 42, 57]),
        ("Recall rises from 55% to 90% on the Foo pond and 74% to 91% on the Bar pond.", [55, 90, 74, 91]),
        ("Our pump nearly doubles the recall (9% to 16%, one run).", [9, 16]),
        ("Our pump improves all of them (recall: 60% to 73%).", [60, 73]),
        ("Our pump lifts what it was made for, recall 60% to 73% (+21%), on Foo.", [60, 73, 21]),
        ("Recall falls from 0.68 at layer 0 to 0.07 at layer 4.", [0.68, 0.07]),
    ],
)
def test_what_was_before_and_after_a_change_are_two_rows(text: str, found: list[float], vocabulary: Vocabulary) -> None:
    assert [low for low, _, _ in values(text, vocabulary)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Our pump reaches a recall of 60% to 73% on Foo.",
        "Recall ranges from 73% to 60% on Foo.",
        "Recall is between 60% and 73%.",
    ],
)
def test_what_values_lie_between_is_one_row(text: str, vocabulary: Vocabulary) -> None:
    assert values(text, vocabulary) == [(60, 73, "%")]
