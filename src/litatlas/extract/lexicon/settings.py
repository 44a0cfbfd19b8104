"""Settings that the vocabulary knows: names of words alone, and names with numbers in them, such as `# steps`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from litatlas.extract.lexicon.names import Name, Parts, split_parts

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
_SCALES = (("thousand", "K"), ("million", "M"), ("k", "K"))
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


class _Token(NamedTuple):
    """A part of a text, or a whole number."""

    key: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NumberedSettings:
    """The spellings that hold a number, as a trie over their parts. Built once by `build_numbered`, only read after that."""

    root: _Node

    def find(self, text: str, parts: Parts) -> Iterator[Name]:
        """Find the settings with numbers of a text that was cut into parts, overlapping ones too.

        `id` is what rows show, `term` the entry's name.
        """
        tokens = list(_list_tokens(text, parts))
        for first, token in enumerate(tokens):
            if token.key in self.root.next and not _NO_START.search(text, max(0, token.start - 1), token.start):
                yield from self._find_at(text, tokens, first)

    def _find_at(self, text: str, tokens: list[_Token], first: int) -> Iterator[Name]:
        node = self.root
        for last in range(first, len(tokens)):
            following = node.next.get(tokens[last].key)
            if following is None:
                return
            node = following
            end = tokens[last].end
            if node.entries and not text[end : end + 1].isalnum():
                run = tokens[first : last + 1]
                numbers = [_format_number(token.text) for token in run if token.key == HOLE]
                for entry in node.entries:
                    if _fits(entry, run):
                        yield Name("setting", _fill(entry.name, numbers), entry.name, run[0].start, end)
                        if len(numbers) == 1 and run[0].key == HOLE:
                            yield from _share(entry, tokens[:first])


def _share(entry: _Entry, before: list[_Token]) -> Iterator[Name]:
    """Find the numbers of a list before one that share its noun: `3` of `at 3, 4 and 2 bits`."""
    while len(before) > 1 and before[-1].key in _JOINS and before[-2].key == HOLE and _fits(entry, before[-2:-1]):
        yield Name("setting", _fill(entry.name, [_format_number(before[-2].text)]), entry.name, before[-2].start, before[-2].end)
        before = before[:-2]


def _fits(entry: _Entry, run: list[_Token]) -> bool:
    """Tell whether parts are written as the entry allows."""
    if not entry.in_words and any(token.key == HOLE and token.text[0].isalpha() for token in run):
        return False
    return not entry.exact or all(want in (token.text, HOLE) for want, token in zip(entry.exact, run, strict=False))


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


def _list_tokens(text: str, parts: Parts) -> Iterator[_Token]:
    """List the parts of a text, each number as one; one that is only a part of a word (`4` of `W4A8`) as well."""
    end = 0
    for key, place in zip(parts.keys, parts.places, strict=True):
        start = place.start()
        if start < end:
            continue
        number = _NUMBER.match(text, start) if key[0].isdigit() else None
        end = number.end() if number else place.end()
        yield _Token(HOLE if number or key in WORDS else key, text[start:end], start, end)


def _fill(entry: str, numbers: list[str]) -> str:
    left = iter(numbers)
    filled = re.sub(HOLE, lambda _: next(left), entry)
    return filled[:-1] if filled.startswith("1 ") and filled.endswith("s") else filled


def _format_number(written: str) -> str:
    """Return a number as rows show it: `one` is 1, `1,024` is 1024, `128k` and `128 thousand` are 128K."""
    text = WORDS.get(written.lower(), written).replace(",", "")
    for word, scale in _SCALES:
        text = re.sub(rf"\s?{word}\Z", scale, text)
    return text
