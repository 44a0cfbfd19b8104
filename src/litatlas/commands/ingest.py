"""Captures to pages: read all, merge, extract, then write what changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from litatlas.content.facts_only import set_facts_apart
from litatlas.content.files import write_if_changed
from litatlas.content.papers import format_paper
from litatlas.content.parsing import Parsing
from litatlas.content.slugs import assign_slugs
from litatlas.errors import Fault
from litatlas.extract import Document, Vocabulary, extract
from litatlas.model import Paper, Record, Work
from litatlas.read.formats import ReadOptions, read_capture
from litatlas.read.merge import find_disagreements, merge, merge_records, work_key
from litatlas.review.drift import find_drifts
from litatlas.review.review import READ_NOW, Standing, load_standing
from litatlas.running.locking import hold_lock
from litatlas.running.processes import count_cpus, map_across
from litatlas.running.progress import Track, track_nothing
from litatlas.running.replacing import remove_leftovers
from litatlas.text.repair import repair

LOCK = ".litatlas-ingest.lock"
"""The file in the review's folder that one ingest at a time holds."""
SHARE = 300
"""The fewest papers that are worth a process of their own: it takes as long to start as to read them."""


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
    """Errors for what was skipped; warnings for what was read but is doubtful, and where a correction rests on another value."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A work of the captures, and the paper that the review has of it."""

    slug: str
    work: Work
    known: Paper | None


@dataclass(frozen=True, slots=True)
class _Page:
    """A paper's page as it is to be written."""

    slug: str
    text: str
    disagreements: tuple[Fault, ...]
    """Warnings where its sources contradict each other."""


def ingest(
    root: Path,
    captures: Sequence[Path],
    *,
    captured: date | None = None,
    abstracts: bool | None = None,
    processes: int | None = None,
    track: Track = track_nothing,
    parsing: Parsing = READ_NOW,
) -> IngestReport:
    """Read captures into the review at `root`.

    `captured` is the day of the captures where the user gives it; `abstracts` says whether to keep abstracts, None leaves it to
    the review's settings. `processes` is how many read the papers' texts, None as many as there are CPUs and as pay; it changes
    nothing but the time. `parsing` can remember the vocabulary, for a process that ingests again and again. Raises
    `ContentError`, with nothing written, where the review's own files have faults.
    """
    with hold_lock(root / LOCK, "ingesting into"):
        standing = load_standing(root, parsing)
        return _ingest(root, standing, captures, captured, abstracts, processes, track)


def _ingest(
    root: Path,
    standing: Standing,
    captures: Sequence[Path],
    captured: date | None,
    abstracts: bool | None,  # noqa: FBT001
    processes: int | None,
    track: Track,
) -> IngestReport:
    records: list[Record] = []
    faults: list[Fault] = []
    days = _find_days(standing.papers.values())
    for path in track(captures, "reading captures", len(captures)):
        parsed = read_capture(path, ReadOptions(captured), days)
        records.extend(parsed.records)
        faults.extend(parsed.faults)
    entries = len(records)
    works = merge_records(records)
    del records
    number = len(works)
    folder = root / "content" / "papers"
    remove_leftovers(folder)
    make_page = partial(
        _make_page, vocabulary=standing.vocabulary, abstracts=standing.settings.abstracts if abstracts is None else abstracts
    )
    outcomes: Counter[str] = Counter()
    with map_across(make_page, _choose_processes(number) if processes is None else min(processes, number)) as make_pages:
        pages = make_pages(_list_tasks(works, standing.papers))
        for page in track(pages, "extracting results", number):
            faults.extend(page.disagreements)
            outcomes[write_if_changed(folder / f"{page.slug}.md", page.text)] += 1
    faults.extend(find_drifts(root))
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


def _choose_processes(works: int) -> int:
    """As many processes as there are CPUs, but none that would cost more time than it saves."""
    return min(count_cpus(), works // SHARE)


def _find_days(papers: Iterable[Paper]) -> dict[str, date]:
    """The days that the user gave for captures when they were read before, by the SHA-256 of the files."""
    sources = (witness.source for paper in papers for witness in paper.work.witnesses)
    return {source.sha256: date.fromisoformat(source.captured) for source in sources if source.captured_given and source.captured}


def _list_tasks(works: dict[str, Work], papers: Mapping[str, Paper]) -> Iterator[_Task]:
    """What is to be done, in the order of keys. Takes the works out of `works` as they are asked for: texts need memory."""
    known = {work_key(paper.work.title): paper for paper in papers.values()}
    slugs = assign_slugs({key: repair(work.title).text for key, work in works.items() if key not in known}, papers)
    for key in sorted(works):
        old = known.get(key)
        yield _Task(old.slug if old else slugs[key], works.pop(key), old)


def _make_page(task: _Task, *, vocabulary: Vocabulary, abstracts: bool) -> _Page:
    """The page of a work, merged with the one that there is, its text read for results."""
    paper = _make_paper(task, vocabulary)
    text = format_paper(paper) if abstracts else _format_facts(paper)
    return _Page(task.slug, text, find_disagreements(paper.work))


def _make_paper(task: _Task, vocabulary: Vocabulary) -> Paper:
    work = merge([task.known.work, task.work]) if task.known else task.work
    if task.known and work.abstract is None and work.abstract_sha256 is not None:
        # The leading source's text is not at hand; what was once read from it still holds.
        return Paper(task.slug, work, task.known.extraction)
    return Paper(task.slug, work, extract(Document(work.title, work.abstract or ""), vocabulary))


def _format_facts(paper: Paper) -> str:
    """The page of a paper without its abstract."""
    page = format_paper(replace(paper, work=replace(paper.work, abstract=None)))
    return set_facts_apart(page, paper.work.abstract) if paper.work.abstract else page
