r"""The rules by which text debris of listings is repaired: one table, applied from the first row to the last.

The debris is TeX, whole as archives deliver it (`$\sim\!1\,\%$`) or half removed by a listing (`2.4times`, `3.65 sim 39`,
`models~(VDMs)`), markup and entities of the web, characters that only typesetting needs, and links glued to their words.

A rule for a word that has lost its backslash asks for a number or a sign beside it: `sim` is a part of many words.
"""

import html
import re
import unicodedata
from html.entities import html5

from litatlas.text import latex
from litatlas.text.abstracts import RULES_OF_LINES, RULES_OF_MARKUP
from litatlas.text.latex import DECLARATION, FORMATTING, GREEK, OPERATORS, RELATIONS, SILENT, SYMBOLS
from litatlas.text.rules import MASK, NON_ASCII
from litatlas.text.rules import build_rule as _rule

LINK = re.compile(r"""(?:https?://|HTTPS?://|www\.|(?:github|gitlab|huggingface)\.(?:com|co|io)/)[^\s{}\\<>"|$]++""")
"""A link up to white space or a character that no link holds; a full stop at its end is part of it, which harms nothing."""

HEAD = re.compile(rf"(?:(?:\\|(?<![A-Za-z\\-])){FORMATTING}|\\(?P<unknown>[A-Za-z]{{2,30}})\*?)\Z")
"""A command before an opening brace, with its backslash or without it, whose braces are removed and whose content is kept."""
LONGEST_HEAD = 32
"""Characters before a brace that its command is looked for in."""
NO_GROUPS = frozenset({*SYMBOLS, *OPERATORS, "frac", "dfrac", "tfrac", "begin", "end"})
"""Commands whose braces are not theirs, or are read by rules of their own."""

_UNIT = r"(?:\s?(?:[xX×%KMBG]|ms|[KMGT]B|dB|times))?"
_MICRO = r"(?=(?:[mgsAWJVLlNF]|mol|Hz|Pa|eV|as|Jy|rad)(?![A-Za-z]))"
_UNSEEN = frozenset("\u00ad\u200b\u200e\u200f\ufeff")
_NO_WORDS = r"(?:(?! [a-z]{3,} )[^$])"
_MATH = (
    rf"\$(?<!\\\$)(?:(?=[^$]{{0,300}}[\\^_{{}}=])(?!\d[^$]{{0,300}}\s\$)({_NO_WORDS}{{1,300}})(?<!\\)\$"
    rf"|(?=\S)({_NO_WORDS}{{1,80}}?)(?<=[^\s\\(])(?<![A-Z]{{2}})\$(?!\d|\\(?![,;:%])))"
)
"""Inline mathematics: what only TeX holds between two dollars, or else what two prices (`$5 to US$ 7`) do not look like."""


def _resolve_entity(match: re.Match[str]) -> str:
    name = match[1]
    found = html.unescape(f"&{name};") if name.startswith("#") else html5.get(f"{name};", "")
    return found if (found.isprintable() and found) or found.isspace() else match[0]


def _resolve_escape(match: re.Match[str]) -> str:
    character = chr(int(next(filter(None, match.groups())), 16))
    return character if character.isprintable() or character.isspace() else match[0]


def _resolve_character(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\u200c\u200d":  # they join signs of some scripts and pictures, but nothing to a letter of ASCII
        return "" if match.string[match.start() - 1 : match.start()].isascii() else character
    if character in _UNSEEN or unicodedata.category(character) == "Cf":
        return ""
    return "\n" if character in "\x85\u2028\u2029" else unicodedata.normalize("NFKC", character)


def _close_gap(match: re.Match[str]) -> str:
    at_edge = match.start() == 0 or match.end() == len(match.string)
    return "" if at_edge and "\n" in match[0] else " "


RULES_BEFORE_GROUPS = (
    # Characters
    _rule("entity", "&", r"&(?:amp;)*(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,30}\d{0,2});", _resolve_entity),
    _rule("escape-code", "\\u;\\x", r"\\[ux](00[a-fA-F][\da-fA-F]|03[\da-fA-F]{2}|2[0-2][\da-fA-F]{2})", _resolve_escape),
    _rule(
        "escape-code-torn",
        "x201;u201",
        r"[xu](?:(?<=[A-Za-z.,;:%)].)(201[3-9])(?=[a-z])|(?<=\s.)(201[345])(?=\s)|(?<![\dxu].)(201[cdCD])(?![\da-fA-F]))",
        _resolve_escape,
    ),
    _rule(
        "character",
        "",
        r"[\xa0\xad\x85\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufb00-\ufb06\ufeff\uff01-\uff5e\U0001d400-\U0001d7ff]",
        _resolve_character,
    ),
    *RULES_OF_MARKUP,
    _rule("hyphen-break", "-\n;- \n", r"-(?<=[A-Za-z]-) ?\n\s*(?=[a-z])(?!(?:and|or|to|nor)\b)", "-"),
    _rule("white-space", "\n;\t;\r;\f;\v;  ", r"\s{2,}|[^\S ]", _close_gap),
    *RULES_OF_LINES,
    # The web
    _rule("link-head", "<a ;<A ", r"<[aA]\s[^<>\"]{0,40}href=\"(?=\ue000)", ""),
    _rule("link-tail", "</a>;</A>", r"(?<=\ue000)\"[^<>]{0,80}>[^<>]{0,80}?(?=\.?</[aA]>)", ""),
    _rule("markup-superscript", "<sup>", r"<sup>([^<>{}]{1,24})</sup>", r"^{\1}"),
    _rule("markup-subscript", "<sub>", r"<sub>([^<>{}]{1,24})</sub>", r"_{\1}"),
    _rule("markup", "<", r"</?(?:a|b|i|em|strong|sub|sup|br|p|span|code)(?:\s{1,3}[\w:.-]{1,40}\s?=[^<>]{0,200})?\s?/?>", ""),
    # Inline mathematics: before anything takes away what tells it from money
    _rule("command-end", "\\", r"(\\[A-Za-z]{1,30})(?=[}$]{1,6}[A-Za-z]|\\[A-Za-z]{2,30}\{)", r"\1{}"),
    _rule("display-math", "$$", r"\$\$(?<![^\s(]\$\$)([^$]{1,300})\$\$", r"$\1$"),
    _rule("math-command", "$", r"\$(?<!\\\$)(\\[A-Za-z]{1,30}(?:\{[^{}$]{0,300}\}){1,2})\$", r"\1"),
    _rule("math-space", "$", r"\$(?<!\\\$)(?:\\[,;:! ]|~){1,6}\$", " "),
    _rule("math-sign", "$", r"\$(?<!\\\$)([<>=~+-]{1,2})\$", r"\1"),
    _rule("math", "$", _MATH, latex.open_mathematics),
    # Commands with arguments of their own
    _rule("environment", "\\", r"\\(?:begin|end)\{[a-z*]{1,20}\}(?:\[[^\]]{0,40}\])?", ""),
    _rule(
        "reference",
        "\\cite;\\ref;\\label;\\eqref;\\cref;\\Cref",
        r"[ ~]?\\(?:cite[a-z]{0,8}|ref|label|eqref|[cC]ref)\*?(?:\[[^\]]{0,80}\]){0,2}\{[^{}]{0,200}\}",
        "",
    ),
    _rule("link-text", "\\href{", r"\\href\{[^{}\ue000]{0,200}\}(?=\{)", r"\\text"),
    _rule("color", "color{", r"\\textcolor\{[^{}]{0,40}\}(?=\{)", r"\\text"),
    _rule("quantity", "\\", r"\\(?:SI|qty)\{([^{}]{1,40})\}\{([^{}]{1,40})\}", r"\1 \2"),
    _rule("declaration", "{\\", rf"\{{(?<![\^_].)\\{DECLARATION}(?![A-Za-z])\s*", r"\\text{"),
    _rule("script-format", "_\\;^\\", rf"\\(?<=[_^].){FORMATTING}(?=\{{)", ""),
    _rule(
        "accent",
        "\\",
        r"\\(?P<mark>[\"'`^~=.]|[cvuHrk](?=\{)|(?:widehat|hat|widetilde|tilde|bar|d?dot|vec)(?![A-Za-z]))\s?"
        r"(?:\{\\?(?P<braced>[A-Za-z])(?:\{\})?\}|\\?(?P<letter>[A-Za-z])(?:(?<=[\"'`^~=.].)|(?<=[\"'`^~=.]\\.)|(?<=\s.)(?![A-Za-z])))",
        latex.show_accented,
    ),
    _rule("escape", "\\", r"\\([%&#_])", r"\1"),
    _rule("line-break", "\\\\", r"\\\\(?:\s*\\\\)*+", " "),
    _rule("thin-space", "\\", r"(?<=\d)\\[,!](?=\d)|\\[-/!]", ""),
    _rule("space", "\\", r"\\[,;:> ]", " "),
    _rule("math-shift", "\\", r"(?:\\[()\[\]])+", ""),
    _rule("fraction", "frac{", r"\\?[dt]?frac\{([^{}]{1,30})\}\{([^{}]{1,30})\}", latex.show_fraction),
    _rule("root", "sqrt{", r"\\?sqrt\{([^{}]{1,30})\}", latex.show_root),
    _rule("braced-command", "{\\", r"\{(?<![A-Za-z].)(\\[A-Za-z]{1,30}(?:\{\})?)\}", r"\1"),
)
"""What has to go before the braces of commands are paired."""

RULES = (
    _rule("link-glue", "\ue000{", r"(?<=\ue000)\{[^{}\\]{0,60}\}", ""),
    _rule("brace", "\\", r"\\([{}])", r"\1"),
    _rule("thousands", "{", r"(?<=\d)\{([,.])\}(?=\d)", r"\1"),
    # Commands
    _rule("about", "\\sim;\\thicksim", r"\s?\\(?:thick)?sim(?![A-Za-z])(?:\{\})?(?:\s(?=[\d.+-]))?", latex.show_about),
    _rule("glue", "\\xspace", r"\\xspace(?![A-Za-z])(?:\{\})?", ""),
    _rule("silent-command", "\\", rf"\\{SILENT}(?![A-Za-z])(?:\{{\}})?\s?", ""),
    _rule("micro-unit", "\\mu;\\upmu", rf"\\(?:up)?mu(?:\{{\}})?\s?(?<=[\d\s\\]mu\s)(?<=mu\s){_MICRO}", "μ"),
    _rule(
        "relation-command",
        "\\",
        r"\\(?<=[^\s\\].)(times|leq?|geq?|leqslant|geqslant|approx|lesssim|gtrsim|pm|neq?|ll|gg)\s(?=[\d.+~-])",
        latex.show_symbol,
    ),
    _rule("symbol", "\\", rf"\\({'|'.join(SYMBOLS)})(?![A-Za-z])(?:\{{\}})?", latex.show_symbol),
    _rule("operator", "\\", rf"\\({'|'.join(sorted(OPERATORS))})(?![A-Za-z])(?:\{{\}})?", latex.show_operator),
    _rule("fraction-torn", "frac{", r"\\?[dt]?frac\{([^{}]{1,30})\{([^{}]{1,30})\}\}", latex.show_fraction),
    _rule("fraction-headless", "{", rf"(?<=\d)\{{({'|'.join(GREEK)})\}}", lambda match: "/" + GREEK[match[1]]),
    _rule("unknown-command", "\\", r"\\(?<![A-Za-z:\\].)([A-Za-z]+)(?:\{\})?", r"\1"),
    _rule("dollar-stray", "$", r"(?<=[^\s(/$A-Z\d\\])\$(?!\s?\d)|(?<!\S)\$(?=[A-Za-z\\]{2})(?![A-Z]{2})", ""),
    _rule("dollar-escaped", "\\", r"\\(?:\$|(?=\d))", "$"),
    # Commands that lost their backslash
    _rule("times", "times", r"times(?<=[\d)\]}]times)(?!tep|tamp)", "×"),
    _rule("times-letters", "times", r"times(?<=(?<![A-Za-z])[A-Za-z]times)(?=[A-Z\d](?![a-z]))", "×"),
    _rule("times-size", " times ", r"(?<![\d.,–-])(\d{2,5}) times (?=\d{2,5}(?![\d.,–-]*\d))", r"\1 × "),
    _rule("range-word", "sim", r"sim\s?(?=\d)(?:(?<=[\d%×x]sim)|(?<=[\d%×x]sim\s))", "–"),
    _rule("range-word-spaced", " sim ", r" sim (?<=[\d%×x] sim )(?=\d)", "–"),
    _rule("about-word", "sim", r"sim(?<![A-Za-z]sim)(?=\d)", "~"),
    _rule("plus-minus", "pm", r"pm(?<=\dpm)(?=\d)", "±"),
    _rule("plus-minus-spaced", " pm ", r"(?<=\d)(\.\d{1,9}) pm (?=\d)", r"\1 ± "),
    _rule("approximately", "approx", r"approx(?<![A-Za-z]approx)(?=\s?\d)", "≈"),
    _rule("value-after-by", "by", r"by(?<![\w.]by)(?=\d{1,3}(?:\.\d{1,3})?[%×])", "by "),
    _rule("value-after-versus", "vs.", r"vs\.(?<![\w.]vs\.)(?=\d{1,3}(?:\.\d{1,3})?[%×])", "vs. "),
    _rule("space-torn", ",", r",(?<=\d,)(?=(?:m?s|[kMG]?B|dB|fps|FPS|[kMG]?Hz)(?!\w))", " "),
    _rule("dot-product", "cdot", r"cdot(?<=[\d)]cdot)(?=\d)", "·"),
    _rule("degree-word", "circ", r"circ(?<=\dcirc)(?![A-Za-z])", "°"),
    _rule(
        "relation",
        "rrow;leq;geq;neq;infty;dots;propto",
        rf"(?<![A-Za-z])({'|'.join(RELATIONS)})(?![A-Za-z])",
        latex.show_symbol,
    ),
    _rule("relation-about", "simeq;lesssim;gtrsim", r"(?<![A-Za-z])(simeq|lesssim|gtrsim)(?![A-Za-z])", latex.show_symbol),
    _rule("varepsilon", "varepsilon", r"varepsilon(?<![A-Za-z]varepsilon)(?![A-Za-z])", "ε"),
    _rule("registered", "circledR", r"\^\{?\\?circledR\}?", "®"),
    _rule("trademark", "TM", r"\^\{?\s?\\?(?:tiny|small|rm)?\s?TM(?:\s?\})?", "™"),
    _rule("greek-script", "_;^", rf"(?<![A-Za-z]{{2}})(?<![_-])({'|'.join(GREEK)})(?=[_^])", latex.show_symbol),
    _rule("greek-function", "mega(;heta(", r"(?<![A-Za-z_-])(Omega|[Tt]heta)(?=\()", latex.show_symbol),
    _rule("mu", "mu", r"mu(?<![A-Za-z_-]mu)(?![A-Za-z_]|\s[a-zA-Z]{1,3}(?![A-Za-z]))", "μ"),
    _rule("micro", " mu", rf" mu\s?(?:(?<=\d mu)|(?<=\d mu\s)){_MICRO}", " μ"),
    _rule("epsilon", "epsilon", r"epsilon(?<![A-Za-z_-]epsilon)(?![A-Za-z_])", "ε"),
    # Powers of ten, and scripts
    _rule(
        "power-of-ten",
        "^",
        r"10(?<=(?<![\d.,])10)\s?\^\s?(?:\{\s*([-−–+]?\d{1,4})\s*\}|\(([-−+]?\d{1,4})\)|([-−+]?\d{1,4})(?!\d))",
        latex.show_power_of_ten,
    ),
    _rule("power-of-ten-raised", "", r"10(?<=(?<![\d.,])10)([⁻⁺]?[⁰¹²³⁴-⁹]{1,4})", latex.show_power_of_ten),
    _rule("scientific", "10^", r"(?<=[\d)\]])\s?(?:[xX×*·⋅∙]|times)\s?10\^(?=[-\d])", " × 10^"),
    _rule("degree", "^", r"\^\{?\s?(?:∘|°|\\?circ(?![A-Za-z]))(?:\s?\})?", "°"),
    _rule("superscript-before", "^{", r"(?:\{\})?\^(?:(?<![^\s(/,–\[-].)|(?<=\}.))\{(\d{1,3})\}(?=[A-Z])", latex.show_raised),
    _rule("superscript-braced", "^{", r"\^(?<=[^\s^].)\{([^{}^]{1,40})\}", latex.show_raised),
    _rule("superscript", "^", r"\^(?<=[^\s^].)([-−+]?\d+|[A-Za-z*+†‡∘⋆](?!\^)|[-−](?![\w.]))", latex.show_raised),
    _rule("subscript-braced", "_{", r"_(?<=[^\s_].)\{([^{}_]{1,40})\}", latex.show_lowered),
    _rule("subscript-sign", "_", r"_(?<=[A-Za-zα-ωΑ-Ωℓ]_)(?=[⊙⋆∞∥⟂⊕])", ""),
    _rule("subscript-greek", "_", r"_(?<=[α-ωΑ-Ω]_)(\d)(?![0-9_])", latex.show_lowered),
    _rule("subscript", "_", r"_(?<=(?<![A-Za-z0-9_])[A-Za-z]_)(\d)(?![0-9_])", latex.show_lowered),
    _rule("subscript-chemical", "_", r"_(?<=(?<![A-Za-z0-9_])[A-Z]{2}_)(\d)(?![0-9_])", latex.show_lowered),
    # Braces, ties and punctuation
    _rule("protected-letter", "{", r"\{([^\x00-\x7f])\}", r"\1"),
    _rule("protected-end", "{", r"(?<=[\w-])\{([A-Za-z0-9.+-]{1,40})\}", r"\1"),
    _rule("protected-start", "{", r"(?<![\w$/])\{([A-Z0-9]{1,10})\}(?=\w)", r"\1"),
    _rule("range", "~", rf"(?<![\w.,])(\d[\d.,]*+{_UNIT})(?:~\s?| ~ )(?=\d)", r"\1–"),
    _rule("tie", "~", r"~(?<=[A-Za-z.,:;)\]]~)(?=[^\s~/]|$)|~(?<=[\d%°]~)(?=[^\W\d_]|[%°(])", " "),
    _rule("comment-sign", " %", r"%(?<=[.!?]\s%)(?=[A-Z])", ""),
    _rule("quotes", "``", r"``([^`'\n]{1,200})''", r"“\1”"),
    _rule("quote", "`", r"(?<![\w`])`([^`'\n]{1,80})'(?!')", r"‘\1’"),
    _rule("long-dash", "---", r"---(?:(?<=[^\s-]---)(?=[^\s-])|(?<=\s---)(?=\s))", "—"),
    _rule("dash", "--", r"--(?:(?<=[\w%×°)\]”’.]--)(?=[\w$~(“‘≤≥])|(?<=\s--)(?=\s))", "–"),
    _rule("gap", "  ", r" {2,}", " "),
)
"""All other rules. A range is set with a dash (`1.36~3.58x` and `1.36 sim 3.58times` alike); `~20` for "about" stays.

Patterns that begin with a literal look behind it from its end: the literal is then searched for, not each position tried.
"""


def _find_needles() -> tuple[str, ...]:
    """The shortest texts of which one stands in every text of ASCII that any rule changes."""
    needles = {needle for rule in (*RULES_BEFORE_GROUPS, *RULES) for needle in rule.needles or (rule.sign,)} - {NON_ASCII}
    plain = {needle for needle in needles if MASK not in needle and needle.isascii()}
    return tuple(sorted(one for one in plain if not any(other in one for other in plain - {one})))


NEEDLES = _find_needles()
"""What a text of ASCII without debris holds none of; the braces of groups, which no rule is for, are among them."""
