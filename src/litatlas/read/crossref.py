"""Crossref: works as its API and its public data files give them, with abstracts in JATS and dates in parts."""

from litatlas.model import Author, Identifier, Json, Kind, Link, LinkKind, PartialDate, Record, Source
from litatlas.read.dates import build_date
from litatlas.read.fields import Fields, build_author, choose_date, find_addresses
from litatlas.read.json_format import build_json_format

_KINDS: dict[str, Kind] = {
    "journal-article": "article",
    "proceedings-article": "conference paper",
    "posted-content": "preprint",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "proceedings": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "standard": "report",
    "dataset": "dataset",
    "other": "other",
    "component": "other",
    "peer-review": "other",
}
_FURNITURE = """
    indexed deposited created reference references-count is-referenced-by-count content-domain prefix source member score
    reference-count journal-issue short-title short-container-title relation issn-type alternative-id assertion update-policy
    subtype-description original-title archive content-created content-updated free-to-read
    """.split()
"""The registry's own book-keeping, lists of other works, and second spellings of what is taken from another field."""
_DATES = ("published", "published-print", "published-online", "issued", "posted", "approved", "accepted")
"""The fields that tell when a work appeared, the surest first; the more precise of them is taken."""


def _rate(entry: dict[str, Json]) -> float:
    if "DOI" not in entry:
        return 0
    is_own = isinstance(entry.get("title"), list) or ("container-title" in entry and isinstance(entry["container-title"], list))
    return 1 if is_own and {"member", "prefix", "indexed", "deposited", "source", "URL"} & entry.keys() else 0.6 if is_own else 0


def _read(fields: Fields, source: Source) -> Record:
    fields.drop(*_FURNITURE)
    kind = _KINDS.get(fields.take_text("type"))
    subtype = fields.take_text("subtype")
    if subtype and subtype != "preprint":
        fields.keep("subtype", subtype)
    identifiers, links = _read_addresses(fields, kind)
    titles = fields.take_texts("title")
    subtitle = " ".join(" ".join(fields.take_texts("subtitle")).split())
    title = " ".join(titles[0].split()) if titles else ""
    if titles[1:]:
        fields.keep("title", list(titles[1:]))
    venues = fields.take_texts("container-title")
    event = fields.take_mapping("event")
    venue = " ".join((venues[0] if venues else event.take_text("name")).split())
    if rest := event.rest:
        fields.keep("event", rest)
    licenses = [item.take_text("URL") for item in fields.take_mappings("license")]
    return Record(
        title=f"{title}: {subtitle}" if subtitle and subtitle.casefold() not in title.casefold() else title,
        source=source,
        abstract=fields.take_text("abstract"),
        date=_read_date(fields),
        authors=_read_authors(fields),
        identifiers=identifiers,
        links=links,
        kind=kind,
        venue=venue,
        keywords=tuple(fields.take_texts("subject")),
        license=next(filter(None, licenses), ""),
        extra=fields.rest,
    )


def _read_addresses(fields: Fields, kind: Kind | None) -> tuple[tuple[Identifier, ...], tuple[Link, ...]]:
    addresses: list[tuple[LinkKind | None, str]] = [("paper", fields.take_text("URL"))]
    addresses += [("paper", fields.take_mapping("resource").take_mapping("primary").take_text("URL"))]
    for link in fields.take_mappings("link"):
        if "pdf" in link.take_text("content-type"):
            addresses.append(("pdf", link.take_text("URL")))
    own = [fields.take_identifier("DOI", "doi")]
    if kind == "book":  # of a chapter or paper it is the ISBN of the whole volume
        own += [fields.take_identifier("ISBN", "isbn")]
    return find_addresses(addresses, fields, own)


def _read_date(fields: Fields) -> PartialDate | None:
    return choose_date([_parse_parts(fields.take_mapping(name)) for name in _DATES])


def _parse_parts(date: Fields) -> PartialDate | None:
    """`{"date-parts": [[2024, 1, 5]]}`, of which the first may be null."""
    parts = date.take("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = [part for part in first if isinstance(part, int | str)] if isinstance(first, list) else []
    year, month, day = (*numbers[:3], None, None, None)[:3]
    return build_date(year, month, day)


def _read_authors(fields: Fields) -> tuple[Author, ...]:
    people = fields.take_mappings("author")
    authors = (
        build_author("", name) if (name := person.take_title("name", "literal")) else build_author(*_parts_of(person))
        for person in people
    )
    return tuple(author for author in authors if author)


def _parts_of(person: Fields) -> tuple[str, str, str]:
    return person.take_text("given"), person.take_text("family"), person.take_text("suffix")


FORMAT = build_json_format("crossref", "Crossref", _rate, _read)
"""Works of Crossref."""
