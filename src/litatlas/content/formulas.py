r"""Formulas of people's Markdown, in TeX between dollar signs, to MathML, which browsers show without a script."""

import re
from dataclasses import dataclass
from html import escape, unescape
from itertools import accumulate
from typing import Any
from xml.etree.ElementTree import Element

import markdown
from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element
from pymdownx.arithmatex import ArithmatexExtension, InlineArithmatexPattern

MAX_LENGTH = 2000
"""The characters of the longest formula that is shown."""
MAX_NESTING = 50
"""The braces within braces of the deepest formula that is shown: far from what the stack bears, and from what people read."""

_OPTIONS: dict[str, Any] = {
    "generic": True,
    "inline_syntax": ["dollar"],
    "block_syntax": ["dollar"],
    "tex_inline_wrap": ["", ""],
    "tex_block_wrap": ["", ""],
}
_INLINE = r"(?:(?<!\\)((?:\\{2})+)(?=\$)|(?<!\\)(\$)(?![\s$])((?:\\.|[^\\$\x02\x03])+?)(?<!\s)\$(?![\d$]))"
r"""A formula in a line of text, by the rule of pandoc's `tex_math_dollars`: `$5 to $10` is none, nor is `\$x$`."""

_FOUND = re.compile(r'<(?P<tag>span|div) class="arithmatex">(?P<tex>[^<]*)</(?P=tag)>')
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_DEEPER = {"{": 1, "}": -1}
_UNKNOWN = re.compile(r"<mi[^>]*>(?P<command>\\[A-Za-z]+)</mi>")
"""How the library leaves a command that it does not know."""
_UPRIGHT = re.compile(r"&#x000[4-7][0-9A-F];")
"""How the library writes an upright letter that stands alone; where there are more of them, it names the variant."""
_TAGS = frozenset(
    "math mrow mi mn mo mtext mspace msub msup msubsup munder mover munderover mfrac msqrt mroot mtable mtr mtd mpadded "
    "mphantom mstyle".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder alttext columnalign depth display displaystyle fence form height largeop linethickness lspace "
    "mathvariant maxsize minsize movablelimits rspace scriptlevel separator stretchy width".split()
)
"""Of MathML Core (W3C), those that shape a formula; none that colours it, names a style or leads elsewhere."""

_DEFINITION = re.compile(r"\\(?:def|(?:re)?new(?:command|environment))(?![A-Za-z])")
"""Commands that make commands: the library expands them, and a short formula could become a very long one."""
_ERRORS: tuple[type[Exception], ...] = tuple(
    error for error in vars(exceptions).values() if isinstance(error, type) and issubclass(error, Exception)
)
_UNREADABLE: tuple[type[Exception], ...] = (
    *_ERRORS,
    AttributeError,
    LookupError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
)
"""What the library raises of broken TeX: errors of its own, whose names say what is missing, and Python's."""
_THIN_SPACE = '<mspace width="0.167em"></mspace>'


@dataclass(frozen=True, slots=True)
class BrokenFormula:
    """A formula that cannot be shown."""

    tex: str
    """As it is written, without its dollar signs."""
    reason: str


class Formulas(ArithmatexExtension):  # type: ignore[misc]
    """Markdown's extension that finds formulas: `$x^2$` in a line, `$$` around a paragraph of its own."""

    def __init__(self) -> None:
        super().__init__(**_OPTIONS)

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  (the library's name)
        """Find formulas after code and before escapes."""
        super().extendMarkdown(md)
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


def render_formula(tex: str, *, is_block: bool) -> str:
    """A formula as MathML, in a line or in a block of its own.

    Raises:
        ValueError: it is not TeX, or not of the part of TeX that can be shown; says why.
    """
    if len(tex) > MAX_LENGTH:
        raise ValueError(f"has more than {MAX_LENGTH:,} characters")
    if defined := _DEFINITION.search(tex):
        raise ValueError(f"has {defined[0]}, which is not known")
    plain = _ESCAPED.sub("", tex)
    if plain.count("{") != plain.count("}"):
        raise ValueError(f"has {plain.count('{')} opening and {plain.count('}')} closing braces")
    if max(accumulate(_DEEPER.get(character, 0) for character in plain), default=0) > MAX_NESTING:
        raise ValueError("is nested too deeply")
    try:
        root = convert_to_element(tex, display="block" if is_block else "inline")
        root.set("alttext", tex)
        html = _write(root)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except _UNREADABLE as error:
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__.removesuffix("Error")).lower()
        told = f": {words}" if type(error) in _ERRORS else ""
        raise ValueError(f"is not TeX that can be read{told}") from None
    if unknown := _UNKNOWN.search(html):
        raise ValueError(f"has {unknown['command']}, which is not known")
    return html


def _write(element: Element) -> str:
    """An element of the library's tree as HTML; its texts have characters as references."""
    tag = element.tag if element.tag in _TAGS else "mrow"
    attributes = {name: value for name, value in element.items() if name in _ATTRIBUTES}
    if tag == "mi" and _UPRIGHT.fullmatch(element.text or ""):
        attributes["mathvariant"] = "normal"
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    inner = escape(unescape(element.text or ""), quote=False)
    for before, child in zip((None, *element), element, strict=False):
        if tag == "mrow" and before is not None and _are_apart(before, child):
            inner += _THIN_SPACE
        inner += _write(child)
    return f"<{tag}{written}>{inner}</{tag}>"


def _are_apart(before: Element, after: Element) -> bool:
    """Whether TeX sets a thin space between two: a function such as log, and what is no operator, bracket or space."""
    tags = {before.tag, after.tag}
    return (_is_function(before) or _is_function(after)) and not tags & {"mo", "mspace", "mtext"}


def _is_function(element: Element) -> bool:
    base = element[0] if element.tag in ("msub", "msup", "msubsup") else element
    return base.tag == "mi" and len(base.text or "") > 1 and (base.text or "").isalpha()
