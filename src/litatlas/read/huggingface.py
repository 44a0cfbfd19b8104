"""Daily papers of Hugging Face as JSON: the API's lists, with the paper inside each entry or flat, and tables made of them."""

from litatlas.identity.names import parse_author
from litatlas.model import Author, Json, LinkKind, Organization, Record, Source
from litatlas.read.dates import parse_date
from litatlas.read.fields import Fields, find_addresses
from litatlas.read.json_format import build_json_format

_FURNITURE = """
    thumbnail mediaUrls submittedBy submittedOnDailyBy isAuthorParticipating discussionId _id authorsWithUser thumbnailUrl
    user lastUpdatedAt stickyComment linkedModels linkedDatasets linkedSpaces isPaperAuthor upvoters
    """.split()
"""Pictures, accounts and numbers of the site itself."""
_OWN = frozenset(
    "upvotes discussionId submittedOnDailyAt ai_summary ai_keywords githubStars paper_page num_comments numComments".split()
)
"""Names that only the site has."""


def rate(entry: dict[str, Json]) -> float:
    """Rate whether an entry is one of the daily papers, by the names of its fields."""
    paper = entry.get("paper")
    if isinstance(paper, dict):
        return 1 if {"id", "title"} & paper.keys() else 0
    if "title" not in entry:
        return 0
    own = len(_OWN & entry.keys())
    return 0.95 if own > 1 else 0.8 if own and {"id", "arxiv_id", "paper_id"} & entry.keys() else 0


def read_entry(fields: Fields, source: Source) -> Record:
    """Read an entry; what the entry around a paper repeats of it is read once."""
    inner = fields.take_mapping("paper")
    paper = Fields({**fields.rest, **inner.rest})
    paper.drop(*_FURNITURE)
    own = [paper.take_identifier(name, "arxiv") for name in ("id", "arxiv_id", "paper_id")]
    addresses: list[tuple[LinkKind | None, str]] = [
        ("code", paper.take_text("githubRepo", "github", "github_url", "code")),
        ("project", paper.take_text("projectPage", "project_page")),
        (None, paper.take_text("paper_page", "url", "paper_url", "hf_url")),
        (None, paper.take_text("arxiv_url", "link")),
        ("pdf", paper.take_text("pdf_url")),
    ]
    identifiers, links = find_addresses(addresses, paper, own)
    day = paper.take_text("publishedAt", "published_at", "published", "date")
    authors = _read_authors(paper)
    comments = paper.take_count("numComments")
    return Record(
        title=paper.take_title("title"),
        source=source,
        abstract=paper.take_text("summary", "abstract"),
        date=parse_date(day),
        author_count=None if authors else paper.take_count("numAuthors"),
        authors=authors,
        organization=_read_organization(paper),
        comments=comments if comments is not None else paper.take_count("num_comments"),
        identifiers=identifiers,
        links=links,
        keywords=tuple(paper.take_texts("ai_keywords", "keywords")),
        extra=paper.rest,
    )


def _read_authors(paper: Fields) -> tuple[Author, ...]:
    names = paper.take_texts("authors")
    names += [item.take_title("name", "fullname") for item in paper.take_mappings("authors")]
    return tuple(parse_author(name) for name in names if name)


def _read_organization(paper: Fields) -> Organization | None:
    organization = paper.take_mapping("organization")
    slug, name = organization.take_text("name"), organization.take_title("fullname")
    return Organization(slug or name, name or slug) if slug or name else None


FORMAT = build_json_format("huggingface", "Hugging Face daily papers (JSON)", rate, read_entry)
"""Daily papers of Hugging Face as its API gives them."""
