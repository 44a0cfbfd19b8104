"""What keepers of lists set around a title within its text: emoji, a short name in brackets, the organization behind `@`."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from litatlas.read.appearances import find_appearance, strip_signs
from litatlas.read.awesome.findings import Findings
from litatlas.read.awesome.parts import Part
from litatlas.read.awesome.words import is_names

_FRONT = re.compile(r"(?:\[([^\[\]]{1,60})\]\s*[:|]?\s|【([^【】]{1,60})】)\s*(?=\S.{7})")
_KEEPER = re.compile(r"\s*[(\[（]\s*@\s*([^()\[\]（）@]{2,80}?)(?:,?\s+etc\b\.?)?\s*[)\]）]\s*$")
_REPLICATION = re.compile(r"\W*(?:re|reproducibility|replication)\W*", re.IGNORECASE)
"""What is the start of a title though it stands in brackets: `[Re] Quiet Ponds`, as ReScience names its papers."""
_MARKS = frozenset("©®™°")
"""Signs that belong to the word before them."""


def strip_emoji(text: str) -> str:
    """A text without the emoji around it; brackets and points stay."""
    start, end = 0, len(text)
    while start < end and _is_emoji(text[start]):
        start += 1
    while end > start and _is_emoji(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_emoji(sign: str) -> bool:
    return sign.isspace() or (sign not in _MARKS and unicodedata.category(sign) in ("So", "Cf")) or sign == "\ufe0f"


def part_title(text: str, found: Findings) -> str:
    """The title in a text; what stands around it is found: `🔥[Heron] Quiet Ponds (@Pond Lab)` is of Pond Lab, tagged Heron."""
    title = strip_emoji(text)
    while (front := _FRONT.match(title)) and not _REPLICATION.fullmatch(front[0]):
        said = strip_signs(front[1] or front[2])
        if appearance := find_appearance(said):
            found.add_appearance(appearance.venue, appearance.date)
        elif is_names(said) and not found.has_authors:
            found.add_authors(said)
        elif said:
            found.add(None, said, "tag")
        title = strip_emoji(title[front.end() :])
    keeper = _KEEPER.search(title)
    if keeper is None or not keeper.start():
        return title
    if not found.take(f"@{keeper[1]}"):
        found.add(None, keeper[1], "by")
    return strip_emoji(title[: keeper.start()])


def join_brackets(parts: Sequence[Part]) -> list[Part]:
    """Parts in which a bracket around emphasized words is one with them: `[**Heron**] Quiet Ponds`."""
    joined: list[Part] = []
    number = 0
    while number < len(parts):
        three = parts[number : number + 3]
        if len(three) == 3 and _is_bracketed(*three):
            joined.append(replace(three[0], text="".join(part.text for part in three)))
            number += 3
        else:
            joined.append(three[0])
            number += 1
    return joined


def _is_bracketed(before: Part, inner: Part, after: Part) -> bool:
    is_loose = not any(part.url or part.is_break for part in (before, inner, after)) and not (before.strong or after.strong)
    return is_loose and before.text.endswith("[") and after.text.startswith("]")
