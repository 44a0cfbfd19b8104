"""Finds known names in a text: a trie over the parts of words, so that thousands of names cost one pass."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

NameKind = Literal["metric", "hardware", "dataset", "topic"]

_PART = re.compile(r"(?<=\d)[x×](?=[A-Z])|[^\W\d_]+|\d+(?:\.\d+)?|[^\s\w‑_-]")
_ENDINGS_KEPT = ("ss", "us", "is")


class Part(NamedTuple):
    """A run of letters or of digits, or a sign; hyphens and spaces only separate: `RTX-4090` has the parts of `RTX 4090`."""

    text: str
    key: str
    """The text in lower case and in the singular."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Name:
    """A known name at its place in a text."""

    kind: NameKind
    id: str
    """What it names: a metric's standard name, a device, a data set or a topic."""
    term: str
    """The spelling in the vocabulary that matched."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A spelling and what it stands for."""

    kind: NameKind
    id: str
    term: str
    exact: tuple[str, ...]
    """Its parts as written where it has capitals, so that its case counts; empty otherwise."""


@dataclass(slots=True)
class _Node:
    next: dict[str, "_Node"] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Trie:
    """All spellings of a vocabulary. Built once by `build_trie`, only read after that."""

    root: _Node


def split_parts(text: str) -> tuple[Part, ...]:
    """Cut a text into parts; linear in its length."""
    keys: dict[str, str] = {}
    parts: list[Part] = []
    for match in _PART.finditer(text):
        word = match[0]
        key = keys.get(word)
        if key is None:
            key = keys[word] = fold(word)
        parts.append(Part(word, key, *match.span()))
    return tuple(parts)


def fold(word: str) -> str:
    """Return the word in lower case and in the singular, as far as its ending tells (`GPUs` → `gpu`, `latencies` → `latency`)."""
    low = word.lower()
    if word[-1] == "s" and word[-2:-1].isupper():
        return low[:-1]
    if len(low) < 4 or low[-1] != "s" or low.endswith(_ENDINGS_KEPT):
        return low
    return low[:-3] + "y" if low.endswith("ies") and len(low) > 4 else low[:-1]


def build_trie(terms: Iterable[tuple[NameKind, str, str]]) -> Trie:
    """Build the trie of triples of kind, id and spelling; a spelling with capitals matches only as it is written."""
    root = _Node()
    for kind, id_, term in terms:
        node = root
        parts = split_parts(term)
        for part in parts:
            node = node.next.setdefault(part.key, _Node())
        exact = tuple(part.text for part in parts) if term != term.lower() else ()
        node.entries += (Entry(kind, id_, term, exact),)
    return Trie(root)


def find_names(text: str, parts: tuple[Part, ...], trie: Trie) -> tuple[Name, ...]:
    """Find all names, overlapping ones too, in the order of their starts; a name inside a longer word is none."""
    heads = trie.root.next
    return tuple(
        name for first, part in enumerate(parts) if part.key in heads for name in _names_at(text, parts, first, heads[part.key])
    )


def _names_at(text: str, parts: tuple[Part, ...], first: int, head: _Node) -> Iterator[Name]:
    node: _Node | None = head
    if _is_inside_word(text, parts, first):
        return
    last = first
    while node is not None:
        end = parts[last].end
        for entry in node.entries:
            if _fits(entry, parts, first) and not _runs_on(text, end):
                yield Name(entry.kind, entry.id, entry.term, parts[first].start, end)
        last += 1
        if last == len(parts):
            return
        node = node.next.get(parts[last].key)


def _fits(entry: Entry, parts: tuple[Part, ...], first: int) -> bool:
    """Tell whether the case of the parts is the entry's, where it has capitals; a plural's `s` may follow."""
    for offset, want in enumerate(entry.exact):
        have = parts[first + offset].text
        if want != want.lower() and have not in (want, want + "s"):
            return False
    return True


def _is_inside_word(text: str, parts: tuple[Part, ...], first: int) -> bool:
    """Tell whether letters or digits run into the part from the left; a count does not (`8xA100`)."""
    start = parts[first].start
    if not start or not (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    return not (first and parts[first - 1].text in ("x", "×"))


def _runs_on(text: str, end: int) -> bool:
    """Tell whether letters or digits follow without a break, other than the `s` of a plural."""
    after = text[end : end + 2]
    if not after or not (after[0].isalnum()):
        return False
    return not (after[0] == "s" and not after[1:].isalnum())


def pick_longest(names: Iterable[Name]) -> tuple[Name, ...]:
    """Keep the longest of names that overlap, the earlier one where they are equally long."""
    picked: list[Name] = []
    for name in sorted(names, key=lambda n: (n.start, -n.end)):
        if picked and name.start < picked[-1].end:
            if name.end - name.start > picked[-1].end - picked[-1].start:
                picked[-1] = name
        else:
            picked.append(name)
    return tuple(picked)


def count_terms(names: Iterable[Name]) -> Mapping[tuple[str, str], int]:
    """Count how often each spelling of each id occurs."""
    counts: dict[tuple[str, str], int] = {}
    for name in names:
        counts[name.id, name.term] = counts.get((name.id, name.term), 0) + 1
    return counts
