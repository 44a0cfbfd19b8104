"""Comparison tables: what agrees in form and unit stands together, what agrees in its conditions is ranked, and why is said."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.compare.tables import (
    COMPARING_FORMS,
    FORM_ORDER,
    Band,
    ComparableGroup,
    Traits,
    build_table,
    build_tables,
    takes_baseline,
)
from litatlas.content.files import read_page
from litatlas.content.front_matter import Matter
from litatlas.content.papers import parse_paper
from litatlas.model import Paper, PartialDate
from litatlas.review.groups import Reported

TINY = Path(__file__).parents[1] / "reviews" / "tiny"


def load_heron() -> Paper:
    path = TINY / "content" / "papers" / "heron-patient-kernels-3-1x-faster-than-tortoise.md"
    matter = read_page(path, TINY)
    assert isinstance(matter, Matter)
    paper = parse_paper(matter, path.stem)
    assert isinstance(paper, Paper)
    return paper


PAPER = load_heron()


def row(
    low: float, form: Any = "ratio", unit: str = "×", day: str = "2024-05-03", slug: str = "heron", **fields: Any
) -> Reported:
    paper = replace(PAPER, slug=slug, work=replace(PAPER.work, date=PartialDate(day)))
    bare = {"baseline": (), "hardware": (), "dataset": (), "model": (), "subject": None, "effect": "better", "bound": None}
    plain = replace(PAPER.extraction.results[0], **{**bare, "low": low, "high": low, "form": form, "unit": unit, **fields})
    return Reported(paper, plain)


def agreeing(low: float, slug: str, **fields: Any) -> Reported:
    """A row that states what it was compared with and measured on, as others made so do."""
    return row(low, slug=slug, **{"baseline": ("PondLM",), "hardware": ("NVIDIA A100",), **fields})


SPEED = Traits("speed", "higher")
LATENCY = Traits("latency", "lower")
FID = Traits("FID", "lower", score=True)


def values(band: Band) -> list[float]:
    return [placed.reported.result.low for placed in band.rows]


def best(group: ComparableGroup) -> list[float]:
    return [placed.reported.result.low for band in group.bands for placed in band.rows if placed.best]


CONDITION = st.sampled_from([(), ("A",), ("B",), ("A", "B"), ("b", "A")])
ROWS = st.lists(
    st.builds(
        row,
        st.integers(0, 9).map(float),
        st.sampled_from(FORM_ORDER),
        st.sampled_from(["×", "%", ""]),
        st.sampled_from(["2023", "2024-05", "2024-05-03"]),
        st.sampled_from(["heron", "otter", "hare"]),
        metric=st.sampled_from(["speed", "Speed", "latency"]),
        baseline=CONDITION,
        hardware=CONDITION,
        dataset=CONDITION,
        effect=st.sampled_from(["better", "worse", None]),
        subject=st.sampled_from([None, "PondLM"]),
        bound=st.sampled_from([None, "up to"]),
    ),
    max_size=25,
)
TRAITS = st.builds(Traits, st.just("speed"), st.sampled_from(["higher", "lower", None]), score=st.booleans())


@given(ROWS, TRAITS)
def test_every_row_stands_once_in_the_group_of_its_metric_form_and_unit(rows: list[Reported], traits: Traits) -> None:
    table = build_tables(rows, lambda _: traits)

    assert sorted(id(item) for group in table for item in group.rows) == sorted(map(id, rows))
    assert len({(group.metric.casefold(), group.form, group.unit) for group in table}) == len(table)
    for group in table:
        assert {(item.result.form, item.result.unit) for item in group.rows} == {(group.form, group.unit)}
        assert len({item.result.metric.casefold() for item in group.rows}) == 1
        assert group.reason


@given(ROWS, TRAITS)
def test_only_rows_of_several_papers_that_agree_in_all_conditions_are_ranked(rows: list[Reported], traits: Traits) -> None:
    for group in build_tables(rows, lambda _: traits):
        for band in group.bands:
            own = [placed.reported for placed in band.rows if placed.reported.result.subject is None]
            conditions = ("hardware", "model", "bound", "baseline" if group.form in COMPARING_FORMS else "dataset")
            stated = {
                tuple(frozenset(map(str.casefold, getattr(item.result, name) or ())) for name in conditions) for item in own
            }
            if band.ranked:
                assert len(stated) == 1
                assert len({item.paper.slug for item in own}) > 1
            else:
                assert not any(placed.best for placed in band.rows)


@given(ROWS, TRAITS)
def test_the_best_of_a_band_is_no_worse_than_any_of_it(rows: list[Reported], traits: Traits) -> None:
    for group in build_tables(rows, lambda _: traits):
        for band in group.bands:
            gains = [
                row.reported.result
                for row in band.rows
                if row.reported.result.effect != "worse" and not row.reported.result.subject
            ]
            falling = group.form in COMPARING_FORMS or traits.better == "higher"
            for placed in band.rows:
                if placed.best:
                    edge = max if falling else min
                    assert placed.reported.result.low == edge(result.low for result in gains)


def test_forms_come_in_their_order_and_larger_groups_first() -> None:
    table = build_table(
        [row(1, "absolute", "s"), row(2, "absolute", "ms"), row(3, "absolute", "ms"), row(4), row(5, "relative", "%")], LATENCY
    )

    assert [(group.form, group.unit) for group in table] == [
        ("ratio", "×"),
        ("relative", "%"),
        ("absolute", "ms"),
        ("absolute", "s"),
    ]


def test_of_several_metrics_the_groups_with_the_most_rows_come_first() -> None:
    rows = [row(1), row(2, metric="latency"), row(3, metric="latency"), row(4, "absolute", "", metric="fid")]
    table = build_tables(rows, lambda metric: Traits(metric, None))

    assert [group.metric for group in table] == ["latency", "fid", "speed"]


@pytest.mark.parametrize(
    ("form", "traits", "expected"),
    [
        ("absolute", SPEED, [3, 2, 1]),
        ("absolute", LATENCY, [1, 2, 3]),
        ("fraction", LATENCY, [1, 2, 3]),
        ("ratio", LATENCY, [3, 2, 1]),
        ("relative", LATENCY, [3, 2, 1]),
        ("difference", SPEED, [3, 2, 1]),
    ],
)
def test_in_a_ranked_band_the_best_value_comes_first_and_is_marked(form: str, traits: Traits, expected: list[float]) -> None:
    rows = [agreeing(low, slug, form=form, dataset=("Reedbed",)) for low, slug in ((2, "heron"), (3, "otter"), (1, "hare"))]
    (group,) = build_table(rows, traits)
    (band,) = group.bands

    assert band.ranked
    assert values(band) == expected
    assert best(group) == expected[:1]


def test_losses_come_after_gains_and_values_of_other_systems_last_and_neither_is_the_best() -> None:
    rows = [
        agreeing(9, "heron", subject="PondLM"),
        agreeing(5, "otter", effect="worse"),
        agreeing(2, "hare"),
        agreeing(8, "mole", subject="ReedLM", effect="worse"),
    ]
    (group,) = build_table(rows, SPEED)

    assert values(group.bands[0]) == [2, 5, 9, 8]
    assert best(group) == [2]


def test_equal_values_come_newest_first_and_all_of_them_are_the_best() -> None:
    days = {"heron": "2023-01-01", "otter": "2024-01-01", "hare": "2023-06-01"}
    (group,) = build_table([agreeing(2, slug, day=day) for slug, day in days.items()], SPEED)

    assert [placed.reported.paper.slug for placed in group.bands[0].rows] == ["otter", "hare", "heron"]
    assert best(group) == [2, 2, 2]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (agreeing(1, "heron"), "Not ranked: one paper's own comparison."),
        (agreeing(1, "otter", dataset=("Reedbed",)), "Not ranked: they differ in data set, or not all state it."),
        (
            agreeing(1, "otter", model=("Heron-7B",), bound="up to"),
            "Not ranked: they differ in model and bound, or not all state it.",
        ),
        (agreeing(1, "otter"), "Ranked, the best first: they agree in all that they state."),
        (agreeing(1, "otter", baseline=("pondlm",)), "Ranked, the best first: they agree in all that they state."),
    ],
)
def test_a_band_says_why_it_is_ranked_or_not(other: Reported, reason: str) -> None:
    (group,) = build_table([agreeing(2, "heron"), other], SPEED)
    (band,) = group.bands

    assert (band.heading, band.reason) == ("Over PondLM, on NVIDIA A100", reason)


def test_rows_that_agree_with_none_come_newest_first_and_say_what_keeps_them_apart() -> None:
    rows = [
        agreeing(1, "heron"),
        agreeing(2, "otter"),
        row(9, day="2022-01-01", baseline=("PondLM",)),
        row(3, day="2024-01-01", slug="hare"),
        agreeing(4, "mole", day="2023-01-01", hardware=("FPGA",)),
    ]
    (group,) = build_table(rows, SPEED)
    band, rest = group.bands

    assert values(band) == [2, 1]
    assert values(rest) == [3, 4, 9]
    assert [placed.apart for placed in rest.rows] == [("baseline", "hardware"), ("hardware",), ("hardware",)]
    assert "none is ranked against another band" in group.reason
    assert rest.reason.startswith("Not ranked, newest first")


def test_a_cost_is_ranked_only_for_the_same_data_set_on_the_same_hardware() -> None:
    def measure(traits: Traits, **fields: Any) -> bool:
        rows = [row(low, "absolute", "s", slug=slug, **fields) for low, slug in ((1, "heron"), (2, "otter"))]
        (group,) = build_table(rows, traits)
        return group.bands[0].ranked

    assert measure(LATENCY, hardware=("FPGA",), dataset=("Reedbed",))
    assert not measure(LATENCY, hardware=("FPGA",))
    assert not measure(LATENCY, dataset=("Reedbed",))
    assert measure(FID, dataset=("Reedbed",))
    assert not measure(Traits("depth", None), hardware=("FPGA",), dataset=("Reedbed",))


def test_where_no_two_rows_agree_the_group_says_so() -> None:
    (group,) = build_table([row(1), row(2, slug="otter")], SPEED)

    assert "No two rows state the same baseline and hardware, so none is ranked" in group.reason
    assert "≠ marks what a row does not state" in group.reason


def test_a_single_row_is_compared_with_nothing() -> None:
    (group,) = build_table([row(1)], SPEED)

    assert (group.heading, group.reason) == (
        "Times as much or as fast (×)",
        "Each value says how many times better or worse speed is than the baseline's.",
    )
    assert group.bands[0].rows[0].apart == ()


def test_no_results_make_no_table() -> None:
    assert build_table([], SPEED) == ()


def test_only_forms_that_compare_take_a_baseline() -> None:
    assert {form for form in FORM_ORDER if takes_baseline(row(1, form).result)} == COMPARING_FORMS
