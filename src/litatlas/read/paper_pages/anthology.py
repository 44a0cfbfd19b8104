"""The page of one paper of the ACL Anthology, as a browser copies it."""

import re
from collections.abc import Iterator

from litatlas.identity.identifiers import join_identifiers, parse_identifier
from litatlas.identity.links import sort_addresses
from litatlas.model import Json, LinkKind, Record
from litatlas.read.author_lists import split_authors
from litatlas.read.dates import parse_date
from litatlas.read.paper_pages.lines import HEADLESS, Page, find_flaw, read_labels
from litatlas.read.parsed import Item, Origin

_ID = re.compile(r"Anthology ID\s*:.*")
_CITE = re.compile(r"(?:Bibkey|Cite \((?:ACL|Informal)\)|Copy Citation)\s*:.*")
_ABSTRACT = re.compile(r"Abstract(?:\s+(?P<text>.+))?")
_LABELS = {
    "Anthology ID": "id",
    "Original": "",
    "Volume": "venue",
    "Month": "month",
    "Year": "year",
    "Address": "address",
    "Editors": "editors",
    "Editor": "editors",
    "Venues": "short",
    "Venue": "short",
    "SIGs": "sig",
    "SIG": "sig",
    "Publisher": "publisher",
    "Note": "note",
    "Pages": "pages",
    "Language": "language",
    "URL": "url",
    "DOI": "doi",
    "Award": "award",
    "Bibkey": "key",
    "Cite (ACL)": "",
    "Cite (Informal)": "",
    "Copy Citation": "",
    "PDF": "pdf",
    "Code": "code",
    "Data": "data",
    "Video": "video",
    "Software": "software",
    "Presentation": "",
    "Optional supplementary material": "",
    "Supplementary material": "",
    "Checklist": "",
}
_KEPT = ("address", "editors", "sig", "publisher", "note", "pages", "language", "award", "software")
_HINT = "copy the whole page again, or press BibTeX on it and save what it gives"


def is_anthology(page: Page) -> bool:
    """Whether this is such a page."""
    return page.find(_ID) is not None and page.find(_CITE) is not None


def parse_anthology(page: Page, origin: Origin) -> Iterator[Item]:
    """Parse such a page; a fault where it is cut off, or the file holds several."""
    facts = page.find(_ID)
    if facts is None or page.count(_ID) > 1:
        yield origin.fault(1, "holds several pages of the ACL Anthology", "save each page in a file of its own")
        return
    abstract = page.find(_ABSTRACT)
    head = abstract if abstract is not None and abstract < facts else facts
    found = read_labels(page.lines[facts:], _LABELS)
    if flaw := find_flaw(page.lines, (page.lines[0], HEADLESS) if head < 2 else None):
        yield origin.fault(*flaw, _HINT)
        return
    title, authors = page.lines[head - 2 : head]
    named, is_all = split_authors(authors.text)
    texts = page.lines[head:facts] if head != facts else ()
    match = _ABSTRACT.fullmatch(texts[0].text) if texts else None
    paragraphs = [(match["text"] or "") if match else "", *(line.text for line in texts[1:])]
    # Only the first word or line of a value belongs to it where the page goes on below.
    single = {name: value.split("\n", 1)[0].strip() for name, value in found.items()}
    addresses: list[tuple[LinkKind | None, str]] = [("pdf", single.get("pdf", "")), ("paper", single.get("url", ""))]
    identifiers, links = sort_addresses((kind, address) for kind, address in addresses if address)
    own = (parse_identifier(single.get("id", ""), "acl"), parse_identifier(single.get("doi", ""), "doi"))
    known = {*_LABELS.values()}.difference(_KEPT)
    extra: dict[str, Json] = {name: value for name, value in single.items() if name not in known and value}
    yield Record(
        title=title.text,
        source=origin.source(title.number),
        abstract="\n".join(text for text in paragraphs if text),
        date=parse_date(f"{single.get('month', '')} {single.get('year', '')}"),
        authors=named,
        identifiers=join_identifiers([one for one in (*own, *identifiers) if one]),
        links=links,
        kind="conference paper",
        venue=single.get("venue", ""),
        key=single.get("key", ""),
        extra=extra if is_all else extra | {"author": "and others"},
    )
