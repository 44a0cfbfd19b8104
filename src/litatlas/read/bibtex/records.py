"""Entries of BibTeX and BibLaTeX to records: the fields of the standard styles, and those that tools and archives add."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from litatlas.identity.names import parse_author
from litatlas.model import Author, Kind, PartialDate
from litatlas.read.bibtex.authors import parse_names
from litatlas.read.bibtex.resolve import MONTHS, Entry, Value
from litatlas.read.claims import Claim, Role, build_record
from litatlas.read.dates import build_date, find_month_number, parse_date
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.text.latex_text import decode_latex, decode_latex_address

KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("article", "periodical", "suppperiodical", "review"), "article"),
    **dict.fromkeys(("inproceedings", "conference", "poster", "presentation"), "conference paper"),
    **dict.fromkeys(
        ("book", "mvbook", "booklet", "collection", "mvcollection", "proceedings", "mvproceedings", "reference"), "book"
    ),
    **dict.fromkeys(("incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inreference"), "chapter"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis", "bachelorsthesis"), "thesis"),
    **dict.fromkeys(("techreport", "report", "manual", "standard"), "report"),
    "unpublished": "preprint",
    "preprint": "preprint",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "softwareversion": "software",
    "patent": "patent",
}
"""Kinds of works by BibTeX's and BibLaTeX's types; `misc`, `online` and others say nothing of the kind."""
CANONICAL: Mapping[Kind, str] = {
    "article": "article",
    "conference paper": "inproceedings",
    "preprint": "misc",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "other": "misc",
}
"""The type that stands for each kind; of another one an entry's extra says which it was."""
TYPE = "entrytype"
"""The name in `Record.extra` of a type that its kind does not tell: `mastersthesis`."""

_VENUES: Mapping[Kind, tuple[str, ...]] = {
    "thesis": ("school", "institution"),
    "report": ("institution", "school", "organization", "journaltitle", "journal"),
    "conference paper": ("booktitle", "eventtitle", "journaltitle", "journal"),
    "book": ("series", "maintitle"),
    "chapter": ("booktitle", "maintitle", "journaltitle", "journal"),
}
_VENUES_ELSE = ("journaltitle", "journal", "booktitle", "eventtitle", "venue")
_ROLES: Mapping[str, Role] = {
    "doi": "doi",
    "arxivid": "arxiv",
    "arxiv": "arxiv",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "pmc": "pmcid",
    "isbn": "isbn",
    "openreview": "openreview",
    "openalex": "openalex",
    "acl": "acl",
    "s2": "s2",
    "abstract": "abstract",
    "key": "extra",
    **dict.fromkeys(("license", "copyright", "rights"), "license"),
    **dict.fromkeys(("annote", "annotation", "review", "comment"), "remark"),
    **dict.fromkeys(("url", "ee", "link", "biburl", "adsurl", "opturl"), "address"),
    **dict.fromkeys(("pdf", "url_pdf", "pdfurl"), "pdf"),
    **dict.fromkeys(("code", "url_code", "github", "codeurl"), "code"),
    **dict.fromkeys(("website", "url_project", "project", "homepage"), "project"),
    **dict.fromkeys(("video", "url_video"), "video"),
    **dict.fromkeys(("dataset", "url_dataset"), "data"),
    **dict.fromkeys(("note", "howpublished", "number", "series", "addendum"), "mention"),
}
"""What fields are."""
_EPRINTS: dict[str, Role] = {"arxiv": "arxiv", "pubmed": "pmid", "pmc": "pmcid", "pmid": "pmid", "pmcid": "pmcid"}
_KEYWORDS = frozenset(("keywords", "keyword", "author_keywords", "tags", "mendeley-tags"))
_READ = frozenset("title subtitle author date year month day eprint crossref xdata".split())
"""Fields that are read together with others."""
_LEFT_OUT = frozenset(
    """
    file local-url pdf-local timestamp bibsource date-added date-modified date_added date_modified owner creationdate
    modificationdate __markedentry urldate lastaccessed lastchecked accessed access-date posted-at username priority ranking
    readstatus printed relevance qualityassured bdsk-color citeulike-article-id citeulike-linkout-0 citeulike-linkout-1
    mendeley-groups-id adsnote sortkey sortname sorttitle sortyear presort
    """.split()
)
"""Furniture of the tools that keep bibliographies: places on somebody's disk, the hour of an edit or of a look at a page, marks
in a tool's window, keys to sort by."""
_BDSK = re.compile(r"bdsk-file-\d+")
_ADDRESS = re.compile(r"://|\\url|www\.|arxiv", re.IGNORECASE)
_NUMBERED_DATE = re.compile(r"[0-9]{4}[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_NEXT_ADDRESS = re.compile(r"[\s,;|]+(?=https?://)")
_AAS_JOURNALS = dict(
    line.split(" ", 1)
    for line in """aj Astronomical Journal
apj Astrophysical Journal
apjl Astrophysical Journal Letters
apjs Astrophysical Journal Supplement Series
aap Astronomy & Astrophysics
araa Annual Review of Astronomy and Astrophysics
mnras Monthly Notices of the Royal Astronomical Society
nat Nature
pasp Publications of the Astronomical Society of the Pacific
pra Physical Review A
prb Physical Review B
prc Physical Review C
prd Physical Review D
pre Physical Review E
prl Physical Review Letters
jcap Journal of Cosmology and Astroparticle Physics
ssr Space Science Reviews
solphys Solar Physics
procspie Proceedings of the SPIE""".splitlines()
)
"""The commands by which NASA's ADS names journals."""


def read_entry(entry: Entry, origin: Origin) -> Iterator[Item]:
    """The record of an entry, or why it is none, and a warning for each of its mistakes."""
    if entry.volume_of is not None:
        message = f"the volume {entry.key!r} is no paper: entries refer to it (line {entry.volume_of}), and have its facts"
        yield Skipped(origin.warning(entry.line, message, "nothing is to be done, unless the volume itself is meant"))
        return
    title = _read_title(entry)
    if not title:
        name = f"the entry {entry.key!r}" if entry.key else f"an entry @{entry.kind}"
        yield Skipped(origin.fault(entry.line, f"{name} has no title", "add a field title = {...}, or take the entry out"))
        # What breaks it may be why.
        yield from (origin.warning(one.line, one.message, one.hint) for one in entry.mistakes)
        return
    kind = KINDS.get(entry.kind)
    doubts: list[tuple[int, str, str]] = [(one.line, one.message, one.hint) for one in entry.mistakes]
    names = parse_names(entry.get("author"))
    authors = tuple(map(_drop_number, names.authors))
    if names.doubt:
        hint = "join them by `and`, as BibTeX wants it; they were read all the same"
        doubts.append((entry.line, f"the authors of {entry.key!r} are told apart by {names.doubt}", hint))
    date = _read_date(entry, is_day_first=origin.is_day_first)
    claims = [*_claim_values(entry, kind)]
    if names.is_cut:
        claims.append(Claim("extra", "author", "and others"))
    stated = [Claim("extra", name, _clean(entry.get(name))) for name in ("date", "year", "month") if entry.get(name)]
    if date is None and stated:
        shown = ", ".join(claim.text for claim in stated)
        doubts.append(
            (entry.line, f"the date of {entry.key!r} cannot be read: {shown}", "write it as year = {2024}, month = may")
        )
    claims += stated if date is None else []
    doubts += _find_cut(entry, date)
    for line, message, hint in doubts:
        yield origin.warning(line, message, hint)
    yield build_record(origin.source(entry.line), title, claims, kind=kind, authors=authors, date=date)


def _find_cut(entry: Entry, date: PartialDate | None) -> Iterator[tuple[int, str, str]]:
    """What of a date is none and was left out: the month of `year = {2020-99-99}`, the day of `day = {31}, month = feb`."""
    if date is None:
        return
    stated = _NUMBERED_DATE.fullmatch(_clean(entry.get("date", "year")))
    month, day = (_clean(entry.get(name)) for name in ("month", "day"))
    parts = [part for part in (stated.groups() if stated else (month, day if month else "")) if part]
    is_whole = len(date.iso.split("-")) > len(parts)
    # A season or a range of days is no mistake, and 00 says that it is unknown.
    if not is_whole and all((part.isdigit() and int(part)) or part.lower() in MONTHS for part in parts):
        shown = stated[0] if stated else ", ".join(text for name in ("year", "month", "day") if (text := _clean(entry.get(name))))
        yield entry.line, f"the date of {entry.key!r} is in no calendar: {shown}", f"correct it; it was read as {date.iso}"


def _drop_number(author: Author) -> Author:
    """DBLP numbers namesakes behind their names (`Otto Reed 0001`); the name as written keeps the number."""
    if not (author.family.isdigit() and len(author.family) == 4):
        return author
    return replace(parse_author(author.written[:-4].rstrip()), written=author.written)


def _read_title(entry: Entry) -> str:
    title = decode_latex(entry.get("title"))
    subtitle = decode_latex(entry.get("subtitle"))
    if title and subtitle and subtitle.lower() not in title.lower():
        return f"{title}{' ' if title.endswith((':', '?', '!', '.')) else ': '}{subtitle}"
    if not title and entry.kind in ("proceedings", "mvproceedings", "collection", "book"):
        return decode_latex(entry.get("booktitle", "maintitle"))
    return title


def _read_date(entry: Entry, *, is_day_first: bool) -> PartialDate | None:
    """The date of `date`, else of `year`, `month` and `day`; a month may have its day: `"10~" # jan`, `may 3-7`."""
    if (text := _clean(entry.get("date"))) and (date := parse_date(text, is_day_first=is_day_first)):
        return date
    year, month, day = (_clean(entry.get(name)).strip("#") for name in ("year", "month", "day"))
    whole = parse_date(year, is_day_first=is_day_first) or parse_date(re.sub(r"(?<=\d)[a-z]$", "", year))
    if whole is None:
        found = re.search(r"(?<!\d)(?:1[4-9]|20|21)\d\d(?!\d)", year) if "-" not in year and len(year) < 30 else None
        whole = build_date(found[0]) if found else None
    if whole is None:
        return parse_date(_clean(entry.get("issue_date", "eventdate")), is_day_first=is_day_first)
    if whole.precision != "year" or not month:
        return whole
    if find_month_number(month) and not (any(sign.isdigit() for sign in month) and any(sign.isalpha() for sign in month)):
        return build_date(whole.iso, month, day or None)
    return parse_date(f"{month} {whole.iso}") or whole


def _claim_values(entry: Entry, kind: Kind | None) -> Iterator[Claim]:
    """What the fields of an entry claim, apart from its title, authors and date."""
    yield Claim("key", "key", entry.key)
    if entry.key.startswith("DBLP:"):
        yield Claim("dblp", "dblp", entry.key.removeprefix("DBLP:"))
    if (CANONICAL[kind] if kind else "misc") != entry.kind:
        yield Claim("extra", TYPE, entry.kind)
    yield from _claim_eprint(entry)
    venues = _VENUES.get(kind, _VENUES_ELSE) if kind else _VENUES_ELSE
    if kind is None and not _ADDRESS.search(entry.get("howpublished")):
        venues = (*venues, "howpublished")
    for name in venues:
        if text := _clean(entry.get(name)):
            yield Claim("venue", name, text)
    if kind is None and _clean(entry.get("publisher")).lower() == "arxiv":
        yield Claim("venue", "publisher", "arXiv")
    for value in entry.values:
        is_read = value.name in _READ or value.name in venues or (kind == "book" and value.name == "booktitle")
        if value.text.strip() and not is_read and value.name not in _LEFT_OUT:
            yield from _claim_value(value, kind)


def _claim_eprint(entry: Entry) -> Iterator[Claim]:
    """`eprint` with the archive that it is in; without one it is arXiv's, where it looks like it."""
    if not (eprint := decode_latex_address(entry.get("eprint"))):
        return
    archive = decode_latex_address(entry.get("eprinttype", "archiveprefix")).lower()
    role = _EPRINTS.get(archive, "arxiv" if not archive else None)
    if role == "arxiv" and not archive and re.fullmatch(r"https?://.*", eprint):
        role = "address"
    yield Claim(role or "extra", "eprint", eprint)


def _claim_value(value: Value, kind: Kind | None) -> Iterator[Claim]:
    name = value.name
    role = _ROLES.get(name)
    if name in _KEYWORDS:
        text = _clean(value.text)
        yield from (
            Claim("keyword", name, word.strip()) for word in re.split(r"\s*[;\n]\s*" if ";" in text else r"\s*,\s*", text)
        )
    elif name == "organization":
        yield Claim("organization" if kind in (None, "report") else "extra", name, _clean(value.text))
    elif name.startswith("bdsk-url") or (role and role not in ("abstract", "remark", "license", "mention")):
        yield from _claim_address(role or "address", value)
    elif name == "howpublished" and "\\url" in value.text:
        yield Claim("address", name, decode_latex_address(re.sub(r".*?\\url\s*(\{.*)", r"\1", value.text, flags=re.DOTALL)))
    elif name == "volume" and value.text.startswith("abs/"):  # DBLP's and Semantic Scholar's volumes of arXiv
        yield Claim("arxiv", name, value.text.removeprefix("abs/"))
    elif name in ("eprinttype", "archiveprefix"):
        if value.text.strip().lower() not in _EPRINTS:
            yield Claim("extra", name, _clean(value.text))
    elif not _BDSK.fullmatch(name):
        yield Claim(role or "extra", name, _clean(value.text))


def _claim_address(role: Role, value: Value) -> Iterator[Claim]:
    """One address, or several in one field."""
    parts = _NEXT_ADDRESS.split(value.text) if value.text.count("://") > 1 else [value.text]
    for part in parts:
        address = decode_latex_address(part)
        yield Claim(role, value.name, address if "/" in address or "." in address else _clean(part))


def _clean(text: str) -> str:
    """A value as plain text in one line, without entities of the web, which some exporters leave in."""
    plain = decode_latex(text)
    if plain.startswith("\\") and plain[1:] in _AAS_JOURNALS:
        return _AAS_JOURNALS[plain[1:]]
    return html.unescape(plain) if "&" in plain and ";" in plain else plain
