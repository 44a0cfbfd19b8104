"""Reading papers again: what changed is taken over and told, people's words stay, and a second run has nothing to do."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from litatlas.commands.ingest import ingest
from litatlas.commands.reread import Part, RereadReport, describe_reading
from litatlas.commands.reread import reread as reread_papers
from litatlas.content.pages import Settings
from litatlas.errors import ContentError
from litatlas.extract.document import Document
from litatlas.extract.extraction import RulesReader
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.reader import ChosenReader
from litatlas.model import ReadBy
from litatlas.review.loading import load_papers, load_review
from tests.invented import BADGER, ENTRIES, HERON, TOPICS, format_listing, make_many, make_review, write_files
from tests.running_litatlas import run_in

HERON_SLUG, BADGER_SLUG = "heron-sparse-kernels-for-quiet-ponds", "badger-digs-tunnels-in-low-light"
DUSK = {"content/topics/dusk.md": "---\ntitle: Dusk\nterms: {dusk: 3, low light: 3}\n---\n"}
CHIP = {
    "content/vocabulary/hardware.yml": "- {family: Pond chips, vendor: Pond, kind: NPU, devices: {PondLM: {names: [PondLM]}}}\n"
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review")


def reread(root: Path, **options: Any) -> RereadReport:
    report = reread_papers(root, **options)
    assert report is not None
    return report


def read_pages(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "content" / "papers").glob("*.md")}


def topics_of(root: Path, slug: str) -> tuple[str, ...]:
    return load_papers(root)[slug].extraction.topics


def test_a_new_topic_is_taken_over_and_told(root: Path) -> None:
    before = topics_of(root, BADGER_SLUG)
    write_files(root, DUSK)

    report = reread(root)

    assert (before, topics_of(root, BADGER_SLUG)) == (("burrows",), ("burrows", "dusk"))
    assert (report.papers, report.read) == (len(ENTRIES), len(ENTRIES))
    assert [describe_reading(reading) for reading in report.changed] == [f"{BADGER_SLUG}: topics burrows → burrows, dusk"]


def test_a_second_run_has_nothing_to_do_and_changes_no_byte(root: Path) -> None:
    write_files(root, DUSK)
    reread(root)
    pages = read_pages(root)

    again = reread(root)

    assert (again.read, again.changed, read_pages(root)) == (0, (), pages)


def test_what_is_read_again_is_what_ingesting_anew_would_read(root: Path, tmp_path: Path) -> None:
    write_files(root, {**DUSK, **CHIP})
    reread(root)

    other = make_review(tmp_path / "other" / "review", files={**DUSK, **CHIP})
    for topic in DUSK:
        assert (other / topic).is_file()
    ingest(other, [other.with_name("review.txt")], abstracts=True)

    assert {name: _without_sources(page) for name, page in read_pages(root).items()} == {
        name: _without_sources(page) for name, page in read_pages(other).items()
    }


def _without_sources(page: bytes) -> str:
    return page.decode().partition("sources:")[0]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [(("topics",), ("topics",)), (("hardware",), ("hardware",)), (("topics", "hardware"), ("topics", "hardware"))],
)
def test_only_the_parts_that_are_named_are_taken_over(root: Path, parts: tuple[Part, ...], expected: tuple[Part, ...]) -> None:
    write_files(root, {**DUSK, **CHIP})

    report = reread(root, parts=parts)

    assert {part for reading in report.changed for part in reading.changed} == set(expected)
    assert reread(root, parts=parts).changed == ()


def test_after_a_part_the_rest_is_still_to_be_read(root: Path) -> None:
    write_files(root, {**DUSK, **CHIP})
    reread(root, parts=["topics"])

    report = reread(root)

    assert {part for reading in report.changed for part in reading.changed} == {"hardware"}
    assert reread(root).read == 0


def test_rows_that_come_and_go_are_counted(root: Path) -> None:
    write_files(root, {"content/vocabulary/metrics.yml": "accuracy: null\n"})

    report = reread(root, parts=["results"])

    changed = {reading.slug: reading for reading in report.changed}
    assert changed[BADGER_SLUG].changed == ("results",)
    assert sum(changed[BADGER_SLUG].rows.values()) >= 1
    assert "row" in describe_reading(changed[BADGER_SLUG])


def test_peoples_notes_and_overrides_stay_and_are_told_where_the_machine_says_otherwise(root: Path) -> None:
    override = {"was": ["burrows"], "set": ["ponds"], "why": "it floods", "by": "Ann", "on": "2025-01-02"}
    note = (
        f"---\npaper: {BADGER_SLUG}\noverrides: {yaml.safe_dump({'topics': override}, default_flow_style=True, width=999)}---\n"
    )
    write_files(root, {"content/notes/badger.md": note, **DUSK})

    report = reread(root)

    assert load_review(root).papers[BADGER_SLUG].extraction.topics == ("ponds",)
    assert (root / "content/notes/badger.md").read_text(encoding="utf-8") == note
    assert ["topics of the paper was burrows" in fault.message for fault in report.faults] == [True]


def test_papers_whose_abstract_is_not_kept_stay_as_they_are_and_are_told_with_their_lists(tmp_path: Path) -> None:
    root, listing = tmp_path / "review", tmp_path / "birds.txt"
    listing.write_text(format_listing([HERON, BADGER]), encoding="utf-8")
    write_files(root, {"content/review.yml": "title: Facts\nabstracts: false\n"})
    write_files(root, {f"content/topics/{name}.md": text for name, text in TOPICS.items()})
    ingest(root, [listing])
    pages = read_pages(root)
    write_files(root, DUSK)

    report = reread(root)

    (fault,) = report.faults
    assert (report.read, report.changed, read_pages(root)) == (0, (), pages)
    assert (fault.severity, fault.message) == (
        "warning",
        "2 papers cannot be read again: the review keeps no abstract of theirs",
    )
    assert "birds.txt" in fault.hint


def test_nothing_is_written_where_the_review_has_faults(root: Path) -> None:
    pages = read_pages(root)
    write_files(root, {**DUSK, "content/topics/broken.md": "---\ntitel: Broken\n---\n"})

    with pytest.raises(ContentError):
        reread(root)

    assert read_pages(root) == pages


def test_two_processes_read_what_one_reads(tmp_path: Path) -> None:
    one = make_review(tmp_path / "one" / "review", make_many(12))
    two = make_review(tmp_path / "two" / "review", make_many(12))
    for root, processes in ((one, 1), (two, 2)):
        write_files(root, CHIP)
        assert len(reread(root, processes=processes).changed) == 12

    assert read_pages(one) == read_pages(two)


def test_the_command_tells_what_changed_and_then_that_nothing_is_left(root: Path) -> None:
    write_files(root, DUSK)

    first, second = (run_in(root, "reread") for _ in range(2))

    assert (first.returncode, second.returncode) == (0, 0)
    assert f"{BADGER_SLUG}: topics burrows → burrows, dusk" in first.stdout
    assert "changed: topics of 1 paper" in first.stdout
    assert "Nothing to read again" in second.stdout


def test_a_reader_that_is_not_let_begin_writes_nothing(root: Path) -> None:
    pages = read_pages(root)
    write_files(root, DUSK)

    def choose(_root: Path, _settings: Settings, vocabulary: Vocabulary) -> ChosenReader:
        return ChosenReader(RulesReader(vocabulary), lambda _documents, _track: None)

    assert reread_papers(root, choose=choose) is None
    assert read_pages(root) == pages


SILENT = ReadBy("silent", "1", "0")


@dataclass(frozen=True)
class Silent:
    """A reader that cannot read anything yet, as a model that was not asked."""

    vocabulary: Vocabulary
    by: ReadBy = SILENT

    def read(self, document: Document) -> None:
        """Read nothing."""


def test_papers_that_the_reader_cannot_read_are_read_by_the_rules(root: Path) -> None:
    write_files(root, DUSK)

    report = reread(root, choose=lambda _root, _settings, vocabulary: ChosenReader(Silent(vocabulary)))

    assert [reading.slug for reading in report.changed] == [BADGER_SLUG]
    assert load_papers(root)[BADGER_SLUG].extraction.by != SILENT
