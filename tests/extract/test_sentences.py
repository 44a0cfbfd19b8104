"""Where sentences end."""

import pytest

from litatlas.extract import Vocabulary
from litatlas.extract.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It is fast, i.e. it wins. It is small.", 2),
        ("See Fig. 3 and Eq. 4 for it.", 1),
        ("It takes 80 ms. Our model is small.", 2),
        ("Foo et al. show it. Ours is new.", 2),
        ("It beats all. vLLM is slower.", 2),
        ("It loses 0.05. The kernel wins.", 2),
        ("Ours vs. theirs is shown.", 1),
        ("It helps tasks, e.g. search. 1.58-bit weights suffice.", 2),
        ("Is it fast? Yes! It is.", 3),
        ("", 0),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_its_word_is_an_abbreviation(text: str, count: int, vocabulary: Vocabulary) -> None:
    assert len(split_sentences(text, vocabulary.abbreviations)) == count


def test_a_sentence_without_end_is_cut_at_a_space(vocabulary: Vocabulary) -> None:
    sentences = split_sentences("word " * 2_000, vocabulary.abbreviations)

    assert max(len(sentence.text) for sentence in sentences) <= 4_000
    assert sum(sentence.text.count("word") for sentence in sentences) == 2_000
