"""The real captures through the whole way: every fact that they state stands in the pages and in the export."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from litatlas.commands.export import export
from litatlas.commands.ingest import ingest
from litatlas.model import Paper
from litatlas.read.formats import read_capture
from litatlas.read.merge import work_key
from litatlas.review.groups import list_by_date
from litatlas.review.loading import load_papers, load_review
from litatlas.text.repair import repair
from tests.invented import write_files

pytestmark = pytest.mark.captures
TOPICS = Path(__file__).parents[1] / "content" / "topics"
GUIDELINE = {
    "quote", "low", "high", "unit", "form", "metric", "effect", "bound", "baseline", "hardware", "dataset", "model", "setting",
    "subject",
}  # fmt: skip


def make_root(folder: Path) -> Path:
    write_files(folder, {"content/review.yml": "title: Captured\n"})
    shutil.copytree(TOPICS, folder / "content" / "topics")
    return folder


@pytest.fixture(scope="module")
def ingested(captures_review: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of all captures with their abstracts, for these tests alone."""
    root = tmp_path_factory.mktemp("captured") / "review"
    shutil.copytree(captures_review / "content", root / "content")
    return root


@pytest.fixture(scope="module")
def rows(ingested: Path) -> list[dict[str, Any]]:
    """The lines of `litatlas export papers --format jsonl`."""
    papers = list_by_date(load_papers(ingested).values())
    return [json.loads(line) for line in export(papers, "papers", "jsonl")]


@pytest.fixture(scope="module")
def facts(captures: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of all captures without their abstracts."""
    root = make_root(tmp_path_factory.mktemp("captured") / "facts")
    ingest(root, captures, abstracts=False)
    return root


def read_pages(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "content" / "papers").iterdir()}


def stated(values: Iterable[object]) -> list[object]:
    """What entries of one paper state; None where none of them does."""
    return [value for value in values if value is not None] or [None]


def test_all_entries_are_read_and_the_repeats_are_merged(captures: list[Path], captures_review: Path) -> None:
    told = json.loads(captures_review.with_name("report.json").read_text())

    assert len(captures) == 5
    assert told["counts"] == {"entries": 448, "new": 402, "merged": 46, "skipped": 0}
    assert all("taken as of 2025" in message for message in told["messages"])


def test_the_review_of_the_captures_has_no_faults(ingested: Path) -> None:
    assert len(load_review(ingested).papers) == 402


def test_a_second_run_in_another_order_changes_no_file(ingested: Path, captures: list[Path]) -> None:
    folder = ingested / "content" / "papers"
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()}

    report = ingest(ingested, captures[::-1], abstracts=True)

    assert (report.new, report.changed, report.unchanged) == (0, 0, 402)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.iterdir()} == before


def test_one_capture_after_the_other_gives_the_same_pages(ingested: Path, captures: list[Path], tmp_path: Path) -> None:
    other = make_root(tmp_path / "other")

    for path in captures[::-1]:
        ingest(other, [path], abstracts=True)

    assert read_pages(other) == read_pages(ingested)


def test_every_fact_of_every_entry_stands_in_the_export(captures: list[Path], rows: list[dict[str, Any]]) -> None:
    by_key = {work_key(repair(str(row["title"]))): row for row in rows}
    records = [(work_key(repair(record.title)), record) for path in captures for record in read_capture(path).records]

    assert by_key.keys() == {key for key, _ in records}
    for key, row in by_key.items():
        told = [record for other, record in records if other == key]
        assert row["title"] in stated(record.title for record in told)
        assert row["abstract"] in stated(record.abstract for record in told)
        assert row["date"] in stated(record.date and record.date.iso for record in told)
        assert row["date_precision"] == ("day" if row["date"] else None)
        assert row["author_count"] in stated(record.author_count for record in told)
        assert row["organization"] in stated(record.organization and asdict(record.organization) for record in told)
        assert row["comments"] in stated(record.comments for record in told)
        assert row["authors"] == []


def test_every_entry_is_a_source_of_its_paper(captures: list[Path], rows: list[dict[str, Any]]) -> None:
    found = set()
    for row in rows:
        found |= {(source["file"], source["line"], source["sha256"]) for source in row["sources"]}

    assert found == {
        (record.source.file, record.source.line, record.source.sha256)
        for path in captures
        for record in read_capture(path).records
    }


def test_every_quote_stands_where_its_evidence_says(rows: list[dict[str, Any]]) -> None:
    number = 0
    for row in rows:
        for result in row["results"]:
            field, start, end = result["evidence"]
            assert str(row[field])[start:end] == result["quote"]
            assert result.keys() == GUIDELINE | {"id", "evidence", "context", "confidence", "flags", "correction"}
            number += 1

    assert number > 400


def test_pages_of_facts_only_hold_no_sentence_of_an_abstract(facts: Path, rows: list[dict[str, Any]]) -> None:
    pages = read_pages(facts)

    for row in rows:
        text = pages[f"{row['slug']}.md"].decode()
        words = str(row["abstract"]).split()
        runs = (" ".join(words[start : start + 9]) for start in range(len(words) - 8))
        assert not any(run in text for run in runs), row["slug"]


def test_pages_of_facts_only_hold_the_facts_of_full_pages(ingested: Path, facts: Path) -> None:
    full = load_papers(ingested)
    plain = {slug: drop_places(paper) for slug, paper in load_papers(facts).items()}

    assert plain == {slug: replace(paper, work=replace(paper.work, abstract=None)) for slug, paper in full.items()}


def drop_places(paper: Paper) -> Paper:
    """The paper without the words by which its numbers are found in an abstract that the review does not keep."""
    results = tuple(replace(result, around=("", "")) for result in paper.extraction.results)
    return replace(paper, extraction=replace(paper.extraction, results=results))
