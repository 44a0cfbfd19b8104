"""Entries of a listing before the day of its capture is known, and all that was read of one file."""

from collections.abc import Sequence
from dataclasses import dataclass

from litatlas.errors import Fault, quote_start
from litatlas.model import Organization
from litatlas.read.daily_papers.facts import Authors, Comments, Day, Dot, Fact, parse_fact
from litatlas.read.daily_papers.segments import parse_organization, tell_kind_of_line
from litatlas.read.lines import Line

DAMAGED = ("is not UTF-8; the entry that the line belongs to is skipped", "save the file as UTF-8, or mend the line")
_MOVE = "move the line below the entry that it belongs to, or delete it"
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

    def tell_outside(self, line: Line) -> None:
        """Note that a line stands beside what a mail quotes."""
        message = f"{quote_start(line.text)} stands outside of the quoted listing, and is passed over"
        hint = "check that it is no part of an entry: quoted lines begin with >"
        self.faults.append(Fault(self.path, line.number, message, hint, "warning"))

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
            elif isinstance(fact, Day) and day is None:
                day = fact
            elif not isinstance(fact, Dot) and not fact.line.is_damaged:
                self.tell_orphan(fact.line)
        organization = parse_organization(named.text) if named else None
        self.drafts.append(Draft(title, abstract, authors, comments, organization, day))
