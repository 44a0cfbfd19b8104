"""The formats that lists of papers come in, and the one door that reads a file in whichever of them it is."""

import io
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

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
    paper_pages,
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
from litatlas.read.packed import Capture, open_capture, wrap_capture
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
    paper_pages.FORMAT,
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
        with open_capture(path) as capture:
            yield from _iterate(capture, path, options, days)
    except OSError as error:
        yield describe_refusal(path, error)


def describe_refusal(path: Path, error: OSError) -> Fault:
    """The fault of a file that the system does not let read."""
    if isinstance(error, IsADirectoryError):
        return Fault(str(path), 1, "cannot be read: is a folder", f"name the files in it, such as {path / '*.txt'}")
    reason = error.strerror or type(error).__name__
    reason = reason[:1].lower() + reason[1:]
    return Fault(str(path), 1, f"cannot be read: {reason}", "check the name and the permissions, or leave the file out")


def parse_bytes(data: bytes, path: str, options: ReadOptions = ReadOptions()) -> Parsed:
    """Parse the bytes of a file in whichever format they are; `path` is for sources and faults."""
    with wrap_capture(io.BytesIO(data)) as capture:
        return collect_items(_iterate(capture, Path(path), options, {}))


def _iterate(capture: Capture, path: Path, options: ReadOptions, days: Mapping[str, date]) -> Iterator[Item]:
    found = recognize(capture, capture.stream.read(HEAD), path, options)
    if isinstance(found, Fault):
        yield found
        return
    yield from read_items(capture, found, describe_origin(path, capture.hash(), options, days))


def recognize(capture: Capture, head: bytes, path: Path, options: ReadOptions) -> Format | Fault:
    """The format of an open file whose `HEAD` was read, and whose stream stands behind it; a fault where it is in none."""
    if not decode_head(head).strip() and not capture.find_damage():
        return Fault(str(path), 1, "is empty", "save the listing again, or leave the file out")
    name = path.stem if capture.is_packed else path.name
    found = find_format(head, name, options.format)
    if found is None and options.columns:  # the user says that it is a table
        found = find_format(head, name, tables.FORMAT.name)
    return found or _refuse(head, capture, str(path))


def describe_origin(path: Path, sha256: str, options: ReadOptions, days: Mapping[str, date]) -> Origin:
    """What the entries of a file say of where they come from; `days` are those of `read_capture`."""
    # A name in bytes that are no UTF-8 could stand in no page.
    name = os.fsencode(path.name).decode(errors="replace")
    return Origin(str(path), name, sha256, options.captured or days.get(sha256), options.columns, options.is_day_first)


def read_items(capture: Capture, format_: Format, origin: Origin) -> Iterator[Item]:
    """The entries of an open file from its start; what is wrong with its compressed bytes comes last."""
    for item in format_.read(capture.stream, origin):
        yield refuse_excess(item, origin.path)
    if damage := capture.find_damage():
        yield describe_damage(origin.path, damage)


def describe_damage(path: str, damage: str) -> Fault:
    """The fault of a file whose compressed bytes are damaged."""
    hint = "get the file again; the entries before that were read"
    return Fault(path, 1, f"is damaged in its compressed bytes ({damage}); what follows is not read", hint)


def refuse_excess(item: Item, path: str) -> Item:
    """The item, or a fault in its place where its page would be larger than a page may be that is read again."""
    if not isinstance(item, Record) or len(item.title) + len(item.abstract) <= LONGEST_TEXT:
        return item
    message = f"the entry {quote_start(item.title)} has a text of {len(item.title) + len(item.abstract):,} characters"
    return Skipped(Fault(path, item.source.line, message, f"cut its abstract to at most {LONGEST_TEXT:,}, or take the entry out"))


def find_format(head: bytes, name: str, given: str | None = None, formats: Sequence[Format] = FORMATS) -> Format | None:
    """The format of a file, by its first bytes (at most `HEAD`) and its name, or the one that the user names."""
    if given is not None:
        return next((known for known in formats if known.name == given), None)
    scores = [(known.sniff(head, name), known) for known in formats]
    best, found = max(scores, key=lambda score: score[0])
    return found if best > 0 else None


def _refuse(head: bytes, capture: Capture, path: str) -> Fault:
    if damage := capture.find_damage():
        return describe_damage(path, damage)
    if _ENTITIES.match(head):
        # Its own reader tells why; none of the elements may have been seen.
        return _find_cause(feeds.ATOM, head, path)[0]
    if no_text := find_no_text(head + capture.stream.read()):
        return Fault(path, 1, *no_text)
    meant = _guess_meant(head, path)
    if meant and len(head) < HEAD and (causes := _find_cause(meant, head, path)):
        return causes[0]
    hint = "see docs/formats.md for what is read, and name the format with --format where its content does not tell it"
    return Fault(path, 1, f"is in none of the {len(FORMATS)} formats that are known", hint)


_ENTITIES = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<!DOCTYPE\s[^\[>]*\[[^\]]*<!ENTITY", re.IGNORECASE | re.DOTALL
)
"""Begins a file of XML that declares entities: no reader goes beyond them, so that its elements tell no format."""
_MEANT: Mapping[str, Format] = {
    **dict.fromkeys((".csv", ".tsv", ".tab"), tables.FORMAT),
    **dict.fromkeys((".bib", ".bibtex", ".biblatex"), bibtex.FORMAT),
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), csl_json.FORMAT),
    ".ris": ris.FORMAT,
    ".nbib": medline.FORMAT,
    ".atom": feeds.ATOM,
    ".rss": feeds.RSS,
}
"""The formats that names of files tell, for files whose content tells none."""


def _guess_meant(head: bytes, path: str) -> Format | None:
    """The format whose reader can tell what is wrong with a file that is in none, by its first bytes or its name."""
    text = decode_head(head).strip()
    if (meant := _MEANT.get(Path(path).suffix.lower())) is None and text[:1] in ("[", "{"):
        meant = csl_json.FORMAT
    if meant is not csl_json.FORMAT:
        return meant
    try:
        # Whole JSON of another kind is in no format that is known; its entries lack nothing that could be named.
        return meant if not json.loads(text) else None
    except (ValueError, RecursionError):
        return meant


def _find_cause(meant: Format, head: bytes, path: str) -> list[Fault]:
    """What the reader of a format says is wrong with a file."""
    parsed = collect_items(meant.read(io.BytesIO(head), Origin(path, Path(path).name, "")))
    return [fault for fault in parsed.faults if fault.severity == "error"] if not parsed.records else []
