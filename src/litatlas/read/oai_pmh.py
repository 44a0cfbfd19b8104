"""Answers of OAI-PMH: arXiv's own formats `arXiv` and `arXivRaw`, and `oai_dc`, in which every repository answers."""

from xml.etree.ElementTree import Element

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.links import parse_address
from litatlas.identity.names import parse_author
from litatlas.model import Author, Kind, LinkKind, PartialDate, Record, Source
from litatlas.read.arxiv.metadata import VENUE, build_arxiv_author, split_categories, split_names
from litatlas.read.dates import parse_date
from litatlas.read.fields import Fields, find_addresses, find_identifiers
from litatlas.read.xml_entries import XmlEntry, format_text
from litatlas.read.xml_format import build_xml_format, map_element

_KINDS: dict[str, Kind] = {
    "article": "article",
    "journal article": "article",
    "journalarticle": "article",
    "conference paper": "conference paper",
    "conferenceobject": "conference paper",
    "conferencepaper": "conference paper",
    "preprint": "preprint",
    "book": "book",
    "bookpart": "chapter",
    "book chapter": "chapter",
    "doctoralthesis": "thesis",
    "masterthesis": "thesis",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "software": "software",
}


def _rate(names: tuple[str, ...]) -> float:
    if names[0] == "OAI-PMH":
        return 1
    return 0.9 if "record" in names and {"arXiv", "arXivRaw", "oai_dc:dc"} & set(names) else 0


def _read(entry: XmlEntry, source: Source) -> Record | str:
    header = entry.element.find("header")
    if header is not None and header.get("status") == "deleted":
        return f"says that {format_text(header.find('identifier')) or 'a work'} is deleted"
    metadata = entry.element.find("metadata")
    if metadata is None or not len(metadata):
        return "has no metadata"
    inner = metadata[0]
    return _read_dublin_core(inner, source) if inner.tag == "oai_dc:dc" else _read_arxiv(inner, source)


def _read_arxiv(element: Element, source: Source) -> Record:
    fields = Fields(map_element(element))
    versions = element.findall("version")
    first = versions[0].find("date") if versions else element.find("created")
    if len(versions) > 1:
        fields.keep("versions", len(versions))
    people = element.findall("authors/author")
    written = format_text(element.find("authors"))
    authors = tuple(author for author in map(_read_person, people) if author) if people else split_names(written)
    categories = split_categories(format_text(element.find("categories")))
    fields.drop(
        "version", "created", "updated", "authors", "submitter", "categories", "xsi:schemaLocation", "@xsi:schemaLocation"
    )
    if categories:
        fields.keep("categories", categories)
    abstract = element.find("abstract")
    fields.drop("abstract")
    return Record(
        title=fields.take_title("title"),
        source=source,
        abstract="".join(abstract.itertext()).strip() if abstract is not None else "",
        date=parse_date(format_text(first)),
        authors=authors,
        identifiers=find_identifiers((fields.take_identifier("id", "arxiv"), fields.take_identifier("doi", "doi"))),
        kind="preprint",
        venue=VENUE,
        license=fields.take_text("license"),
        extra=fields.rest,
    )


def _read_person(person: Element) -> Author | None:
    parts = (format_text(person.find(name)) for name in ("keyname", "forenames", "suffix"))
    return build_arxiv_author(*parts)


def _read_dublin_core(element: Element, source: Source) -> Record:
    fields = Fields(map_element(element))
    titles, descriptions = ([" ".join(text.split()) for text in _texts(element, name)] for name in ("title", "description"))
    # arXiv sets a remark (`Comment: 12 pages`) beside the abstract, which is the longer one in all repositories.
    abstract = max((text for text in _texts(element, "description") if not text.startswith("Comment:")), key=len, default="")
    addresses, numbers = _split_identifiers(_texts(element, "identifier"))
    relations, others = _split_identifiers(_texts(element, "relation"))
    named, links = find_addresses([*addresses, *relations], fields)
    kinds = [_KINDS.get(text.rpartition("/")[2].lower()) for text in _texts(element, "type")]
    is_arxiv = any(one.scheme == "arxiv" for one in named)
    for name, rest in (
        ("title", titles[1:]),
        ("description", [text for text in descriptions if text != " ".join(abstract.split())]),
    ):
        fields.drop(f"dc:{name}")
        if rest:
            fields.keep(f"dc:{name}", list(rest))
    fields.drop("dc:creator", "dc:subject", "dc:date", "dc:identifier", "dc:relation", "dc:type", "@xsi:schemaLocation")
    for name, left in (("dc:identifier", numbers), ("dc:relation", others)):
        fields.keep(name, list(left))
    return Record(
        title=titles[0] if titles else "",
        source=source,
        abstract=abstract.strip(),
        date=_find_earliest(_texts(element, "date")),
        authors=tuple(map(parse_author, _texts(element, "creator"))),
        identifiers=named,
        links=links,
        kind="preprint" if is_arxiv else next(filter(None, kinds), None),
        venue=VENUE if is_arxiv else fields.take_title("dc:source", "dc:publisher"),
        keywords=tuple(dict.fromkeys(_texts(element, "subject"))),
        license=fields.take_text("dc:rights"),
        extra={name.removeprefix("dc:"): value for name, value in fields.rest.items()},
    )


def _texts(element: Element, name: str) -> list[str]:
    found = ("".join(node.itertext()).strip() for node in element.findall(f"dc:{name}"))
    return [text for text in found if text]


def _split_identifiers(texts: list[str]) -> tuple[list[tuple[LinkKind | None, str]], list[str]]:
    """The addresses and identifiers among texts, and the others: numbers of a repository's own."""
    addresses: list[tuple[LinkKind | None, str]] = []
    others = []
    for text in texts:
        if parse_identifier(text) or (text.startswith("http") and parse_address(text)):
            addresses.append((None if text.endswith(".pdf") else "paper", text))
        else:
            others.append(text)
    return addresses, others


def _find_earliest(texts: list[str]) -> PartialDate | None:
    """The earliest day: repositories list those of all versions, and days on which they took the work in."""
    found = [date for text in texts if (date := parse_date(text))]
    return min(found, key=lambda date: date.iso.ljust(10, "9")) if found else None


FORMAT = build_xml_format("oai-pmh", "OAI-PMH", ("record",), _rate, _read)
"""Answers of OAI-PMH."""
