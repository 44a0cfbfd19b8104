"""The rules by which numbers are no quantities, or no results: what each gives as its examples is what it does."""

import pytest

from litatlas.extract import extraction
from litatlas.extract.document import build_document
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.numbers.blocks import BLOCKS, Block
from litatlas.extract.role.bare import BARE
from litatlas.extract.role.capability import CAPABILITIES
from litatlas.extract.role.measured import NOT_MEASURED
from litatlas.extract.role.reasons import REASONS
from litatlas.extract.role.role import Acceptance, Refusal
from litatlas.extract.role.settled import SETTLED
from litatlas.extract.role.shares import NOT_PERCENT, NOT_RATIO
from litatlas.extract.rows.readings import Reading

MIXED = (*SETTLED, *BARE)
REFUSALS = (*NOT_MEASURED, *NOT_RATIO, *NOT_PERCENT, *(rule for rule in MIXED if isinstance(rule, Refusal)))
ACCEPTANCES = (*CAPABILITIES, *(rule for rule in MIXED if isinstance(rule, Acceptance)))


def read_last(text: str, vocabulary: Vocabulary) -> Reading:
    return extraction.trace(build_document("", text), vocabulary, NO_OPINION).readings[-1]


@pytest.mark.parametrize("rule", [*BLOCKS, *REFUSALS], ids=lambda rule: rule.says)
def test_a_rule_refuses_its_examples(rule: Block | Refusal, vocabulary: Vocabulary) -> None:
    assert [read_last(text, vocabulary).role.rule for text in rule.examples] == [rule.id] * len(rule.examples)


@pytest.mark.parametrize("rule", BLOCKS, ids=lambda rule: rule.says)
def test_a_number_of_a_counterexample_is_a_quantity(rule: Block, vocabulary: Vocabulary) -> None:
    assert all(read_last(text, vocabulary).quantity for text in rule.counterexamples)


@pytest.mark.parametrize("rule", REFUSALS, ids=lambda rule: rule.says)
def test_a_number_of_a_counterexample_is_a_result(rule: Refusal, vocabulary: Vocabulary) -> None:
    assert all(read_last(text, vocabulary).role.is_result for text in rule.counterexamples)


@pytest.mark.parametrize("rule", ACCEPTANCES, ids=lambda rule: rule.says)
def test_a_rule_accepts_its_examples_and_not_the_others(rule: Acceptance, vocabulary: Vocabulary) -> None:
    assert [read_last(text, vocabulary).role.rule for text in rule.examples] == [rule.id] * len(rule.examples)
    assert not any(read_last(text, vocabulary).role.is_result for text in rule.counterexamples)


def test_every_rule_has_a_reason_an_example_and_a_counterexample() -> None:
    assert all(rule.id in REASONS and rule.examples and rule.counterexamples for rule in BLOCKS)
    assert all(rule.id in REASONS and rule.examples and rule.counterexamples for rule in REFUSALS)
    assert all(rule.examples and rule.counterexamples for rule in ACCEPTANCES)
