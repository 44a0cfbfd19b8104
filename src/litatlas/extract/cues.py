"""Compiles the cue words of the vocabulary into patterns."""

import re
from collections.abc import Iterable, Mapping
from typing import cast, get_args

import yaml

from litatlas.extract.lexicon import DIRECTIONS, Cues, Direction
from litatlas.extract.sources import Reader
from litatlas.model import Bound

_FIELDS = ("bounds", "comparatives", "changes", "speed", "own")


def read_cues(reader: Reader) -> Cues | None:
    """Read cues.yml; None, with faults at the reader, where a field is missing."""
    root = reader.root()
    if root is None:
        return None
    fields = reader.fields(root, _FIELDS)
    for name in _FIELDS:
        if name not in fields:
            reader.fault(root, f"`{name}` is missing", "write it")
    if len(fields) < len(_FIELDS):
        return None
    bounds: dict[str, Bound] = {}
    for bound, node, phrases in reader.items(fields["bounds"]):
        if bound not in get_args(Bound):
            reader.fault(node, f"unknown bound `{bound}`", f"write one of {', '.join(get_args(Bound))}")
        bounds |= dict.fromkeys(reader.texts(phrases), cast("Bound", bound))
    comparatives = _read_directions(reader, "comparatives", fields)
    changes = _read_directions(reader, "changes", fields)
    by_direction = {way: [word for word, its_way in changes.items() if its_way == way] for way in DIRECTIONS}
    return Cues(
        bounds=bounds,
        bound_before=re.compile(rf"(?<![^\W_])({_choices(bounds)})[\s(]*(?:an?|the|its)?\s*\Z", re.IGNORECASE),
        comparatives=comparatives,
        comparative=_words(comparatives),
        changes={way: _words(by_direction[way]) for way in DIRECTIONS},
        speed=_words(reader.texts(fields["speed"])),
        own=_words(reader.texts(fields["own"])),
    )


def read_abbreviations(reader: Reader) -> frozenset[str]:
    """Read abbreviations.yml, a list of words without their last full stop."""
    root = reader.root()
    return frozenset(word.lower() for word in reader.texts(root))


def _read_directions(reader: Reader, name: str, fields: Mapping[str, yaml.Node]) -> dict[str, Direction]:
    words: dict[str, Direction] = {}
    for way, node, phrases in reader.items(fields[name]):
        if way not in DIRECTIONS:
            reader.fault(node, f"unknown direction `{way}`", f"write one of {', '.join(DIRECTIONS)}")
        words |= dict.fromkeys(reader.texts(phrases), cast("Direction", way))
    return words


def _words(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])({_choices(phrases)})(?![^\W_])", re.IGNORECASE)


def _choices(phrases: Iterable[str]) -> str:
    """Join phrases to an alternation, the longest first; a trailing `*` stands for any ending."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(p[:-1]) + "[a-z]*" if p.endswith("*") else re.escape(p) for p in ordered)
