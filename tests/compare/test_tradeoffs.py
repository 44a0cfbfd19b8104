"""Trade-offs: only what a paper states of one thing is a point, and only what may be compared stands in one chart."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.compare.agreement import Traits
from litatlas.compare.tradeoffs import Tradeoff, find_side, find_tradeoffs, read_value
from litatlas.extract.lexicon.terms import MetricTerm
from litatlas.model import Span
from litatlas.review.groups import Reported
from tests.compare.rows import FULL, SAMENESS, row

TERMS = {
    term.name: term
    for term in (
        MetricTerm("accuracy", "accuracy", frozenset({"score", "percent"}), "higher", frozenset({"hardware"})),
        MetricTerm("latency", "latency", frozenset({"time"}), "lower"),
        MetricTerm("speed", "speed", frozenset({"ratio"}), "higher"),
        MetricTerm("compression ratio", "compression ratio", frozenset({"score", "ratio"}), "higher"),
        MetricTerm("batch size", "batch size", frozenset({"count"}), "higher"),
    )
}
LATER = Span("abstract", 90, 180)


def find(rows: list[Reported]) -> tuple[Tradeoff, ...]:
    def know(metric: str) -> Traits:
        return Traits(metric, TERMS[metric].better, TERMS[metric].unaffected_by)

    return find_tradeoffs(rows, TERMS.get, know, SAMENESS)


def state(accuracy: float, latency: float, slug: str = "heron", **fields: Any) -> list[Reported]:
    """An accuracy and a latency of one thing, whose settings name each other."""
    first: dict[str, Any] = {"metric": "accuracy", "quote": f"{accuracy:g}%", "setting": (f"{latency:g} ms",)}
    second: dict[str, Any] = {"metric": "latency", "quote": f"{latency:g} ms", "setting": (f"{accuracy:g}% accuracy",)}
    return [
        row(accuracy, "absolute", "%", slug=slug, **{**first, "dataset": ("PondBench",), "effect": None, **fields}),
        row(latency, "absolute", "ms", slug=slug, **{**second, "hardware": ("NVIDIA A100",), "effect": None, **fields}),
    ]


def read(tradeoff: Tradeoff) -> list[tuple[float, float, bool]]:
    return [(point.quality.result.low, point.cost.result.low, point.is_front) for point in tradeoff.points]


def test_values_that_name_each_other_are_points_and_the_front_is_what_nothing_beats() -> None:
    (found,) = find([*state(94, 3), *state(95, 10), *state(93, 12), *state(96, 46)])

    assert read(found) == [(94, 3, True), (95, 10, True), (93, 12, False), (96, 46, True)]
    assert (found.rising, found.paper) == ((True, False), "heron")


def test_what_the_systems_of_one_sentence_have_are_points() -> None:
    plain = [(90, 5, None), (80, 9, "PondLM"), (85, 4, "ReedLM")]
    rows = [item for accuracy, latency, subject in plain for item in state(accuracy, latency, setting=(), subject=subject)]

    (found,) = find(rows)

    assert read(found) == [(85, 4, True), (90, 5, True), (80, 9, False)]
    assert [point.quality.result.subject for point in found.points] == ["ReedLM", None, "PondLM"]


@pytest.mark.parametrize(
    "rows",
    [
        [*state(94, 3), *state(95, 10)],
        [*state(94, 3), *state(95, 10), *state(96, 46, dataset=("ReedBench",))],
        [*state(94, 3), *state(95, 10), *state(96, 46, hardware=("NVIDIA H100",))],
        [*state(94, 3), *state(95, 10), *state(96, 46, "otter")],
        [*state(94, 3), *state(95, 10), *state(96, 46, confidence="low")],
        [*state(94, 3), *state(95, 10), *state(96, 46, bound="up to")],
        [*state(94, 3), *state(95, 10), *state(96, 46, flags=("data set: 2 values",))],
        [*state(94, 3), *state(95, 10), *state(95, 10)],
        [*state(94, 3, setting=()), *state(95, 10, setting=()), *state(96, 46, setting=())],
        [*state(90, 5, setting=(), dataset=()), *state(80, 9, setting=(), dataset=(), subject="PondLM"),
         *state(85, 4, setting=(), dataset=(), subject="ReedLM", context=LATER)],
    ],
    ids=["few", "data set", "device", "paper", "unsure", "summit", "open", "twice", "which?", "sentence"],
)  # fmt: skip
def test_where_too_few_may_be_compared_there_is_none(rows: list[Reported]) -> None:
    assert find(rows) == ()


def test_papers_stand_together_where_all_state_all_that_is_needed() -> None:
    slugs = ("heron", "otter", "hare")

    def tell(slug: str, accuracy: float, latency: float, **fields: Any) -> list[Reported]:
        return state(accuracy, latency, slug, **{**FULL, **fields, "baseline": ()})

    rows = [
        item
        for slug, accuracy, latency in zip(slugs, (90, 80, 85), (5, 9, 4), strict=True)
        for item in tell(slug, accuracy, latency)
    ]
    (found,) = find(rows)

    assert read(found) == [(85, 4, True), (90, 5, True), (80, 9, False)]
    assert found.paper == ""
    assert find([*rows[:4], *tell("hare", 85, 4, model=())]) == ()
    assert find([*rows, *tell("hare", 84, 3)]) == ()


def test_only_quality_stands_against_only_speed_or_memory() -> None:
    sides = {name: find_side(term) for name, term in TERMS.items()}

    assert sides == {"accuracy": "quality", "latency": "cost", "speed": "cost", "compression ratio": None, "batch size": None}
    assert find_side(MetricTerm("accuracy", "accuracy", frozenset({"score"}), None)) is None
    assert find_side(None) is None


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=3, max_size=9, unique=True))
def test_each_point_is_on_the_front_or_beaten_by_one_that_is(values: list[tuple[int, int]]) -> None:
    rows = [
        item
        for number, (accuracy, latency) in enumerate(values)
        for item in state(accuracy, latency, setting=(), subject=f"System {number}")
    ]
    (found,) = find(rows)
    spots = {(read_value(point.quality.result), -read_value(point.cost.result)): point.is_front for point in found.points}

    assert len(spots) == len(values)
    for spot, is_front in spots.items():
        beating = [other for other in spots if other != spot and other[0] >= spot[0] and other[1] >= spot[1]]
        assert is_front == (not beating)
        assert is_front or any(spots[other] for other in beating)
