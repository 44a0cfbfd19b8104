"""The snapshot of arXiv's metadata, as Kaggle distributes it: a line of JSON for each paper."""

from litatlas.model import Author, Json, Record, Source
from litatlas.read.arxiv.metadata import VENUE, build_arxiv_author, split_categories, split_names
from litatlas.read.dates import parse_date
from litatlas.read.fields import Fields, find_identifiers
from litatlas.read.json_format import build_json_format


def _rate(entry: dict[str, Json]) -> float:
    own = {"authors_parsed", "versions", "update_date", "submitter", "journal-ref", "report-no"} & entry.keys()
    if "id" in entry and len(own) > 2:
        return 1
    return 0.7 if own and {"id", "title", "categories", "abstract"} <= entry.keys() else 0


def _read(fields: Fields, source: Source) -> Record:
    fields.drop("update_date", "submitter")  # when the service touched its record, and whose account it is
    versions = fields.take_mappings("versions")
    first = versions[0].take_text("created") if versions else ""
    if categories := split_categories(fields.take_text("categories")):
        fields.keep("categories", categories)
    if len(versions) > 1:
        fields.keep("versions", len(versions))
    return Record(
        title=fields.take_title("title"),
        source=source,
        abstract=fields.take_text("abstract"),
        date=parse_date(first),
        authors=_read_authors(fields),
        identifiers=find_identifiers((fields.take_identifier("id", "arxiv"), fields.take_identifier("doi", "doi"))),
        kind="preprint",
        venue=VENUE,
        license=fields.take_text("license"),
        extra=fields.rest,
    )


def _read_authors(fields: Fields) -> tuple[Author, ...]:
    parsed, written = fields.take("authors_parsed"), fields.take_text("authors")
    if not isinstance(parsed, list) or not parsed:
        return split_names(written)
    parts = [[part for part in name if isinstance(part, str)] for name in parsed if isinstance(name, list)]
    authors = (build_arxiv_author(*name[:3]) if len(name) > 1 else None for name in parts)
    return tuple(author for author in authors if author)


FORMAT = build_json_format("arxiv-snapshot", "arXiv metadata snapshot", _rate, _read)
"""The snapshot of arXiv's metadata."""
