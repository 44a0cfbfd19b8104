"""Cuts a repaired text into sentences."""

import re
from typing import NamedTuple

from litatlas.text.places import find_places

LONGEST = 2_000
"""Characters after which a sentence is cut at the next space, so that no text makes the rules on sentences slow."""

_CANDIDATE = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)[.!?]*[\"'”’)\]]{0,3}(?=\s))")
"""A stop before white space, or line breaks."""
_BEFORE_WORD = re.compile(r".*[\s()\[\]“\"]", re.DOTALL)
"""All that stands before the last word of a text; read from the end on."""
_NEXT = re.compile(r"\s*(\S{1,24})")
_ENUMERATED = re.compile(r"\((?:[ivx]{1,4}|\d{1,2})\)")
_COUNTING = frozenset("0123456789ivx")
_ENUMERATOR = re.compile(r"(?:^|[;:]\s)\(?[0-9ivx]{1,3}\.\Z")


class Sentence(NamedTuple):
    """A sentence at its place in the repaired text."""

    number: int
    """From 0, in the text."""
    start: int
    end: int
    text: str


def split_sentences(text: str, abbreviations: frozenset[str]) -> tuple[Sentence, ...]:
    """Cut a text into its sentences, without the white space around them. Linear in the length of the text."""
    found: list[Sentence] = []
    start = passed = 0
    for place in find_places(text, ".!?\n"):
        candidate = _CANDIDATE.match(text, place) if place >= passed else None
        if candidate is None:
            continue
        passed = candidate.end()
        if place >= start and _ends_sentence(text, candidate, abbreviations):
            _add(found, text, start, candidate.end())
            start = candidate.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _ends_sentence(text: str, candidate: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Tell whether the stop at the candidate ends its sentence."""
    if candidate[0][0] in "!?\n":
        return True
    following = _NEXT.match(text, candidate.end())
    if following is None:
        return True
    head = text[max(0, candidate.start() - 24) : candidate.start() + 1]
    before = _BEFORE_WORD.match(head)
    word = head[before.end() : -1] if before else head[:-1]
    if word and _is_abbreviation(word, following[1], abbreviations):
        return False
    if head[-2:-1] in _COUNTING and _ENUMERATOR.search(head):
        return False
    if _ENUMERATED.match(following[1]):
        return True
    first = following[1].lstrip("(\"'“‘[*")
    if not first:
        return False
    # vLLM, iPhone and 1.58-bit start sentences too; a word all in lower case does not.
    return not first[0].islower() or any(c.isupper() or c.isdigit() for c in first[1:]) or "://" in first


def _is_abbreviation(word: str, following: str, abbreviations: frozenset[str]) -> bool:
    low = word.lower().lstrip("(")
    if low in abbreviations:
        return not (low in ("etc", "al", "st", "no", "co") and following[:1].isupper() and low == "etc")
    return len(word) == 1 and word.isupper() and not following[:1].isdigit()


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    """Add `text[start:end]` without the space around it, cut where it is longer than `LONGEST`."""
    while start < end:
        stop = end
        if end - start > LONGEST:
            space = text.find(" ", start + LONGEST, end)
            stop = min(end, space if 0 <= space < start + 2 * LONGEST else start + 2 * LONGEST)
        if words := text[start:stop].strip():
            low = text.index(words, start)
            found.append(Sentence(len(found), low, low + len(words), words))
        start = stop
