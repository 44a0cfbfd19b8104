"""Entries of a listing completed, when all of it has been seen: dates get their year, and what was set aside its entry."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from litatlas.errors import Fault, quote_start
from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.links import sort_addresses, tell_kind
from litatlas.model import Author, Json, Organization, PartialDate, Record, Source
from litatlas.read.author_lists import split_authors
from litatlas.read.daily_papers.asides import Aside
from litatlas.read.daily_papers.dates import Ago, CaptureDay, ListingDate, complete_date, find_capture_day, find_turned
from litatlas.read.daily_papers.drafts import Draft, Reading
from litatlas.read.daily_papers.facts import Day
from litatlas.read.daily_papers.segments import parse_organization
from litatlas.read.parsed import Item, Origin, Skipped

_DETAILS = ("volume", "number", "pages", "comments")
"""What `extra` keeps of an entry's details, by the names of bibliographies."""
_SAY_WHEN = "say when the capture was made: --captured YYYY-MM-DD"


def complete(reading: Reading, origin: Origin, asides: Sequence[Aside]) -> Iterator[Item]:
    """Give the dates their year, now that all years which the capture states are known, and yield what was read."""
    printed = [draft.day.printed for draft in reading.drafts if draft.day]
    years = (day.year for day in printed if isinstance(day, ListingDate) and day.year is not None and day.is_day_of(day.year))
    head = reading.head.printed if reading.head and isinstance(reading.head.printed, ListingDate) else None
    day = find_capture_day(head, origin.captured, years)
    if reading.head and head and origin.captured and not _is_same_day(head, origin.captured):
        said, given = quote_start(reading.head.line.text), origin.captured.isoformat()
        message = f"{said} in the head is not the day of the capture as given, {given}"
        hint = "check the date given with --captured, which was used"
        reading.faults.append(Fault(origin.path, reading.head.line.number, message, hint, "warning"))
    reading.drafts.sort(key=lambda draft: draft.title.number)
    own = _share_out(asides, reading)
    dates = _date_drafts(reading.drafts, day, origin)
    for draft, dated in zip(reading.drafts, dates, strict=True):
        yield _build_record(draft, dated, day, origin, own[draft.title.number])
    told = [*_find_date_faults(reading.drafts, dates, day, origin), *_tell_guess(reading.drafts, dates, day, origin)]
    skipped = {id(fault) for fault in reading.skipped}
    for fault in sorted([*reading.faults, *told], key=lambda fault: fault.line):
        yield Skipped(fault) if id(fault) in skipped else fault


def _date_drafts(drafts: Sequence[Draft], day: CaptureDay, origin: Origin) -> list[PartialDate | None]:
    """The dates of entries in their order, each as far as it is known."""
    printed = [draft.day.printed if draft.day else None for draft in drafts]
    turned = find_turned(printed)
    return [
        complete_date(one, day, is_day_first=origin.is_day_first, is_turned=place in turned) if one else None
        for place, one in enumerate(printed)
    ]


def _share_out(asides: Sequence[Aside], reading: Reading) -> dict[int, list[Aside]]:
    """What was set aside, by the lines of the titles that it stands below; what stands above the first is told."""
    own: dict[int, list[Aside]] = {draft.title.number: [] for draft in reading.drafts}
    titles = sorted(own)
    at_foot = _find_foot(asides, reading.drafts)
    for aside in asides:
        if aside is at_foot:
            reading.tell_foot(aside.line)
            continue
        if aside.kind == "title address":
            own.get(aside.line.number, []).append(aside)
            continue
        place = bisect_right(titles, aside.line.number)
        if aside.kind == "stray":
            reading.tell_unknown(aside.line)
        elif place:
            own[titles[place - 1]].append(aside)
        elif not aside.is_linked:  # links above all entries are the page's own
            reading.tell_orphan(aside.line)
    return own


def _find_foot(asides: Sequence[Aside], drafts: Sequence[Draft]) -> Aside | None:
    """An address below the last entry, where no other entry has one: it is that of the page, as programs print it there."""
    bare = [aside for aside in asides if aside.kind == "address" and not aside.is_linked]
    if len(bare) != 1 or len(drafts) < 2 or bare[0].link or parse_identifier(bare[0].values[0]):
        return None
    number = bare[0].line.number
    last = drafts[-1]
    parts = (last.title, last.abstract, *(fact.line for fact in (last.authors, last.comments, last.day) if fact))
    is_below = all(part is None or part.number < number for part in parts) and last.day is not None
    return bare[0] if is_below and tell_kind(bare[0].values[0]) == "other" else None


def _tell_guess(drafts: Sequence[Draft], dates: Sequence[PartialDate | None], day: CaptureDay, origin: Origin) -> Iterator[Fault]:
    """A warning where years were guessed: with the guess, the reason, and what to say instead."""
    guessed = [
        (draft.day, dated.iso[:4])
        for draft, dated in zip(drafts, dates, strict=True)
        if draft.day and dated and _lacks_year(draft.day)
    ]
    if guessed and day.is_guess:
        first = guessed[0][0].line
        others = f" and {len(guessed) - 1} more dates without a year are" if len(guessed) > 1 else " has no year and is"
        years = " and ".join(sorted({year for _, year in guessed}))
        message = f"{quote_start(first.text)}{others} taken as of {years}: {day.reason}"
        yield origin.warning(first.number, message, _SAY_WHEN)


def _lacks_year(day: Day) -> bool:
    return isinstance(day.printed, Ago) or day.printed.year is None


def _build_record(draft: Draft, dated: PartialDate | None, day: CaptureDay, origin: Origin, asides: Sequence[Aside]) -> Record:
    addresses = ((aside.link, value) for aside in asides if aside.kind in ("address", "title address") for value in aside.values)
    identifiers, links = sort_addresses(addresses)
    authors, extra = _read_authors(asides)
    return Record(
        title=draft.title.text,
        abstract=draft.abstract.text if draft.abstract else "",
        authors=authors,
        identifiers=identifiers,
        links=links,
        author_count=draft.authors.count if draft.authors else None,
        organization=draft.organization or _find_organization(asides),
        date=dated or next((PartialDate(year) for year in _list_values(asides, "year")), None),
        comments=_count_comments(draft),
        venue=next(iter(_list_values(asides, "venue")), ""),
        keywords=tuple(dict.fromkeys(_list_values(asides, "keywords"))),
        extra=extra | {name: ", ".join(values) for name in _DETAILS if (values := _list_values(asides, name))},
        source=Source(origin.name, draft.title.number, origin.sha256, day.captured, origin.captured is not None),
    )


def _list_values(asides: Sequence[Aside], kind: str) -> list[str]:
    return [value for aside in asides if aside.kind == kind for value in aside.values]


def _read_authors(asides: Sequence[Aside]) -> tuple[tuple[Author, ...], dict[str, Json]]:
    """The authors that an entry names; where they end in `et al.`, what is kept under `extra` says so, as in BibTeX."""
    lists = [split_authors(text) for text in _list_values(asides, "names")]
    authors = tuple(dict.fromkeys(author for found, _ in lists for author in found))
    return authors, {} if all(is_all for _, is_all in lists) else {"author": "and others"}


def _find_organization(asides: Sequence[Aside]) -> Organization | None:
    return next((parse_organization(text) for text in _list_values(asides, "organization")), None)


def _count_comments(draft: Draft) -> int | None:
    if draft.comments:
        return draft.comments.count
    return draft.day.printed.comments if draft.day and isinstance(draft.day.printed, ListingDate) else None


def _find_date_faults(
    drafts: Iterable[Draft], dates: Iterable[PartialDate | None], day: CaptureDay, origin: Origin
) -> Iterator[Fault]:
    for draft, dated in zip(drafts, dates, strict=True):
        if draft.day is None or dated:
            continue
        printed, line = draft.day.printed, draft.day.line
        if isinstance(printed, Ago):
            message = f"the day from which {quote_start(line.text)} counts back is not known; the entry stands without a date"
            yield origin.warning(line.number, message, _SAY_WHEN)
        elif printed.is_day_of(printed.year) and printed.year is None and day.year is None:
            message = f"the year of {quote_start(line.text)} is not known; the entry stands without a date"
            yield origin.warning(line.number, message, _SAY_WHEN)
        else:
            yield Fault(origin.path, *describe_impossible(draft.day, day.year))


def _is_same_day(head: ListingDate, given: date) -> bool:
    return (head.month, head.day) == (given.month, given.day) and head.year in (None, given.year)


def describe_impossible(day: Day, year: int | None = None) -> tuple[int, str, str]:
    """The line, message and hint of a date that no calendar has."""
    of_year = f" of {year}" if year is not None and _lacks_year(day) else ""
    return (
        day.line.number,
        f"{quote_start(day.line.text)} is no day{of_year}; the date is left out",
        "correct the date in the capture",
    )
