"""Baselines are told by their words: what is one thing under several names, what is a system, and what names nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.baselines import load_rules
from litatlas.baselines.classes import NAMED, OTHER, OWN, find_short_name, fold, list_classes, squeeze

RULES = load_rules()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("FP16", "full precision"),
        ("BF16 baseline", "full precision"),
        ("full-precision model", "full precision"),
        ("the full‑precision counterpart", "full precision"),
        ("FP32 implementation", "full precision"),
        ("full attention", "dense attention"),
        ("standard full-attention mechanism", "dense attention"),
        ("autoregressive decoding", "autoregressive decoding"),
        ("vanilla auto-regressive decoding", "autoregressive decoding"),
        ("state-of-the-art", "state of the art"),
        ("SOTA methods", "state of the art"),
        ("previous state of the art", "state of the art"),
        ("strongest baseline", "state of the art"),
        ("our dense model", OWN),
        ("PondLM", NAMED),
        ("vanilla PondLM", NAMED),
        ("Heron Serve", NAMED),
        ("FlashPond-2 kernels", NAMED),
        ("llama.cpp", NAMED),
        ("X100 GPU", NAMED),
        ("PondLM-4o mini", NAMED),
        ("BF16 PondLM", NAMED),
        ("POND-swift", NAMED),
        ("baseline", OTHER),
        ("original model", OTHER),
        ("existing PondLM methods", OTHER),
        ("prior work", OTHER),
        ("GPU", OTHER),
        ("GPU-only system", OTHER),
        ("pond-based methods", OTHER),
        ("RL-trained models", OTHER),
        ("50-step baseline", OTHER),
        ("1.5B model", OTHER),
        ("best-of-N sampling", OTHER),
        ("full-parameter fine-tuning", OTHER),
        ("", OTHER),
        ("…", OTHER),
    ],
)
def test_a_baseline_has_the_class_that_its_words_tell(words: str, name: str) -> None:
    assert RULES.classify(words).name == name


def test_a_baseline_keeps_its_words() -> None:
    assert RULES.classify("The BF16 baseline").words == "The BF16 baseline"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FP16", "BF16 model", True),
        ("FP16", "FP32", False),
        ("FP16", "full precision", False),
        ("full attention", "dense attention", True),
        ("autoregressive decoding", "standard AR decoding", True),
        ("FlashPond-2", "the FlashPond 2 kernel", True),
        ("FlashPond-2", "FlashPond", False),
        ("FlashPond-2", "FlashPond-3", False),
        ("HF Transformers", "Hugging Face implementations", True),
        ("PondLM", "ReedLM", False),
        ("full precision", "full attention", False),
    ],
)
def test_two_baselines_are_the_same_where_they_name_one_thing(one: str, other: str, same: bool) -> None:
    keys = [RULES.classify(words).key for words in (one, other)]

    assert all(keys)
    assert (keys[0] == keys[1]) is same


@pytest.mark.parametrize("words", ["state of the art", "prior work", "baseline", "our dense model", "GPU"])
def test_what_names_no_one_thing_is_the_same_as_nothing(words: str) -> None:
    assert RULES.classify(words).key == ""


def test_a_version_of_the_papers_own_work_is_its_variant() -> None:
    assert [RULES.classify(words, "Heron").name for words in ("Heron", "Heron-S", "Heronry")] == [OWN, OWN, NAMED]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Heron: Sparse Kernels", "Heron"),
        ("Heron Serve 2: Sparse Kernels", "Heron Serve 2"),
        ("On sparse kernels: a study", ""),
        ("What Herons Know of Their Ponds: A Study", ""),
        ("quiet ponds: a study", ""),
        ("Sparse Kernels", ""),
        (": Kernels", ""),
    ],
)
def test_a_title_gives_its_work_a_name_before_a_colon(title: str, name: str) -> None:
    assert find_short_name(title) == name


@given(st.text())
def test_any_words_have_one_class_whatever_their_case_and_gaps(words: str) -> None:
    classified = RULES.classify(words)

    assert classified.name in RULES.names
    assert bool(classified.key) <= (classified.name not in (OTHER, OWN))
    assert RULES.classify(words) == classified


@given(st.text())
def test_words_that_are_folded_stay_so(words: str) -> None:
    assert fold(fold(words)) == fold(words)
    assert " " not in squeeze(words)


def test_a_rows_classes_are_told_once_each() -> None:
    assert list_classes(RULES.classify(words) for words in ("FP16", "PondLM", "BF16")) == ("full precision", NAMED)


def test_all_classes_are_named_those_first_that_say_the_most() -> None:
    assert RULES.names[0] == NAMED
    assert RULES.names[-2:] == (OWN, OTHER)
    assert len(set(RULES.names)) == len(RULES.names)
