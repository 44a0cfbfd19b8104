"""Citations as RIS."""

import re
from collections.abc import Iterable, Iterator

from litatlas.export.citing.citation import Citation, clean_line
from litatlas.identity.identifiers import format_address
from litatlas.model import Author
from litatlas.read.reference_types import RIS_TYPES

_DETAILS = (
    ("volume", "VL"),
    ("number", "IS"),
    ("publisher", "PB"),
    ("series", "T3"),
    ("address", "CY"),
    ("edition", "ET"),
    ("issn", "SN"),
    ("language", "LA"),
    ("note", "N1"),
)
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_OWN = frozenset("TY TI T1 T2 JF AU A1 A2 ED PY DA DO UR L1 KW AB N2 ID SN VL IS SP EP PB T3 CY ET LA N1 ER AN".split())


def format_ris(citation: Citation) -> str:
    """The entry with the line that closes it, ending in a line break."""
    type_ = citation.extra.get("TY") or (RIS_TYPES[citation.kind] if citation.kind else "GEN")
    lines = [("TY", type_), *_list_lines(citation), *_list_extra(citation), ("ER", "")]
    return "".join(f"{tag}  - {clean_line(text)}\n" for tag, text in lines if text or tag == "ER")


def write_ris(citations: Iterable[Citation]) -> Iterator[str]:
    """All entries, an empty line between them."""
    for number, citation in enumerate(citations):
        yield ("\n" if number else "") + format_ris(citation)


def _list_lines(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TI", citation.title
    yield from (("AU", _format_name(author)) for author in citation.authors)
    if citation.has_more_authors:
        yield "AU", "et al."
    if citation.date:
        year, *rest = citation.date.split("-")
        yield "PY", year
        yield from (("DA", "/".join([year, *rest, *[""] * (3 - len(rest))])) for _ in rest[:1])
    yield ("PB" if citation.kind in ("thesis", "report") else "T2"), citation.venue
    for word in citation.keywords:
        yield "KW", word
    yield "AB", citation.abstract
    yield from _list_addresses(citation)
    for name, tag in _DETAILS:
        if not (tag == "PB" and citation.kind in ("thesis", "report") and citation.venue):
            yield tag, citation.details.get(name, "")
    first, _, last = re.sub(r"\s*(?:–|—|--?)\s*", "–", citation.details.get("pages", "")).partition("–")
    yield from (("SP", first), ("EP", last))
    for editor in re.split(r"\s+and\s+|\s*;\s*", citation.details.get("editor", "")):
        yield "A2", editor
    yield "ID", citation.key


def _list_addresses(citation: Citation) -> Iterator[tuple[str, str]]:
    for one in citation.identifiers:
        if one.scheme == "doi":
            yield "DO", one.value
        elif one.scheme == "isbn":
            yield "SN", one.value
        else:
            yield "UR", format_address(one)
    for link in citation.links:
        yield ("L1" if link.kind == "pdf" else "UR"), link.url


def _list_extra(citation: Citation) -> Iterator[tuple[str, str]]:
    """What came in with tags of RIS goes out with them."""
    for name, text in sorted(citation.extra.items()):
        if _TAG.fullmatch(name) and name not in _OWN:
            yield name, text


def _format_name(author: Author) -> str:
    """`van der Heron, Hanna, Jr.`; a group's name ends in a comma, so that no word of it is a first name."""
    last = " ".join(filter(None, (author.particle, author.family)))
    if not author.given and not author.suffix:
        return f"{last}," if " " in last or "," in last else last
    return ", ".join(filter(None, (last, author.given, author.suffix)))
