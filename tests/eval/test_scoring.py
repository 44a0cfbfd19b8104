"""Scores of what was found, against labels."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.agreement import SLOTS
from eval.labels import Row
from eval.scoring import Agreement, describe_misses, match_rows, score
from tests.eval.rows import ROW, make_paper

NAMES = st.sampled_from(["Newt", "Toad", "Heron", "GPU", "Pond 1"])
ROWS = st.builds(
    replace,
    st.just(ROW),
    low=st.sampled_from([1.0, 2.0]),
    unit=st.sampled_from(["×", "%", ""]),
    metric=st.sampled_from(["speed", "latency", "croaks"]),
    baseline=st.lists(NAMES, max_size=2).map(tuple),
    subject=st.none() | NAMES,
)
LISTS_OF_ROWS = st.lists(ROWS, max_size=6)


def test_each_measure_asks_for_more_than_the_one_before() -> None:
    labels = [ROW, replace(ROW, low=5.0, high=5.0), replace(ROW, low=7.0, high=7.0), replace(ROW, low=9.0, high=9.0)]
    rows = [labels[0], replace(labels[1], baseline=()), replace(labels[2], metric="latency"), replace(labels[3], low=8.0)]

    reached = score([make_paper("Heron", *labels)], [make_paper("heron!", *rows)])

    assert (reached.value.f1, reached.row.f1, reached.full.f1) == (0.75, 0.5, 0.25)
    assert (reached.slots["metric"], reached.slots["baseline"]) == (2 / 3, 2 / 3)
    assert reached.bands == {"high": (2, 4), "medium": (0, 0), "low": (0, 0)}


def test_a_paper_that_was_not_found_counts_as_one_without_rows() -> None:
    reached = score([make_paper("Heron", ROW), make_paper("Otter", ROW)], [make_paper("Heron", ROW)])

    assert (reached.value.precision, reached.value.recall) == (1.0, 0.5)


def test_papers_without_labels_are_passed_over() -> None:
    reached = score([make_paper("Heron", ROW)], [make_paper("Heron", ROW), make_paper("Otter", ROW, ROW)])

    assert (reached.found, reached.value.f1) == (1, 1.0)


def test_devices_and_topics_are_judged_paper_by_paper() -> None:
    labels = [make_paper("Heron", hardware=("NVIDIA A100", "CPU"), topics=("ponds", "reeds")), make_paper("Otter")]
    found = [make_paper("Heron", hardware=("A100",), topics=("reeds", "newts")), make_paper("Otter", hardware=("CPU",))]

    reached = score(labels, found)

    assert (reached.hardware, reached.topics) == (Agreement(0.5, 0.5), Agreement(0.5, 0.5))
    assert reached.main_topic == 1.0


def test_a_label_is_paired_with_the_row_that_agrees_with_it_most() -> None:
    other = replace(ROW, baseline=("Toad",), confidence="low")

    pairs = match_rows([ROW], [other, ROW])

    assert (pairs.matched, pairs.missed, pairs.extra) == (((ROW, ROW),), (), (other,))


@given(LISTS_OF_ROWS, LISTS_OF_ROWS)
def test_no_label_and_no_row_is_lost_or_used_twice(labels: list[Row], rows: list[Row]) -> None:
    pairs = match_rows(labels, rows)

    assert sorted([one for one, _ in pairs.matched] + [*pairs.missed], key=repr) == sorted(labels, key=repr)
    assert sorted([one for _, one in pairs.matched] + [*pairs.extra], key=repr) == sorted(rows, key=repr)


@given(LISTS_OF_ROWS)
def test_rows_agree_with_themselves(rows: list[Row]) -> None:
    reached = score([make_paper("Heron", *rows)], [make_paper("Heron", *rows)])

    assert reached.full.f1 == (1.0 if rows else 0.0)
    assert set(reached.slots.values()) == {1.0 if rows else 0.0}
    assert set(reached.slots) == set(SLOTS)


@given(LISTS_OF_ROWS, LISTS_OF_ROWS)
def test_precision_of_one_side_is_recall_of_the_other(labels: list[Row], rows: list[Row]) -> None:
    one = score([make_paper("Heron", *labels)], [make_paper("Heron", *rows)])
    other = score([make_paper("Heron", *rows)], [make_paper("Heron", *labels)])

    assert one.value.f1 == pytest.approx(other.value.f1)
    assert one.value.precision == pytest.approx(other.value.recall)


def test_settings_are_measured_where_labels_say_them() -> None:
    labels = [replace(ROW, setting=("decode", "4 steps")), replace(ROW, low=4, high=4, setting=()), replace(ROW, low=5, high=5)]
    found = [replace(ROW, setting=("decode",)), replace(ROW, low=4, high=4, setting=("GQA",)), replace(ROW, low=5, high=5)]

    reached = score([make_paper("Heron", *labels)], [make_paper("Heron", *found)])

    assert (reached.setting, reached.setting_rows) == (Agreement(0.5, 0.5), (0, 2))
    assert "setting ('decode', '4 steps'), read ('decode',)" in "".join(
        describe_misses([make_paper("Heron", *labels)], [make_paper("Heron", *found)])
    )


def test_what_differs_is_told_with_both_sides() -> None:
    found = replace(ROW, baseline=("Toad",), subject="Carp")

    (line,) = describe_misses([make_paper("Heron", ROW)], [make_paper("Heron", found)])

    assert line == "differs | Heron | 3.0x | baseline ('Newt',), read ('Toad',); subject None, read 'Carp'"
