"""Finds known names in a text: a trie over the parts of words, so that thousands of names cost one pass."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress, count
from operator import attrgetter
from typing import Literal, NamedTuple

from litatlas.extract.lexicon.remembered import Remembered
from litatlas.extract.record import record

NameKind = Literal["metric", "hardware", "dataset", "model", "setting", "topic"]
THINGS: tuple[NameKind, ...] = ("hardware", "dataset", "topic")
"""The kinds that are asked for in sentences without numbers too: the data sets because devices may be parts of their names."""

_PART = re.compile(r"([a-wyzA-Z][a-zA-Z]*+(?![^\W\d_])|[x×](?<=\d.)(?=[A-Z])|[^\W\d_]+|\d+(?:\.\d+)?|[^\s\w‑_-])")
"""Letters of ASCII come first, though those of any script follow: most parts are such, and a range is quicker than a class."""
_ASCII_PART = re.compile(r"([a-wyzA-Z][a-zA-Z]*+|x(?:(?<=[0-9].)(?=[A-Z])|[a-zA-Z]*+)|[0-9]+(?:\.[0-9]+)?|[^\sa-zA-Z0-9_-])")
"""The same parts where a text has no other letters: what follows needs no look, which spares a third of the time."""
_ENDINGS_KEPT = ("ss", "us", "is")


class Parts(NamedTuple):
    """The parts of a text, as columns: runs of letters or of digits, and signs.

    Hyphens and spaces only separate: `RTX-4090` has the parts of `RTX 4090`.
    """

    texts: list[str]
    keys: list[str]
    """The texts in lower case and in the singular."""
    edges: list[int]
    """Where the first starts and ends, where the second does, and so on; behind them the end of the text."""


@record
class Name:
    """A known name at its place in a text."""

    kind: NameKind
    id: str
    """What it names: a metric's standard name, a device, a data set, a setting or a topic."""
    term: str
    """The spelling in the vocabulary that matched."""
    start: int
    end: int


class Entry(NamedTuple):
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
    heads: frozenset[str]
    """The first parts of the spellings, folded."""
    heads_of_things: frozenset[str]
    """Those of the kinds of `THINGS`."""


def list_entries(trie: Trie) -> Iterator[Entry]:
    """All spellings, in no order that counts."""
    nodes = [trie.root]
    while nodes:
        node = nodes.pop()
        yield from node.entries
        nodes.extend(node.next.values())


def split_parts(text: str) -> Parts:
    """Cut a text into parts; linear in its length."""
    pieces = (_ASCII_PART if text.isascii() else _PART).split(text)  # the parts, and what stands before and after each
    texts = pieces[1::2]
    return Parts(texts, list(map(_FOLDED.__getitem__, texts)), list(accumulate(map(len, pieces))))


def fold(word: str) -> str:
    """Return the word in lower case and in the singular, as far as its ending tells (`GPUs` → `gpu`, `latencies` → `latency`)."""
    return _FOLDED[word]


def _fold(word: str) -> str:
    low = word.lower()
    if word[-1] == "s" and word[-2:-1].isupper():
        return low[:-1]
    if len(low) < 4 or low[-1] != "s" or low.endswith(_ENDINGS_KEPT):
        return low
    if low.endswith(("sses", "shes", "tches")):
        return low[:-2]
    return low[:-3] + "y" if low.endswith("ies") and len(low) > 4 else low[:-1]


_FOLDED = Remembered(_fold)


def fold_heading(heading: str) -> tuple[str, ...]:
    """Return what two headings have in common where they say the same: their words and signs, folded."""
    return tuple(split_parts(heading).keys)


def build_trie(terms: Iterable[tuple[NameKind, str, str]]) -> Trie:
    """Build the trie of triples of kind, id and spelling; a spelling with capitals matches only as it is written."""
    root = _Node()
    heads_of_things: set[str] = set()
    for kind, id_, term in terms:
        node = root
        parts = split_parts(term)
        if kind in THINGS:
            heads_of_things.update(parts.keys[:1])
        for key in parts.keys:
            node = node.next.setdefault(key, _Node())
        exact = tuple(parts.texts) if term != term.lower() else ()
        node.entries += (Entry(kind, id_, term, exact),)
    return Trie(root, frozenset(root.next), frozenset(heads_of_things))


def find_names(text: str, parts: Parts, trie: Trie, *, only_things: bool = False) -> tuple[Name, ...]:
    """Find all names, overlapping ones too, in the order of their starts; a name inside a longer word is none.

    `only_things` asks for those of the kinds of `THINGS`: of other kinds some may be found as well.
    """
    found: list[Name] = []
    nodes, keys = trie.root.next, parts.keys
    heads = trie.heads_of_things if only_things else trie.heads
    for first in compress(count(), map(heads.__contains__, keys)):
        head = nodes[keys[first]]
        # Most parts that a name begins with begin none here: neither are they one, nor goes one on after them.
        if head.entries or (first + 1 < len(keys) and keys[first + 1] in head.next):
            _add_names_at(found, text, parts, first, head)
    return tuple(found)


def _add_names_at(found: list[Name], text: str, parts: Parts, first: int, head: _Node) -> None:
    """Add the names that begin with a part, unless letters or digits run into it from the left; a count may (`8xA100`)."""
    texts, keys, edges = parts
    start, last = edges[2 * first], first
    if start and (text[start - 1].isalnum() or text[start - 1] == "_") and not (first and texts[first - 1] in ("x", "×")):
        return
    node: _Node | None = head
    while node is not None:
        if node.entries:
            end = edges[2 * last + 1]
            # Most entries are written in lower case, and most parts end where a word does: neither needs a closer look.
            is_followed = text[end : end + 1].isalnum()
            for kind, id_, term, exact in node.entries:
                if exact and not _fits(exact, texts, first):
                    continue
                if not (is_followed and _runs_on(text, end, has_version=kind == "model")):
                    found.append(Name(kind, id_, term, start, end))
        last += 1
        if not node.next or last == len(keys):
            return
        node = node.next.get(keys[last])


def _fits(exact: tuple[str, ...], texts: list[str], first: int) -> bool:
    """Tell whether the case of the parts is the entry's, where it has capitals; a plural's `s` may follow."""
    for offset, want in enumerate(exact):
        have = texts[first + offset]
        if have != want and want != want.lower() and have != want + "s":
            return False
    return True


def _runs_on(text: str, end: int, *, has_version: bool) -> bool:
    """Tell whether letters or digits follow without a break, other than the `s` of a plural; a version may (`Qwen2`)."""
    after = text[end : end + 2]
    if not after or not (after[0].isalnum()):
        return False
    if has_version and (after[0].isdigit() or (after[0] == "v" and after[1:].isdigit())):
        return False
    return not (after[0] == "s" and not after[1:].isalnum())


_start_of: Callable[[Name], int] = attrgetter("start")


def pick_longest(names: Sequence[Name]) -> tuple[Name, ...]:
    """Keep the longest of names that overlap, the earlier one where they are equally long."""
    if len(names) < 2:
        return tuple(names)
    picked: list[Name] = []
    for name in sorted(names, key=_start_of):
        if picked and name.start < picked[-1].end:
            if name.end - name.start > picked[-1].end - picked[-1].start:
                picked[-1] = name
        else:
            picked.append(name)
    return tuple(picked)
