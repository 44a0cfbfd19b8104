"""Which numbers are results, and what they are of, in the shapes that are easy to misread."""

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Result


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(build_document("An invented title", text), vocabulary, NO_OPINION).results


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("Ours outperforms Foo by 34 points and Bar by 10 points.", ["performance", "performance"]),
        ("Ours beats Foo by 0.5 and Bar by 0.2 rFID.", ["fid", "fid"]),
        ("Ours is better (37.5 rightarrow 23.5 in FID-5k).", ["fid", "fid"]),
        ("We show speedups for folding, achieving up to 2.5times on an A100.", ["speed"]),
        ("Ours performs 4.5times than Foo.", ["speed"]),
        ("Ours is far more efficient at folding (4.5x).", ["efficiency"]),
        ("We serve 25x larger models than Foo.", ["model size"]),
        ("Our engine offers 9x cheaper lookups.", ["cost"]),
        ("Our kernel has a throughput of 84 TFLOPS (over 50% of the A6000 peak).", ["compute rate", "utilization"]),
        ("Ours has a smoothness score of 53.5 on VBench.", ["smoothness score"]),
        ("Ours has an FVD score of 514.5.", ["fvd"]),
        ("We get a token generation rate of 13.5 tokens/s, 18% lower than Foo.", ["throughput", "throughput"]),
        ("Our model was tuned on one GPU for 16 hours.", ["training time"]),
        ("With one A100 we can train a 30-billion parameter model.", ["parameters"]),
        ("We extend inputs from 16 to 128 frames.", ["video length", "video length"]),
        ("We gain 0.5 and 0.25 in PickScore and AES, respectively.", ["pickscore", "aesthetic score"]),
    ],
)
def test_the_metric_is_told_by_what_stands_around(text: str, metrics: list[str], vocabulary: Vocabulary) -> None:
    assert [row.metric for row in read(text, vocabulary)] == metrics


@pytest.mark.parametrize(
    "text",
    [
        "With only 1.5B parameters, our model draws cats.",
        "Our sampler is capable of 2 to 4-step drawing with high quality.",
        "Our links work on racks with 800Gbps cables.",
        "We spend our 1,000,000 A100-GPU-hours budget well.",
        "FooQuant(4+2) has a high quality.",
        "We use an RTX 4090 for fun.",
        "We are able to tune a 7-10B LLM on one GPU within 2 tries.",
    ],
)
def test_conditions_budgets_and_names_give_no_row(text: str, vocabulary: Vocabulary) -> None:
    assert read(text, vocabulary) == ()


def test_a_number_with_a_scale_after_a_hyphen_is_multiplied_out(vocabulary: Vocabulary) -> None:
    assert read("With one A100 we can train a 30-billion parameter model.", vocabulary)[0].low == 30e9


@pytest.mark.parametrize(("title", "quotes"), [("LidFlow: Lids That Flow", ["2.5x", "30%"]), ("LidFlow-2: Faster Lids", ["30%"])])
def test_what_a_name_that_begins_a_sentence_does_is_the_works_unless_the_title_has_its_next_version(
    title: str, quotes: list[str], vocabulary: Vocabulary
) -> None:
    text = (
        "Pumps are slow. LidFlow keeps lids in a cache, 2.5x faster than FooPump. However, LidFlow halts at night. "
        "We propose changes to LidFlow that cut latency by 30%."
    )

    assert [row.quote for row in extract(build_document(title, text), vocabulary, NO_OPINION).results] == quotes
