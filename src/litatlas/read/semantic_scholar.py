"""Semantic Scholar: papers as its API, its bulk files and its older corpora give them."""

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.names import parse_author
from litatlas.model import Author, Identifier, Json, Kind, LinkKind, Record, Scheme, Source
from litatlas.read.arxiv.metadata import name_venue
from litatlas.read.dates import parse_date
from litatlas.read.fields import Fields, build_author, find_addresses, find_identifiers
from litatlas.read.json_format import build_json_format

_SCHEMES: dict[str, Scheme] = {
    "ArXiv": "arxiv",
    "DOI": "doi",
    "PubMed": "pmid",
    "PubMedCentral": "pmcid",
    "ACL": "acl",
    "DBLP": "dblp",
}
_OLD_SCHEMES: dict[str, Scheme] = {
    "arxiv_id": "arxiv",
    "doi": "doi",
    "pmid": "pmid",
    "pubmed_id": "pmid",
    "pmc_id": "pmcid",
    "acl_id": "acl",
}
_KINDS: dict[str, Kind] = {
    "JournalArticle": "article",
    "Review": "article",
    "Conference": "conference paper",
    "Book": "book",
    "BookSection": "chapter",
    "Dataset": "dataset",
}
_FURNITURE = """
    embedding references citations inCitations outCitations citationStyles matchScore referenceCount referencecount
    isOpenAccess isopenaccess textAvailability publicationvenueid updated sources has_pdf_parse has_pdf_parsed_body_text
    has_pdf_parsed_abstract has_inbound_citations has_outbound_citations
    """.split()
"""What the service reckons of all its papers, lists of other papers, and what only its own files need."""


def _rate(entry: dict[str, Json]) -> float:
    inner = entry.get("citingPaper", entry.get("citedPaper"))
    if isinstance(inner, dict):
        return 0.95
    if {"paperId", "title"} <= entry.keys():
        return 1 if "externalIds" in entry or "authors" in entry else 0.9
    if "corpusid" in entry or {"paperAbstract", "s2Url"} & entry.keys() or {"paper_id", "mag_id", "acl_id"} <= entry.keys():
        return 0.95
    return 0.8 if "paperId" in entry else 0


def _read(fields: Fields, source: Source) -> Record:
    inner = next((name for name in ("citingPaper", "citedPaper") if name in fields.rest), None)
    if inner:
        fields = fields.take_mapping(inner)
    fields.drop(*_FURNITURE)
    own = _read_identifiers(fields)
    pdf = fields.take_mapping("openAccessPdf")
    pdf_address = pdf.take_text("url")
    addresses: list[tuple[LinkKind | None, str]] = [(None, fields.take_text("url", "s2Url")), ("pdf", pdf_address)]
    addresses += [("pdf", address) for address in fields.take_texts("pdfUrls")]
    identifiers, links = find_addresses(addresses, fields, own)
    venue_of = fields.take_mapping("publicationVenue")
    journal = fields.take_mapping("journal")
    venue = fields.take_title("venue") or venue_of.take_title("name") or journal.take_title("name", "Name")
    if parts := journal.rest:
        fields.keep("journal", parts)
    year = fields.take_text("year")
    return Record(
        title=fields.take_title("title"),
        source=source,
        abstract=fields.take_text("abstract", "paperAbstract"),
        date=parse_date(fields.take_text("publicationDate", "publicationdate") or year),
        authors=_read_authors(fields),
        identifiers=identifiers,
        links=links,
        kind=_find_kind(fields, venue),
        venue=name_venue(venue) or fields.take_title("journalName", "journal"),
        license=pdf.take_text("license"),
        extra=fields.rest,
    )


def _read_identifiers(fields: Fields) -> tuple[Identifier, ...]:
    outside = fields.take_mapping("externalIds")
    lower = {name.lower(): value for name, value in fields.take_mapping("externalids").rest.items()}
    outside = Fields({**outside.rest, **{name: lower[name.lower()] for name in (*_SCHEMES, "CorpusId") if name.lower() in lower}})
    found = [outside.take_identifier(name, scheme) for name, scheme in _SCHEMES.items()]
    found += [fields.take_identifier(name, scheme) for name, scheme in _OLD_SCHEMES.items()]
    number = fields.take_text("corpusId", "corpusid") or outside.take_text("CorpusId")
    found += [
        fields.take_identifier("paperId", "s2"),
        fields.take_identifier("id", "s2"),
        parse_identifier(f"CorpusId:{number}", "s2") if number else None,
    ]
    outside.drop("MAG", "CorpusId")  # a graph that is closed since 2021
    if rest := outside.rest:
        fields.keep("externalIds", rest)
    fields.drop("mag_id", "magId")
    return find_identifiers(found)


def _read_authors(fields: Fields) -> tuple[Author, ...]:
    names = fields.take_texts("authors")
    authors: list[Author | None] = [parse_author(name) for name in names]
    for item in fields.take_mappings("authors"):
        if name := item.take_title("name"):
            authors.append(parse_author(name))
        else:
            middle = " ".join(item.take_texts("middle"))
            authors.append(build_author(f"{item.take_text('first')} {middle}", item.take_text("last"), item.take_text("suffix")))
    return tuple(author for author in authors if author)


def _find_kind(fields: Fields, venue: str) -> Kind | None:
    types = fields.take_texts("publicationTypes", "publicationtypes")
    if "arxiv" in venue.lower():
        return "preprint"
    kinds = [_KINDS[name] for name in types if name in _KINDS]
    return "conference paper" if "conference paper" in kinds else next(iter(kinds), None)


FORMAT = build_json_format("semantic-scholar", "Semantic Scholar", _rate, _read)
"""Papers of Semantic Scholar."""
