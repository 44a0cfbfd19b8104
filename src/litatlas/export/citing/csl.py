"""Citations as items of CSL-JSON."""

import re

from litatlas.export.citing.citation import Citation
from litatlas.model import Author, Json
from litatlas.read.reference_types import CSL_TYPES

_DETAILS = (
    ("volume", "volume"),
    ("number", "issue"),
    ("pages", "page"),
    ("publisher", "publisher"),
    ("series", "collection-title"),
    ("address", "publisher-place"),
    ("edition", "edition"),
    ("issn", "ISSN"),
    ("language", "language"),
)


def build_csl_item(citation: Citation) -> dict[str, Json]:
    """The citation as an item of CSL-JSON."""
    item: dict[str, Json] = {
        "id": citation.key,
        "type": CSL_TYPES[citation.kind] if citation.kind else "document",
        "title": citation.title,
    }
    if citation.authors:
        item["author"] = [_build_name(author) for author in citation.authors]
    if citation.date:
        item["issued"] = {"date-parts": [[int(part) for part in citation.date.split("-")]]}
    if citation.venue:
        item["publisher" if citation.kind in ("thesis", "report") else "container-title"] = citation.venue
    elif citation.organization:
        item["publisher"] = citation.organization
    for name, variable in _DETAILS:
        if text := citation.details.get(name):
            item.setdefault(variable, re.sub(r"\s*(?:–|—|--)\s*", "-", text) if variable == "page" else text)
    item.update(_build_addresses(citation))
    if citation.keywords:
        item["keyword"] = "; ".join(citation.keywords) + (
            ";" if len(citation.keywords) == 1 and "," in citation.keywords[0] else ""
        )
    if citation.abstract:
        item["abstract"] = citation.abstract
    return item


def _build_addresses(citation: Citation) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for one in citation.identifiers:
        if one.scheme in ("doi", "pmid", "pmcid", "isbn"):
            found.setdefault(one.scheme.upper(), one.value)
    notes = []
    if arxiv := citation.identifier("arxiv"):
        # CSL has no variable for it: in the note, as Zotero and citation processors read it.
        notes.append(f"arXiv: {arxiv.value}" + (f"v{arxiv.version}" if arxiv.version else ""))
    if text := citation.details.get("note"):
        notes.append(text)
    if notes:
        found["note"] = "\n".join(notes)
    if address := citation.address() or next(iter(link.url for link in citation.links), ""):
        found["URL"] = address
    return found


def _build_name(author: Author) -> Json:
    if not author.given and not author.particle and not author.suffix:
        return {"literal": author.family}
    parts = {"family": author.family, "given": author.given, "non-dropping-particle": author.particle, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}
