"""Readers: what any of them says is held against the text; who read a paper is told, and is another one where its words are."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings

from litatlas.extract.document import Document, Passage, Table, build_document
from litatlas.extract.extraction import RulesReader, conclude, extract, trace
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.terms import TopicTerms, Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.extract.reader import read_document
from litatlas.model import Cell, Extraction, Place, ReadBy, Result, Span
from tests.extract.test_properties import TEXTS

TEXT = "We present Heron. It cuts latency by 2.4x over Otter, to 1.5 million ticks, and reaches 91% accuracy on an H100."
TABLE = Table("table-2", (("", "F1"), ("Heron", "45.2 ± 0.1"), ("Otter",)))
BY = ReadBy("told", "1", "abc")
DOCUMENT = replace(build_document("Heron wades", TEXT), tables=(TABLE,))


def row(quote: str, low: float | None = None, **fields: Any) -> Result:
    """A row of the text, right where nothing else is said."""
    start = TEXT.find(quote)
    values: dict[str, Any] = {
        "id": "0a1b2c3d", "quote": quote, "low": 2.4 if low is None else low, "unit": "×", "form": "ratio", "metric": "latency",
        "effect": "better", "bound": None, "baseline": ("Otter",), "hardware": (), "dataset": (), "model": (), "subject": None,
        "evidence": Span("abstract", start, start + len(quote)), "context": Span("abstract", 18, len(TEXT)), "confidence": "low",
        "flags": (),
    }  # fmt: skip
    values.update(fields)
    return Result(**{"high": values["low"], **values})


@dataclass(frozen=True)
class ToldReader:
    """Says what it was told to."""

    vocabulary: Vocabulary
    rows: tuple[Result, ...]
    by: ReadBy

    def read(self, document: Document) -> Extraction:
        assert document.title
        return Extraction(self.rows, (), (), (), {})


def read(vocabulary: Vocabulary, *rows: Result) -> Extraction:
    found = read_document(DOCUMENT, ToldReader(vocabulary, rows, BY))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "right",
    [
        row("2.4x"),
        row("1.5 million", 1_500_000, unit="ticks", form="absolute", metric="ticks"),
        row("91%", 91, unit="%", form="absolute", metric="accuracy"),
        row("2.4x", metric="a cut of ticks", unit="ticks/s", effect=None),
        row("2.4x", unit="ticks/GPU"),
        row("2.4x", metric="size", dataset=("otters",), model=("the Heron",), subject="baseline"),
        row("2.4x", hardware=("NVIDIA H100",), subject="Otter"),
        row("45.2", 45.2, unit="", form="absolute", metric="f1", evidence=Cell("table-2", 2, 2), context=Cell("table-2", 2, 2)),
        row("45.2 ± 0.1", 45.2, unit="", metric="f1", evidence=Cell("table-2", 2, 2), context=Cell("table-2", 2, 2)),
    ],
)
def test_a_row_that_stands_in_the_text_is_kept_as_it_is(right: Result, vocabulary: Vocabulary) -> None:
    found = read(vocabulary, right)

    assert (found.results, found.non_results) == ((right,), ())


@pytest.mark.parametrize(
    ("wrong", "reason", "place"),
    [
        (row("2.4x", 4.2), "invalid: its value is not the number that it quotes", Span("abstract", 37, 41)),
        (row("2.4x", 4), "invalid: its value is not the number that it quotes", Span("abstract", 37, 41)),
        (row("2.4x", 24), "invalid: its value is not the number that it quotes", Span("abstract", 37, 41)),
        (
            row("1.5 million", 1.5e9, unit="ticks", metric="ticks"),
            "invalid: its value is not the number that it quotes",
            Span("abstract", 57, 68),
        ),
        (
            row("2.4x", unit="hops/s"),
            "invalid: its unit stands neither in the text nor in the vocabulary",
            Span("abstract", 37, 41),
        ),
        (
            row("2.4x", metric="a measure that nobody knows"),
            "invalid: its metric stands neither in the text nor in the vocabulary",
            Span("abstract", 37, 41),
        ),
        (
            row("2.4x", hardware=("NVIDIA A100",)),
            "invalid: hardware 'NVIDIA A100' is not named in the text",
            Span("abstract", 37, 41),
        ),
        (
            row("2.4x", baseline=("Otter", "Badger 2")),
            "invalid: baseline 'Badger 2' is not named in the text",
            Span("abstract", 37, 41),
        ),
        (row("2.4x", dataset=("SoilBench",)), "invalid: data set 'SoilBench' is not named in the text", Span("abstract", 37, 41)),
        (row("2.4x", subject="Badger"), "invalid: system 'Badger' is not named in the text", Span("abstract", 37, 41)),
        (row("2.4x", high=24.5), "invalid: its value is not the number that it quotes", Span("abstract", 37, 41)),
        (row("7x", 7), "invalid: what it quotes does not stand in the text", None),
        (row("2.4x", evidence=Span("abstract", 36, 40)), "invalid: what it quotes does not stand in the text", None),
        (row("2.4x", evidence=Span("abstract", 37, 9999)), "invalid: what it quotes does not stand in the text", None),
        (row("2.4x", evidence=Span("section-9", 37, 41)), "invalid: what it quotes does not stand in the text", None),
        (row("5.2", 5.2, evidence=Cell("table-2", 2, 2)), "invalid: what it quotes does not stand in the text", None),
        (row("45.2", 45.2, evidence=Cell("table-2", 3, 2)), "invalid: what it quotes does not stand in the text", None),
        (row("45.2", 45.2, evidence=Cell("table-2", 9, 1)), "invalid: what it quotes does not stand in the text", None),
        (row("45.2", 45.2, evidence=Cell("table-3", 2, 2)), "invalid: what it quotes does not stand in the text", None),
        (
            row("91%", 91, unit="GB", form="absolute", metric="accuracy"),
            "invalid: what it measures is not stated in its unit",
            Span("abstract", 88, 91),
        ),
    ],
)
def test_a_row_without_ground_is_no_result_and_says_why(
    wrong: Result, reason: str, place: Place | None, vocabulary: Vocabulary
) -> None:
    found = read(vocabulary, wrong)

    assert found.results == ()
    assert [(item.quote, item.reason, item.evidence) for item in found.non_results] == [(wrong.quote, reason, place)]


def test_a_reader_that_cannot_read_a_document_reads_nothing(vocabulary: Vocabulary) -> None:
    @dataclass(frozen=True)
    class SilentReader(ToldReader):
        def read(self, document: Document) -> Extraction | None:  # type: ignore[override]
            return None

    assert read_document(DOCUMENT, SilentReader(vocabulary, (), BY)) is None


def test_a_made_up_number_without_words_is_told_by_its_value(vocabulary: Vocabulary) -> None:
    found = read(vocabulary, row(" ", 3.5, evidence=Span("abstract", 2, 3)))

    assert [(item.quote, item.evidence) for item in found.non_results] == [("3.5×", None)]


def test_of_two_rows_with_one_id_the_first_is_kept(vocabulary: Vocabulary) -> None:
    first, second = row("2.4x"), row("2.4x", metric="speed")

    found = read(vocabulary, first, second)

    assert found.results == (first,)
    assert [item.reason for item in found.non_results] == ["stated again"]


def test_a_context_that_is_no_place_of_the_paper_gives_way_to_the_evidence(vocabulary: Vocabulary) -> None:
    found = read(vocabulary, row("2.4x", context=Span("abstract", 0, 9999)))

    assert [result.context for result in found.results] == [Span("abstract", 37, 41)]


@given(title=TEXTS, abstract=TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_rules_read_no_row_that_has_no_ground(title: str, abstract: str, vocabulary: Vocabulary) -> None:
    document = build_document(title, abstract)

    kept, read_rows = extract(document, vocabulary).results, conclude(trace(document, vocabulary)).results

    # Rows that look alike are flagged where a reading is finished.
    assert [replace(row, flags=()) for row in kept] == [replace(row, flags=()) for row in read_rows]


def test_an_extraction_says_who_read_it(vocabulary: Vocabulary) -> None:
    assert read(vocabulary).by == BY
    assert extract(DOCUMENT, vocabulary).by == RulesReader(vocabulary).by
    assert RulesReader(vocabulary).by.reader == "rules"


def test_rules_with_other_words_are_another_reader() -> None:
    overlay = (VocabularyFile("content/vocabulary/metrics.yml", "croak rate: {units: [rate], better: higher}"),)
    topics = (TopicTerms("ponds", {"pond": 3}),)
    readers = [
        RulesReader(load_vocabulary()),
        RulesReader(load_vocabulary(overlay=overlay)),
        RulesReader(load_vocabulary(topics)),
        RulesReader(load_vocabulary((TopicTerms("ponds", {"pond": 2}),))),
    ]

    assert len({reader.by for reader in readers}) == len(readers)
    assert RulesReader(load_vocabulary(topics)).by == readers[2].by


def test_all_passages_are_read_and_evidence_says_in_which_it_stands(vocabulary: Vocabulary) -> None:
    document = Document(
        (
            Passage("title", "Heron wades"),
            Passage("abstract", "We present Heron. It reaches 2x higher throughput."),
            Passage("section-3", "Heron runs at 35 ms latency on an A100."),
        )
    )

    found = extract(document, vocabulary)

    assert [(item.quote, item.evidence) for item in found.results] == [
        ("2x", Span("abstract", 29, 31)),
        ("35 ms", Span("section-3", 14, 19)),
    ]
    assert found.hardware == ("NVIDIA A100",)


def test_what_two_passages_say_of_one_thing_is_one_row(vocabulary: Vocabulary) -> None:
    said = "Heron reaches 2x higher throughput."
    document = Document((Passage("title", ""), Passage("abstract", f"We present Heron. {said}"), Passage("section-3", said)))

    found = extract(document, vocabulary)

    assert [(item.quote, item.evidence) for item in found.results] == [("2x", Span("abstract", 32, 34))]
    assert [(item.quote, item.reason) for item in found.non_results] == [("2x", "stated again")]
