"""The page of one submission of OpenReview, as a browser copies it, without the reviews below."""

import re
from collections.abc import Iterator

from litatlas.model import Json, Record
from litatlas.read.author_lists import split_authors
from litatlas.read.dates import parse_date
from litatlas.read.paper_pages.lines import HEADLESS, Page, find_flaw, read_labels
from litatlas.read.parsed import Item, Origin

_INFO = re.compile(r"(?:Published|Submitted|Modified|Last Modified|[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4})\b.*Everyone.*")
"""`Published: 16 Jan 2024, Last Modified: 15 Mar 2024ICLR 2024 posterEveryoneRevisionsBibTeX`, with or without blanks."""
_DAY = r"[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}"
_PARTS = re.compile(
    rf"(?:(?:Published|Submitted): (?P<day>{_DAY}))?,? ?(?:(?:Last )?Modified: {_DAY})?"
    r"\s*(?P<venue>.*?)\s*(?:Readers: ?)?(?:[^\w\s]\s*)?Everyone.*"
)
_HOME = re.compile(r"(?:Back to|Go to) .+ homepage|.+ homepage")
_PDF = re.compile(r"(?:Download )?PDF")
_ABSTRACT = re.compile(r"Abstract\s*:.*")
_END = re.compile(
    r"(?:[0-9]+ / )?[0-9]+ [Rr]eplies.*|Loading.*|Add:|Filter by .*|Sort by.*|Revisions|About OpenReview|Hosting a Venue"
    r"|-?\s*(?:Paper|Meta|Official|Public|Author|Decision)\b.{0,40}(?:Decision|Review|Comment|Rebuttal|Response)\b.{0,80}"
)
"""What stands below the submission: its reviews, and the foot of the page."""
_LABELS = {
    "Keywords": "keywords",
    "TL;DR": "tldr",
    "One-sentence Summary": "tldr",
    "Abstract": "abstract",
    "Primary Area": "primary_area",
    "Subject Area": "primary_area",
    "Venue": "venue",
    "License": "license",
    "Supplementary Material": "",
    "Submission Number": "",
    "Submission Guidelines": "",
    "Submission Type": "",
    "Submission Length": "",
    "Code Of Ethics": "",
    "Code of Ethics": "",
    "Anonymous Url": "",
    "Anonymous URL": "",
    "No Acknowledgement Section": "",
    "Reciprocal Reviewing": "",
    "Student Paper": "",
    "Resubmission": "",
    "Previous Venue": "",
    "Code": "",
    "Assigned Action Editor": "",
    "Changes Since Last Submission": "",
    "Video": "",
    "Confirmation": "",
    "Community Implementations": "",
    "Paperhash": "",
    "Contribution": "",
    "Verify Author List": "",
    "Checklist": "",
}
_OPEN = ("submitted to", "under review", "withdrawn", "rejected", "submission")
"""Words of what is no venue: where a submission is, or was, judged."""
_HINT = "copy the whole page again from its top, or press BibTeX on it and save what it gives"


def is_forum(page: Page) -> bool:
    """Whether this is such a page."""
    return page.find(_INFO) is not None and page.find(_ABSTRACT) is not None


def parse_forum(page: Page, origin: Origin) -> Iterator[Item]:
    """Parse such a page; a fault where it is cut off, or the file holds several."""
    info = page.find(_INFO)
    if info is None or page.count(_ABSTRACT) > 1:
        yield origin.fault(1, "holds several pages of OpenReview", "save each page in a file of its own")
        return
    above = [line for line in page.lines[:info] if not _PDF.fullmatch(line.text)]
    while above and _HOME.fullmatch(above[0].text):
        above = above[1:]
    end = page.find(_END, info + 1)
    lines = page.lines[info:end]
    if flaw := find_flaw((*above, *lines), (page.lines[info], HEADLESS) if len(above) < 2 else None):
        yield origin.fault(*flaw, _HINT)
        return
    title, authors = above[-2:]
    found = read_labels(lines[1:], _LABELS)
    parts = _PARTS.fullmatch(lines[0].text)
    venue = found.get("venue") or (parts["venue"] if parts else "")
    is_open = any(word in venue.casefold() for word in _OPEN)
    named, is_all = split_authors(authors.text)
    own = {*_LABELS.values()} - {"tldr", "primary_area"}
    extra: dict[str, Json] = {name: value for name, value in found.items() if name not in own and value}
    if is_open:
        extra["venue"] = venue
    if not is_all:
        extra["author"] = "and others"
    yield Record(
        title=title.text,
        source=origin.source(title.number),
        abstract=found.get("abstract", ""),
        date=parse_date(parts["day"]) if parts and parts["day"] else None,
        authors=() if authors.text.startswith("Anonymous") else named,
        kind="preprint" if is_open else "conference paper" if venue else None,
        venue="" if is_open else venue,
        keywords=tuple(word.strip() for word in re.split("[;,]", found.get("keywords", "")) if word.strip()),
        license=found.get("license", ""),
        extra=extra,
    )
