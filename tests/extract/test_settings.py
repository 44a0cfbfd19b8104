"""What numbers hold for beside data set, model and hardware: which words tell a setting, and whose it is."""

from dataclasses import replace

import pytest

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.settings import SETTING_KINDS, find_entry
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.extract.slots.settings_rules import TELLING, WORDINGS, Telling, Wording
from litatlas.extract.validation import drop_unfounded

RULES = (*TELLING, *WORDINGS)


def settings_of(text: str, vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    return [row.setting for row in extract(build_document("", text), vocabulary, NO_OPINION).results]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_tells_the_settings_of_its_examples_and_none_of_its_counterexamples(
    rule: Telling | Wording, vocabulary: Vocabulary
) -> None:
    assert [settings_of(text, vocabulary)[-1] for text, _ in rule.examples] == [(told,) for _, told in rule.examples]
    assert [settings_of(text, vocabulary)[-1:] for text in rule.counterexamples] == [[()]] * len(rule.counterexamples)
    assert rule.examples
    assert rule.counterexamples


@pytest.mark.parametrize(
    ("text", "settings"),
    [
        ("Ours is 2.3x and 1.8x faster in prefill and decode.", [("prefill",), ("decode",)]),
        ("In the decode phase ours is 2x faster for GQA and 3x faster for MHA.", [("decode", "GQA"), ("decode", "MHA")]),
        (
            "Ours has an FID of 1.46 for unconditional and 1.38 for conditional generation.",
            [("unconditional",), ("conditional",)],
        ),
        ("We gain a 2.1x and 3.4x speedup at 64K and 128K context, respectively.", [("64K context",), ("128K context",)]),
        ("Ours is 2x faster (1 step) and 1.5x faster (2 steps).", [("1 step",), ("2 steps",)]),
        ("Ours is 2x faster than the 4-step baseline, at a batch size of 8.", [("batch size 8",)]),
        ("Training memory falls from 40 GB to 10 GB.", [("training",), ("training",)]),
        ("With 8x A100 GPUs ours trains in 3 hours.", [("8 GPUs",)]),
        ("With eight A100s ours reaches an accuracy of 91%.", [()]),
        ("Ours reaches 91% accuracy in 3 hours of training time.", [(), ()]),
        ("Ours cuts decoding latency by 40% and memory by 20%.", [("decode",), ()]),
        ("With W4A8 and at 50% sparsity, ours is 2x faster.", [("W4A8", "50% sparsity")]),
        ("Ours reaches 31 fps at 1024 x 1024 and 12 fps at 2048×2048.", [("1024×1024",), ("2048×2048",)]),
        ("At 1,024 tokens ours is 2x faster, and 3x at 128 thousand tokens.", [("1024 tokens",), ("128K tokens",)]),
    ],
)
def test_a_setting_holds_for_the_numbers_that_it_is_tied_to(
    text: str, settings: list[tuple[str, ...]], vocabulary: Vocabulary
) -> None:
    assert settings_of(text, vocabulary) == settings


@pytest.mark.parametrize(
    ("setting", "is_told"), [("decode", True), ("8 GPUs", True), ("1 step", True), ("prefill", False), ("4 GPUs", False)]
)
def test_a_setting_that_the_text_does_not_tell_drops_its_row(setting: str, is_told: bool, vocabulary: Vocabulary) -> None:
    document = build_document("", "With eight A100s our one-step decoding phase is 2x faster.")
    found = extract(document, vocabulary, NO_OPINION)
    told = replace(found, results=tuple(replace(row, setting=(setting,)) for row in found.results))

    checked = drop_unfounded(told, document, vocabulary)

    assert (len(checked.results), len(checked.non_results) - len(found.non_results)) == ((1, 0) if is_told else (0, 1))


def test_every_known_setting_has_a_kind_and_is_found_again_by_what_a_row_shows(vocabulary: Vocabulary) -> None:
    assert {term.kind for term in vocabulary.settings.values()} <= SETTING_KINDS
    shown = [name.replace("#", "16") for name in vocabulary.settings]

    assert [find_entry(text, vocabulary.settings) for text in shown] == list(vocabulary.settings.values())


def test_a_review_adds_settings_and_takes_others_away() -> None:
    text = "rain: {kind: condition, names: [rainfall]}\n'# puddles': {kind: length, names: ['# pools']}\ndecode: null"
    vocabulary = load_vocabulary(overlay=(VocabularyFile("content/vocabulary/settings.yml", text),))

    assert vocabulary.settings["rain"].kind == "condition"
    assert settings_of("With 3 pools ours is 2x faster.", vocabulary) == [("3 puddles",)]
    assert settings_of("Ours is 2x faster in the decode phase.", vocabulary) == [()]
