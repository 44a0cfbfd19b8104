"""The rules of directions, forms, sizes of change and settled frames: what each gives as its examples is what it does."""

from dataclasses import replace
from typing import Any

import pytest

from litatlas.extract import Vocabulary, build_document, extraction
from litatlas.extract.metric.directions import WAYS
from litatlas.extract.metric.forms import FORMS
from litatlas.extract.metric.settled import BESIDE_FRAMES, SETTLED_FRAMES
from litatlas.extract.metric.sizes import SIZES
from litatlas.extract.rule import Rule
from tests.bench.rules import exchanged

TABLES: dict[str, tuple[Rule[Any, Any], ...]] = {
    "direction": WAYS,
    "form": FORMS,
    "size": SIZES,
    "settled": SETTLED_FRAMES,
    "beside": BESIDE_FRAMES,
}
FIELDS = {"direction": "direction", "form": "form", "size": "form", "settled": "rule", "beside": "rule"}
"""What of a number's frame the rules of a table tell in the end."""
RULES = [(FIELDS[name], rule) for name, table in TABLES.items() for rule in table]


def read(field: str, text: str, vocabulary: Vocabulary) -> list[str | None]:
    readings = extraction.trace(build_document("", text), vocabulary).readings
    return [getattr(reading.frame, field, None) for reading in readings]


def read_without(rule: Rule[Any, Any], field: str, text: str, vocabulary: Vocabulary) -> list[str | None]:
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
    assert all(len({rule.id for rule in table}) == len(table) for table in TABLES.values())
