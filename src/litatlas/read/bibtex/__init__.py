"""BibTeX and BibLaTeX, as reference managers, archives and people write them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from litatlas.read.bibtex.records import read_entry
from litatlas.read.bibtex.resolve import Entry, resolve_blocks
from litatlas.read.bibtex.scanner import scan_bibtex
from litatlas.read.encoding import decode_head, decode_text
from litatlas.read.format import Format
from litatlas.read.parsed import Item, Origin
from litatlas.read.text_stream import clean_text

_BEGIN = re.compile(
    r"^[ \t]*@[ \t]*(?:(?:string|preamble|comment)[ \t]*[{(]|[^\W\d][\w-]*\s*[{(]\s*[^\s,={}\"]*[ \t]*,?\s*[\w:-]+\s*=)",
    re.MULTILINE | re.IGNORECASE,
)
_FIRST = re.compile(r"(?:\s*(?:%[^\n]*)?\n)*\s*@[ \t]*[^\W\d][\w-]*\s*[{(]")
"""An entry before which there are only comments."""
_DECLARED = re.compile(r"%+\s*(?:encoding:|saved with string encoding .*?\(?)\s*([\w-]+)", re.IGNORECASE)
"""JabRef's and BibDesk's word on the encoding: `% Encoding: UTF-8`."""


def sniff(head: bytes, name: str) -> float:
    """Rate whether entries begin the text; one somewhere in it is a citation on a page of another format."""
    text = decode_head(head)
    is_named = 0.05 * name.lower().endswith((".bib", ".bibtex", ".biblatex"))
    if _FIRST.match(text):
        return 0.9 + is_named
    if not _BEGIN.search(text):
        return is_named if is_named and (not text.strip() or text.lstrip().startswith("%")) else 0
    return 0.1 if text.lstrip()[:1] in ("<", "{", "[") else 0.3 + 8 * is_named


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Read every entry; what an entry breaks is told, and its neighbours are read."""
    data = stream.read()
    text, warning = _decode(data)
    text = clean_text(text)
    if warning:
        yield origin.warning(*warning)
    seen: dict[str, int] = {}
    count = 0
    for item in resolve_blocks(scan_bibtex(text)):
        if not isinstance(item, Entry):
            yield origin.warning(item.line, item.message, item.hint)
            continue
        count += 1
        if item.key and seen.setdefault(item.key, item.line) != item.line:
            hint = "give one of them another key; both were read"
            yield origin.warning(item.line, f"the key {item.key!r} is also that of the entry in line {seen[item.key]}", hint)
        yield from read_entry(item, origin)
    if not count:
        yield origin.fault(1, "has no entry of BibTeX", "an entry begins with its type at the start of a line: @article{key,")


def _decode(data: bytes) -> tuple[str, tuple[int, str, str] | None]:
    """The text, and what is doubtful about its encoding. What a file declares is often wrong, so its bytes come first."""
    decoded = decode_text(data)
    if decoded.is_sure or decoded.encoding != "cp1252":
        return decoded.text, None if decoded.is_sure else (1, f"is not wholly {decoded.encoding}", _HINT)
    declared = _DECLARED.search(data[:2000].decode("ascii", "replace"))
    if declared and (text := _decode_as(data, declared[1])) is not None:
        return text, None
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    wrong = [number for number, line in enumerate(lines, start=1) if _decode_as(line, "utf-8") is None]
    texts = [_decode_line(line) for line in lines]
    message = f"has lines that are not in UTF-8, {len(wrong)} in all; they were read as Windows-1252"
    return "\n".join(texts), (wrong[0] if wrong else 1, message, _HINT)


_HINT = "check accents and quotes in them, and save the file in UTF-8"


def _decode_line(line: bytes) -> str:
    text = _decode_as(line, "utf-8")
    return decode_text(line).text if text is None else text


def _decode_as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except (LookupError, UnicodeError):
        return None


FORMAT = Format("bibtex", "BibTeX", sniff, read)
