"""Links and pictures of Markdown in one look at a text's brackets, where the library looks anew from each of them.

Without this, twenty thousand opening brackets, or a log that somebody pasted, take minutes.
"""

import re

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

LONGEST = 4_000
"""Characters of a link's address and title together; what is longer is no link."""
_BRACKET = re.compile(r"[\[\]]")


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
        href, title, end, handled = super().getLink(near, 0)
        # Of some parentheses that nothing closes, the library says that they end before their start.
        return (href, title, index + end, True) if handled and end > 0 else ("", None, index, False)


class _Link(_Bracketed):
    """`[text](address)`."""


class _Picture(_Bracketed, ImageInlineProcessor):
    """`![text](address)`."""


class _Reference(_Bracketed, ReferenceInlineProcessor):
    """`[text][name]`."""


class _ShortReference(_Bracketed, ShortReferenceInlineProcessor):
    """`[name]`."""


class _PictureReference(_Bracketed, ImageReferenceInlineProcessor):
    """`![text][name]`."""


class _ShortPictureReference(_Bracketed, ShortImageReferenceInlineProcessor):
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
