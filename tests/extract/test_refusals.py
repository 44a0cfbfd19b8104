"""The rules by which numbers with a unit of measure are no results: what each gives as its examples is what it does."""

import pytest

from litatlas.extract import Vocabulary, build_document, extraction
from litatlas.extract.role.measured import NOT_MEASURED
from litatlas.extract.role.reasons import REASONS
from litatlas.extract.role.role import Refusal, Role


def read_role(text: str, vocabulary: Vocabulary) -> Role:
    return extraction.trace(build_document("", text), vocabulary).readings[-1].role


@pytest.mark.parametrize("rule", NOT_MEASURED, ids=lambda rule: rule.says)
def test_a_rule_refuses_its_examples_and_no_counterexample(rule: Refusal, vocabulary: Vocabulary) -> None:
    assert [read_role(text, vocabulary).rule for text in rule.examples] == [rule.id] * len(rule.examples)
    assert all(read_role(text, vocabulary).is_result for text in rule.counterexamples)


def test_every_rule_has_a_reason_an_example_and_a_counterexample() -> None:
    assert all(rule.id in REASONS and rule.examples and rule.counterexamples for rule in NOT_MEASURED)
