"""The daily-papers format: a listing of titles and abstracts, each with what the listing knows of its authors and its date."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from litatlas.errors import Fault, quote_start
from litatlas.identity.links import sort_addresses
from litatlas.identity.names import parse_authors
from litatlas.model import Organization, Record, Source
from litatlas.read.daily_papers.cards import count_cards, split_cards
from litatlas.read.daily_papers.dates import CaptureDay, ListingDate, complete_date, find_capture_day
from litatlas.read.daily_papers.facts import Authors, Day, Dot, Fact, parse_fact
from litatlas.read.daily_papers.layout import Block, iterate_blocks
from litatlas.read.daily_papers.segments import is_slug_and_name, rate_abstract
from litatlas.read.daily_papers.tidying import Aside, tidy_lines
from litatlas.read.lines import Line
from litatlas.read.parsed import Item, Origin, Skipped


@dataclass(frozen=True, slots=True)
class _Draft:
    """An entry before the year of its date is known."""

    title: Line
    abstract: Line | None
    """None for an entry that states none."""
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


def parse_daily_papers(given: Iterable[Line], origin: Origin) -> Iterator[Item]:
    """Parse a daily-papers listing: every entry that can be read, and a fault for every line that belongs to none.

    Records come first: the year of their dates is known when all of them have been seen.
    """
    reading = _Reading(origin.path)
    lines = list(given)
    if count_cards(lines) > 1:
        asides = list(_read_cards(lines, reading))
        yield from _complete(reading, origin, asides)
        return
    tidied = tidy_lines(lines)
    for block in iterate_blocks(tidied.lines):
        _check_encoding(block, reading)
        if block.texts:
            _read_entries(block, reading)
        else:
            _read_head(block, reading)
    if not reading.drafts and not reading.faults:
        reading.fault(1, "holds no entry below its head", "save the listing again after the page has loaded its papers")
    yield from _complete(reading, origin, tidied.asides)


def _read_cards(lines: Sequence[Line], reading: _Reading) -> Iterator[Aside]:
    """Read a page of cards; gives the names of authors, which stand beside the entries."""
    above, cards = split_cards(lines)
    days = (fact for line in above if isinstance(fact := parse_fact(line), Day))
    reading.head = next(days, None)
    for card in cards:
        if card.title is None:
            continue
        used = (card.title, card.abstract, card.organization)
        damaged = [line for line in used if line and line.is_damaged]
        for line in damaged[:1]:
            reading.skip(
                line, "is not UTF-8; the entry that the line belongs to is skipped", "save the file as UTF-8, or mend the line"
            )
        for line in card.strays:
            reading.fault(
                line,
                f"{quote_start(line.text)} belongs to no entry",
                "move the line to the entry that it belongs to, or delete it",
            )
        if not damaged:
            organization = _parse_organization(card.organization.text) if card.organization else None
            reading.drafts.append(_Draft(card.title, card.abstract, card.authors, organization, card.day))
            if card.names:
                yield Aside(card.title, "names", card.names)


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
        elif segment.kind == "title" and segment is last and block.facts and _is_title(line):
            _read_entry((line, None), organization, block.facts, reading)
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


def _read_entry(texts: tuple[Line, Line | None], named: Line | None, facts: Sequence[Fact], reading: _Reading) -> None:
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
    lines = (title, *([abstract] if abstract else []), *([named] if named else []), *(fact.line for fact in facts))
    if damaged := [line for line in lines if line.is_damaged]:
        reading.mark_skipped(damaged)
        return
    reading.drafts.append(_Draft(title, abstract, authors, _parse_organization(named.text) if named else None, day))


def _is_title(line: Line) -> bool:
    """Whether a line alone is a title rather than a fragment of a text: several words that begin as titles do."""
    words = line.text.split()
    return not line.is_damaged and len(words) > 2 and not line.text[0].islower() and rate_abstract(line.text) < 0.5


def _parse_organization(text: str) -> Organization:
    if not is_slug_and_name(text):
        return Organization("-".join(text.split()), text)
    slug, _, name = text.partition(" ")
    return Organization(slug, name.strip() or slug)


def _complete(reading: _Reading, origin: Origin, asides: Sequence[Aside]) -> Iterator[Item]:
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
    reading.drafts.sort(key=lambda draft: draft.title.number)
    own = _share_out(asides, reading)
    yield from (_build_record(draft, day, origin, own[draft.title.number]) for draft in reading.drafts)
    faults = [*reading.faults, *_find_date_faults(reading.drafts, day, origin.path), *_tell_guess(reading.drafts, day, origin)]
    skipped = {id(fault) for fault in reading.skipped}
    for fault in sorted(faults, key=lambda fault: fault.line):
        yield Skipped(fault) if id(fault) in skipped else fault


def _share_out(asides: Sequence[Aside], reading: _Reading) -> dict[int, list[Aside]]:
    """What was set aside, by the lines of the titles that it stands below; what stands above the first is told."""
    own: dict[int, list[Aside]] = {draft.title.number: [] for draft in reading.drafts}
    titles = sorted(own)
    for aside in asides:
        place = bisect_right(titles, aside.line.number)
        if place:
            own[titles[place - 1]].append(aside)
        else:
            hint = "move the line below the entry that it belongs to, or delete it"
            reading.fault(aside.line, f"{quote_start(aside.line.text)} belongs to no entry", hint)
    return own


def _tell_guess(drafts: Sequence[_Draft], day: CaptureDay, origin: Origin) -> Iterator[Fault]:
    """A warning where years were guessed: with the guess, the reason, and what to say instead."""
    guessed = [
        draft.day for draft in drafts if draft.day and draft.day.printed.year is None and complete_date(draft.day.printed, day)
    ]
    if guessed and day.is_guess:
        first = guessed[0].line
        others = f" and {len(guessed) - 1} more dates without a year are" if len(guessed) > 1 else " has no year and is"
        message = f"{quote_start(first.text)}{others} taken as of {day.year}: {day.reason}"
        yield origin.warning(first.number, message, "say when the capture was made: --captured YYYY-MM-DD")


def _build_record(draft: _Draft, day: CaptureDay, origin: Origin, asides: Sequence[Aside]) -> Record:
    identifiers, links = sort_addresses(value for aside in asides if aside.kind == "address" for value in aside.values)
    return Record(
        title=draft.title.text,
        abstract=draft.abstract.text if draft.abstract else "",
        authors=parse_authors(name for aside in asides if aside.kind == "names" for name in aside.values),
        identifiers=identifiers,
        links=links,
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
