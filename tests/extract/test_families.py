"""Families of cue words: what a review adds to one is read by every rule that uses the family, as the package's own words are."""

import pytest

from litatlas.extract import extraction
from litatlas.extract.document import build_document
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.terms import Template, Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.extract.sentence.phrases import is_verb, read_phrase_before
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
    "reach": (
        "Our recall achieves 91%, 14% higher than that of Foo.",
        "Compared to Foo, Bar, Baz, the kettle achieves 3x speedups on many wet lids.",
        "Our recall improves by 3%, and the precision achieves 91%.",
        "Ours has large speedups, achieving 2x.",
        "Ours achieves a good 56.4 on FooBench.",
        "Ours achieves only 91%.",
        "Ours has 91% recall, while Foo achieves 88%.",
        "Ours has 91% recall, beating Foo, which achieves 88%.",
        "Ours gains 3% recall, and achieves good precision on KITTI.",
        "Ours gains 3% recall while achieving good precision on KITTI.",
        "Ours is up to 2x faster than Foo and achieves lids and 3x than Bar.",
        "Our kettle achieves 12 GB/s.",
        "Our kettle achieves a resolution of 3 mm.",
        "A lid width of 3 mm was achieved.",
        "Our model achieves a context length of 4000.",
        "A recall of 91% was achieved on lids. Then we propose a new kettle.",
    ),
    "compare": (
        "Our work has a 2x speedup vs Foo.",
        "Vs Foo, on all of the wet lids of our kettles, Bar has a 2x speedup.",
        "Ours has a recall of 91% vs 88% for Foo.",
        "Ours has a recall of 91% vs Foo.",
        "Ours has 30% lower lid waste vs Foo.",
        "Ours has a 2x speedup vs an A100.",
        "Ours has a 2x speedup, 30% vs 20% waste.",
        "Ours raises recall from 88% to 91% vs Foo.",
        "On FooQA (91% vs 88%) and BarQA ours gains recall.",
        "Ours gains 3% (vs 2%) on KITTI and 4% on LSUN.",
        "Ours beats Foo in accuracy (50.5% vs 47.3%).",
        "Ours has a recall of 91% (89% vs Foo).",
        "Ours gains 3% recall on Loud Kitchen Words vs Foo.",
        "Ours gains 3% recall on KITTI, FooBench vs Foo.",
    ),
    "prune": ("Ours prunes about 40% of the lid tokens.",),
    "copula": ("Our lid temperature equals 3.2 K.", "Our recall equals 91%, 14% higher than that of Foo."),
    "versus": (
        "Our recall is 91% v.s. 88%.",
        "Our BLEU is 31 v.s. 28.",
        "Ours has lids of KITTI (91% v.s. 88%).",
        "Ours gains 3% (v.s. 2%) on KITTI and 4% on LSUN.",
        "Ours has a 2x speedup, 30% v.s. 20% waste.",
    ),
    "only": ("Ours needs only 32 tokens.", "Ours detects only 41% of the leaks.", "Ours saves only 3 GB."),
    "take": ("Lids took 3 h.",),
    "solve": ("Ours solves 41% of the tasks.", "Ours solves 19%."),
    "detect": ("Ours detects 41% of the leaks.", "Ours detects 19%."),
}
"""For each family sentences with one of its words, which a review's own takes the place of: they are of many rules."""
STEMS = {"beat": "beat", "reach": "achiev", "compare": "vs", "prune": "prun", "copula": "equal", "versus": "v.s."} | {
    "only": "only",
    "take": "took",
    "solve": "solv",
    "detect": "detect",
}
"""The word that stands in the sentences of a family."""


def said(text: str, vocabulary: Vocabulary) -> str:
    return tell(extraction.trace(build_document("", text), vocabulary, NO_OPINION))


@pytest.mark.parametrize(("family", "text"), [(family, text) for family, texts in SENTENCES.items() for text in texts])
def test_a_reviews_own_word_is_read_as_the_packages(family: str, text: str, vocabulary: Vocabulary) -> None:
    own = text.replace(STEMS[family], "zonk").replace(STEMS[family].title(), "Zonk")
    taught = load_vocabulary(overlay=(VocabularyFile("content/vocabulary/cues.yml", f"{family}: ['zonk*']"),))

    assert said(own, taught) == said(text, vocabulary)
    assert said(own, vocabulary) != said(text, vocabulary)


LISTED = (
    ("bounds: {about: [zonk]}", "about", "Our kettles reach a lid temperature of about 3.2 K."),
    ("bounds: {about: [zonk]}", "about", "Ours has a recall and a precision of 91% and about 93%."),
    ("bounds: {about: [zonk]}", "about", "Our recall is about 91%, 14% higher than that of Foo."),
    ("bounds: {about: [zonk]}", "about", "Ours saves about 3 GB."),
    ("bounds: {about: [zonk]}", "about", "Ours limits the recall drop to about 3%."),
    ("bounds: {about: [zonk]}", "about", "Ours detects about 41% of the leaks."),
    ("bounds: {about: [zonk]}", "about", "Lids dry in about 3 h."),
    ("bounds: {about: [zonk]}", "about", "Ours cuts MACs to about 2.3G."),
    ("bounds: {about: [zonk]}", "about", "Latency falls by a factor of about 3."),
    ("bounds: {about: [zonk]}", "about", "Our kettle weighs about 3 kg."),
    ("bounds: {about: [zonk]}", "about", "Our lids extend to about 3 m."),
    ("bounds: {about: [zonk]}", "about", "Ours boosts baselines like Foo by about 3%."),
    ("bounds: {about: [zonk]}", "about", "Our recall is within about 2% of Foo."),
    ("bounds: {about: [zonk]}", "about", "Our lid waste drops below about 3%."),
    ("bounds: {about: [zonk]}", "about", "Ours outperforms Foo by 3% and Bar by about 2%."),
    ("bounds: {about: [zonk]}", "about", "Removing about 40% of the lids costs 1% recall."),
    ("bounds: {about: [zonk]}", "about", "Ours is best on about 91% of the datasets."),
    ("comparatives: {down: [zonk]}", "smaller", "Ours has a lid temperature smaller than 3.2 K."),
)
"""What a review adds to a field with several lists, the package's word that it is used like, and a sentence with that."""


@pytest.mark.parametrize(("added", "word", "text"), LISTED)
def test_a_reviews_own_word_of_a_list_is_read_as_the_packages(added: str, word: str, text: str, vocabulary: Vocabulary) -> None:
    own = text.replace(word, "zonk")
    taught = load_vocabulary(overlay=(VocabularyFile("content/vocabulary/cues.yml", added),))

    assert said(own, taught) == said(text, vocabulary)
    assert said(own, vocabulary) != said(text, vocabulary)


@pytest.mark.parametrize(
    ("added", "word", "text", "phrase"),
    [
        ("reach: ['zonk*']", "achieved", "our kettle achieved lid temperatures", "lid temperatures"),
        ("beat: ['zonk*']", "exceeding", "our kettle exceeding lid temperatures", "lid temperatures"),
        ("comparatives: {up: [zonk]}", "greater", "greater lid temperatures", "lid temperatures"),
    ],
)
def test_a_reviews_own_word_is_no_part_of_the_noun_phrase_that_it_stands_before(
    added: str, word: str, text: str, phrase: str, vocabulary: Vocabulary
) -> None:
    taught = load_vocabulary(overlay=(VocabularyFile("content/vocabulary/cues.yml", added),))

    assert read_phrase_before(text, vocabulary.cues) == phrase
    assert read_phrase_before(text.replace(word, "zonk"), taught.cues) == phrase
    assert read_phrase_before(text.replace(word, "zonk"), vocabulary.cues) != phrase


@pytest.mark.parametrize("word", ["achieves", "obtained", "beating"])
def test_a_verb_of_a_family_is_a_verb(word: str, vocabulary: Vocabulary) -> None:
    assert is_verb(word, vocabulary.cues)


@pytest.mark.parametrize("word", ["attainment", "reachable", "exceedance", "beat"])
def test_what_is_made_of_a_verb_or_is_a_noun_too_is_no_verb(word: str, vocabulary: Vocabulary) -> None:
    assert not is_verb(word, vocabulary.cues)


def test_a_word_that_a_review_takes_away_is_read_no_more(vocabulary: Vocabulary) -> None:
    text = "Our work beats Foo by 2x."
    taught = load_vocabulary(overlay=(VocabularyFile("content/vocabulary/cues.yml", "remove: {beat: ['beat*']}"),))

    assert said(text, taught) != said(text, vocabulary)


def test_every_template_is_filled(vocabulary: Vocabulary) -> None:
    templates = [value for switch in find_switches() if isinstance(value := get_value(switch), Template)]

    assert len(templates) > 5
    assert all(vocabulary.cues.fill(template).pattern.count("{") < template.source.count("{") for template in templates)
