"""What holds for every text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litatlas.alike import ALIKE
from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.lexicon.terms import Vocabulary
from tests.places import span_of, words_at

WORDS = st.sampled_from(
    (
        "we our achieve reduce latency throughput accuracy by"
        " up to over than compared with Foo GPU A100 from and , . ( ) % 2x 3.5 40\\%"
        " 2.4times 1sim2 $5 1,900K respectively ± 10-20% 7/8 vs. 2:4 16x16 3.2e5 ms tokens/s ∼"
        " é \u0301 https://a.b/1% {1.31 FID}"
    ).split(" ")
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))


@given(title=TEXTS, abstract=TEXTS)
@settings(max_examples=150, deadline=None)
def test_every_row_quotes_the_raw_text_and_is_a_range(title: str, abstract: str, vocabulary: Vocabulary) -> None:
    raw = {"title": title, "abstract": abstract}

    extraction = extract(build_document(title, abstract), vocabulary)

    for row in extraction.results:
        text = raw[span_of(row.evidence).passage]
        assert words_at(text, row.evidence) in words_at(text, row.context) != ""
        context, evidence = span_of(row.context), span_of(row.evidence)
        assert context.start <= evidence.start < evidence.end <= context.end
        assert words_at(text, row.evidence) == row.quote
        assert row.low <= row.high
        assert any(character.isdigit() for character in row.quote)
        assert row.metric
    assert len({row.id for row in extraction.results}) == len(extraction.results)


@given(text=st.text(alphabet=st.characters(exclude_categories=["Nd", "No", "Nl"]), max_size=200))
@settings(max_examples=80, deadline=None)
def test_a_text_without_a_digit_gives_no_row(text: str, vocabulary: Vocabulary) -> None:
    assert extract(build_document(text, "We improve it. " + text), vocabulary).results == ()


@given(abstract=TEXTS)
@settings(max_examples=40, deadline=None)
def test_the_same_text_gives_the_same_extraction(abstract: str, vocabulary: Vocabulary) -> None:
    document = build_document("", abstract)

    assert extract(document, vocabulary) == extract(document, vocabulary)


def measure_extraction(text: str, vocabulary: Vocabulary) -> float:
    """The processor's seconds for one document."""
    start = time.process_time()
    extract(build_document(text, text), vocabulary)
    return time.process_time() - start


@pytest.fixture(scope="module")
def ordinary(vocabulary: Vocabulary) -> float:
    """The processor's seconds for a text full of results, each in a sentence of its own."""
    text = " ".join(f"Foo{number} reaches an accuracy of {number / 10}% on Bar{number}." for number in range(600))
    assert len(extract(build_document(text, text), vocabulary).results) > 200
    return min(measure_extraction(text, vocabulary) for _ in range(3))


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text",
    [
        "7" * 100_000,
        "7 " * 50_000,
        "2x and " * 15_000,
        "(" * 100_000,
        "()" * 50_000,
        "respectively, " * 8_000,
        "a\u0301" * 50_000,
        "word " * 200_000,
        "x" * 1_000_000,
        "A-A" * 30_000,
        "than Foo, " * 10_000,
        "we improve latency by 2x over Foo and " * 3_000,
        "1.2.3.4." * 12_000,
        "$" * 100_000,
        "up to " * 20_000,
        "10-20-" * 20_000,
        "https://a.b/" * 9_000,
        "2x faster on GPU " * 3_000,
        "than A100 2x faster on ImageNet with Llama-2-7B " * 2_000,
        "5%, " * 10_000,
        "Compared to Foo, " * 6_000,
        "on the foo benchmark and " * 4_000,
        "for a a a a a tasks " * 5_000,
        "we beat foo (AB) by 3x and " * 4_000,
        "with Llama-2-7B-Instruct in Foo1, 2x " * 3_000,
        "aa " * 30_000 + "tasks",
        "we have " + "a-" * 50_000 + "(AB)",
    ],
    ids=lambda text: f"{text[:12]}…{len(text)}",
)
def test_no_text_takes_longer_than_its_length_asks_for(text: str, vocabulary: Vocabulary, ordinary: float) -> None:
    # What runs beside takes from single measurements, so that one of three is enough.
    assert any(_takes_its_time(text, vocabulary, ordinary) for _ in range(3))


def _takes_its_time(text: str, vocabulary: Vocabulary, ordinary: float) -> bool:
    """Tell whether a text takes at most fifteen times what an ordinary one does, and its half not much less than half."""
    whole = measure_extraction(text, vocabulary)
    is_linear = whole < ordinary or whole < 3 * measure_extraction(text[: len(text) // 2], vocabulary)
    return is_linear and whole < 15 * ordinary


@given(
    words=st.lists(WORDS, min_size=1, max_size=40),
    gaps=st.lists(st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", " \n  "]), min_size=40, max_size=40),
)
@settings(max_examples=120, deadline=None)
def test_white_space_changes_no_row(words: list[str], gaps: list[str], vocabulary: Vocabulary) -> None:
    plain = extract(build_document("", " ".join(words)), vocabulary)
    spread = extract(build_document("", "".join(word + gap for word, gap in zip(words, gaps, strict=False))), vocabulary)

    assert [(row.low, row.high, row.unit, row.form, row.metric, row.baseline, row.hardware) for row in spread.results] == [
        (row.low, row.high, row.unit, row.form, row.metric, row.baseline, row.hardware) for row in plain.results
    ]
    assert [row.id for row in spread.results] == [row.id for row in plain.results]


@given(texts=st.lists(TEXTS, min_size=2, max_size=5), data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_of_papers_does_not_matter(texts: list[str], data: st.DataObject, vocabulary: Vocabulary) -> None:
    first = {text: extract(build_document("", text), vocabulary) for text in texts}

    for text in data.draw(st.permutations(texts)):
        assert extract(build_document("", text), vocabulary) == first[text]


@given(title=TEXTS, abstract=TEXTS)
@settings(max_examples=100, deadline=None)
def test_every_number_is_a_row_or_has_a_reason(title: str, abstract: str, vocabulary: Vocabulary) -> None:
    raw = {"title": title, "abstract": abstract}

    extraction = extract(build_document(title, abstract), vocabulary)

    for item in extraction.non_results:
        text = raw[span_of(item.evidence).passage]
        assert words_at(text, item.evidence)
        assert words_at(text, item.evidence) == item.quote
        assert item.reason
    taken = [row.evidence for row in extraction.results] + [item.evidence for item in extraction.non_results]
    assert len(set(taken)) == len(taken)


@given(abstract=TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_row_is_never_surer_than_its_flags_allow(abstract: str, vocabulary: Vocabulary) -> None:
    for row in extract(build_document("", abstract), vocabulary).results:
        assert row.confidence in ("high", "medium", "low")
        doubts = [flag for flag in row.flags if not flag.startswith(ALIKE)]  # what parts it from others doubts no value
        assert not (doubts and row.confidence == "high")
