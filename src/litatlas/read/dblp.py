"""DBLP: its dump, pages of persons and records as XML, and the answers of its search as XML and as JSON."""

import re

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.names import parse_author
from litatlas.model import Author, Identifier, Json, Kind, LinkKind, Record, Source
from litatlas.read.arxiv.metadata import name_venue
from litatlas.read.dates import build_date
from litatlas.read.fields import Fields, find_addresses
from litatlas.read.json_format import build_json_format
from litatlas.read.xml_entries import XmlEntry, format_markup
from litatlas.read.xml_format import build_xml_format, map_element

_KINDS: dict[str, Kind] = {
    "article": "article",
    "inproceedings": "conference paper",
    "proceedings": "book",
    "book": "book",
    "incollection": "chapter",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "data": "dataset",
    "Journal Articles": "article",
    "Conference and Workshop Papers": "conference paper",
    "Books and Theses": "book",
    "Parts in Books or Collections": "chapter",
    "Editorship": "book",
    "Informal and Other Publications": "preprint",
    "Informal Publications": "preprint",
    "Data and Artifacts": "dataset",
}
_RECORDS = ("article", "inproceedings", "proceedings", "book", "incollection", "phdthesis", "mastersthesis", "data", "www", "hit")
_FURNITURE = (
    "@mdate",
    "@cdate",
    "@id",
    "@score",
    "access",
    "crossref",
    "stream",
    "cite",
    "url",
    "rating",
    "address",
    "cdrom",
    "publnr",
)
"""Book-keeping of DBLP, lists of other works, and addresses within DBLP, which the key tells."""
_NUMBER = re.compile(r"\s\d{4}$")
"""Tells people of one name apart: `Wei Heron 0001`."""
_PREPRINT = re.compile(r"(?:abs/)?(?P<number>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})")


def _rate_names(names: tuple[str, ...]) -> float:
    if names[0] in ("dblp", "dblpperson"):
        return 1
    return 1 if names[0] == "result" and {"hits", "hit"} & set(names) else 0


def _read_element(entry: XmlEntry, source: Source) -> Record | None:
    """Read a record or a hit of a search; pages of persons, which stand among the records of the dump, are no works."""
    element = entry.element
    if element.tag == "www":
        return None
    info = element.find("info")
    inner = element if info is None else info
    fields = Fields(map_element(inner))
    key = fields.take_text("@key", "key")
    people = inner.findall("author") or inner.findall("authors/author")
    names = [" ".join("".join(person.itertext()).split()) for person in people]
    if inner.tag in ("proceedings", "book") and not names:
        fields.keep("editors", [" ".join("".join(person.itertext()).split()) for person in inner.findall("editor")])
    fields.drop("author", "authors", "editor")
    title = " ".join(format_markup(inner.find("title")).split())
    fields.drop("title")
    written = fields.take_text("type") if info is not None else element.tag
    return _build_record(fields, source, key, names, title, _KINDS.get(written))


def _build_record(fields: Fields, source: Source, key: str, names: list[str], title: str, kind: Kind | None) -> Record:
    fields.drop(*_FURNITURE)
    venue = fields.take_title("journal", "booktitle", "venue") or fields.take_title("school", "publisher")
    preprint = _find_preprint(fields, venue)
    addresses: list[tuple[LinkKind | None, str]] = [("paper", address) for address in _find_addresses(fields)]
    own = [preprint, fields.take_identifier("doi", "doi"), parse_identifier(key, "dblp") if key else None]
    if kind == "book":
        own.append(fields.take_identifier("isbn", "isbn"))
    identifiers, links = find_addresses(addresses, fields, own)
    is_informal = fields.take_text("@publtype") == "informal"
    is_preprint = is_informal or preprint is not None or venue in ("CoRR", "arXiv")
    return Record(
        title=title.removesuffix(".") if not title.endswith("...") else title,
        source=source,
        date=build_date(fields.take_text("year") or None, fields.take_text("month") or None),
        authors=tuple(map(_parse_author, filter(None, names))),
        identifiers=identifiers,
        links=links,
        kind="preprint" if is_preprint else kind,
        venue=name_venue(venue),
        extra=fields.rest,
    )


def _find_preprint(fields: Fields, venue: str) -> Identifier | None:
    """The arXiv number of a paper of the Computing Research Repository, which stands as its volume: `abs/2401.00001`."""
    volume = fields.take_text("volume") if venue in ("CoRR", "arXiv") else ""
    match = _PREPRINT.fullmatch(volume)
    if volume and not match:
        fields.keep("volume", volume)
    return parse_identifier(match["number"], "arxiv") if match else None


def _find_addresses(fields: Fields) -> list[str]:
    """The addresses of electronic editions, some with an attribute that says whether they are open."""
    found = fields.take_texts("ee")
    value = fields.take("ee")
    for item in value if isinstance(value, list) else [value]:
        text = item.get("#text") if isinstance(item, dict) else item
        if isinstance(text, str):
            found.append(text)
    return found


def _parse_author(name: str) -> Author:
    return parse_author(_NUMBER.sub("", name))


def _rate_entry(entry: dict[str, Json]) -> float:
    info = entry.get("info")
    return 1 if isinstance(info, dict) and {"key", "title"} <= info.keys() else 0


def _read_hit(fields: Fields, source: Source) -> Record:
    info = fields.take_mapping("info")
    key = info.take_text("key")
    people = info.take_mapping("authors")
    names = people.take_texts("author") + [person.take_text("text") for person in people.take_mappings("author")]
    kind = _KINDS.get(info.take_text("type"))
    return _build_record(info, source, key, names, info.take_title("title"), kind)


FORMAT = build_xml_format("dblp", "DBLP XML", _RECORDS, _rate_names, _read_element)
"""Records of DBLP as XML."""
JSON_FORMAT = build_json_format("dblp-json", "DBLP search as JSON", _rate_entry, _read_hit)
"""Answers of DBLP's search as JSON."""
