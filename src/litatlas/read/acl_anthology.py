"""The ACL Anthology's own XML: a file for each collection, in it volumes, in them papers."""

from html import unescape
from xml.etree.ElementTree import Element

from litatlas.identity.identifiers import parse_identifier
from litatlas.model import Author, Identifier, Json, Link, LinkKind, PartialDate, Record, Source
from litatlas.read.dates import build_date, parse_date
from litatlas.read.fields import Fields, build_author, find_addresses, find_identifiers
from litatlas.read.xml_entries import XmlEntry, format_markup, format_text
from litatlas.read.xml_format import build_xml_format, map_element

_SITE = "https://aclanthology.org"
_FURNITURE = ("@id", "@ingest-date", "revision", "erratum", "removed", "retracted", "mrf", "abstract", "title", "author")


def _rate(names: tuple[str, ...]) -> float:
    return 1 if names[0] == "collection" and "volume" in names else 0


def _read(entry: XmlEntry, source: Source) -> Record:
    element = entry.element
    fields = Fields(map_element(element))
    volume = next((parent for parent in entry.parents if parent.tag == "volume"), Element("volume"))
    meta = volume.find("meta")
    identifier = parse_identifier(_find_id(entry, volume), "acl")
    revisions = element.findall("revision")
    fields.drop(*_FURNITURE)
    if revisions:
        fields.keep("revisions", len(revisions))
    for name in ("removed", "retracted"):
        if element.find(name) is not None:
            fields.keep(name, format_text(element.find(name)) or "yes")
    named, links = _read_links(element, fields)
    venue = format_text(meta.find("booktitle")) if meta is not None else ""
    journal = format_text(meta.find("journal-title")) if meta is not None else ""
    return Record(
        title=" ".join(_mark_up(element.find("title")).split()),
        source=source,
        abstract=_mark_up(element.find("abstract")).strip(),
        date=_read_date(volume, meta),
        authors=tuple(author for author in map(_read_author, element.findall("author")) if author),
        identifiers=find_identifiers((identifier, fields.take_identifier("doi", "doi"), *named)),
        links=links,
        kind="article" if volume.get("type") == "journal" or journal else "conference paper",
        venue=journal or venue,
        key=fields.take_text("bibkey"),
        extra=fields.rest,
    )


def _find_id(entry: XmlEntry, volume: Element) -> str:
    """The paper's own identifier: stated as its address, else put together of those of its collection and volume."""
    stated = format_text(entry.element.find("url")).rpartition("/")[2]
    if stated:
        return stated
    collection = entry.parents[0].get("id", "") if entry.parents else ""
    number = entry.element.get("id", "")
    if collection[:1].isalpha() and number.isdigit():
        width = 2 if collection.startswith("W") and len(volume.get("id", "")) > 1 else 3
        return f"{collection}-{volume.get('id', '')}{number.zfill(width)}"
    return f"{collection}-{volume.get('id', '')}.{number}"


def _read_links(element: Element, fields: Fields) -> tuple[tuple[Identifier, ...], tuple[Link, ...]]:
    addresses: list[tuple[LinkKind | None, str]] = []
    kinds: dict[str, LinkKind] = {"pwccode": "code", "pwcdataset": "data", "video": "video"}
    for name, kind in kinds.items():
        for child in element.findall(name):
            address = child.get("url") or child.get("href") or child.get("tag") or ""
            if address and "://" not in address and name == "video":
                address = f"{_SITE}/{address}"
            addresses.append((kind, address))
    fields.drop("pwccode", "video", "url")
    addresses.append(("paper", format_text(element.find("url")) if "://" in format_text(element.find("url")) else ""))
    attachments: list[Json] = [format_text(child) for child in element.findall("attachment")]
    fields.drop("attachment")
    if attachments:
        fields.keep("attachments", attachments)
    return find_addresses(addresses, fields)


def _mark_up(element: Element | None) -> str:
    """A title or an abstract with TeX's mathematics between dollars, as it is written elsewhere; emphasis is left out."""
    if element is None:
        return ""
    for formula in list(element.iter("tex-math")):
        formula.text = f"${formula.text or ''}$"
    return unescape(format_markup(element, ()))


def _read_author(element: Element) -> Author | None:
    return build_author(format_text(element.find("first")), format_text(element.find("last")))


def _read_date(volume: Element, meta: Element | None) -> PartialDate | None:
    year = format_text(meta.find("year")) if meta is not None else ""
    month = format_text(meta.find("month")) if meta is not None else ""
    return parse_date(f"{month} {year}") or build_date(year, month or None) or parse_date(volume.get("ingest-date", ""))


FORMAT = build_xml_format("acl-anthology", "ACL Anthology XML", ("paper",), _rate, _read)
"""Files of the ACL Anthology."""
