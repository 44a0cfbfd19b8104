"""Explanations: why a text yields what it yields."""

from pathlib import Path

import pytest

from litatlas.commands.explain import explain_paper, explain_text, read_document
from litatlas.commands.ingest import ingest
from litatlas.errors import ContentError, UsageError
from litatlas.extract.document import Document, build_document
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.review.loading import load_standing
from tests.invented import HERON, format_listing, make_review

TEXT = (
    "Existing engines waste 40% of time. We present Heron. With a batch size of 32 on an NVIDIA A100, Heron reaches up to 2.3x "
    "higher throughput than PondLM."
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def explain(text: str, vocabulary: Vocabulary) -> str:
    return "\n".join(line.text for line in explain_text(build_document("Heron", text), vocabulary))


def test_a_result_is_told_with_its_sentence_frame_slots_and_rules(vocabulary: Vocabulary) -> None:
    told = explain(TEXT, vocabulary)

    assert "✓ 2.3x  up to, ratio, throughput, better, high confidence  [ratio; abstract 117–121]" in told
    assert "number: 2.3 ×, ratio, up to" in told
    assert "frame: throughput [after], ratio, up" in told
    assert "baseline: PondLM [after]" in told
    assert "hardware: NVIDIA A100 [leads-sentence]" in told
    assert "confidence: high: " in told


def test_every_other_number_is_told_with_its_reason(vocabulary: Vocabulary) -> None:
    told = explain(TEXT, vocabulary)

    assert "– 40%  background  [background; abstract 23–26]" in told
    assert "– 32  set-up: batch size  [bare; abstract 75–77]" in told
    assert "– 100  identifier  [identifier; abstract 92–95]" in told
    assert "4 numbers, 1 of them results" in told


def test_a_text_without_numbers_is_explained_too(vocabulary: Vocabulary) -> None:
    told = explain("We sing of ponds.", vocabulary)

    assert "0 numbers, 0 of them results" in told
    assert "hardware: none named" in told
    assert "no term of any topic occurs" in told


def test_a_paper_is_explained_by_its_own_text_and_topics(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", [HERON], files={})

    told = "\n".join(line.text for line in explain_paper(load_standing(root), "heron-sparse-kernels-for-quiet-ponds"))

    assert told.startswith(HERON.title)
    assert "✓ ponds" in told
    assert "✓ 2.3x" in told


def test_a_paper_without_its_abstract_tells_what_was_once_read(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", [], files={})
    listing = tmp_path / "listing.txt"
    listing.write_text(format_listing([HERON]), encoding="utf-8")
    ingest(root, [listing], abstracts=False)

    told = "\n".join(line.text for line in explain_paper(load_standing(root), "heron-sparse-kernels-for-quiet-ponds"))

    assert "✓ 2.3x" in told
    assert "keeps no abstracts" in told
    assert "wade" not in told


def test_an_unknown_paper_is_answered_with_the_nearest(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", [HERON], files={})

    with pytest.raises(UsageError, match="did you mean 'heron-sparse-kernels-for-quiet-ponds'"):
        explain_paper(load_standing(root), "heron-sparse-kernel-for-quiet-ponds")


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("A title\n\nAn abstract.\n", build_document("A title", "An abstract.")),
        ("A title\r\n\r\nAn abstract.\r\n", build_document("A title", "An abstract.")),
        ("An abstract of\ntwo lines.\n\nIt goes on.", build_document("", "An abstract of\ntwo lines.\n\nIt goes on.")),
        ("An abstract alone.", build_document("", "An abstract alone.")),
        ("", build_document("", "")),
    ],
)
def test_a_line_before_an_empty_one_is_the_title(text: str, document: Document, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(text.encode())

    assert read_document(path) == document


def test_a_file_that_is_no_text_is_a_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"one\ntwo \xff\n")

    with pytest.raises(ContentError) as caught:
        read_document(path)

    assert [(fault.file, fault.line) for fault in caught.value.faults] == [(str(path), 2)]


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_document(tmp_path / "none.txt")
