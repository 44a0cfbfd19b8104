"""Words as the search knows them; `assets/search-words.js` reads queries by the same rules, and tests hold the two together.

A word that is written as one and consists of several (`KV-cache`, `KVCache`) is known by its parts and by all of them joined;
neighbours (`kv cache`) are joined where a paper of the review writes them as one. A DOI is one word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMMON = frozenset(
    "a about an and are as at be by can do does for from has have how i in into is it its of on or our than that the their these "
    "they this those to up was we were what when where which while who why will with".split()
)
"""Words that say nothing of what a text is about; the index leaves them out."""
SUFFIXES = ("ations", "ation", "ings", "ing", "ed", "es", "s", "e")
"""Endings that make no difference, the longest first."""
_SHORTEST = 3
"""The fewest letters that stay of a word without its ending."""
_KEPT = {"s": "sui", "ed": "e"}
"""Letters before an ending that belong to it: `process`, `status`, `analysis`, `speed` end in none."""
_VOWEL = re.compile("[aeiouy]")
_ALONE = r"[\u3040-\u30ff\u3400-\u9fff]"
"""A character that is a word: those of Chinese and Japanese, which set no spaces; Korean does."""
_ATOM = rf"{_ALONE}|(?:(?!{_ALONE})[^\W_])+(?:\.\d(?:(?!{_ALONE})[^\W_])*)*"
"""A run of letters and digits, with the decimals of a number; or a character alone."""
_DOI = "10[.][0-9]{4,9}/[!-+\\--:<-~]*[A-Za-z0-9]"
"""A DOI up to a space, comma or semicolon, without the marks that end a sentence."""
_ATOMS = re.compile(_ATOM)
_WRITTEN = re.compile(rf"({_DOI}|(?:{_ATOM})(?:[-‐_](?:{_ATOM}))*)")
_PLAIN_ATOM = r"[A-Za-z0-9]+(?:\.[0-9][A-Za-z0-9]*)*"
_PLAIN = re.compile(rf"({_DOI}|{_PLAIN_ATOM}(?:[-_]{_PLAIN_ATOM})*)")
"""The same for texts of ASCII alone, in half the time."""
_HYPHEN = re.compile("[-‐_]")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=[a-z]{2})(?=[A-Z]{2})")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, without its capitals and accents."""

    parts: tuple[str, ...]
    """`kv`, `cache` of `KV-cache` and of `KVCache`; the word itself where it is one."""
    inner: tuple[str, ...]
    """What stands between the hyphens where it has parts of its own: `flashattention` of `FlashAttention-2`; a DOI's words."""

    @property
    def joined(self) -> str:
        """The parts as one."""
        return "".join(self.parts)

    @property
    def terms(self) -> tuple[str, ...]:
        """What the word is found by, all that it is joined of last; nothing where it is a common one."""
        joined = self.joined
        found = [*(part for part in (*self.parts, *self.inner) if part != joined), joined]
        return tuple(dict.fromkeys(stem(part) for part in found if part not in COMMON))


def find_words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a folded text as they are written, and whether only a space parts each from the one before it."""
    pieces = split_words(text)
    return zip(pieces[1::2], (False, *(gap == " " for gap in pieces[2::2])), strict=False)


def split_words(text: str) -> list[str]:
    """The words of a folded text as they are written, with what stands before each of them, and after the last one."""
    return (_PLAIN if text.isascii() else _WRITTEN).split(text)


def read_word(written: str) -> Word:
    """A word of a folded text with its parts."""
    if "/" in written:  # a DOI; no other word has one
        return Word((written.lower(),), tuple(part for atom in _ATOMS.findall(written) for part in _split_camel(atom)))
    split = [_split_camel(part) for part in _HYPHEN.split(written)]
    parts = tuple(part for each in split for part in each)
    inner = tuple("".join(each) for each in split if len(each) > 1) if len(split) > 1 else ()
    return Word(parts, inner)


def stem(word: str) -> str:
    """The word without its ending: `caches`, `cached` and `caching` are one."""
    if not (word.isascii() and word.isalpha()):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for suffix in SUFFIXES:
        rest = word.removesuffix(suffix)
        if rest != word and len(rest) >= _SHORTEST and _VOWEL.search(rest) and rest[-1] not in _KEPT.get(suffix, ""):
            return _undouble(rest) if suffix in ("ings", "ing", "ed") else rest
    return word


def _undouble(word: str) -> str:
    return word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word


def _split_camel(part: str) -> tuple[str, ...]:
    pieces = _CAMEL.split(part)
    return tuple(piece.lower() for piece in pieces) if min(map(len, pieces)) > 1 else (part.lower(),)
