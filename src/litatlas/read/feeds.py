"""Feeds of papers: Atom, as arXiv's API answers and sites publish it, and RSS 1.0 and 2.0, of arXiv, journals and others."""

import re
from html import unescape
from xml.etree.ElementTree import Element

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.names import parse_author
from litatlas.model import Author, Identifier, Json, LinkKind, Record, Source
from litatlas.read.arxiv.metadata import VENUE, split_names
from litatlas.read.dates import parse_date
from litatlas.read.fields import Fields, find_addresses
from litatlas.read.xml_entries import XmlEntry, format_markup, format_text
from litatlas.read.xml_format import build_xml_format, map_element

_OAI_ID = re.compile(r"oai:arxiv\.org:", re.IGNORECASE)
_ANNOUNCED = re.compile(r"\s*arXiv:(?P<number>\S+)\s+Announce Type:\s*(?P<type>[\w-]+)\s*(?:Abstract:\s*)?")
"""Begins the description of an entry of arXiv's feeds."""
_NUMBERED = re.compile(r"\s*\(arXiv:(?P<number>[^\s)]+)(?:\s+\[[^\]]*\])?(?:\s+(?P<type>[A-Z ]+))?\)\s*$")
"""Ends the titles of arXiv's older feeds: `Slow Snails. (arXiv:2001.00001v1 [cs.LG] UPDATED)`."""
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_FURNITURE = """
    guid id @rdf:about atom:link source enclosure media:content media:thumbnail slash:comments dc:source
    """.split()
"""Numbers of the feed itself, which the address repeats, pictures, and the feed that an entry was taken from."""


def _rate_atom(names: tuple[str, ...]) -> float:
    if "entry" not in names or names[0] not in ("feed", "entry"):
        return 0
    return 1 if "arxiv:primary_category" in names else 0.8


def _read_atom(entry: XmlEntry, source: Source) -> Record | str:
    element = entry.element
    number = _OAI_ID.sub("arxiv:", format_text(element.find("id")))
    if "/api/errors" in number:
        return f"is an error of the service: {format_text(element.find('summary'))}"
    fields = Fields(map_element(element))
    addresses: list[tuple[LinkKind | None, str]] = [("paper", number)]
    for link in element.findall("link"):
        kind: LinkKind | None = "pdf" if "pdf" in (link.get("title", "") + link.get("type", "")) else None
        if link.get("rel") not in ("self", "edit"):
            addresses.append((kind, link.get("href", "")))
    categories: list[Json] = [node.get("term") or format_text(node) for node in element.findall("category")]
    authors = _read_atom_authors(element)
    title = " ".join(format_markup(element.find("title")).split())
    abstract = _find_description(element, "summary", "content")
    journal = fields.take_title("arxiv:journal_ref")
    day = fields.take_text("published", "issued") or fields.take_text("updated", "modified")
    fields.drop("updated", "link", "category", "title", "summary", "content", "author", "contributor", "arxiv:primary_category")
    return _finish(fields, source, title, abstract, day, authors, addresses, categories, journal)


def _read_atom_authors(element: Element) -> tuple[Author, ...]:
    names = [format_text(node.find("name")) for node in element.findall("author")]
    if not any(names):
        return tuple(name for node in element.findall("dc:creator") for name in split_names(format_text(node)))
    return tuple(parse_author(name) for name in names if name)


def _rate_rss(names: tuple[str, ...]) -> float:
    return 0.8 if names[0] in ("rss", "rdf:RDF") and "item" in names else 0


def _read_rss(entry: XmlEntry, source: Source) -> Record:
    element = entry.element
    fields = Fields(map_element(element))
    number = _OAI_ID.sub("arxiv:", format_text(element.find("guid")))
    addresses: list[tuple[LinkKind | None, str]] = [("paper", format_text(element.find("link")))]
    if parse_identifier(number):
        addresses.append(("paper", number))
    title = " ".join(unescape(_TAG.sub("", format_markup(element.find("title")))).split())
    if match := _NUMBERED.search(title):
        title = title[: match.start()].rstrip(" .")
        addresses.append((None, f"arxiv:{match['number']}"))
    if "/" in (about := element.get("rdf:about", "")):
        addresses.append(("paper", about))
    categories: list[Json] = [format_text(node) for node in (*element.findall("category"), *element.findall("dc:subject"))]
    names = [format_text(node) for node in (*element.findall("dc:creator"), *element.findall("author"))]
    authors = tuple(author for name in names for author in split_names(unescape(_TAG.sub("", name))))
    abstract = _find_description(element, "description", "content:encoded")
    day = fields.take_text("pubDate") or fields.take_text("dc:date", "prism:publicationDate", "prism:coverDate")
    fields.drop("link", "category", "title", "description", "content:encoded", "dc:creator", "author", "dc:subject", "dc:title")
    journal = fields.take_title("arxiv:journal_reference")
    return _finish(fields, source, title, abstract, day, authors, addresses, categories, journal)


def _find_description(element: Element, *names: str) -> str:
    """The first of the elements that holds a text; markup within a text, as feeds have it, is markup."""
    texts = (format_markup(node, ()).strip() for name in names for node in element.findall(name))
    return next((text for text in texts if text), "")


def _finish(  # noqa: PLR0913, PLR0917  (all that the two kinds of feeds find in their own ways)
    fields: Fields,
    source: Source,
    title: str,
    abstract: str,
    day: str,
    authors: tuple[Author, ...],
    addresses: list[tuple[LinkKind | None, str]],
    categories: list[Json],
    journal: str,
) -> Record:
    if match := _ANNOUNCED.match(abstract):
        abstract = abstract[match.end() :].strip()
        addresses.append((None, f"arxiv:{match['number']}"))
        fields.drop("arxiv:announce_type")
        fields.keep("announced", announced.iso if (announced := parse_date(day)) else day)
        day = ""  # a feed says when the paper was announced, not when it was submitted
    own: list[Identifier | None] = [fields.take_identifier(name, "doi") for name in ("arxiv:doi", "arxiv:DOI", "prism:doi")]
    own.append(fields.take_identifier("dc:identifier", "doi"))
    identifiers, links = find_addresses(addresses, fields, own)
    is_arxiv = any(one.scheme == "arxiv" for one in identifiers)
    venue = fields.take_title("prism:publicationName", "dc:publisher")
    fields.drop(*_FURNITURE)
    if categories:
        fields.keep("categories", list(dict.fromkeys(map(str, categories))))
    if journal:
        fields.keep("journal-ref", journal)
    if comment := fields.take_text("arxiv:comment"):
        fields.keep("comments", comment)
    return Record(
        title=title,
        source=source,
        abstract=abstract,
        date=parse_date(day),
        authors=authors,
        identifiers=identifiers,
        links=links,
        kind="preprint" if is_arxiv else None,
        venue=VENUE if is_arxiv else venue,
        license=fields.take_text("dc:rights", "rights"),
        extra={name.removeprefix("arxiv:"): value for name, value in fields.rest.items()},
    )


ATOM = build_xml_format("atom", "Atom feed (arXiv API)", ("entry",), _rate_atom, _read_atom)
"""Feeds in Atom."""
RSS = build_xml_format("rss", "RSS feed", ("item",), _rate_rss, _read_rss)
"""Feeds in RSS 1.0 and 2.0."""
