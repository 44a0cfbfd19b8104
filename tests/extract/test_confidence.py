"""The confidence of a row is judged by what was learned from labelled papers, and the reasons are told."""

from importlib.resources import files

import pytest

from eval.judging import WEIGHTS, list_examples, list_papers, make_judge, score_unseen
from eval.numbers import read_papers
from litatlas.extract.document import build_document
from litatlas.extract.extraction import trace
from litatlas.extract.judging.judge import Judge, load_judge
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.extract.rows.confidence import judge_confidence
from litatlas.extract.rows.readings import Reading

LARGEST = 300_000
"""Bytes of the file of weights, at most."""
JUDGE = Judge({"sound": 200, "doubtful": -150, "little": 10}, high=150, medium=0)


def read(text: str, vocabulary: Vocabulary) -> tuple[Reading, ...]:
    return tuple(reading for reading in trace(build_document("", text), vocabulary, NO_OPINION).readings if reading.result)


def test_what_speaks_for_a_row_and_against_it_is_added_up() -> None:
    bands = [judge_confidence(features, JUDGE) for features in (("sound",), ("sound", "doubtful"), ("doubtful",), ("unknown",))]

    assert bands == ["high", "medium", "low", "medium"]


def test_a_row_that_leaves_a_question_open_is_of_low_confidence_whatever_speaks_for_it() -> None:
    assert judge_confidence(("sound", "with an open question"), JUDGE) == "low"


def test_the_heaviest_reasons_are_told_first() -> None:
    assert JUDGE.list_reasons(("little", "doubtful", "unknown", "sound")) == (("sound", 200), ("doubtful", -150), ("little", 10))


def test_a_judge_is_read_as_it_was_written() -> None:
    assert Judge.parse(JUDGE.format()) == JUDGE
    assert Judge.parse(JUDGE.format()).format() == JUDGE.format()


def test_a_stated_metric_is_surer_than_a_phrase_of_the_texts_own(vocabulary: Vocabulary) -> None:
    judge = load_judge()
    (stated,) = read("Our pump gives a 2.1x higher throughput than Foo.", vocabulary)
    (worded,) = read("Our pump keeps 31% of lids that other pumps lose.", vocabulary)

    assert judge.weigh(stated.features) > judge.weigh(worded.features)
    assert worded.result is not None
    assert worded.result.confidence == "low"


def test_a_ratio_below_one_that_is_told_as_a_change_is_flagged_and_of_low_confidence(vocabulary: Vocabulary) -> None:
    found = read(
        "Our pump has 0.5x higher throughput than Foo. Our pump is 0.8x slower than Foo. Our pump needs 0.5x the memory of Foo. "
        "Our pump reduces the memory to 0.6x. Our pump has 1.5x higher throughput than Foo. The speedup falls from 1.2x to 0.7x.",
        vocabulary,
    )
    rows = [reading.result for reading in found if reading.result]

    told = [f"value: a ratio below 1 that is told as {effect}" for effect in ("better", "worse")]
    assert [row.flags for row in rows] == [(told[0],), (told[1],), (), (), (), (), ()]
    assert [row.confidence == "low" for row in rows] == [True, True, False, False, False, False, False]


def test_only_rows_are_told_of(vocabulary: Vocabulary) -> None:
    found = trace(build_document("", "We run every test 3 times. Our recall is 91%."), vocabulary, NO_OPINION).readings

    assert [bool(reading.features) for reading in found] == [bool(reading.result) for reading in found] == [False, True]


def test_the_weights_are_few_and_are_of_no_words_of_a_text() -> None:
    stored = files("litatlas.extract.judging").joinpath(WEIGHTS.name).read_bytes()
    names = {feature.removeprefix("metric ") for feature in load_judge().weights}
    of_metrics = {name for name in names if name in load_vocabulary().metrics}

    assert len(stored) < LARGEST
    assert load_judge().high > load_judge().medium
    assert of_metrics, "metrics of the package's vocabulary are the only names in it"


@pytest.mark.thorough
def test_the_judge_is_what_labelled_papers_make() -> None:
    if not (list_papers() and read_papers()):
        pytest.skip("there are no texts of labelled papers beside the repository")

    examples = list_examples(load_vocabulary())
    made = make_judge(examples, score_unseen(examples))

    assert made == load_judge(), "rules or vocabularies have changed: run `python -m eval.judging`"
