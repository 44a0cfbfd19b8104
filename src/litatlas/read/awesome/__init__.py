"""Awesome lists: Markdown with papers as items, rows of tables or paragraphs, under headings that are the field's topics."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

from litatlas.identity.identifiers import parse_identifier
from litatlas.read.appearances import find_appearance, strip_signs
from litatlas.read.awesome.around import part_title
from litatlas.read.awesome.blocks import Block, read_outline
from litatlas.read.awesome.entries import has_title, is_labelled, iterate_details, read_values
from litatlas.read.awesome.findings import Findings, Value
from litatlas.read.awesome.parts import Part, format_markdown, format_plain
from litatlas.read.awesome.words import find_label, is_external
from litatlas.read.columns import Column, assign_columns
from litatlas.read.encoding import decode_head
from litatlas.read.entry import EMPTY, read_entry
from litatlas.read.format import Format
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.text_stream import iterate_text

_ITEM = re.compile(r"\s{0,12}(?:[-*+•]|\d{1,4}[.)])\s.*(?:\]\((?:https?:|/|www)|<a\s|https?://)")
_ROW = re.compile(r"\s{0,3}\|?.*\|.*(?:\]\(https?:|<a\s|https?://)")
_HEADING = re.compile(r"#{1,6}\s+\S|<h[1-6]", re.IGNORECASE)
_RULE = re.compile(r"\s{0,3}\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_ASIDE = re.compile(
    r"\b(?:(?:table of )?contents?|contribut\w*|licen[sc]e|star history|acknowledge?ments?|citations?|cit(?:e|ing)|contacts?"
    r"|maintainers?|related (?:lists|repos(?:itories)?)|other awesome|awesome lists?|updates?|news|changelog)\b|目录",
    re.IGNORECASE,
)
"""Headings of sections that list no papers: who keeps the list, how to cite it, other lists."""
_LEAD = re.compile(r"\s*[\d(\[\"“]")
_LONGEST = 1500
"""Characters beyond which a paragraph is running text."""
_DEEP = re.compile(r"^[ \t]{90,}(?:[-*+]|\d+[.)])\s", re.MULTILINE)
_SHOWN = 6
_LINKS = ("paper", "pdf", "code", "project", "data", "video", "address")
"""Roles of columns that hold addresses."""


def sniff(head: bytes, name: str) -> float:
    """Rate whether the lines are Markdown with links in items or in a table's rows."""
    lines = [line for line in decode_head(head).split("\n") if line.strip()]
    if not lines or lines[0].lstrip()[:1] in ("{", "%") or re.match(r"\s*<\?xml|\s*<!doctype|\s*<html", lines[0], re.IGNORECASE):
        return 0
    links = sum(_ITEM.match(line) is not None for line in lines)
    rows = sum(_ROW.match(line) is not None for line in lines) if any(map(_RULE.match, lines)) else 0
    marked = sum("](" in line or "<a " in line for line in lines)
    headings = sum(_HEADING.match(line) is not None for line in lines)
    bonus = 0.1 if name.lower().endswith((".md", ".markdown")) else 0
    if marked == 0 and headings == 0:
        return bonus / 2 if links else 0
    listed = links + rows
    if listed == 0:
        return (0.3 if headings and marked else 0) + bonus * bool(headings)
    return min(0.95, 0.5 + 0.2 * bool(headings) + 0.2 * min(1, listed / len(lines)) + bonus)


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Read every item, row and paragraph that names a paper; what is passed over is told in one warning of each kind."""
    pieces = list(iterate_text(stream))
    if any(is_guess for _, is_guess in pieces):
        yield origin.warning(1, "has bytes that are no UTF-8; they are read as Windows-1252", "save the file as UTF-8")
    document = "".join(text for text, _ in pieces)
    outline = read_outline(document)
    reading = _Reading(origin, outline.blocks)
    yield from reading.read(outline.blocks)
    deep = [document.count("\n", 0, found.start()) + 1 for found in _DEEP.finditer(document)]
    if deep:
        reading.passed["items nested too deep to be told apart"] = deep
    if outline.brackets:
        reading.passed["texts with thousands of brackets, which are not read"] = list(outline.brackets)
    if outline.html:
        reading.passed["tables or lists in HTML, which are not read"] = list(outline.html)
    if not reading.count:
        yield origin.fault(1, "holds no item, row or paragraph with a paper's title and its link", "give a list of papers")
    yield from reading.tell_passed()


class _Reading:
    """What has been read so far of a document."""

    def __init__(self, origin: Origin, blocks: Sequence[Block]) -> None:
        self.origin = origin
        self.count = 0
        self.passed: defaultdict[str, list[int]] = defaultdict(list)
        """The lines that were passed over, by why."""
        self.tables = _find_tables(blocks, origin.columns)

    def read(self, blocks: Iterable[Block]) -> Iterator[Item]:
        """Read blocks in their order."""
        for block in blocks:
            if block.header:
                yield from self.read_row(block)
            elif any(map(_ASIDE.search, block.headings[-1:])):
                self.pass_over(block, "links in sections that list no papers")
            elif block.is_item:
                yield from self.read_item(block, ())
            else:
                yield from self.read_paragraph(block)

    def read_item(self, block: Block, above: tuple[str, ...]) -> Iterator[Item]:
        """Read an item: an entry, or a heading of the items below it."""
        own = [below for below, is_own in iterate_details(block) if is_own]
        details = [below for below, is_own in iterate_details(block) if not is_own]
        everything = [*block.parts, *(part for detail in details for part in _all_parts(detail))]
        links = [part.url for part in everything if part.url and is_external(part.url)]
        is_titled = has_title(block)
        is_linked = bool(links) and (is_titled or any(_is_label(part) for part in block.parts if part.url))
        if is_linked or (is_titled and _is_dated(block)) or (links and any(map(is_labelled, details))):
            yield from self.emit(block, read_values(block, details), above)
            yield from self.read_below(own, above)
        elif block.below:
            name = strip_signs(format_plain(part for part in block.parts if not part.is_picture))
            yield from self.read_below([*details, *own], (*above, name) if name and len(name) <= 80 else above)
        elif not any(part.url.startswith("#") for part in block.parts) and strip_signs(format_plain(block.parts)):
            self.pass_over(block, "items without a link to a paper", always=True)

    def read_below(self, blocks: Iterable[Block], above: tuple[str, ...]) -> Iterator[Item]:
        """Read the items and rows below an item."""
        for block in sorted(blocks, key=lambda block: block.line):
            if block.header:
                yield from self.read_row(block)
            else:
                yield from self.read_item(block, above)

    def read_paragraph(self, block: Block) -> Iterator[Item]:
        """Read a paragraph that is set as an entry: it begins with its title, and links to the paper by label or identifier."""
        is_paper = any(part.url and is_external(part.url) and _names_paper(part) for part in block.parts)
        first = next((part for part in block.parts if strip_signs(part.text)), None)
        begins = first is not None and (first.strong or _LEAD.match(first.text) or (bool(first.url) and not first.is_picture))
        if is_paper and begins and has_title(block) and len(format_plain(block.parts)) < _LONGEST:
            yield from self.emit(block, read_values(block), ())
        elif is_paper:
            self.pass_over(block, "links to papers in running text", always=True)

    def read_row(self, block: Block) -> Iterator[Item]:
        """Read a row of a table with papers."""
        columns = self.tables.get(block.table)
        if columns is None:
            self.pass_over(block, "rows of tables without a column for the title")
        elif any(strip_signs(format_plain(cell)) for cell in block.cells):
            yield from self.emit(block, _read_cells(columns, block.cells), ())

    def emit(self, block: Block, values: Sequence[Value] | None, above: tuple[str, ...]) -> Iterator[Item]:
        """Build the entry of a block."""
        self.count += 1
        headings = (*block.headings, *above)
        if values is None:
            said = format_plain(block.parts)[:60]
            message = f'the entry "{said}" has no title'
            yield Skipped(self.origin.fault(block.line, message, "write the title before its links, or delete the entry"))
            return
        named = [(Column("heading", "heading", 1), heading) for heading in headings]
        yield from read_entry([*values, *named, *_read_headings(headings, values)], self.origin, block.line, "the entry")

    def pass_over(self, block: Block, why: str, *, always: bool = False) -> None:
        """Note that a block is no entry, if a reader could take it for one."""
        parts = [part for cell in block.cells for part in cell] or list(_all_parts(block))
        if always or any(part.url and is_external(part.url) for part in parts):
            self.passed[why].append(block.line)

    def tell_passed(self) -> Iterator[Item]:
        """A warning for each reason why something was passed over."""
        for why, lines in self.passed.items():
            shown = ", ".join(map(str, lines[:_SHOWN])) + (", …" if len(lines) > _SHOWN else "")
            count = f"{len(lines)} {why}" if len(lines) > 1 else re.sub(r"^(\w+?)s\b", r"1 \1", why, count=1)
            yield self.origin.warning(lines[0], f"{count}: passed over (line {shown})", "check that they are no papers")


def _all_parts(block: Block) -> Iterator[Part]:
    yield from block.parts
    for below in block.below:
        yield from _all_parts(below)


def _is_label(part: Part) -> bool:
    return find_label(part.text) is not None or find_appearance(part.text) is not None


def _is_dated(block: Block) -> bool:
    """Whether an item without a link says where or when something appeared, as one of a paper does."""
    texts = re.split(r"[,.;|()\[\]]\s*|\s[-–—]\s", format_plain(block.parts))
    return any(find_appearance(text) for text in texts if text.strip())


def _read_headings(headings: Sequence[str], values: Sequence[Value]) -> Iterator[Value]:
    """The venue and date that headings tell, of an entry that does not say them itself: `ICML 2025`, `2024`."""
    known = {column.role for column, _ in values}
    places = [place for heading in reversed(headings) if (place := find_appearance(heading))]
    if (venue := next((place.venue for place in places if place.venue), "")) and "venue" not in known:
        yield Column("heading", "venue", 9), venue
    if not known & {"date", "year"}:
        yield from ((Column("heading", "date", 9), place.date) for place in places[:1] if place.date)


def _names_paper(part: Part) -> bool:
    """Whether a link leads to a paper: by its address, or by what it says."""
    return parse_identifier(part.url) is not None or (part.url != part.text and find_label(part.text) in ("paper", "pdf"))


def _find_tables(blocks: Sequence[Block], given: Mapping[str, str]) -> dict[int, tuple[Column, ...]]:
    """The columns of every table that lists papers, by the table's line."""
    rows: defaultdict[int, list[Block]] = defaultdict(list)
    queue = list(blocks)
    while queue:
        block = queue.pop()
        queue.extend(block.below)
        if block.header:
            rows[block.table].append(block)
    found = {table: _find_columns(of_table, given) for table, of_table in rows.items()}
    return {table: columns for table, columns in found.items() if columns}


def _find_columns(rows: Sequence[Block], given: Mapping[str, str]) -> tuple[Column, ...] | None:
    """What the columns of a table hold: by their names, else the title is in the first column with links or long texts."""
    columns = assign_columns([strip_signs(name) or name for name in rows[0].header], given)
    linked = sum(any(_is_link(part) for cell in row.cells for part in cell) for row in rows)
    if any(column.role == "title" for column in columns):
        is_list = linked * 2 >= len(rows) or any(column.role in ("authors", "venue", "year", "date") for column in columns)
        return columns if is_list else None
    for number, column in enumerate(columns):
        cells = [row.cells[number] for row in rows if number < len(row.cells)]
        titles = [cell for cell in cells if any(_is_link(part) and len(part.text.split()) > 2 for part in cell)]
        if titles and len(titles) * 2 >= len(cells):
            return tuple(Column(one.name, "title", 0) if one is column else one for one in columns)
    return None


def _is_link(part: Part) -> bool:
    return bool(part.url) and is_external(part.url)


def _read_cells(columns: Sequence[Column], cells: Sequence[Sequence[Part]]) -> list[Value]:
    """The values of a row: what cells say, and where their links lead."""
    values: list[Value] = []
    for column, cell in zip(columns, cells, strict=False):
        if column.role == "title":
            values.extend(_read_title(column, cell))
            continue
        links = [part for part in cell if _is_link(part)]
        for part in links:
            kind = column.role if column.role in _LINKS else find_label(part.text)
            values.append((Column(column.name, kind if kind and kind != "other" else "address", 2), part.url))
        loose = [part for part in cell if not part.is_picture]
        said = format_plain(part for part in loose if not (_is_link(part) and find_label(part.text)))
        is_of_links = column.role in _LINKS or column.role in ("arxiv", "doi", "openreview")
        if (links and is_of_links) or strip_signs(said).casefold() in EMPTY:
            continue
        text = format_markdown(loose) if column.role in ("remark", "abstract") else said
        values.append((column, _read_venue(column, said, values) if column.role == "venue" else text))
    return values


def _read_title(column: Column, cell: Sequence[Part]) -> Iterator[Value]:
    """The title's cell: the title, and the links in it; a line below the title may hold badges, names or a venue."""
    own = read_values(Block(1, (), tuple(cell)))
    plain = format_plain(part for part in cell if not (part.is_picture or (part.url and find_label(part.text))))
    if own is None:
        yield column, strip_signs(plain) and plain
        yield from ((Column(column.name, "address", 2), part.url) for part in cell if _is_link(part))
        return
    has_break = any(part.is_break for part in cell)
    is_whole = has_break or any(part.url and not part.is_picture and not find_label(part.text) for part in cell)
    for known, value in own:
        if known.role == "title":
            around = Findings()
            yield column, value if is_whole else part_title(plain, around)
            yield from ((Column(other.name, other.role, 5), said) for other, said in around.values)
        elif known.role in ("remark", None) and not is_whole:
            continue
        else:
            yield Column(known.name, known.role, known.rank + 5), value


def _read_venue(column: Column, text: str, values: list[Value]) -> str:
    """A venue's cell may hold the year as well: `ICML 2024`."""
    place = find_appearance(text)
    if place is None:
        return text
    if place.date:
        values.append((Column(column.name, "date", 8), place.date))
    return place.venue


FORMAT = Format("awesome", "awesome list (Markdown)", sniff, read)
