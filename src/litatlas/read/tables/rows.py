"""Lines of a delimited text to rows of cells: what a parser joins or drops in silence is found, and its neighbours are kept."""

import csv
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_MOST_LINES = 400
"""Lines of one row beyond which a quotation mark was never closed; the longest abstracts have some dozen."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    line: int
    """The line that it begins on, from 1."""
    cells: tuple[str, ...]
    loose: str = ""
    """Why its quotation marks had to be guessed at, where they break the rules; else empty."""


class RowReader:
    """Reads rows one at a time from numbered lines.

    The strict rules of RFC 4180 apply, so that a stray quotation mark cannot join rows. A row that breaks them is read once more
    as one line, in which a mark ends a cell only before a delimiter; the lines behind it are then rows of their own.
    """

    def __init__(self, lines: Iterator[str], delimiter: str, first: int = 1) -> None:
        self.lines = lines
        self.delimiter = delimiter
        self.number = first
        """The number of the next line."""
        self.width = 0
        """The number of cells that rows have, once it is known: a row of several lines that has another was joined by mistake."""
        self.pending: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[Row]:
        """Yield every row that is not blank."""
        reader = csv.reader(self.feed(), delimiter=self.delimiter, strict=True)
        while True:
            cells, loose = self.read_strictly(reader)
            if not self.taken:
                return
            line = self.number
            if loose:
                cells = split_loosely(self.taken[0], self.delimiter)
                self.pending.extendleft(reversed(self.taken[1:]))
                del self.taken[1:]
                reader = csv.reader(self.feed(), delimiter=self.delimiter, strict=True)
            self.number += len(self.taken)
            self.taken.clear()
            if any(map(str.strip, cells)):
                yield Row(line, tuple(cells), loose)

    def read_strictly(self, reader: Iterator[list[str]]) -> tuple[list[str], str]:
        """The next row's cells, and the reason where they cannot be what was meant."""
        try:
            cells = next(reader, [])
        except csv.Error as error:
            return [], str(error)
        is_joined = len(self.taken) > 1 and self.width and len(cells) != self.width
        return cells, f"it would have {len(cells)} cells" if is_joined else ""

    def feed(self) -> Iterator[str]:
        """Hand out lines, and keep those of the row that is being read."""
        while len(self.taken) < _MOST_LINES:
            line = self.pending.popleft() if self.pending else next(self.lines, None)
            if line is None:
                return
            self.taken.append(line)
            yield line
        raise csv.Error(f"a quotation mark is open for {_MOST_LINES} lines")


def split_loosely(line: str, delimiter: str) -> list[str]:
    """Split a line into cells where its quotation marks break the rules: `"a "b" c",d` has two cells, and so has `"a,d`."""
    line = line.rstrip("\n")
    quoted = _build_quoted(delimiter)
    cells, position = [], 0
    while position <= len(line):
        match = quoted.match(line, position)
        if match:
            cells.append(match[1].replace('""', '"').replace('\\"', '"'))
            position = match.end() + 1
            continue
        end = line.find(delimiter, position)
        end = len(line) if end < 0 else end
        cells.append(line[position:end])
        position = end + 1
    return cells


@lru_cache(maxsize=8)
def _build_quoted(delimiter: str) -> re.Pattern[str]:
    sign = re.escape(delimiter)
    return re.compile(rf'[ ]*"((?:[^"]|"(?![ ]*(?:{sign}|$)))*)"[ ]*(?={sign}|$)')
