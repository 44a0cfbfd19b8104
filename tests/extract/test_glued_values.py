"""Values whose signs, units and neighbours are run together, and numbers of names that look like values."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Result


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("", text), vocabulary).results


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        (r"Our pump reaches a PSNR of $31.25$\,dB.", 31.25, "dB"),
        (r"Our pump shows a $38$\% reduction in latency.", 38, "%"),
        (r"Our pump is up to 9$\times$faster than Foo.", 9, "×"),
        ("Our pump cuts the latency by 3.5xover Foo.", 3.5, "×"),
        ("Our pump improves the recall by3.5% over Foo.", 3.5, "%"),
        ("Our pump takes a latency of 8.25,s for a lid.", 8.25, "s"),
        ("Our pump improves the recall by 6.5 %pt over Foo.", 6.5, "%"),
        ("Our pump needs only 48.5G MACs.", 48.5, "GMACs"),
        ("Our pump runs with less than 10MBs of memory.", 10, "MB"),
        ("Our pump was trained in 10 RTX3090 hours.", 10, "GPU-hours"),
        ("Our pump cuts the training to 56 GPU training hours.", 56, "GPU-hours"),
        ("Our pump reaches an 8.5x CPU speedup.", 8.5, "×"),
        ("Our pump reaches a 2.5x GPU memory reduction.", 2.5, "×"),
        ("Our score reaches a correlation of r = -0.93 with people.", -0.93, ""),
        ("Our score reaches a high correlation (r=0.93).", 0.93, ""),
    ],
)
def test_a_value_is_read_with_its_unit(text: str, value: float, unit: str, vocabulary: Vocabulary) -> None:
    assert [(row.low, row.unit) for row in read(text, vocabulary)] == [(value, unit)]


def test_numbers_with_signs_share_a_unit_with_each_other_alone(vocabulary: Vocabulary) -> None:
    listed = read("Our pump improves the recall and precision by +2.5 and +4.5 percentage points.", vocabulary)
    changed = read("Our pump has the best FID (7.5, +2%).", vocabulary)

    assert [(row.low, row.unit) for row in listed] == [(2.5, "%"), (4.5, "%")]
    assert (7.5, "%") not in [(row.low, row.unit) for row in changed]


def test_what_it_is_set_against_is_read_where_no_space_follows_the_word(vocabulary: Vocabulary) -> None:
    assert [row.low for row in read("Our pump reaches a recall of 85% (vs.20% for Foo).", vocabulary)] == [85, 20]


@pytest.mark.parametrize(
    "text",
    [
        "Our pump gains a recall of 26% for Claude 3.5 and 23% for Claude 3.7.",
        "Our pump wins 26% of recall against Foo 1.1 and 23% against Bar 2.3.",
    ],
)
def test_the_version_of_a_name_has_no_unit_from_the_value_behind_it(text: str, vocabulary: Vocabulary) -> None:
    assert [row.low for row in read(text, vocabulary)] == [26, 23]


def test_devices_that_are_counted_are_no_gain(vocabulary: Vocabulary) -> None:
    assert read("We train our pump on 4x A100 GPUs.", vocabulary) == ()
