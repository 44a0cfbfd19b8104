"""The page of daily papers of Hugging Face as saved by a browser: the JSON that it carries, else its markup."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import BinaryIO

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.links import sort_addresses
from litatlas.model import LinkKind, Organization, Record
from litatlas.read import huggingface
from litatlas.read.fields import Fields, check_record
from litatlas.read.format import Format
from litatlas.read.json_entries import JsonEntry, iterate_json
from litatlas.read.parsed import Item, Origin
from litatlas.read.text_stream import iterate_text

_PAPER = re.compile(r"(?:https?://(?:www\.)?huggingface\.co)?/papers/(?P<number>\d{4}\.\d{4,5})(?P<comments>#.*)?")
_ACCOUNT = re.compile(r"(?:https?://(?:www\.)?huggingface\.co)?/(?P<slug>[\w.-]+)")
_AUTHORS = re.compile(r"[\s·•]*(?P<count>\d{1,5})\s+authors?\s*")
_LISTS = ("dailyPapers", "papers", "paper")
_PROPS = re.compile(rb"data-props=\"[^\"]{0,400}(?:dailyPapers|&quot;papers?&quot;)")


def _sniff(head: bytes, _name: str) -> float:
    if not re.search(rb"<(?:!doctype html|html|article|div)\b", head[:100_000], re.IGNORECASE):
        return 0
    if b'data-target="DailyPapers"' in head or _PROPS.search(head):
        return 1
    return 0.9 if b"<article" in head and re.search(rb"href=\"[^\"]{0,40}/papers/\d{4}\.\d{4,5}\"", head) else 0


def _read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    page = _Page()
    for piece, _ in iterate_text(stream):
        page.feed(piece)
    page.close()
    if page.data:
        for item in iterate_json(BytesIO(page.data.encode()), origin):
            if isinstance(item, JsonEntry) and isinstance(item.value, dict):
                record = huggingface.read_entry(Fields(item.value), origin.source(item.place))
                yield check_record(record, origin, item.number, item.line)
            elif not isinstance(item, JsonEntry):
                yield item
        return
    for card in page.cards:
        yield check_record(card.build(origin), origin, card.number)
    if not page.cards:
        hint = "save the page again when it has loaded its papers, or take the JSON of https://huggingface.co/api/daily_papers"
        yield origin.fault(1, "is a page without papers", hint)


@dataclass(slots=True)
class EntryReader:
    """A card of the page while its markup is read."""

    number: int
    title: list[str] = field(default_factory=list)
    paper: str = ""
    authors: int | None = None
    comments: int | None = None
    upvotes: int | None = None
    organization: Organization | None = None
    addresses: list[tuple[LinkKind | None, str]] = field(default_factory=list)

    def build(self, origin: Origin) -> Record:
        """Build the record of the card."""
        identifier = parse_identifier(self.paper, "arxiv") if self.paper else None
        _, links = sort_addresses(self.addresses)
        return Record(
            title=" ".join("".join(self.title).split()),
            source=origin.source(self.number),
            author_count=self.authors,
            organization=self.organization,
            comments=self.comments,
            identifiers=(identifier,) if identifier else (),
            links=links,
            extra={"upvotes": self.upvotes} if self.upvotes is not None else {},
        )


class _Page(HTMLParser):
    """Finds in a page the data that its script is given, and the cards of its markup."""

    def __init__(self) -> None:
        super().__init__()
        self.data = ""
        self.cards: list[EntryReader] = []
        self.is_open = False
        self.is_title = False
        self.link = ""
        self.is_vote = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a tag."""
        given = {name: value or "" for name, value in attrs}
        props = given.get("data-props", "")
        if not self.data and any(f'"{name}":' in props[:2000] for name in _LISTS) and '"title"' in props:
            self.data = props
        if tag == "article":
            self.cards.append(EntryReader(len(self.cards) + 1))
            self.is_open = True
        elif self.is_open and tag == "h3":
            self.is_title = True
        elif self.is_open and tag == "a":
            self.take_link(given.get("href", ""))
        elif self.is_open and tag == "input":
            self.is_vote = True

    def take_link(self, address: str) -> None:
        """Take in a link of a card: to the paper, to its code, or to who published it."""
        card, self.link = self.cards[-1], address
        if match := _PAPER.match(address):
            card.paper = card.paper or match["number"]
        elif address.startswith("https://github.com/"):
            card.addresses.append(("code", address))

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag == "article":
            self.is_open = False
        elif tag == "h3":
            self.is_title = False
        elif tag == "a":
            self.link = ""

    def handle_data(self, data: str) -> None:
        """Take in a text."""
        text = " ".join(data.split())
        if not self.is_open or not text:
            return
        card = self.cards[-1]
        paper, account = _PAPER.fullmatch(self.link), _ACCOUNT.fullmatch(self.link)
        if self.is_title:
            card.title.append(data)
        elif match := _AUTHORS.fullmatch(text):
            card.authors = int(match["count"])
        elif paper and text.isascii() and text.isdigit() and len(text) < 7:
            card.comments = int(text)
        elif self.is_vote and text.isascii() and text.isdigit() and len(text) < 7:
            card.upvotes, self.is_vote = int(text), False
        elif account and account["slug"] != "papers" and text.strip("·• ") and card.organization is None:
            card.organization = Organization(account["slug"], text.strip("·• "))


FORMAT = Format("huggingface-page", "Hugging Face daily papers (web page)", _sniff, _read)
"""The page of daily papers as saved by a browser."""
