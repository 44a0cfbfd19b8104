"""A listing that a mail or a chat quotes: each line behind `>`, once for each time that it was quoted."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from litatlas.read.lines import Line

_MARKS = re.compile(r"(?:>[ \t]?)+")
_SHARE = 0.6
"""Lines with such a mark, of all, from which on a listing is a quoted one."""
_FEWEST = 4
_NARROWEST = 40
"""Characters of the shortest line that a program wraps."""
_INTRODUCTION = re.compile(
    r".{0,200}(?:[:：]|>)|-{2,}.{0,60}-{2,}|(?:from|to|cc|date|sent|subject|reply-to): .{0,200}", re.IGNORECASE
)
"""Lines by which programs introduce what is quoted: `On 14 March 2025, Ada Wren wrote:`, `--- Original message ---`."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The lines of a listing without the marks of quotation."""

    lines: tuple[Line, ...]
    outside: tuple[Line, ...]
    """Lines that somebody wrote around the quotation, and that say something."""


def undo_quotation(lines: Sequence[Line]) -> Quoted:
    """What a listing quotes; of one that quotes nothing, the lines as they are."""
    depths = [_count_marks(line.text) for line in lines]
    counts = Counter(depth for depth in depths if depth)
    if sum(counts.values()) < max(_FEWEST, _SHARE * len(lines)):
        return Quoted(tuple(lines), ())
    depth = counts.most_common(1)[0][0]
    first = next(place for place, found in enumerate(depths) if found >= depth)
    kept: list[Line] = []
    outside: list[Line] = []
    for place, (line, found) in enumerate(zip(lines, depths, strict=True)):
        if found >= depth:
            if text := _cut(line.text, depth):
                kept.append(replace(line, text=text))
        elif _is_torn(lines, depths, place, depth):
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text} {line.text}")
        elif place >= first or not _INTRODUCTION.fullmatch(line.text):
            outside.append(line)
    return Quoted(tuple(kept), tuple(outside))


def _count_marks(text: str) -> int:
    match = _MARKS.match(text)
    return match[0].count(">") if match else 0


def _cut(text: str, depth: int) -> str:
    for _ in range(depth):
        text = text[1:].lstrip(" \t")
    return text


def _is_torn(lines: Sequence[Line], depths: Sequence[int], place: int, depth: int) -> bool:
    """Whether a line without a mark is the rest of a quoted one that a program wrapped: it stands right between two of them."""
    if depths[place] or not 0 < place < len(lines) - 1 or len(lines[place - 1].text) < _NARROWEST:
        return False
    return all(depths[other] >= depth and abs(lines[other].number - lines[place].number) == 1 for other in (place - 1, place + 1))
