"""Which texts are read: the rules know English, and a text in another language is said to be not read, never to state nothing."""

import re
import unicodedata

FOREIGN = "another language"
"""Why a text was not read, in words."""

_WORD = re.compile(r"[a-z]++(?![^\W\d_])|[^\W\d_]+")
_SPACED = {code: " " for code in range(128) if not chr(code).isalpha()}
"""Turns what is no letter of ASCII into white space: its words are then parted several times as fast as a pattern finds them."""
_FEWEST = 20
"""The words that tell a language; shorter texts are read."""
_LOOKED_AT = 1_200
"""The characters that are looked at: the language of a text's start is that of the whole."""
_LATIN = 0.5
"""The least share of letters of the Latin alphabet in a text that may be English: formulas have Greek ones."""
_SAMPLE = 500
"""The letters of which that is told."""
_COMMON = 0.12
"""The least share of English function words: abstracts in English have some 0.3, in other languages under 0.05."""
_ENGLISH = frozenset(
    "the of and a an to in for with is are we that on by this as our from be it can which at or these have has not but their "
    "such than while into its also more both using between over each they through how when under without where however".split()
)


def find_unread(text: str) -> str:
    """Why the rules do not read a text: `another language`; empty where they do."""
    start = text[:_LOOKED_AT].lower()
    words = start.translate(_SPACED).split() if start.isascii() else _WORD.findall(start)
    is_latin = start.isascii() or _is_latin("".join(words)[:_SAMPLE])
    if not words or (len(words) < _FEWEST and is_latin):
        return ""
    return "" if is_latin and sum(map(_ENGLISH.__contains__, words)) >= _COMMON * len(words) else FOREIGN


def _is_latin(letters: str) -> bool:
    """Tell whether enough of the letters are Latin; those of ASCII, which are counted in a step, nearly always are."""
    needed = _LATIN * max(1, len(letters))
    plain = len(letters.encode("ascii", "ignore"))
    return (
        plain >= needed
        or plain + sum("LATIN" in unicodedata.name(letter, "") for letter in letters if not letter.isascii()) >= needed
    )
