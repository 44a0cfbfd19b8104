r"""Formulas of people's Markdown, in TeX between dollar signs: where they stand, and MathML in their place."""

import re
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

import markdown
from pymdownx.arithmatex import ArithmatexExtension, InlineArithmatexPattern

from litatlas.content.mathml import render_formula

_OPTIONS: dict[str, Any] = {
    "generic": True,
    "inline_syntax": ["dollar"],
    "block_syntax": [],
    "tex_inline_wrap": ["", ""],
}
_INLINE = (
    r"(?:(?<!\\)((?:\\{2})+)(?=\$)|(?<!\\)(\$)(?![\s$])((?:\\text\s*\{[^{}\x02\x03]*\}|\\.|[^\\$\x02\x03])+?)(?<!\s)\$(?![\d$]))"
)
r"""A formula in a line of text, by the rule of pandoc's `tex_math_dollars`: `$5 to $10` is none, nor is `\$x$`. A dollar sign
within `\text{…}` does not end it."""
_INLINE_DOUBLE = r"(?:(?<!\\)((?:\\{2})+)(?=\$)|(?<![\\$])(\$\$)(?![\s$])((?:\\.|[^\\$\x02\x03])+?)(?<!\s)\$\$(?![$\d]))"
"""A formula between two dollar signs on either side that shares its line with words, or stands in a cell of a table."""
_INLINE_TICKED = r"(?:(?<!\\)((?:\\{2})+)(?=\$`)|(?<!\\)(\$)`([^`\x02\x03]+)`\$)"
"""GitHub's other form, in which no sign of Markdown counts: $`a_i`$."""

_FOUND = re.compile(r'<(?P<tag>span|div) class="arithmatex">(?P<tex>[^<]*)</(?P=tag)>')


@dataclass(frozen=True, slots=True)
class BrokenFormula:
    """A formula that cannot be shown."""

    tex: str
    """As it is written, without its dollar signs."""
    reason: str


class Formulas(ArithmatexExtension):  # type: ignore[misc]
    """Markdown's extension that finds formulas in a line: `$x^2$`. Those of lines of their own are blocks."""

    def __init__(self) -> None:
        super().__init__(**_OPTIONS)

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (the library's name)
        """Find formulas after code and before escapes, those in backticks before code."""
        super().extendMarkdown(md)
        md.inlinePatterns.register(InlineArithmatexPattern(_INLINE_TICKED, self.getConfigs()), "formulas-ticked", 190.1)
        md.inlinePatterns.register(InlineArithmatexPattern(_INLINE_DOUBLE, self.getConfigs()), "formulas-double", 189.95)
        md.inlinePatterns.register(InlineArithmatexPattern(_INLINE, self.getConfigs()), "arithmatex-inline", 189.9)


def render_formulas(html: str) -> tuple[str, tuple[BrokenFormula, ...]]:
    """Clean HTML with its formulas as MathML; those that cannot be shown stand as code, and are returned."""
    broken: list[BrokenFormula] = []

    def render(found: re.Match[str]) -> str:
        tex = unescape(found["tex"]).strip()
        try:
            formula = render_formula(tex, is_block=found["tag"] == "div")
        except ValueError as error:
            broken.append(BrokenFormula(tex, str(error)))
            formula = f"<code>{escape(tex)}</code>"
        return f'<{found["tag"]} class="formula">{formula}</{found["tag"]}>'

    return _FOUND.sub(render, html), tuple(broken)
