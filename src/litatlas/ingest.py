"""Captures to pages: read all, merge, extract, then write what changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from litatlas.content.facts_only import set_facts_apart
from litatlas.content.files import remove_leftovers, write_if_changed
from litatlas.content.papers import format_paper
from litatlas.content.slugs import assign_slugs
from litatlas.errors import Fault
from litatlas.extract import Document, Vocabulary, extract
from litatlas.locking import hold_lock
from litatlas.model import Paper, Record, Work
from litatlas.progress import Track, track_nothing
from litatlas.read.formats import read_capture
from litatlas.read.merge import find_disagreements, merge, merge_records, work_key
from litatlas.read.repair import repair
from litatlas.review import load_standing

LOCK = ".litatlas-ingest.lock"
"""The file in the review's folder that one ingest at a time holds."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run of `ingest` did."""

    files: int
    entries: int
    """Entries that were read."""
    new: int
    merged: int
    """Entries that told of a paper that another entry of this run also told of."""
    changed: int
    unchanged: int
    skipped: int
    """Files, entries and lines that could not be read; each has a fault."""
    faults: tuple[Fault, ...]
    """Errors for what was skipped and warnings for what was read but is doubtful."""


def ingest(
    root: Path,
    captures: Sequence[Path],
    *,
    captured: date | None = None,
    abstracts: bool | None = None,
    track: Track = track_nothing,
) -> IngestReport:
    """Read captures into the review at `root`.

    `captured` is the day of the captures where the user gives it; `abstracts` says whether to keep abstracts, None leaves it to
    the review's settings. Raises `ContentError`, with nothing written, where the review's own files have faults.
    """
    with hold_lock(root / LOCK, "ingesting into"):
        return _ingest(root, captures, captured, abstracts, track)


def _ingest(root: Path, captures: Sequence[Path], captured: date | None, abstracts: bool | None, track: Track) -> IngestReport:  # noqa: FBT001
    standing = load_standing(root)
    papers = standing.papers
    known = {work_key(paper.work.title): paper for paper in papers.values()}
    days = _find_days(papers.values())
    records: list[Record] = []
    faults: list[Fault] = []
    for path in track(captures, "reading captures", len(captures)):
        parsed = read_capture(path, captured, days)
        records.extend(parsed.records)
        faults.extend(parsed.faults)
    entries = len(records)
    works = merge_records(records)
    del records
    slugs = assign_slugs({key: repair(work.title).text for key, work in works.items() if key not in known}, papers)
    folder = root / "content" / "papers"
    remove_leftovers(folder)
    keep = standing.settings.abstracts if abstracts is None else abstracts
    outcomes: Counter[str] = Counter()
    for key, paper in track(_build_papers(works, known, slugs, standing.vocabulary), "extracting results", len(works)):
        faults.extend(find_disagreements(paper.work))
        outcomes[write_if_changed(folder / f"{paper.slug}.md", format_paper(paper) if keep else _format_facts(paper))] += 1
        del works[key]
    return IngestReport(
        files=len(captures),
        entries=entries,
        new=outcomes["new"],
        merged=entries - outcomes.total(),
        changed=outcomes["changed"],
        unchanged=outcomes["unchanged"],
        skipped=sum(fault.severity == "error" for fault in faults),
        faults=tuple(faults),
    )


def _format_facts(paper: Paper) -> str:
    """The page of a paper without its abstract."""
    page = format_paper(replace(paper, work=replace(paper.work, abstract=None)))
    return set_facts_apart(page, paper.work.abstract) if paper.work.abstract else page


def _find_days(papers: Iterable[Paper]) -> dict[str, date]:
    """The days that the user gave for captures when they were read before, by the SHA-256 of the files."""
    sources = (witness.source for paper in papers for witness in paper.work.witnesses)
    return {source.sha256: date.fromisoformat(source.captured) for source in sources if source.captured_given and source.captured}


def _build_papers(
    works: Mapping[str, Work], known: Mapping[str, Paper], slugs: Mapping[str, str], vocabulary: Vocabulary
) -> Iterator[tuple[str, Paper]]:
    """The paper of each work, in the order of keys: merged with the page that there is, its text read for results."""
    for key in sorted(works):
        old = known.get(key)
        work = merge([old.work, works[key]]) if old else works[key]
        if old and work.abstract is None and work.abstract_sha256 is not None:
            # The leading source's text is not at hand; what was once read from it still holds.
            yield key, Paper(old.slug, work, old.extraction)
        else:
            document = Document(work.title, work.abstract or "")
            yield key, Paper(old.slug if old else slugs[key], work, extract(document, vocabulary))
