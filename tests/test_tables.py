"""Comparison tables: only what agrees in form and unit stands together, the best first, and the page says why."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.files import read_page
from litatlas.content.front_matter import Matter
from litatlas.content.papers import parse_paper
from litatlas.groups import Reported
from litatlas.model import Paper, PartialDate
from litatlas.tables import COMPARING_FORMS, FORM_ORDER, build_table, takes_baseline

TINY = Path(__file__).parent / "reviews" / "tiny"


def load_heron() -> Paper:
    path = TINY / "content" / "papers" / "heron-patient-kernels-3-1x-faster-than-tortoise.md"
    matter = read_page(path, TINY)
    assert isinstance(matter, Matter)
    paper = parse_paper(matter, path.stem)
    assert isinstance(paper, Paper)
    return paper


PAPER = load_heron()


def row(low: float, form: Any = "ratio", unit: str = "×", day: str = "2024-05-03", **fields: Any) -> Reported:
    paper = replace(PAPER, work=replace(PAPER.work, date=PartialDate(day)))
    plain = replace(PAPER.extraction.results[0], baseline=(), hardware=(), subject=None, effect="better")
    return Reported(paper, replace(plain, low=low, high=low, form=form, unit=unit, **fields))


def values(reported: tuple[Reported, ...]) -> list[float]:
    return [item.result.low for item in reported]


ROWS = st.lists(
    st.builds(
        row,
        st.integers(0, 9).map(float),
        st.sampled_from(FORM_ORDER),
        st.sampled_from(["×", "%", ""]),
        st.sampled_from(["2023", "2024-05", "2024-05-03"]),
        effect=st.sampled_from(["better", "worse", None]),
        subject=st.sampled_from([None, "PondLM"]),
    )
)


@given(ROWS, st.sampled_from(["higher", "lower", None]))
def test_every_row_stands_in_the_one_group_of_its_form_and_unit(rows: list[Reported], better: Any) -> None:
    table = build_table("speed", rows, better)

    assert sum(len(group.rows) for group in table) == len(rows)
    assert len({(group.form, group.unit) for group in table}) == len(table)
    assert all((item.result.form, item.result.unit) == (group.form, group.unit) for group in table for item in group.rows)
    assert all(group.reason for group in table)


def test_forms_come_in_their_order_and_larger_groups_first() -> None:
    table = build_table(
        "latency",
        [row(1, "absolute", "s"), row(2, "absolute", "ms"), row(3, "absolute", "ms"), row(4), row(5, "relative", "%")],
        "lower",
    )

    assert [(group.form, group.unit) for group in table] == [
        ("ratio", "×"),
        ("relative", "%"),
        ("absolute", "ms"),
        ("absolute", "s"),
    ]


@pytest.mark.parametrize(
    ("form", "better", "expected"),
    [
        ("absolute", "higher", [3, 2, 1]),
        ("absolute", "lower", [1, 2, 3]),
        ("absolute", None, [3, 2, 1]),
        ("fraction", "lower", [1, 2, 3]),
        ("ratio", "lower", [3, 2, 1]),
        ("relative", "lower", [3, 2, 1]),
        ("difference", "higher", [3, 2, 1]),
    ],
)
def test_the_best_value_comes_first(form: str, better: Any, expected: list[float]) -> None:
    (table,) = build_table("latency", [row(2, form), row(3, form), row(1, form)], better)

    assert values(table.rows) == expected


def test_losses_come_after_gains_and_values_of_other_systems_last() -> None:
    rows = [row(9, subject="PondLM"), row(5, effect="worse"), row(2), row(8, subject="ReedLM", effect="worse")]
    (table,) = build_table("speed", rows, "higher")

    assert values(table.rows) == [2, 5, 9, 8]


def test_equal_values_come_newest_first() -> None:
    (table,) = build_table("speed", [row(2, day="2023-01-01"), row(2, day="2024-01-01"), row(2, day="2023-06-01")], "higher")

    assert [item.paper.work.date and item.paper.work.date.iso for item in table.rows] == [
        "2024-01-01",
        "2023-06-01",
        "2023-01-01",
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (
            [row(1, baseline=("A",), hardware=("H",)), row(2, baseline=("A",), hardware=("H",))],
            "All rows state the same baseline and hardware.",
        ),
        (
            [row(1, baseline=("A",), hardware=("H",)), row(2, baseline=("B",), hardware=("H",))],
            "Rows differ in baseline or do not state it",
        ),
        ([row(1, baseline=("A",), hardware=("H",)), row(2, baseline=("A",))], "Rows differ in hardware or do not state it"),
        ([row(1, baseline=("A",), hardware=("H",)), row(2)], "Rows differ in baseline and hardware"),
        ([row(1, hardware=("H",)), row(2, hardware=("H",))], "No row states its baseline"),
        ([row(1), row(2)], "No row states its baseline or hardware"),
    ],
)
def test_the_page_says_whether_the_conditions_agree(rows: list[Reported], reason: str) -> None:
    (table,) = build_table("speed", rows, "higher")

    assert reason in table.reason


def test_measured_values_need_no_baseline() -> None:
    rows = [row(1, "absolute", "s", baseline=("A",), hardware=("H",)), row(2, "absolute", "s", baseline=("B",), hardware=("H",))]
    (table,) = build_table("latency", rows, "lower")

    assert table.reason == "Each value is latency itself, in s. All rows state the same hardware."


def test_a_single_row_is_compared_with_nothing() -> None:
    (table,) = build_table("speed", [row(1)], "higher")

    assert (table.heading, table.reason) == (
        "Times as much or as fast (×)",
        "Each value says how many times better or worse speed is than the baseline's.",
    )


def test_no_results_make_no_table() -> None:
    assert build_table("speed", [], "higher") == ()


def test_only_forms_that_compare_take_a_baseline() -> None:
    assert {form for form in FORM_ORDER if takes_baseline(row(1, form).result)} == COMPARING_FORMS
