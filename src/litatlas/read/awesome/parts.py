"""Running text of Markdown to parts: words with their emphasis, links, badges; HTML in it is read as what it stands for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

from markdown_it.token import Token

_URL = re.compile(r"https?://[^\s<>\"|`]+[^\s<>\"|`.,;:!?)\]'*_’”]")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_STYLES = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}


_ELEMENTS = frozenset(
    """
    a abbr b big blockquote br center cite code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd
    label li mark ol p picture pre q s small source span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul
    video wbr
    """.split()
)
"""The elements of HTML that Markdown is written with."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of running text in one style, a link, a picture, or the end of a line."""

    text: str
    """Plain, without markup; of a picture what it says."""
    url: str = ""
    """Where it leads; of a picture without a link, the place that its address tells."""
    strong: bool = False
    em: bool = False
    code: bool = False
    is_picture: bool = False
    is_break: bool = False
    """Whether a line ends here for the reader."""

    @property
    def markdown(self) -> str:
        """The part as Markdown."""
        if self.is_break:
            return "\n"
        text = f"`{self.text}`" if self.code else self.text
        space = " " * (len(text) - len(text.lstrip())), " " * (len(text) - len(text.rstrip()))
        text = text.strip()
        if not text:
            return " "
        if self.url and self.text != self.url:
            text = f"[{text}]({self.url})"
        mark = ("**" if self.strong else "") + ("*" if self.em else "")
        return f"{space[0]}{mark}{text}{mark[::-1]}{space[1]}"


def format_plain(parts: Iterable[Part]) -> str:
    """What the parts say, without markup and line breaks."""
    return " ".join("".join(" " if part.is_break else part.text for part in parts).split())


def format_markdown(parts: Iterable[Part]) -> str:
    """The parts as Markdown in one line."""
    return " ".join("".join(part.markdown for part in parts).split())


def read_parts(tokens: Sequence[Token]) -> list[Part]:
    """The parts of a line's tokens."""
    reading = _Reading()
    for token in tokens:
        reading.take(token)
    reading.close_link()
    return reading.parts


class _Reading:
    """What has been read so far of a line, and what is open there."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.open = {"strong": 0, "em": 0}
        self.url = ""
        self.link: list[Part] = []
        """The parts within the link that is open."""
        self.is_in_link = False

    def take(self, token: Token) -> None:
        """Read a token."""
        kind = token.type
        if kind == "text":
            self.add_text(token.content)
        elif kind == "code_inline":
            self.add(Part(token.content, code=True))
        elif kind == "softbreak":
            self.add(Part(" "))
        elif kind == "hardbreak":
            self.add(Part("", is_break=True))
        elif kind == "image":
            self.add_picture(str(token.attrs.get("src", "")), token.content)
        elif kind == "link_open":
            self.open_link(str(token.attrs.get("href", "")))
        elif kind == "link_close":
            self.close_link()
        elif kind == "html_inline":
            self.take_html(token.content)
        elif kind.endswith(("_open", "_close")) and kind.partition("_")[0] in self.open:
            self.style(kind.partition("_")[0], 1 if kind.endswith("_open") else -1)

    def take_html(self, html: str) -> None:
        """Read a tag of HTML as the Markdown that it stands for; what it says otherwise is its text."""
        found = _TAG.fullmatch(html)
        if found is None:
            return
        name = found[2].lower()
        if name not in _ELEMENTS:
            self.add_text(html)  # words in angle brackets, such as a model's `<think>`
            return
        attributes = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(found[3])}
        if name in ("br", "p", "div", "li", "tr") and not (found[1] and name in ("br",)):
            self.add(Part("", is_break=True))
        elif name == "img":
            self.add_picture(attributes.get("src", ""), attributes.get("alt", ""))
        elif name == "a" and not found[1]:
            self.open_link(attributes.get("href", ""))
        elif name == "a":
            self.close_link()
        elif name in _STYLES:
            self.style(_STYLES[name], -1 if found[1] else 1)

    def style(self, name: str, change: int) -> None:
        """Begin or end an emphasis."""
        self.open[name] = max(0, self.open[name] + change)

    def open_link(self, url: str) -> None:
        """Begin a link."""
        self.close_link()
        self.url, self.is_in_link = url.strip(), True

    def close_link(self) -> None:
        """End the link that is open, if one is."""
        if not self.is_in_link:
            return
        self.is_in_link = False
        text = format_plain(self.link)
        styled = [part for part in self.link if part.text.strip()]
        is_picture = any(part.is_picture for part in self.link) and all(part.is_picture for part in styled)
        self.add(
            Part(
                text,
                self.url,
                strong=bool(styled) and all(part.strong for part in styled),
                em=bool(styled) and all(part.em for part in styled),
                is_picture=is_picture,
            )
        )
        self.link = []

    def add(self, part: Part) -> None:
        """Add a part in the style that holds here."""
        strong, em = part.strong or self.open["strong"] > 0, part.em or self.open["em"] > 0
        (self.link if self.is_in_link else self.parts).append(replace(part, strong=strong, em=em))

    def add_text(self, text: str) -> None:
        """Add a text, with the bare addresses in it as links."""
        position = 0
        for found in () if self.is_in_link else _URL.finditer(text):
            if text[position : found.start()]:
                self.add(Part(text[position : found.start()]))
            self.add(Part(found[0], found[0]))
            position = found.end()
        if text[position:]:
            self.add(Part(text[position:]))

    def add_picture(self, source: str, alt: str) -> None:
        """Add a picture; a badge says what its address says."""
        said, place = read_badge(source)
        self.add(Part(said or alt.strip(), place, is_picture=True))


def read_badge(source: str) -> tuple[str, str]:
    """What a badge of shields.io or a service like it says, and the address that it is about; empty for other pictures.

    `https://img.shields.io/badge/arXiv-2401.01234-red.svg` says `arXiv 2401.01234`, and
    `https://img.shields.io/github/stars/pond/heron` is about https://github.com/pond/heron.
    """
    try:
        parts = urlsplit(source)
    except ValueError:
        return "", ""
    path = [unquote(piece) for piece in parts.path.strip("/").split("/")]
    if "shields.io" not in parts.netloc and "badge" not in parts.netloc:
        return "", ""
    if path[0] == "github" and len(path) >= 4:
        return "code", f"https://github.com/{path[-2]}/{path[-1].removesuffix('.svg')}"
    if path[0] == "badge" and len(path) > 1:
        pieces = re.split(r"(?<!-)-(?!-)", "/".join(path[1:]).removesuffix(".svg"))
        said = pieces[:-1] if len(pieces) > 1 else pieces
        return " ".join(piece.replace("--", "-").replace("__", " ").replace("_", " ").strip() for piece in said).strip(), ""
    query = parse_qs(parts.query)
    return " ".join(value for name in ("label", "message") for value in query.get(name, ())), ""
