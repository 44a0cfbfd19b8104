"""The rules that name what a number is of: what each gives as its examples is what it does, and nothing does without it."""

from dataclasses import replace
from typing import Any

import pytest

from litatlas.extract import Vocabulary, build_document, extraction
from litatlas.extract.metric.candidates import NOT_OF, OF_NONE
from litatlas.extract.metric.choice import CHOICES, SAID_BEFORE
from litatlas.extract.metric.counted import COUNTED
from litatlas.extract.metric.number_before import TAKEN_OVER
from litatlas.extract.metric.shares import CHANGES_IN, SHARES
from litatlas.extract.metric.unnamed import FALLBACKS
from litatlas.extract.metric.words_after import SPOKEN
from litatlas.extract.rule import Rule
from tests.bench.rules import exchanged

TABLES: tuple[tuple[Rule[Any, Any], ...], ...] = (
    *(NOT_OF, OF_NONE, CHOICES, SAID_BEFORE, FALLBACKS),
    *(COUNTED, TAKEN_OVER, SPOKEN, CHANGES_IN, SHARES),
)
RULES = [rule for table in TABLES for rule in table]


def read_metrics(text: str, vocabulary: Vocabulary) -> list[str]:
    readings = extraction.trace(build_document("", text), vocabulary).readings
    return [(reading.frame.metric if reading.frame else None) or "" for reading in readings]


def read_without(rule: Rule[Any, Any], text: str, vocabulary: Vocabulary) -> list[str]:
    with exchanged({id(rule): replace(rule, read=lambda _: None)}):
        return read_metrics(text, vocabulary)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_names_the_metric_of_its_examples(rule: Rule[Any, Any], vocabulary: Vocabulary) -> None:
    assert rule.examples
    for text, metric in rule.examples:
        assert read_metrics(text, vocabulary).count(metric) > read_without(rule, text, vocabulary).count(metric), text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_counterexample_reads_the_same_without_the_rule(rule: Rule[Any, Any], vocabulary: Vocabulary) -> None:
    assert rule.counterexamples
    for text in rule.counterexamples:
        assert read_metrics(text, vocabulary) == read_without(rule, text, vocabulary), text


def test_every_rule_of_a_table_has_an_id_of_its_own() -> None:
    assert all(len({rule.id for rule in table}) == len(table) for table in TABLES)
