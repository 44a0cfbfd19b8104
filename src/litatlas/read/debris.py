r"""The rules by which text debris of listings is repaired: one table, applied from the first row to the last.

The debris is TeX that a listing half removed: commands with their backslash (`\times`) or without it (`2.4times`), dollars of
inline mathematics, braces, ties (`models~(VDMs)`), scripts (`M^{3}ViT`, `CO_2`), accents, and links glued to their words.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

MASK = "\ue000"
"""Stands for each character of a link while the rules run, so that none of them matches inside it."""

LINK = re.compile(r"""(?:https?://|HTTPS?://|www\.|(?:github|gitlab|huggingface)\.(?:com|co|io)/)[^\s{}\\<>"|$]++""")
"""A link up to white space or a character that no link holds; a full stop at its end is part of it, which harms nothing."""

FORMATTING = (
    r"(?:text(?:bf|it|tt|sc|sf|rm|md|up|sl|normal|superscript|subscript)?|math(?:cal|bb|bf|rm|it|sf|tt|frak)|emph|underline|overline"
    r"|boldsymbol|operatorname|[mh]box|ensuremath|(?:nolink)?url|href|footnote|wide(?:hat|tilde)|hat|bar|tilde|vec|sqrt)"
)
GROUP = re.compile(rf"(?:\\|(?<![A-Za-z\\-])){FORMATTING}(?=\{{)")
"""A command, with its backslash or without it, whose braces are removed and whose content is kept."""
SILENT = (
    r"(?:bf|it|em|rm|tt|sc|sf|bfseries|itshape|left|right|[bB]igg?|tiny|small|large|footnotesize|displaystyle|noindent|xspace"
    r"|protect|centering|(?:no)?limits)"
)
"""Commands that show nothing themselves."""


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


GREEK = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν xi ξ"
    " pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ"
    " Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
RELATIONS = _pairs(
    "leq ≤ geq ≥ leqslant ≤ geqslant ≥ neq ≠ rightarrow → leftarrow ← Rightarrow ⇒ leftrightarrow ↔ infty ∞ ldots … cdots ⋯"
    " varepsilon ε propto ∝ simeq ≃"
)
"""Commands that are no words of any language, so that they are recognized without their backslash too."""
SYMBOLS = {
    **GREEK,
    **RELATIONS,
    **_pairs(
        "times × approx ≈ le ≤ ge ≥ ne ≠ ll ≪ gg ≫ pm ± mp ∓ cdot · dots … to → uparrow ↑ downarrow ↓ deg ° degree ° textdegree °"
        " circ ∘ partial ∂ nabla ∇ sum ∑ prod ∏ int ∫ in ∈ equiv ≡ star ⋆ ast * dagger † ddagger ‡ checkmark ✓ copyright ©"
        " circledR ® textregistered ® texttrademark ™ trademark ™ ell ℓ langle ⟨ rangle ⟩ div ÷ cup ∪ cap ∩ subset ⊂ forall ∀"
        " exists ∃ textasciitilde ~ euro € pounds £ S § ss ß o ø O Ø ae æ oe œ aa å AA Å l ł L Ł i ı"
    ),
    **dict.fromkeys(("quad", "qquad"), " "),
}
MARKS = _pairs("\" \u0308 ' \u0301 ` \u0300 ^ \u0302 ~ \u0303 = \u0304 . \u0307 c \u0327 v \u030c u \u0306 H \u030b")
RAISED = str.maketrans("0123456789+-−=()niktT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵏᵗᵀ")
LOWERED = str.maketrans("0123456789+-−=()ijkn", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ᵢⱼₖₙ")
SUFFIXES = _pairs(r"circ ° \circ ° ∘ ° circledR ® \circledR ® ® ® TM ™ ™ ™ R ® * * ∗ * th th st st nd nd rd rd † † ‡ ‡ dagger †")
"""Superscripts that have a sign of their own or stand as well on the line."""
_UNIT = r"(?:\s?(?:[xX×%KMBG]|ms|[KMGT]B|dB|times))?"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of debris: what it looks like, and what takes its place."""

    id: str
    needles: tuple[str, ...]
    """The rule cannot match in a text that holds none of these; they spare most texts most rules."""
    pattern: re.Pattern[str]
    replacement: str | Callable[[re.Match[str]], str]


def _rule(id_: str, needles: str, pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> Rule:
    """Build a rule; the needles are separated by `;`, as white space may be part of them."""
    return Rule(id_, tuple(needles.split(";")), re.compile(pattern), replacement)


def _accented(match: re.Match[str]) -> str:
    mark, letter = match[1] or match[3], match[2] or match[4]
    return unicodedata.normalize("NFC", letter + MARKS[mark])


def _symbol(match: re.Match[str]) -> str:
    return SYMBOLS[match[1]]


def _about(match: re.Match[str]) -> str:
    before = match.string[match.start() - 1 : match.start()]
    return " ~" if before.isalpha() else "~"


def _fraction(match: re.Match[str]) -> str:
    return "/".join(GREEK.get(part.removeprefix("\\"), part) for part in match.groups())


def _lowered(match: re.Match[str]) -> str:
    content = match[1]
    lowered = content.translate(LOWERED)
    return lowered if not any(old == new for old, new in zip(content, lowered, strict=True)) else "_" + content


def _raised(match: re.Match[str]) -> str:
    content = (match[1] or match[2]).strip()
    if content in SUFFIXES:
        return SUFFIXES[content]
    raised = content.translate(RAISED)
    if content and not any(old == new for old, new in zip(content, raised, strict=True)):
        return raised
    return f"^{content}" if len(content) == 1 else f"^({content})"


RULES_BEFORE_GROUPS = (
    _rule("link-head", "<a ;<A ", r"<[aA]\s[^<>\"]{0,40}href=\"(?=\ue000)", ""),
    _rule("link-tail", "</a>;</A>", r"(?<=\ue000)\"[^<>]{0,80}>[^<>]{0,80}?(?=\.?</[aA]>)", ""),
    _rule("markup", "<", r"</?(?:a|b|i|em|strong|sub|sup|br|p|span|code)(?:\s[^<>]{0,200})?/?>", ""),
    _rule("accent", "\\", r"\\(?:([\"'`^~=.])\{?\\?([A-Za-z])\}?|([cvuH])\{([A-Za-z])\})", _accented),
    _rule("escape", "\\", r"\\([%&#_])", r"\1"),
    _rule("line-break", "\\\\", r"\\\\(?:\s*\\\\)*+", " "),
    _rule("thin-space", "\\", r"(?<=\d)\\[,!](?=\d)|\\[-/!]", ""),
    _rule("space", "\\", r"\\[,;: ]", " "),
    _rule("math-shift", "\\", r"(?:\\[()\[\]])+", ""),
    _rule("fraction", "frac{", r"\\?[dt]?frac\{([^{}]{1,30})\}\{([^{}]{1,30})\}", _fraction),
    _rule("braced-command", "{\\", r"\{(\\[A-Za-z]+)\}", r"\1"),
)
"""What has to go before the braces of commands are paired."""

RULES = (
    _rule("link-glue", "\ue000{", r"(?<=\ue000)\{[^{}\\]{0,60}\}", ""),
    _rule("brace", "\\", r"\\([{}])", r"\1"),
    _rule("thousands", "{", r"(?<=\d)\{([,.])\}(?=\d)", r"\1"),
    _rule("display-math", "$$", r"(?<!\\)\$\$+", "$"),
    _rule("math-tex", "$", r"(?<!\\)\$(?=[^$]{0,60}[\\^_{}=])((?:(?! [a-z]{3,} )[^$]){1,80})(?<!\\)\$", r"\1"),
    _rule("math", "$", r"(?<!\\)\$(?=\S)((?:(?! [a-z]{3,} )[^$]){1,80}?)(?<=[^\s\\])\$(?!\d)", r"\1"),
    _rule("about", "\\sim;\\thicksim", r"\\(?:thick)?sim(?![A-Za-z])(?:\s(?=\d))?", _about),
    _rule("silent-command", "\\", rf"\\{SILENT}(?![A-Za-z])\s?", ""),
    _rule("symbol", "\\", rf"\\({'|'.join(SYMBOLS)})(?![A-Za-z])(?:\{{\}})?", _symbol),
    _rule("fraction-torn", "frac{", r"\\?[dt]?frac\{([^{}]{1,30})\{([^{}]{1,30})\}\}", _fraction),
    _rule("fraction-headless", "{", rf"(?<=\d)\{{({'|'.join(GREEK)})\}}", lambda match: "/" + GREEK[match[1]]),
    _rule("reference", "\\", r"~?\\(?:cite[a-z]{0,8}|ref|label|eqref|cref)\{[^{}]{0,200}\}", ""),
    _rule("unknown-command", "\\", r"(?<![A-Za-z:\\])\\([A-Za-z]+)(?:\{\})?", r"\1"),
    _rule("dollar-stray", "$", r"(?<=[^\s(/$A-Z\d\\])\$(?!\s?\d)|(?<!\S)\$(?=[A-Za-z\\]{2})(?![A-Z]{2})", ""),
    _rule("dollar-escaped", "\\", r"\\(?:\$|(?=\d))", "$"),
    _rule("times", "times", r"times(?<=[\d)\]}]times)(?!tep|tamp)", "×"),
    _rule("times-letters", "times", r"times(?<=(?<![A-Za-z])[A-Za-z]times)(?=[A-Z\d](?![a-z]))", "×"),
    _rule("times-size", " times ", r"(?<![\d.,–-])(\d{2,5}) times (?=\d{2,5}(?![\d.,–-]*\d))", r"\1 × "),
    _rule("range-word", "sim", r"sim\s?(?=\d)(?:(?<=[\d%×x]sim)|(?<=[\d%×x]sim\s))", "–"),
    _rule("range-word-spaced", " sim ", r" sim (?<=[\d%×x] sim )(?=\d)", "–"),
    _rule("about-word", "sim", r"sim(?<![A-Za-z]sim)(?=\d)", "~"),
    _rule("plus-minus", "pm", r"pm(?<=\dpm)(?=\d)", "±"),
    _rule("plus-minus-spaced", " pm ", r"(?<=\d)(\.\d{1,9}) pm (?=\d)", r"\1 ± "),
    _rule("approximately", "approx", r"approx(?<![A-Za-z]approx)(?=\s?\d)", "≈"),
    _rule(
        "relation",
        "rrow;leq;geq;neq;infty;dots;epsilon;propto;simeq",
        rf"(?<![A-Za-z])({'|'.join(RELATIONS)})(?![A-Za-z])",
        lambda m: RELATIONS[m[1]],
    ),
    _rule("registered", "circledR", r"\^\{?\\?circledR\}?", "®"),
    _rule("trademark", "TM", r"\^\{?\s?\\?(?:tiny|small|rm)?\s?TM\s?\}?", "™"),
    _rule("greek-script", "_;^", rf"(?<![A-Za-z]{{2}})(?<![_-])({'|'.join(GREEK)})(?=[_^])", _symbol),
    _rule("greek-function", "mega(;heta(;mu(;psilon(", r"(?<![A-Za-z_-])(Omega|[Tt]heta|mu|(?:var)?epsilon)(?=\()", _symbol),
    _rule("mu", "mu", r"mu(?<![A-Za-z_-]mu)(?![A-Za-z_])", "μ"),
    _rule("micro", " mu", r" mu(?<=\d mu)(?=[smgAWJ]\b)", " μ"),
    _rule("epsilon", "epsilon", r"epsilon(?<![A-Za-z_-]epsilon)(?![A-Za-z_])", "ε"),
    _rule("superscript-braced", "^{", r"(?<=[^\s^])\^\{([^{}^]{1,24})\}", _raised),
    _rule("superscript", "^", r"(?<=[^\s^])\^([0-9A-Za-z*+†‡∘])(?!\^)", _raised),
    _rule("subscript-braced", "_{", r"(?<=[^\s_])_\{([^{}_]{1,24})\}", _lowered),
    _rule("subscript-greek", "_", r"_(?<=[α-ωΑ-Ω]_)(\d)(?![0-9_])", _lowered),
    _rule("subscript", "_", r"_(?<=(?<![A-Za-z0-9_])[A-Za-z]_)(\d)(?![0-9_])", _lowered),
    _rule("subscript-chemical", "_", r"_(?<=(?<![A-Za-z0-9_])[A-Z]{2}_)(\d)(?![0-9_])", _lowered),
    _rule("protected-end", "{", r"(?<=[\w-])\{([A-Za-z0-9.+-]{1,40})\}", r"\1"),
    _rule("protected-start", "{", r"(?<![\w$/])\{([A-Z0-9]{1,10})\}(?=\w)", r"\1"),
    _rule("range", "~", rf"(?<![\w.,])(\d[\d.,]*+{_UNIT})(?:~\s?| ~ )(?=\d)", r"\1–"),
    _rule("tie", "~", r"~(?<=[A-Za-z.,:;)\]]~)(?=[^\s~/]|$)", " "),
    _rule("comment-sign", ". %;! %;? %", r"%(?<=[.!?]\s%)(?=[A-Z])", ""),
    _rule("quotes", "``", r"``([^`'\n]{1,200})''", r"“\1”"),
    _rule("quote", "`", r"(?<![\w`])`([^`'\n]{1,80})'(?!')", r"‘\1’"),
    _rule("dash", "--", r"(?<=\w)--(?=\w)|(?<=\s)--(?=\s)", "–"),
    _rule("long-dash", "---", r"(?<=\w)---(?=\w)|(?<=\s)---(?=\s)", "—"),
)
"""All other rules. A range is set with a dash (`1.36~3.58x` and `1.36 sim 3.58times` alike); `~20` for "about" stays.

Patterns that begin with a literal look behind it from its end: the literal is then searched for, not each position tried.
"""
