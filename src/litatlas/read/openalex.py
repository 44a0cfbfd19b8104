"""OpenAlex: works as its API, its snapshot and tools on them give them, with the abstract as an index of its words."""

from itertools import chain

from litatlas.identity.names import parse_author
from litatlas.model import Author, Json, Kind, LinkKind, Record, Source
from litatlas.read.arxiv.metadata import name_venue
from litatlas.read.dates import parse_date
from litatlas.read.fields import Fields, find_addresses
from litatlas.read.json_format import build_json_format

_KINDS: dict[str, Kind] = {
    "article": "article",
    "journal-article": "article",
    "review": "article",
    "letter": "article",
    "editorial": "article",
    "preprint": "preprint",
    "posted-content": "preprint",
    "proceedings-article": "conference paper",
    "conference-paper": "conference paper",
    "book": "book",
    "monograph": "book",
    "book-chapter": "chapter",
    "dissertation": "thesis",
    "report": "report",
    "standard": "report",
    "dataset": "dataset",
    "software": "software",
    "other": "other",
    "paratext": "other",
}
_FURNITURE = """
    counts_by_year summary_stats related_works referenced_works ngrams_url cited_by_api_url apc_list apc_paid updated_date
    created_date relevance_score indexed_in citation_normalized_percentile cited_by_percentile_year locations_count
    countries_distinct_count institutions_distinct_count referenced_works_count x_concepts is_xpac
    corresponding_author_ids corresponding_institution_ids has_fulltext fulltext_origin is_authors_truncated concepts
    topics primary_topic mesh institution_assertions content_urls has_content authors_count
    """.split()
"""What OpenAlex reckons itself from all its works, and what only its own services need."""
_LONGEST = 100_000
"""Words beyond which an index is none of an abstract."""


def _rate(entry: dict[str, Json]) -> float:
    if "openalex.org/W" in str(entry.get("id")):
        return 1
    return 0.9 if "abstract_inverted_index" in entry else 0.7 if {"authorships", "display_name"} <= entry.keys() else 0


def _read(fields: Fields, source: Source) -> Record:
    fields.drop(*_FURNITURE)
    ids = fields.take_mapping("ids")
    own = (
        fields.take_identifier("id", "openalex") or ids.take_identifier("openalex", "openalex"),
        fields.take_identifier("doi", "doi") or ids.take_identifier("doi", "doi"),
        ids.take_identifier("pmid", "pmid"),
        ids.take_identifier("pmcid", "pmcid"),
    )
    primary = fields.take_mapping("primary_location")
    places = [primary, fields.take_mapping("best_oa_location"), *fields.take_mappings("locations")]
    places += [fields.take_mapping("host_venue"), *fields.take_mappings("alternate_host_venues")]
    venue_of = primary.take_mapping("source")
    venues = (venue_of.take_title("display_name"), primary.take_title("raw_source_name"), places[-1].take_title("display_name"))
    addresses = chain.from_iterable(_find_addresses(place) for place in places)
    access = fields.take_mapping("open_access")
    identifiers, links = find_addresses([*addresses, (None, access.take_text("oa_url"))], fields, own)
    kind = _find_kind(fields, venue_of)
    year = fields.take_text("publication_year")
    return Record(
        title=fields.take_title("title", "display_name"),
        source=source,
        abstract=_read_abstract(fields),
        date=parse_date(fields.take_text("publication_date") or year),
        authors=_read_authors(fields),
        identifiers=identifiers,
        links=links,
        kind=kind,
        venue=name_venue(next(filter(None, venues), "")),
        keywords=tuple(filter(None, (item.take_title("display_name", "keyword") for item in fields.take_mappings("keywords")))),
        license=next(filter(None, (place.take_text("license") for place in places)), ""),
        extra=fields.rest,
    )


def _find_addresses(place: Fields) -> list[tuple[LinkKind | None, str]]:
    """The addresses of a place where the work is; one of OpenAlex names its source, not the work."""
    page, pdf = place.take_text("landing_page_url", "url"), place.take_text("pdf_url")
    return [("paper", page), ("pdf", pdf)] if pdf else [("paper", page)]


def _find_kind(fields: Fields, venue_of: Fields) -> Kind | None:
    """The kind by OpenAlex' type, which calls papers of conferences and preprints articles: their source tells them."""
    crossref = _KINDS.get(fields.take_text("type_crossref"))
    written = fields.take_text("type")
    kind = _KINDS.get(written)
    if kind is None and written:
        fields.keep("type", written)
    source_type = venue_of.take_text("type")
    if kind == "article" and (source_type == "conference" or crossref == "conference paper"):
        return "conference paper"
    return "preprint" if kind == "article" and source_type == "repository" else kind


def _read_authors(fields: Fields) -> tuple[Author, ...]:
    names = []
    for authorship in fields.take_mappings("authorships"):
        name = authorship.take_mapping("author").take_title("display_name") or authorship.take_title("raw_author_name")
        names.append(name)
    return tuple(parse_author(name) for name in names if name)


def _read_abstract(fields: Fields) -> str:
    """The abstract put together from the index, which gives for each word its places in it."""
    index = fields.take("abstract_inverted_index")
    if isinstance(index, dict) and set(index) == {"IndexLength", "InvertedIndex"}:  # as older files have it
        index = index["InvertedIndex"]
    lists = [(word, places) for word, places in index.items() if isinstance(places, list)] if isinstance(index, dict) else []
    words = {place: word for word, places in lists for place in places if isinstance(place, int) and 0 <= place < _LONGEST}
    return " ".join(map(words.__getitem__, sorted(words))) or fields.take_text("abstract")


FORMAT = build_json_format("openalex", "OpenAlex", _rate, _read)
"""Works of OpenAlex."""
