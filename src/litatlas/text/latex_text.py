r"""LaTeX as bibliographies write it to plain text: `G{\"o}del` is Gödel, `{GPU} \& {CPU}` is GPU & CPU, `pages 3--7` has a dash.

Mathematics between dollars stays as it is, since `text.repair` shows it and the way back to it is kept; so does a command that
none of the tables knows, with its braces: nothing vanishes.
"""

import re
import unicodedata

from litatlas.text.latex import GREEK
from litatlas.text.latex import SYMBOLS as MATH_SYMBOLS


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


ACCENTS = _pairs(
    "` \u0300 ' \u0301 ^ \u0302 ~ \u0303 = \u0304 . \u0307 \" \u0308 u \u0306 v \u030c H \u030b r \u030a c \u0327 k \u0328"
    " d \u0323 b \u0331 h \u0309 G \u030f f \u0311 t \u0361 textcommabelow \u0326"
)
"""The commands of accents, and the combining character that each puts on the letter that follows."""
LETTERS = _pairs(
    "o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å ss ß SS ẞ i ı j ȷ dj đ DJ Đ dh ð DH Ð th þ TH Þ ng ŋ NG Ŋ ij ĳ IJ Ĳ"
    " ohorn ơ OHORN Ơ uhorn ư UHORN Ư textschwa ə"
)
"""Commands of letters."""
SYMBOLS = {
    **_pairs(
        "textbackslash \\ textasciitilde ~ textasciicircum ^ textunderscore _ textbraceleft { textbraceright } textless <"
        " textgreater > textbar | textdollar $ textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ”"
        " textquotesingle ' textquotedbl \" textasciigrave ` textasciiacute ´ quotedblbase „ quotesinglbase ‚ glqq „ grqq “"
        " guillemotleft « guillemotright » guillemetleft « guillemetright » guilsinglleft ‹ guilsinglright › textendash –"
        " textemdash — textellipsis … ldots … dots … textregistered ® texttrademark ™ copyright © textcopyright © textdegree °"
        " degree ° textpm ± texttimes × textdiv ÷ textmu µ textmicro µ texteuro € euro € EUR € pounds £ textsterling £ textyen ¥"
        " textcent ¢ S § textsection § P ¶ textparagraph ¶ dag † ddag ‡ textdagger † textdaggerdbl ‡ textbullet •"
        " textperiodcentered · textordfeminine ª textordmasculine º textonehalf ½ textonequarter ¼ textthreequarters ¾"
        " textonesuperior ¹ texttwosuperior ² textthreesuperior ³ textexclamdown ¡ textquestiondown ¿ textnumero № textohm Ω"
        " textrightarrow → textleftarrow ← textsurd √ textlnot ¬ slash / LaTeX LaTeX TeX TeX BibTeX BibTeX textasteriskcentered *"
    ),
    **{f"text{name}": letter for name, letter in GREEK.items()},
    **dict.fromkeys(("space", "quad", "qquad", "enspace", "thinspace", "nobreakspace", "newline", "par"), " "),
}
"""Commands of signs that stand in text."""
MATHEMATICS = _pairs(
    "alpha α beta β gamma γ delta δ varepsilon ε epsilon ϵ zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu "
    "ν xi ξ pi π rho ρ sigma σ varsigma ς tau τ upsilon υ varphi φ phi ϕ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda "
    "Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω times × div ÷ pm ± mp ∓ cdot · leq ≤ geq ≥ neq ≠ approx ≈ equiv ≡ "
    "cong ≅ simeq ≃ propto ∝ ll ≪ gg ≫ rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ "
    "mapsto ↦ uparrow ↑ downarrow ↓ infty ∞ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ surd √ in ∈ notin ∉ ni ∋ subset ⊂ subseteq "
    "⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ neg ¬ wedge ∧ vee ∨ oplus ⊕ otimes ⊗ odot ⊙ bot ⊥ perp "
    "⟂ parallel ∥ prime ′ ell ℓ hbar ℏ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ Vert ‖ circ ∘ star ⋆ cdots ⋯ "
    "ldots … bullet ∙ dagger † ddagger ‡"
)
"""Signs that mathematics has commands for without a package."""
_SILENT = frozenset(
    """
    text textbf textit texttt textsc textsf textrm textmd textup textsl textnormal emph underline mbox hbox bf it em rm tt sc sf
    sl bfseries itshape ttfamily scshape upshape normalfont uppercase MakeUppercase relax protect url nolinkurl path
    noindent ignorespaces unskip small large tiny xspace textlatin textcyrillic
    """.split()
)
"""Commands whose content is kept and which show nothing themselves."""
_FIRST_UNSEEN = re.compile(
    r"\\(?:href|noopsort|SortNoop|sortnoop|NoopSort|textcolor|foreignlanguage|bibinfo)\s*(?:\[[^\]]*\])?\{[^{}]*\}\s*(?=\{?)"
)
"""Commands whose first argument is an address, a colour or a key to sort by, and is not read."""
_QUOTE = re.compile(r"\\enquote\s*\{([^{}]*)\}")
_SPACES = {" ": " ", "\n": " ", "\t": " ", "~": " ", "\\": " ", ":": " ", ";": " ", "/": "", "-": "", "@": "", "!": ""}
"""Commands of one sign that make or take a space."""
_ESCAPED = "&%$#_{}"
_LIGATURES = {"``": "“", "`": "‘", "---": "—", "--": "–", "''": "”"}
_DOTTED = str.maketrans("ıȷ", "ij")
"""Letters that lose their dot to an accent; with it they are those with a dot."""
_SPACING = {"\u0303": "~", "\u0302": "^", "\u0300": "`", "\u0301": "´", "\u0308": "¨"}
r"""What an accent on nothing shows: `\~{}` is a tilde."""
_SIGN = re.compile(r"[\\{}~`$]")
"""What a token begins with. It is searched for first, which a class of letters makes fast, and then the token is matched."""
_TOKEN = re.compile(
    r"(?P<math>\$(?:[^$\\]|\\.){1,2000}+\$|\\\((?:[^\\]|\\[^)]){0,2000}+\\\)|\\ensuremath\s*\{(?P<ensured>[^{}]{0,2000})\})"
    r"|\\text(?P<script>super|sub)script\{|\\(?P<word>[A-Za-z]+)\*?|\\(?P<sign>.)|(?P<brace>[{}])|(?P<ligature>``?)|(?P<tie>~)",
    re.DOTALL,
)
_PLAIN_LIGATURE = re.compile(r"(?<!-)---?(?!-)|''")
_ARGUMENT = re.compile(
    r"\s*(?:\{(?P<group>(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,20}\}){0,20}\}){0,40})\}"
    r"|(?P<command>\\[A-Za-z]+\s?|\\.\{?\\?[A-Za-z]\}?)|(?P<letter>[^\\{}\s]))"
)
"""What an accent stands on: a group, a command, or a letter."""


def decode_latex(text: str) -> str:
    """Decode what LaTeX writes with commands, braces and ligatures; mathematics and unknown commands stay as they came.

    Runs of white space become one space, since TeX reads them so.
    """
    if text.isalpha():  # most names are a word of letters
        return text
    text = " ".join(text.split())
    if text and _SIGN.search(text):
        return " ".join(_decode(text).split())
    return _show_plain(text)


def decode_latex_address(text: str) -> str:
    r"""Decode an address or an identifier: `\_` is _, `{\textasciitilde}` and `$\sim$` are ~; no sign of it is a ligature.

    White space is taken out, since no address has any and long ones are broken into lines.
    """
    if "\\" in text or "{" in text or "$" in text:
        text = re.sub(r"\$\\sim\$|\\~\{\}|\\(?:textasciitilde|sim)(?:\{\}|(?![A-Za-z]))|\\~", "~", text)
        text = re.sub(r"\$_\$|\\textunderscore(?:\{\}|(?![A-Za-z]))", "_", text)
        text = re.sub(r"\\textless(?:\{\}|(?![A-Za-z]))", "<", re.sub(r"\\textgreater(?:\{\}|(?![A-Za-z]))", ">", text))
        text = re.sub(r"\\(?:url|href|nolinkurl|path|allowbreak|break)(?![A-Za-z])", "", text)
        text = re.sub(r"\\([&%$#_{}/-])", r"\1", text).translate({ord("{"): None, ord("}"): None})
    return "".join(text.split())


def _decode(text: str) -> str:
    text = _QUOTE.sub(r"``\1''", _FIRST_UNSEEN.sub("", text))
    out: list[str] = []
    kept: list[bool] = []  # of each open brace, whether it is shown
    place = 0
    while sign := _SIGN.search(text, place):
        out.append(_show_plain(text[place : sign.start()]))
        token = _TOKEN.match(text, sign.start())
        if token is None:  # a dollar or a backslash alone
            out.append(sign[0])
            place = sign.end()
            continue
        place = token.end()
        kind = token.lastgroup
        if kind in ("word", "sign"):
            shown, place = _show_command(text, token[kind], place, is_word=kind == "word")
            out.append(shown)
            if shown.startswith("\\") and text.startswith("{", place):
                out.append("{")
                kept.append(True)
                place += 1
        elif kind == "script":
            out.append("^{" if token["script"] == "super" else "_{")
            kept.append(True)
        elif kind == "brace":
            out.append(_show_brace(text, token.start(), kept))
        elif kind == "ligature":
            out.append(_LIGATURES[token[0]])
        else:
            out.append(" " if kind == "tie" else _show_ensured(token["ensured"]) if token["ensured"] else token[0])
    out.append(_show_plain(text[place:]))
    return "".join(out)


def _show_ensured(content: str) -> str:
    """Mathematics that a command asks for: a sign that stands in text as well, or what is between dollars."""
    name = content.strip().removeprefix("\\")
    return MATHEMATICS.get(name) or MATH_SYMBOLS.get(name, f"${content}$")


def _show_plain(text: str) -> str:
    """Text without commands: its dashes and closing quotes."""
    return _PLAIN_LIGATURE.sub(lambda match: _LIGATURES[match[0]], text) if "--" in text or "''" in text else text


def _show_brace(text: str, place: int, kept: list[bool]) -> str:
    """A brace is shown where it holds a script (`x^{2}`), which has no other sign of its end."""
    if text[place] == "{":
        kept.append(text[place - 1 : place] in ("^", "_") and text[place - 2 : place - 1] != "\\")
        return "{" if kept[-1] else ""
    return "}" if kept and kept.pop() else ""


def _show_command(text: str, name: str, place: int, *, is_word: bool) -> tuple[str, int]:
    """What a command shows, and where the text goes on; a command that no table knows begins with its backslash."""
    if name in ACCENTS and (argument := _ARGUMENT.match(text, place)):
        return _show_accented(argument, ACCENTS[name]), argument.end()
    if not is_word:
        if name == ",":
            return ("" if text[place - 3 : place - 2].isdigit() and text[place : place + 1].isdigit() else " "), place
        if name in ACCENTS:  # `\~{}` and `\^{}` at the end of a text: the sign itself
            return name, place
        return _SPACES.get(name, name if name in _ESCAPED else f"\\{name}"), place
    shown = LETTERS.get(name, SYMBOLS.get(name, "" if name in _SILENT else None))
    if shown is None:
        return f"\\{name}", place
    end = place
    while end < len(text) and text[end] == " ":  # TeX reads a space behind a command's name as the end of the name
        end += 1
    return shown, end


def _show_accented(argument: re.Match[str], mark: str) -> str:
    r"""An accent on what follows it: `\'{\i}` is í, the tie of `\t{oo}` stands between two letters."""
    base = argument["letter"] or _decode((argument["group"] if argument["group"] is not None else argument["command"]).strip())
    if not base.strip():
        return _SPACING.get(mark, "")
    first = base[:1].translate(_DOTTED)
    marks = "".join(letter for letter in base[1:] if unicodedata.combining(letter))
    rest = base[1 + len(marks) :]
    return unicodedata.normalize("NFC", first + marks + mark) + rest
