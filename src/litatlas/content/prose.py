"""People's Markdown texts, as they are read: parsed once, with what they refer to."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from litatlas.content.excess import Excess, find_excess
from litatlas.content.formulas import BrokenFormula, render_formulas
from litatlas.content.front_matter import Matter
from litatlas.content.markdown import Reference, finish_html, list_ids, parse_markdown
from litatlas.errors import Fault


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown text of people's."""

    text: str
    """As it is written."""
    line: int
    """The line of the file that it begins in, from 1."""
    file: str
    """Relative to the review's folder."""
    html: str
    """What `parse_markdown` makes of it, with its formulas."""
    references: tuple[Reference, ...]
    """What it refers to, in the order of the page, as often as it does."""
    ids: frozenset[str] = frozenset()
    """The ids of its headings and other parts, without the prefix that they have on a page."""
    broken: tuple[BrokenFormula, ...] = ()
    """Its formulas that cannot be shown."""
    excess: Excess | None = None
    """What it has too much of to be shown at all."""

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.text.strip())


NOTHING = Prose("", 0, "", "", ())
"""The text of a page that nobody wrote."""


def parse_prose(text: str, line: int, file: str) -> Prose:
    """A text that begins in a line of a file."""
    if excess := find_excess(text):
        return Prose(text, line, file, "", (), excess=excess)
    references: list[Reference] = []
    html, broken = render_formulas(parse_markdown(text))
    finish_html(html, references.append)
    return Prose(text, line, file, html, tuple(references), list_ids(html), broken)


def parse_body(matter: Matter) -> Prose:
    """The text below a file's front matter."""
    return parse_prose(matter.body, matter.body_line, matter.file)


def find_unshown(prose: Prose) -> Iterator[Fault]:
    """What of a text cannot be shown: formulas, where they stand for the first time, or the text as a whole."""
    if prose.excess:
        line = prose.line + prose.text.count("\n", 0, prose.excess.position)
        yield Fault(prose.file, line, f"{prose.excess.message}; that takes too long to read", prose.excess.hint)
    for formula in prose.broken:
        line = prose.line + prose.text.count("\n", 0, max(prose.text.find(formula.tex), 0))
        shown = shorten(formula.tex, 60, placeholder="…") or formula.tex[:60]
        hint = "mend it, or write \\$ for a dollar sign"
        yield Fault(prose.file, line, f"the formula {shown!r} {formula.reason}", hint)
