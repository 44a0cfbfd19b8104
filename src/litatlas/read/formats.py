"""The formats that lists of papers come in, and the one door that reads a file in whichever of them it is."""

import hashlib
import io
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from litatlas.errors import Fault, quote_start
from litatlas.model import Record
from litatlas.read import (
    acl_anthology,
    awesome,
    bibtex,
    crossref,
    csl_json,
    daily_papers,
    datacite,
    dblp,
    endnote,
    feeds,
    huggingface,
    huggingface_page,
    identifier_list,
    medline,
    oai_pmh,
    openalex,
    openreview,
    own_files,
    paperlists,
    papers_with_code,
    pubmed,
    ris,
    semantic_scholar,
    tables,
    usual_json,
    zotero_json,
    zotero_rdf,
)
from litatlas.read.arxiv import listing, snapshot
from litatlas.read.encoding import decode_head
from litatlas.read.format import Format
from litatlas.read.lines import find_no_text
from litatlas.read.parsed import Item, Origin, Parsed, Skipped, collect_items

HEAD = 262_144
"""Bytes from the start of a file that every format is shown to tell whether the file is in it."""
LONGEST_TEXT = 300_000
"""Characters of the longest title and abstract: their page, with its results, is read again only up to 2 MB."""

FORMATS: tuple[Format, ...] = (
    daily_papers.FORMAT,
    bibtex.FORMAT,
    ris.FORMAT,
    medline.FORMAT,
    pubmed.FORMAT,
    endnote.FORMAT,
    csl_json.FORMAT,
    tables.FORMAT,
    awesome.FORMAT,
    own_files.EXPORT,
    own_files.PAGE,
    paperlists.FORMAT,
    papers_with_code.FORMAT,
    usual_json.FORMAT,
    zotero_json.FORMAT,
    zotero_rdf.FORMAT,
    feeds.ATOM,
    feeds.RSS,
    oai_pmh.FORMAT,
    listing.FORMAT,
    snapshot.FORMAT,
    huggingface.FORMAT,
    huggingface_page.FORMAT,
    openalex.FORMAT,
    semantic_scholar.FORMAT,
    crossref.FORMAT,
    datacite.FORMAT,
    openreview.FORMAT,
    acl_anthology.FORMAT,
    dblp.FORMAT,
    dblp.JSON_FORMAT,
    identifier_list.FORMAT,
)
"""All formats. The one with the highest score reads a file; of equals the first here."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about the files of one run."""

    captured: date | None = None
    """The day of the captures; None where the files are to tell."""
    format: str | None = None
    """The name of the format that they are in; None where their content is to tell."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """As `Origin.columns`."""
    is_day_first: bool = False
    """As `Origin.is_day_first`."""


def read_capture(path: Path, options: ReadOptions = ReadOptions(), days: Mapping[str, date] = MappingProxyType({})) -> Parsed:
    """Read a file whole; what cannot be read is a fault, never an exception.

    `days` has, for the SHA-256 of files that were read before, the days of the captures that the user gave then.
    """
    return collect_items(iterate_capture(path, options, days))


def iterate_capture(
    path: Path,
    options: ReadOptions = ReadOptions(),
    days: Mapping[str, date] = MappingProxyType({}),
) -> Iterator[Item]:
    """Read a file entry by entry, in the memory that its format needs; as `read_capture`."""
    try:
        with _open(path) as stream:
            yield from _iterate(stream, path, options, days)
    except IsADirectoryError:
        yield Fault(str(path), 1, "cannot be read: is a folder", f"name the files in it, such as {path / '*.txt'}")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        yield Fault(str(path), 1, f"cannot be read: {reason}", "check the name and the permissions, or leave the file out")


def parse_bytes(data: bytes, path: str, options: ReadOptions = ReadOptions()) -> Parsed:
    """Parse the bytes of a file in whichever format they are; `path` is for sources and faults."""
    return collect_items(_iterate(io.BytesIO(data), Path(path), options, {}))


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    """Open a file; a pipe is read to its end first, since its bytes can be had only once, and a device is refused."""
    with path.open("rb") as stream:
        mode = os.fstat(stream.fileno()).st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise OSError(0, "is a device")
        yield stream if stat.S_ISREG(mode) else io.BytesIO(stream.read())


def _iterate(stream: BinaryIO, path: Path, options: ReadOptions, days: Mapping[str, date]) -> Iterator[Item]:
    head = stream.read(HEAD)
    if not decode_head(head).strip():
        yield Fault(str(path), 1, "is empty", "save the listing again, or leave the file out")
        return
    # A name in bytes that are no UTF-8 could stand in no page.
    name = os.fsencode(path.name).decode(errors="replace")
    found = find_format(head, name, options.format)
    if found is None and options.columns:  # the user says that it is a table
        found = find_format(head, name, tables.FORMAT.name)
    if found is None:
        yield _refuse(head, stream, str(path))
        return
    stream.seek(0)
    sha256 = _hash(stream)
    stream.seek(0)
    captured = options.captured or days.get(sha256)
    for item in found.read(stream, Origin(str(path), name, sha256, captured, options.columns, options.is_day_first)):
        yield _refuse_excess(item, str(path))


def _refuse_excess(item: Item, path: str) -> Item:
    """The item, or a fault in its place where its page would be larger than a page may be that is read again."""
    if not isinstance(item, Record) or len(item.title) + len(item.abstract) <= LONGEST_TEXT:
        return item
    message = f"the entry {quote_start(item.title)} has a text of {len(item.title) + len(item.abstract):,} characters"
    return Skipped(Fault(path, item.source.line, message, f"cut its abstract to at most {LONGEST_TEXT:,}, or take the entry out"))


def _hash(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := stream.read(HEAD):
        digest.update(block)
    return digest.hexdigest()


def find_format(head: bytes, name: str, given: str | None = None, formats: Sequence[Format] = FORMATS) -> Format | None:
    """The format of a file, by its first bytes (at most `HEAD`) and its name, or the one that the user names."""
    if given is not None:
        return next((known for known in formats if known.name == given), None)
    scores = [(known.sniff(head, name), known) for known in formats]
    best, found = max(scores, key=lambda score: score[0])
    return found if best > 0 else None


def _refuse(head: bytes, stream: BinaryIO, path: str) -> Fault:
    if no_text := find_no_text(head + stream.read()):
        return Fault(path, 1, *no_text)
    hint = "see docs/formats.md for what is read, and name the format with --format where its content does not tell it"
    return Fault(path, 1, f"is in none of the {len(FORMATS)} formats that are known", hint)
