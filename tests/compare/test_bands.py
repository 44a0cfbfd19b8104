"""Bands: rows are ranked on what they state and share; one paper's own comparison is told from that; else it is said why not."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from litatlas.baselines.classes import squeeze
from litatlas.compare.agreement import COMPARING_FORMS, Sameness, Traits, list_needed
from litatlas.compare.bands import Band, build_bands
from litatlas.compare.tables import FORM_ORDER, build_tables
from litatlas.model import Span
from litatlas.review.groups import Reported
from litatlas.slots import SLOTS
from tests.compare.rows import FID, LATENCY, SAMENESS, SPEED, full, row, values

NAMES = st.sampled_from([(), ("Alpha 1",), ("Beta 2",), ("Alpha 1", "Beta 2"), ("beta 2", "Alpha 1"), ("GPU",), ("methods",)])
BASELINES = st.sampled_from([(), ("PondLM",), ("PondLM", "ReedLM"), ("FP16",), ("BF16 baseline",), ("FP32",), ("prior work",)])
ROWS = st.lists(
    st.builds(
        row,
        st.integers(0, 3).map(float),
        st.sampled_from(FORM_ORDER),
        st.sampled_from(["×", "%", ""]),
        st.sampled_from(["2023", "2024-05", "2024-05-03"]),
        st.sampled_from(["heron", "otter", "hare"]),
        metric=st.sampled_from(["speed", "Speed", "latency"]),
        effect=st.sampled_from(["better", "better", "worse", None]),
        subject=st.sampled_from([None, None, None, "PondLM", "ReedLM"]),
        bound=st.sampled_from([None, None, "about", "up to"]),
        confidence=st.sampled_from(["high", "high", "medium", "low"]),
        flags=st.sampled_from([(), (), ("hardware: 2 values",)]),
        context=st.sampled_from([Span("abstract", 0, 90), Span("abstract", 90, 180), Span("abstract", 0, 0)]),
        **{slot.name: BASELINES if slot.name == "baseline" else NAMES for slot in SLOTS},
    ),
    max_size=25,
)
"""Rows of every kind, with few values, so that many agree."""
ALIKE = st.lists(
    st.builds(
        full,
        st.integers(0, 3).map(float),
        st.sampled_from(["heron", "otter", "hare", "mole", "stork"]),
        form=st.sampled_from(["ratio", "absolute"]),
        baseline=st.sampled_from([("PondLM",), ("PondLM",), ("FP16",), ("BF16 baseline",)]),
        model=st.sampled_from([("Alpha 1",), ("Alpha 1",), ()]),
        bound=st.sampled_from([None, None, "about", "up to"]),
        flags=st.sampled_from([(), (), ("data set: 2 values",)]),
        confidence=st.sampled_from(["high", "high", "low"]),
    ),
    max_size=8,
)
"""Rows that nearly always agree."""
TRAITS = st.builds(
    Traits, st.just("speed"), st.sampled_from(["higher", "lower", None]), st.sampled_from([frozenset(), frozenset({"hardware"})])
)


def build(rows: list[Reported], traits: Traits = SPEED) -> tuple[Band, ...]:
    return build_bands(rows[0].result.form, rows, traits, SAMENESS)


def list_bands(rows: list[Reported], traits: Traits, kind: str) -> list[Band]:
    return [band for group in build_tables(rows, lambda _: traits, SAMENESS) for band in group.bands if band.kind == kind]


def read_all(item: Reported) -> list[frozenset[str]]:
    return [frozenset(text.casefold() for text in slot.read(item.result)) for slot in SLOTS]


# The law


@given(ROWS | ALIKE, TRAITS)
@example([full(2, "heron"), full(1, "otter")], SPEED)
def test_no_ranked_pair_differs_in_what_it_states_nor_leaves_open_what_is_needed(rows: list[Reported], traits: Traits) -> None:
    for band in list_bands(rows, traits, "ranked"):
        items = [placed.reported for placed in band.rows]
        needed = list_needed(items[0].result.form, traits)
        assert len({item.paper.slug for item in items}) == len(items) > 1
        for item in items:
            assert all(slot.read(item.result) and SAMENESS.read(item, slot) for slot in needed)
            assert item.result.confidence != "low"
            assert item.result.subject is None
            assert item.result.low == item.result.high
        for one, other in combinations(items, 2):
            assert [SAMENESS.read(one, slot) for slot in needed] == [SAMENESS.read(other, slot) for slot in needed]
            words = [slot for slot in needed if slot.name != "baseline"]
            assert all(set(map(squeeze, slot.read(one.result))) == set(map(squeeze, slot.read(other.result))) for slot in words)
            assert {one.result.bound, other.result.bound} <= {None, "about"} or one.result.bound == other.result.bound


@given(ROWS | ALIKE, TRAITS)
def test_one_papers_own_comparison_is_one_sentences_and_differs_in_nothing_but_whose_the_value_is(
    rows: list[Reported], traits: Traits
) -> None:
    for band in list_bands(rows, traits, "own"):
        items = [placed.reported for placed in band.rows]
        whose = [item.result.subject for item in items]
        assert len({(item.paper.slug, item.result.context) for item in items}) == 1
        assert None in whose
        assert len(set(whose)) == len(whose) > 1
        assert len({tuple(read_all(item)[1:]) for item in items}) == 1
        assert not any(item.result.flags or item.result.confidence == "low" for item in items)


@given(ROWS | ALIKE, TRAITS)
def test_a_ranked_row_is_no_worse_than_those_below_it_and_a_plain_one_no_lower_than_others_of_its_value(
    rows: list[Reported], traits: Traits
) -> None:
    for band in [*list_bands(rows, traits, "ranked"), *list_bands(rows, traits, "own")]:
        results = [placed.reported.result for placed in band.rows]
        for above, below in pairwise(results):
            losses = [result.form in COMPARING_FORMS and result.effect == "worse" for result in (above, below)]
            assert losses == sorted(losses)
            falling = (above.form in COMPARING_FORMS and not all(losses)) or (
                above.form not in COMPARING_FORMS and traits.better == "higher"
            )
            if losses[0] == losses[1]:
                assert above.low >= below.low if falling else above.low <= below.low
                plain = [result.bound is None and not result.flags for result in (above, below)]
                assert above.low != below.low or plain != [False, True]
        best = [placed.reported.result.low for placed in band.rows if placed.best]
        assert set(best) <= {results[0].low}


@given(ROWS | ALIKE, TRAITS)
def test_only_ranked_bands_have_a_best_row(rows: list[Reported], traits: Traits) -> None:
    for band in [*list_bands(rows, traits, "near"), *list_bands(rows, traits, "rest")]:
        assert not any(placed.best for placed in band.rows)
        assert not band.ranked


@given(ROWS, TRAITS)
def test_rows_that_stand_near_each_other_share_what_the_band_is_named_by(rows: list[Reported], traits: Traits) -> None:
    for band in list_bands(rows, traits, "near"):
        assert band.heading
        assert "share" in band.reason
        assert len({placed.reported.paper.slug for placed in band.rows}) > 1


# Ranked across papers


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
    (band,) = build([full(low, slug, form=form) for low, slug in ((2, "heron"), (3, "otter"), (1, "hare"))], traits)

    assert band.kind == "ranked"
    assert values(band) == expected
    assert [placed.best for placed in band.rows] == [True, False, False]
    assert band.reason.startswith("Ranked")


@pytest.mark.parametrize("slot", [slot.name for slot in SLOTS])
def test_what_one_row_states_and_another_does_not_keeps_them_apart(slot: str) -> None:
    bands = build([full(1, "heron"), full(2, "otter", **{slot: ()})])

    assert [band.kind for band in bands] == ["near"]
    assert "not both name a" in bands[0].reason


@pytest.mark.parametrize("slot", [slot.name for slot in SLOTS])
def test_what_no_row_states_keeps_them_apart(slot: str) -> None:
    (band,) = build([full(low, slug, **{slot: ()}) for low, slug in ((1, "heron"), (2, "otter"))])

    assert band.kind == "near"
    assert "but neither names a" in band.reason


@pytest.mark.parametrize("slot", [slot.name for slot in SLOTS])
def test_what_rows_state_differently_keeps_them_apart_and_is_named(slot: str) -> None:
    (band,) = build([full(1, "heron"), full(2, "otter", **{slot: ("Another 9",)})])

    noun = next(one.noun for one in SLOTS if one.name == slot)
    assert f"but they differ in {noun}." in band.reason


@pytest.mark.parametrize(
    "vague",
    [
        {"baseline": ("state of the art",)},
        {"baseline": ("existing methods",)},
        {"baseline": ("PondLM", "prior work")},
        {"hardware": ("GPU",)},
        {"dataset": ("reconstruction",)},
        {"model": ("8B model",)},
    ],
)
def test_the_same_words_that_name_no_one_thing_are_no_agreement(vague: dict[str, tuple[str, ...]]) -> None:
    bands = build([full(1, "heron", **vague), full(2, "otter", **vague)])

    assert not any(band.ranked for band in bands)


def test_baselines_of_one_specific_class_are_the_same_under_several_words() -> None:
    over = [full(2, "heron", baseline=("FP16",)), full(1, "otter", baseline=("BF16 baseline",))]

    (band,) = build(over)
    assert band.kind == "ranked"
    assert band.heading.startswith("Over full precision: 16 bits (FP16, BF16 baseline), on NVIDIA A100")
    assert not any(band.ranked for band in build([*over[:1], full(1, "otter", baseline=("FP32",))]))


def test_what_makes_no_difference_to_a_metric_keeps_nothing_apart() -> None:
    rows = [full(1, "heron", form="absolute", hardware=()), full(2, "otter", form="absolute", hardware=("NVIDIA H100",))]

    assert [band.kind for band in build(rows, FID)] == ["ranked"]
    assert [band.kind for band in build(rows, LATENCY)] == ["near"]


@pytest.mark.parametrize(
    ("hindrance", "said"),
    [
        ({"confidence": "low"}, "one was read with low confidence"),
        ({"high": 5.0}, "one is a range, over several cases"),
        ({"effect": None}, "one does not say whether it is better or worse"),
        ({"bound": "up to"}, "they differ in bound"),
    ],
)
def test_a_value_that_is_not_sure_or_not_one_is_not_ranked_and_that_is_said(hindrance: dict[str, Any], said: str) -> None:
    (band,) = build([full(1, "heron"), full(2, "otter", **hindrance)])

    assert band.kind == "near"
    assert band.reason.endswith(f", but {said}.")


def test_a_share_is_ranked_only_where_it_says_what_it_is_a_share_of() -> None:
    def find_kinds(**fields: Any) -> list[str]:
        return [
            band.kind
            for band in build([full(low, slug, form="fraction", **fields) for low, slug in ((1, "heron"), (2, "otter"))])
        ]

    assert find_kinds() == ["ranked"]
    assert find_kinds(baseline=()) == ["near"]


def test_two_values_of_one_paper_that_read_alike_are_not_ranked_for_something_is_not_stated() -> None:
    (band,) = build([full(1, "heron"), full(2, "heron"), full(3, "otter")])

    assert band.kind == "near"
    assert "what tells them apart is not stated" in band.reason


def test_where_no_way_is_better_nothing_is_ranked() -> None:
    (band,) = build([full(low, slug, form="absolute") for low, slug in ((1, "heron"), (2, "otter"))], Traits("depth", None))

    assert band.kind == "near"
    assert band.reason.endswith("but which way is better depends.")


def test_losses_come_after_gains_the_smallest_first() -> None:
    changes = [("heron", 5, "worse"), ("otter", 2, "better"), ("hare", 3, "worse"), ("mole", 9, "better")]
    (band,) = build([full(low, slug, effect=effect) for slug, low, effect in changes])

    assert values(band) == [9, 2, 3, 5]


def test_where_all_lose_none_is_the_best() -> None:
    (band,) = build([full(low, slug, effect="worse") for low, slug in ((3, "heron"), (2, "otter"))])

    assert values(band) == [2, 3]
    assert not any(placed.best for placed in band.rows)


def test_equal_values_come_plain_ones_first_then_the_newest_and_the_plain_are_the_best() -> None:
    days = {"heron": "2023-01-01", "otter": "2024-01-01", "hare": "2023-06-01"}
    rows = [full(2, slug, day=day) for slug, day in days.items()]
    rows += [full(2, "mole", day="2025-01-01", bound="about"), full(2, "stork", day="2025-01-01", flags=("data set: 2 values",))]
    (band,) = build(rows)

    assert [placed.reported.paper.slug for placed in band.rows] == ["otter", "hare", "heron", "mole", "stork"]
    assert [placed.best for placed in band.rows] == [True, True, True, False, False]


# One paper's own comparison


def own(low: float, subject: str | None, slug: str = "heron", **fields: Any) -> Reported:
    return row(low, "absolute", "ms", slug=slug, **{"subject": subject, "hardware": ("NVIDIA A100",), "effect": None, **fields})


def test_values_that_one_sentence_sets_against_each_other_are_a_band_of_their_own() -> None:
    band, rest = build([own(29, None), own(71, "PondLM"), own(40, None, slug="otter")], LATENCY)

    assert (band.kind, band.heading) == ("own", "One paper’s own comparison, on NVIDIA A100")
    assert values(band) == [29, 71]
    assert [placed.best for placed in band.rows] == [True, False]
    assert values(rest) == [40]


@pytest.mark.parametrize(
    "other",
    [
        own(71, None),
        own(71, "PondLM", hardware=("NVIDIA H100",)),
        own(71, "PondLM", model=("Alpha 1",)),
        own(71, "PondLM", context=Span("abstract", 90, 180)),
        own(71, "PondLM", confidence="low"),
        own(71, "PondLM", flags=("model: 2 values",)),
        own(71, "PondLM", bound="up to"),
        own(71, "PondLM", high=80.0),
        own(71, "PondLM", slug="otter"),
    ],
)
def test_what_one_paper_does_not_set_against_each_other_under_the_same_conditions_is_not_ranked(other: Reported) -> None:
    assert not any(band.ranked for band in build([own(29, None), other], LATENCY))


def test_values_of_two_other_systems_are_no_comparison_of_the_papers_own() -> None:
    assert not any(band.ranked for band in build([own(29, "ReedLM"), own(71, "PondLM")], LATENCY))


def test_two_own_values_in_one_sentence_are_not_told_apart_by_whose_they_are() -> None:
    assert not any(band.ranked for band in build([own(29, None), own(31, None), own(71, "PondLM")], LATENCY))


def test_a_quoted_value_can_be_the_best_of_its_papers_own_comparison() -> None:
    (band,) = build([own(29, None), own(11, "PondLM")], LATENCY)

    assert [(placed.reported.result.subject, placed.best) for placed in band.rows] == [("PondLM", True), (None, False)]


# What stands beside each other, and the rest


def test_rows_stand_near_those_that_they_share_the_most_with() -> None:
    a100: dict[str, Any] = {"hardware": ("NVIDIA A100",)}
    both: dict[str, Any] = {"hardware": ("NVIDIA A100",), "model": ("Alpha 1",)}
    rows = [
        row(1, **both),
        row(2, slug="otter", **both),
        row(3, slug="hare", **a100),
        row(4, slug="mole", **a100),
        row(5, slug="stork"),
    ]
    first, second, rest = build(rows)

    assert (first.heading, values(first)) == ("On NVIDIA A100, with Alpha 1", [1, 2])
    assert first.reason.startswith("Not ranked. Both share hardware and model, but neither names a baseline")
    assert (second.heading, values(second)) == ("On NVIDIA A100", [3, 4])
    assert (rest.kind, values(rest)) == ("rest", [5])


def test_a_setting_alone_puts_no_rows_beside_each_other() -> None:
    rows = [row(1, setting=("decode",)), row(2, slug="otter", setting=("decode",))]

    assert [band.kind for band in build(rows)] == ["rest"]


def test_names_are_the_same_however_they_are_spaced() -> None:
    rows = [full(1, "heron", model=("Heron-2-7B",)), full(2, "otter", model=("HERON 2 7B",))]

    assert [band.kind for band in build(rows)] == ["ranked"]


def test_of_the_rest_what_is_stated_and_shared_by_no_other_row_or_names_nothing_is_marked() -> None:
    rows = [
        row(1, baseline=("PondLM",), hardware=("GPU",)),
        row(2, slug="otter", baseline=("prior work",)),
        row(3, day="2025-01-01", slug="hare"),
    ]
    (rest,) = build(rows)

    assert [placed.apart for placed in rest.rows] == [(), ("baseline", "hardware"), ("baseline",)]
    assert rest.reason.startswith("Not ranked, newest first: ")


def test_a_kind_of_device_is_the_vocabularys_to_say() -> None:
    rows = [full(1, "heron", hardware=("GPU",)), full(2, "otter", hardware=("GPU",))]
    named = Sameness(SAMENESS.baselines, frozenset())

    assert [band.kind for band in build_bands("ratio", rows, SPEED, named)] == ["ranked"]
    assert [band.kind for band in build_bands("ratio", rows, SPEED, SAMENESS)] == ["near"]
