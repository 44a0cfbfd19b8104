"""Results as people type them: which number is meant, and the row that is proposed."""

import pytest

from litatlas.extract.lexicon.names import NameKind
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.proposals import name_known, propose_row, read_value
from litatlas.model import Json


@pytest.mark.parametrize(
    ("typed", "quote"),
    [
        ("2.3x", "2.3x"),
        ("up to 2.3x higher throughput over PondLM with 8 herons", "2.3x"),
        ("from 71 s to 29 s", "29 s"),
        ("1.4-1.8x", "1.4-1.8x"),
        ("between 3 and 5 ms", "3 and 5 ms"),
        ("fast", None),
        ("", None),
        ("H100", None),
    ],
)
def test_of_what_is_typed_the_number_that_was_reached_is_read(vocabulary: Vocabulary, typed: str, quote: str | None) -> None:
    reading = read_value(typed, vocabulary)

    assert (reading and reading.quote) == quote


@pytest.mark.parametrize(
    ("typed", "metric", "expected"),
    [
        ("2.3x", "throughput", {"low": 2.3, "high": 2.3, "unit": "×", "form": "ratio", "effect": "better", "bound": None}),
        ("up to 1.4-1.8x", "speed", {"low": 1.4, "high": 1.8, "bound": "up to"}),
        ("33.5 %", "latency", {"unit": "%", "form": "relative", "effect": "better"}),
        ("33.5 % higher", "latency", {"form": "relative", "effect": "worse"}),
        ("-4 %", "latency", {"low": 4, "form": "relative", "effect": "better"}),
        ("-4 points", "accuracy", {"low": 4, "form": "difference", "effect": "worse"}),
        ("+3.2 points", "accuracy", {"low": 3.2, "form": "difference", "effect": "better"}),
        ("81.2%", "accuracy", {"form": "absolute", "effect": None}),
        ("12 ms", "croak rate", {"unit": "ms", "form": "absolute", "effect": None}),
        ("-4 dB", "croak level", {"low": -4, "high": -4, "form": "absolute"}),
        ("from 71 s to 29 s", "latency", {"low": 29, "high": 29, "unit": "s", "form": "absolute"}),
        ("2.3x speedup over PondLM on an NVIDIA A100", "speed", {"baseline": ["PondLM"], "hardware": ["NVIDIA A100"]}),
    ],
)
def test_a_row_is_proposed_of_the_value_and_the_way_in_which_its_metric_is_better(
    vocabulary: Vocabulary, typed: str, metric: str, expected: dict[str, Json]
) -> None:
    proposed = propose_row(typed, metric, vocabulary)

    assert {name: proposed.get(name) for name in expected} == expected


def test_nothing_is_proposed_of_words_without_a_number(vocabulary: Vocabulary) -> None:
    assert propose_row("much faster", "speed", vocabulary) == {}


@pytest.mark.parametrize(
    ("typed", "kind", "name"),
    [
        ("A100", "hardware", "NVIDIA A100"),
        ("a100", "hardware", "NVIDIA A100"),
        ("latencies", "metric", "latency"),
        ("latency of herons", "metric", "latency of herons"),
        ("Pond Chip 2", "hardware", "Pond Chip 2"),
    ],
)
def test_names_are_those_of_the_vocabulary_where_it_has_them(
    vocabulary: Vocabulary, typed: str, kind: NameKind, name: str
) -> None:
    assert name_known(typed, kind, vocabulary) == name
