r"""People's Markdown to clean HTML: the one parser, by which links are checked and pages rendered.

It knows tables, footnotes, task lists, formulas, fenced code coloured by Pygments, `{#id}`, and links by slug: `[[slug]]` and
`[[slug|text]]`, within a table `[[slug\|text]]` as well. What stands in code or in a comment is no link, nor is `[[slug]]` in a
block of HTML: Markdown leaves such blocks as they are. Links and pictures of HTML are links like others.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import Any, Literal
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from litatlas.content.brackets import register_links
from litatlas.content.formulas import Formulas

_EXTENSIONS = ("tables", "footnotes", "sane_lists", "fenced_code", "codehilite", "attr_list", "pymdownx.tasklist")
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "codehilite": {"guess_lang": False, "css_class": "code"},
    "footnotes": {"BACKLINK_TEXT": "↩"},
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    **{heading: {"id"} for heading in _HEADINGS},
    "a": {"href", "title", "class", "id"},
    "div": {"class"},
    "span": {"class"},
    "sup": {"id"},
    "ul": {"class"},
    "li": {"id", "class"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "img": {"src", "alt", "title", "width", "height"},
}
_SCHEMES = {"http", "https", "mailto"}

_SLUG_LINK = re.compile(r"(?<!\\)(?:\\\\)*(?P<link>\[\[(?P<slug>[^\[\]|\\\n]+)(?:\\?\|(?P<text>[^\[\]]+))?\]\](?!\(|\[(?!\[)))")
"""Not `[[1]](…)` or `[[1]][…]`, which are Markdown's links with brackets in their text."""
_CELL_PIPE = re.compile(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|\[\[[^\[\]|\\\n]+(?P<pipe>\|)[^\[\]|\n]+\]\]")
_TAG = re.compile(r'<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [^\s"=<>]+="[^"]*")*)>')
"""A tag as nh3 writes it: in texts and attributes, it escapes what could be taken for one."""
_ATTRIBUTE = re.compile(r' ([^\s"=<>]+)="([^"]*)"')
_CHECKBOX = re.compile(r'<input type="checkbox" disabled(?P<checked> checked)?/>')
"""How the library writes the box of a task."""
_TASKS = {"task": "to do", "task done": "done"}
"""What the classes of such boxes say to those who do not see them."""
_FOREIGN = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SLUG_HREF = re.compile(r"\[\[(?P<slug>[^|]*?)(?P<bare>\|)?\]\]")
"""How a link by slug is written between the two steps, parsing and finishing; with a bar where it has no text of its own."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a text refers to."""

    kind: Literal["slug", "link", "picture"]
    address: str
    """As it is written: a slug, or the address of a link or picture."""

    @property
    def is_foreign_picture(self) -> bool:
        """Whether it is a picture on another site, from where pages load nothing: it becomes a link."""
        return self.kind == "picture" and _FOREIGN.match(self.address.strip()) is not None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a reference leads."""

    href: str
    title: str = ""
    """The text of a link by slug that has none of its own."""


Resolve = Callable[[Reference], Resolved | None]
"""Finds where a reference leads; None where it leads nowhere."""


def parse_markdown(text: str) -> str:
    """The clean HTML of a Markdown text, whose formulas are still to be rendered, and its references resolved by `finish_html`.

    Scripts, event handlers, styles, frames and links of other schemes than http, https and mailto do not get through.
    """
    html = markdown.markdown(text, extensions=[*_EXTENSIONS, Formulas(), _SlugLinks()], extension_configs=_OPTIONS)
    html = _CHECKBOX.sub(_write_checkbox, html)
    return nh3.clean(html, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener")


def finish_html(html: str, resolve: Resolve, *, prefix: str = "", top: int = 2) -> str:
    """What `parse_markdown` returns, with every reference resolved; what leads nowhere loses its address.

    Ids get a prefix, so that several texts can share a page. The first level of headings becomes `top`, and none skips a level.
    """
    return _TAG.sub(_Finish(html, resolve, prefix, top), html)


class _SlugLinks(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (the library's name)
        """Add links by slug, after code and before escapes, and find other links in one look."""
        register_links(md)
        md.inlinePatterns.register(_SlugLink(_SLUG_LINK.pattern), "slug-links", 185)
        md.parser.blockprocessors.register(_SlugLinksInTables(md.parser), "slug-links", 76)


class _SlugLink(InlineProcessor):
    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: ARG002, N802  (the library's signature)
        """A link that is still to be resolved."""
        element = Element("a", {"href": f"[[{m['slug'].strip()}{'' if m['text'] else '|'}]]"})
        element.text = (m["text"] or "").strip()
        return element, m.start("link"), m.end("link")


class _SlugLinksInTables(BlockProcessor):
    """Escapes the bars of `[[slug|text]]` in tables, so that they do not end a cell."""

    def test(self, parent: Element, block: str) -> bool:
        """Whether the block is a table with such links."""
        return "[[" in block and self.parser.blockprocessors["table"].test(parent, _escape_pipes(block))

    def run(self, parent: Element, blocks: list[str]) -> bool:  # noqa: ARG002  (the library's signature)
        """Leave the block to the other processors, with its bars escaped."""
        blocks[0] = _escape_pipes(blocks[0])
        return False


def _escape_pipes(block: str) -> str:
    return _CELL_PIPE.sub(lambda match: match[0].replace("|", "\\|") if match["pipe"] else match[0], block)


def _write_checkbox(found: re.Match[str]) -> str:
    """The box of a task as a sign: controls, even idle ones, do not get through the cleaning."""
    return '<span class="task done">☑</span>' if found["checked"] else '<span class="task">☐</span>'


class _Finish:
    """Rewrites the tags of clean HTML one after the other: references, ids and headings."""

    def __init__(self, html: str, resolve: Resolve, prefix: str, top: int) -> None:
        self.resolve, self.prefix, self.top = resolve, prefix, top
        self.ids = {value for tag in _TAG.finditer(html) for name, value in _ATTRIBUTE.findall(tag["attributes"]) if name == "id"}
        self.given: set[str] = set()
        self.outline: list[int] = []
        """The levels, as written, of the headings that the place is below."""
        self.is_in_link = False
        self.open: list[str] = []

    def __call__(self, tag: re.Match[str]) -> str:
        """The tag as the page has it."""
        name = self.open.pop() if tag["close"] and tag["name"] in _HEADINGS else tag["name"]
        if name == "a":
            self.is_in_link = not tag["close"]
        if tag["close"]:
            return f"</{name}>"
        attributes, text = dict(_ATTRIBUTE.findall(tag["attributes"])), ""
        if name in _HEADINGS:
            name = self.shift(int(name[1]))
            self.open.append(name)
        if "id" in attributes:
            self.identify(attributes)
        if name == "a" and "href" in attributes:
            text = self.point(attributes, "href", "link")
        elif name == "img" and Reference("picture", unescape(attributes.get("src", ""))).is_foreign_picture:
            return self.link_picture(attributes)
        elif name == "img" and "src" in attributes:
            self.point(attributes, "src", "picture")
        elif attributes.get("class") in _TASKS:
            attributes |= {"role": "img", "aria-label": _TASKS[attributes["class"]]}
        written = "".join(f' {key}="{value}"' for key, value in attributes.items())
        return f"<{name}{written}>{text}"

    def shift(self, level: int) -> str:
        """The heading that stands for one of a level: one below the nearest before it that is of a higher level."""
        while self.outline and self.outline[-1] >= level:
            self.outline.pop()
        self.outline.append(level)
        return f"h{min(self.top + len(self.outline) - 1, 6)}"

    def identify(self, attributes: dict[str, str]) -> None:
        """Prefix an id; drop one that the text has already given."""
        id_ = attributes.pop("id")
        if id_ not in self.given and id_.strip():
            self.given.add(id_)
            attributes["id"] = self.prefix + id_

    def link_picture(self, attributes: dict[str, str]) -> str:
        """A link in place of a picture of another site; within a link what the picture says."""
        address = unescape(attributes["src"]).strip()
        self.resolve(Reference("picture", unescape(attributes["src"])))
        said = attributes.get("alt", "").strip() or escape(urlsplit(address).path.rpartition("/")[2] or address, quote=False)
        href = escape(address if ":" in address.partition("//")[0] else f"https:{address}")
        return said if self.is_in_link else f'<a href="{href}">{said}</a>'

    def point(self, attributes: dict[str, str], name: str, kind: Literal["link", "picture"]) -> str:
        """Resolve the address in an attribute; returns the text that the link has to be given."""
        address = attributes[name]
        if kind == "link" and address.startswith("#"):
            if address[1:] in self.ids:
                attributes[name] = f"#{self.prefix}{address[1:]}"
            return ""
        slug = _SLUG_HREF.fullmatch(unescape(address)) if kind == "link" else None
        reference = Reference("slug", slug["slug"]) if slug else Reference(kind, unescape(address))
        resolved = self.resolve(reference)
        if resolved:
            attributes[name] = escape(resolved.href)
        else:
            del attributes[name]
        if not slug or not slug["bare"]:
            return ""
        return escape(resolved.title if resolved and resolved.title else reference.address, quote=False)
