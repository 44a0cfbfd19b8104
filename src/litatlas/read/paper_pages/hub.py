"""The page of one paper of Hugging Face's daily papers, as a browser copies it."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from litatlas.errors import quote_start
from litatlas.identity.identifiers import parse_identifier
from litatlas.model import Identifier, Organization, PartialDate, Record
from litatlas.read.author_lists import split_authors
from litatlas.read.daily_papers.dates import ListingDate, parse_listing_date
from litatlas.read.daily_papers.furniture import PICTURE, is_furniture
from litatlas.read.daily_papers.segments import parse_organization
from litatlas.read.dates import build_date
from litatlas.read.lines import Line
from litatlas.read.paper_pages.lines import Page, find_flaw, join_names
from litatlas.read.parsed import Item, Origin, Skipped

_NUMBER = re.compile(r"(?:Papers\s*)?arxiv:\s?(?P<number>[0-9]{4}\.[0-9]{4,5})", re.IGNORECASE)
"""The page says it above the title."""
_AUTHORS = re.compile(r"Authors?:\s*(?P<names>.*)")
_ABSTRACT = re.compile(r"Abstract")
_PUBLISHED = re.compile(r"Published on .{3,20}")
_SUBMITTED = re.compile(r"[·•]?\s*Submitted by\b\s*(?P<who>.*)")
_SAID = re.compile(r".{0,60}\bon [A-Z][a-z]{2} [0-9]{1,2}(?:, [0-9]{4})?")
"""Who put the paper there, and when."""
_UPVOTE = re.compile(r"Upvotes?\b.{0,12}")
_RANK = re.compile(r"#[0-9]{1,3} Papers? of the (?:day|week|month)")
_GENERATED = re.compile(r"AI-generated summary")
_END = re.compile(
    r"View arXiv page.*|View PDF.*|Project page.*|GitHub\b.*|Add to collection.*|Community|Models citing this paper.*|Upvote.*"
)
"""What stands below the abstract."""
_HINT = "copy the whole page again when it has loaded, or give the paper's number in a list of identifiers"


def is_hub(page: Page) -> bool:
    """Whether this is such a page."""
    return all(page.find(pattern) is not None for pattern in (_NUMBER, _AUTHORS, _ABSTRACT)) and (
        page.find(_PUBLISHED) is not None or page.find(_END) is not None
    )


def parse_hub(page: Page, origin: Origin) -> Iterator[Item]:
    """Parse such pages, of which a file may hold several; a page without one of its parts is a fault."""
    starts = [place for place, text in enumerate(page.texts) if _NUMBER.fullmatch(text)]
    for start, end in pairwise([*starts, len(page.lines)]):
        yield from _parse_one(Page(page.lines[start:end]), origin)


def _parse_one(page: Page, origin: Origin) -> Iterator[Item]:
    number = page.lines[0].number
    authors = page.find(_AUTHORS)
    abstract = page.find(_ABSTRACT, authors or 0)
    published = page.find(_PUBLISHED)
    upvote = page.find(_UPVOTE)
    head = min(place for place in (published, upvote, authors, len(page.lines)) if place is not None)
    title = " ".join(page.texts[1:head])
    if authors is None or abstract is None or not title:
        what = "title" if not title else "list of authors" if authors is None else "abstract"
        yield Skipped(origin.fault(number, f"the page of {page.texts[0]} has no {what}", _HINT))
        return
    stop = page.find(_END, abstract + 1)
    texts = page.lines[abstract + 1 : stop]
    endless = (page.lines[abstract], "an abstract has no end, or is empty") if not texts or stop is None else None
    if flaw := find_flaw(page.lines[:stop], endless):
        yield Skipped(origin.fault(*flaw, _HINT))
        return
    identifier = _read_number(page.texts[0])
    date = _read_date(page.texts[published], identifier) if published is not None else None
    if published is not None and date is None:
        yield origin.warning(page.lines[published].number, f"{quote_start(page.texts[published])} is no date", "check the date")
    between = page.lines[(published if published is not None else head - 1) + 1 : authors]
    organization, unknown = _find_organization(between)
    for line in unknown:
        hint = "if it says something of the paper, write it into a note"
        yield origin.warning(line.number, f"{quote_start(line.text)} above the authors is not understood, and left out", hint)
    match = _AUTHORS.fullmatch(page.texts[authors])
    first = (Line(0, match["names"], is_damaged=False),) if match and match["names"] else ()
    summary, abstract_text = _split_summary(texts)
    named, is_all = split_authors(join_names([*first, *page.lines[authors + 1 : abstract]]))
    yield Record(
        title=title,
        source=origin.source(page.lines[1].number),
        abstract=abstract_text,
        date=date,
        authors=named,
        organization=organization,
        identifiers=(identifier,) if identifier else (),
        extra=({"ai_summary": summary} if summary else {}) | ({} if is_all else {"author": "and others"}),
    )


def _read_number(text: str) -> Identifier | None:
    match = _NUMBER.fullmatch(text)
    return parse_identifier(match["number"], "arxiv") if match else None


def _read_date(text: str, identifier: Identifier | None) -> PartialDate | None:
    """The day of publication; where its year is left out, that of arXiv's number, if the month is the number's."""
    printed = parse_listing_date(text)
    if not isinstance(printed, ListingDate):
        return None
    year, reason = printed.year, None
    if year is None and identifier and int(identifier.value[2:4]) == printed.month:
        year, reason = 2000 + int(identifier.value[:2]), f"year of the arXiv number, {identifier.value}"
    return build_date(year, printed.month, printed.day, reason) if year else None


def _find_organization(lines: Sequence[Line]) -> tuple[Organization | None, list[Line]]:
    """The organization among the lines between the date and the authors, and those that nobody can tell."""
    left: list[Line] = []
    is_submitter = False
    for line in lines:
        submitted = _SUBMITTED.fullmatch(line.text)
        if submitted:
            is_submitter = not submitted["who"]
        elif PICTURE.fullmatch(line.text) or _RANK.fullmatch(line.text) or _UPVOTE.fullmatch(line.text):
            continue
        elif is_submitter or _SAID.fullmatch(line.text):
            is_submitter = False
        elif not is_furniture(line.text):
            left.append(line)
    if len(left) == 1:
        return parse_organization(left[0].text), []
    return None, left


def _split_summary(lines: Sequence[Line]) -> tuple[str, str]:
    """The summary that a machine wrote, and the abstract below it; the page labels the summary, above or below."""
    place = next((number for number, line in enumerate(lines) if _GENERATED.fullmatch(line.text)), None)
    texts = [line.text for line in lines]
    if place is None:
        return "", "\n".join(texts)
    if place == 0 and len(texts) > 2:
        return texts[1], "\n".join(texts[2:])
    above, below = "\n".join(texts[:place]), "\n".join(texts[place + 1 :])
    return (above, below) if below else ("", above)
