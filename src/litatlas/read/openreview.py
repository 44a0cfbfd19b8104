"""OpenReview: the notes of its API, in both versions; the second has each field of a note's content under `value`."""

from datetime import UTC, datetime

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.names import parse_author
from litatlas.model import Json, Kind, LinkKind, PartialDate, Record, Source
from litatlas.read.fields import Fields, find_addresses
from litatlas.read.json_format import build_json_format

_SITE = "https://openreview.net"
_OPEN = ("submitted to", "withdrawn", "rejected", "desk reject", "submission")
"""Words of a venue that tells where a note was handed in: it did not appear there, or not yet."""
_FURNITURE = """
    forum number cdate mdate tcdate tmdate ddate pdate odate ddate original replyto readers nonreaders writers signatures
    invitation invitations parentInvitations domain version tauthor details externalId externalIds
    """.split()
"""The platform's own book-keeping of who may see and change a note."""
_CONTENT_FURNITURE = """
    authorids paperhash _bibtex supplementary_material submission_number code_of_ethics submission_guidelines
    anonymous_url no_acknowledgement_section author_agreement reciprocal_reviewing pdf_hash
    """.split()
"""What authors confirm when they hand in, files, and what repeats other fields."""


def _rate(entry: dict[str, Json]) -> float:
    if not isinstance(entry.get("content"), dict):
        return 0
    return 1 if {"forum", "signatures"} & entry.keys() else 0.6 if {"id", "invitation", "invitations"} & entry.keys() else 0


def _read(fields: Fields, source: Source) -> Record | str:
    forum, own = fields.take_text("forum"), fields.take_text("id")
    content = _read_content(fields)
    if forum and own and forum != own:
        return f"is an answer to {forum} (a review, a comment or a decision), no paper"
    identifier = parse_identifier(own or forum, "openreview")
    date = _find_day(fields)
    fields.drop(*_FURNITURE)
    content.drop(*_CONTENT_FURNITURE)
    venue = content.take_title("venue")
    is_open = any(word in venue.lower() for word in _OPEN)
    if is_open:
        content.keep("venue", venue)
    kind: Kind | None = "preprint" if is_open else "conference paper" if venue else None
    if "CoRR" in venue or "arXiv" in venue:
        kind = "preprint"
    addresses: list[tuple[LinkKind | None, str]] = [
        ("pdf", _complete(content.take_text("pdf"))),
        ("code", content.take_text("code", "code_url", "software")),
        ("paper", content.take_text("html", "ee")),
    ]
    identifiers, links = find_addresses(addresses, content, (identifier,))
    return Record(
        title=content.take_title("title"),
        source=source,
        abstract=content.take_text("abstract"),
        date=date,
        authors=tuple(parse_author(name) for name in content.take_texts("authors")),
        identifiers=identifiers,
        links=links,
        kind=kind,
        venue="" if is_open else venue,
        keywords=tuple(word for text in content.take_texts("keywords") for word in _split(text)),
        license=fields.take_text("license"),
        extra={**fields.rest, **content.rest},
    )


def _read_content(fields: Fields) -> Fields:
    content = fields.take_mapping("content").rest
    return Fields({name: _unwrap(value) for name, value in content.items()})


def _unwrap(value: Json) -> Json:
    return value["value"] if isinstance(value, dict) and "value" in value else value


def _split(keywords: str) -> list[str]:
    return [" ".join(word.split()) for word in keywords.replace(",", ";").split(";") if word.strip()]


def _complete(address: str) -> str:
    return f"{_SITE}{address}" if address.startswith("/") else address


def _find_day(fields: Fields) -> PartialDate | None:
    """The day of publication, else the one on which the note became open, or was made: milliseconds since 1970."""
    for name in ("pdate", "odate", "cdate", "tcdate"):
        moment = fields.take(name)
        if isinstance(moment, int | float) and 0 < moment < 4_102_444_800_000:
            return PartialDate(datetime.fromtimestamp(moment / 1000, UTC).date().isoformat())
    return None


FORMAT = build_json_format("openreview", "OpenReview", _rate, _read)
"""Notes of OpenReview."""
