"""The rules by which words and signs tell a unit: what each gives as its examples is what it does."""

from dataclasses import replace

import pytest

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.numbers.lent_units import LENT, Gap
from litatlas.extract.numbers.quantities import find_quantities
from litatlas.extract.numbers.told_units import BY_NOUN, BY_SIGN, Numeral, Value
from litatlas.extract.rule import Rule
from tests.bench.rules import exchanged


def read_units(text: str, vocabulary: Vocabulary) -> list[str]:
    return [quantity.unit for quantity in find_quantities(text, vocabulary)[0]]


def read_without(rule: Rule[Numeral, Value] | Rule[Gap, bool], text: str, vocabulary: Vocabulary) -> list[str]:
    with exchanged({id(rule): replace(rule, read=lambda _: None)}):
        return read_units(text, vocabulary)


@pytest.mark.parametrize("rule", [*BY_NOUN, *BY_SIGN, *LENT], ids=lambda rule: rule.id)
def test_a_rule_reads_the_unit_of_its_examples_and_of_no_counterexample(
    rule: Rule[Numeral, Value] | Rule[Gap, bool], vocabulary: Vocabulary
) -> None:
    for text, unit in rule.examples:
        assert read_units(text, vocabulary)[-1] == unit, text
        assert read_without(rule, text, vocabulary)[-1:] != [unit], text
    assert rule.counterexamples
    for text in rule.counterexamples:
        assert read_units(text, vocabulary) == read_without(rule, text, vocabulary), text
