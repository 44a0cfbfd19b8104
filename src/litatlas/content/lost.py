"""What of a Markdown text does not get onto its page: nothing of it is lost without a word."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from litatlas.content.blocks import BAR, DEEP, DEEPEST, NO_BAR, WHOLE, list_tokens
from litatlas.content.cleaning import ELEMENTS, OF_LINES, SHOWN, is_taken_out, keeps_attribute
from litatlas.errors import quote_start

_NOT_SHOWN = re.compile(r"<!--(?P<comment>.*?)(?P<end>-->|\Z)|<(?P<kind>!\[CDATA\[|\?|![A-Za-z])", re.DOTALL)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?P<rest>(?:\s[^<>]*)?)/?>")
_VALUE = re.compile(r"""(?P<name>[^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+)""")
_SWITCHES = frozenset("open hidden reversed checked disabled controls loop muted autoplay nowrap compact selected".split())
"""Attributes of HTML that have no value."""
_NO_TAG = "write &lt; for a sign that begins no tag"
_REFERENCE = re.compile(r"\[\^(?P<label>[^\[\]\n]+)\](?!:)")


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that a text says and its page does not."""

    line: int
    """The line of the text, from 0."""
    message: str
    hint: str


def find_lost(text: str) -> tuple[Lost, ...]:
    """What does not get onto the page, in the order of the lines, also of what footnotes say; empty for nearly all texts."""
    tokens = list_tokens(text)
    return tuple(sorted((*_find_in_blocks(text, tokens), *_find_footnotes(tokens)), key=lambda one: one.line))


def _find_in_blocks(text: str, tokens: Sequence[tuple[int, Token]]) -> Iterator[Lost]:
    yield from _find_deep(tokens)
    yield from _find_cells(tokens, text.split("\n"))
    for line, token in tokens:
        content = token.content.replace(NO_BAR, "|")
        if token.type == "html_block":
            yield from _find_html(content, line, is_block=True)
        elif token.type == "inline":
            yield from _find_html(_blank(content), line, is_block=False)
        elif token.type == "footnote":
            for lost in _find_in_blocks(content, list_tokens(content)):
                yield replace(lost, line=line + lost.line)


def _blank(content: str) -> str:
    """A text of lines without its code, formulas and escapes; everything else keeps its place."""
    return WHOLE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), content)


def _find_html(html: str, line: int, *, is_block: bool) -> Iterator[Lost]:
    for match in _NOT_SHOWN.finditer(html):
        at = line + html.count("\n", 0, match.start())
        if match["comment"] is not None and not match["end"]:
            yield Lost(at, "the comment that begins here has no end: it stands as text on the page", "end it with -->")
        elif match["kind"]:
            yield Lost(at, f"{quote_start(match[0])} does not get onto the page as a tag: it stands as it is written", _NO_TAG)
    shown = _NOT_SHOWN.sub(lambda found: "\n" * found[0].count("\n"), html)
    open_: Counter[str] = Counter()
    places: dict[str, int] = {}
    for match in _TAG.finditer(shown):
        name = match["name"].lower()
        at = line + shown.count("\n", 0, match.start())
        if name not in ELEMENTS or name in SHOWN:
            continue
        words = [word for word in _VALUE.sub(" ", match["rest"]).split() if word.lower() not in _SWITCHES and word != "/"]
        if words:
            message = (
                f"{quote_start(match[0])} is read as the tag <{name}>: {quote_start(' '.join(words))} does not get onto the page"
            )
            yield Lost(at, message, _NO_TAG)
        elif not match["end"]:
            yield from _find_taken_out(name, match["rest"], at)
        if not words and name in OF_LINES:
            open_[name] += -1 if match["end"] else 1
            places.setdefault(name, at)
    for name, count in open_.items() if not is_block else ():
        if count > 0:
            yield Lost(places[name], f"the tag <{name}> is not closed in its paragraph", f"close it with </{name}>, or {_NO_TAG}")


def _find_taken_out(name: str, attributes: str, line: int) -> Iterator[Lost]:
    """A tag that pages do not have, or its attributes that they do not."""
    if is_taken_out(name):
        hint = f"write it in Markdown, or &lt;{name}> to show the tag itself"
        yield Lost(line, f"the tag <{name}> does not get onto the page, only what stands in it", hint)
        return
    names = [value["name"].lower() for value in _VALUE.finditer(attributes)]
    if lost := [one for one in names if not keeps_attribute(name, one)]:
        yield Lost(line, f"of the tag <{name}>, {', '.join(lost)} does not get onto the page", "take it out")


def _find_deep(tokens: Sequence[tuple[int, Token]]) -> Iterator[Lost]:
    """Where lists and quotations within one another are deeper than is read: what stands there is text."""
    for line, token in tokens:
        if token.info == DEEP and token.type == "inline":
            message = "what stands in so many lists and quotations within one another is shown as plain text"
            yield Lost(line, message, f"nest lists at most {DEEPEST // 2 - 1} deep, quotations {DEEPEST - 1}")
            return


def _find_cells(tokens: Sequence[tuple[int, Token]], lines: Sequence[str]) -> Iterator[Lost]:
    """Rows of tables that have more cells than there are columns."""
    columns = 0
    in_head = False
    for line, token in tokens:
        if token.type in ("thead_open", "thead_close"):
            in_head = token.type == "thead_open"
            columns = 0 if in_head else columns
        elif token.type == "th_open" and in_head:
            columns += 1
        elif token.type == "tr_open" and not in_head:
            row = _blank(lines[line]).strip().lstrip("> ").removeprefix("|")
            cells = BAR.split(row[:-1] if row.endswith("|") else row)
            if len(cells) > columns:
                message = f"this row has {len(cells)} cells and its table {columns} columns: the others do not get onto the page"
                yield Lost(line, message, r"take cells out, add columns to the first two lines, or write \| for a bar")


def _find_footnotes(tokens: Sequence[tuple[int, Token]]) -> Iterator[Lost]:
    """Footnotes that are there twice, of which one is shown, or that nothing refers to, and references to none."""
    given: dict[str, int] = {}
    asked: set[str] = set()
    for line, token in tokens:
        if token.type == "footnote" and given.setdefault(token.info, line) != line:
            message = f"a footnote [^{token.info}] stands above already: one of the two is shown"
            yield Lost(line, message, "give it a name of its own")
    for line, token in tokens:
        for match in _REFERENCE.finditer(_blank(token.content)) if token.type in ("inline", "footnote") else ():
            asked.add(label := match["label"])
            if label not in given:
                at = line + token.content.count("\n", 0, match.start())
                yield Lost(
                    at, f"there is no footnote [^{label}]", f"write it, '[^{label}]: …', or \\[^ for these signs themselves"
                )
    for label in given.keys() - asked:
        yield Lost(
            given[label], f"nothing refers to the footnote [^{label}]", f"write [^{label}] where it belongs, or take it out"
        )
