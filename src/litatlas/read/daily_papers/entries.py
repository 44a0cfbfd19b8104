"""The daily-papers format: a listing of titles and abstracts, each with what the listing knows of its authors and its date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from litatlas.errors import Fault, quote_start
from litatlas.model import Organization, Record, Source
from litatlas.read.daily_papers.dates import CaptureDay, ListingDate, complete_date, find_capture_day
from litatlas.read.daily_papers.layout import Authors, Block, Day, Dot, Fact, iterate_blocks
from litatlas.read.lines import Line
from litatlas.read.parsed import Item, Origin, Skipped


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry before the year of its date is known."""

    title: Line
    abstract: Line
    authors: Authors | None
    organization: Organization | None
    day: Day | None


class _Reading:
    """What has been read so far of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.head: Day | None = None
        self.drafts: list[_Draft] = []
        self.faults: list[Fault] = []
        self.skipped: list[Fault] = []
        """Those of `faults` that stand for an entry."""

    def fault(self, line: Line | int, message: str, hint: str) -> None:
        """Note that something was skipped."""
        self.faults.append(Fault(self.path, line if isinstance(line, int) else line.number, message, hint))

    def mark_skipped(self, damaged: Sequence[Line]) -> None:
        """Note that the faults of some lines stand for one entry, which was skipped."""
        first = min(line.number for line in damaged)
        self.skipped.append(next(fault for fault in self.faults if fault.line == first))

    def skip(self, line: Line, message: str, hint: str) -> None:
        """Note that an entry was skipped."""
        self.fault(line, message, hint)
        self.skipped.append(self.faults[-1])


def parse_daily_papers(lines: Iterable[Line], origin: Origin) -> Iterator[Item]:
    """Parse a daily-papers listing: every entry that can be read, and a fault for every line that belongs to none.

    Records come first: the year of their dates is known when all of them have been seen.
    """
    reading = _Reading(origin.path)
    for block in iterate_blocks(lines):
        _check_encoding(block, reading)
        if block.texts:
            _read_entries(block, reading)
        else:
            _read_head(block, reading)
    if not reading.drafts and not reading.faults:
        reading.fault(1, "holds no entry below its head", "save the listing again after the page has loaded its papers")
    yield from _complete(reading, origin)


def _check_encoding(block: Block, reading: _Reading) -> None:
    lines = (*block.head, *block.texts, *(fact.line for fact in block.facts))
    for line in sorted((line for line in lines if line.is_damaged), key=lambda line: line.number):
        reading.fault(
            line, "is not UTF-8; the entry that the line belongs to is skipped", "save the file as UTF-8, or mend the line"
        )


def _read_head(block: Block, reading: _Reading) -> None:
    for fact in block.facts:
        if fact.line.is_damaged:
            continue
        if not isinstance(fact, Day):
            reading.fault(*_describe_orphan(fact))
        elif reading.head is not None or reading.drafts:
            reading.fault(
                fact.line, f"{quote_start(fact.line.text)} is the date of a second head", "split the file before that head"
            )
        elif not fact.printed.is_day_of(fact.printed.year):
            reading.fault(*_describe_impossible(fact))
        else:
            reading.head = fact


def _read_entries(block: Block, reading: _Reading) -> None:
    segments = block.find_segments()
    entries = [segment.start for segment in segments if segment.kind == "entry"]
    organization = block.texts[segments[-1].start] if segments[-1].kind == "organization" else None
    last = segments[-2 if organization else -1]
    owner = None if last.kind == "title" or not entries else entries[-1]
    for before, segment in zip((None, *segments), segments, strict=False):
        line = block.texts[segment.start]
        if segment.kind == "entry":
            facts = block.facts if segment.start == owner else []
            _read_entry((line, block.texts[segment.start + 1]), organization if facts else None, facts, reading)
        elif segment.kind == "title" and line.is_damaged:
            reading.mark_skipped([line])
        elif segment.kind == "title":
            reading.skip(
                line,
                f"title {quote_start(line.text)} has no abstract",
                "add the abstract on a line below the title, or delete the title",
            )
        elif segment.kind == "paragraph" and not line.is_damaged and before is not None and before.kind == "entry":
            reading.fault(
                line, f"{quote_start(line.text)} is a second paragraph", "join it to the abstract's line above, or delete it"
            )
        elif segment.kind == "paragraph" and not line.is_damaged:
            reading.skip(line, f"{quote_start(line.text)} has no title", "add the title on a line above, or delete the line")


def _read_entry(texts: tuple[Line, Line], named: Line | None, facts: Sequence[Fact], reading: _Reading) -> None:
    title, abstract = texts
    authors: Authors | None = None
    day: Day | None = None
    for fact in facts:
        if isinstance(fact, Authors) and authors is None:
            authors = fact
        elif isinstance(fact, Day) and day is None:
            day = fact
        elif not isinstance(fact, Dot) and not fact.line.is_damaged:
            reading.fault(*_describe_orphan(fact))
    lines = (title, abstract, *([named] if named else []), *(fact.line for fact in facts))
    if damaged := [line for line in lines if line.is_damaged]:
        reading.mark_skipped(damaged)
        return
    reading.drafts.append(_Draft(title, abstract, authors, _parse_organization(named.text) if named else None, day))


def _parse_organization(text: str) -> Organization:
    slug, _, name = text.partition(" ")
    return Organization(slug, name.strip() or slug)


def _complete(reading: _Reading, origin: Origin) -> Iterator[Item]:
    """Give the dates their year, now that all years which the capture states are known."""
    printed = (draft.day.printed for draft in reading.drafts if draft.day)
    years = (day.year for day in printed if day.year is not None and day.is_day_of(day.year))
    head = reading.head.printed if reading.head else None
    day = find_capture_day(head, origin.captured, years)
    if reading.head and origin.captured and not _is_same_day(reading.head.printed, origin.captured):
        said, given = quote_start(reading.head.line.text), origin.captured.isoformat()
        message = f"{said} in the head is not the day of the capture as given, {given}"
        hint = "check the date given with --captured, which was used"
        reading.faults.append(Fault(origin.path, reading.head.line.number, message, hint, "warning"))
    yield from (_build_record(draft, day, origin) for draft in reading.drafts)
    faults = [*reading.faults, *_find_date_faults(reading.drafts, day, origin.path)]
    skipped = {id(fault) for fault in reading.skipped}
    for fault in sorted(faults, key=lambda fault: fault.line):
        yield Skipped(fault) if id(fault) in skipped else fault


def _build_record(draft: _Draft, day: CaptureDay, origin: Origin) -> Record:
    return Record(
        title=draft.title.text,
        abstract=draft.abstract.text,
        author_count=draft.authors.count if draft.authors else None,
        organization=draft.organization,
        date=complete_date(draft.day.printed, day) if draft.day else None,
        comments=draft.day.printed.comments if draft.day else None,
        source=Source(origin.name, draft.title.number, origin.sha256, day.captured, origin.captured is not None),
    )


def _find_date_faults(drafts: Iterable[_Draft], day: CaptureDay, path: str) -> Iterator[Fault]:
    for draft in drafts:
        if draft.day is None or complete_date(draft.day.printed, day):
            continue
        printed, line = draft.day.printed, draft.day.line
        if printed.is_day_of(printed.year) and printed.year is None and day.year is None:
            message = f"the year of {quote_start(line.text)} is not known; the entry stands without a date"
            yield Fault(path, line.number, message, "say when the capture was made: --captured YYYY-MM-DD", "warning")
        else:
            yield Fault(path, *_describe_impossible(draft.day, day.year))


def _is_same_day(head: ListingDate, given: date) -> bool:
    return (head.month, head.day) == (given.month, given.day) and head.year in (None, given.year)


def _describe_orphan(fact: Fact) -> tuple[int, str, str]:
    hint = "move the line below the entry that it belongs to, or delete it"
    return fact.line.number, f"{quote_start(fact.line.text)} belongs to no entry", hint


def _describe_impossible(day: Day, year: int | None = None) -> tuple[int, str, str]:
    of_year = f" of {year}" if year is not None and day.printed.year is None else ""
    return (
        day.line.number,
        f"{quote_start(day.line.text)} is no day{of_year}; the date is left out",
        "correct the date in the capture",
    )
