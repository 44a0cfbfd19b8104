"""Derived factors: what a number implies, and nothing where that would be a guess."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.compare.agreement import Better
from litatlas.compare.derive import derive_factor, find_direction, format_factor
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.model import Result, Span

VOCABULARY = load_vocabulary(())
PLAIN = Result(
    id="00000000", quote="1", low=1, high=1, unit="%", form="relative", metric="latency", effect="better", bound=None,
    baseline=(), hardware=(), dataset=(), model=(), subject=None, evidence=Span("abstract", 0, 1),
    context=Span("abstract", 0, 9), confidence="high", flags=(),
)  # fmt: skip


def make(low: float, high: float | None = None, **fields: Any) -> Result:
    return replace(PLAIN, low=low, high=low if high is None else high, **fields)


def direct(metric: str) -> Better | None:
    return find_direction(VOCABULARY, metric)


def factor(result: Result, *others: Result) -> str | None:
    derived = derive_factor(result, (result, *others), direct)
    return f"{derived.bound or ''} {format_factor(derived)} = {derived.formula}".strip() if derived else None


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (make(33.5), "1.50× = 1 ÷ (1 − 33.5 %)"),
        (make(33.5, bound="up to"), "up to 1.50× = 1 ÷ (1 − 33.5 %)"),
        (make(20, 50), "1.25–2.00× = 1 ÷ (1 − (20 to 50) %)"),
        (make(40, metric="throughput"), "1.40× = 1 + 40 %"),
        (make(250, metric="throughput"), "3.50× = 1 + 250 %"),
        (make(12, form="fraction", metric="memory"), "8.33× = 1 ÷ 12 %"),
        (make(5, 10, form="fraction", metric="memory"), "10.0–20.0× = 1 ÷ (5 to 10) %"),
    ],
)
def test_a_change_of_a_cost_or_a_speed_is_a_factor(result: Result, expected: str) -> None:
    assert factor(result) == expected


@pytest.mark.parametrize(("bound", "flipped"), [("up to", "at least"), ("at least", "up to"), ("about", "about"), (None, None)])
def test_at_most_a_share_is_at_least_a_factor(bound: Any, flipped: str | None) -> None:
    derived = derive_factor(make(10, form="fraction", metric="memory", bound=bound), (), direct)

    assert derived is not None
    assert derived.bound == flipped


@pytest.mark.parametrize(
    "result",
    [
        make(33, metric="accuracy"),
        make(3, metric="fid"),
        make(20, metric="utilization"),
        make(20, metric="pond depth"),
        make(20, effect="worse"),
        make(20, effect=None),
        make(20, subject="PondLM"),
        make(20, form="difference"),
        make(20, unit="ms"),
        make(100),
        make(120),
        make(50, 100),
        make(0),
        make(2.3, form="ratio", unit="×"),
        make(44, form="fraction", effect=None, metric="latency"),
        make(40, form="fraction", metric="throughput"),
        make(29, form="absolute", unit="s", effect=None),
    ],
    ids=lambda result: f"{result.low}-{result.form}-{result.metric}",
)
def test_nothing_follows_where_the_meaning_is_open(result: Result) -> None:
    assert factor(result) is None


OWN = make(29, form="absolute", unit="s", effect=None, id="00000001")
OTHER = make(71, form="absolute", unit="s", effect=None, id="00000002", subject="baseline")


def test_from_one_value_to_another_is_their_ratio() -> None:
    assert factor(OWN, OTHER) == "2.45× = 71 s ÷ 29 s"
    assert factor(OTHER, OWN) is None


def test_of_a_speed_the_own_value_stands_above_the_line() -> None:
    own, other = (replace(row, metric="throughput", unit="fps", low=low, high=low) for row, low in ((OWN, 60.0), (OTHER, 20.0)))

    assert factor(own, other) == "3.00× = 60 fps ÷ 20 fps"


@pytest.mark.parametrize(
    "others",
    [
        (),
        (replace(OTHER, unit="ms"),),
        (replace(OTHER, metric="training time"),),
        (replace(OTHER, context=Span("abstract", 10, 19)),),
        (replace(OTHER, hardware=("NVIDIA A100",)),),
        (replace(OTHER, model=("Heron-7B",)),),
        (replace(OTHER, bound="up to"),),
        (replace(OTHER, low=20, high=20),),
        (OTHER, replace(OTHER, id="00000003", low=80, high=80)),
        (OTHER, replace(OWN, id="00000003", low=30, high=30)),
    ],
)
def test_values_that_do_not_belong_together_are_not_divided(others: tuple[Result, ...]) -> None:
    assert factor(OWN, *others) is None


RESULTS = st.builds(
    make,
    st.floats(-50, 300),
    st.none(),
    unit=st.sampled_from(["%", "×", "s", ""]),
    form=st.sampled_from(["ratio", "relative", "difference", "fraction", "absolute"]),
    metric=st.sampled_from(["latency", "memory", "throughput", "accuracy", "fid", "pond depth"]),
    effect=st.sampled_from(["better", "worse", None]),
    bound=st.sampled_from([None, "up to", "at least", "about", "average"]),
    subject=st.sampled_from([None, "PondLM"]),
)


@given(RESULTS, st.lists(RESULTS, max_size=3))
def test_a_factor_is_an_improvement_of_the_papers_own_cost_or_speed(result: Result, siblings: list[Result]) -> None:
    derived = derive_factor(result, [result, *siblings], direct)

    if derived is not None:
        assert 1 <= derived.low <= derived.high
        assert result.subject is None
        assert result.metric in ("latency", "memory", "throughput")
        assert result.form in ("relative", "fraction", "absolute")


@given(st.floats(0.01, 99), st.floats(0.01, 99))
def test_a_range_gives_the_factors_of_its_ends(one: float, other: float) -> None:
    low, high = sorted((one, other))
    ends = [derive_factor(make(value), (), direct) for value in (low, high)]
    derived = derive_factor(make(low, high), (), direct)

    assert derived is not None
    assert [(derived.low, derived.low), (derived.high, derived.high)] == [(end.low, end.high) for end in ends if end]


@given(st.floats(0.1, 99.9))
def test_less_by_a_share_is_the_rest_as_a_share(percent: float) -> None:
    less = derive_factor(make(percent, metric="memory"), (), direct)
    rest = derive_factor(make(100 - percent, form="fraction", metric="memory"), (), direct)

    assert less is not None
    assert rest is not None
    assert less.low == pytest.approx(rest.low)


@pytest.mark.parametrize(
    ("low", "text"), [(1.5, "1.50×"), (9.994, "9.99×"), (9.996, "10.0×"), (99.96, "100×"), (1234.5, "1,234×")]
)
def test_factors_have_three_digits(low: float, text: str) -> None:
    derived = derive_factor(make(100 / low, form="fraction", metric="memory"), (), direct)

    assert derived is not None
    assert format_factor(derived) == text
