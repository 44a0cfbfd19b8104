"""Plain lists of identifiers: one a line, as a number, an address or a DOI, with the title beside it or without.

A line without a title joins a paper of the review, or of the same run, that has the identifier; the run says which none has.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from litatlas.errors import quote_start
from litatlas.identity.identifiers import parse_identifier
from litatlas.model import Identifier, Record
from litatlas.read.encoding import decode_head
from litatlas.read.format import Format
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.text_stream import iterate_lines

_BULLET = re.compile(r"(?:[-*•+·]\s+|\[?\d{1,4}[.)\]]\s+|[\"'<(]+)")
_COMMENT = re.compile(r"(?:#|//|%|;)(?!\S*\d{4}\.\d)")
_TOKEN = re.compile(r"[^\s,;|\"'<>()\[\]]+(?:\([^\s()]*\))?")
_AROUND = " \t-–—:,;|.·\"'<>()[]"
_HEADINGS = frozenset(("id", "ids", "arxiv", "arxiv id", "arxiv_id", "doi", "dois", "url", "urls", "identifier", "link"))
"""Headings of a column that was copied from a table."""
_SAMPLE = 200


def _sniff(head: bytes, _name: str) -> float:
    text = decode_head(head)
    if text.lstrip()[:2].startswith(("{", "<", "[{", "@")):
        return 0
    whole_lines = text.splitlines() if text.endswith("\n") else text.splitlines()[:-1] or [text]  # the last one may be cut
    lines = [line.strip() for line in whole_lines[:_SAMPLE]]
    lines = [line for line in lines if line and not _COMMENT.match(line) and line.lower() not in _HEADINGS]
    if not lines or len(lines[0]) > 2000:
        return 0
    whole = sum(_parse_whole(line) != [] for line in lines) / len(lines)
    if whole > 0.5:  # most lines decide: one that is no identifier is told, and its neighbours are read
        return 0.9 if whole >= 0.9 else 0.8 * whole
    titled = sum(_parse_titled(line) is not None for line in lines) / len(lines)
    return 0.55 * min(1, (whole + titled) / 0.9) if whole + titled > 0.5 else 0


def _read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    has_entry = False
    for number, text in iterate_lines(stream):
        line = text.strip()
        if not line or _COMMENT.match(line) or (not has_entry and line.lower() in _HEADINGS):
            continue
        found = [("", identifier) for identifier in _parse_whole(line)]
        titled = None if found else _parse_titled(line)
        has_entry = True
        for title, identifier in [titled] if titled else found:
            yield Record(title=title, source=origin.source(number), identifiers=(identifier,))
        if not titled and not found:
            message = f"{quote_start(line)} is no identifier that is known"
            yield Skipped(origin.fault(number, message, "give its arXiv number or DOI, or a line with its title as well"))
    if not has_entry:
        yield origin.fault(1, "holds no entry", "write an arXiv number, an address or a DOI on each line")


def _parse_whole(line: str) -> list[Identifier]:
    """The identifiers of a line that holds nothing else; none where it does."""
    line = _strip_bullet(line)
    if alone := parse_identifier(line.strip(_AROUND[:-4])):
        return [alone]
    found = []
    for token in re.split(r"[\s,;|]+", line):
        if not token.strip(_AROUND):
            continue
        identifier = parse_identifier(token.strip("\"'<>"))
        if identifier is None:
            return []
        found.append(identifier)
    return found


def _parse_titled(line: str) -> tuple[str, Identifier] | None:
    """The title and the identifier of a line with both, the identifier first or last."""
    line = _strip_bullet(line)
    tokens = list(_TOKEN.finditer(line))
    for match in (tokens[0], tokens[-1]) if tokens else ():
        identifier = parse_identifier(match[0].strip("\"'<>")) if len(line) < 2000 else None
        if identifier:
            rest = line[match.end() :] if match is tokens[0] else line[: match.start()]
            title = " ".join(rest.strip(_AROUND.replace(".", "")).split())
            return (title, identifier) if sum(map(str.isalpha, title)) >= 3 else None
    return None


def _strip_bullet(line: str) -> str:
    match = _BULLET.match(line)
    return line[match.end() :].strip() if match else line


FORMAT = Format("identifiers", "list of identifiers", _sniff, _read)
"""Plain lists of identifiers."""
