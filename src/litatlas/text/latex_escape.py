r"""Plain text to LaTeX that pdflatex sets without a package: `Gödel & α` is `G{\"o}del \& \ensuremath{\alpha}`.

`text.latex_text` reads it back. What pdflatex has no letter for (李) stays as it is, for other engines and programs;
`find_definitions` gives what keeps pdflatex from stopping at it.
"""

import re
import unicodedata
from collections.abc import Iterable

from litatlas.text.latex_text import ACCENTS, LETTERS, MATHEMATICS, SYMBOLS

_OT1_ACCENTS = "` ' ^ ~ = . \" u v H r c d b".split()
"""Accents that every font encoding has."""
_T1_COMMANDS = """
    k dj DJ ng NG th TH dh DH guillemotleft guillemotright guillemetleft guillemetright guilsinglleft guilsinglright quotedblbase
    quotesinglbase
    """.split()
"""Commands that pdflatex's first encoding, OT1, lacks and T1 has."""
_T1_COMMAND = re.compile(rf"\\({'|'.join(_T1_COMMANDS)})(?![A-Za-z])")
_ACCENTS = {mark: name for name, mark in ACCENTS.items() if name in (*_OT1_ACCENTS, "k", "textcommabelow")}
_LETTERS = {
    letter: name
    for name, letter in LETTERS.items()
    if not name.lower().endswith("horn") and name not in ("SS", "ij", "IJ", "textschwa")
}
_SIGNS = {
    **{
        sign: name
        for name, sign in SYMBOLS.items()
        if name.startswith("text")
        and len(sign) == 1
        and not "α" <= sign.lower() <= "ω"
        and name not in ("textmicro", "textsurd", "textvisiblespace")
    },
    "{": "textbraceleft",
    "}": "textbraceright",
    "«": "guillemotleft",
    "»": "guillemotright",
    "‹": "guilsinglleft",
    "›": "guilsinglright",
    "„": "quotedblbase",
    "‚": "quotesinglbase",
    "∗": "textasteriskcentered",
}
"""Signs that have a command in text; braces by name, since BibTeX counts those that stand as themselves."""
_MATH = {sign: name for name, sign in MATHEMATICS.items()} | {"µ": "mu", "⋅": "cdot", "∼": "sim"}
"""Signs that mathematics has commands for without a package."""
_RAISED = dict(zip("⁰⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0456789+-=()ni", strict=True))
_LOWERED = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()", strict=True))
_ASCII = {"\\": r"{\textbackslash}", "<": r"{\textless}", ">": r"{\textgreater}", "|": r"{\textbar}", "`": r"{\textasciigrave}",
          "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
          **{sign: f"\\{sign}" for sign in "&%$#_"}}  # fmt: skip
_ASCII_ESCAPES = str.maketrans(_ASCII)
_MATH_FIRST = frozenset("×÷±·¬←→√")
"""Signs that text has commands for too, in fonts that not every installation has."""


def escape_latex(text: str, *, keeps_letters: bool = False) -> str:
    """Escape a text; with `keeps_letters`, letters of Latin scripts stay as they are, as biber and newer styles like them.

    BibTeX itself counts bytes, and cuts such a letter in two where a style shortens names.
    """
    if text.isascii() and "--" not in text and "''" not in text:
        return text.translate(_ASCII_ESCAPES)
    pieces = [_escape(letter, keeps_letters=keeps_letters) for letter in unicodedata.normalize("NFC", text)]
    for number in range(1, len(pieces)):
        # Two of them would be set as one: a dash, or quotation marks.
        if pieces[number] in ("-", "'") and pieces[number - 1].endswith(pieces[number]):
            pieces[number] = "{}" + pieces[number]
    return "".join(pieces)


def _escape(letter: str, *, keeps_letters: bool) -> str:
    if letter.isascii():
        return _ASCII.get(letter, letter)
    if keeps_letters and "À" <= letter <= "ſ" and letter.isalpha() and _find_command(letter):
        return letter
    if letter in _RAISED:
        return rf"\textsuperscript{{{_RAISED[letter]}}}"
    if letter in _LOWERED:
        return rf"\textsubscript{{{_LOWERED[letter]}}}"
    return _find_command(letter) or _escape_like(letter)


def _find_command(letter: str) -> str:
    """The commands that show a letter beyond ASCII; empty where there are none."""
    if letter in _MATH and (letter not in _SIGNS or letter in _MATH_FIRST):
        return rf"\ensuremath{{\{_MATH[letter]}}}"
    if name := _LETTERS.get(letter) or _SIGNS.get(letter):
        return f"{{\\{name}}}"
    decomposed = unicodedata.normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    if not marks or not (base.isascii() and base.isalpha()) or not all(mark in _ACCENTS for mark in marks):
        return ""
    shown = f"\\{base}" if base in "ij" and any(_ACCENTS[mark] not in ("c", "k", "d", "b") for mark in marks) else base
    for mark in marks:
        name = _ACCENTS[mark]
        shown = f"{{\\{name}{{{shown}}}}}" if name.isalpha() or shown.startswith(("{", "\\")) else f"{{\\{name}{shown}}}"
    return shown


def _escape_like(letter: str) -> str:
    """The plain letters that a variant of them stands for, such as those of ligatures; else the letter itself."""
    plain = unicodedata.normalize("NFKC", letter)
    return "".join(_ASCII.get(sign, sign) for sign in plain) if plain.isascii() else letter


def find_definitions(text: str) -> tuple[str, ...]:
    """What pdflatex has to be told before it can set an escaped text: commands of T1, and letters that it has no font for.

    Each is TeX that does nothing in engines that know the letters, or in a document that is in T1.
    """
    letters = [] if text.isascii() else sorted({letter for letter in text if not letter.isascii()})
    shown = set(_T1_COMMAND.findall(text + "".join(map(_find_command, letters))))
    shown |= {name.replace("guillemot", "guillemet") for name in shown}  # the newer name, which LaTeX takes for the letter
    wanted = [name for name in _T1_COMMANDS if name in shown] if shown else []
    lines = [_define(rf"OT1\string\{name}", rf"\fontencoding{{T1}}\selectfont\{name}") for name in wanted]
    for letter in letters:
        if not ("À" <= letter <= "ſ" and _find_command(letter)):
            octets = "".join(rf"\string^^{octet:02x}" for octet in letter.encode())
            lines.append(_define(f"u8:{octets}", _describe(letter)))
    return tuple(lines)


def _define(name: str, meaning: str) -> str:
    """TeX that gives a command a meaning where it has none, so that a document with fonts for the letters keeps its own."""
    return rf"\ifcsname {name}\endcsname\else\expandafter\gdef\csname {name}\endcsname{{{meaning}}}\fi"


def _describe(letter: str) -> str:
    """What stands for a letter that no font has: its plain form, or its number."""
    plain = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return (
        plain
        if plain.isalnum()
        else f"[U+{ord(letter):04X}]"
        if letter.isprintable() and not unicodedata.combining(letter)
        else ""
    )


def join_definitions(texts: Iterable[str]) -> tuple[str, ...]:
    """The definitions of several texts, each once."""
    return tuple(dict.fromkeys(line for text in texts for line in find_definitions(text)))
