"""Captures to records: large files of lines in pieces and in several processes, and of all entries those that are asked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from litatlas.errors import Fault
from litatlas.model import Paper
from litatlas.read.formats import ReadOptions
from litatlas.read.json_lines import PIECE
from litatlas.read.parsed import Parsed
from litatlas.read.parts import Part, collect_parts, list_parts, lose_part, read_part, split_part
from litatlas.read.where.query import Query
from litatlas.running.mapping import Across, Salvage
from litatlas.running.processes import count_cpus, map_across
from litatlas.running.progress import Track

SALVAGE: Salvage[Part | Fault, Parsed] = Salvage(split_part, lose_part)
"""What becomes of a part that kills who reads it: it is halved down to the entry that does."""


@dataclass(frozen=True, slots=True)
class Given:
    """The files of a run, and what the user says of them."""

    captures: Sequence[Path]
    options: ReadOptions
    where: Query | None
    """Matches the entries that are taken; None takes all."""
    days: Mapping[str, date]
    """The days that the user gave for captures when they were read before, by the SHA-256 of the files."""


def read_captures(given: Given, root: Path, processes: int | None, track: Track, across: Across = map_across) -> Parsed:
    """Read the files, and keep the entries that the query matches; the others are counted, and take no memory.

    `processes` is how many read large files, None as many as there are CPUs; `root` is the review's folder. `across` has them
    read by others.
    """
    sizes = [path.stat().st_size if path.is_file() else 0 for path in given.captures]
    # How many pieces a large file has is known when it was cut.
    total = len(given.captures) if max(sizes, default=0) <= PIECE else None
    number = min(count_cpus() if processes is None else processes, sum(sizes) // PIECE)
    parts = (part for path in given.captures for part in list_parts(path, given.options, given.days))
    read = partial(read_part, query=given.where)
    with across(read, number, root, chunk=1, salvage=SALVAGE) as read_parts:
        return collect_parts(track(read_parts(parts), "reading captures", total))


def find_days(papers: Iterable[Paper]) -> dict[str, date]:
    """The days that the user gave for captures, as `Given.days` has them."""
    sources = (witness.source for paper in papers for witness in paper.work.witnesses)
    return {source.sha256: date.fromisoformat(source.captured) for source in sources if source.captured_given and source.captured}
