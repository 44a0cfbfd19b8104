"""Links and pictures of Markdown by CommonMark's rules, in one look at a text's brackets, where the library looks anew from each.

Without this, twenty thousand opening brackets, or a log that somebody pasted, take minutes.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    IMAGE_REFERENCE_RE,
    LINK_RE,
    REFERENCE_RE,
    ImageInlineProcessor,
    ImageReferenceInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
    ShortImageReferenceInlineProcessor,
    ShortReferenceInlineProcessor,
)
from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

LONGEST = 4_000
"""Characters of a link's address and title together; what is longer is no link."""
_BRACKET = re.compile(r"[\[\]]")
_BLANKS = re.compile(r"[ \t]*\n?[ \t]*")
_HIDDEN, _SHOWN = str.maketrans("\x02\x03", "\ufdd1\ufdd2"), str.maketrans("\ufdd1\ufdd2", "\x02\x03")
"""The library's marks of what is found already, as letters that an address may have; Unicode keeps these for such private use."""
_MARKED = re.compile(r"[*_\[`]")


class Brackets:
    """Where the brackets of the text that was asked for last are closed."""

    def __init__(self) -> None:
        self._text = ""
        self._closed: dict[int, int] = {}

    def find_close(self, text: str, opened: int) -> int | None:
        """The place of the bracket that closes the one at a place; None where none does."""
        if text is not self._text:
            self._text, self._closed = text, {}
            pending: list[int] = []
            for match in _BRACKET.finditer(text):
                if match[0] == "[":
                    pending.append(match.start())
                elif pending:
                    self._closed[pending.pop()] = match.start()
        return self._closed.get(opened)


class _Bracketed(LinkInlineProcessor):
    """What begins with a bracket."""

    def __init__(self, pattern: str, md: Markdown, brackets: Brackets) -> None:
        super().__init__(pattern, md)
        self._brackets = brackets

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802  (the library's name)
        """The text between the bracket before a place and the one that closes it."""
        close = self._brackets.find_close(data, index - 1)
        return ("", len(data), False) if close is None else (data[index:close], close + 1, True)

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802  (the library's name)
        """The address and the title that stand in parentheses after a place."""
        near = data[index : index + LONGEST]
        if not near.startswith("(") or ")" not in near:
            return "", None, index, False
        found = _parse_target(near.translate(_HIDDEN))
        if found is None:
            return "", None, index, False
        href, title, end = found
        href = self.unescape(href.translate(_SHOWN))
        return href, self.unescape(title.translate(_SHOWN)) if title is not None else None, index + end, True


def _parse_target(text: str) -> tuple[str, str | None, int] | None:
    """The address and title in the parentheses that a text begins with, and where they end; None where they are no target."""
    start = _pass_blanks(text, 1)
    if text.startswith(")", start):
        return "", None, start + 1
    address = parseLinkDestination(text, start, len(text))
    if not address.ok:
        return None
    place = _pass_blanks(text, address.pos)
    title = None
    if place > address.pos and (found := parseLinkTitle(text, place, len(text))).ok:
        title, place = " ".join(found.str.split("\n")), _pass_blanks(text, found.pos)
    return (address.str, title, place + 1) if text.startswith(")", place) else None


def _pass_blanks(text: str, place: int) -> int:
    match = _BLANKS.match(text, place)
    return match.end() if match else place


def _list_words(tokens: list[Token]) -> list[str]:
    """What tokens say, without emphasis and addresses."""
    words = []
    for token in tokens:
        words += _list_words(token.children) if token.children else [token.content or " " * (token.type == "softbreak")]
    return words


def _say_plainly(picture: Element | str | None) -> None:
    """Let the words for a picture be words alone."""
    alt = picture.get("alt", "") if isinstance(picture, Element) else ""
    if isinstance(picture, Element) and _MARKED.search(alt):
        picture.set("alt", "".join(_list_words(MarkdownIt("commonmark").parseInline(alt))))


class _Link(_Bracketed):
    """`[text](address)`."""


class _Picture(_Bracketed, ImageInlineProcessor):
    """`![text](address)`."""

    def handleMatch(self, m, data):  # type: ignore[no-untyped-def,override]  # noqa: N802  (the library's signature)
        """A picture with plain words for it."""
        picture, start, end = super().handleMatch(m, data)
        _say_plainly(picture)
        return picture, start, end


class _Reference(_Bracketed, ReferenceInlineProcessor):
    """`[text][name]`; no space may stand between."""

    RE_LINK = re.compile(r"\[([^\]]*)\]")


class _ShortReference(_Bracketed, ShortReferenceInlineProcessor):
    """`[name]`."""


class _PictureReference(_Bracketed, ImageReferenceInlineProcessor):
    """`![text][name]`."""

    RE_LINK = re.compile(r"\[([^\]]*)\]")

    def makeTag(self, href: str, title: str, text: str) -> Element:  # noqa: N802  (the library's name)
        """A picture with plain words for it."""
        picture = super().makeTag(href, title, text)
        _say_plainly(picture)
        return picture


class _ShortPictureReference(_PictureReference, ShortImageReferenceInlineProcessor):
    """`![name]`."""


def register_links(md: Markdown) -> None:
    """Put these in the place of the library's own."""
    brackets = Brackets()
    md.inlinePatterns.register(_Reference(REFERENCE_RE, md, brackets), "reference", 170)
    md.inlinePatterns.register(_Link(LINK_RE, md, brackets), "link", 160)
    md.inlinePatterns.register(_Picture(IMAGE_LINK_RE, md, brackets), "image_link", 150)
    md.inlinePatterns.register(_PictureReference(IMAGE_REFERENCE_RE, md, brackets), "image_reference", 140)
    md.inlinePatterns.register(_ShortReference(REFERENCE_RE, md, brackets), "short_reference", 130)
    md.inlinePatterns.register(_ShortPictureReference(IMAGE_REFERENCE_RE, md, brackets), "short_image_ref", 125)
