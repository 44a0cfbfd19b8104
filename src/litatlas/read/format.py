"""A format of lists of papers, as every reader describes its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from litatlas.read.parsed import Item, Origin


@dataclass(frozen=True, slots=True)
class Format:
    """A format, and how it is told and read. A new one is a module with these functions and a row in `formats.FORMATS`."""

    name: str
    """What `--format` calls it: `bibtex`."""
    label: str
    """Its name for people: `BibTeX`."""
    sniff: Callable[[bytes, str], float]
    """Rates how sure it is, from 0 (no) to 1, that a file with these first bytes and this name is in the format.

    1 is for what nothing else can be, 0.5 for a likely guess. A name alone says little: at most 0.1 more. It never raises.
    """
    read: Callable[[BinaryIO, Origin], Iterator[Item]]
    """Reads the stream from its start, entry by entry; what cannot be read is a `Skipped` or a `Fault`, never an exception."""
    is_of_lines: bool = False
    """Whether a file of lines of JSON can be read in pieces, each by itself: no entry says anything of the next."""
