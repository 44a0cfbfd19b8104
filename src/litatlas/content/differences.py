"""Where GitHub shows a text in another way than pages do: what stands in lines is read by markdown-it-py as well, and compared.

Blocks are found by markdown-it-py for pages too. In lines, the package markdown has other rules for corners of emphasis, links
and raw HTML, of which a text seldom has one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.util import AtomicString
from markdown_it import MarkdownIt

from litatlas.content.blocks import CODE, FORMULA, list_html, list_lines
from litatlas.content.cleaning import OF_LINES, clean_html
from litatlas.content.markdown import convert

_TELLING = re.compile(r"[*_`\[\]<&\\~]")
"""Without one of these signs, all readers of Markdown read a line alike."""
_OWN = re.compile(
    rf"(?P<kept>\\.|{CODE})|\$\$(?:\\.|[^\\$])+\$\$|\$`[^`]+`\$|{FORMULA}"
    r"|\[\[[^\[\]\n]+\]\]|\[\^[^\[\]\n]+\]|\{[:#.][^{}\n]*\}|(?<!~)~(?!~)"
    r"|\A\[[ xX]\](?=\s)|\A\[![A-Za-z]+\]",
    re.DOTALL,
)
"""What pages know beyond CommonMark, as GitHub mostly does: formulas, links by slug, notes at the foot, ids, one tilde, tasks."""
_WORD = "own"
"""Stands for each of these while the rest is compared."""
_BREAK = "\ufdd3"
"""Parts the texts; Unicode keeps this code point for such private use."""
_PARTING = f"<p>{_BREAK}</p>"
_SHOWN = 60
_SPANNING = re.compile(
    rf"^ {{0,3}}<(?P<end>/?)(?P<name>{'|'.join(sorted(OF_LINES))})\b[^<>]*>[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A tag of running text that has its line for itself."""
_SAME = {"s": "del", "b": "strong", "i": "em", "strike": "del"}
"""Elements that look like others."""

Runs = list[tuple[str, frozenset[tuple[str, str]]]]


def find_differences(text: str) -> Iterator[tuple[int, str]]:
    """The places of a text that GitHub shows in another way: the line of each, from 0, and how it begins."""
    yield from _find_open_elements(text)
    lines, references = list_lines(text)
    asked = [(line, content, _mask(content)) for line, content in lines if _TELLING.search(content)]
    if not asked:
        return
    theirs = MarkdownIt("commonmark").enable("strikethrough")
    theirs.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  (what is refused is told elsewhere)
    ours = _convert_all([masked for _, _, masked in asked], references)
    for (line, content, masked), own in zip(asked, ours, strict=True):
        other = clean_html(theirs.renderInline(masked, {"references": dict(references)}))
        if _list_runs(own) != _list_runs(other):
            yield line, " ".join(content.split())[:_SHOWN]


def _find_open_elements(text: str) -> Iterator[tuple[int, str]]:
    """Blocks of HTML that begin an element of running text and do not end it: on GitHub it holds for the paragraphs below."""
    if _SPANNING.search(text) is None:
        return
    for line, html in list_html(text):
        opened = Counter(match["name"].lower() for match in _SPANNING.finditer(html) if not match["end"])
        closed = Counter(match["name"].lower() for match in _SPANNING.finditer(html) if match["end"])
        if opened - closed:
            yield line, " ".join(html.split())[:_SHOWN]


def _mask(content: str) -> str:
    return _OWN.sub(lambda found: found["kept"] or _WORD, content)


def _convert_all(texts: Sequence[str], references: Mapping[str, Any]) -> list[str]:
    """What pages show of each text, as a paragraph of its own."""
    pieces = convert("-", _Paragraphs(texts, references)).split(_PARTING)
    return pieces if len(pieces) == len(texts) else [convert("-", _Paragraphs([text], references)) for text in texts]


class _Paragraphs(Extension):
    """In place of a document, some paragraphs."""

    def __init__(self, texts: Sequence[str], references: Mapping[str, Any]) -> None:
        super().__init__()
        self._texts, self._references = texts, references

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Let no block be looked for."""
        md.parser = _ParagraphParser(md, self._texts, self._references)


class _ParagraphParser(BlockParser):
    def __init__(self, md: Markdown, texts: Sequence[str], references: Mapping[str, Any]) -> None:
        super().__init__(md)
        self._texts, self._references = texts, references

    def parseDocument(self, lines: Any) -> ElementTree:  # noqa: ARG002, N802  (the library's name)
        """A tree of the paragraphs."""
        self.md.references.update({key.lower(): (one["href"], one.get("title", "")) for key, one in self._references.items()})
        root = Element(self.md.doc_tag)
        for number, text in enumerate(self._texts):
            if number:
                SubElement(root, "p").text = AtomicString(_BREAK)
            SubElement(root, "p").text = text
        return ElementTree(root)


class _Runs(HTMLParser):
    """The words of HTML, each with what it stands in, in whichever order that is nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: Runs = []
        self.open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element; a picture or a break is a word."""
        given = {name: value or "" for name, value in attrs}
        address = unquote(given.get("href") or given.get("src") or "").removeprefix("!!")
        said = f"{address} {given.get('title', '')} {given.get('alt', '')}".strip()
        if tag in ("img", "br", "hr"):
            self.runs.append((f"<{tag} {said}>", frozenset(self.open)))
        elif tag not in ("p", "span"):
            self.open.append((_SAME.get(tag, tag), said))

    def handle_endtag(self, tag: str) -> None:
        """End an element; a link whose words are its address is none."""
        name = _SAME.get(tag, tag)
        place = next((place for place in range(len(self.open) - 1, -1, -1) if self.open[place][0] == name), None)
        if place is not None:
            del self.open[place]

    def handle_data(self, data: str) -> None:
        """Words."""
        if words := " ".join(data.split()):
            self.runs.append((words, frozenset(one for one in self.open if not _is_bare(one, words))))


def _is_bare(element: tuple[str, str], words: str) -> bool:
    return element[0] == "a" and element[1].removeprefix("mailto:").removeprefix("http://") in (
        words,
        words.removeprefix("http://"),
    )


def _list_runs(html: str) -> Runs:
    reader = _Runs()
    reader.feed(html)
    reader.close()
    joined: Runs = []
    for words, within in reader.runs:
        if joined and joined[-1][1] == within:
            joined[-1] = (f"{joined[-1][0]} {words}", within)
        else:
            joined.append((words, within))
    return [("".join(words.split()), within) for words, within in joined]
