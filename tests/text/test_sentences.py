"""Where sentences end."""

import pytest

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.text.sentences import split_sentences


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


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
        ("Ours is faster, cf. Sec. 2. It wins.", 2),
        ("It takes approx. 3 s. Foo needs 5.", 2),
        ("It is stable w.r.t. noise. It is small.", 2),
        ("Samples are i.i.d. and few. We test them.", 2),
        ("It runs at 5 tok./s on a phone. Good.", 2),
        ("We serve 3 req./s. vLLM serves 2.", 2),
        ("It uses 2:4 sparsity. 2:4 sparsity gives speed.", 2),
        ("It is new. (ii) It is small.", 2),
        ("We see (i) speed; (ii) size; (iii) cost.", 1),
        ("Code is here. https://a.example/b has it.", 2),
        ("It is done! Is it? It is.", 3),
        ("It has 1.5 GB. iPhone users like it.", 2),
        ("Dr. Heron et al. agree. We do too.", 2),
        ("We compare A, B, etc. in one table.", 1),
        ("We compare A, B, etc. Our table shows it.", 2),
        ("It gains 2.1 pts. over Foo.", 1),
        ("It is v.s. Foo that we test.", 1),
        ("It fits. It works... It lasts.", 3),
        ("It costs $3.50. That is cheap.", 2),
        ('"It works." We agree.', 2),
        ("It is fast (see Tab. 3). It is small.", 2),
        ("The U.S. grid is large. Ours is small.", 2),
        ("Foo vs. Bar vs. Baz. Ours wins.", 2),
        ("GPT-4 etc. are large. We are small.", 2),
        ("It improves tasks. Notably, it is small.", 2),
        ("We use max. pooling and avg. pooling.", 1),
        ("Ours is quick, a.k.a. fast. It is.", 2),
        ("", 0),
    ],
)
def test_a_full_stop_ends_a_sentence_unless_its_word_is_an_abbreviation(text: str, count: int, vocabulary: Vocabulary) -> None:
    assert len(split_sentences(text, vocabulary.abbreviations)) == count


def test_a_sentence_without_end_is_cut_at_a_space(vocabulary: Vocabulary) -> None:
    sentences = split_sentences("word " * 2_000, vocabulary.abbreviations)

    assert max(len(sentence.text) for sentence in sentences) <= 4_000
    assert sum(sentence.text.count("word") for sentence in sentences) == 2_000
