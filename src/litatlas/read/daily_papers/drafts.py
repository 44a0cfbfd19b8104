"""Entries of a listing before the day of its capture is known, and all that was read of one file."""

from collections.abc import Sequence
from dataclasses import dataclass

from litatlas.errors import Fault, quote_start
from litatlas.model import Organization
from litatlas.read.daily_papers.dates import Ago, ListingDate, Printed
from litatlas.read.daily_papers.facts import Authors, Comments, Day, Dot, Fact, parse_fact
from litatlas.read.daily_papers.segments import parse_organization, tell_kind_of_line
from litatlas.read.lines import Line

DAMAGED = ("is not UTF-8; the entry that the line belongs to is skipped", "save the file as UTF-8, or mend the line")
_MOVE = "move the line below the entry that it belongs to, or delete it"
_MOST_TOLD = 8
"""Lines that one warning names."""
_KINDS: dict[type[Fact], str] = {
    Authors: "the number of an entry's authors",
    Comments: "the number of an entry's comments",
    Day: "the date of an entry",
    Dot: "the dot above the date of an entry",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before the year of its date is known."""

    title: Line
    abstract: Line | None
    """None for an entry that states none."""
    authors: Authors | None
    comments: Comments | None
    organization: Organization | None
    day: Day | None


def _is_part_of(printed: Printed, whole: Printed) -> bool:
    """Whether a date says nothing that a more precise one does not say as well: `2019` beside `March 2019`."""
    if isinstance(printed, Ago) or isinstance(whole, Ago) or printed.year is None:
        return False
    pairs = ((printed.year, whole.year), (printed.month, whole.month), (printed.day, whole.day))
    is_less = sum(part is None for part, _ in pairs) > sum(given is None for _, given in pairs)
    return is_less and all(part is None or part == given for part, given in pairs)


def _is_year(printed: Printed) -> bool:
    """Whether a date is a year alone, which a lone number was taken for perhaps."""
    return isinstance(printed, ListingDate) and printed.month is None


class Reading:
    """What has been read so far of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.head: Day | None = None
        self.drafts: list[Draft] = []
        self.faults: list[Fault] = []
        self.skipped: list[Fault] = []
        """Those of `faults` that stand for an entry."""

    def fault(self, line: Line | int, message: str, hint: str) -> None:
        """Note that something was skipped."""
        self.faults.append(Fault(self.path, line if isinstance(line, int) else line.number, message, hint))

    def tell_orphan(self, line: Line) -> None:
        """Note that a line belongs to no entry, with what it might be."""
        fact = parse_fact(line)
        kind = _KINDS[type(fact)] if fact else tell_kind_of_line(line.text)
        self.fault(line, f"{quote_start(line.text)} belongs to no entry; it may be {kind}", _MOVE)

    def tell_unknown(self, line: Line) -> None:
        """Note that nobody can tell what a line states of an entry, or of which one."""
        message = f"{quote_start(line.text)} may be {tell_kind_of_line(line.text)}; it is in no entry"
        self.fault(
            line, message, "write what it is in front, such as Date: or Venue:, below the title of its entry, or delete it"
        )

    def tell_outside(self, line: Line) -> None:
        """Note that a line stands beside what a mail quotes."""
        message = f"{quote_start(line.text)} stands outside of the quoted listing, and is passed over"
        hint = "check that it is no part of an entry: quoted lines begin with >"
        self.faults.append(Fault(self.path, line.number, message, hint, "warning"))

    def tell_above(self, lines: Sequence[Line]) -> None:
        """Note which lines above all cards are taken as the page's own."""
        for start in range(0, len(lines), _MOST_TOLD):
            part = lines[start : start + _MOST_TOLD]
            said = ", ".join(quote_start(line.text) for line in part)
            hint = "if one is of an entry, move it below that entry's title"
            message = f"{said} above the first entry {'are' if len(part) > 1 else 'is'} taken as the page's own"
            self.faults.append(Fault(self.path, part[0].number, message, hint, "warning"))

    def tell_foot(self, line: Line) -> None:
        """Note that an address below all entries is the page's."""
        message = f"{quote_start(line.text)} below the last entry is taken as the address of the page"
        hint = "if it is of the entry, put it right below the title, or write the label in front: Project: https://…"
        self.faults.append(Fault(self.path, line.number, message, hint, "warning"))

    def mark_skipped(self, damaged: Sequence[Line]) -> None:
        """Note that the faults of some lines stand for one entry, which was skipped."""
        first = min(line.number for line in damaged)
        self.skipped.append(next(fault for fault in self.faults if fault.line == first))

    def skip(self, line: Line, message: str, hint: str) -> None:
        """Note that an entry was skipped."""
        self.fault(line, message, hint)
        self.skipped.append(self.faults[-1])

    def add(self, title: Line, abstract: Line | None, named: Line | None, facts: Sequence[Fact]) -> None:
        """Note an entry with its facts; those that it has twice are told."""
        authors: Authors | None = None
        comments: Comments | None = None
        day: Day | None = None
        for fact in facts:
            if isinstance(fact, Authors) and authors is None:
                authors = fact
            elif isinstance(fact, Comments) and comments is None:
                comments = fact
            elif isinstance(fact, Day) and (day is None or _is_part_of(day.printed, fact.printed)):
                day = fact
            elif isinstance(fact, Day) and day and _is_part_of(fact.printed, day.printed):
                continue
            elif isinstance(fact, Day) and day and _is_year(day.printed) and not _is_year(fact.printed):
                self.tell_orphan(day.line)
                day = fact
            elif not isinstance(fact, Dot) and not fact.line.is_damaged:
                self.tell_orphan(fact.line)
        organization = parse_organization(named.text) if named else None
        self.drafts.append(Draft(title, abstract, authors, comments, organization, day))
