"""What numbers are compared with, and whose numbers they are."""

import pytest

from litatlas.extract import Document, Vocabulary, extract
from litatlas.model import Result


def read(text: str, vocabulary: Vocabulary) -> tuple[Result, ...]:
    return extract(Document("An invented title", text), vocabulary).results


@pytest.mark.parametrize(
    ("text", "baselines"),
    [
        ("Compared to the older planner Foo-X, our planner saves 20% energy, while running 3x faster.", [("Foo-X",)] * 2),
        ("Compared with Foo, Bar, and Baz, our planner has 3x higher throughput.", [("Foo", "Bar", "Baz")]),
        ("Compared to its sibling, i.e., Foo-1.5, our planner cuts latency by 60%.", [("Foo-1.5",)]),
        ("Ours outperforms the state-of-the-art engine FooBar by 2x.", [("FooBar",)]),
        ("Ours outperforms the best prior technique, slow boiling, by 2x.", [("slow boiling",)]),
        ("Ours beats folded box models (FBM) by 3% accuracy.", [("FBM",)]),
        ("Ours outperforms plain models by 30 points and Foo by 10 points.", [("plain models",), ("Foo",)]),
        ("Ours outperforms by 1.5 times earlier folding code.", [("earlier folding code",)]),
        ("Ours beats FooFuzz, improving coverage by 25% and reducing crashes by 5%.", [("FooFuzz",)] * 2),
        ("Ours is 25x larger than with Foo-only stores.", [("Foo-only stores",)]),
        ("Ours is 2x faster than that reached by Foo.", [("Foo",)]),
        ("We cut cost by 3x and raise throughput by 2x while keeping quality compared to Foo.", [("Foo",)] * 2),
        ("Ours is trained 20x faster, in less than a day on one GPU.", [()]),
        ("Ours has 80% less latency compared to Foo, and over 90% compared to Bar.", [("Foo",), ("Bar",)]),
        ("Ours (1) beats Foo; (2) gives a 2x speedup.", [()]),
        ("It has a speedup of 2x over plain sampling, accompanied by an accuracy loss of 0.5%.", [("plain sampling",)] * 2),
        ("Ours scores 83.5 on VBench, beating models like Foo-5B, Kling, and Bar.", [("Foo-5B", "Kling", "Bar")]),
    ],
)
def test_the_baseline_is_found_with_its_reach(text: str, baselines: list[tuple[str, ...]], vocabulary: Vocabulary) -> None:
    assert [row.baseline for row in read(text, vocabulary)] == baselines


def test_a_value_beside_the_own_one_is_that_of_the_system_compared_with(vocabulary: Vocabulary) -> None:
    rows = read("Ours beats FooNet (7.5 FID / 0.65 SSIM) and is 12x faster (0.2s vs 2.4s).", vocabulary)

    assert [(row.low, row.subject) for row in rows] == [
        (7.5, "FooNet"),
        (0.65, "FooNet"),
        (12, None),
        (0.2, None),
        (2.4, "FooNet"),
    ]
    assert [row.baseline for row in rows if row.subject] == [()] * 3
