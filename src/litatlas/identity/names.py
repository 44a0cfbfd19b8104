"""Names of people, as listings write them, to their parts."""

import re
from collections.abc import Iterable
from functools import lru_cache

from litatlas.model import Author

_SUFFIX = re.compile(r"(?:jr|sr)\.?|i{2,3}|iv|vi{0,3}|[2-4](?:nd|rd|th)", re.IGNORECASE)
"""What stands behind a family's name and is none of it."""
_PARTICLES = frozenset(
    "af al bin da dal de del della den der des di do dos du el ibn la le lo ten ter van vom von y zu zum zur".split()
)
"""Words that belong to the family's name; written with a capital (`Van`), only behind a given name and before a family's."""
_GROUP = re.compile(
    r"\b(?:team|group|consortium|collaboration|project|initiative|authors|university|institute|et al)\b", re.IGNORECASE
)


@lru_cache(maxsize=1 << 16)  # a name is parsed where it is read, written, merged and compared: each time the same
def parse_author(written: str) -> Author:
    """Parse a name: `Hanna van der Heron`, `van der Heron, Hanna`, `Heron, Jr., Hanna`, `{The Pond Team}`, or one word."""
    text = " ".join(written.split())
    if text.startswith("{") and text.endswith("}"):
        return Author(text[1:-1].strip(), text[1:-1].strip())
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1 and parts[0]:
        return _parse_inverted(text, parts)
    words = text.split()
    if len(words) < 2 or _GROUP.search(text):
        return Author(text, text)
    if len(words) == 2:
        return Author(text, words[1], words[0])
    suffix = words.pop() if _SUFFIX.fullmatch(words[-1]) else ""
    start = next(
        (number for number, word in enumerate(words[:-1]) if number and (word[0].islower() or word.lower() in _PARTICLES)),
        len(words) - 1,
    )
    particle, family = _split_particle(words[start:])
    return Author(text, family, " ".join(words[:start]), particle, suffix)


def _parse_inverted(text: str, parts: list[str]) -> Author:
    """`von Last, First`, `von Last, Jr, First`, and `First Last, Jr.`, which only the suffix tells."""
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]) and " " in parts[0]:
        plain = parse_author(parts[0])
        return Author(text, plain.family, plain.given, plain.particle, parts[1])
    particle, family = _split_particle(parts[0].split())
    suffix = parts[1] if len(parts) > 2 else ""
    given = " ".join(filter(None, parts[2:] if len(parts) > 2 else parts[1:]))
    return Author(text, family, given, particle, suffix)


def _split_particle(words: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(words) - 1 and (words[count][0].islower() or words[count].lower() in _PARTICLES):
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def parse_authors(names: Iterable[str]) -> tuple[Author, ...]:
    """Parse a list of names, one each; empty ones are left out."""
    return tuple(parse_author(name) for name in names if name.strip())
