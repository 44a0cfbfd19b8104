"""Settings that the vocabulary knows: names of words alone, and names with numbers in them, such as `# steps`."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import compress, count
from types import MappingProxyType
from typing import NamedTuple

from litatlas.extract.lexicon.names import Name, Parts, split_parts
from litatlas.extract.lexicon.remembered import Remembered

HOLE = "#"
"""What stands for a number in a setting's name and spellings."""
SETTING_KINDS = frozenset(
    (
        *("phase", "component", "configuration", "guidance", "learning", "split", "statistic"),
        *("bits", "sparsity", "steps", "length", "batch", "resolution", "size", "budget", "devices", "condition"),
    )
)
"""What a setting can tell of; a row has of each kind what its number is tied to."""
WORDS: Mapping[str, str] = MappingProxyType(
    {word: str(n) for n, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
    | {"single": "1"}
)
"""Numbers as words in lower case: their digits."""
_NUMBER = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?(?:[kKM](?![A-Za-z\d])|\s(?:thousand|million)\b)?")
_IN_WORDS = frozenset(("steps", "learning", "batch", "devices"))
"""The kinds whose numbers may be written as words: `one-step`."""
_INNER = re.compile(r"\d+(?:\.\d+)?")
_JOINS = frozenset(("and", "or", ",", "/"))
_SCALES = {"thousand": "K", "million": "M", "k": "K"}
_SCALE = re.compile(rf"\s?({'|'.join(_SCALES)})\Z")
_NO_START = re.compile(r"[\w.,$^±]\Z")
"""What stands before the rest of a longer number or name, in which no setting begins."""


@dataclass(frozen=True, slots=True)
class SettingTerm:
    """A setting that the vocabulary knows."""

    name: str
    """As rows show it, with `#` where they show a number: `decode`, `# steps`."""
    kind: str
    """One of `SETTING_KINDS`."""


class _Entry(NamedTuple):
    """An entry's name, and how one of its spellings is matched."""

    name: str
    exact: tuple[str, ...]
    """The spelling's parts where its case counts; else empty."""
    in_words: bool
    """Whether its number may be a word."""


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    entries: list[_Entry] = field(default_factory=list)


class _Tokens(NamedTuple):
    """The parts of a text, whole numbers as one, as columns."""

    keys: list[str]
    """`#` for a number."""
    texts: list[str]
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class NumberedSettings:
    """The spellings that hold a number, as a trie over their parts. Built once by `build_numbered`, only read after that."""

    root: _Node

    def find(self, text: str, parts: Parts) -> Iterator[Name]:
        """Find the settings with numbers of a text that was cut into parts, overlapping ones too.

        `id` is what rows show, `term` the entry's name.
        """
        tokens = _list_tokens(text, parts)
        for first in compress(count(), map(self.root.next.__contains__, tokens.keys)):
            start = tokens.starts[first]
            if not _NO_START.search(text, max(0, start - 1), start):
                yield from self._find_at(text, tokens, first)

    def _find_at(self, text: str, tokens: _Tokens, first: int) -> Iterator[Name]:
        node = self.root
        for last in range(first, len(tokens.keys)):
            following = node.next.get(tokens.keys[last])
            if following is None:
                return
            node = following
            end = tokens.ends[last]
            if node.entries and not text[end : end + 1].isalnum():
                held = [at for at in range(first, last + 1) if tokens.keys[at] == HOLE]
                numbers = [_format_number(tokens.texts[at]) for at in held]
                for entry in node.entries:
                    if _fits(entry, tokens, range(first, last + 1)):
                        yield Name("setting", _fill(entry.name, numbers), entry.name, tokens.starts[first], end)
                        if held == [first]:
                            yield from _share(entry, tokens, first)


def _share(entry: _Entry, tokens: _Tokens, first: int) -> Iterator[Name]:
    """Find the numbers of a list before one that share its noun: `3` of `at 3, 4 and 2 bits`."""
    at = first - 2
    while at >= 0 and tokens.keys[at + 1] in _JOINS and tokens.keys[at] == HOLE and _fits(entry, tokens, range(at, at + 1)):
        number = _format_number(tokens.texts[at])
        yield Name("setting", _fill(entry.name, [number]), entry.name, tokens.starts[at], tokens.ends[at])
        at -= 2


def _fits(entry: _Entry, tokens: _Tokens, run: range) -> bool:
    """Tell whether parts are written as the entry allows."""
    if not entry.in_words and any(tokens.keys[at] == HOLE and tokens.texts[at][0].isalpha() for at in run):
        return False
    return not entry.exact or all(want in (tokens.texts[at], HOLE) for want, at in zip(entry.exact, run, strict=False))


def build_numbered(spellings: Iterable[tuple[str, str]], terms: Mapping[str, SettingTerm]) -> NumberedSettings:
    """Build the trie of pairs of an entry's name and a spelling of it that holds a `#`."""
    root = _Node()
    for entry, spelling in spellings:
        parts, node = split_parts(spelling), root
        for key in parts.keys:
            node = node.next.setdefault(key, _Node())
        exact = tuple(parts.texts) if spelling != spelling.lower() else ()
        node.entries.append(_Entry(entry, exact, terms[entry].kind in _IN_WORDS))
    return NumberedSettings(root)


def find_entry(text: str, terms: Mapping[str, SettingTerm]) -> SettingTerm | None:
    """Return the entry of the vocabulary that a row's setting is of: `# steps` for `4 steps`; None for other words."""
    shapes = (text, _NUMBER.sub(HOLE, text), _INNER.sub(HOLE, text), f"{_NUMBER.sub(HOLE, text)}s")
    return next((terms[shape] for shape in shapes if shape in terms), None)


def _list_tokens(text: str, parts: Parts) -> _Tokens:
    """List the parts of a text, each number as one; one that is only a part of a word (`4` of `W4A8`) as well."""
    starts, ends = parts.edges[:-1:2], parts.edges[1::2]
    tokens = _Tokens(list(parts.keys), list(parts.texts), starts, ends)
    kept = [True] * len(starts)
    for at in compress(count(), map(_IS_NUMBER.__getitem__, parts.keys)):
        number = _NUMBER.match(text, starts[at]) if kept[at] else None
        if number:
            tokens.texts[at], ends[at] = number[0], number.end()
            first_after = bisect_left(starts, number.end(), at)
            kept[at + 1 : first_after] = [False] * (first_after - at - 1)
        if number or parts.keys[at] in WORDS:
            tokens.keys[at] = HOLE
    if all(kept):
        return tokens
    keys, texts = ([*compress(column, kept)] for column in (tokens.keys, tokens.texts))
    return _Tokens(keys, texts, [*compress(starts, kept)], [*compress(ends, kept)])


def _is_number(key: str) -> bool:
    """Tell whether a part is a number, or begins one, or is a number in words."""
    return key[0].isdigit() or key in WORDS


_IS_NUMBER = Remembered(_is_number)


def _fill(entry: str, numbers: list[str]) -> str:
    filled = entry
    for number in numbers:
        filled = filled.replace(HOLE, number, 1)
    return filled[:-1] if filled.startswith("1 ") and filled.endswith("s") else filled


def _format_number(written: str) -> str:
    """Return a number as rows show it: `one` is 1, `1,024` is 1024, `128k` and `128 thousand` are 128K."""
    text = WORDS.get(written.lower(), written).replace(",", "")
    return text if text.isdigit() else _SCALE.sub(lambda scale: _SCALES[scale[1]], text)
