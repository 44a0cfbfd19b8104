"""The words of baselines are read strictly, and a review's own are laid over the package's."""

import pytest

from litatlas.baselines import BASELINES_FILE, load_rules
from litatlas.errors import ContentError
from litatlas.extract.lexicon.files import VocabularyFile


def lay_over(text: str) -> VocabularyFile:
    return VocabularyFile(f"content/vocabulary/{BASELINES_FILE}", text)


def test_a_reviews_new_class_is_tried_before_the_packages() -> None:
    rules = load_rules([lay_over("classes: {still water: {specific: true, whole: [pond, full attention], within: [lake]}}")])

    assert [rules.classify(words).name for words in ("Pond baseline", "a lake of ours", "full attention")] == ["still water"] * 3
    assert rules.classify("pond").key
    assert "still water" in rules.names


def test_a_class_that_is_there_gains_words_and_keeps_its_own() -> None:
    rules = load_rules([lay_over("classes: {full precision: {whole: [full float], kinds: {16 bits: [pond16]}}}")])

    assert [rules.classify(words).name for words in ("full float", "FP16")] == ["full precision"] * 2
    assert rules.classify("pond16").key == rules.classify("FP16").key


def test_a_class_can_be_taken_away_and_lists_and_systems_grow() -> None:
    lists = "fillers: [pondish]\nvague: [muddy]\ngeneric: [POND]\n"
    systems = "systems: {Pond Serve: [pond serve, PS]}\n"
    rules = load_rules([lay_over("classes: {state of the art: null}\n" + lists + systems)])

    names = [rules.classify(words).name for words in ("SOTA", "pondish full attention", "muddy Lake", "POND", "pond-serve")]
    assert names == ["named system", "dense attention", "other", "other", "named system"]
    assert rules.classify("PS").key == rules.classify("Pond Serve").key


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("classes:\n  pond: {wholly: [a]}\n", 2, "unknown key `wholly`"),
        ("clases: {}\n", 1, "unknown key `clases`"),
        ("classes:\n  pond: {specific: perhaps}\n", 2, "specific `perhaps`"),
        ("classes:\n  other: {whole: [a]}\n", 2, "`other` is what baselines are that no class has"),
        ("classes:\n  pond: null\n", 2, "there is no `pond` to take away"),
        ("fillers: pond\n", 1, "expected a list"),
        ("classes: [\n", 2, ""),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_line(text: str, line: int, message: str) -> None:
    with pytest.raises(ContentError) as caught:
        load_rules([lay_over(text)])

    assert [(fault.file, fault.line) for fault in caught.value.faults] == [(f"content/vocabulary/{BASELINES_FILE}", line)]
    assert message in caught.value.faults[0].message


def test_an_empty_file_changes_nothing() -> None:
    assert load_rules([lay_over("# nothing yet\n")]) == load_rules()
