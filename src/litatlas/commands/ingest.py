"""Captures to pages: read all, merge, extract, then write what changed."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from litatlas.commands.captures import Given, find_days, read_captures
from litatlas.commands.proposals import collect_said, propose
from litatlas.commands.pruning import (
    Forms,
    describe_broken,
    describe_stale,
    find_forms,
    find_partly_stale,
    find_stale,
    find_words,
    remove_pages,
)
from litatlas.content.facts_only import keep_places, set_facts_apart
from litatlas.content.files import Outcome, write_if_changed
from litatlas.content.pages import Settings
from litatlas.content.papers import format_paper
from litatlas.content.parsing import Parsing
from litatlas.content.slugs import assign_slugs
from litatlas.errors import UNFORESEEN, Fault, UsageError, quote_start
from litatlas.extract.document import Document, build_work_document
from litatlas.extract.extraction import read_or_keep
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.reader import ChosenReader, Reader
from litatlas.model import Extraction, Paper, Work
from litatlas.people.holding import hold_papers
from litatlas.read.formats import ReadOptions
from litatlas.read.matching import Cluster, match_works
from litatlas.read.merge import find_disagreements, forget_sources, merge, work_from_record
from litatlas.read.parsed import Parsed
from litatlas.read.parts import DEADLY
from litatlas.read.where.query import Query
from litatlas.readers.choice import choose_reader
from litatlas.review.drift import find_drifts
from litatlas.review.loading import READ_NOW, load_review, load_standing
from litatlas.review.review import Standing
from litatlas.review.shelf import Shelf
from litatlas.running.mapping import Across, Salvage
from litatlas.running.memory import settled_memory
from litatlas.running.processes import count_cpus, map_across
from litatlas.running.progress import Track, track_nothing
from litatlas.site.wording import describe_change, format_bounded

SHARE = 100
"""The fewest papers for which a process pays."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A paper that the review had not."""

    title: str
    gain: str
    """The first gain that was read with high confidence, in words: `2.3× speed over PondLM`; empty where there is none."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a run of `ingest` did."""

    files: int
    entries: int
    """Entries that the files have: always `new`, `changed`, `unchanged`, `merged`, `skipped` and `left_out` together."""
    new: int
    merged: int
    """Entries that told of a paper that another entry of this run also told of."""
    changed: int
    unchanged: int
    skipped: int
    """Entries that could not be read; each has an error among `faults`."""
    faults: tuple[Fault, ...]
    """Errors for what was skipped; warnings for what was read but is doubtful, and where a correction rests on another value."""
    proposed: tuple[str, ...] = ()
    """The files of topics and notes that were written from headings and remarks of the lists, relative to the review's folder."""
    pruned: int = 0
    """Papers that were removed, since only an earlier form of a file stated them."""

    newcomers: tuple[Newcomer, ...] = ()
    """The new papers, those with a gain first."""
    left_out: int = 0
    """Entries that the run's query does not match."""

    @property
    def has_errors(self) -> bool:
        """Whether files, entries or lines of them could not be read."""
        return any(fault.severity == "error" for fault in self.faults)


@dataclass(frozen=True, slots=True)
class _Task:
    """What the captures say of a work, and the paper that the review has of it."""

    slug: str
    works: tuple[Work, ...]
    """One for each record."""
    known: Paper | None
    forms: Forms | None
    """The files of the run, where sources that are earlier forms of them are to be forgotten."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A paper's page as it is to be written."""

    slug: str
    text: str
    disagreements: tuple[Fault, ...]
    """Warnings where its sources contradict each other."""
    newcomer: Newcomer | None
    """What is told of the paper where it is new."""


@dataclass(frozen=True, slots=True)
class _Lost:
    """A work whose text no reader survives."""

    slug: str
    entries: int
    """How many entries of this run tell of it."""
    fault: Fault


@dataclass(frozen=True, slots=True)
class _Making:
    """How pages are made."""

    chosen: ChosenReader
    keeps_abstracts: bool
    processes: int | None
    track: Track
    words: Mapping[str, str] | None
    """What people wrote of papers, where the run prunes."""
    across: Across


NOTHING_DONE = IngestReport(0, 0, 0, 0, 0, 0, 0, ())
"""What a run did whose reader was not let begin."""


def ingest(  # noqa: PLR0913  (a use with its options, all of them named)
    root: Path,
    captures: Sequence[Path],
    *,
    options: ReadOptions = ReadOptions(),  # noqa: B008  (it is frozen)
    where: Query | None = None,
    abstracts: bool | None = None,
    prune: bool = False,
    processes: int | None = None,
    choose: Callable[[Path, Settings, Vocabulary], ChosenReader] = choose_reader,
    track: Track = track_nothing,
    parsing: Parsing = READ_NOW,
    across: Across = map_across,
) -> IngestReport:
    """Read captures into the review at `root`.

    `options` is what the user says of the files; `where` matches the entries that are taken, None takes all. `abstracts` says
    whether to keep abstracts, None leaves it to the review's settings. `processes` is how many read large files and the papers'
    texts, None as many as there are CPUs and as pay; it changes nothing but the time. `choose` chooses what reads the papers'
    texts; a paper that the same reader has read is not read again. `prune`, which needs all entries, removes what only earlier
    forms of these files stated: papers that nobody wrote of, and sources of others. `parsing` can remember the vocabulary, for a
    process that ingests again and again; `across` has the work done by others than processes of this machine. Raises
    `ContentError`, with nothing written, where the review's own files have faults.
    """
    if where and prune:
        raise UsageError("what --where leaves out cannot be told from what is gone; prune without it")
    with hold_papers(root, "ingesting into"):
        shelf = Shelf(root)
        standing = load_standing(root, parsing, shelf)
        shelf.keep()
        keeps = standing.settings.abstracts if abstracts is None else abstracts
        chosen = choose(root, standing.settings, standing.vocabulary)
        words = find_words(load_review(root, parsing)) if prune else None
        given = Given(captures, options, where, find_days(standing.papers.values()))
        making = _Making(chosen, keeps, processes, track, words, across)
        with settled_memory():
            # Under no name here: what was read is given up as soon as works are made of it.
            return _ingest(root, standing, given, read_captures(given, root, processes, track, across), making)


def _ingest(root: Path, standing: Standing, given: Given, parsed: Parsed, making: _Making) -> IngestReport:
    faults = list(parsed.faults)
    skipped = parsed.skipped
    said = collect_said(parsed.records)
    # What a query left out may well stand in the file.
    forms = find_forms((record.source for record in parsed.records if given.where is None), faults)
    standing_works = {slug: paper.work for slug, paper in standing.papers.items()}
    clusters, unknown = _find_known(match_works(map(work_from_record, parsed.records), standing_works))
    entries, left_out = parsed.entries, parsed.left_out
    del parsed
    faults.extend(unknown)
    skipped += len(unknown)
    tasks = tuple(_list_tasks(clusters, standing.papers, None if making.words is None else forms))
    prepared = making.chosen.prepare(_list_unread(tasks, making.chosen.reader), making.track)
    if prepared is None:
        return NOTHING_DONE
    faults.extend(prepared)
    names = {path.name for path in given.captures}
    outcomes: Counter[str] = Counter()
    newcomers: list[Newcomer] = []
    lost: set[str] = set()
    for page, outcome in _write_pages(root, tasks, making):
        if isinstance(page, _Lost):
            faults.append(page.fault)
            skipped += page.entries
            lost.add(page.slug)
            continue
        # What other lists contradict was told when they were read.
        faults.extend(fault for fault in page.disagreements if fault.file in names)
        outcomes[outcome] += 1
        newcomers += [page.newcomer] if page.newcomer else []
    told = {cluster.slug for cluster in clusters if cluster.slug}
    pruned = _prune(root, standing, forms, told, making, faults)
    new = {task.slug: task.works for task in tasks if task.known is None and task.slug not in lost}
    proposed = propose(root, new, said, standing.vocabulary.topics)
    faults = [*_gather_abstracts(faults), *find_drifts(root)]
    return IngestReport(
        files=len(given.captures),
        entries=entries,
        new=outcomes["new"],
        merged=entries - left_out - skipped - outcomes.total(),
        changed=outcomes["changed"],
        unchanged=outcomes["unchanged"],
        skipped=skipped,
        faults=tuple(faults),
        proposed=proposed,
        pruned=pruned,
        newcomers=tuple(sorted(newcomers, key=lambda newcomer: not newcomer.gain)),
        left_out=left_out,
    )


def _write_pages(root: Path, tasks: Sequence[_Task], making: _Making) -> Iterator[tuple[_Page | _Lost, Outcome]]:
    """Make the pages of works and write them, each with what became of its file; nothing of those that are lost."""
    folder = root / "content" / "papers"
    number = len(tasks)
    processes = choose_processes(number, making.processes)
    make_page = partial(_make_page, reader=making.chosen.reader, abstracts=making.keeps_abstracts)
    salvage: Salvage[_Task, _Page | _Lost] = Salvage(_split_nothing, partial(_lose, reason=DEADLY))
    with making.across(make_page, processes, root, salvage=salvage) as make_pages:
        pages = make_pages(tasks)
        for page in making.track(pages, "extracting results", number):
            path = folder / f"{page.slug}.md"
            yield page, "unchanged" if isinstance(page, _Lost) else write_if_changed(path, page.text)


def _prune(root: Path, standing: Standing, forms: Forms, told: Collection[str], making: _Making, faults: list[Fault]) -> int:
    """Remove what only earlier forms of the files stated, where the run prunes; what stays is told. How many papers went."""
    stale = find_stale(standing.papers.values(), forms, told)
    if making.words is None:
        faults.extend(describe_stale(stale))
        return 0
    others = find_partly_stale(standing.papers.values(), forms, told)
    pages = _write_pages(root, [_Task(paper.slug, (), paper, forms) for paper in others], making)
    faults.extend(page.fault for page, _ in pages if isinstance(page, _Lost))
    pruned, kept = remove_pages(root / "content" / "papers", stale, making.words)
    faults.extend((*describe_broken(forms), *kept))
    return pruned


def _gather_abstracts(faults: Iterable[Fault]) -> Iterator[Fault]:
    """All faults, but of the abstracts that differ one for each file: another version or markup differs in every one of them."""
    differing: defaultdict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        if fault.severity == "warning" and fault.message.startswith("abstract of "):
            differing[fault.file].append(fault)
        else:
            yield fault
    for first, *others in differing.values():
        more = f", and so {len(others):,} more of this file" if others else ""
        yield replace(first, message=first.message + more)


def choose_processes(works: int, asked: int | None) -> int:
    """As many processes as are asked for, else as there are CPUs, but none that would cost more time than it saves."""
    return min(count_cpus(), works // SHARE) if asked is None else min(asked, works)


def _find_known(clusters: Iterable[Cluster]) -> tuple[list[Cluster], list[Fault]]:
    """The clusters that a page can be made of; an error for each record that has no title and names no paper of the review."""
    known: list[Cluster] = []
    faults = []
    for cluster in clusters:
        if cluster.slug or any(work.title for work in cluster.works):
            known.append(cluster)
            continue
        for work in cluster.works:
            source = work.witnesses[0].source
            message = f"{', '.join(map(str, work.identifiers)) or 'an entry'} names no paper of the review and has no title"
            faults.append(Fault(source.file, source.line, message, "ingest a list that has its title, then this one again"))
    return known, faults


def _list_tasks(clusters: Iterable[Cluster], papers: Mapping[str, Paper], forms: Forms | None) -> Iterator[_Task]:
    """What is to be done, in the order of the clusters' keys."""
    new = {cluster.key: next(work.title for work in cluster.works if work.title) for cluster in clusters if not cluster.slug}
    slugs = assign_slugs({key: title.readable for key, title in new.items()}, papers)
    for cluster in clusters:
        yield _Task(cluster.slug or slugs[cluster.key], cluster.works, papers[cluster.slug] if cluster.slug else None, forms)


def _list_unread(tasks: Iterable[_Task], reader: Reader) -> Iterator[Document]:
    """The documents that are to be read."""
    for task in tasks:
        work = _merge(task)
        if task.known is None or _find_reading(task.known, work, reader) is None:
            yield build_work_document(work)


def _make_page(task: _Task, *, reader: Reader, abstracts: bool) -> _Page | _Lost:
    """The page of a work, merged with the one that there is, its text read for results."""
    try:
        paper = _make_paper(task, reader)
        text = format_paper(paper) if abstracts else _format_facts(paper)
        newcomer = None if task.known else Newcomer(paper.work.title.readable, _describe_gain(paper, reader.vocabulary))
        return _Page(task.slug, text, find_disagreements(paper.work), newcomer)
    except UNFORESEEN as error:
        return _lose(task, f"{type(error).__name__}: {error}")


def _split_nothing(_task: _Task) -> tuple[_Task, ...]:
    """A work is one."""
    return ()


def _lose(task: _Task, reason: str) -> _Lost:
    """What is told of a work that cannot be read; the page that there is of it stays."""
    work = task.works[0] if task.works else task.known.work if task.known else None
    source = work.witnesses[0].source if work else None
    named = quote_start(work.title.raw) if work else task.slug
    hint = "take the entry out of the file, and report it"
    place = (source.file, source.line) if source else (f"content/papers/{task.slug}.md", 1)
    return _Lost(task.slug, len(task.works), Fault(*place, f"{named} cannot be read for results: {reason}", hint))


def _describe_gain(paper: Paper, vocabulary: Vocabulary) -> str:
    for row in paper.extraction.results:
        if row.confidence == "high" and row.effect == "better" and row.subject is None and row.baseline:
            term = vocabulary.metrics.get(row.metric)
            change = describe_change(row, term.label if term else row.metric, term.better if term else None)
            return f"{format_bounded(row)} {change} over {', '.join(row.baseline)}"
    return ""


def _make_paper(task: _Task, reader: Reader) -> Paper:
    """The paper of a task. What its reader cannot read stays as it was read before, else the rules read it."""
    work = _merge(task)
    read = _find_reading(task.known, work, reader) if task.known else None
    kept = task.known.extraction if task.known and _is_same_text(task.known.work, work) else None
    return Paper(task.slug, work, read or read_or_keep(build_work_document(work), reader, kept))


def _merge(task: _Task) -> Work:
    work = merge([task.known.work, *task.works] if task.known else task.works)
    return (forget_sources(work, task.forms.are_earlier) or work) if task.forms else work


def _is_same_text(one: Work, other: Work) -> bool:
    return (one.title.raw, one.abstract_sha256) == (other.title.raw, other.abstract_sha256)


def _find_reading(known: Paper, work: Work, reader: Reader) -> Extraction | None:
    """What was once read of a work and still holds; None where its text is to be read."""
    is_same = _is_same_text(work, known.work)
    if not work.has_text:
        # The leading source's text is not at hand; what was read from another one is nobody's reading of this one.
        return known.extraction if is_same else replace(known.extraction, by=None)
    is_same = is_same and build_work_document(work).headings == build_work_document(known.work).headings
    return known.extraction if is_same and known.extraction.by == reader.by else None


def _format_facts(paper: Paper) -> str:
    """The page of a paper without its abstract."""
    kept = keep_places(paper) if paper.work.abstract else paper
    page = format_paper(replace(kept, work=replace(paper.work, abstract=None)))
    return set_facts_apart(page, paper.work.abstract) if paper.work.abstract else page
