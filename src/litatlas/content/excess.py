"""Texts that the Markdown library would take minutes for: it looks from each opening sign to the end of what follows."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

LIMIT = 10_000_000
"""Steps of the library, of which it does some millions a second: signs that it looks from, times the characters that follow."""

_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<rest>.*)$", re.MULTILINE)
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*(?=<|\Z)")
_HEADING = re.compile(r"^(?:#.*|=+[ ]*|-+[ ]*)$", re.MULTILINE)
_TO_FOOT = re.compile(r"\[\^(?P<label>[^\[\]\n]+)\](?!:)")
_MOST_TO_FOOT = 500
"""References to one footnote: the library numbers each by counting all before it."""
_BLANK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Excess:
    """What a text has too much of."""

    position: int
    """Where the first of it stands."""
    message: str
    hint: str


def find_excess(text: str) -> Excess | None:
    """What would take the library too long; None in nearly all texts."""
    opened = list(_find_open_fences(text))
    if sum(len(text) - place for place in opened) > LIMIT:
        return Excess(opened[0], f"{len(opened)} blocks of code are never closed", "close each by a line of the same signs alone")
    bare = _blank_code(text)
    tags = [match.start() for match in _TAG.finditer(bare)]
    if 4 * sum(len(text) - place for place in tags) > LIMIT:  # the steps of tags are slower ones
        hint = "write &lt; for them, or put them into a block of code"
        return Excess(tags[0], f"{len(tags)} signs < open tags that nothing closes", hint)
    feet = Counter(match["label"] for match in _TO_FOOT.finditer(bare))
    for label, count in feet.most_common(1):
        if count > _MOST_TO_FOOT:
            hint = f"refer to it at most {_MOST_TO_FOOT} times, or give some of them a footnote, with a line, of their own"
            return Excess(bare.index(f"[^{label}]"), f"{count:,} references lead to the footnote {label[:40]!r}", hint)
    start = 0
    for end in [*(match.start() for match in _BLANK.finditer(bare)), len(bare)]:
        headings = sum(1 for _ in _HEADING.finditer(bare, start, end))
        if headings * (end - start) > LIMIT:
            place = next(_HEADING.finditer(bare, start, end)).start()
            hint = "put blank lines between them, or put them into a block of code"
            return Excess(place, f"{headings} headings follow one another", hint)
        start = end
    return None


def _find_open_fences(text: str) -> Iterator[int]:
    """The places of the fences that no line closes, in one look."""
    fences = list(_FENCE.finditer(text))
    closing: dict[str, list[int]] = defaultdict(list)
    for match in fences:
        if not match["rest"].strip():
            closing[match["fence"]].append(match.start())
    end = -1
    for match in fences:
        if match.start() <= end:
            continue
        places = closing[match["fence"]]
        number = bisect_right(places, match.start())
        if number < len(places):
            end = places[number]
        else:
            yield match.start()


def _blank_code(text: str) -> str:
    """The text with its closed blocks of code taken out, line breaks and all other places as they are."""
    pieces: list[str] = []
    start, fence = 0, ""
    for match in _FENCE.finditer(text):
        if not fence:
            pieces.append(text[start : match.end()])
            start, fence = match.end(), match["fence"]
        elif match["fence"] == fence and not match["rest"].strip():
            pieces.append(re.sub(r"[^\n]", " ", text[start : match.start()]))
            start, fence = match.start(), ""
    return "".join((*pieces, text[start:]))
