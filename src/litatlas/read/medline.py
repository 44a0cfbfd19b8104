"""MEDLINE's tagged form, which PubMed saves as `.nbib`: `PMID- 12345678`."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from litatlas.identity.names import parse_author
from litatlas.model import Author, Kind, PartialDate
from litatlas.read.author_lists import split_authors
from litatlas.read.claims import Claim, Role, build_record
from litatlas.read.dates import parse_date
from litatlas.read.encoding import decode_head
from litatlas.read.format import Format
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.tagged import TaggedEntry, TaggedValue, Tagging, iterate_tagged

_TAGGING = Tagging(
    re.compile(r"(?P<tag>[A-Z][A-Z0-9]{0,3}) {0,3}- ?(?P<text>.*)"), "PMID", "", lambda line: not line.strip("-= 0123456789")
)
TYPES: Mapping[str, Kind] = {
    "Preprint": "preprint",
    "Book": "book",
    "Book Chapter": "chapter",
    "Academic Dissertation": "thesis",
    "Technical Report": "report",
    "Dataset": "dataset",
    "Journal Article": "article",
}
"""Kinds of works by PubMed's types of publications, the ones that say most first: a preprint is a journal article as well."""
_ROLES: Mapping[str, Role] = {
    "PMID": "pmid",
    "PMC": "pmcid",
    "AB": "abstract",
    "OAB": "abstract",
    "OT": "keyword",
    "MH": "keyword",
}
_READ = frozenset(("TI", "BTI", "CTI", "TT", "FAU", "AU", "CN", "DP", "DEP", "JT", "TA", "PT"))
_LEFT_OUT = frozenset("OWN STAT DCOM LR EDAT MHDA CRDT DA PST SB JID SO LID AUID AD IR FIR IRAD PHST".split())
"""When and by whom PubMed worked on the entry, its own numbers, the citation in one line (its parts are read), and people's
addresses. `LID` and `AID` are read as identifiers."""
_SUFFIX = re.compile(r"(.*\S)\s+(jr|sr|[2-4](?:nd|rd|th)|i{2,3}|iv)\.?", re.IGNORECASE)
_NUMBERED = re.compile(r"(\S+) \[(doi|pii|bookaccession)\]")


def sniff(head: bytes, name: str) -> float:  # noqa: ARG001  (the tags tell enough)
    """Rate whether an entry begins with its PubMed number."""
    return 0.97 if re.search(r"^PMID- ?\d+", decode_head(head), re.MULTILINE) else 0


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Read every entry; entries are parted by an empty line or by the next `PMID`."""
    count = 0
    for entry in iterate_tagged(stream, origin, _TAGGING):
        if not isinstance(entry, TaggedEntry):
            yield entry
            continue
        count += 1
        title = entry.get("TI", "BTI", "TT", "CTI").rstrip()
        if title:
            yield from _read_entry(entry, title, origin)
        else:
            name = f"the entry of PMID {entry.get('PMID')}" if entry.get("PMID") else "the entry"
            yield Skipped(origin.fault(entry.line, f"{name} has no title", "add a line `TI  - ...`, or take the entry out"))
    if not count:
        yield origin.fault(1, "has no entry of MEDLINE", "an entry begins with a line such as `PMID- 12345678`")


def _read_entry(entry: TaggedEntry, title: str, origin: Origin) -> Iterator[Item]:
    types = entry.list("PT")
    kind = next((found for name, found in TYPES.items() if name in types), "article" if entry.get("JT", "TA") else None)
    date = _read_date(entry)
    if date is None and entry.get("DP"):
        yield origin.warning(entry.line, f"the date {entry.get('DP')!r} cannot be read", "write it as 2024 Mar 5")
    claims = [*_claim_values(entry, kind, title)]
    claims += [Claim("extra", "DP", entry.get("DP"))] if date is None else []
    yield build_record(origin.source(entry.line), clean_title(title), claims, kind=kind, authors=_read_authors(entry), date=date)


def clean_title(title: str) -> str:
    """A title without PubMed's brackets around a translation, and without the full stop that it puts behind each."""
    text = title.strip()
    if text.startswith("[") and text.rstrip(".").endswith("]"):
        text = text.rstrip(".")[1:-1].strip()
    return text[:-1] if text.endswith(".") and not text.endswith("..") else text


def _read_date(entry: TaggedEntry) -> PartialDate | None:
    """The printed date; of an electronic one of the same month, the day."""
    dates = [date for text in (entry.get("DP"), entry.get("DEP")) if (date := parse_date(text))]
    if not dates:
        return None
    return max((date for date in dates if date.iso.startswith(dates[0].iso)), key=lambda date: len(date.iso))


def _read_authors(entry: TaggedEntry) -> tuple[Author, ...]:
    """The full names, else the short ones, and groups, in the order of the file."""
    tag = "FAU" if entry.get("FAU") else "AU"
    authors: list[Author] = []
    for value in entry.values:
        if value.tag == "CN" and value.text:
            authors.append(Author(value.text, value.text))
        elif value.tag == tag and "," in value.text:
            authors.append(_parse_full_name(value.text))
        elif value.tag == tag and value.text:
            authors += split_authors(value.text)[0]
    return tuple(authors)


def _parse_full_name(text: str) -> Author:
    """`Heron, Hanna M Jr`: the suffix stands behind the given name."""
    name = parse_author(text)
    match = _SUFFIX.fullmatch(name.given)
    return Author(text, name.family, match[1], name.particle, match[2]) if match else name


def _claim_values(entry: TaggedEntry, kind: Kind | None, title: str) -> Iterator[Claim]:
    volume = entry.get("BTI") if entry.get("BTI") != title else ""
    for tag, text in (("BTI", volume), ("JT", entry.get("JT")), ("TA", entry.get("TA") if not entry.get("JT") else "")):
        yield Claim("venue", tag, text)
    yield from (Claim("extra", "PT", text) for text in entry.list("PT") if TYPES.get(text) != kind)
    yield from (Claim("extra", "TT", text) for text in entry.list("TT") if text != title)
    for tag in ("LID", "AID"):
        yield from _claim_identifiers(tag, entry.list(tag))
    for value in entry.values:
        if value.tag not in _READ and value.tag not in _LEFT_OUT and value.tag != "AID":
            yield _claim_value(value, kind)


def _claim_identifiers(tag: str, texts: list[str]) -> Iterator[Claim]:
    for text in texts:
        match = _NUMBERED.fullmatch(text)
        if match and match[2] == "doi":
            yield Claim("doi", tag, match[1])
        elif tag == "LID" or not match:
            yield Claim("extra", tag, text)


def _claim_value(value: TaggedValue, kind: Kind | None) -> Claim:
    if value.tag == "ISBN":
        return Claim("isbn" if kind == "book" else "extra", "ISBN", re.sub(r"\s*\([^)]*\)", "", value.text))
    text = value.text.replace("*", "") if value.tag in ("MH", "OT") else value.text
    return Claim(_ROLES.get(value.tag, "extra"), value.tag, text)


FORMAT = Format("nbib", "MEDLINE", sniff, read)
