"""Pages of single papers, and of a search for them, as browsers copy them: read where they state enough, else refused.

What such a page prints around the paper, reviews, comments and lists of other things, is not of it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from litatlas.read.format import Format
from litatlas.read.lines import find_no_text, iterate_lines
from litatlas.read.paper_pages.anthology import is_anthology, parse_anthology
from litatlas.read.paper_pages.forum import is_forum, parse_forum
from litatlas.read.paper_pages.hub import is_hub, parse_hub
from litatlas.read.paper_pages.lines import Page, make_page
from litatlas.read.paper_pages.scholar import is_scholar, parse_scholar
from litatlas.read.parsed import Item, Origin

_SAMPLE_LINES = 1000
_SURE = 0.97
"""Above lists of daily papers and of arXiv, whose words such pages have as well."""


@dataclass(frozen=True, slots=True)
class Site:
    """A kind of page, and how it is read."""

    is_page: Callable[[Page], bool]
    parse: Callable[[Page, Origin], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A site whose pages state too little as text, told by lines that all stand on them."""

    name: str
    signs: tuple[re.Pattern[str], ...]
    hint: str

    def is_page(self, page: Page) -> bool:
        """Whether all signs stand on a page."""
        return all(page.find(sign) is not None for sign in self.signs)

    def parse(self, _page: Page, origin: Origin) -> Iterator[Item]:
        """Refuse the page, with what to do instead."""
        yield origin.fault(1, f"is a page of {self.name}, which does not say as text what is whose", self.hint)


_REFUSALS = (
    _Refusal(
        "Semantic Scholar",
        (re.compile(r"Corpus ID:? ?[0-9]+"), re.compile(r"Save to Library.*|Create Alert.*|Cite(?: this)?")),
        "press Cite on it and save the BibTeX, or take the JSON of its API",
    ),
    _Refusal(
        "alphaXiv",
        (
            re.compile(r".*\balphaXiv\b.*", re.IGNORECASE),
            re.compile(r"(?:Ask|Chat|Assistant|Blog|Overview|Paper|Notes|Similar|Resources)\b.{0,40}"),
        ),
        "give the arXiv number alone, as in a list of identifiers, or copy arXiv's own page of the paper",
    ),
)
SITES: tuple[Site, ...] = (
    Site(is_hub, parse_hub),
    Site(is_anthology, parse_anthology),
    Site(is_forum, parse_forum),
    Site(is_scholar, parse_scholar),
    *(Site(refusal.is_page, refusal.parse) for refusal in _REFUSALS),
)
"""All kinds; the first whose signs a page has reads it."""


def _find_site(page: Page) -> Site | None:
    return next((site for site in SITES if site.is_page(page)), None)


def _sniff(head: bytes, _name: str) -> float:
    if find_no_text(head):
        return 0
    return _SURE if _find_site(make_page(islice(iterate_lines(head), _SAMPLE_LINES))) else 0


def _read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    data = stream.read()
    if no_text := find_no_text(data):
        yield origin.fault(1, *no_text)
        return
    page = make_page(iterate_lines(data))
    site = _find_site(page)
    if site is None:
        hint = "copy the whole page, from its top, or see docs/formats.md for what is read"
        yield origin.fault(1, "is no page of a paper that is known", hint)
        return
    yield from site.parse(page, origin)


FORMAT = Format("paper-page", "page of one paper, copied as text", _sniff, _read)
"""Copies of pages of the Hub, OpenReview, the ACL Anthology and Google Scholar."""
