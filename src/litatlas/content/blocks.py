"""Blocks of Markdown as GitHub reads them: paragraphs, lists, tables, code, quotations, footnotes, formulas of their own lines.

The package markdown finds blocks by rules of 2004: a list needs a blank line above it and four spaces within it. Here
markdown-it-py, which keeps to CommonMark, finds them; markdown does the rest, what stands in lines and all that extensions add.
"""

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.extensions.codehilite import CodeHilite
from markdown.extensions.footnotes import FootnoteExtension
from markdown.util import AtomicString
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from litatlas.content.cleaning import show_open_comments

DEEPEST = 60
"""Levels of lists and quotations within one another; what is deeper stands as text."""
DEEP = "deep"
"""Marks the tokens of such text."""

NO_BAR = "\ufdd0"
"""Stands for a bar that ends no cell while blocks are found: Unicode keeps this code point for such private use."""
BAR = re.compile(r"(?<!\\)\|")
"""What ends a cell of a table."""
CODE = r"(?<!`)(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`)"
"""The source of a pattern for code within a line."""
FORMULA = r"\$(?![\s$])(?:\\.|[^\\$\n])+?(?<!\s)\$(?![\d$])"
"""The same for a formula."""
WHOLE = re.compile(rf"\\.|{CODE}|\$\$(?![\s$])(?:\\.|[^\\$\n])+?(?<!\s)\$\$|{FORMULA}|\[\[[^\[\]|\\\n]+\|[^\[\]|\n]+\]\]")
"""What a bar does not end a cell in: code, a formula, a link by slug, and what is escaped."""
_FOOTNOTE = re.compile(r"\[\^(?P<label>[^\]\n]+)\]:[ \t]*(?P<text>.*)")
_ALERT = re.compile(r"\[!(?P<kind>NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|\Z)", re.IGNORECASE)
_LANGUAGE = re.compile(r"[{.\s]*(?P<name>[\w+#.-]*)")
_STYLES = {"text-align:right": "end", "text-align:center": "center"}
_INDENT = 4


class GitHubBlocks(Extension):
    """Markdown's extension that finds blocks by GitHub's rules. It comes before extensions that ask for the parser."""

    def __init__(self, code_class: str) -> None:
        super().__init__()
        self._code_class = code_class

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (the library's name)
        """Take over the parser, and what it makes needless."""
        md.preprocessors.deregister("html_block")
        md.parser = _Parser(md, self._code_class)


class _Parser(BlockParser):
    """Makes a tree of the blocks, whose texts are still to be looked through for what stands in lines."""

    def __init__(self, md: Markdown, code_class: str) -> None:
        super().__init__(md)
        self._code_class = code_class
        self._blocks = _make_parser()

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802  (the library's name)
        """The tree of a text."""
        root = Element(self.md.doc_tag)
        self.parseChunk(root, "\n".join(lines))
        return ElementTree(root)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802  (the library's name)
        """Add the blocks of a text to an element."""
        tokens, references = _parse(text, self._blocks)
        for label, reference in references.items():
            self.md.references.setdefault(label.lower(), (reference["href"], reference.get("title", "")))
        _Tree(self.md, self._code_class).grow(parent, tokens)


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST + 3}).enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    for name, rule in (("formula", _read_formula), ("footnote", _read_footnote)):
        parser.block.ruler.before("fence", name, rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.before("table", "deep", _read_deep)
    parser.block.ruler.at("html_block", _read_html, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser


def _parse(text: str, parser: MarkdownIt) -> tuple[list[Token], Mapping[str, Any]]:
    """The blocks of a text, and what its links refer to by name."""
    kept = WHOLE.sub(lambda found: BAR.sub(NO_BAR, found[0]), text)
    env: MutableMapping[str, Any] = {}
    state = StateCore(kept, parser, env)
    parser.core.process(state)
    return state.tokens, env.get("references", {})


def list_lines(text: str) -> tuple[list[tuple[int, str]], Mapping[str, Any]]:
    """What stands in paragraphs, headings and cells of a text, each with its line from 0, and what links refer to by name."""
    parser = _make_parser()
    tokens, references = _parse(text, parser)
    found: list[tuple[int, str]] = []
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "inline":
            found.append((line, token.content.replace(NO_BAR, "|")))
        elif token.type == "footnote":
            found += [(line + below, content) for below, content in list_lines(token.content.replace(NO_BAR, "|"))[0]]
    return found, references


def list_html(text: str) -> list[tuple[int, str]]:
    """The blocks of HTML of a text, each with its line from 0."""
    return [(line, token.content) for line, token in list_tokens(text) if token.type == "html_block"]


def list_tokens(text: str) -> list[tuple[int, Token]]:
    """The blocks of a text as markdown-it-py tells them, each with its line from 0; what a footnote says is its content."""
    return [(token.map[0] if token.map else 0, token) for token in _parse(text, _make_parser())[0]]


class _Tree:
    """Elements made of tokens."""

    def __init__(self, md: Markdown, code_class: str) -> None:
        self._md = md
        self._code_class = code_class

    def grow(self, parent: Element, tokens: Sequence[Token]) -> None:
        """Add what the tokens say below an element."""
        path = [parent]
        for token in tokens:
            if token.nesting > 0:
                path.append(path[-1] if token.hidden else self._open(path[-1], token))
            elif token.nesting < 0:
                closed = path.pop()
                if token.type == "blockquote_close":
                    _mark_alert(closed)
            else:
                self._add(path[-1], token)

    def _open(self, parent: Element, token: Token) -> Element:
        attributes = {}
        if token.tag == "ol" and token.attrs.get("start", 1) != 1:
            attributes["start"] = str(token.attrs["start"])
        if token.tag in ("th", "td") and (name := _STYLES.get(str(token.attrs.get("style")))):
            attributes["class"] = name
        return SubElement(parent, token.tag, attributes)

    def _add(self, parent: Element, token: Token) -> None:
        content = token.content.replace(NO_BAR, "|")
        if token.type == "inline":
            _append_text(parent, content)
        elif token.type == "html_block":
            self._store(parent, show_open_comments(content.rstrip("\n")))
        elif token.type == "formula" or (token.type == "fence" and token.info.strip() == "math"):
            SubElement(parent, "div", {"class": "arithmatex"}).text = AtomicString(content.strip())
        elif token.type == "footnote":
            self._add_footnote(str(token.info), content)
        elif token.type in ("fence", "code_block"):
            language = _LANGUAGE.match(token.info)
            named = language["name"] if language else ""
            code = CodeHilite(content, lang=named or None, guess_lang=False, css_class=self._code_class, use_pygments=True)
            self._store(parent, code.hilite(shebang=False))
        elif token.type == "hr":
            SubElement(parent, "hr")

    def _store(self, parent: Element, html: str) -> None:
        """HTML that is ready, in a paragraph of its own, in whose place it stands at the end."""
        SubElement(parent, "p").text = AtomicString(self._md.htmlStash.store(html))

    def _add_footnote(self, label: str, text: str) -> None:
        for extension in self._md.registeredExtensions:
            if isinstance(extension, FootnoteExtension):
                extension.setFootnote(label, text)


def _append_text(parent: Element, text: str) -> None:
    """Add a text behind all that an element holds."""
    if len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''}\n{text}"
    else:
        parent.text = f"{parent.text}\n{text}" if parent.text else text


def _mark_alert(quotation: Element) -> None:
    """Make an alert of a quotation whose first line says which: `[!NOTE]`."""
    first = quotation[0] if len(quotation) else None
    found = _ALERT.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or not found:
        return
    kind = found["kind"].lower()
    quotation.set("class", f"alert {kind}")
    first.text = (first.text or "")[found.end() :]
    if not first.text:
        quotation.remove(first)
    title = Element("p", {"class": "alert-title"})
    title.text = kind.capitalize()
    quotation.insert(0, title)


def _read_formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  (the library's signature)
    """A formula of its own lines: from a line that begins with `$$` to one that ends with it."""
    if state.is_code_block(start) or not _line(state, start).startswith("$$"):
        return False
    last, opened = start, _line(state, start)[2:]
    lines = [opened]
    while not lines[-1].rstrip().endswith("$$"):
        last += 1
        if last >= end or (state.sCount[last] < state.blkIndent and not state.isEmpty(last)):
            return False
        lines.append(state.getLines(last, last + 1, state.blkIndent, keepLastLF=False))
    content = "\n".join(lines).rstrip()[:-2]
    if not content.strip() or "$$" in content:
        return False
    if not silent:
        _push(state, "formula", content, start, last + 1)
    return True


def _read_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  (the library's signature)
    """What a footnote says: `[^1]: text`, with the lines below that are indented, or go on with its paragraph."""
    found = None if state.is_code_block(start) else _FOOTNOTE.match(_line(state, start))
    if not found:
        return False
    if silent:
        return True
    lines, following = [found["text"]], start + 1
    while following < end:
        is_indented = state.sCount[following] - state.blkIndent >= _INDENT
        if state.isEmpty(following):
            lines.append("")
        elif is_indented or (lines[-1] and not _begins_block(state, following, end)):
            lines.append(
                state.getLines(following, following + 1, state.blkIndent + (_INDENT if is_indented else 0), keepLastLF=False)
            )
        else:
            break
        following += 1
    while not lines[-1] and len(lines) > 1:
        lines.pop()
        following -= 1
    _push(state, "footnote", "\n".join(lines), start, following, info=found["label"])
    return True


def _read_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  (the library's signature)
    """A block of HTML, but where it would go on to the end because nothing closes it: that is Markdown, as what follows is."""
    line = "" if state.is_code_block(start) else _line(state, start)
    kind = next((one for one in HTML_SEQUENCES if one[0].search(line)), None)
    if kind and not kind[1].search("") and not _is_ended(state, start, end, kind[1]):
        return False
    return html_block(state, start, end, silent)


def _is_ended(state: StateBlock, start: int, end: int, closing: re.Pattern[str]) -> bool:
    """Whether a line before the end of what a block stands in closes it; lines that do not are looked through once."""
    first, line = state.env.setdefault("open", {}).get(closing.pattern, (start, start))
    if not first <= start <= line:
        first = line = start
    while line < end and (line == start or state.sCount[line] >= state.blkIndent or state.isEmpty(line)):
        if closing.search(_line(state, line)):
            return True
        line += 1
    state.env["open"][closing.pattern] = (first, line)
    return False


def _read_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001  (the library's signature)
    """What stands deeper than `DEEPEST` in lists and quotations, as one text."""
    if silent or state.level < DEEPEST:
        return False
    last = start
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    _push_text(state, state.getLines(start, last, state.blkIndent, keepLastLF=False).strip(), start, last)
    return True


def _push_text(state: StateBlock, content: str, start: int, end: int) -> None:
    state.push("paragraph_open", "p", 1).map = [start, end]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children, token.info = content, [start, end], [], DEEP
    state.push("paragraph_close", "p", -1)
    state.line = end


def _begins_block(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line ends the paragraph above it."""
    silent = True
    return any(rule(state, line, end, silent) for rule in state.md.block.ruler.getRules("paragraph"))


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _push(state: StateBlock, kind: str, content: str, start: int, end: int, *, info: str = "") -> None:
    token = state.push(kind, "", 0)
    token.content, token.info, token.map, token.block = content, info, [start, end], True
    state.line = end
