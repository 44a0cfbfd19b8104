"""What every format's parser is given and gives back."""

from dataclasses import dataclass
from datetime import date

from litatlas.errors import Fault
from litatlas.model import Record


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the lines come from, and what the user says about them."""

    path: str
    """The file as given, for faults."""
    name: str
    """The file's name without its folder, for sources."""
    sha256: str
    """The SHA-256 of the file's bytes, in hexadecimal."""
    captured: date | None
    """The day of the capture as the user gives it; None where the file is to tell."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read from a file."""

    records: tuple[Record, ...]
    """The entries that could be read, in the order of the file."""
    faults: tuple[Fault, ...]
    """What could not, in the order of the file."""
