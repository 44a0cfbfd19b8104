"""All metrics that a number can be of are told, each with the grounds for it, so that a judge can choose among them."""

from collections.abc import Callable

import pytest

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.candidates import MetricCandidate, list_candidates
from litatlas.extract.metric.frames import read_frames
from litatlas.extract.sentence.parsed import parse_sentences
from litatlas.text.sentences import split_sentences

Lister = Callable[[str, int], tuple[MetricCandidate, ...]]


@pytest.fixture(scope="module")
def candidates_of(vocabulary: Vocabulary) -> Lister:
    """Lists the candidates for a number of a sentence."""

    def list_them(text: str, index: int) -> tuple[MetricCandidate, ...]:
        (parsed,) = parse_sentences(split_sentences(text, vocabulary.abbreviations), (), {}, vocabulary)
        return list_candidates(parsed, index, read_frames(parsed, vocabulary), vocabulary)

    return list_them


def test_the_metric_that_the_rules_chose_comes_first_with_its_rule(candidates_of: Lister) -> None:
    first, *others = candidates_of("Our pump cuts latency by 30% and raises recall.", 0)

    assert (first.metric, first.rule, first.ground) == ("latency", "before-link", "stated")
    assert all(other.rule is None or other.metric == "latency" for other in others)


def test_a_name_tells_where_it_stands(candidates_of: Lister) -> None:
    text = "Our pump reaches a recall of 91%, at 3 ms, and a precision of 80%."

    found = {c.metric: c for c in candidates_of(text, 0) if c.source == "name"}

    assert (found["recall"].side, found["recall"].is_tied, found["recall"].link) == ("before", True, "of")
    assert (found["precision"].side, found["precision"].numbers_between, found["precision"].in_clause) == ("after", 1, False)


def test_noun_phrases_that_no_vocabulary_knows_are_candidates(candidates_of: Lister) -> None:
    changed = {(c.source, c.metric) for c in candidates_of("Our pump reduces lid waste by 30%.", 0)}
    counted = {(c.source, c.metric) for c in candidates_of("We see 3x fewer lid openings.", 0)}

    assert {("object", "lid waste"), ("performance", "performance")} <= changed
    assert ("phrase-after", "lid openings") in counted


def test_what_other_numbers_are_of_is_a_candidate(candidates_of: Lister) -> None:
    found = [c for c in candidates_of("Our recall is 91%, that of Foo 88%.", 1) if c.source == "number"]

    assert [(c.metric, c.side, c.ground, c.fits) for c in found] == [("recall", "before", "carried", True)]


def test_a_unit_tells_a_metric_that_stands_nowhere(candidates_of: Lister) -> None:
    found = [c for c in candidates_of("Our pump needs only 3 GB.", 0) if c.source == "unit"]

    assert [(c.metric, c.side, c.distance) for c in found] == [("memory", "none", 0)]


def test_a_name_that_cannot_be_stated_in_the_unit_is_told_so(candidates_of: Lister) -> None:
    found = [c for c in candidates_of("Our pump reaches its recall in 3 ms.", 0) if c.metric == "recall"]

    assert [c.fits for c in found] == [False]
