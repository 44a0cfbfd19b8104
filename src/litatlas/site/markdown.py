"""People's Markdown to clean HTML: tables, footnotes, fenced code coloured by Pygments, links within the review."""

from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from litatlas.content.links import resolve_file
from litatlas.read.repair import repair
from litatlas.review import Review
from litatlas.site.places import Place, content_path

_EXTENSIONS = ("tables", "footnotes", "sane_lists", "fenced_code", "codehilite", "attr_list")
_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "codehilite": {"guess_lang": False, "css_class": "code"},
    "footnotes": {"BACKLINK_TEXT": "↩"},
}
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "a": {"href", "title", "class", "id"},
    "div": {"class"},
    "span": {"class"},
    "sup": {"id"},
    "li": {"id"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "img": {"src", "alt", "title", "width", "height"},
}
_SCHEMES = {"http", "https", "mailto"}


def render_markdown(text: str, review: Review, place: Place, file: str) -> Markup:
    """The HTML of a Markdown text that stands in `file` (below the review's folder), for the page at `place`.

    Scripts, event handlers, styles, frames and links of other schemes than http, https and mailto do not get through.
    """
    if not text.strip():
        return Markup("")
    links = _ReviewLinks(review, place, file)
    html = markdown.markdown(text, extensions=[*_EXTENSIONS, links], extension_configs=_OPTIONS)
    return Markup(nh3.clean(html, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener"))  # noqa: S704  (nh3 cleaned it)


class _ReviewLinks(Extension):
    """Turns `[[slug]]` and links to files of `content/` into links to their pages."""

    def __init__(self, review: Review, place: Place, file: str) -> None:
        super().__init__()
        self.review, self.place, self.file = review, place, file

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (the library's name)
        """Add the two processors."""
        md.inlinePatterns.register(_WikiLinks(self), "review-links", 175)
        md.treeprocessors.register(_FileLinks(self, md), "review-files", 5)

    def find_href(self, target: str) -> str | None:
        """The link to what a target names."""
        found = self.review.find_target(target)
        return self.place.href(content_path(found)) if found else None

    def name_target(self, target: str) -> str:
        """The title of what a target names."""
        kind, _, name = (self.review.find_target(target) or "").partition("/")
        if kind == "papers":
            return repair(self.review.papers[name].work.title).text
        if kind == "topics":
            return self.review.topics[name].title
        return self.review.devices[name] if kind == "hardware" else self.review.pages[name].title if kind == "pages" else target


class _WikiLinks(InlineProcessor):
    def __init__(self, links: _ReviewLinks) -> None:
        super().__init__(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
        self.links = links

    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: ARG002, N802  (the library's signature)
        """A link with the target's title or the text given."""
        target = m[1].strip()
        href = self.links.find_href(target)
        if href is None:
            return None, None, None
        element = Element("a", {"href": href})
        element.text = (m[2] or self.links.name_target(target)).strip()
        return element, m.start(0), m.end(0)


class _FileLinks(Treeprocessor):
    def __init__(self, links: _ReviewLinks, md: markdown.Markdown) -> None:
        super().__init__(md)
        self.links = links

    def run(self, root: Element) -> None:
        """Point links to files of `content/` at their pages."""
        for element in root.iter("a"):
            href = element.get("href", "")
            target = resolve_file(href, self.links.file)
            found = self.links.find_href(target) if target else None
            if found:
                element.set("href", found + href[href.find("#") :] if "#" in href else found)
