"""Who wrote a paper, where it appeared, and where it is to be had: authors, venues and links for its page and its cards."""

from collections.abc import Iterator
from urllib.parse import quote

from litatlas.content.slugs import name_slug
from litatlas.identity.identifiers import format_address
from litatlas.model import Identifier, Kind, LinkKind, Paper, PartialDate, Publication, Result, Scheme, Work, span_in
from litatlas.review.corrected import NOWHERE
from litatlas.review.persons import name_series
from litatlas.site.atlas import Atlas
from litatlas.site.places import AUTHORS, ORGANIZATIONS, VENUES, Place, list_path
from litatlas.site.views.links import Link
from litatlas.site.wording import format_date

_SCHEMES: dict[Scheme, str] = {
    "arxiv": "arXiv",
    "doi": "DOI",
    "acl": "ACL Anthology",
    "openreview": "OpenReview",
    "pmid": "PubMed",
    "pmcid": "PubMed Central",
    "openalex": "OpenAlex",
    "s2": "Semantic Scholar",
    "dblp": "DBLP",
    "isbn": "ISBN",
}
"""What identifiers are called, in the order in which pages list them: where a paper can be read before who counts it."""
_KINDS: dict[LinkKind, str] = {
    "pdf": "PDF",
    "paper": "Paper",
    "code": "Code",
    "project": "Project",
    "data": "Data",
    "video": "Video",
    "other": "Link",
}
_WORDS: dict[Kind, str] = {"preprint": "Preprint"}
_PDFS: dict[Scheme, str] = {
    "arxiv": "https://arxiv.org/pdf/{}",
    "acl": "https://aclanthology.org/{}.pdf",
    "openreview": "https://openreview.net/pdf?id={}",
}
"""Where those who give identifiers keep the papers themselves."""
_ABSTRACTS: tuple[Scheme, ...] = ("arxiv", "acl", "openreview", "pmid", "doi", "pmcid")
"""Those whose pages show the abstract, the likeliest first."""
_ON_CARDS = ("PDF", "arXiv", "DOI", "ACL Anthology", "OpenReview", "PubMed", "Code")


def link_authors(atlas: Atlas, place: Place, paper: Paper) -> tuple[Link, ...]:
    """The authors, in the paper's order; who has no page of their own has an empty `href`."""
    groups = atlas.groups
    slugs = ((author.name, name_slug(groups.persons.find_name(paper.slug, author))) for author in paper.work.authors)
    return tuple(Link(name, place.href(list_path(f"{AUTHORS}/{slug}")) if slug in groups.authors else "") for name, slug in slugs)


def link_organization(atlas: Atlas, place: Place, work: Work) -> Link | None:
    """The organization, with an empty `href` where it has no page of its own; None where it is not known."""
    if not work.organization:
        return None
    slug = name_slug(work.organization.name)
    known = slug in atlas.groups.organizations
    return Link(work.organization.name, place.href(list_path(f"{ORGANIZATIONS}/{slug}")) if known else "")


def link_publications(atlas: Atlas, place: Place, work: Work) -> tuple[Link, ...]:
    """Where the work appeared, the earliest first: `PondConf 2025, Jul 2025`; an empty `href` where the venue has no page."""
    links = []
    for one in work.publications:
        slug = name_slug(series) if (series := name_series(one.venue)) else ""
        href = place.href(list_path(f"{VENUES}/{slug}")) if slug in atlas.groups.venues else ""
        if text := _describe(one, alone=len(work.publications) == 1):
            links.append(Link(text, href))
    return tuple(links)


def _describe(one: Publication, *, alone: bool) -> str:
    """A publication in words; a preprint that is the only one says no more than the paper's date does."""
    venue = one.venue or ("" if alone else _WORDS.get(one.kind, "") if one.kind else "")
    if not venue:
        return ""
    date = format_date(PartialDate(one.date)) if one.date else ""
    return venue if not date or (date[-4:] in venue and len(one.date) == 4) or (alone and not one.venue) else f"{venue}, {date}"


def list_links(work: Work) -> tuple[Link, ...]:
    """The addresses of a work, each with its name, the paper itself first: PDF, arXiv, DOI, code, project, data."""
    found = [*_list_pdfs(work), *_list_identifiers(work)]
    found += [Link(_KINDS[kind], link.url) for kind in _KINDS if kind != "pdf" for link in work.links if link.kind == kind]
    seen: dict[str, Link] = {}
    for link in found:
        seen.setdefault(link.href, link)
    return tuple(seen.values())


def list_card_links(work: Work) -> tuple[Link, ...]:
    """Those of the links that a card has room for: where to read the paper, and its code, one of each."""
    first: dict[str, Link] = {}
    for link in list_links(work):
        if link.text in _ON_CARDS:
            first.setdefault(link.text, link)
    return tuple(first.values())


def find_abstract_page(work: Work) -> str | None:
    """The address of a page that shows the work's abstract; None where none is known."""
    by_scheme = {one.scheme: one for one in reversed(work.identifiers)}
    named = next((by_scheme[scheme] for scheme in _ABSTRACTS if scheme in by_scheme), None)
    if named:
        return format_address(named)
    return next((link.url for kind in ("paper", "project") for link in work.links if link.kind == kind), None)


def find_words(result: Result) -> str:
    """The text fragment by which a browser marks a result's quote in its abstract (WICG's Text Fragments), without `#:~:text=`.

    Empty where the abstract has no such place: it stands in the title, or a person added it.
    """
    if not span_in(result.evidence, "abstract") or result.evidence == NOWHERE:
        return ""
    before, after = (escape_words(text) for text in result.around)
    return (f"{before}-," if before else "") + escape_words(result.quote) + (f",-{after}" if after else "")


def escape_words(text: str) -> str:
    """Words of a text fragment: its own signs, the hyphen among them, stand in percents."""
    return quote(text, safe="").replace("-", "%2D")


def find_pdf(work: Work) -> str | None:
    """The address of the paper's text as PDF; None where none is known."""
    return next((link.href for link in _list_pdfs(work)), None)


def _list_pdfs(work: Work) -> Iterator[Link]:
    yield from (Link("PDF", link.url) for link in work.links if link.kind == "pdf")
    if not any(link.kind == "pdf" for link in work.links):
        known = (one for scheme in _PDFS for one in work.identifiers if one.scheme == scheme)
        if (first := next(known, None)) is not None:
            yield Link("PDF", _PDFS[first.scheme].format(_with_version(first)))


def _with_version(one: Identifier) -> str:
    return f"{one.value}v{one.version}" if one.version and one.scheme == "arxiv" else one.value


def _list_identifiers(work: Work) -> Iterator[Link]:
    for scheme, name in _SCHEMES.items():
        yield from (Link(name, format_address(one)) for one in work.identifiers if one.scheme == scheme)
