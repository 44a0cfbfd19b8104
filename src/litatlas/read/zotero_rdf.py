"""Zotero's export in RDF: items of the bibliographic vocabulary, with what they appeared in beside them or within them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO
from xml.etree.ElementTree import Element

from litatlas.model import Json
from litatlas.read.columns import assign_columns
from litatlas.read.entry import read_entry
from litatlas.read.format import Format
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.xml_entries import XmlEntry, find_xml_names, format_text, iterate_xml

_ITEMS = frozenset(
    """
    rdf:Description bib:Article bib:Book bib:BookSection bib:Thesis bib:Report bib:Document bib:Patent bib:Manuscript bib:Letter
    bib:Recording bib:MotionPicture bib:Image bib:Illustration bib:Interview bib:Legislation bib:ConferenceProceedings z:UserItem
    bib:Data
    """.split()
)
_BESIDE = frozenset(
    "bib:Journal bib:Periodical bib:Newspaper bib:Magazine bib:Proceedings bib:Memo z:Attachment z:Collection".split()
)
"""What stands beside the items, and is of use to those that refer to it: journals and notes; or to nobody: files, folders."""
_FURNITURE = frozenset(
    "link:link dcterms:dateSubmitted z:libraryCatalog z:shortTitle @rdf:about @about prov:wasAttributedTo".split()
)
"""Files on someone's disk, Zotero's clock, and what follows from other fields."""
_NAMES = {
    "dc:title": "title",
    "dcterms:abstract": "abstract",
    "dc:date": "date",
    "z:itemType": "item type",
    "dc:rights": "rights",
    "z:citationKey": "citation key",
    "dc:description": "extra",
    "z:repository": "repository",
}
_IDENTIFIER = re.compile(r"(DOI|ISBN|ISSN|PMID|PMCID|arXiv)[:\s]+(\S.*)", re.IGNORECASE)
_WAYS = ("bib:presentedAt", "dcterms:isPartOf")
"""Where an item says what it appeared in, the surer first."""


def _sniff(head: bytes, _name: str) -> float:
    names = find_xml_names(head)
    return 1 if names[:1] == ("rdf:RDF",) and any(name.startswith(("z:", "bib:")) for name in names) else 0


def _read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    entries: list[XmlEntry] = []
    for item in iterate_xml(stream, origin, _ITEMS | _BESIDE):
        if isinstance(item, XmlEntry):
            entries.append(item)
        else:
            yield item
    beside = {about: entry.element for entry in entries if entry.element.tag in _BESIDE and (about := _find_about(entry.element))}
    used = Counter(place for entry in entries for place in _list_references(entry.element, "dcterms:isPartOf"))
    for entry in entries:
        if entry.element.tag not in _BESIDE:
            yield from _read_item(entry, beside, used, origin)
    if not any(entry.element.tag not in _BESIDE for entry in entries):
        yield Skipped(origin.fault(1, "holds no item, only what items refer to", "export the library again"))


def _read_item(entry: XmlEntry, beside: Mapping[str, Element], used: Mapping[str, int], origin: Origin) -> Iterator[Item]:
    values: dict[str, Json] = {}
    notes: list[Json] = []
    for child in entry.element:
        place = _get(child, "resource")
        if child.tag == "dcterms:isReferencedBy":
            notes.append(_find_note(beside.get(place)))
        elif child.tag in _WAYS:
            container = beside.get(place) if place else next(iter(child), None)
            if container is not None:
                _read_container(container, values, is_own=not place or used[place] == 1)
        elif child.tag not in _FURNITURE:
            _read_child(child, values)
    values["remark"] = "\n\n".join(str(note) for note in notes if note)
    columns = assign_columns(list(values), origin.columns)
    yield from read_entry(zip(columns, values.values(), strict=True), origin, entry.line, f"entry {entry.number}", entry.place)


def _read_child(child: Element, values: dict[str, Json]) -> None:
    if child.tag == "bib:authors":
        values["authors"] = _list_people(child)
    elif next(child.iter("foaf:Person"), None) is not None:
        values[child.tag.partition(":")[2]] = _list_people(child)
    elif child.tag == "dc:identifier":
        _read_identifier(format_text(child), values)
    elif child.tag == "dc:subject":
        _append(values, "keywords", format_text(child))
    else:
        text = (child.text or "").strip() if child.tag == "dc:description" else format_text(child)
        _append(values, _NAMES.get(child.tag, child.tag.partition(":")[2] or child.tag), text)


def _read_container(container: Element, values: dict[str, Json], *, is_own: bool) -> None:
    """What an item appeared in; its DOI is the item's where no other item appeared in it, since Zotero writes it there."""
    for child in container:
        if child.tag == "dc:title":
            _append(values, "conference name" if container.tag == "bib:Conference" else "publication title", format_text(child))
        elif child.tag == "dc:identifier" and is_own:
            _read_identifier(format_text(child), values)
        elif child.tag.startswith("prism:") and is_own:
            _append(values, child.tag.partition(":")[2], format_text(child))


def _read_identifier(text: str, values: dict[str, Json]) -> None:
    found = _IDENTIFIER.fullmatch(text)
    _append(values, found[1].upper() if found else "url", found[2] if found else text)


def _append(values: dict[str, Json], name: str, text: str) -> None:
    """Add a text under a name; several under one name are a list."""
    known = values.get(name)
    if not text:
        return
    if known is None:
        values[name] = text
    elif isinstance(known, list):
        known.append(text)
    else:
        values[name] = [known, text]


def _list_people(element: Element) -> list[Json]:
    people: list[Json] = []
    for person in element.iter("foaf:Person"):
        parts = {"family": format_text(_first(person, "foaf:surname")), "given": format_text(_first(person, "foaf:givenName"))}
        people.append({name: part for name, part in parts.items() if part} or {"name": format_text(person)})
    return people


def _find_note(memo: Element | None) -> str:
    """A note's words; Zotero keeps them in HTML."""
    value = _first(memo, "rdf:value") if memo is not None else None
    return "" if value is None else " ".join(re.sub(r"<[^>]*>", " ", format_text(value)).split())


def _first(element: Element, tag: str) -> Element | None:
    return next((child for child in element if child.tag == tag), None)


def _get(element: Element, name: str) -> str:
    return element.get(f"rdf:{name}") or element.get(name) or ""


def _find_about(element: Element) -> str:
    return _get(element, "about") or _get(element, "ID")


def _list_references(element: Element, tag: str) -> Sequence[str]:
    return [place for child in element if child.tag == tag and (place := _get(child, "resource"))]


FORMAT = Format("zotero-rdf", "Zotero RDF", _sniff, _read)
"""Zotero's export in RDF."""
