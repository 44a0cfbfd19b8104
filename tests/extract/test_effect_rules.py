"""The rules that tell what is for the better: what each gives as its examples is what it does, and nothing does without it."""

from dataclasses import replace

import pytest

from litatlas.extract import extraction
from litatlas.extract.document import build_document
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.effects import EFFECTS, EffectRule
from litatlas.model import Effect
from tests.bench.rules import exchanged


def read_effect(text: str, vocabulary: Vocabulary) -> Effect | None:
    frame = extraction.trace(build_document("", text), vocabulary, NO_OPINION).readings[-1].frame
    assert frame is not None, text
    return frame.effect


@pytest.mark.parametrize("rule", EFFECTS, ids=lambda rule: rule.id)
def test_a_rule_tells_the_effect_of_its_examples(rule: EffectRule, vocabulary: Vocabulary) -> None:
    assert rule.examples
    for text in rule.examples:
        assert read_effect(text, vocabulary) == rule.effect, text
        with exchanged({id(rule): replace(rule, holds=lambda _: False)}):
            assert read_effect(text, vocabulary) != rule.effect, text


@pytest.mark.parametrize("rule", EFFECTS, ids=lambda rule: rule.id)
def test_a_counterexample_has_another_effect(rule: EffectRule, vocabulary: Vocabulary) -> None:
    assert rule.counterexamples
    assert all(read_effect(text, vocabulary) != rule.effect for text in rule.counterexamples)
