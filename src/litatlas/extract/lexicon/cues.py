"""Compiles the cue words of the vocabulary into patterns, the review's laid over the package's."""

import re
from collections.abc import Iterable, Mapping
from typing import cast, get_args

import yaml

from litatlas.extract.lexicon.choices import write_choices
from litatlas.extract.lexicon.files import EntryReader
from litatlas.extract.lexicon.terms import DIRECTIONS, Cues, Direction
from litatlas.model import Bound

_LISTS: Mapping[str, tuple[str, ...]] = {
    "bounds": get_args(Bound),
    "comparatives": DIRECTIONS,
    "changes": DIRECTIONS,
    "speed": (),
    "own": (),
    "beat": (),
    "reach": (),
    "compare": (),
    "copula": (),
    "prune": (),
    "versus": (),
    "only": (),
    "take": (),
    "solve": (),
    "detect": (),
}
"""The fields of cues.yml and the lists of words in each; a field without lists is a list itself."""
_FAMILIES = ("beat", "reach", "compare", "copula", "prune", "versus", "only", "take", "solve", "detect")
"""The fields whose words stand in templates, as families; `hedge` is one of the words of `bounds`, `change` of `changes`,
`comparative` of `comparatives`.
"""
_OPEN_ENDED = ("changes", "speed", "own", *_FAMILIES)
"""The fields whose words may end in `*`."""
_REMOVE = "remove"
_ARTICLES = ("a", "an", "the", "its")
"""What may stand between a word that qualifies a number and the number."""

_Words = dict[str, str]
"""Words in lower case, and the list that each stands in; the empty string in a field that is a list itself."""


def read_cues(readers: Iterable[EntryReader]) -> Cues | None:
    """Read cues.yml, a review's words beside the package's; None, with a fault at the reader, where there is nothing to read.

    A word that a review puts into another list of its field moves there; one below `remove` goes.
    """
    words: dict[str, _Words] = {}
    for reader in readers:
        root = reader.root()
        if root is None:
            continue
        fields = reader.fields(root, (*_LISTS, _REMOVE) if reader.is_overlay else tuple(_LISTS))
        for name in _LISTS.keys() - fields.keys() if not reader.is_overlay else ():
            reader.fault(root, f"`{name}` is missing", "write it")
        added = {name: _read_field(reader, name, fields[name]) for name in _LISTS if name in fields}
        if _REMOVE in fields:
            _remove(reader, fields[_REMOVE], words)
        words = {name: words.get(name, {}) | added.get(name, {}) for name in _LISTS}
    return _compile(words) if words else None


def read_abbreviations(readers: Iterable[EntryReader]) -> frozenset[str]:
    """Read abbreviations.yml, a list of words without their last full stop; a review's are added."""
    return frozenset(word.lower() for reader in readers for word in reader.texts(reader.root()))


def _read_field(reader: EntryReader, name: str, node: yaml.Node) -> _Words:
    """Read the words of a field; one that stands in two of its lists is a fault."""
    words: _Words = {}
    if not _LISTS[name]:
        return dict.fromkeys((_read_word(reader, name, *item) for item in reader.names(node)), "")
    for key, key_node, phrases in reader.items(node):
        if key not in _LISTS[name]:
            kind = "bound" if name == "bounds" else "direction"
            reader.fault(key_node, f"unknown {kind} `{key}`", f"write one of {', '.join(_LISTS[name])}")
        for text, place in reader.names(phrases):
            word = _read_word(reader, name, text, place)
            if words.setdefault(word, key) != key:
                reader.fault(place, f"`{text}` is claimed by `{words[word]}` and by `{key}`", "leave it with one of them")
    return words


def _read_word(reader: EntryReader, field: str, text: str, node: yaml.Node) -> str:
    stem = text.removesuffix("*")
    if not stem.strip():
        reader.fault(node, f"`{text}` is no word", "remove it")
    elif "*" in stem or (stem != text and field not in _OPEN_ENDED):
        hint = f"write `*` only at the end of words of {', '.join(_OPEN_ENDED)}"
        reader.fault(node, f"`{text}` has a `*` that says nothing here", hint)
    return text.lower()


def _remove(reader: EntryReader, node: yaml.Node, words: Mapping[str, _Words]) -> None:
    """Take the words below `remove` out of the fields that they are named under."""
    for name, items in reader.fields(node, tuple(_LISTS)).items():
        for text, place in reader.names(items):
            if words.get(name, {}).pop(text.lower(), None) is None:
                reader.fault(place, f"`{name}` has no `{text}` to take away", "mend the word, or take it out")


def _compile(words: Mapping[str, _Words]) -> Cues:
    bounds = cast("dict[str, Bound]", words["bounds"])
    comparatives = cast("dict[str, Direction]", words["comparatives"])
    # Who beats a rival does better: such a verb need not stand in both lists.
    changes = cast("dict[str, Direction]", dict.fromkeys(words["beat"], "good") | words["changes"])
    return Cues(
        bounds=bounds,
        bound_before=re.compile(rf"(?:(?<![^\W_])|(?=[^\w\s]))({_spellings(bounds)})[\s(]*(?i:{'|'.join(_ARTICLES)})?\s*\+?\Z"),
        bound_ends=frozenset((*_ARTICLES, *(bound.split()[-1] + article for bound in bounds for article in ("", *_ARTICLES)))),
        comparatives=comparatives,
        comparative=_words(comparatives),
        change=_compile_changes(changes),
        speed=_words(words["speed"]),
        own=_words(words["own"]),
        families={
            **{name: _choices(words[name]) for name in _FAMILIES},
            "compared": _spellings(words["compare"]),
            "hedge": _choices(bounds),
            "comparative": _choices(comparatives),
            "change": _choices(changes),
        },
    )


def _words(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])({_spellings(phrases)})(?![^\W_])")


def _compile_changes(changes: Mapping[str, Direction]) -> re.Pattern[str]:
    by_way = {way: _spellings(word for word, its_way in changes.items() if its_way == way) for way in DIRECTIONS}
    choices = "|".join(f"(?P<{way}>{words})" for way, words in by_way.items())
    return re.compile(rf"(?<![^\W_])(?:{choices})(?![^\W_])")


def _spellings(phrases: Iterable[str]) -> str:
    """Write a pattern for phrases in any case."""
    return write_choices(phrases, in_any_case=True)


def _choices(phrases: Iterable[str]) -> str:
    # Of letters outside of ASCII some match others in any case (`ſ` an `s`) whose lower case they are not.
    return f"(?a:{write_choices(phrases)})"
