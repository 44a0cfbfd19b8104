"""Labels are read with all their fields, or every wrong line is told."""

import json
from pathlib import Path

import pytest

from eval.labels import read_labels
from litatlas.errors import ContentError
from tests.conftest import REPOSITORY
from tests.eval.rows import ROW, write_paper, write_row


def test_a_label_is_read_with_all_its_fields(tmp_path: Path) -> None:
    row = write_row(hardware=["Pond 1"], dataset=["ReedBench"], confidence="high")
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps(write_paper("Heron", row, abstract="It is fast.")) + "\n\n")

    (paper,) = read_labels(path)

    assert (paper.title, paper.abstract, paper.topics) == ("Heron", "It is fast.", ("quantization",))
    assert paper.results == (ROW,)


def test_every_wrong_line_is_told_with_what_is_wrong_in_it(tmp_path: Path) -> None:
    lines = [
        json.dumps(write_paper("Heron", write_row())),
        "{",
        json.dumps({"title": "Otter"}),
        json.dumps(write_paper("Toad", write_row(low="3"))),
        json.dumps(write_paper("Newt", write_row(form="faster"))),
        json.dumps(write_paper("Carp", write_row(baseline="Newt"))),
        json.dumps(["Pike"]),
    ]
    path = tmp_path / "labels.jsonl"
    path.write_text("\n".join(lines))

    with pytest.raises(ContentError) as raised:
        read_labels(path)

    told = [(fault.line, fault.message) for fault in raised.value.faults]
    assert [line for line, _ in told] == [2, 3, 4, 5, 6, 7]
    assert [message for line, message in told if line > 2] == [
        "has no 'results'",
        "cannot be read: low is not a number",
        "cannot be read: form 'faster' is none of absolute, difference, fraction, ratio, relative",
        "cannot be read: baseline is not a list of texts",
        "cannot be read: a paper is not a mapping",
    ]


def test_the_repository_s_labels_are_facts_alone() -> None:
    papers = read_labels(REPOSITORY / "eval" / "labels.jsonl")
    quotes = [row.quote for paper in papers for row in paper.results]

    assert all(paper.abstract is None for paper in papers)
    assert [quote for quote in quotes if len(quote) > 40 or not any(sign.isdigit() for sign in quote)] == []


def test_every_topic_of_the_labels_is_one_of_the_review() -> None:
    papers = read_labels(REPOSITORY / "eval" / "labels.jsonl")
    known = {path.stem for path in (REPOSITORY / "content" / "topics").glob("*.md")}

    assert {topic for paper in papers for topic in paper.topics} - known == set()
