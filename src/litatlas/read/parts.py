"""Captures cut into parts, each of which any process can read by itself; a query says which entries are taken."""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from litatlas.errors import UNFORESEEN, Fault
from litatlas.model import Record
from litatlas.read.format import Format
from litatlas.read.formats import (
    FORMATS,
    HEAD,
    ReadOptions,
    describe_damage,
    describe_origin,
    describe_refusal,
    read_items,
    recognize,
    refuse_excess,
)
from litatlas.read.json_entries import GUESSED
from litatlas.read.json_lines import cut_file, cut_lines, holds_lines, is_object
from litatlas.read.packed import Capture, open_capture, wrap_capture
from litatlas.read.parsed import Item, Origin, Parsed, Skipped, collect_items, take_all
from litatlas.read.where.matching import Matches, build_matcher
from litatlas.read.where.prefilter import MayMatch, build_prefilter
from litatlas.read.where.query import Query

_FORMATS = {known.name: known for known in FORMATS}
DEADLY = "the process that reads it dies of it"
"""What is told of an entry that no process survives."""
_HINT = "take it out of the file, and report it"


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or a piece of one of lines, as it is handed to who reads it."""

    path: Path
    """Absolute: who reads it may run elsewhere."""
    format: str
    """The name of its format."""
    origin: Origin
    """Its `first_line` is that of the piece; 0 where the file is read whole."""
    start: int = 0
    """Of a piece the bytes before it in the file."""
    end: int = 0
    data: bytes | None = None
    """The bytes themselves, of what can be had only once or is compressed; None where they are to be read from the file."""


def list_parts(path: Path, options: ReadOptions, days: Mapping[str, date]) -> Iterator[Part | Fault]:
    """Cut a file into the parts that it is read in, in their order; `days` are those of `read_capture`.

    How it is cut depends on the file alone. A fault says what cannot be read of it.
    """
    try:
        with open_capture(path) as capture:
            head = capture.stream.read(HEAD)
            found = recognize(capture, head, path, options)
            if isinstance(found, Fault):
                yield found
                return
            capture.stream.seek(0)
            if found.is_of_lines and holds_lines(head, is_whole=len(head) < HEAD):
                yield from _cut(capture, found, path, options, days)
            else:
                sha256 = capture.hash()
                data = None if path.is_file() else capture.file.read()
                yield Part(path.absolute(), found.name, describe_origin(path, sha256, options, days), data=data)
    except OSError as error:
        yield describe_refusal(path, error)


def _cut(capture: Capture, found: Format, path: Path, options: ReadOptions, days: Mapping[str, date]) -> Iterator[Part | Fault]:
    """Cut a file of lines."""
    if path.is_file() and not capture.is_packed:
        sha256, pieces = cut_file(capture.file)
        origin = describe_origin(path, sha256, options, days)
        for piece in pieces:
            yield Part(path.absolute(), found.name, replace(origin, first_line=piece.first_line), piece.start, piece.end)
        return
    origin = describe_origin(path, capture.hash(), options, days)
    for line, data in cut_lines(capture.stream):
        yield Part(path.absolute(), found.name, replace(origin, first_line=line), data=data)
    if damage := capture.find_damage():
        yield describe_damage(str(path), damage)


def read_part(part: Part | Fault, *, query: Query | None) -> Parsed:
    """Read a part whole, and keep the entries that match the query; all of them without one. A fault is passed on.

    What cannot be read is a fault, never an exception.
    """
    if isinstance(part, Fault):
        return Parsed((), (part,))
    matches, may_match = _prepare(query)
    try:
        if part.origin.first_line:
            return _read_piece(part, matches, may_match)
        with _open(part) as capture:
            return collect_items(_guard(read_items(capture, _FORMATS[part.format], part.origin), part.origin), matches)
    except OSError as error:
        return Parsed((), (describe_refusal(Path(part.origin.path), error),))


def collect_parts(parts: Iterable[Parsed]) -> Parsed:
    """All that was read in parts, in one; what each part of a file tells of the file is told once."""
    records: list[Record] = []
    faults: dict[Fault | tuple[str, str], Fault] = {}
    skipped = left_out = 0
    for part in parts:
        records.extend(part.records)
        skipped += part.skipped
        left_out += part.left_out
        for fault in part.faults:
            # Each piece tells of a line of its own.
            faults.setdefault((fault.file, GUESSED) if fault.message == GUESSED else fault, fault)
    return Parsed(tuple(records), tuple(faults.values()), skipped, left_out)


def split_part(part: Part | Fault) -> tuple[Part, ...]:
    """The halves of a piece; none of what cannot be cut: an entry, or a file that is no file of lines."""
    if isinstance(part, Fault) or not part.origin.first_line:
        return ()
    data = _load(part)
    lines = data.splitlines(keepends=True)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if len(filled) < 2:
        return ()
    middle = filled[len(filled) // 2]
    size = sum(map(len, lines[:middle]))
    origin = part.origin
    second = replace(origin, first_line=origin.first_line + middle)
    return replace(part, data=data[:size]), replace(part, origin=second, data=data[size:])


def lose_part(part: Part | Fault) -> Parsed:
    """What is told of a part whose reader dies of it, and that cannot be split any more."""
    if isinstance(part, Fault):
        return Parsed((), (part,))
    if not part.origin.first_line:
        return Parsed((), (part.origin.fault(1, f"cannot be read: {DEADLY}", _HINT),))
    lines = _load(part).split(b"\n")
    line = part.origin.first_line + next((number for number, line in enumerate(lines) if line.strip()), 0)
    fault = part.origin.fault(line, f"entry {line} cannot be read: {DEADLY}", _HINT)
    return Parsed((), (fault,), skipped=1)


@lru_cache(maxsize=4)
def _prepare(query: Query | None) -> tuple[Matches, MayMatch | None]:
    return (build_matcher(query), build_prefilter(query)) if query else (take_all, None)


def _open(part: Part) -> AbstractContextManager[Capture]:
    return open_capture(part.path) if part.data is None else wrap_capture(io.BytesIO(part.data))


def _load(part: Part) -> bytes:
    """The bytes of a piece."""
    if part.data is not None:
        return part.data
    with part.path.open("rb") as stream:
        stream.seek(part.start)
        data = stream.read(part.end - part.start)
    if len(data) != part.end - part.start:
        raise OSError(0, "has changed while it was read")
    return data


def _read_piece(part: Part, matches: Matches, may_match: MayMatch | None) -> Parsed:
    """Read a piece of a file of lines, of which those that cannot match are not parsed."""
    lines = _load(part).split(b"\n")
    left_out = 0
    if may_match:
        was_object = True
        for number, line in enumerate(lines):
            is_whole = is_object(line)
            # A broken line may run on into the one behind it.
            if is_whole and was_object and not may_match(line):
                lines[number] = b""
                left_out += 1
            was_object = is_whole or not line.strip()
    try:
        found = _read_lines(part, lines, part.origin.first_line, matches)
    except UNFORESEEN:
        found = _read_each(part, lines, matches)
    return replace(found, left_out=found.left_out + left_out)


def _read_lines(part: Part, lines: list[bytes], first: int, matches: Matches) -> Parsed:
    origin = replace(part.origin, first_line=first)
    items = _FORMATS[part.format].read(io.BytesIO(b"\n".join(lines)), origin)
    return collect_items((refuse_excess(item, origin.path) for item in items), matches)


def _read_each(part: Part, lines: list[bytes], matches: Matches) -> Parsed:
    """Read lines one by one, and tell which of them its reader fails at."""
    read = []
    for line, text in enumerate(lines, part.origin.first_line):
        try:
            read += [_read_lines(part, [text], line, matches)] if text.strip() else []
        except UNFORESEEN as error:
            message = f"entry {line} cannot be read: {type(error).__name__}: {error}"
            read.append(Parsed((), (part.origin.fault(line, message, _HINT),), skipped=1))
    return collect_parts(read)


def _guard(items: Iterator[Item], origin: Origin) -> Iterator[Item]:
    """The items; a fault where their reader fails, and what comes before it is kept."""
    line = 1
    try:
        for item in items:
            line = item.source.line if isinstance(item, Record) else (item.fault if isinstance(item, Skipped) else item).line
            yield item
    except UNFORESEEN as error:
        message = f"cannot be read behind the entry on line {line}: {type(error).__name__}: {error}"
        yield origin.fault(line, message, _HINT)
