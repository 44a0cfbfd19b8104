"""The formats that captures come in, and the one function that reads a captured file."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from litatlas.errors import Fault
from litatlas.read.daily_papers.entries import parse_daily_papers
from litatlas.read.daily_papers.layout import is_daily_papers
from litatlas.read.lines import Line, find_no_text, iterate_lines
from litatlas.read.parsed import Origin, Parsed

_SAMPLE_LINES = 400


@dataclass(frozen=True, slots=True)
class Format:
    """A format of captures. A new one is a module with these two functions and a row in `FORMATS`."""

    name: str
    """Its name for people."""
    recognizes: Callable[[Sequence[Line]], bool]
    """Whether a file whose first lines that are not blank (some hundred at most) are these is in the format."""
    parse: Callable[[Iterable[Line], Origin], Parsed]
    """Turns all lines that are not blank into records and faults; it does not read or write anything."""


FORMATS = (Format("daily papers", is_daily_papers, parse_daily_papers),)
"""All formats, the first that recognizes a file reads it."""


def read_capture(path: Path, captured: date | None = None, days: Mapping[str, date] = MappingProxyType({})) -> Parsed:
    """Read a captured file; what cannot be read is a fault, never an exception.

    `captured` is the day of the capture where the user gives it; else it is what `days` has for the SHA-256 of the file, which
    the user gave before; else the file's head is asked.
    """
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        return _refuse(str(path), "cannot be read: is a folder", f"name the files in it, such as {path / '*.txt'}")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        return _refuse(str(path), f"cannot be read: {reason}", "check the name and the permissions, or leave the file out")
    return parse_bytes(data, str(path), captured or (days.get(hashlib.sha256(data).hexdigest()) if days else None))


def parse_bytes(data: bytes, path: str, captured: date | None = None) -> Parsed:
    """Parse the bytes of a captured file in whichever format recognizes them; `path` is for sources and faults."""
    if no_text := find_no_text(data):
        return _refuse(path, *no_text)
    sample = list(islice(iterate_lines(data), _SAMPLE_LINES))
    if not sample:
        return _refuse(path, "is empty", "save the listing again, or leave the file out")
    for known in FORMATS:
        if known.recognizes(sample):
            del sample
            # A name in bytes that are no UTF-8 could stand in no page.
            name = os.fsencode(Path(path).name).decode(errors="replace")
            origin = Origin(path, name, hashlib.sha256(data).hexdigest(), captured)
            return known.parse(iterate_lines(data), origin)
    names = ", ".join(known.name for known in FORMATS)
    hint = "give a listing as text: for each paper a line with its title and one with its abstract; no BibTeX, no CSV, no JSON"
    return _refuse(path, f"is in no known format ({names})", hint)


def _refuse(path: str, message: str, hint: str) -> Parsed:
    return Parsed((), (Fault(path, 1, message, hint),))
