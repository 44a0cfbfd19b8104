r"""People's Markdown to clean HTML: the one parser, by which links are checked and pages rendered.

It reads Markdown as GitHub does, with tables, footnotes, task lists, alerts, formulas and code coloured by Pygments; beyond
that it knows `{#id}`, and links by slug: `[[slug]]` and `[[slug|text]]`, within a table `[[slug\|text]]` as well. What stands
in code or in a comment is no link, nor is `[[slug]]` in a block of HTML: Markdown leaves such blocks as they are. Links and
pictures of HTML are links like others.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from typing import Any, Literal
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from litatlas.content.blocks import GitHubBlocks
from litatlas.content.brackets import register_links
from litatlas.content.cleaning import clean_html
from litatlas.content.formulas import Formulas
from litatlas.content.headings import identify_headings
from litatlas.content.lines import GitHubLines

_EXTENSIONS = ("footnotes", "attr_list", "pymdownx.tasklist", "pymdownx.tilde")
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "footnotes": {"BACKLINK_TEXT": "↩"},
    "pymdownx.tilde": {"subscript": False},
}
_CODE_CLASS = "code"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SLUG_LINK = re.compile(r"(?<!\\)(?:\\\\)*(?P<link>\[\[(?P<slug>[^\[\]|\\\n]+)(?:\\?\|(?P<text>[^\[\]]+))?\]\](?!\(|\[(?!\[)))")
"""Not `[[1]](…)` or `[[1]][…]`, which are Markdown's links with brackets in their text."""
_TAG = re.compile(r'<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [^\s"=<>]+="[^"]*")*)>')
"""A tag as nh3 writes it: in texts and attributes, it escapes what could be taken for one."""
_ATTRIBUTE = re.compile(r' ([^\s"=<>]+)="([^"]*)"')
_CHECKBOX = re.compile(r'<input type="checkbox" disabled(?P<checked> checked)?/>')
"""How the library writes the box of a task."""
_TASKS = {"task": "to do", "task done": "done"}
"""What the classes of such boxes say to those who do not see them."""
_REFUSED_HREF = re.compile(r"!!(?P<address>.*)", re.DOTALL)
"""How the cleaning writes a link or picture whose scheme is refused, so that it is told rather than lost."""
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


@lru_cache(maxsize=512)  # a walk, and whoever serves or merges, reads the same notes again and again
def parse_markdown(text: str) -> str:
    """The clean HTML of a Markdown text, whose formulas are still to be rendered, and its references resolved by `finish_html`.

    Scripts, event handlers, styles, frames and links of other schemes than `cleaning.SCHEMES` do not get through. What looks
    like a tag and is none of HTML, such as `List<int>`, stands as it is written.
    """
    clean = convert(text, GitHubBlocks(_CODE_CLASS))
    return identify_headings(clean, list_ids(clean))


def convert(text: str, blocks: Extension) -> str:
    """The clean HTML of a text whose blocks an extension finds; headings have the ids alone that people gave them."""
    extensions: list[str | Extension] = [blocks, *_EXTENSIONS, Formulas(), _SlugLinks(), GitHubLines()]
    html = markdown.markdown(text, extensions=extensions, extension_configs=_OPTIONS)
    return clean_html(_CHECKBOX.sub(_write_checkbox, html))


def finish_html(html: str, resolve: Resolve, *, prefix: str = "", top: int = 2) -> str:
    """What `parse_markdown` returns, with every reference resolved; what leads nowhere loses its address.

    Ids get a prefix, so that several texts can share a page. The first level of headings becomes `top`, and none skips a level.
    """
    return _TAG.sub(_Finish(html, resolve, prefix, top), html)


def list_ids(html: str) -> frozenset[str]:
    """The ids that what `parse_markdown` returns gives its parts."""
    found = (_ATTRIBUTE.findall(tag["attributes"]) for tag in _TAG.finditer(html))
    return frozenset(unescape(value) for attributes in found for name, value in attributes if name == "id")


class _SlugLinks(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (the library's name)
        """Add links by slug, after code and before escapes, and find other links in one look."""
        register_links(md)
        md.inlinePatterns.register(_SlugLink(_SLUG_LINK.pattern), "slug-links", 185)


class _SlugLink(InlineProcessor):
    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: ARG002, N802  (the library's signature)
        """A link that is still to be resolved."""
        element = Element("a", {"href": f"[[{m['slug'].strip()}{'' if m['text'] else '|'}]]"})
        element.text = (m["text"] or "").strip()
        return element, m.start("link"), m.end("link")


def _write_checkbox(found: re.Match[str]) -> str:
    """The box of a task as a sign: controls, even idle ones, do not get through the cleaning."""
    return '<span class="task done">☑</span>' if found["checked"] else '<span class="task">☐</span>'


class _Finish:
    """Rewrites the tags of clean HTML one after the other: references, ids and headings."""

    def __init__(self, html: str, resolve: Resolve, prefix: str, top: int) -> None:
        self.resolve, self.prefix, self.top = resolve, prefix, top
        self.ids = list_ids(html)
        self.given: set[str] = set()
        self.outline: list[int] = []
        """The levels, as written, of the headings that the place is below."""
        self.is_in_link = False
        self.open: list[str] = []
        self.part = ""
        """The id of the heading that the place is in."""

    def __call__(self, tag: re.Match[str]) -> str:
        """The tag as the page has it."""
        name = self.open.pop() if tag["close"] and tag["name"] in _HEADINGS else tag["name"]
        if name == "a":
            self.is_in_link = not tag["close"]
        if tag["close"]:
            return f"{self.name_part() if tag['name'] in _HEADINGS else ''}</{name}>"
        attributes, text = dict(_ATTRIBUTE.findall(tag["attributes"])), ""
        if name in _HEADINGS:
            name = self.shift(int(name[1]))
            self.open.append(name)
            self.part = ""
        if "id" in attributes:
            self.identify(attributes)
            self.part = attributes.get("id", "") if name in _HEADINGS else self.part
        if name == "a" and "href" in attributes:
            text = self.point(attributes, "href", "link")
        elif name == "img" and Reference("picture", unescape(attributes.get("src", ""))).is_foreign_picture:
            return self.link_picture(attributes)
        elif name == "img" and "src" in attributes:
            attributes.setdefault("alt", "")
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

    def name_part(self) -> str:
        """A link to the heading itself, for those who want its address."""
        part, self.part = self.part, ""
        return f' <a class="anchor" href="#{part}" aria-label="Link to this part">#</a>' if part else ""

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
        if kind == "link" and address.startswith("#") and unquote(address[1:]) in self.ids:
            attributes[name] = escape(f"#{self.prefix}{unquote(address[1:])}")
            return ""
        slug = _SLUG_HREF.fullmatch(unescape(address)) if kind == "link" else None
        if refused := _REFUSED_HREF.fullmatch(address):
            address = refused["address"]
        reference = Reference("slug", slug["slug"]) if slug else Reference(kind, unescape(address))
        resolved = self.resolve(reference)
        if resolved:
            attributes[name] = escape(resolved.href)
        else:
            del attributes[name]
        if not slug or not slug["bare"]:
            return ""
        return escape(resolved.title if resolved and resolved.title else reference.address, quote=False)
