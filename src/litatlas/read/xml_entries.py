"""The entries of an XML file one at a time, in the memory of one entry; nothing outside the file is ever asked for.

Document types are not read, entities that a file declares are refused (they are what bombs are made of), and those of HTML are
known, as DBLP and others use them. An entry that is not well-formed is told, and its neighbours are read.
"""

import re
from collections import ChainMap
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from io import BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import Element
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from litatlas.errors import Fault
from litatlas.read.parsed import Origin, Skipped
from litatlas.read.text_stream import find_codec, iterate_text

DEEPEST = 64
"""Levels of nesting within an entry beyond which it is refused; records of papers have a dozen."""
NAMESPACES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/rss/1.0/": "",
    "http://www.openarchives.org/OAI/2.0/": "",
    "http://arxiv.org/OAI/arXiv/": "",
    "http://arxiv.org/OAI/arXivRaw/": "",
    "http://arxiv.org/schemas/atom": "arxiv",
    "http://www.openarchives.org/OAI/2.0/oai_dc/": "oai_dc",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism",
    "http://xmlns.com/foaf/0.1/": "foaf",
    "http://www.zotero.org/namespaces/export#": "z",
    "http://purl.org/net/biblio#": "bib",
    "http://www.w3.org/2000/10/swap/pim/contact#": "contact",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""The prefix that names of a namespace get here whatever the file calls it; none for those that a format is made of."""
_SLICE = 1 << 16
_JUNK = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_HINT = "mend the XML there, or delete the entry"
_ENCODING = re.compile(rb"<\?xml[^>]{0,80}?encoding\s*=\s*[\"']([\w.-]{1,40})")


@dataclass(frozen=True, slots=True)
class XmlEntry:
    """An entry of a file, not yet understood."""

    line: int
    """The line that it begins on, from 1, for faults."""
    place: int
    """For its source: the line, or where another entry has that already, one more than that of the entry before."""
    number: int
    """Its number among the entries of the file, from 1."""
    element: Element
    """The entry. A name in a namespace of `NAMESPACES` has the prefix given there, another one is as the file writes it."""
    parents: tuple[Element, ...]
    """The elements around it from the root on, with what stood in them before it, other entries left out."""


_LONGEST_TAG = 1 << 14
"""Characters of a tag that is waited for where a part of the text ends in it."""
_TAG = re.compile(r"<[A-Za-z][^<>&]{0,4000}&[^<>]{0,8000}>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))

XmlItem = XmlEntry | Skipped | Fault


def iterate_xml(stream: BinaryIO, origin: Origin, names: Collection[str]) -> Iterator[XmlItem]:
    """Yield the elements of these names, an entry each, in the order of the file; of nested ones the outermost.

    An entry that cannot be read is `Skipped`; a `Fault` is about the file, or a warning. It never raises.
    """
    declared = _ENCODING.search(stream.read(1000))
    stream.seek(0)
    fallback, encoding = find_codec(declared[1].decode() if declared else "")
    entries = _Entries(origin, frozenset(names))
    guessed = False
    for piece, is_guess in iterate_text(stream, fallback, encoding):
        if is_guess and not guessed and fallback == "cp1252" and not _is_western(declared):
            guessed = True
            message = f"has bytes that are no {encoding or 'UTF-8'}; they are read as Windows-1252"
            yield origin.warning(entries.line, message, "check the letters that are not ASCII")
        for start in range(0, len(piece), _SLICE):
            yield from entries.feed(piece[start : start + _SLICE])
        if entries.is_refused:
            return
    yield from entries.close()


def _is_western(declared: re.Match[bytes] | None) -> bool:
    """Whether a file declares that it is in the encoding that bytes which are no UTF-8 are read in."""
    return declared is not None and declared[1].lower() in (b"iso-8859-1", b"latin-1", b"latin1", b"windows-1252", b"cp1252")


@lru_cache(maxsize=1)
def find_xml_names(head: bytes) -> tuple[str, ...]:
    """The names of the elements in the first bytes of an XML file, each once, the root's first; empty if it is none."""
    if not re.match(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<", head):
        return ()
    found: dict[str, None] = {}
    entries = _Entries(Origin("", "", ""), frozenset(), found)
    for piece, _ in iterate_text(BytesIO(head)):
        for _ in entries.feed(piece):
            pass
    return tuple(found)


def _spell_entities(text: str) -> str:
    """The text with what entities of HTML stand for in the tags' attributes, which the parser would leave out without a word."""
    return _TAG.sub(lambda tag: _ENTITY.sub(_spell, tag[0]), text) if "&" in text else text


def _spell(entity: re.Match[str]) -> str:
    """What an entity stands for; one of XML's own stays, and of one that nobody knows the sign is written as it is meant."""
    if entity[1] in _OF_XML:
        return entity[0]
    meant = html5.get(f"{entity[1]};")
    return f"&amp;{entity[1]};" if meant is None else "".join(f"&#{ord(letter)};" for letter in meant)


def format_text(element: Element | None) -> str:
    """All text in an element without its markup, white space made one space; empty for no element."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def format_markup(element: Element | None, kept: Collection[str] = ("b", "i", "sub", "sup")) -> str:
    """The text in an element with the tags of these names kept as they are written, and white space as it is."""
    if element is None:
        return ""
    pieces = [element.text or ""]
    for child in element:
        inner = format_markup(child, kept)
        pieces += (f"<{child.tag}>{inner}</{child.tag}>" if child.tag in kept else inner, child.tail or "")
    return "".join(pieces)


class _RefusedError(Exception):
    """The file declares entities."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is not closed yet."""

    element: Element
    raw: str
    """Its tag as it has to be written to stand around the entries again."""
    scope: Mapping[str, str]
    """The namespaces by their prefixes, in it."""


class _Entries:
    """Takes in the text of one file and gives its entries."""

    def __init__(self, origin: Origin, names: frozenset[str], seen: dict[str, None] | None = None) -> None:
        self.origin = origin
        self.names = names
        self.seen = seen
        self.is_refused = False
        self.number = 0
        self.last = 0
        self.stack: list[_Open] = []
        self.entry = 0
        """How many elements are open with the outermost entry; 0 outside of entries."""
        self.entry_line = 0
        self.is_deep = False
        self.texts: list[str] = []
        self.found: list[XmlItem] = []
        self.lines = 1
        """The line on which the text of this parser begins."""
        self.fed = 0
        self.held = ""
        """The beginning of a tag whose end is yet to come."""
        self.is_lost = False
        """Whether the text is searched for the next entry after an error."""
        self.rest = ""
        self.starts = re.compile(rf"<(?=(?:[\w.-]+:)?(?:{'|'.join(sorted(names)) or '(?!)'})[\s/>])")
        self.parser = self.build_parser()

    @property
    def line(self) -> int:
        """The line that is read now."""
        return self.lines + self.parser.CurrentLineNumber - 1

    def build_parser(self) -> expat.XMLParserType:
        """Build a parser that reads no document type and asks for nothing outside."""
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # noqa: FBT003  (an undefined entity is then told, and no error)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.texts.append
        parser.SkippedEntityHandler = self.add_entity
        parser.EntityDeclHandler = self.refuse
        parser.ExternalEntityRefHandler = lambda *_: 1
        return parser

    def feed(self, text: str) -> Iterator[XmlItem]:
        """Take in a part of the text, and give the entries that end in it; a tag that is not whole waits for the next part."""
        text = self.held + text
        start = text.rfind("<", len(text) - _LONGEST_TAG if len(text) > _LONGEST_TAG else 0)
        end = start if start >= 0 and text.find(">", start) < 0 else len(text)
        self.held = text[end:]
        yield from self.parse(text[:end])

    def parse(self, text: str) -> Iterator[XmlItem]:
        """Parse a part of the text that ends in no tag."""
        text = _spell_entities(text)
        while text and not self.is_refused:
            if self.is_lost:
                text = self.search(text)
                if not text:
                    return
            data = text.encode()
            try:
                self.parser.Parse(data, False)  # noqa: FBT003  (the parser's own signature)
            except expat.ExpatError as error:
                yield from self.take_found()
                position = min(max(0, self.parser.ErrorByteIndex - self.fed), len(data))
                if not self.entry and self.starts.match(data[data.rfind(b"<", 0, position + 1) :].decode(errors="ignore")):
                    self.entry, self.entry_line = len(self.stack) + 1, self.lines + error.lineno - 1
                yield from self.report(error)
                text = self.lose(error, data[position:].decode(errors="ignore"))
            except _RefusedError:
                self.is_refused = True
                message = "declares entities of its own, which are not read: they can grow without end"
                yield from self.take_found()
                yield self.origin.fault(self.line, message, "save the list in another format, or take the declarations out")
            else:
                self.fed += len(data)
                text = ""
                yield from self.take_found()

    def close(self) -> Iterator[XmlItem]:
        """Say what is missing at the end of the file."""
        yield from self.parse(self.held)
        if self.is_refused:
            return
        if not self.is_lost:
            try:
                self.parser.Parse(b"", True)  # noqa: FBT003  (the parser's own signature)
            except expat.ExpatError as error:
                yield from self.report(error, is_end=True)
            except _RefusedError:
                pass
        yield from self.take_found()
        if not self.number:
            yield self.origin.fault(1, "holds no entry", "save the list again, or leave the file out")

    def take_found(self) -> list[XmlItem]:
        """The entries that have ended since it was last asked."""
        found, self.found = self.found, []
        return found

    def report(self, error: expat.ExpatError, *, is_end: bool = False) -> Iterator[XmlItem]:
        """Tell of an error: of the entry in which it stands, or of the file."""
        reason = expat.ErrorString(error.code)
        line = self.lines + error.lineno - 1
        if self.entry:
            _, _, number = self.count(self.entry_line)
            where = f" in line {line}" if line > self.entry_line else ""
            reason = "the file ends in the middle of it" if is_end else reason
            yield Skipped(self.origin.fault(self.entry_line, f"entry {number} is no XML{where} ({reason})", _HINT))
        elif is_end and self.number:
            yield self.origin.fault(line, "ends before its list of entries does", "save the file again: entries may be missing")
        elif self.number or self.stack:
            yield self.origin.fault(
                line, f"is no XML here, between entries ({reason})", "mend the XML there, or save the file again"
            )
        else:
            yield self.origin.fault(line, f"is no XML ({reason})", "save the file again")

    def lose(self, error: expat.ExpatError, behind: str) -> str:
        """Leave the entry with the error, and return the text behind the error, in which the next entry is to be found."""
        if self.entry:
            del self.stack[self.entry - 1 :]
        self.entry, self.is_deep, self.is_lost = 0, False, True
        self.texts.clear()
        self.lines, self.rest = self.lines + self.parser.ErrorLineNumber - 1, ""
        return " " + behind if error.code == _JUNK else behind

    def search(self, text: str) -> str:
        """Find the next entry, and return the text from there on, for a new parser in which the elements around it are open."""
        text = self.rest + text
        match = self.starts.search(text, 0 if self.rest else 1)
        if match is None:
            keep = max(0, len(text) - 80)
            self.lines += text.count("\n", 0, keep)
            self.rest = text[keep:]
            return ""
        self.lines += text.count("\n", 0, match.start())
        self.rest, self.is_lost = "", False
        around = list(self.stack)
        self.stack.clear()
        self.texts.clear()
        self.parser = self.build_parser()
        data = "".join(opened.raw for opened in around).encode()
        self.parser.Parse(data, False)  # noqa: FBT003  (the parser's own signature)
        self.fed = len(data)
        for place, opened in enumerate(around):
            self.stack[place] = opened
        return text[match.start() :]

    def start(self, raw: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self.flush()
        scope = self.stack[-1].scope if self.stack else {"xml": "http://www.w3.org/XML/1998/namespace"}
        told = [name for name in attributes if name.startswith("xmlns") or name == "xsi:schemaLocation"]
        declared = {name[6:]: attributes[name] for name in told if name.startswith("xmlns")}
        if declared:
            scope = ChainMap(declared, *(scope.maps if isinstance(scope, ChainMap) else (dict(scope),)))
        tag = _resolve(raw, scope)
        if self.seen is not None:
            self.seen.setdefault(tag)
        named = {_resolve(name, scope) if ":" in name else name: attributes[name] for name in attributes if name not in told}
        element = Element(tag, named)
        is_entry = not self.entry and tag in self.names
        if self.entry and len(self.stack) - self.entry > DEEPEST:
            self.is_deep = True
        elif self.stack and not is_entry:
            self.stack[-1].element.append(element)
        written = "" if self.entry else f"<{raw}{''.join(f' {name}={quoteattr(text)}' for name, text in attributes.items())}>"
        self.stack.append(_Open(element, written, scope))
        if is_entry:
            self.entry, self.entry_line = len(self.stack), self.line

    def end(self, _raw: str) -> None:
        """Close an element."""
        self.flush()
        closed = self.stack.pop()
        if self.entry != len(self.stack) + 1:
            return
        line, place, number = self.count(self.entry_line)
        if self.is_deep:
            message = f"entry {number} is nested deeper than {DEEPEST} levels"
            self.found.append(Skipped(self.origin.fault(line, message, _HINT)))
        else:
            parents = tuple(opened.element for opened in self.stack)
            self.found.append(XmlEntry(line, place, number, closed.element, parents))
        self.entry, self.is_deep = 0, False

    def count(self, line: int) -> tuple[int, int, int]:
        """Count an entry; its line, its place, which no other entry has, and its number."""
        self.number += 1
        self.last = max(line, self.last + 1)
        return line, self.last, self.number

    def add_entity(self, name: str, is_parameter: bool) -> None:  # noqa: FBT001  (the parser's own signature)
        """Put in what an entity of HTML stands for; one that nobody knows stays as it is written."""
        if not is_parameter:
            self.texts.append(html5.get(f"{name};", f"&{name};"))

    def refuse(self, *_: object) -> None:
        """Refuse a file that declares entities."""
        raise _RefusedError

    def flush(self) -> None:
        """Put the text that came since the last tag where it belongs; what stands between entries is white space."""
        text = "".join(self.texts)
        self.texts.clear()
        if not text or not self.stack or (not self.entry and text.isspace()):
            return
        parent = self.stack[-1].element
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text


def _resolve(raw: str, scope: Mapping[str, str]) -> str:
    """The name that an element or attribute has here."""
    prefix, _, local = raw.rpartition(":")
    known = NAMESPACES.get(scope.get(prefix, ""))
    if known is None:
        return raw
    return f"{known}:{local}" if known else local
