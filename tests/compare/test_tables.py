"""Comparison tables: what agrees in metric, form and unit stands together, and why it is ranked or not is said."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from litatlas.compare.agreement import COMPARING_FORMS, Traits, takes_baseline
from litatlas.compare.reasons import join
from litatlas.compare.tables import FORM_ORDER, build_table, build_tables, gather_single
from litatlas.compare.units import CONVERTED, convert, find_base
from litatlas.review.groups import Reported
from litatlas.slots import SLOTS
from tests.compare.rows import FID, LATENCY, SAMENESS, SPEED, full, row, values
from tests.compare.test_bands import ROWS, TRAITS


@given(ROWS, TRAITS)
def test_every_row_stands_once_in_the_group_of_its_metric_form_and_unit(rows: list[Reported], traits: Traits) -> None:
    table = build_tables(rows, lambda _: traits, SAMENESS)

    assert sorted(id(item) for group in table for item in group.rows) == sorted(map(id, rows))
    assert len({(group.metric.casefold(), group.form, group.unit) for group in table}) == len(table)
    for group in table:
        assert {item.result.form for item in group.rows} == {group.form}
        assert len({find_base(item.result.unit) for item in group.rows}) == 1
        assert {item.result.unit for item in group.rows} - {""} == set(filter(None, group.unit.split(", ")))
        assert len({item.result.metric.casefold() for item in group.rows}) == 1
        assert group.reason


def test_forms_come_in_their_order_and_larger_groups_first() -> None:
    rows = [row(1, "absolute", "J"), row(2, "absolute", "ms"), row(3, "absolute", "ms"), row(4), row(5, "relative", "%")]
    table = build_table(rows, LATENCY, SAMENESS)

    kinds = [("ratio", "×"), ("relative", "%"), ("absolute", "ms"), ("absolute", "J")]
    assert [(group.form, group.unit) for group in table] == kinds


def test_units_that_measure_one_thing_stand_in_one_group_and_are_ranked_by_what_they_measure() -> None:
    measured = {"form": "absolute", "baseline": ()}
    rows = [
        full(low, slug, unit=unit, **measured)
        for low, slug, unit in ((850, "heron", "ms"), (0.9, "otter", "s"), (800, "hare", "ms"))
    ]

    (group,) = build_table(rows, LATENCY, SAMENESS)

    assert group.heading == "Measured values (ms, s)"
    assert group.reason.startswith("Each value is latency itself, in ms or s.")
    assert values(group.bands[0]) == [800, 850, 0.9]
    assert [placed.best for placed in group.bands[0].rows] == [True, False, False]


@given(st.sampled_from(sorted(CONVERTED)))
def test_what_a_unit_is_compared_in_is_its_own_measure(unit: str) -> None:
    assert find_base(find_base(unit)) == find_base(unit)
    assert convert(1, find_base(unit)) == 1


def test_values_are_converted_as_people_know_it() -> None:
    cases = ((8.5, "ms", 0.0085, "s"), (2, "days", 172_800, "s"), (1, "GPU-days", 24, "GPU-hours"), (1, "GiB", 1.073741824, "GB"),
             (512, "MB", 0.512, "GB"), (1, "kWh", 3.6e6, "J"), (3, "tokens", 3, "tokens"))  # fmt: skip
    for value, unit, converted, base in cases:
        assert isclose(convert(value, unit), converted), unit
        assert find_base(unit) == base


def test_results_that_stand_alone_come_last_together() -> None:
    rows = [row(1), row(2, slug="otter"), row(9, metric="rtf"), row(7, metric="bleu")]
    *groups, last = gather_single(build_tables(rows, lambda metric: Traits(metric, None), SAMENESS))

    assert [group.metric for group in groups] == ["speed"]
    assert last.mixed
    assert [item.result.metric for item in last.rows] == ["bleu", "rtf"]


def test_one_result_that_stands_alone_keeps_its_group() -> None:
    table = build_tables([row(1), row(2, slug="otter"), row(9, metric="rtf")], lambda metric: Traits(metric, None), SAMENESS)

    assert gather_single(table) == table


def test_of_several_metrics_the_groups_with_the_most_rows_come_first() -> None:
    rows = [row(1), row(2, metric="latency"), row(3, metric="latency"), row(4, "absolute", "", metric="fid")]
    table = build_tables(rows, lambda metric: Traits(metric, None), SAMENESS)

    assert [group.metric for group in table] == ["latency", "fid", "speed"]


def test_where_no_two_papers_agree_the_group_says_so() -> None:
    (group,) = build_table([row(1), row(2, slug="otter")], SPEED, SAMENESS)

    nouns = join(slot.noun for slot in SLOTS)
    assert group.reason.endswith(f"No two papers state the same {nouns}, so none is ranked above another.")


def test_what_makes_no_difference_to_a_metric_is_not_asked_for() -> None:
    (group,) = build_table([row(1, "absolute", ""), row(2, "absolute", "", slug="otter")], FID, SAMENESS)

    assert "No two papers state the same data set" in group.reason


def test_a_group_says_that_only_what_agrees_is_ranked() -> None:
    (group,) = build_table([full(1, "heron"), full(2, "otter"), row(3, slug="hare")], SPEED, SAMENESS)

    assert "Papers are ranked only where they state the same baseline" in group.reason
    assert "no band is ranked against another" in group.reason


def test_a_single_row_is_compared_with_nothing() -> None:
    (group,) = build_table([row(1)], SPEED, SAMENESS)

    assert (group.heading, group.reason) == (
        "Times as much or as fast (×)",
        "Each value says how many times better or worse speed is than the baseline's.",
    )
    assert group.bands[0].rows[0].apart == ()


def test_no_results_make_no_table() -> None:
    assert build_table([], SPEED, SAMENESS) == ()


def test_only_forms_that_compare_take_a_baseline() -> None:
    assert {form for form in FORM_ORDER if takes_baseline(row(1, form).result)} == COMPARING_FORMS
