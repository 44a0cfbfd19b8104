"""CSL-JSON, the form in which citation processors and reference managers hand items to each other."""

import re
from collections.abc import Iterator, Mapping

from litatlas.model import Author, Json, Kind, PartialDate, Record, Source
from litatlas.read.claims import Claim, Role, build_record
from litatlas.read.dates import build_date, parse_date
from litatlas.read.fields import Fields, find_text
from litatlas.read.json_format import build_json_format
from litatlas.read.reference_types import CSL_KINDS, CSL_TYPES

_TYPES = frozenset(
    (*CSL_KINDS, *CSL_TYPES.values(), "webpage", "post", "post-weblog", "speech", "motion_picture", "map", "bill", "song")
)
_ROLES: Mapping[str, Role] = {
    "DOI": "doi",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "URL": "address",
    "abstract": "abstract",
    "citation-key": "key",
    "license": "license",
    "note": "mention",
    "number": "mention",
    "archive_location": "mention",
}
_NOTE = re.compile(r"(?P<name>arxiv|pmid|pmcid|citation key)\s*:\s*(?P<text>\S+).*", re.IGNORECASE)
"""A line of Zotero's "Extra", which it hands on as the note."""
_NOTE_ROLES: Mapping[str, Role] = {"arxiv": "arxiv", "pmid": "pmid", "pmcid": "pmcid", "citation key": "key"}
_NAME_PARTS = ("family", "given", "suffix", "literal", "dropping-particle", "non-dropping-particle")
_FURNITURE = ("accessed", "system_id", "title-short-auto", "shortTitle-auto")
"""When somebody looked at the page, and numbers of a tool."""
_SERVICES = frozenset(("indexed", "deposited", "member", "prefix", "reference-count", "content-domain"))
"""What Crossref adds to such items: they are read as Crossref's."""


def _rate(entry: Mapping[str, Json]) -> float:
    if _SERVICES & entry.keys() or isinstance(entry.get("title"), list) or entry.get("type") not in _TYPES:
        return 0
    issued = entry.get("issued")
    is_dated = isinstance(issued, dict) and bool({"date-parts", "raw", "literal", "season"} & issued.keys())
    names = entry.get("author")
    is_named = isinstance(names, list) and any(isinstance(name, dict) and {"family", "literal"} & name.keys() for name in names)
    return 0.95 if is_dated or is_named else 0.6 if {"id", "citation-key"} & entry.keys() and "title" in entry else 0


def _read(fields: Fields, source: Source) -> Record:
    type_ = find_text(fields.take("type"))
    kind = CSL_KINDS.get(type_)
    title = fields.take_title("title")
    authors = tuple(author for name in fields.take_mappings("author") if (author := _read_name(name)))
    date = read_date(fields, "issued")
    fields.drop(*_FURNITURE)
    claims = [*_claim(fields, kind)]
    if (CSL_TYPES[kind] if kind else "document") != type_ and type_:
        claims.append(Claim("extra", "type", type_))
    return build_record(source, title, claims, kind=kind, authors=authors, date=date, unclaimed=fields.rest)


def _claim(fields: Fields, kind: Kind | None) -> Iterator[Claim]:
    venues = ("publisher",) if kind in ("thesis", "report") else ("container-title", "event-title", "event")
    for name in (*venues, "publisher") if kind in (None, "preprint") else venues:
        text = fields.take_title(name)
        if not text:
            continue
        if name == "publisher" and kind in (None, "preprint") and text.lower() != "arxiv":
            fields.keep(name, text)
        else:
            yield Claim("venue", name, text)
    if key := find_text(fields.take("id")):
        is_key = not re.search(r"\s|://", key) and not key.isdigit()
        yield Claim("key" if is_key else "extra", "id", key)
    for name in ("keyword", "keywords"):
        texts = fields.take_texts(name)
        yield from (
            Claim("keyword", name, word.strip())
            for text in texts
            for word in re.split(r"[;,]" if len(texts) == 1 else r";", text)
        )
    yield from _claim_note(fields)
    for name, role in _ROLES.items():
        if text := fields.take_text(name):
            yield Claim(role, name, text)
    isbn = fields.take_text("ISBN")
    yield Claim("isbn" if kind == "book" else "extra", "ISBN", isbn)


def _claim_note(fields: Fields) -> Iterator[Claim]:
    """Lines of a note that are facts; the others stay the note."""
    rest = []
    for line in fields.take_text("note").splitlines():
        if match := _NOTE.fullmatch(line.strip()):
            yield Claim(_NOTE_ROLES[match["name"].lower()], "note", match["text"])
        else:
            rest.append(line)
    fields.keep("note", "\n".join(rest))


def _read_name(name: Fields) -> Author | None:
    texts = map(name.take_text, _NAME_PARTS)
    family, given, suffix, literal, *particles = (" ".join(text.split()) if text else "" for text in texts)
    particle = " ".join(filter(None, particles))
    if not family:
        whole = literal or given
        return Author(whole, whole) if whole else None
    return Author(" ".join(filter(None, (given, particle, family, suffix))), family, given, particle, suffix)


def read_date(fields: Fields, name: str) -> PartialDate | None:
    """A date in parts, or as text: `{"date-parts": [[2024, 5, 3]]}`, `{"raw": "May 2024"}`; what is none stays."""
    value = fields.take(name)
    found = None
    if isinstance(value, dict):
        parts = value.get("date-parts")
        first = parts[0] if isinstance(parts, list) and parts else None
        if isinstance(first, list) and first:
            year, month, day = (find_text(part) or None for part in (*first[:3], None, None, None)[:3])
            found = build_date(year, month, day)
        found = found or next((date for key in ("raw", "literal") if (date := parse_date(find_text(value.get(key))))), None)
    elif value is not None:
        found = parse_date(find_text(value))
    if found is None and value is not None:
        fields.keep(name, value)
    return found


FORMAT = build_json_format("csl-json", "CSL-JSON", _rate, _read)
