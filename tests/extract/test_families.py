"""Families of cue words: what a review adds to one is read by every rule that uses the family, as the package's own words are."""

import pytest

from litatlas.extract import Vocabulary, VocabularyFile, build_document, extraction, load_vocabulary
from litatlas.extract.lexicon.terms import Template
from tests.bench.rules import find_switches, get_value
from tests.extract.test_patterns import tell

SENTENCES = {
    "beat": (
        "Our recall beats Foo by 3%.",
        "Our work beats Foo by 2x.",
        "Ours beats the fastest latency engine Foo by 2x.",
        "Ours reaches 91% recall, beating Foo by 3%.",
        "Ours reaches 91% recall, beating Foo (88%).",
        "It is beating by 3x Foo.",
        "Our work beats Foo by 8x and slow pumps by 3x.",
        "Ours beats Qwen2-7B in 91% of the cases.",
    ),
}
"""For each family sentences of the package's first word of it, which stands in them as its stem: each is of another rule."""


def said(text: str, vocabulary: Vocabulary) -> str:
    return tell(extraction.trace(build_document("", text), vocabulary))


@pytest.mark.parametrize(("family", "text"), [(family, text) for family, texts in SENTENCES.items() for text in texts])
def test_a_reviews_own_word_is_read_as_the_packages(family: str, text: str, vocabulary: Vocabulary) -> None:
    own = text.replace(family, "zonk")
    taught = load_vocabulary(overlay=(VocabularyFile("content/vocabulary/cues.yml", f"{family}: ['zonk*']"),))

    assert said(own, taught) == said(text, vocabulary)
    assert said(own, vocabulary) != said(text, vocabulary)


def test_a_word_that_a_review_takes_away_is_read_no_more(vocabulary: Vocabulary) -> None:
    text = "Our work beats Foo by 2x."
    taught = load_vocabulary(overlay=(VocabularyFile("content/vocabulary/cues.yml", "remove: {beat: ['beat*']}"),))

    assert said(text, taught) != said(text, vocabulary)


def test_every_template_is_filled(vocabulary: Vocabulary) -> None:
    templates = [value for switch in find_switches() if isinstance(value := get_value(switch), Template)]

    assert len(templates) > 5
    assert all(vocabulary.cues.fill(template).pattern.count("{") < template.source.count("{") for template in templates)
