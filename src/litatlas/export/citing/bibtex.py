"""Citations as BibTeX and BibLaTeX, which pdflatex sets as they are."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from litatlas.export.citing.citation import Citation, clean_line
from litatlas.identity.identifiers import format_address
from litatlas.model import Author, Kind
from litatlas.text.latex_escape import escape_latex, join_definitions

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of the months."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What BibTeX and BibLaTeX differ in."""

    types: Mapping[Kind, str]
    venues: Mapping[str, str]
    """The field of the venue, by type; of other types `venue`."""
    venue: str
    has_dates: bool
    """Whether the date is one field; else year and month."""
    archive: str
    """The field that names the archive of an eprint."""
    escape: Callable[[str], str]
    escape_name: Callable[[str], str]


def _escape_name(text: str) -> str:
    r"""Escape a part of a name for BibTeX, which cuts names to initials and labels by bytes: what it must not cut is special."""
    return _FOREIGN.sub(r"{\\relax \g<0>}", escape_latex(text))


_FOREIGN = re.compile(r"[^\x00-\x7f]+")
BIBTEX = Dialect(
    {
        "article": "article",
        "conference paper": "inproceedings",
        "preprint": "misc",
        "book": "book",
        "chapter": "incollection",
        "thesis": "phdthesis",
        "report": "techreport",
    },
    {
        "article": "journal",
        "inproceedings": "booktitle",
        "incollection": "booktitle",
        "inbook": "booktitle",
        "phdthesis": "school",
        "mastersthesis": "school",
        "techreport": "institution",
        "book": "series",
    },
    "howpublished",
    has_dates=False,
    archive="archiveprefix",
    escape=escape_latex,
    escape_name=_escape_name,
)
BIBLATEX = Dialect(
    {
        "article": "article",
        "conference paper": "inproceedings",
        "preprint": "online",
        "book": "book",
        "chapter": "incollection",
        "thesis": "thesis",
        "report": "report",
        "dataset": "dataset",
        "software": "software",
        "patent": "patent",
    },
    {
        "article": "journaltitle",
        "inproceedings": "booktitle",
        "incollection": "booktitle",
        "inbook": "booktitle",
        "thesis": "institution",
        "report": "institution",
        "book": "series",
    },
    "howpublished",
    has_dates=True,
    archive="eprinttype",
    escape=partial(escape_latex, keeps_letters=True),
    escape_name=partial(escape_latex, keeps_letters=True),
)
_BIBLATEX_TYPES = {
    "phdthesis": ("thesis", "phdthesis"),
    "mastersthesis": ("thesis", "mathesis"),
    "techreport": ("report", "techreport"),
}
"""BibLaTeX's types for those of BibTeX that it tells apart by a field."""
_OWN = frozenset(
    """
    title author organization year month date journal journaltitle booktitle school institution howpublished doi eprint eprinttype
    archiveprefix url pdf code website video dataset keywords abstract license copyright entrytype type crossref xdata file
    """.split()
)
"""Fields that are written here, so that none of `Citation.extra` is."""
_FIELD = re.compile(r"[a-z][a-z0-9_-]{0,39}")
"""Names of fields in BibTeX, as files of BibTeX have them when they are read; the names of other sources stay theirs."""
_RANGE = re.compile(r"\s*[–—-]+\s*")
_LONGEST = 2000
"""Characters of a value beyond which it is no detail of a bibliography."""


def format_bibtex(citation: Citation, dialect: Dialect = BIBTEX) -> str:
    """The entry, ending in a line break."""
    kind = _find_type(citation, dialect)
    lines = "".join(f"  {name} = {value},\n" for name, value in _list_fields(citation, kind, dialect) if value not in ("", "{}"))
    return f"@{kind}{{{citation.key},\n{lines}}}\n"


def write_bibtex(citations: Iterable[Citation], dialect: Dialect = BIBTEX) -> Iterator[str]:
    """All entries, an empty line between them; before them what pdflatex has to be told to set their letters."""
    entries = [format_bibtex(citation, dialect) for citation in citations]
    definitions = join_definitions(entries)
    yield "".join(f'@preamble{{"{line}"}}\n' for line in definitions)
    for number, entry in enumerate(entries):
        yield ("\n" if number or definitions else "") + entry


def _find_type(citation: Citation, dialect: Dialect) -> str:
    """The type that the entry came in with, where it has the same kind; else the kind's."""
    given = citation.extra.get("entrytype", "").lower()
    if dialect is BIBTEX and given in ("mastersthesis", "inbook", "booklet", "proceedings", "manual", "unpublished"):
        return given
    if dialect is BIBLATEX and given in ("inbook", "booklet", "proceedings", "collection", "manual", "unpublished", "online"):
        return given
    if citation.kind == "preprint" and citation.venue.lower() not in ("arxiv", "corr"):
        return "article" if citation.venue else "unpublished"
    return dialect.types.get(citation.kind, "misc") if citation.kind else "misc"


def _list_fields(citation: Citation, kind: str, dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Names and values with what delimits them; an empty value is none."""
    escape = dialect.escape
    yield "title", f"{{{{{escape(citation.title)}}}}}"
    names = [format_author(author, dialect.escape_name) for author in citation.authors]
    yield "author", f"{{{' and '.join([*names, *(['others'] if citation.has_more_authors and names else [])])}}}"
    if not (citation.kind == "preprint" and citation.identifier("arxiv")):
        yield dialect.venues.get(kind, dialect.venue), f"{{{escape(citation.venue)}}}"
    yield "organization", f"{{{escape(citation.organization)}}}"
    yield from _list_date(citation, dialect)
    yield from ((name, _format_detail(name, text, escape)) for name, text in citation.details.items() if name not in _OWN)
    yield from _list_type(citation, kind, dialect)
    yield from _list_identifiers(citation, dialect)
    yield from _list_links(citation)
    separator = "; " if any("," in word for word in citation.keywords) else ", "
    yield "keywords", f"{{{escape(separator.join(citation.keywords))}}}"
    yield "license", f"{{{escape(citation.license)}}}"
    yield "abstract", f"{{{escape(citation.abstract)}}}"
    used = {*_OWN, *citation.details, *_IDENTIFIER_FIELDS.values()}
    for name, text in sorted(citation.extra.items()):
        is_mark = name == "author" and text == "and others"
        if _FIELD.fullmatch(name) and name not in used and len(text) <= _LONGEST and not is_mark:
            yield name, _format_detail(name, text, escape)


def _list_date(citation: Citation, dialect: Dialect) -> Iterator[tuple[str, str]]:
    if not citation.date:
        return
    year, *rest = citation.date.split("-")
    if dialect.has_dates:
        yield "date", f"{{{citation.date}}}"
        return
    yield "year", f"{{{year}}}"
    yield from (("month", _MONTHS[int(month) - 1]) for month in rest[:1])
    yield from (("day", f"{{{int(day)}}}") for day in rest[1:])


def _list_type(citation: Citation, kind: str, dialect: Dialect) -> Iterator[tuple[str, str]]:
    given = citation.extra.get("entrytype", "").lower()
    if dialect is BIBLATEX and kind in ("thesis", "report"):
        found = _BIBLATEX_TYPES.get(given) or next(pair for pair in _BIBLATEX_TYPES.values() if pair[0] == kind)
        yield "type", f"{{{found[1]}}}"
    elif text := citation.extra.get("type", ""):
        yield "type", f"{{{dialect.escape(text)}}}"


_IDENTIFIER_FIELDS: Mapping[str, str] = {
    "doi": "doi",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "isbn": "isbn",
    "acl": "acl",
    "openreview": "openreview",
    "openalex": "openalex",
    "s2": "s2",
    "dblp": "biburl",
}


def _list_identifiers(citation: Citation, dialect: Dialect) -> Iterator[tuple[str, str]]:
    if arxiv := citation.identifier("arxiv"):
        version = f"v{arxiv.version}" if arxiv.version else ""
        yield "eprint", f"{{{arxiv.value}{version}}}"
        yield dialect.archive, "{arXiv}"
    grouped: dict[str, list[str]] = {}
    for one in citation.identifiers:
        if name := _IDENTIFIER_FIELDS.get(one.scheme):
            is_plain = one.scheme in ("doi", "pmid", "pmcid", "isbn")
            grouped.setdefault(name, []).append(one.value if is_plain else format_address(one))
    for name, values in grouped.items():
        if name not in citation.details:
            yield name, f"{{{', '.join(map(_format_address, values))}}}"


def _list_links(citation: Citation) -> Iterator[tuple[str, str]]:
    own = citation.addresses("paper", "other")
    yield "url", f"{{{' '.join(map(_format_address, own or filter(None, [citation.address()])))}}}"
    for kind, name in (("pdf", "pdf"), ("code", "code"), ("project", "website"), ("data", "dataset"), ("video", "video")):
        yield name, f"{{{' '.join(map(_format_address, citation.addresses(kind)))}}}"  # type: ignore[arg-type]


def _format_detail(name: str, text: str, escape: Callable[[str], str]) -> str:
    if name == "pages":
        return f"{{{escape(_RANGE.sub('-', text)).replace('-', '--')}}}"
    if name == "editor":
        return f"{{{_format_editor(text, escape)}}}"
    return f"{{{escape(text)}}}"


def _format_editor(text: str, escape: Callable[[str], str]) -> str:
    """Names as the source joins them: by `and`, or by semicolons."""
    names = re.split(r"\s+and\s+|\s*;\s*", text)
    return " and ".join(escape(name) for name in names if name)


def _format_address(address: str) -> str:
    """An address or identifier in braces: styles set it as it is, so no sign of it is escaped but braces, which BibTeX counts."""
    return clean_line(address).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")


def format_author(author: Author, escape: Callable[[str], str]) -> str:
    """A name in the form that BibTeX splits as it was: `van der Heron, Jr., Hanna`; a group's in braces."""
    family, given, particle, suffix = (clean_line(part) for part in (author.family, author.given, author.particle, author.suffix))
    if not given and not particle and not suffix:
        return _protect(family, escape, is_whole=True)
    last = " ".join(filter(None, (escape(particle), _protect(family, escape))))
    return ", ".join(filter(None, (last, _protect(suffix, escape), _protect(given, escape) or "{}")))


def _protect(text: str, escape: Callable[[str], str], *, is_whole: bool = False) -> str:
    """A part of a name, in braces where BibTeX would take it apart or count it as another part."""
    is_apart = "," in text or re.search(r"(?:^|\s)and(?:\s|$)", text, re.IGNORECASE) or (is_whole and re.search(r"\s", text))
    return f"{{{escape(text)}}}" if is_apart or text.lower() in ("others", "et al.") else escape(text)
