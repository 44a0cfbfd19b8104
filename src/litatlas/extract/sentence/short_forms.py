"""Finds what a text explains acronyms and symbols to mean: `a rater-feedback score (RFS)`, `the critical temperature (T_c)`."""

import re
from collections.abc import Mapping

from litatlas.extract.lexicon.terms import Cues
from litatlas.extract.sentence.phrases import read_phrase_before

_EXPLAINED = re.compile(r"\((?P<short>[A-Z][A-Za-z]{0,2}[A-Z]{1,4}s?|[A-Zα-ωΑ-Ω][₀-₉]|[A-Za-zα-ω]_\w{1,4}|[α-ωΑ-Ω]\w{0,2})\)")
"""An acronym of up to seven letters or a symbol with an index or of Greek letters, in brackets after its meaning."""
_PARTS = re.compile(r"[\s-]")
"""What parts the words that an acronym's letters stand for."""
_REACH = 80
"""Characters that a meaning may be long."""


def find_short_forms(text: str, cues: Cues) -> Mapping[str, str]:
    """Return the meanings of acronyms and symbols, in lower case; linear in the text.

    An acronym's letters are the initials of its meaning; a symbol's is the noun phrase before it.
    """
    found: dict[str, str] = {}
    for match in _EXPLAINED.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()].rstrip()
        if not before[-1:].islower():
            continue
        short = match["short"]
        meaning = _find_spelled(short, before) if short.isascii() and short.isalpha() else read_phrase_before(before, cues)
        if meaning:
            found.setdefault(short, meaning)
    return found


def _find_spelled(short: str, before: str) -> str:
    """Return the words that an acronym's letters begin, the last of the text before it; empty where they do not."""
    letters = short.removesuffix("s").lower()
    parts = _PARTS.split(before.lower())[-len(letters) :]
    is_spelled = len(parts) == len(letters) and all(part[:1] == letter for part, letter in zip(parts, letters, strict=True))
    return before.lower()[len(before) - len(" ".join(parts)) :] if is_spelled else ""
