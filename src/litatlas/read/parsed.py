"""What every format's reader is given and gives back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from litatlas.errors import Fault
from litatlas.model import Record, Source


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the entries come from, and what the user says about them."""

    path: str
    """The file as given, for faults."""
    name: str
    """The file's name without its folder, for sources."""
    sha256: str
    """The SHA-256 of the file's bytes, in hexadecimal."""
    captured: date | None = None
    """The day of the capture as the user gives it; None where the file is to tell."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """For tables, the column of each of LitAtlas' fields that the user names: `{"title": "Paper"}`; empty: guess."""
    is_day_first: bool = False
    """Whether the user says that dates such as `3/5/2024` begin with the day."""
    first_line: int = 0
    """Of a piece of a file of lines: the line in the file, from 1, that the piece begins with; 0 where the file is read whole."""

    def source(self, line: int) -> Source:
        """The source of an entry at a line, from 1; in a format whose lines do not tell entries apart, the entry's number."""
        captured = self.captured.isoformat() if self.captured else None
        return Source(self.name, line, self.sha256, captured, self.captured is not None)

    def fault(self, line: int, message: str, hint: str) -> Fault:
        """An error at a line of the file."""
        return Fault(self.path, line, message, hint)

    def warning(self, line: int, message: str, hint: str) -> Fault:
        """A warning at a line of the file: something was read all the same, and is for a person to judge."""
        return Fault(self.path, line, message, hint, "warning")


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry that was seen and could not be read: the error says which, why and what to do."""

    fault: Fault


Item = Record | Skipped | Fault
"""What a reader yields, in the order of the file: each entry is a `Record` or `Skipped`, never both and never neither.

A `Fault` of its own is no entry: a warning about one that was read all the same, or an error of the file as a whole.
"""


def take_all(_record: Record) -> bool:
    """Match any record."""
    return True


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read from a file: `entries` is always the number of records, of skipped entries and of those left out together."""

    records: tuple[Record, ...]
    """The entries that could be read, in the order of the file."""
    faults: tuple[Fault, ...]
    """What could not, and what is doubtful, in the order of the file."""
    skipped: int = 0
    """How many entries were seen and could not be read; each has an error among `faults`."""
    left_out: int = 0
    """How many entries were not asked for."""

    @property
    def entries(self) -> int:
        """How many entries the file has."""
        return len(self.records) + self.skipped + self.left_out


def collect_items(items: Iterable[Item], matches: Callable[[Record], bool] = take_all) -> Parsed:
    """All that a reader yields, in one; of the records those that match."""
    records: list[Record] = []
    faults: list[Fault] = []
    skipped = left_out = 0
    for item in items:
        if isinstance(item, Record):
            if matches(item):
                records.append(item)
            else:
                left_out += 1
        elif isinstance(item, Skipped):
            skipped += 1
            faults.append(item.fault)
        else:
            faults.append(item)
    return Parsed(tuple(records), tuple(faults), skipped, left_out)
