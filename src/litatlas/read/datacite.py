"""DataCite: works as its API and its public data files give them."""

from litatlas.identity.names import parse_author
from litatlas.model import Author, Json, Kind, LinkKind, PartialDate, Record, Source
from litatlas.read.dates import build_date, parse_date
from litatlas.read.fields import Fields, build_author, choose_date, find_addresses
from litatlas.read.json_format import build_json_format

_KINDS: dict[str, Kind] = {
    "journalarticle": "article",
    "datapaper": "article",
    "conferencepaper": "conference paper",
    "conferenceproceeding": "book",
    "preprint": "preprint",
    "book": "book",
    "bookchapter": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "standard": "report",
    "dataset": "dataset",
    "software": "software",
    "computationalnotebook": "software",
}
_FURNITURE = """
    prefix suffix identifiers xml contentUrl metadataVersion schemaVersion source isActive state reason viewCount viewsOverTime
    downloadCount downloadsOverTime referenceCount citationCount citationsOverTime partCount partOfCount versionCount
    versionOfCount created registered updated formats sizes landingPage agency providerId clientId relatedIdentifiers
    relatedItems fundingReferences contributors geoLocations
    """.split()
"""The registry's own book-keeping, and lists of other works and of people who are no authors."""
_DATES = ("issued", "available", "submitted", "created")
"""The kinds of dates that tell when a work appeared, the surest first."""


def _rate(entry: dict[str, Json]) -> float:
    attributes = entry.get("attributes", entry)
    if not isinstance(attributes, dict):
        return 0
    is_own = {"titles", "creators"} <= attributes.keys()
    return 1 if is_own and (entry.get("type") == "dois" or "types" in attributes) else 0.7 if is_own else 0


def _read(fields: Fields, source: Source) -> Record:
    own = fields.take_identifier("id", "doi")
    attributes = fields.take_mapping("attributes")
    if attributes.rest:
        fields = attributes
    fields.drop(*_FURNITURE)
    addresses: list[tuple[LinkKind | None, str]] = [("paper", fields.take_text("url"))]
    identifiers, links = find_addresses(addresses, fields, (own, fields.take_identifier("doi", "doi")))
    types = fields.take_mapping("types")
    general, exact = types.take_text("resourceTypeGeneral"), types.take_text("resourceType")
    kind = _KINDS.get(general.replace("-", "").lower()) or _KINDS.get(exact.replace(" ", "").replace("-", "").lower())
    if kind is None and (general or exact):
        fields.keep("types", exact or general)
    title, subtitle = _read_titles(fields)
    container = fields.take_mapping("container")
    publisher = fields.take_mapping("publisher").take_title("name") or fields.take_title("publisher")
    rights = fields.take_mappings("rightsList")
    return Record(
        title=f"{title}: {subtitle}" if title and subtitle else title,
        source=source,
        abstract=_read_abstract(fields),
        date=_read_date(fields),
        authors=_read_authors(fields),
        identifiers=identifiers,
        links=links,
        kind=kind,
        venue=container.take_title("title") or publisher,
        keywords=tuple(filter(None, (item.take_title("subject") for item in fields.take_mappings("subjects")))),
        license=next(filter(None, map(_read_license, rights)), ""),
        extra=fields.rest,
    )


def _read_license(rights: Fields) -> str:
    return rights.take_text("rightsIdentifier") or rights.take_text("rightsUri") or rights.take_text("rights")


def _read_titles(fields: Fields) -> tuple[str, str]:
    titles = [(item.take_text("titleType"), item.take_title("title")) for item in fields.take_mappings("titles")]
    main = next((title for kind, title in titles if not kind and title), next((title for _, title in titles if title), ""))
    others: list[Json] = [title for kind, title in titles if title and title != main and kind != "Subtitle"]
    if others:
        fields.keep("titles", others)
    return main, next((title for kind, title in titles if kind == "Subtitle" and title != main), "")


def _read_abstract(fields: Fields) -> str:
    texts = [(item.take_text("descriptionType"), item.take_text("description")) for item in fields.take_mappings("descriptions")]
    found = next((text for kind, text in texts if kind == "Abstract" and text), "")
    others: list[Json] = [text for _, text in texts if text and text != found]
    if others:
        fields.keep("descriptions", others)
    return found


def _read_date(fields: Fields) -> PartialDate | None:
    year = build_date(fields.take_text("publicationYear") or None)
    dates = {item.take_text("dateType").lower(): item.take_text("date") for item in fields.take_mappings("dates")}
    found = [parse_date(dates.get(kind, "").partition("/")[0]) for kind in _DATES]
    return choose_date([date for date in found if date and (year is None or date.iso[:4] == year.iso)]) or year


def _read_authors(fields: Fields) -> tuple[Author, ...]:
    authors = []
    for item in fields.take_mappings("creators"):
        name, given, family = item.take_title("name"), item.take_text("givenName"), item.take_text("familyName")
        is_group = item.take_text("nameType") == "Organizational"
        group = Author(name, name) if is_group and name else None
        authors.append(group or (build_author(given, family) if family else parse_author(name) if name else None))
    return tuple(author for author in authors if author)


FORMAT = build_json_format("datacite", "DataCite", _rate, _read)
"""Works of DataCite."""
