"""The examples that entries of the vocabulary carry: the package's hold, and one that does not is told at its line."""

from collections import Counter

import pytest

from litatlas.extract.examples import Example, check_examples, list_examples
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary, read_package_files

LEAST_ENTRIES = {"metric": 40, "unit": 30, "hardware": 40, "dataset": 12, "model": 12}
"""How many entries of each kind carry examples at least."""
PACKAGE = list_examples(read_package_files())


def faults_of(name: str, text: str) -> list[tuple[int, str]]:
    """The lines and messages of the faults of a review's vocabulary file."""
    sources = (VocabularyFile(f"content/vocabulary/{name}.yml", text),)
    faults = check_examples(list_examples(sources), load_vocabulary(overlay=sources))
    assert {fault.file for fault in faults} <= {sources[0].file}
    assert all(fault.hint for fault in faults)
    return [(fault.line, fault.message) for fault in faults]


def test_the_packages_examples_hold(vocabulary: Vocabulary) -> None:
    assert [str(fault) for fault in check_examples(PACKAGE, vocabulary)] == []


def test_the_entries_that_matter_carry_examples() -> None:
    counts: Counter[str] = Counter(kind for kind, _ in {(example.kind, example.id) for example in PACKAGE if example.is_found})

    assert {kind: counts[kind] >= least for kind, least in LEAST_ENTRIES.items()} == dict.fromkeys(LEAST_ENTRIES, True)


def test_no_sentence_is_an_example_twice() -> None:
    counts = Counter((example.kind, example.text) for example in PACKAGE)

    assert [text for text, count in counts.items() if count > 1] == []


def test_examples_are_listed_with_their_file_and_line() -> None:
    source = VocabularyFile(
        "hardware.yml", "- family: Pond chips\n  devices:\n    Frog:\n      examples:\n        - An F.\n        - A G.\n"
    )

    assert list_examples((source,)) == (
        Example("hardware.yml", 5, "hardware", "Frog", "An F.", is_found=True),
        Example("hardware.yml", 6, "hardware", "Frog", "A G.", is_found=True),
    )


@pytest.mark.parametrize(
    ("name", "entry", "good", "bad"),
    [
        (
            "metrics",
            "croaks: {names: [croak count], units: [count], better: lower",
            "The croak count falls by 4%.",
            "It falls by 4%.",
        ),
        ("units", "croak: {kind: time, names: [croaks], metric: latency", "The delay is 12 croaks.", "The delay is 12 ms."),
        ("hardware", "- {family: Groq LPU, devices: {Frog 1: {names: [Frog board]", "We use a Frog board.", "We use a board."),
        ("data", "datasets: {SoilBench: {names: [SB2]", "On SB2, latency falls by 4%.", "Latency of SB2 is unknown."),
        ("models", "models: {BurrowLM: {names: [Burrow]", "On Burrow-7B, latency falls by 4%.", "The burrow is 7 m long."),
    ],
)
def test_an_example_that_does_not_hold_is_a_fault_at_its_line(name: str, entry: str, good: str, bad: str) -> None:
    close = "}" * (entry.count("{") - entry.count("}"))

    assert faults_of(name, f'{entry}, examples: ["{good}"], counterexamples: ["{bad}"]{close}') == []
    found = faults_of(name, f'{entry},\n examples: [\n "{good}",\n "{bad}"],\n counterexamples: [\n "{bad}",\n "{good}"]{close}')
    assert [line for line, _ in found] == [4, 7]
    assert [message.partition("` ")[2].split(",")[0] for _, message in found] == [
        "is not found in its example", "is found in its counterexample",
    ]  # fmt: skip


def test_a_fault_tells_what_is_found_instead() -> None:
    assert faults_of("metrics", "latency: {examples: [The throughput falls by 4%.]}") == [
        (1, "`latency` is not found in its example, but `throughput`")
    ]


def test_a_review_may_give_an_entry_of_the_package_examples() -> None:
    assert faults_of("data", "datasets: {KITTI: {examples: ['On KITTI, latency falls by 4%.']}}") == []


def test_an_entry_that_is_taken_away_has_no_examples() -> None:
    assert faults_of("metrics", "latency: null") == []


@pytest.mark.parametrize(
    "text", ["", "- a", "latency: []", "latency: {examples: x}", "latency: {examples: [[a]]}", "a: [", "\x00"]
)
@pytest.mark.parametrize("name", ["metrics", "hardware", "data", "cues", "ponds"])
def test_what_is_wrong_with_a_file_is_not_for_its_examples_to_tell(name: str, text: str) -> None:
    list_examples((VocabularyFile(f"content/vocabulary/{name}.yml", text),))
