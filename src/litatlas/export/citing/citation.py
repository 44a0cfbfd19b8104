"""What a bibliography says of a paper, whatever its form. Only what the sources state; nothing is looked up or made up."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from litatlas.export.citing.venues import find_venue_kind
from litatlas.identity.identifiers import format_address
from litatlas.model import Author, Identifier, Json, Kind, Link, LinkKind, Paper, Publication, Scheme, Work
from litatlas.text.repair import repair

_SMALL_WORDS = frozenset(
    """
    a an and are as at be by do does for from how in into is it its of on or over than the to toward towards via what when with
    """.split()
)
"""Words of a title that tell no paper from another."""
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._/+*'-]{0,99}")
"""Keys that BibTeX, biber and LaTeX's `\\cite` all take."""
_DETAILS: Mapping[str, tuple[str, ...]] = {
    "volume": ("volume", "VL", "VI", "Volume"),
    "number": ("number", "issue", "IS", "IP", "Issue"),
    "pages": ("pages", "page", "PG"),
    "publisher": ("publisher", "PB"),
    "editor": ("editor", "A2", "ED", "secondary-authors"),
    "series": ("series", "T3", "collection-title"),
    "address": ("address", "location", "CY", "publisher-place", "pub-location"),
    "edition": ("edition", "ET"),
    "issn": ("issn", "ISSN", "SN", "IS"),
    "isbn": ("isbn", "ISBN"),
    "language": ("language", "langid", "LA", "Language"),
    "note": ("note", "N1", "notes"),
}
"""Details of a publication, and the names that the sources' formats have for each; BibTeX's own name first."""
_PAGES: tuple[Scheme, ...] = ("acl", "openreview", "arxiv", "pmcid", "pmid")
"""Whose pages of a paper readers are led to, the best first; a DOI has a field of its own everywhere."""
_NAMES_OF_DETAILS = frozenset(name for names in _DETAILS.values() for name in names) | {"SP", "EP"}
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]\b.*")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a bibliography says of a paper: what its sources state, in readable text of one line each."""

    key: str
    """Unique in the review, in ASCII letters, digits and signs that bibliographies take: `heron2024sparse`."""
    title: str
    authors: tuple[Author, ...] = ()
    organization: str = ""
    """Empty where it is not known."""
    date: str = ""
    """ISO 8601, cut to what is known; of the publication that is cited. Empty where nothing is."""
    kind: Kind | None = None
    """As the sources state it, else as the venue's name tells it; None where neither does."""
    venue: str = ""
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    abstract: str = ""
    """Empty where the review keeps none, or a bibliography should not hold it."""
    keywords: tuple[str, ...] = ()
    license: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    """Volume, number, pages and the like, by BibTeX's names."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """What else the sources state, by their own names."""
    has_more_authors: bool = False
    """Whether the sources say that there are more authors than they name."""

    def identifier(self, scheme: Scheme) -> Identifier | None:
        """The identifier of a scheme; None where there is none."""
        return next((one for one in self.identifiers if one.scheme == scheme), None)

    def addresses(self, *kinds: LinkKind) -> list[str]:
        """The addresses of the links of these kinds."""
        return [link.url for link in self.links if link.kind in kinds]

    def address(self) -> str:
        """The address of the paper itself: a link to it, else the page of one of its identifiers; empty where there is none."""
        links = self.addresses("paper")
        pages = [format_address(one) for scheme in _PAGES if (one := self.identifier(scheme))]
        return next(iter(links or pages or self.addresses("other", "pdf")), "")


def cite(papers: Iterable[Paper], *, has_abstracts: bool = False) -> dict[str, Citation]:
    """The citations of papers by their slugs, in the order given.

    A paper has the key that it came in with, else one of its author, year and title. A key changes only with its paper, or where
    an older paper claims the same one: of several the oldest has it as it is, one that came in with it before all others; the
    rest with some digits of their slugs' hashes.
    """
    return settle_keys(draft_citations(papers, has_abstracts=has_abstracts))


Drafts = Mapping[str, tuple[Work, Citation]]
"""Citations by slugs, each with what it is made of."""


def draft_citations(papers: Iterable[Paper], *, has_abstracts: bool = False, before: Drafts = MappingProxyType({})) -> Drafts:
    """The citations of papers by their slugs as they would be if each paper were alone, each with what it is made of.

    Those of `before` that are made of the same are taken over.
    """
    drafts = {}
    for paper in papers:
        known = before.get(paper.slug)
        is_same = known is not None and known[0] is paper.work
        drafts[paper.slug] = known if known and is_same else (paper.work, _draft(paper.work, has_abstracts=has_abstracts))
    return drafts


def settle_keys(
    drafted: Drafts, before: Drafts = MappingProxyType({}), settled: Mapping[str, Citation] = MappingProxyType({})
) -> dict[str, Citation]:
    """The citations with keys that differ; `settled` are those of drafts `before`, as far as these are the same."""
    moved = {slug for slug, draft in drafted.items() if before.get(slug) is not draft} | (before.keys() - drafted.keys())
    if not moved:
        return {**settled}
    # BibTeX does not tell keys apart by case.
    open_keys = {drafts[slug][1].key.lower() for drafts in (before, drafted) for slug in moved if slug in drafts}
    found: dict[str, Citation] = {}
    claims: dict[str, list[str]] = defaultdict(list)
    for slug, (_, draft) in drafted.items():
        key = draft.key.lower()
        if key in open_keys:
            claims[key].append(slug)
        found[slug] = draft if key in open_keys else settled[slug]
    for slugs in claims.values():
        taken: set[str] = set()
        for slug in sorted(slugs, key=lambda slug: _rank_claim(slug, *drafted[slug]))[1:]:
            digest = hashlib.sha256(slug.encode()).hexdigest()
            mark = next(digest[:length] for length in range(4, 65) if digest[:length] not in taken)
            taken.add(mark)
            found[slug] = replace(found[slug], key=f"{found[slug].key}-{mark}")
    return found


def _rank_claim(slug: str, work: Work, draft: Citation) -> tuple[bool, str, str]:
    """The smaller, the better is a paper's claim to its key."""
    return work.key != draft.key, draft.date or "9999", slug


def _draft(work: Work, *, has_abstracts: bool) -> Citation:
    """The citation with the key that it would have if it were alone."""
    title = clean_line(work.title.readable)
    published = choose_publication(work.publications)
    date = published.date if published and published.date else work.date.iso if work.date else ""
    if work.date and work.date.iso.startswith(date):
        date = work.date.iso
    key = work.key if _KEY.fullmatch(work.key) else _propose_key(title, work.authors, date)
    return Citation(
        key,
        title,
        work.authors,
        clean_line(work.organization.name) if work.organization else "",
        date,
        (published.kind or find_venue_kind(published.venue)) if published else None,
        clean_line(published.venue) if published else "",
        work.identifiers,
        work.links,
        clean_line(repair(work.abstract).readable) if has_abstracts and work.abstract else "",
        tuple(filter(None, map(clean_line, work.keywords))),
        clean_line(work.license),
        _find_details(work.extra),
        _find_extra(work.extra),
        _has_more(work),
    )


def choose_publication(publications: Sequence[Publication]) -> Publication | None:
    """The appearance to cite: where a work was published, not where its preprint lies; of several the last."""
    final = [one for one in publications if one.kind != "preprint" and (one.venue or one.kind)]
    ordered = final or list(publications)
    return ordered[-1] if ordered else None


def _has_more(work: Work) -> bool:
    said = {str(work.extra.get(name, "")) for name in ("author", "AU", "authors")}
    return bool(said & {"and others", "et al."}) or bool(work.authors and (work.author_count or 0) > len(work.authors))


def _find_details(extra: Mapping[str, Json]) -> dict[str, str]:
    found: dict[str, str] = {}
    for detail, names in _DETAILS.items():
        texts = [text for name in names if (text := _text(extra.get(name)))]
        if detail in ("issn", "number"):  # RIS's and MEDLINE's `IS` are the one and the other
            texts = [text for text in texts if bool(_ISSN.fullmatch(text)) == (detail == "issn")]
        if texts:
            found[detail] = texts[0]
    if "pages" not in found and (first := _text(extra.get("SP"))):
        last = _text(extra.get("EP"))
        found["pages"] = f"{first}–{last}" if last and last != first else first
    return found


def _find_extra(extra: Mapping[str, Json]) -> dict[str, str]:
    texts = {name: _text(value) for name, value in extra.items() if name not in _NAMES_OF_DETAILS}
    return {name: text for name, text in texts.items() if text}


def _text(value: Json) -> str:
    """A value as a line; lists of texts are joined, and what has parts of its own is none."""
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    return "" if value is None or isinstance(value, dict) else clean_line(str(value))


def _propose_key(title: str, authors: Sequence[Author], date: str) -> str:
    """First author's family or the title's first word, the year, and the first word of the title that says something."""
    words = _words(title)
    telling = [word for word in words if word not in _SMALL_WORDS] or words or ["paper"]
    family = "".join(_words(authors[0].family)) if authors else ""
    first, rest = (family, telling) if family else (telling[0], telling[1:])
    return first + date[:4] + next((word for word in rest if word.isalpha()), "")


def _words(text: str) -> list[str]:
    """The words of a text in plain ASCII letters and digits, in lower case: `eclair` of `Éclair`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall("[a-z0-9]+", plain.replace("'", ""))


def clean_line(text: str) -> str:
    """The text in one line, without letters that no file in UTF-8 can hold."""
    return _CONTROLS.sub(" ", text).strip()
