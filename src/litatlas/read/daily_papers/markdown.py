"""A page that a reader or pandoc saved as Markdown: its lines without the marks, and where its links lead."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from litatlas.read.lines import Line

_FENCE = re.compile(r":::.*|</?(?:div|section|article|main|span|p|header|footer|nav|ul|li|figure|button)\b[^<>]*>")
"""Lines in which pandoc writes the elements of the page that Markdown has no marks for."""
_ATTRIBUTES = re.compile(r"(?<=[\])])\{[^{}]{0,300}\}|(?<=\S) \{[#.][^{}]{0,300}\}$")
"""Attributes that pandoc writes behind links, images and headings: `{.title target="_blank"}`."""
_PREFACE = re.compile(r"(?:Title|URL Source|Published Time|Number of Pages|Warning): .*")
_CONTENT = "Markdown Content:"
"""Ends the lines in which a reader tells of the page; what follows is the page."""
_BREAKS = ("softbreak", "hardbreak")
_TEXTS = ("text", "code_inline", "text_special")

Links = dict[int, tuple[tuple[str, str], ...]]


def read_markdown(lines: Sequence[Line]) -> tuple[tuple[Line, ...], Links, frozenset[int]]:
    """The lines of the text, none of them blank, the texts and addresses of the links in them, and where its parts begin.

    Links go by the numbers of their lines; paragraphs, items and headings begin at the lines of the numbers that come last.

    Images are left out. A link of several lines stands with the first.
    """
    last = max((line.number for line in lines), default=0)
    source = [""] * last
    for line in _without_preface(lines):
        source[line.number - 1] = "" if _FENCE.fullmatch(line.text) else _ATTRIBUTES.sub("", line.text)
    damaged = {line.number for line in lines if line.is_damaged}
    plain: list[Line] = []
    links: Links = {}
    starts: set[int] = set()
    for token in _parse("\n".join(source)):
        if token.map is None:
            continue
        if token.type == "inline":
            starts.add(token.map[0] + 1)
            read = list(_read_inline(token.children or [], token.map[0] + 1))
        elif token.type in ("code_block", "fence", "html_block"):
            read = [(number, source[number - 1], ()) for number in range(token.map[0] + 1, token.map[1] + 1)]
        else:
            continue
        for number, text, found in read:
            if text.strip():
                plain.append(Line(number, " ".join(text.split()), number in damaged))
            if found:
                links[number] = (*links.get(number, ()), *found)
    return tuple(plain), links, frozenset(starts)


def _parse(text: str) -> list[Token]:
    parser = MarkdownIt("commonmark")
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  (nothing is rendered: addresses are checked later)
    return parser.parse(text)


def _without_preface(lines: Sequence[Line]) -> Sequence[Line]:
    for place, line in enumerate(lines[:20]):
        if line.text == _CONTENT and place and all(_PREFACE.fullmatch(above.text) for above in lines[:place]):
            return lines[place + 1 :]
    return lines


def _read_inline(tokens: Sequence[Token], number: int) -> Iterator[tuple[int, str, tuple[tuple[str, str], ...]]]:
    """The lines of a paragraph: the number of each, its text, and the links that begin in it, which may come later.

    A link that was wrapped is in one line.
    """
    text, words = "", ""
    address: str | None = None
    start, last = number, number
    for token in tokens:
        if token.type in _BREAKS:
            last += 1
            if address is None:
                yield number, text, ()
                text, number = "", last
            else:
                text, words = f"{text} ", f"{words} "
        elif token.type == "link_open":
            address, start, words = str(token.attrGet("href") or ""), number, ""
        elif token.type == "link_close":
            if words.strip() and address:
                yield start, "", ((" ".join(words.split()), address),)
            address = None
        elif token.type in _TEXTS:
            text, words = text + token.content, words + token.content
    yield number, text, ()
