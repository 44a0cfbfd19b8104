"""Scales of charts: round ticks that hold all values, whatever these are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.site.charts.scales import LARGEST, make_scale

VALUES = st.lists(st.floats(min_value=-LARGEST, max_value=LARGEST), min_size=1, max_size=20)
USUAL = st.lists(st.floats(min_value=1e-3, max_value=1e6), min_size=1, max_size=20)


@given(VALUES, st.booleans())
def test_every_value_has_a_place_on_its_scale(values: list[float], logarithmic: bool) -> None:
    scale = make_scale(values, logarithmic=logarithmic)

    assert scale.low <= min(values) <= max(values) <= scale.high
    assert all(0 <= scale.place(value) <= 1 for value in values)
    places = [scale.place(value) for value in sorted(values)]
    assert all(before <= after for before, after in pairwise(places))


@given(USUAL, st.booleans())
def test_ticks_are_few_and_rise(values: list[float], logarithmic: bool) -> None:
    scale = make_scale(values, logarithmic=logarithmic)

    assert 2 <= len(scale.ticks) <= 10
    assert all(before < after for before, after in pairwise(scale.ticks))
    assert all(0 <= scale.place(tick) <= 1 for tick in scale.ticks)


@given(VALUES)
def test_a_scale_with_a_value_that_has_no_logarithm_is_linear(values: list[float]) -> None:
    assert not make_scale([*values, -1.0], logarithmic=True).logarithmic


@pytest.mark.parametrize(
    ("values", "logarithmic", "ticks"),
    [
        ([1.1, 3.1], True, (1, 2, 5)),
        ([1.5, 158], True, (1, 2, 5, 10, 20, 50, 100, 200)),
        ([1.03, 1000], True, (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
        ([0.5, 40_000], True, (0.1, 1, 10, 100, 1000, 10_000, 100_000)),
        ([12, 64], False, (0, 20, 40, 60, 80)),
        ([81.2, 83], False, (81, 81.5, 82, 82.5, 83)),
        ([0.1, 0.3], False, (0, 0.1, 0.2, 0.3)),
    ],
)
def test_ticks_are_the_numbers_that_a_person_would_write(
    values: list[float], logarithmic: bool, ticks: tuple[float, ...]
) -> None:
    assert make_scale(values, logarithmic=logarithmic).ticks == ticks
