r"""What TeX's commands and scripts show, as characters: `\alpha` is α, `x^{2}` is x² and `10^{-3}` is 10^-3.

The tables are of commands that abstracts hold; a command that stands in none of them is shown by its name.
"""

import re
import unicodedata


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


FORMATTING = (
    r"(?:text(?:bf|it|tt|sc|sf|rm|md|up|sl|normal|superscript|subscript)?|math(?:cal|bb|bf|rm|it|sf|tt|frak|scr|ds)|emph|underline"
    r"|overline|boldsymbol|bm|operatorname|[mh]box|ensuremath|(?:nolink)?url|href|footnote|wide(?:hat|tilde)|hat|bar|tilde|vec)"
)
"""Commands whose braces are removed and whose content is kept; a listing may have lost their backslash."""
DECLARATION = r"(?:bf|it|em|rm|tt|sc|sf|sl|cal|bfseries|itshape|ttfamily|scshape|upshape|boldmath)"
"""Commands that set the rest of their group: `{\bf word}`."""
SILENT = (
    rf"(?:{DECLARATION}|{FORMATTING}|left|right|middle|[bB]igg?[lrm]?|tiny|small|large|footnotesize|displaystyle|textstyle|noindent"
    r"|protect|centering|(?:no)?limits|item|par|newline|linebreak|hfill|smallskip|medskip)"
)
"""Commands that show nothing themselves."""
GREEK = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ"
    " pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ"
    " Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
RELATIONS = _pairs(
    "leq ≤ geq ≥ leqslant ≤ geqslant ≥ lesssim ≲ gtrsim ≳ neq ≠ rightarrow → leftarrow ← Rightarrow ⇒ leftrightarrow ↔ infty ∞"
    " ldots … cdots ⋯ varepsilon ε propto ∝ simeq ≃"
)
"""Commands that are no words of any language, so that they are recognized without their backslash too."""
SYMBOLS = {
    **GREEK,
    **RELATIONS,
    **_pairs(
        "times × texttimes × approx ≈ le ≤ ge ≥ ne ≠ lt < gt > ll ≪ gg ≫ pm ± mp ∓ cdot · bullet • dots … to → mapsto"
        " ↦ longrightarrow → Leftrightarrow ⇔ iff ⇔ implies ⇒ uparrow ↑ downarrow ↓ deg ° degree ° textdegree ° circ ∘"
        " partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ in ∈ notin ∉ equiv ≡ cong ≅ star ⋆ ast * dagger † ddagger ‡ checkmark ✓"
        " copyright © circledR ® textregistered ® texttrademark ™ trademark ™ ell ℓ hbar ℏ langle ⟨ rangle ⟩ lfloor ⌊"
        " rfloor ⌋ lceil ⌈ rceil ⌉ vert | lvert | rvert | mid | Vert ‖ lVert ‖ rVert ‖ div ÷ cup ∪ cap ∩ subset ⊂"
        " subseteq ⊆ emptyset ∅ varnothing ∅ forall ∀ exists ∃ neg ¬ land ∧ lor ∨ oplus ⊕ otimes ⊗ odot ⊙ perp ⟂"
        " parallel ∥ prime ′ upmu μ textmu μ micro μ ohm Ω angstrom Å permil ‰ textperthousand ‰ textasciitilde ~"
        " textendash – textemdash — textless < textgreater > textbar | euro € texteuro € pounds £ S § ss ß o ø O Ø ae"
        " æ oe œ aa å AA Å l ł L Ł i ı"
    ),
    **dict.fromkeys(("quad", "qquad", "enspace", "space"), " "),
}
OPERATORS = frozenset(
    "log ln lg exp min max sup inf lim sin cos tan tanh sinh cosh arg argmin argmax det dim ker gcd Pr mod".split()
)
"""Commands that are set as their name, apart from what stands before them."""
MARKS = _pairs(
    "\" \u0308 ' \u0301 ` \u0300 ^ \u0302 ~ \u0303 = \u0304 . \u0307 c \u0327 v \u030c u \u0306 H \u030b r \u030a k \u0328"
    " hat \u0302 widehat \u0302 tilde \u0303 widetilde \u0303 bar \u0304 dot \u0307 ddot \u0308 vec \u20d7"
)
"""Accents of text and of mathematics, as the combining characters that follow a letter."""
RAISED = str.maketrans("0123456789+-−=()niktTD", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵏᵗᵀᴰ")
LOWERED = str.maketrans("0123456789+-−=()ijkn", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ᵢⱼₖₙ")
PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–", "0123456789-+--")
SUFFIXES = _pairs(
    r"circ ° \circ ° ∘ ° circledR ® \circledR ® ® ® TM ™ ™ ™ R ® * * ∗ * ⋆ ⋆ th th st st nd nd rd rd † † ‡ ‡ dagger †"
)
"""Superscripts that have a sign of their own or stand as well on the line."""

_POWER_OF_TEN = re.compile(r"(?<![\d.,])10\Z")
_LETTER = re.compile(r"[^\W\d_]")
_INTEGER = re.compile(r"[-−+]?\d+\Z")
_SPACED = re.compile(r"(?<!\s)\\([A-Za-z]{1,30})\s(?=\w)")
_SPACED_LETTER = re.compile(rf"\\({'|'.join(GREEK)}|langle|partial|nabla)\s(?=\w)")
_SCRIPT = re.compile(r"\^([-−+]?\d+)|([_^])([0-9A-Za-z*+−-])")
_NUMBER_BEFORE = re.compile(r"(?<![\w.,])\d(?:[\d.,]{0,10}\d)?(?:\s?(?:[xX×%KMBG]|\^-?\d{1,3}))?\Z")


def show_accented(match: re.Match[str]) -> str:
    """Show an accent's command (`mark`) with the letter that it is on."""
    letter = match["braced"] or match["letter"]
    return unicodedata.normalize("NFC", letter + MARKS[match["mark"]])


def show_symbol(match: re.Match[str]) -> str:
    """Show the command that the first group names."""
    return SYMBOLS[match[1]]


def show_operator(match: re.Match[str]) -> str:
    """Show an operator's name, apart from a letter or digit before it."""
    return f" {match[1]}" if match.string[match.start() - 1 : match.start()].isalnum() else match[1]


def show_about(match: re.Match[str]) -> str:
    r"""Show `\sim`: as a dash between two numbers, otherwise as a tilde tied to what follows."""
    text, start = match.string, match.start()
    if text[match.end() : match.end() + 1].isdigit() and _NUMBER_BEFORE.search(text[max(0, start - 20) : start]):
        return "–"
    before = text[start - 1 : start]
    return " ~" if match[0][0].isspace() or before.isalnum() or before in frozenset(")}]%°") else "~"


def show_fraction(match: re.Match[str]) -> str:
    """Show a fraction on the line."""
    return "/".join(GREEK.get(part.removeprefix("\\"), part) for part in match.groups())


def show_root(match: re.Match[str]) -> str:
    """Show a root, its content in brackets unless it is a single sign or number."""
    content = match[1]
    return f"√{content}" if content.isalnum() or re.fullmatch(r"\\[A-Za-z]+", content) else f"√({content})"


def open_mathematics(match: re.Match[str]) -> str:
    r"""Take the dollars off inline mathematics.

    What holds only there is settled: `_2` is a script for certain, which gets its braces, and the space
    in `n\times d` is none.
    """
    text = _SPACED_LETTER.sub(r"\\\1{}", match[1] or match[2])
    text = _SPACED.sub(lambda command: f"\\{command[1]}{{}}" if command[1] in SYMBOLS else command[0], text)
    return _SCRIPT.sub(lambda script: f"^{{{script[1]}}}" if script[1] else f"{script[2]}{{{script[3]}}}", text)


def show_lowered(match: re.Match[str]) -> str:
    """Show a subscript: lowered where its characters can be, otherwise after an underscore."""
    content = match[1].strip()
    lowered = content.translate(LOWERED)
    if all(old != new or (old in ".," and not _LETTER.search(content)) for old, new in zip(content, lowered, strict=True)):
        return lowered
    return f"_{content}" if content.isalnum() or len(content) == 1 else f"_({content})"


def show_raised(match: re.Match[str]) -> str:
    """Show a superscript: raised where its characters can be, otherwise after a caret, as every power of ten is."""
    content = match[1].strip()
    if content in SUFFIXES:
        return SUFFIXES[content]
    before = match.string[max(0, match.start() - 3) : match.start()]
    if _INTEGER.match(content) and _POWER_OF_TEN.search(before):
        return match[0]
    raised = content.translate(RAISED)
    if content and not any(old == new for old, new in zip(content, raised, strict=True)):
        return raised
    return f"^{content}" if len(content) == 1 else f"^({content})"


def show_power_of_ten(match: re.Match[str]) -> str:
    """Show a power of ten in its one form, `10^-3`."""
    exponent: str = next(filter(None, match.groups()))
    return "10^" + exponent.translate(PLAIN).removeprefix("+")
