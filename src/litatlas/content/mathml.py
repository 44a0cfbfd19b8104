r"""Formulas in TeX to MathML Core, which browsers show without a script: shown right, or refused with the reason.

The library math-core reads the TeX. What it returns is looked through: elements and attributes that shape a formula get through,
its styles become classes, since pages allow no inline styles, and each letter of the TeX must stand in what it made.
"""

import re
from collections import Counter
from html import escape
from itertools import accumulate
from unicodedata import normalize
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from math_core import LatexError, LatexToMathML

from litatlas.content.tex import find_stray, list_letters, prepare_tex

MAX_LENGTH = 2000
"""The characters of the longest formula that is shown."""
MAX_NESTING = 50
"""The braces within braces of the deepest formula that is shown: far from what the stack bears, and from what people read."""

_MACROS = {
    "ensuremath": "#1",
    "substack": r"\begin{subarray}{c}#1\end{subarray}",
    "bold": r"\mathbf{#1}",
    "Bbb": r"\mathbb{#1}",
    "mathbbm": r"\mathbb{#1}",
}
"""Commands that people know from other programs, in words of the library."""
_REFUSED = re.compile(
    r"\\(?:def|gdef|let|(?:re)?new(?:command|environment)|providecommand|DeclareMathOperator|(?:text|page)?color)(?![A-Za-z])"
)
"""Commands that make commands, by which a short formula could become very long, and colours, which pages take from no text."""
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_DEEPER = {"{": 1, "}": -1}
_ERROR = re.compile(r"(?P<at>\d+): (?P<reason>.*)", re.DOTALL)
_UNKNOWN = re.compile(r'Unknown (?P<what>command|environment) "(?P<name>[^"]*)"\.?')

_TAGS = frozenset(
    "math mrow mi mn mo mtext mspace msub msup msubsup munder mover munderover mmultiscripts mprescripts mfrac msqrt mroot "
    "mtable mtr mtd mpadded mphantom mstyle".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder alttext depth display displaystyle form height largeop linethickness lspace mathvariant maxsize minsize "
    "movablelimits rspace scriptlevel separator stretchy symmetric voffset width".split()
)
"""Of MathML Core (W3C), those that shape a formula; none that colours it, names a style or leads elsewhere."""
_LINES = {f"border-{side}": f"formula-{side}" for side in ("top", "bottom", "left", "right")}
_CLASSES = {
    "text-align:right": "formula-end",
    "text-align:left": "formula-start",
    "justify-items:end": "",
    "justify-items:start": "",
    "padding-right:0": "formula-no-right",
    "padding-left:0": "formula-no-left",
    "padding-top:0": "formula-flat",
    "padding-bottom:0": "",
    "padding-left:1em": "formula-apart",
    "padding-left:0.1em": "formula-narrow",
    "padding-right:0.1em": "",
    "padding-right:0.1667em": "formula-spaced",
    "padding-top:0.1667em": "formula-low",
    "margin-left:-0.16666667em": "formula-back",
    "margin-left:-0.22222222em": "formula-back-more",
    "margin-left:-0.2777778em": "formula-back-most",
}
"""The library's styles, and the classes of the site's stylesheet that say the same."""
_ENCLOSED = {
    "box": "formula-box",
    "updiagonalstrike": "formula-up",
    "downdiagonalstrike": "formula-down",
    "updiagonalstrike downdiagonalstrike": "formula-crossed",
    "horizontalstrike": "formula-struck",
}
"""What may be drawn around or through a part. MathML Core has no `menclose`."""
_FACES = {
    "b": "formula-bold",
    "strong": "formula-bold",
    "i": "formula-italic",
    "em": "formula-italic",
    "code": "formula-mono",
    "span": "",
}
"""HTML within texts, and the class of the text in its place."""
_VECTOR = "\u20d7"
"""The arrow over a letter, which browsers set beside it: it joins with the letter before, and there is none."""
_SIGNS = {"&ApplyFunction;": "\u2061", "&InvisibleTimes;": "\u2062"}


def render_formula(tex: str, *, is_block: bool) -> str:
    """A formula as MathML, in a line or in a block of its own.

    Raises:
        ValueError: it is not TeX, or not of the part of TeX that can be shown; says why.
    """
    _check_size(tex)
    if refused := _REFUSED.search(tex):
        raise ValueError(f"has {refused[0]}, which is not known")
    if stray := find_stray(tex):
        raise ValueError(stray)
    root = _convert(prepare_tex(tex), is_block=is_block)
    html = _write(root, {"display": "block" if is_block else "inline", "alttext": tex})
    lost = Counter(_fold("".join(list_letters(tex)))) - Counter(_fold("".join(root.itertext())))
    if lost:
        raise ValueError(f"loses {'letters' if len(lost) > 1 else 'a letter'} on the way: {', '.join(sorted(lost)[:5])}")
    return html


def _check_size(tex: str) -> None:
    if len(tex) > MAX_LENGTH:
        raise ValueError(f"has more than {MAX_LENGTH:,} characters")
    plain = _ESCAPED.sub("", tex)
    if plain.count("{") != plain.count("}"):
        raise ValueError(f"has {plain.count('{')} opening and {plain.count('}')} closing braces")
    if max(accumulate(_DEEPER.get(character, 0) for character in plain), default=0) > MAX_NESTING:
        raise ValueError("is nested too deeply")


def _convert(tex: str, *, is_block: bool) -> Element:
    converter = LatexToMathML(fancy_error=False, macros=_MACROS, allow_unreliable_rendering=True, max_expansions=200)
    try:
        xml = converter.convert_with_local_state(tex, displaystyle=is_block)
    except LatexError as error:
        raise ValueError(_explain(str(error))) from None
    for name, sign in _SIGNS.items():
        xml = xml.replace(name, sign)
    try:
        return ElementTree.fromstring(xml)  # noqa: S314  (the library wrote it)
    except ElementTree.ParseError:
        raise ValueError("has characters that no page can hold") from None


def _explain(error: str) -> str:
    r"""The library's error in words of ours: `12: Unknown command "\foo".` has a place, a reason and a name."""
    if unknown := _UNKNOWN.search(error):
        name = unknown["name"] if unknown["what"] == "command" else f"the environment {unknown['name']}"
        return f"has {name}, which is not known"
    found = _ERROR.match(error)
    reason = (found["reason"] if found else error).strip().rstrip(".")
    return f"is not TeX that can be read: {reason[:1].lower()}{reason[1:]}"


def _fold(text: str) -> str:
    """Letters as they are whatever their face: `𝐖`, `ℒ` and `W`, `L` are the same to those who look for lost ones."""
    return "".join(character for character in normalize("NFKD", text) if character.isalnum())


def _write(element: Element, attributes: dict[str, str] | None = None) -> str:
    """An element of the library's tree as HTML.

    Raises:
        ValueError: it has something that the site's pages do not show.
    """
    if element.tag == "mtext":
        return _write_text(element)
    classes = _classify(element)
    tag = "mrow" if element.tag == "menclose" else element.tag
    if tag not in _TAGS:
        raise ValueError(f"needs {tag}, which browsers do not show")
    kept = {name: value for name, value in element.items() if name in _ATTRIBUTES and name != "alttext"} | (attributes or {})
    if classes:
        kept["class"] = " ".join(classes)
    text = element.text or ""
    if text == _VECTOR:
        text, kept["class"] = "→", "formula-vector"
    inner = escape(text, quote=False) + "".join(map(_write, filter(_is_shown, element)))
    return f"<{tag}{_write_attributes(kept)}>{inner}</{tag}>"


def _is_shown(element: Element) -> bool:
    """Whether an element shows something: the library adds empty rows for the stylesheet of its own."""
    return not (element.get("class", "").startswith("menclose") and not len(element))


def _classify(element: Element) -> list[str]:
    """The classes that stand for an element's styles."""
    classes = []
    for style in filter(None, element.get("style", "").split(";")):
        name, _, value = (part.strip() for part in style.partition(":"))
        found: str | None
        if name in _LINES and value.startswith("0.05em"):
            found = _LINES[name] + ("-dashed" if "dashed" in value else "")
        else:
            found = _CLASSES.get(f"{name}:{value}")
        if found is None:
            raise ValueError(f"needs the style {name}, which pages do not take from a text")
        classes.append(found)
    if element.tag == "menclose":
        notation = element.get("notation", "")
        if notation not in _ENCLOSED:
            raise ValueError(f"needs {notation}, which browsers do not show")
        classes.append(_ENCLOSED[notation])
    return [each for each in classes if each]


def _write_text(element: Element) -> str:
    """A text: spaces at its ends are kept, faces are classes."""
    faces = {_FACES[inner.tag] for inner in element.iter() if inner.tag in _FACES}
    text = escape("".join(element.itertext()).replace(" ", "\u00a0"), quote=False)
    named = " ".join(sorted(filter(None, faces)))
    return f"<mtext{_write_attributes({'class': named} if named else {})}>{text}</mtext>"


def _write_attributes(attributes: dict[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
