"""One folding of letters, for slugs and for the words of the search; `assets/search-letters.js` folds by the same rules.

What looks or is typed alike becomes one: `Łódź` is `Lodz`, `Straße` is `Strasse`, `ﬁ` is `fi`, `β` is `beta`. Capitals
stay, since they tell the parts of words such as `KVCache`.
"""

import re
import unicodedata

_LOWER = (
    "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi ρ rho "
    "σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega "
    "ß ss æ ae ø o œ oe ł l đ d ð d þ th ı i × x ∞ infinity"
).split()
"""Letters that Unicode does not take apart, each before how it is spelled in ASCII."""
_SPELLED = dict(zip(_LOWER[::2], _LOWER[1::2], strict=True))
_CAPITALS = {letter.upper(): spelled.capitalize() for letter, spelled in _SPELLED.items() if letter.upper() != letter}
_LETTERS = str.maketrans({"ẞ": "SS"} | _SPELLED | {up: name for up, name in _CAPITALS.items() if not up.isascii()})
_SIGNS = re.compile("[™℠®©\u00ad\u0640\u200b-\u200f\u2060\ufeff]+")
"""Signs of ownership, and what is not seen in a word: soft hyphens, Arabic stretches, joiners."""
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
"""Accents, and the points of Hebrew and Arabic with its hamza. Marks that make another letter stay: kana's and India's."""


def fold(text: str) -> str:
    """The text without accents, its compatible forms made one: `Müller` is `Muller`, `1.5×` is `1.5x`, `Heron™` is `Heron`.

    Hangul and kana stay the letters that they are, however they are composed.
    """
    if text.isascii():
        return text
    apart = _MARKS.sub("", unicodedata.normalize("NFKD", _SIGNS.sub("", text)))
    return unicodedata.normalize("NFC", apart.translate(_LETTERS))


def fold_case(text: str) -> str:
    """The text folded and in lower case: what it is compared by where capitals say nothing."""
    return text.lower() if text.isascii() else fold(fold(text).casefold())
