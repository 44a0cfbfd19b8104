"""The rules that name what a number is of: what each gives as its examples is what it does, and nothing does without it."""

from dataclasses import replace

import pytest

from litatlas.extract import Vocabulary, build_document, extraction
from litatlas.extract.metric.naming import NamingRule
from litatlas.extract.metric.unnamed import FALLBACKS
from tests.bench.rules import exchanged


def read_metrics(text: str, vocabulary: Vocabulary) -> list[str]:
    readings = extraction.trace(build_document("", text), vocabulary).readings
    return [(reading.frame.metric if reading.frame else None) or "" for reading in readings]


def read_without(rule: NamingRule, text: str, vocabulary: Vocabulary) -> list[str]:
    with exchanged({id(rule): replace(rule, read=lambda _: None)}):
        return read_metrics(text, vocabulary)


@pytest.mark.parametrize("rule", FALLBACKS, ids=lambda rule: rule.id)
def test_a_rule_names_the_metric_of_its_examples(rule: NamingRule, vocabulary: Vocabulary) -> None:
    assert rule.examples
    for text, metric in rule.examples:
        assert read_metrics(text, vocabulary)[-1] == metric, text
        assert read_without(rule, text, vocabulary)[-1] != metric, text


@pytest.mark.parametrize("rule", FALLBACKS, ids=lambda rule: rule.id)
def test_a_counterexample_reads_the_same_without_the_rule(rule: NamingRule, vocabulary: Vocabulary) -> None:
    assert rule.counterexamples
    for text in rule.counterexamples:
        assert read_metrics(text, vocabulary) == read_without(rule, text, vocabulary), text


def test_every_rule_has_an_id_of_its_own() -> None:
    assert len({rule.id for rule in FALLBACKS}) == len(FALLBACKS)
