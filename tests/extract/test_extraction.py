"""What whole texts yield."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Result
from tests.places import span_of, words_at


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("An invented title", text), vocabulary, NO_OPINION).results


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("We get 2.4times more speed.", [(2.4, 2.4, "×")]),
        ("Our cache cuts latency by 40sim60\\%.", [(40, 60, "%")]),
        ("Ours is 1.5-2.5x faster.", [(1.5, 2.5, "×")]),
        ("We improve throughput by 50 and 60%.", [(50, 50, "%"), (60, 60, "%")]),
        ("Our codec runs at 91.07fps.", [(91.07, 91.07, "fps")]),
        ("Our tuner takes 20 minutes to 5 hours.", [(20, 300, "min")]),
        ("Our search takes 6 A100 GPU days.", [(6, 6, "GPU-days")]),
        ("We scale the sequence length up to 1,900K.", [(1_900_000, 1_900_000, "")]),
        ("Our loader reaches 560 TFlops/GPU.", [(560, 560, "TFLOPS/GPU")]),
    ],
)
def test_a_number_is_read_with_its_range_its_unit_and_its_scale(
    text: str, values: list[tuple[float, float, str]], vocabulary: Vocabulary
) -> None:
    rows = read(text, vocabulary)

    assert [(row.low, row.high, row.unit) for row in rows] == values


@pytest.mark.parametrize(
    "text",
    [
        "We train GPT-4 and Llama-2-70B on CIFAR-10 with INT8 and 2:4 sparsity.",
        "Our 3D model of 2023 uses 16 x 16 patches on TPUv4.",
        "We use 4x A100 with 80GB memory.",
        "Our code is at https://example.org/v1.5/90%faster.",
        "We collect 13K images and 29M pairs of text in 12 languages.",
        "We (1) read, (2) sort and (3) write.",
        "We run every test 3 times.",
        "We study 4x super-resolution at 50% sparsity.",
        "Models grew over 1000x. We propose a smaller one.",
        "However, existing methods lose 5% accuracy.",
        "Our method is several orders of magnitude faster.",
        "We rank among the top 10 of all entries.",
    ],
)
def test_names_sizes_conditions_and_background_give_no_row(text: str, vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary) == ()


@pytest.mark.parametrize(
    ("text", "form", "metric", "effect"),
    [
        ("We reach 2x higher throughput.", "ratio", "throughput", "better"),
        ("We reduce latency by 33.5%.", "relative", "latency", "better"),
        ("We improve top-1 accuracy by 0.2%.", "difference", "top-1 accuracy", "better"),
        ("We lose 0.56% accuracy: an accuracy loss of 0.56%.", "difference", "accuracy", "worse"),
        ("Our index uses only 12% of the KV cache.", "fraction", "memory", "better"),
        ("Our model has an accuracy of 93.05%.", "absolute", "accuracy", None),
        ("Our model obtains a 3.1 dB gain in PSNR.", "difference", "psnr", "better"),
        ("Our scheduler lowers branch misses by 30%.", "relative", "branch misses", "better"),
        ("Our decoder beats the old one by 2x.", "ratio", "speed", "better"),
        ("Our planner needs 11.5 ms inference time.", "absolute", "latency", None),
        ("Our fuzzer improves code coverage by 7.5%.", "difference", "coverage", "better"),
        ("Ours is as fast, using 79% of the energy.", "fraction", "energy", "better"),
        ("Sorting accounts for 79% of the energy.", "fraction", "energy", None),
    ],
)
def test_form_metric_and_effect_follow_from_the_words_around(
    text: str, form: str, metric: str, effect: str | None, vocabulary: Vocabulary
) -> None:
    row = read(text, vocabulary)[0]

    assert (row.form, row.metric, row.effect) == (form, metric, effect)


def test_coordinated_values_align_with_as_many_metrics(vocabulary: Vocabulary) -> None:
    rows = read("We improve latency and GPU utilization by 33% and 20%, respectively, over Foo.", vocabulary)

    assert [row.metric for row in rows] == ["latency", "utilization"]
    assert [row.baseline for row in rows] == [("Foo",), ("Foo",)]


def test_coordinated_values_align_with_as_many_baselines(vocabulary: Vocabulary) -> None:
    rows = read("Ours is 15x, 46x and 108x faster than Foo, Bar and Quux.", vocabulary)

    assert [row.baseline for row in rows] == [("Foo",), ("Bar",), ("Quux",)]


def test_coordinated_values_align_with_as_many_devices(vocabulary: Vocabulary) -> None:
    rows = read("We measure 2x and 3x speedups on NVIDIA V100 and Intel Xeon, respectively.", vocabulary)

    assert [row.hardware for row in rows] == [("NVIDIA V100",), ("Intel Xeon",)]


def test_a_list_of_another_length_is_not_aligned_but_shared(vocabulary: Vocabulary) -> None:
    rows = read("Ours is 15x and 46x faster than Foo, Bar and Quux.", vocabulary)

    assert [row.baseline for row in rows] == [("Foo", "Bar", "Quux")] * 2


def test_a_word_alone_aligns_nothing(vocabulary: Vocabulary) -> None:
    assert read("We treat rows and columns, respectively.", vocabulary) == ()


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("We get up to 2x and 3x speedups.", ["up to", "up to"]),
        ("We get a 2x speedup on average.", ["average"]),
        ("We get an average speedup of 2x.", ["average"]),
        ("We improve average accuracy by 2%.", [None]),
        ("We cut energy by more than 20%.", ["at least"]),
        ("We cut energy by ~20%.", ["about"]),
        ("Ours runs in under 5 seconds.", ["up to"]),
        ("We render at 30+ FPS.", ["at least"]),
        ("We get up to 2x speedup, while latency drops by 3%.", ["up to", None]),
        ("Ours is up to 3x faster than Foo and 2x faster than Bar.", ["up to", "up to"]),
        ("Ours has a speedup of up to 3.5x for lids, and 2.5x for tops, and of 4.5x for cups.", ["up to"] * 3),
        ("Ours is up to 3x faster than Foo, while Bar is beaten, and improves recall by 2%.", ["up to", None]),
        ("Ours trains in about 2 days, reaching a recall of 63% and 71% accuracy.", ["about", None, None]),
    ],
)
def test_a_qualifier_spreads_over_its_list_and_no_further(text: str, bounds: list[str | None], vocabulary: Vocabulary) -> None:
    assert [row.bound for row in read(text, vocabulary)] == bounds


def test_from_a_to_b_gives_the_own_value_and_the_one_before(vocabulary: Vocabulary) -> None:
    rows = read("We raise accuracy from 60.3% to 73.2%.", vocabulary)

    assert [(row.low, row.form, row.subject) for row in rows] == [(60.3, "absolute", "baseline"), (73.2, "absolute", None)]


def test_a_value_in_brackets_after_a_rival_is_the_rivals(vocabulary: Vocabulary) -> None:
    rows = read("Our model reaches an FID of 2.96, outperforming Foo (3.3 FID).", vocabulary)

    assert [(row.low, row.subject) for row in rows] == [(2.96, None), (3.3, "Foo")]


def test_a_named_example_stands_for_the_systems_that_it_is_an_example_of(vocabulary: Vocabulary) -> None:
    row = read("Ours has 2x higher throughput than older engines like Foo and Bar.", vocabulary)[0]

    assert row.baseline == ("Foo", "Bar")


def test_what_is_not_stated_stays_empty(vocabulary: Vocabulary) -> None:
    row = read("We get a 2x speedup.", vocabulary)[0]

    assert (row.baseline, row.hardware, row.dataset, row.model, row.subject, row.bound) == ((), (), (), (), None, None)


def test_a_device_that_experiments_run_on_holds_for_the_sentences_after(vocabulary: Vocabulary) -> None:
    rows = read("We evaluate it; all experiments run on an NVIDIA A100. It is 2x faster.", vocabulary)

    assert rows[0].hardware == ("NVIDIA A100",)


def test_a_number_of_the_title_repeated_in_the_abstract_is_one_row(vocabulary: Vocabulary) -> None:
    document = build_document("Playing at 30+ FPS", "We present a game engine. It renders at over 30 FPS on a GPU.")

    rows = extract(document, vocabulary, NO_OPINION).results

    assert [(row.quote, span_of(row.evidence).passage) for row in rows] == [("30 FPS", "abstract")]


def test_the_id_depends_on_the_number_and_not_on_the_words_around_it(vocabulary: Vocabulary) -> None:
    first = read("We get a 2x speedup over Foo.", vocabulary)[0]
    second = read("Our engine has 2x higher throughput.", vocabulary)[0]

    assert first.id == second.id
    assert len(first.id) == 8


def test_equal_numbers_of_one_paper_have_ids_of_their_own(vocabulary: Vocabulary) -> None:
    rows = read("We get 2x lower latency and 2x higher throughput.", vocabulary)

    assert len({row.id for row in rows}) == len(rows) == 2


def test_the_quote_is_the_raw_text(vocabulary: Vocabulary) -> None:
    text = "We cut latency by 40\\%-60\\% and energy by 2.4times."

    rows = read(text, vocabulary)

    assert [row.quote for row in rows] == ["40\\%-60\\%", "2.4times"]
    assert [words_at(text, row.context) for row in rows] == [text, text]
