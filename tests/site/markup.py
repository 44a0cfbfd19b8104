"""The pages of a site as a strict reader of HTML sees them."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "rect"})
ASSET_ATTRIBUTES = {"img": "src", "script": "src", "link": "href", "source": "src", "iframe": "src", "object": "data"}


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag."""

    name: str
    attributes: dict[str, str]
    parents: tuple[str, ...]


@dataclass(slots=True)
class ParsedPage:
    """What the tests ask of a page."""

    tags: list[Tag] = field(default_factory=list)
    texts: list[tuple[tuple[str, ...], str]] = field(default_factory=list)
    """Runs of text with the names of the elements around them."""
    faults: list[str] = field(default_factory=list)
    """Tags that do not nest."""

    def named(self, name: str) -> list[Tag]:
        """All tags of a name."""
        return [tag for tag in self.tags if tag.name == name]

    def ids(self) -> Counter[str]:
        """How often each id stands on the page."""
        return Counter(tag.attributes["id"] for tag in self.tags if "id" in tag.attributes)

    def text_in(self, name: str) -> str:
        """All text within elements of a name."""
        return "".join(text for parents, text in self.texts if name in parents)

    def links(self) -> list[str]:
        """Where the page's links lead."""
        return [tag.attributes["href"] for tag in self.named("a") if "href" in tag.attributes]

    def assets(self) -> list[str]:
        """What the page loads."""
        tags = [tag for tag in self.tags if tag.attributes.get("rel") not in ("canonical", "alternate")]
        return [tag.attributes[name] for tag in tags if (name := ASSET_ATTRIBUTES.get(tag.name, "")) in tag.attributes]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ParsedPage()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append(Tag(tag, {name: value or "" for name, value in attrs}, tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append(Tag(tag, {name: value or "" for name, value in attrs}, tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.page.faults.append(f"</{tag}> within {'/'.join(self.open)}")

    def handle_data(self, data: str) -> None:
        self.page.texts.append((tuple(self.open), data))


@cache
def parse_site(site: Path) -> dict[str, ParsedPage]:
    """All pages of a site by their paths within it; read once, since no test changes a site that others read."""
    return {path.relative_to(site).as_posix(): parse_page(path) for path in sorted(site.rglob("*.html"))}


def parse_page(path: Path) -> ParsedPage:
    """One page."""
    return parse_text(path.read_text(encoding="utf-8"))


def parse_text(text: str) -> ParsedPage:
    """The HTML of a page."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    if parser.open:
        parser.page.faults.append(f"not closed: {parser.open}")
    return parser.page


def is_external(address: str) -> bool:
    """Whether an address names a host or another scheme."""
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def resolve(page: str, address: str, root: str) -> tuple[str, str]:
    """The path within the site and the anchor that an address leads to; `root` is the path that the site is served below."""
    parts = urlsplit(address)
    path = unquote(parts.path)
    if path.startswith(root):
        return path.removeprefix(root), parts.fragment
    folder = page.split("/")[:-1] if path else page.split("/")
    for part in filter(None, path.split("/")):
        folder = folder[:-1] if part == ".." else folder if part == "." else [*folder, part]
    return "/".join(folder), parts.fragment
