"""The outline of a Markdown document: items with what is below them, rows of tables, paragraphs, under their headings."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from litatlas.read.awesome.parts import Part, format_plain, read_parts

_DEEPEST = 60
"""Levels of lists and quotations that are told apart; what is deeper would be left out by the parser."""
_MOST_BRACKETS = 3000
_DETAILS = re.compile(r"\s*(?:</?(?:details|summary)\b[^>]*>.*|.*</(?:details|summary)>)\s*$", re.IGNORECASE)
_FOLD = re.compile(r"<(/?)details\b|<summary[^>]*>(.*?)(?:</summary>|\Z)", re.IGNORECASE | re.DOTALL)
_NUMBERING = re.compile(
    r"^(?:(?:section|part|chapter)\s+(?:\d+|[IVX]+)\s*[:.]|\d+(?:\.\d+)*[.)]?|[IVX]+[.)]|[A-Z][.)])\s+(?=\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Block:
    """A place of a document that may be an entry of a list."""

    line: int
    """Where it begins, from 1."""
    headings: tuple[str, ...]
    """The headings that it stands under, the outermost first, without the document's title."""
    parts: tuple[Part, ...] = ()
    """Its running text; of a row none."""
    below: tuple["Block", ...] = ()
    """The items of lists within an item."""
    header: tuple[str, ...] = ()
    """Of a row the names of the table's columns."""
    cells: tuple[tuple[Part, ...], ...] = ()
    is_item: bool = False
    """Whether it is an item of a list; else it is a row, a paragraph or a heading."""
    table: int = 0
    """The line of the table that a row belongs to."""


class _Item:
    """An item of a list while it is read."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.parts: list[Part] = []
        self.below: list[Block] = []


@dataclass(frozen=True, slots=True)
class Outline:
    """What a document holds."""

    blocks: tuple[Block, ...]
    html: tuple[int, ...]
    """The lines of tables and lists that are written in HTML, which are not read."""
    brackets: tuple[int, ...]
    """The lines of texts with more brackets than a text has, which are not read: a parser's time grows with their square."""


def read_outline(text: str) -> Outline:
    """Read the outline of a document."""
    lines, numbers = _part_lines(text)
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).disable(["code"])
    parser.core.ruler.before("inline", "limit", _limit_brackets)
    reading = _Reading(numbers)
    refused: dict[str, list[int]] = {"lines": []}
    reading.read(parser.parse("\n".join(lines), refused))
    return Outline(tuple(reading.blocks), tuple(reading.html), tuple(numbers[line] for line in refused["lines"]))


def _limit_brackets(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and max(map(token.content.count, "[<")) > _MOST_BRACKETS:
            state.env["lines"].append(token.map[0] if token.map else 0)
            token.content = ""


def _part_lines(text: str) -> tuple[list[str], list[int]]:
    """The lines of a text, and the number of each, with a blank one around tags that fold what follows.

    In HTML, Markdown begins only after a blank line; people forget it. Front matter is left out.
    """
    lines = text.split("\n")
    start = 0
    if lines and lines[0].strip() == "---":
        start = next((number + 1 for number, line in enumerate(lines[1:200], start=1) if line.strip() in ("---", "...")), 0)
    parted: list[str] = []
    numbers: list[int] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        is_tag = "<" in line and _DETAILS.match(line) is not None
        for piece in ("", line.strip(), "") if is_tag else (line,):
            parted.append(piece)
            numbers.append(number)
    return parted, numbers


class _Reading:
    """Walks over the tokens of a document."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = numbers
        self.blocks: list[Block] = []
        self.html: list[int] = []
        self.outline: list[tuple[float, str]] = []
        """The headings that are open, with their levels; what is folded is below all headings."""
        self.has_title = False
        """Whether the document's title has been seen: the first heading of the first level."""
        self.items: list[_Item] = []
        self.header: list[str] = []
        self.table = 0
        self.cells: list[tuple[Part, ...]] = []
        self.line = 1

    def read(self, tokens: Sequence[Token]) -> None:
        """Read all tokens."""
        for token, following in pairwise([*tokens, Token("end", "", 0)]):
            if token.map:
                self.line = self.numbers[min(token.map[0], len(self.numbers) - 1)]
            self.take(token, following)

    def take(self, token: Token, following: Token) -> None:
        """Read a token, whose running text is in the one after it."""
        kind = token.type
        if kind == "heading_open":
            self.open_heading(int(token.tag[1]), read_parts(following.children or []))
        elif kind == "list_item_open":
            self.items.append(_Item(self.line))
        elif kind == "list_item_close":
            self.close_item()
        elif kind == "paragraph_open":
            self.add_paragraph(read_parts(following.children or []))
        elif kind == "html_block":
            self.take_html(token.content)
        elif kind == "table_open":
            self.table, self.header = self.line, []
        elif kind in ("th_open", "td_open"):
            self.cells.append(tuple(read_parts(following.children or [])))
        elif kind == "tr_close":
            self.close_row()

    def open_heading(self, level: float, parts: list[Part]) -> None:
        """Begin a section. A heading that is a link may be an entry as well."""
        while self.outline and self.outline[-1][0] >= level:
            self.outline.pop()
        if any(part.url and not part.is_picture and not part.url.startswith("#") for part in parts):
            self.blocks.append(Block(self.line, self.headings, tuple(parts)))
        name = _name_heading(format_plain(part for part in parts if not part.is_picture))
        self.outline.append((level, "" if level == 1 and not self.has_title else name))
        self.has_title = self.has_title or level == 1

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that are open, without the document's title."""
        return tuple(name for _, name in self.outline if name)

    def add_paragraph(self, parts: list[Part]) -> None:
        """Add a paragraph, to the item that is open if one is."""
        if self.items:
            own = self.items[-1].parts
            own.extend([Part("", is_break=True), *parts] if own else parts)
        else:
            self.blocks.append(Block(self.line, self.headings, tuple(parts)))

    def close_item(self) -> None:
        """End an item, which belongs to the item around it or to the document."""
        item = self.items.pop()
        block = Block(item.line, self.headings, tuple(item.parts), tuple(item.below), is_item=True)
        (self.items[-1].below if self.items else self.blocks).append(block)

    def close_row(self) -> None:
        """End a row of a table; the first names the columns."""
        if self.header:
            block = Block(self.line, self.headings, header=tuple(self.header), cells=tuple(self.cells), table=self.table)
            (self.items[-1].below if self.items else self.blocks).append(block)
        else:
            self.header = [format_plain(cell) or f"column {number}" for number, cell in enumerate(self.cells, start=1)]
        self.cells = []

    def take_html(self, html: str) -> None:
        """Read what folds and unfolds a section; note the lines of tables and lists."""
        if re.search(r"<(?:tr|td|li)\b", html, re.IGNORECASE) and re.search(r"<a\s[^>]*href", html, re.IGNORECASE):
            self.html.append(self.line)
        for found in _FOLD.finditer(html):
            if found[2] is not None and self.outline and self.outline[-1][0] >= 7:
                level = self.outline.pop()[0]
                self.outline.append((level, _name_heading(re.sub(r"<[^>]*>", "", found[2]))))
            elif found[1] and self.outline and self.outline[-1][0] >= 7:
                self.outline.pop()
            elif found[2] is None and not found[1]:
                self.outline.append((max(7, self.outline[-1][0] + 1 if self.outline else 7), ""))


def _name_heading(text: str) -> str:
    """A heading without its number, emoji and the count of its papers."""
    plain = _NUMBERING.sub("", _strip_marks(text))
    return _strip_marks(re.sub(r"\s*[(\[]\d+(?: papers?)?[)\]]$", "", plain))


def _strip_marks(text: str) -> str:
    marks = "".join(sign for sign in set(text) if unicodedata.category(sign) in ("So", "Sk", "Cf", "Mn"))
    return text.strip(marks + " \t\n*_#:：-–—")
