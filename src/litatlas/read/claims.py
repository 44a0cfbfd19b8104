"""What one entry states, value by value, made one record: shared by the formats of bibliographies."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from litatlas.identity.identifiers import SCHEMES, join_identifiers, parse_identifier
from litatlas.identity.links import parse_address, tell_kind
from litatlas.model import Author, Identifier, Json, Kind, Link, LinkKind, Organization, PartialDate, Record, Scheme, Source

Role = (
    Scheme
    | LinkKind
    | Literal["address", "mention", "venue", "abstract", "keyword", "license", "key", "remark", "organization", "extra"]
)
"""What a value is: an identifier of a scheme, an address (of a kind, where that is known), a text that may mention either."""
_LINK_KINDS = frozenset(get_args(LinkKind))
_SCHEMES = frozenset(SCHEMES)
_PREPRINT_SERVERS = re.compile(
    r"(?:arxiv|corr\b|biorxiv|medrxiv|chemrxiv|techrxiv|eartharxiv|psyarxiv|ssrn|research square|preprints\.org|osf preprints)",
    re.IGNORECASE,
)
"""Venues that publish without review, by the start of their names; CoRR is arXiv's part for computing."""
_PARTS = frozenset(("article", "conference paper", "chapter"))
"""Kinds of works that stand in a book: an ISBN that their entry states is the book's."""
_ARXIV_VENUE = re.compile(
    r"(?P<server>arxiv)\b(?:[\s.-]*(?:e-?prints?|preprints?|\.org))*[\s,:]*(?:arxiv|abs)?[\s:/]*(?P<id>[\w.\-/]*).*",
    re.IGNORECASE | re.DOTALL,
)
_OTHERS_DOI = re.compile(r"arxiv|10\.(?:18653|3115)/|^[^1]*$", re.IGNORECASE)
"""A DOI that names a paper of arXiv or the ACL Anthology, or what is none and may be another identifier."""
_MENTION = re.compile(
    r"\barxiv\s*(?:preprint)?\s*(?:arxiv)?\s*[:/]\s*(?:abs/)?(?P<id>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|[a-z.-]+/[0-9]{7})",
    re.IGNORECASE,
)
_ADDRESSES = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One value that an entry states."""

    role: Role
    name: str
    """The field's name in the source, under which `Record.extra` has what can be nothing else."""
    text: str


def build_record(
    source: Source,
    title: str,
    claims: Iterable[Claim],
    *,
    kind: Kind | None,
    authors: tuple[Author, ...] = (),
    date: PartialDate | None = None,
    unclaimed: Mapping[str, Json] = MappingProxyType({}),
) -> Record:
    """Build the record of all that an entry claims, in the order in which it does; of several venues the first holds.

    What has no place of its own, or cannot be what its field says, goes to `extra`. A work of an archive of preprints that states
    no other venue is a preprint, whatever the source calls its kind. `unclaimed` are
    fields that make no claim.
    """
    stated = [
        claim if claim.text == text else Claim(claim.role, claim.name, text) for claim in claims if (text := claim.text.strip())
    ]
    if kind in _PARTS:
        stated = [replace(claim, role="extra") if claim.role == "isbn" else claim for claim in stated]
    identifiers, links, others = _sort_addresses(stated)
    singles = {role: _first(others, role) for role in ("venue", "abstract", "license", "key", "remark", "organization")}
    venue, found = _read_venue(singles["venue"].text if singles["venue"] else "")
    identifiers += [found] if found else []
    if not venue and kind is None and any(one.scheme == "arxiv" for one in identifiers):
        venue, kind = "arXiv", "preprint"
    elif _PREPRINT_SERVERS.match(venue) and kind in (None, "article", "other", "report"):
        kind = "preprint"
    used = {id(claim) for claim in singles.values()}
    rest = [claim for claim in others if id(claim) not in used and claim.role != "keyword"]
    organization = singles["organization"]
    return Record(
        title,
        source,
        abstract=_text(singles["abstract"]),
        date=date,
        authors=authors,
        organization=Organization(_slug(organization.text), organization.text) if organization else None,
        identifiers=join_identifiers(identifiers),
        links=tuple(links),
        kind=kind,
        venue=venue,
        keywords=tuple(dict.fromkeys(claim.text for claim in others if claim.role == "keyword")),
        license=_text(singles["license"]),
        key=_text(singles["key"]),
        remark=_text(singles["remark"]),
        extra={**_build_extra(rest, venue), **unclaimed},
    )


def _first(claims: Iterable[Claim], role: str) -> Claim | None:
    return next((claim for claim in claims if claim.role == role), None)


def _text(claim: Claim | None) -> str:
    return claim.text if claim else ""


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name).strip("-")


def _sort_addresses(claims: Sequence[Claim]) -> tuple[list[Identifier], list[Link], list[Claim]]:
    """Identifiers, links, and the claims that are neither, among them those that say they are and are not."""
    identifiers: list[Identifier] = []
    links: dict[str, Link] = {}
    others: list[Claim] = []
    for claim in claims:
        if claim.role in _SCHEMES:
            found = _parse_identifiers(claim)
            identifiers += found
            others += [] if found else [Claim("extra", claim.name, claim.text)]
        elif claim.role == "address" or claim.role in _LINK_KINDS:
            known = identifiers, links
            if not _take_address(claim, *known):
                others.append(Claim("extra", claim.name, claim.text))
        elif claim.role == "mention":
            identifiers += find_mentioned(claim.text)
            for address in _ADDRESSES.findall(claim.text):
                _take_address(Claim("address", claim.name, address.rstrip(".,;:)]")), identifiers, links)
            others.append(Claim("extra", claim.name, claim.text))
        else:
            others.append(claim)
    return identifiers, list(links.values()), others


def _parse_identifiers(claim: Claim) -> list[Identifier]:
    """The identifiers that a field names: a DOI of arXiv is its number, one of the ACL is both; ISBNs may be several."""
    scheme = cast("Scheme", claim.role)
    if scheme == "doi" and not _OTHERS_DOI.search(claim.text):
        found = parse_identifier(claim.text, "doi")
        return [found] if found else []
    if scheme == "doi":
        general, doi = parse_identifier(claim.text), parse_identifier(claim.text, "doi")
        if general and general.scheme == "arxiv":
            return [general]
        return list(dict.fromkeys(filter(None, (doi, general))))
    if scheme == "isbn":
        parts = re.split(r"[\s,;/]+(?=[0-9Xx-]{9,})", claim.text)
        return [found for part in parts if (found := parse_identifier(re.sub(r"\(.*?\)", "", part), "isbn"))]
    text = re.sub(r"\s*\[[^\]]*\]\s*$", "", claim.text) if scheme == "arxiv" else claim.text
    found = parse_identifier(text, scheme)
    return [found] if found else []


def _take_address(claim: Claim, identifiers: list[Identifier], links: dict[str, Link]) -> bool:
    if found := parse_identifier(claim.text):
        identifiers.append(found)
        return True
    url = parse_address(claim.text)
    if url is None:
        return False
    kind = tell_kind(url) if claim.role == "address" else cast("LinkKind", claim.role)
    links.setdefault(url, Link(kind, url))
    return True


def find_mentioned(text: str) -> list[Identifier]:
    """The arXiv numbers that a text mentions with the archive's name: `arXiv:2401.01234 [cs.CL]`."""
    found = (parse_identifier(match["id"], "arxiv") for match in _MENTION.finditer(text))
    return [one for one in found if one]


def _read_venue(venue: str) -> tuple[str, Identifier | None]:
    """A venue without the arXiv number that stands for one: `arXiv preprint arXiv:2401.01234` is arXiv."""
    match = _ARXIV_VENUE.fullmatch(venue)
    if match is None or len(venue) > 80:
        return venue, None
    identifier = parse_identifier(match["id"].rstrip("."), "arxiv") if match["id"] else None
    return ("arXiv", identifier) if identifier or not match["id"] else (venue, None)


def _build_extra(claims: Iterable[Claim], venue: str) -> Mapping[str, Json]:
    """All that has no place of its own, by name; a name with several values has a list."""
    extra: dict[str, Any] = {}
    for claim in claims:
        if claim.role == "venue" and claim.text == venue:
            continue
        known = extra.get(claim.name)
        if known is None:
            extra[claim.name] = claim.text
        elif isinstance(known, list):
            known.append(claim.text)
        elif known != claim.text:
            extra[claim.name] = [known, claim.text]
    return extra
