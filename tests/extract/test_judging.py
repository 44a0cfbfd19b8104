"""What the rules make of numbers is decided anew by what was learned from labelled papers, and the reasons are told."""

import lzma
from dataclasses import replace
from importlib.resources import files

import pytest

from eval.numbers import WEIGHTS, make_opinion, read_papers
from litatlas.commands.explain import explain_text
from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract, trace
from litatlas.extract.judging.groups import Ground
from litatlas.extract.judging.opinion import NO_OPINION, OTHER, Opinion, load_opinion
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.extract.rows.readings import Reading

LARGEST = 300_000
"""Bytes of the file of what was learned, at most."""
SLOTTED = replace(NO_OPINION, slots={"recall": 0, "latency": 1, OTHER: 2}, concepts={"recall": "recall", "latency": "latency"})
"""Knows two metrics, and nothing of them."""
LID: dict[Ground, int] = {("first word", "lid"): 1000}
"""Speaks for each phrase that begins so."""


def read_last(text: str, vocabulary: Vocabulary, opinion: Opinion) -> Reading:
    return trace(build_document("", text), vocabulary, opinion).readings[-1]


def test_without_an_opinion_stands_what_the_rules_read(vocabulary: Vocabulary) -> None:
    found = trace(build_document("", "Ours has a recall of 91% and boils 3 lids."), vocabulary, NO_OPINION).readings

    assert [(reading.result is not None, reading.reasons) for reading in found] == [(True, ()), (False, ())]


def test_a_phrase_takes_the_place_of_the_rules_metric_where_enough_speaks_for_it(vocabulary: Vocabulary) -> None:
    text = "Ours has less lid waste at a recall of 91%."
    weak = replace(SLOTTED, offered={("first word", "lid"): 90})
    strong = replace(SLOTTED, offered=LID)

    read = [read_last(text, vocabulary, opinion) for opinion in (NO_OPINION, weak, strong)]

    assert [reading.result.metric for reading in read if reading.result] == ["recall", "recall", "lid waste"]
    assert [reading.frame.rule for reading in read if reading.frame] == ["before-link", "before-link", "judged"]
    assert [reading.reasons for reading in read] == [(), (), ("lid waste, not recall: first word 'lid' (+10.0)",)]


def test_a_metric_in_another_spelling_has_the_vocabularys_name(vocabulary: Vocabulary) -> None:
    opinion = replace(SLOTTED, concepts={"lid waste": "latency", "latency": "latency"}, offered=LID)

    row = read_last("Ours has less lid waste at a recall of 91%.", vocabulary, opinion).result

    assert row is not None
    assert row.metric == "latency"


def test_no_metric_is_chosen_that_the_unit_cannot_state(vocabulary: Vocabulary) -> None:
    opinion = replace(SLOTTED, defaults=("recall", "latency"), metrics={("kind", "time"): ((0, 900), (1, 100))})

    row = read_last("Ours comes to 3 ms in the lid test.", vocabulary, opinion).result

    assert row is not None
    assert row.metric == "latency"


def test_the_second_of_two_goes_on_with_the_metric_that_was_chosen_for_the_first(vocabulary: Vocabulary) -> None:
    found = trace(
        build_document("", "Ours lifts recall of lid waste from 88% to 91%."), vocabulary, replace(SLOTTED, offered=LID)
    )

    assert [reading.result.metric for reading in found.readings if reading.result] == ["lid waste", "lid waste"]


def test_a_dismissed_number_is_a_result_where_enough_speaks_for_it(vocabulary: Vocabulary) -> None:
    text = "Ours boils lids of 3 kinds, and we saw 12.5 there."
    opinion = replace(SLOTTED, taken={("word -1", "saw"): 300}, offered=LID, defaults=("recall",))

    read = [read_last(text, vocabulary, chosen) for chosen in (NO_OPINION, opinion)]

    assert [reading.result is not None for reading in read] == [False, True]
    assert read[1].reasons[0] == "result or not: word -1 'saw' (+3.0)"


def test_a_result_is_dismissed_where_enough_speaks_against_it(vocabulary: Vocabulary) -> None:
    opinion = replace(SLOTTED, taken={("before", "goal"): -400})

    found = read_last("Our goal is a recall of 91%.", vocabulary, opinion)

    assert found.result is None
    assert found.role.reason == "unclear: most like numbers that are no results"


def test_another_form_is_read_where_enough_speaks_for_it(vocabulary: Vocabulary) -> None:
    opinion = replace(SLOTTED, forms={("word -1", "by"): ((1, 300),)})

    read = [read_last("Ours raises recall by 9%.", vocabulary, chosen) for chosen in (NO_OPINION, opinion)]

    assert [reading.result.form for reading in read if reading.result] == ["difference", "relative"]


def test_an_explanation_tells_what_spoke_for_a_decision(vocabulary: Vocabulary) -> None:
    opinion = load_opinion()
    texts = [
        f"Ours {verb} {number} {noun}."
        for verb in ("has", "improves by")
        for number in ("3 times", "12 times", "91.2", "1.2")
        for noun in ("lids", "in all", "there")
    ]
    changed = next(text for text in texts if read_last(text, vocabulary, opinion).reasons)

    lines = [line.text for line in explain_text(build_document("", changed), vocabulary)]

    assert any(line.startswith("      judged: ") for line in lines)


def test_what_was_learned_is_written_as_it_is_read() -> None:
    opinion = load_opinion()

    assert ("unit", "") in opinion.metrics, "a plain number has a unit of no letters, which is told as well"
    assert Opinion.parse(opinion.format()) == opinion
    assert lzma.decompress(opinion.format()) == lzma.decompress(
        files("litatlas.extract.judging").joinpath(WEIGHTS.name).read_bytes()
    )


def test_what_was_learned_is_small_and_of_metrics_that_are_known() -> None:
    opinion = load_opinion()

    assert WEIGHTS.stat().st_size < LARGEST
    assert set(opinion.defaults) <= load_vocabulary().metrics.keys()
    assert list(opinion.slots)[-1] == OTHER


def test_what_is_decided_stands_in_the_text_or_the_vocabulary(vocabulary: Vocabulary) -> None:
    text = "Our pump cuts the lid waste of FooNet by 30% on BarBench, a 2x gain, and its boil score is 91.2."

    found = extract(build_document("", text), vocabulary)

    assert found == extract(build_document("", text), vocabulary)
    assert all(row.metric in vocabulary.metrics or row.metric in text.lower() for row in found.results)


@pytest.mark.thorough
def test_what_the_package_brings_is_what_labelled_papers_make() -> None:
    papers = read_papers()
    if not papers:
        pytest.skip("there are no texts of the labelled papers")

    made = make_opinion(papers, load_vocabulary())

    assert made == load_opinion(), "rules or vocabularies have changed: run `python -m eval.numbers`"
