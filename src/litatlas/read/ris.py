"""RIS, as reference managers, publishers and databases write it: `TY  - JOUR`."""

import html
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
from litatlas.read.reference_types import RIS_KINDS, RIS_TYPES
from litatlas.read.tagged import TaggedEntry, TaggedValue, Tagging, iterate_tagged

_TAGGING = Tagging(
    re.compile(r"\s{0,3}(?P<tag>[A-Z][A-Z0-9]) {1,2}-\s?(?P<text>.*)"),
    "TY",
    "ER",
    lambda line: bool(re.match(r"\s*(?:[A-Z][\w ]{1,30}:|[-=*_]{3}|\d+\.?\s*$|<\w+)", line)),
)
_TITLES = ("TI", "T1", "CT")
_VENUES = ("T2", "JF", "BT", "JO", "JA", "J2", "J1", "C3")
_VENUES_BY_KIND: Mapping[Kind, tuple[str, ...]] = {
    "thesis": ("PB",),
    "report": ("PB", "T2"),
    "book": ("T2", "T3"),
    "dataset": (),
    "software": (),
}
_ROLES: Mapping[str, Role] = {
    "DO": "doi",
    "UR": "address",
    "LK": "address",
    "L1": "pdf",
    "L2": "address",
    "L3": "address",
    "AB": "abstract",
    "N2": "abstract",
    "ID": "key",
    "N1": "mention",
    "AN": "mention",
    "M1": "mention",
    "C1": "mention",
    "RN": "remark",
}
_READ = frozenset((*_TITLES, "TY", "AU", "A1", "PY", "Y1", "DA", "KW"))
_LEFT_OUT = frozenset(("Y2", "L4"))
"""When somebody looked at the page, and pictures on somebody's disk."""
_LOCAL = re.compile(r"(?:internal-pdf:|file:|zotero:|[A-Za-z]:[\\/]|/(?:home|Users)/)")
"""Places on the disk of whoever keeps the list."""
_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv|[2-4](?:nd|rd|th)", re.IGNORECASE)
_OTHERS = re.compile(r"(?:et\.? ?al\.?|others)", re.IGNORECASE)


def sniff(head: bytes, name: str) -> float:  # noqa: ARG001  (the tags tell enough)
    """Rate whether lines are tagged as those of RIS are."""
    text = decode_head(head)
    if re.search(r"^\s{0,3}TY {1,2}- ?\S", text, re.MULTILINE):
        return 0.95
    return 0.7 if len(re.findall(r"^[A-Z][A-Z0-9]  - \S", text, re.MULTILINE)) > 4 else 0


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Read every entry, also one that no `ER` closes."""
    count = 0
    for entry in iterate_tagged(stream, origin, _TAGGING):
        if not isinstance(entry, TaggedEntry):
            yield entry
            continue
        count += 1
        yield from _read_entry(entry, origin)
    if not count:
        yield origin.fault(1, "has no entry of RIS", "an entry begins with a line such as `TY  - JOUR` and ends with `ER  - `")


def _read_entry(entry: TaggedEntry, origin: Origin) -> Iterator[Item]:
    kind = RIS_KINDS.get(entry.get("TY").upper())
    title_tags = (*_TITLES, "BT") if kind == "book" else _TITLES
    title = entry.get(*title_tags) or (entry.get("T2", "BT") if kind in ("book", None) else "")
    if not entry.is_closed:
        hint = "end it with `ER  - `; it was read so far"
        yield origin.warning(entry.line, "the entry is not closed", hint)
    if not title:
        yield Skipped(origin.fault(entry.line, "the entry has no title", "add a line `TI  - ...`, or take the entry out"))
        return
    date, unread = _read_date(entry, is_day_first=origin.is_day_first)
    if unread:
        yield origin.warning(entry.line, f"the date {unread!r} cannot be read", "write it as 2024/05/03/")
    authors, is_cut = read_names(entry.list("AU", "A1"))
    claims = [*_claim_values(entry, kind, title)]
    claims += [Claim("extra", "AU", "et al.")] if is_cut else []
    claims += [Claim("extra", "PY", unread)] if unread else []
    yield build_record(origin.source(entry.line), title, claims, kind=kind, authors=authors, date=date)


def _read_date(entry: TaggedEntry, *, is_day_first: bool) -> tuple[PartialDate | None, str]:
    """The most precise date that agrees with the first, and the text of one that cannot be read where none can."""
    texts = entry.list("PY", "Y1", "DA")
    dates = [date for text in texts if (date := parse_date(text, is_day_first=is_day_first))]
    if not dates:
        return None, texts[0] if texts else ""
    same = [date for date in dates if date.iso.startswith(dates[0].iso[:4])]
    return max(same, key=lambda date: len(date.iso)), ""


def read_names(texts: list[str]) -> tuple[tuple[Author, ...], bool]:
    """The authors, a line each, `Last, First, Jr.`; and whether one of the lines says that there are more."""
    authors: list[Author] = []
    is_cut = False
    for text in map(html.unescape, texts):
        parts = [part.strip() for part in text.split(",")]
        if _OTHERS.fullmatch(text.strip()):
            is_cut = True
        elif text.rstrip().endswith(",") and text.strip(" ,."):  # a group, of which no word is a first name
            authors.append(Author(text.strip(" ,"), text.strip(" ,")))
        elif len(parts) == 3 and _SUFFIX.fullmatch(parts[2]):
            name = parse_author(f"{parts[0]}, {parts[2]}, {parts[1]}")
            authors.append(Author(text, name.family, name.given, name.particle, name.suffix))
        elif ";" in text or len(parts) > 3:
            found, is_whole = split_authors(text)
            authors += found
            is_cut = is_cut or not is_whole
        elif len(parts) == 2 and parts[0] and parts[1]:
            authors.append(parse_author(text))
        elif text.strip(" ,."):
            authors.append(parse_author(text.strip(" ,")))
    return tuple(authors), is_cut


def _claim_values(entry: TaggedEntry, kind: Kind | None, title: str) -> Iterator[Claim]:
    type_ = entry.get("TY").upper()
    if (RIS_TYPES[kind] if kind else "GEN") != type_ and type_:
        yield Claim("extra", "TY", type_)
    venues = _VENUES_BY_KIND.get(kind, _VENUES) if kind else _VENUES
    for tag in venues:
        yield from (Claim("venue", tag, html.unescape(text)) for text in entry.list(tag) if text != title)
    if kind in (None, "preprint") and entry.get("PB").lower() == "arxiv":
        yield Claim("venue", "PB", "arXiv")
    for word in entry.list("KW"):
        yield from (Claim("keyword", "KW", part.strip()) for part in re.split(r"[;|]", html.unescape(word)))

    def is_title(value: TaggedValue) -> bool:
        return value.text == title and value.tag in ("BT", "T2", "ST")

    for value in entry.values:
        if value.tag not in _READ and value.tag not in _LEFT_OUT and value.tag not in venues and not is_title(value):
            yield from _claim_value(value, kind)


def _claim_value(value: TaggedValue, kind: Kind | None) -> Iterator[Claim]:
    role = _ROLES.get(value.tag, "extra")
    if role in ("address", "pdf"):
        parts = re.split(r"[\s;,]+(?=https?://)", value.text)
        yield from (Claim(role, value.tag, part) for part in parts if not _LOCAL.match(part))
    elif value.tag == "SN":
        yield Claim("isbn" if kind == "book" else "extra", "SN", value.text)
    elif value.tag == "M3" and re.match(r"(?:doi:\s*)?10\.[0-9]{4,9}/", value.text):  # where older files have the DOI
        yield Claim("doi", "M3", value.text)
    elif value.tag == "ID" and " " in value.text:
        yield Claim("extra", "ID", value.text)
    elif role in ("abstract", "mention", "doi", "key"):
        yield Claim(role, value.tag, value.text)
    else:
        yield Claim(role, value.tag, html.unescape(value.text))


FORMAT = Format("ris", "RIS", sniff, read)
