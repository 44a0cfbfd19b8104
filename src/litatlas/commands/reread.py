"""Reads the papers that a review keeps again, by today's topics, vocabularies and rules, without their captures."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal, get_args

from litatlas.commands.ingest import choose_processes
from litatlas.content.files import write_if_changed
from litatlas.content.pages import Settings
from litatlas.content.papers import format_paper, result_fields
from litatlas.errors import Fault
from litatlas.extract.document import build_work_document
from litatlas.extract.extraction import read_or_keep
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.reader import ChosenReader, Reader
from litatlas.model import Extraction, Paper, Result
from litatlas.people.holding import hold_papers
from litatlas.readers.choice import choose_reader
from litatlas.review.drift import find_drifts
from litatlas.review.loading import load_standing
from litatlas.running.mapping import Across
from litatlas.running.processes import map_across
from litatlas.running.progress import Track, track_nothing
from litatlas.text.wording import count_of, name_some

Part = Literal["topics", "hardware", "results"]
"""What reading yields, and what of it is to be taken over."""
PARTS: tuple[Part, ...] = get_args(Part)
PAPERS = "content/papers"
_NAMED = 5
"""So many captures are named of papers that cannot be read again."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A paper before and after it was read again."""

    slug: str
    before: Extraction
    after: Extraction

    @property
    def changed(self) -> tuple[Part, ...]:
        """What it yields otherwise now."""
        parts: Mapping[Part, bool] = {
            "topics": self.before.topics != self.after.topics,
            "hardware": self.before.hardware != self.after.hardware,
            "results": bool(self.rows),
        }
        return tuple(part for part, differs in parts.items() if differs)

    @property
    def rows(self) -> Counter[str]:
        """How many rows are `gained`, `lost` and `changed`; a row is the same by its number, unit and quote."""
        old, new = _map_rows(self.before.results), _map_rows(self.after.results)
        counts = Counter(gained=len(new.keys() - old.keys()), lost=len(old.keys() - new.keys()))
        counts["changed"] = sum(old[id_] != new[id_] for id_ in old.keys() & new.keys())
        return +counts


@dataclass(frozen=True, slots=True)
class RereadReport:
    """What a run of `reread` did."""

    papers: int
    """Papers of the review."""
    read: int
    """Those that were read again, since another reader, or the same with other words, had read them."""
    changed: tuple[Reading, ...]
    """Those that yield otherwise now, in the order of slugs."""
    faults: tuple[Fault, ...]
    """Papers that cannot be read again, and corrections that rest on another value now; what the reader could not be asked."""

    @property
    def has_errors(self) -> bool:
        """Whether the reader failed at papers that it was to read."""
        return any(fault.severity == "error" for fault in self.faults)


@dataclass(frozen=True, slots=True)
class _Page:
    reading: Reading
    text: str


def reread(
    root: Path,
    *,
    parts: Iterable[Part] = PARTS,
    processes: int | None = None,
    choose: Callable[[Path, Settings, Vocabulary], ChosenReader] = choose_reader,
    track: Track = track_nothing,
    across: Across = map_across,
) -> RereadReport | None:
    """Read the papers of the review at `root` again whose texts it keeps, and take over those `parts` of what they yield.

    What people wrote stays; so do papers that this very reader has read. Each page is written whole or not at all, and a run that
    was interrupted is taken up by the next. `processes`, `choose` and `across` are those of `ingest`; None, with nothing written,
    where the reader was not let begin. Raises `ContentError`, with nothing written, where the review's own files have faults.
    """
    with hold_papers(root, "reading the papers of"):
        standing = load_standing(root)
        chosen = choose(root, standing.settings, standing.vocabulary)
        stale = [paper for paper in standing.papers.values() if paper.extraction.by != chosen.reader.by]
        readable = [paper for paper in stale if paper.work.has_text]
        prepared = chosen.prepare((build_work_document(paper.work) for paper in readable), track)
        if prepared is None:
            return None
        make_page = partial(_make_page, reader=chosen.reader, parts=frozenset(parts))
        number = choose_processes(len(readable), processes)
        changed = []
        with across(make_page, number, root) as make_pages:
            for page in track(make_pages(readable), "reading papers", len(readable)):
                write_if_changed(root / PAPERS / f"{page.reading.slug}.md", page.text)
                changed += [page.reading] if page.reading.changed else []
    faults = (*prepared, *_tell_unreadable([paper for paper in stale if not paper.work.has_text]), *find_drifts(root))
    return RereadReport(len(standing.papers), len(readable), tuple(changed), faults)


def describe_rows(readings: Iterable[Reading]) -> str:
    """How many rows were gained, lost and changed, in words; empty where none were."""
    total: Counter[str] = sum((reading.rows for reading in readings), Counter())
    return ", ".join(f"{count_of(total[way], 'row')} {way}" for way in ("gained", "lost", "changed") if total[way])


def describe_reading(reading: Reading) -> str:
    """What a paper yields otherwise now, on one line."""
    told = []
    for part in reading.changed:
        if part == "results":
            told.append(describe_rows([reading]))
        else:
            old, new = (", ".join(getattr(found, part)) or "none" for found in (reading.before, reading.after))
            told.append(f"{part} {old} → {new}")
    return f"{reading.slug}: {'; '.join(told)}"


def _make_page(paper: Paper, *, reader: Reader, parts: frozenset[Part]) -> _Page:
    """The page of a paper with what it yields now; where only parts of that are taken, it was read by who read it before."""
    old = paper.extraction
    new = read_or_keep(build_work_document(paper.work), reader, old)
    taken = Extraction(
        results=new.results if "results" in parts else old.results,
        non_results=new.non_results if "results" in parts else old.non_results,
        hardware=new.hardware if "hardware" in parts else old.hardware,
        topics=new.topics if "topics" in parts else old.topics,
        topic_terms=new.topic_terms if "topics" in parts else old.topic_terms,
        by=new.by,
    )
    taken = taken if taken == new else replace(taken, by=old.by)
    return _Page(Reading(paper.slug, old, taken), format_paper(replace(paper, extraction=taken)))


def _map_rows(rows: Sequence[Result]) -> dict[str, Mapping[str, object]]:
    return {row.id: result_fields(row) for row in rows}


def _tell_unreadable(papers: Sequence[Paper]) -> Iterator[Fault]:
    """A warning for all papers that were read by other rules or words and whose texts are not kept."""
    if not papers:
        return
    files = sorted({paper.work.witnesses[0].source.file for paper in papers})
    message = f"{count_of(len(papers), 'paper')} cannot be read again: the review keeps no abstract of theirs"
    hint = f"ingest the lists that they came from again: {name_some(files, _NAMED)}"
    yield Fault(PAPERS, 1, message, hint, "warning")
