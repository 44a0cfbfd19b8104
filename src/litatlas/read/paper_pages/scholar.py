"""A page of results of Google Scholar, as a browser copies it: titles, authors, venues, years; its snippets are no abstracts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from litatlas.errors import quote_start
from litatlas.identity.identifiers import parse_identifier
from litatlas.model import Record, Source
from litatlas.read.author_lists import split_authors
from litatlas.read.dates import build_date
from litatlas.read.paper_pages.lines import Page
from litatlas.read.parsed import Item, Origin, Skipped

_DASH = re.compile(r" [-–] ")
_WHERE = re.compile(r"(?:(?P<venue>.+), )?(?P<year>(?:19|20)[0-9]{2})")
_HOST = re.compile(r"[\w.…-]{2,60}(?: [\w.…&-]{1,40}){0,4}")
_LONGEST = 400
_FOOT = re.compile(r"(?:☆ ?)?(?:Saved? ?)?(?:❝ ?|”? ?)?Cite\b.*|Cited by [0-9]+.*|Related articles.*")
_KIND = re.compile(r"(?:\[(?:PDF|HTML|BOOK|B|CITATION|C|DOC|TXT)\]\s*)+")
_CUT = re.compile(r"…|\.\.\.")
_ARXIV = re.compile(r"arXiv preprint (?:arXiv:)?(?P<number>[\w./-]+)")
_HINT = "press Cite and BibTeX below the entry, and give what that says"


@dataclass(frozen=True, slots=True)
class _Byline:
    """The line below a title: `A Wren, B Rook… - Journal of Marshes, 2024 - ponds.example`."""

    names: str
    venue: str
    year: str


def _parse_byline(text: str) -> _Byline | None:
    parts = _DASH.split(text) if len(text) <= _LONGEST else []
    for count in (len(parts) - 1, len(parts)):  # with the site at its end, or without
        where = _WHERE.fullmatch(" - ".join(parts[1:count])) if count > 1 else None
        if where and (count == len(parts) or _HOST.fullmatch(parts[-1])):
            return _Byline(parts[0], where["venue"] or "", where["year"])
    return None


def is_scholar(page: Page) -> bool:
    """Whether this is such a page: each entry has a line of its authors, and one of what one can do with it."""
    feet = page.count(_FOOT)
    bylines = sum(_parse_byline(line.text) is not None for line in page.lines) if feet else 0
    return 0 < bylines <= feet


def parse_scholar(page: Page, origin: Origin) -> Iterator[Item]:
    """Parse such a page; an entry whose title the page cuts is skipped, and a venue that it cuts is left out, with a word."""
    cut: list[int] = []
    for place, line in enumerate(page.lines):
        byline = _parse_byline(line.text)
        if byline is None:
            continue
        title = page.lines[place - 1] if place else line
        text = _KIND.sub("", title.text).strip()
        is_cut = text.endswith(("…", "..."))
        if title is line or not text or is_cut or _FOOT.fullmatch(text) or title.is_damaged or line.is_damaged:
            said = "is cut" if is_cut else "is missing, or no UTF-8"
            yield Skipped(origin.fault(line.number, f"the title above {quote_start(line.text)} {said}", _HINT))
            continue
        if _CUT.search(byline.venue):
            cut.append(line.number)
            byline = replace(byline, venue="")
        yield _build(text, byline, origin.source(title.number))
    if cut:
        hint = "press Cite and BibTeX below an entry for all of its facts"
        lines = ", ".join(map(str, cut))
        yield origin.warning(
            cut[0], f"the page cuts the venue of {len(cut)} of its entries (lines {lines}), which is left out", hint
        )


def _build(title: str, byline: _Byline, source: Source) -> Record:
    arxiv = _ARXIV.search(byline.venue)
    identifier = parse_identifier(arxiv["number"], "arxiv") if arxiv else None
    named, is_all = split_authors(byline.names)
    return Record(
        title=title,
        source=source,
        date=build_date(byline.year),
        authors=named,
        identifiers=(identifier,) if identifier else (),
        kind="preprint" if arxiv else None,
        venue="arXiv" if arxiv else byline.venue,
        extra={} if is_all else {"author": "and others"},
    )
