"""The rules that tell one thing of a number: what each gives as its examples is what it does, and nothing does without it."""

from dataclasses import replace
from typing import Any

import pytest

from litatlas.extract import extraction
from litatlas.extract.document import build_document
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.candidates import NOT_OF, OF_NONE
from litatlas.extract.metric.choice import CHOICES, SAID_BEFORE
from litatlas.extract.metric.counted import COUNTED
from litatlas.extract.metric.directions import WAYS
from litatlas.extract.metric.forms import FORMS
from litatlas.extract.metric.number_before import TAKEN_OVER
from litatlas.extract.metric.settled import BESIDE_FRAMES, SETTLED_FRAMES
from litatlas.extract.metric.shares import CHANGES_IN, SHARES
from litatlas.extract.metric.sizes import SIZES
from litatlas.extract.metric.unnamed import FALLBACKS
from litatlas.extract.metric.words_after import SPOKEN
from litatlas.extract.rule import Rule
from tests.bench.rules import exchanged

TABLES: tuple[tuple[str, tuple[Rule[Any, Any], ...]], ...] = (
    *(("metric", table) for table in (NOT_OF, OF_NONE, CHOICES, SAID_BEFORE, FALLBACKS)),
    *(("metric", table) for table in (COUNTED, TAKEN_OVER, SPOKEN, CHANGES_IN, SHARES)),
    ("direction", WAYS),
    *(("form", table) for table in (FORMS, SIZES)),
    *(("rule", table) for table in (SETTLED_FRAMES, BESIDE_FRAMES)),
)
"""The tables, each with what of a number's frame its rules tell in the end."""
RULES = [(field, rule) for field, table in TABLES for rule in table]


def read(field: str, text: str, vocabulary: Vocabulary) -> list[str]:
    """What a field of its frame tells of each number of a text; empty where it tells nothing."""
    readings = extraction.trace(build_document("", text), vocabulary, NO_OPINION).readings
    return [getattr(reading.frame, field, None) or "" for reading in readings]


def read_without(rule: Rule[Any, Any], field: str, text: str, vocabulary: Vocabulary) -> list[str]:
    with exchanged({id(rule): replace(rule, read=lambda _: None)}):
        return read(field, text, vocabulary)


@pytest.mark.parametrize(("field", "rule"), RULES, ids=lambda value: getattr(value, "id", None))
def test_a_rule_tells_of_its_examples_what_nothing_else_does(field: str, rule: Rule[Any, Any], vocabulary: Vocabulary) -> None:
    assert rule.examples
    for text, told in rule.examples:
        assert read(field, text, vocabulary).count(told) > read_without(rule, field, text, vocabulary).count(told), text


@pytest.mark.parametrize(("field", "rule"), RULES, ids=lambda value: getattr(value, "id", None))
def test_a_counterexample_reads_the_same_without_the_rule(field: str, rule: Rule[Any, Any], vocabulary: Vocabulary) -> None:
    assert rule.counterexamples
    for text in rule.counterexamples:
        assert read(field, text, vocabulary) == read_without(rule, field, text, vocabulary), text


def test_every_rule_of_a_table_has_an_id_of_its_own() -> None:
    assert all(len({rule.id for rule in table}) == len(table) for _, table in TABLES)
