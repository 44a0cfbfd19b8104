"""Checking: all that a build would stumble over, with nothing written."""

import shutil
from pathlib import Path

import pytest

from litatlas.commands.check import CheckReport, check
from tests.invented import make_review, write_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the tiny review."""
    return shutil.copytree(Path(__file__).parents[1] / "reviews" / "tiny", tmp_path / "tiny")


def list_files(root: Path) -> set[Path]:
    return set(root.rglob("*"))


def test_a_review_without_faults_is_counted(root: Path) -> None:
    before = list_files(root)

    assert check(root) == CheckReport(papers=2, topics=2, notes=2, faults=(), without_topic=1)
    assert list_files(root) == before


def test_faults_of_the_content_are_listed_in_order(root: Path) -> None:
    write_files(root, {"content/notes/bad.md": "---\npaper: 1\n---\n", "content/review.yml": "title: x\nlatest: y\n"})

    report = check(root)

    assert [(fault.file, fault.line) for fault in report.faults] == [("content/notes/bad.md", 2), ("content/review.yml", 2)]


def test_templates_of_the_reviews_own_are_read_as_well(root: Path) -> None:
    write_files(
        root,
        {"templates/paper.html": "<p>\n{% if %}\n", "templates/home.html": "{{ view.title }}", "content/notes/bad.md": "---\n"},
    )
    (root / "templates/list.html").write_bytes(b"<p>\xff</p>")

    report = check(root)

    assert [(fault.file, fault.line) for fault in report.faults] == [
        ("content/notes/bad.md", 1), ("templates/list.html", 1), ("templates/paper.html", 2),
    ]  # fmt: skip
    assert report.faults[1].message == "is not UTF-8"
    assert report.faults[2].message.startswith("not a template: ")


def test_the_examples_of_the_reviews_vocabulary_are_tried(root: Path) -> None:
    text = "croaks:\n  names: [croak count]\n  examples:\n    - The croak count falls by 4%.\n    - It falls by 4%.\n"
    write_files(root, {"content/vocabulary/metrics.yml": text, "content/notes/bad.md": "---\npaper: 1\n---\n"})

    report = check(root)

    assert [(fault.file, fault.line) for fault in report.faults] == [
        ("content/notes/bad.md", 2), ("content/vocabulary/metrics.yml", 5),
    ]  # fmt: skip


def test_examples_alone_keep_a_review_from_passing(root: Path) -> None:
    write_files(root, {"content/vocabulary/units.yml": "ms: {counterexamples: [Latency is 4 ms.]}\n"})

    report = check(root)

    assert (report.papers, [str(fault) for fault in report.faults]) == (
        2,
        [
            "content/vocabulary/units.yml:1: `ms` is found in its counterexample; "
            "take the spelling that it uses out of `names`, or mend the counterexample"
        ],
    )


def test_a_vocabulary_with_faults_is_told_once_and_its_examples_are_not_tried(root: Path) -> None:
    write_files(root, {"content/vocabulary/metrics.yml": "latency: {nams: [], examples: [It falls by 4%.]}\n"})

    assert [(fault.file, fault.line) for fault in check(root).faults] == [("content/vocabulary/metrics.yml", 1)]


def test_what_can_be_seen_beside_errors_is_told_with_them(tmp_path: Path) -> None:
    root = make_review(
        tmp_path / "review", files={"content/notes/heron.md": "---\npaper: nowhere\n---\n", "content/notes/b.txt": "b"}
    )

    faults = check(root).faults

    assert {(fault.file, fault.severity) for fault in faults} == {
        ("content/notes/heron.md", "error"),
        ("content/notes/b.txt", "warning"),
    }
    assert {fault.severity for fault in check(root, strict=True).faults} == {"error"}
