r"""TeX of formulas, as `mathml` reads it: the few forms that people write and math-core does not know are put in other words.

What TeX itself does not show is left out: numbers of equations, since a page has no place for them, and labels.
"""

import re
from collections.abc import Iterator

_COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(?P<edge>begin|end)\s*\{\s*(?P<name>[A-Za-z]+\*?)\s*\}")
_ENVIRONMENTS = {
    **dict.fromkeys(("align", "align*", "split", "flalign", "flalign*"), "aligned"),
    **dict.fromkeys(("gather", "gather*", "multline", "multline*"), "gathered"),
    "smallmatrix": "matrix",
}
"""Environments of numbered or small displays, and those that look the same without numbers, which a page has no place for."""
_BARE = frozenset({"equation", "equation*", "displaymath", "math"})
"""Environments that only say that here is a formula."""
_COUNTED = re.compile(r"\\begin\s*\{(?:alignedat|alignat\*?|xalignat\*?)\}\s*\{\s*\d+\s*\}")
_COUNTED_END = re.compile(r"\\end\s*\{(?:alignedat|alignat\*?|xalignat\*?)\}")
_SPACE = r"\s?\[\s*-?[\d.]+\s*(?:pt|em|ex|mm|cm|mu|in)\s*\]"
_ROW_SPACE = re.compile(rf"\\\\(?:\*(?:{_SPACE})?|{_SPACE})")
r"""The space below a row, `\\[2pt]`, and the star that keeps the next row on the same page: `\\*`."""
_PLACED = re.compile(r"(\\begin\s*\{\s*(?:aligned|alignedat|gathered|split|array)\s*\})\s*\[\s*[tbc]\s*\]")
r"""Rows that stand with their top, foot or middle on the line: `\begin{aligned}[t]`."""
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
_TEXT = re.compile(r"\\(?:text(?:rm|bf|it|sf|tt|normal|up)?|mbox|hbox|emph)\s*\{")
_LITERAL = re.compile(r"\\(?P<escaped>[%$#&_{}])|\\.|(?P<plain>[_&#^])", re.DOTALL)
"""Characters that mean something in formulas, and themselves in texts, escaped or not."""
_MATH = re.compile(r"(?<!\\)\$")


def prepare_tex(tex: str) -> str:
    r"""The formula in words that math-core knows: `\begin{align}` as `aligned`, `\text{for $x$}` as text and formula."""
    tex = _PLACED.sub(r"\1", _LABEL.sub("", _ROW_SPACE.sub(r"\\\\", tex)))
    tex = _COUNTED_END.sub(r"\\end{aligned}", _COUNTED.sub(r"\\begin{aligned}", tex))
    return "".join(_split_texts(_ENVIRONMENT.sub(_rename, tex)))


def _rename(found: re.Match[str]) -> str:
    if found["name"] in _BARE:
        return ""
    return f"\\{found['edge']}{{{_ENVIRONMENTS.get(found['name'], found['name'])}}}"


def _split_texts(tex: str) -> Iterator[str]:
    """The formula in pieces, with formulas inside of texts beside them: `$` ends and begins a text."""
    at = 0
    while found := _TEXT.search(tex, at):
        end = find_closing(tex, found.end())
        if end is None:
            break
        yield tex[at : found.start()]
        opening, inner = tex[found.start() : found.end()].replace("hbox", "text").replace("mbox", "text"), tex[found.end() : end]
        pieces = _MATH.split(inner)
        if len(pieces) % 2 == 0:
            pieces = [inner]
        yield "{"
        for number, piece in enumerate(pieces):
            yield f"{{{prepare_tex(piece)}}}" if number % 2 else f"{opening}{_escape_literals(piece)}}}"
        yield "}"
        at = end + 1
    yield tex[at:]


def _escape_literals(text: str) -> str:
    r"""The text with such characters escaped, and an empty group behind each: the library drops the space behind `\&`."""

    def escape(found: re.Match[str]) -> str:
        if found["plain"] == "^":
            return r"\textasciicircum{}"
        sign = found["escaped"] or found["plain"]
        return f"\\{sign}{{}}" if sign else found[0]

    return _LITERAL.sub(escape, text)


def find_closing(tex: str, start: int) -> int | None:
    """Where the brace stands that closes the one right before `start`; None where none does."""
    depth = 1
    for found in re.finditer(r"\\.|[{}]", tex[start:], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if not depth:
            return start + found.start()
    return None


_UNSHOWN = re.compile(
    r"\\(?:begin|end)\s*\{[^{}]*\}(?:\s*\[[^\]]*\])?(?:\s*\{[^{}]*\})?"  # also the columns of an array
    r"|\\(?:h|v)space\*?\s*\{[^{}]*\}|\\label\s*\{[^{}]*\}|\\genfrac(?:\s*\{[^{}]*\}){3,4}|\\\\\*?\s?\[[^\]]*\]|"
    + _COMMAND.pattern,
    re.DOTALL,
)


def list_letters(tex: str) -> list[str]:
    r"""The letters and digits that a reader must see of a formula: those of commands, environments and lengths are none."""
    return [character for character in _UNSHOWN.sub(" ", tex) if character.isalnum()]


def find_stray(tex: str) -> str | None:
    r"""What TeX would pass over without a word: a comment, and the end of a row outside of rows; None where there is none."""
    if re.search(r"(?<!\\)(?:\\\\)*%", tex):
        return r"has a %, which begins a comment: write \% for the sign"
    depth = 0
    for found in re.finditer(r"\\(?:begin|end)(?![A-Za-z])|\\substack(?![A-Za-z])|\\.", tex, re.DOTALL):
        depth += {"\\begin": 1, "\\substack": 1, "\\end": -1}.get(found[0], 0)
        if found[0] == "\\\\" and depth <= 0:
            return r"has \\ outside of rows: put the lines between \begin{aligned} and \end{aligned}"
    return None
