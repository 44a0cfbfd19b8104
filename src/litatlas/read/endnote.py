"""EndNote's XML, which it and other reference managers write."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from litatlas.model import Kind, PartialDate, Record, Source
from litatlas.read.claims import Claim, Role, build_record
from litatlas.read.dates import build_date, parse_date
from litatlas.read.ris import read_names
from litatlas.read.xml_entries import XmlEntry, format_text
from litatlas.read.xml_format import build_xml_format

_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("journal article", "electronic article", "magazine article", "newspaper article"), "article"),
    **dict.fromkeys(("conference paper", "conference proceedings", "conference proceeding"), "conference paper"),
    **dict.fromkeys(("book", "edited book", "electronic book", "encyclopedia", "serial"), "book"),
    **dict.fromkeys(("book section", "electronic book section"), "chapter"),
    **dict.fromkeys(("unpublished work", "manuscript"), "preprint"),
    "thesis": "thesis",
    **dict.fromkeys(("report", "government document", "standard"), "report"),
    "dataset": "dataset",
    "computer program": "software",
    "patent": "patent",
}
"""Kinds of works by the names of EndNote's types of references."""
_PLAIN = frozenset(("journal article", "conference paper", "book", "book section", "thesis", "report", "dataset", "patent"))
_ROLES: Mapping[str, Role] = {
    "electronic-resource-num": "doi",
    "abstract": "abstract",
    "accession-num": "mention",
    "notes": "mention",
    "research-notes": "remark",
    "publisher": "extra",
}
_READ = frozenset(("ref-type", "contributors", "titles", "periodical", "dates", "urls", "keywords", "isbn"))
_FURNITURE = frozenset(
    "database source-app rec-number foreign-keys access-date modified-date remote-database-name remote-database-provider".split()
)
"""The library that the entry lay in, its numbers there, and when somebody looked at it."""
_LOCAL = re.compile(r"(?:internal-pdf:|file:|[A-Za-z]:[\\/]|/)")


def _rate(names: tuple[str, ...]) -> float:
    return 1 if {"records", "record"} <= set(names[:4]) and "ref-type" in names else 0


def _read(entry: XmlEntry, source: Source) -> Record:
    element = entry.element
    type_ = (element.find("ref-type").get("name") or "") if element.find("ref-type") is not None else ""  # type: ignore[union-attr]
    kind = _KINDS.get(type_.lower())
    titles = {one.tag: format_text(one) for one in element.findall("titles/*")}
    title = titles.pop("title", "")
    claims = [Claim("extra", "ref-type", type_)] if type_.lower() not in _PLAIN else []
    claims += _claim(element, titles, kind)
    names = [format_text(one) for one in element.iterfind("contributors/authors/author")]
    authors, is_cut = read_names(names)
    claims += [Claim("extra", "authors", "et al.")] if is_cut else []
    for group in element.findall("contributors/*"):
        if group.tag != "authors":
            claims += [Claim("extra", group.tag, format_text(one)) for one in group.findall("author")]
    date = _read_date(element)
    if date is None:
        claims += [Claim("extra", one.tag, format_text(one)) for one in element.iterfind("dates/*")]
    return build_record(source, title, claims, kind=kind, authors=authors, date=date)


def _claim(element: Element, titles: dict[str, str], kind: Kind | None) -> Iterator[Claim]:
    publisher = format_text(element.find("publisher"))
    if kind in ("thesis", "report"):
        yield Claim("venue", "publisher", publisher)
    for text in (titles.pop("secondary-title", ""), *(format_text(one) for one in element.findall("periodical/full-title"))):
        yield Claim("venue", "secondary-title", text)
    yield from (Claim("extra", name, text) for name, text in titles.items())
    yield from (Claim("extra", one.tag, format_text(one)) for one in element.findall("periodical/*") if one.tag != "full-title")
    for one in element.iterfind("keywords/keyword"):
        yield from (Claim("keyword", "keyword", word.strip()) for word in re.split(r"[;\n]", format_text(one)))
    for group in element.findall("urls/*"):
        role: Role = "pdf" if group.tag == "pdf-urls" else "address"
        for one in group.findall("url"):
            text = format_text(one)
            if not _LOCAL.match(text):
                yield from (Claim(role, group.tag, part) for part in re.split(r"\s+(?=https?://)", text))
    yield Claim("isbn" if kind == "book" else "extra", "isbn", format_text(element.find("isbn")))
    for child in element:
        if (
            child.tag not in _READ
            and child.tag not in _FURNITURE
            and not (child.tag == "publisher" and kind in ("thesis", "report"))
        ):
            yield Claim(_ROLES.get(child.tag, "extra"), child.tag, format_text(child))


def _read_date(element: Element) -> PartialDate | None:
    """The year, with the month and day of the date beside it: `2024` and `Mar 5`, or a whole date."""
    year = format_text(element.find("dates/year"))
    others = [format_text(one) for one in element.iterfind("dates/pub-dates/date")]
    stated = build_date(year) or parse_date(year)
    for other in others:
        found = parse_date(other) or (parse_date(f"{other} {stated.iso}") if stated else None)
        if found and (stated is None or found.iso.startswith(stated.iso)):
            return found
    return stated


FORMAT = build_xml_format("endnote", "EndNote XML", ("record",), _rate, _read)
