"""The search index: which words stand in which papers, cut into small files of which a browser fetches a few.

Papers are numbered from the oldest, so that a new one changes no other's number. Numbers are written as differences, in digits
of base 32 with a mark on all but the last of each: see `encode`.
"""

import hashlib
import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise

from litatlas.site.search.forms import Form, FormFinder
from litatlas.site.search.words import COMMON, Word, find_words, read_word, stem
from litatlas.text.folding import fold

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SHARD_SIZE = 12_000
"""About how many bytes of terms a file holds."""
LEVELS = 8
"""In so many steps it is told how much a paper is about a word."""
_TEXT_LENGTH = 200
"""The words of a usual abstract. Fixed, so that a paper's part of the index depends on that paper alone."""
_SATURATION, _LENGTH_SHARE = 1.5, 0.5
"""How soon more of a word stops to count, and how much a long text takes from it: the constants of BM25."""
_SPACED_SHARE = 4
"""A word that a review writes apart at least once in so many times is looked for as its parts too."""
_NAME = "@"
"""Begins the terms of names, which are no words of texts."""
_BREAK = 0
"""Stands between words that are no neighbours."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a paper that is searched."""

    kind: str
    """What it is, for people: `title`, `abstract`, `topics`."""
    text: str
    weight: int
    """How many times a word of it counts."""
    names: tuple[str, ...] = ()
    """The names of people in it: two words that stand together in one are found as such too."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What papers can be filtered by, with its values."""

    name: str
    """As in addresses: `topic`."""
    values: Mapping[str, Sequence[int]]
    """The papers that have each, ascending."""


@dataclass(slots=True)
class TermIndex:
    """Gathers the words of papers, the newest paper first."""

    papers: int
    """How many papers there will be."""
    forms: Mapping[Form, str] = field(default_factory=dict)
    """Acronyms and what they stand for, with the term of each pair."""
    _words: dict[str, int] = field(default_factory=dict)
    """The numbers of words as written."""
    _known: list[Word] = field(default_factory=lambda: [Word((), ())])
    """Words by their numbers; the first stands for a break."""
    _texts: "list[list[tuple[int, array[int]]]]" = field(default_factory=list)
    """The papers' texts as numbers of words, with their weights."""
    _names: list[dict[str, int]] = field(default_factory=list)
    """The terms of the papers' names, with their weights."""

    def add(self, passages: Iterable[Passage]) -> None:
        """Take the texts of the next paper."""
        passages = tuple(passages)
        self._texts.append([(passage.weight, self._number(passage.text)) for passage in passages])
        pairs = ((pair, passage.weight) for passage in passages for name in passage.names for pair in _list_pairs(name))
        self._names.append(dict(pairs))

    def _number(self, text: str) -> "array[int]":
        numbers = array("I")
        for written, close in find_words(fold(text)):
            number = self._words.get(written)
            if number is None:
                number = self._words[written] = len(self._known)
                self._known.append(read_word(written))
            if not close:
                numbers.append(_BREAK)
            numbers.append(number)
        return numbers

    def build_terms(self) -> dict[str, "Term"]:
        """All terms with the papers that have them, in the order of terms."""
        known = self._known
        terms = [word.terms if word.parts else () for word in known]
        stems = [found[-1] if found else "" for found in terms]
        forms = FormFinder(self.forms, [tuple(map(stem, word.parts)) for word in known])
        joins = _Joins(known, stems, set(stems) - {""})
        postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        used: Counter[int] = Counter()
        for number, (texts, names) in enumerate(zip(reversed(self._texts), reversed(self._names), strict=True)):
            counts: defaultdict[str, int] = defaultdict(int, names)
            length = 0
            for weight, numbers in texts:
                length += len(numbers)
                told = Counter(numbers)
                used.update(told)
                for word, times in told.items():
                    for term in terms[word]:
                        counts[term] += weight * times
                for term in chain(joins.find(numbers), forms.find(numbers)):
                    counts[term] += weight
            for term, count in counts.items():
                postings[term].append(number * LEVELS + _rate(count, length))
        parts = joins.list_parts(used)
        return {term: Term(postings[term], parts.get(term, ())) for term in sorted(postings)}


@dataclass(frozen=True, slots=True)
class Term:
    """What the index says of a term."""

    postings: "array[int]"
    """The papers that have it, ascending: number times `LEVELS`, plus how much the paper is about it."""
    parts: tuple[str, str] | tuple[()]
    """The two terms that the review writes it with as well; empty where it seldom does."""


class _Joins:
    """Finds neighbours that the review also writes as one word, and counts how it writes each."""

    def __init__(self, words: Sequence[Word], stems: Sequence[str], solid: set[str]) -> None:
        self._raw = ["" if word.joined in COMMON else word.joined for word in words]
        self._stems = stems
        self._solid = solid
        self._apart: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._pairs = [_pair_of(word) for word in words]

    def find(self, numbers: "array[int]") -> Iterator[str]:
        """The terms of neighbours in a text that are one word elsewhere."""
        before = ""
        before_stem = ""
        for number in numbers:
            raw, stem = self._raw[number], self._stems[number]
            if before and raw and (term := before + stem) in self._solid:
                self._apart[term][before_stem, stem] += 1
                yield term
            before, before_stem = raw, stem

    def list_parts(self, used: Mapping[int, int]) -> dict[str, tuple[str, str]]:
        """The parts of the words that are often enough written apart; `used` tells how often each word stands in the texts."""
        whole: Counter[str] = Counter()
        for number, times in used.items():
            if pair := self._pairs[number]:
                self._apart[self._stems[number]][pair] += times
            elif self._raw[number]:
                whole[self._stems[number]] += times
        often = {term: written for term, written in self._apart.items() if written.total() * _SPACED_SHARE >= whole[term]}
        return {term: min(written, key=lambda pair: (-written[pair], pair)) for term, written in often.items()}


def _list_pairs(name: str) -> Iterator[str]:
    """The terms of a name: of neighbours, and of the first word and the last, between which initials may stand."""
    words = [read_word(written).joined for written, _ in find_words(fold(name))]
    for first, second in {*pairwise(words), *([(words[0], words[-1])] if len(words) > 2 else [])}:
        yield _NAME + first + stem(second)


def _pair_of(word: Word) -> tuple[str, str] | None:
    """The two terms that a compound consists of."""
    if len(word.parts) != 2 or any(part in COMMON for part in word.parts):
        return None
    first, second, *_ = word.terms
    return (first, second)


@lru_cache(maxsize=65536)
def _rate(count: int, length: int) -> int:
    """How much a text is about a word that it says so often, from 0 to `LEVELS` - 1."""
    spread = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / _TEXT_LENGTH)
    return round((LEVELS - 1) * count / (count + spread))


def encode(numbers: Iterable[int]) -> str:
    """Numbers as digits of 5 bits, the lowest first; a digit that others follow is marked by 32."""
    return "".join(map(_write_number, numbers))


@lru_cache(maxsize=65536)
def _write_number(number: int) -> str:
    written = ""
    while number >= 32:
        written += DIGITS[number % 32 + 32]
        number //= 32
    return written + DIGITS[number]


def build_files(
    version: str, papers: int, terms: Mapping[str, Term], facets: Sequence[Facet], forms: Mapping[Form, str]
) -> Iterator[tuple[str, bytes]]:
    """The files of the index, by their paths within its folder; `version` stands for what the other files hold."""
    shards = list(_cut(terms))
    files = {f"terms/{number}.json": _dump(shard) for number, shard in enumerate(shards)}
    files["facets.json"] = _dump({facet.name: _write_facet(facet) for facet in facets})
    digest = hashlib.sha256(version.encode())
    for data in files.values():
        digest.update(data)
    starts = [next(iter(shard)) for shard in shards]
    manifest: dict[str, object] = {
        "version": digest.hexdigest()[:12],
        "papers": papers,
        "common": sorted(COMMON),
        "terms": starts,
    }
    manifest["forms"] = {" ".join(form): term for form, term in forms.items() if term in terms}
    yield "index.json", _dump(manifest)
    yield from files.items()


def _cut(terms: Mapping[str, Term]) -> Iterator[dict[str, object]]:
    """Runs of terms of about the same size."""
    shard: dict[str, object] = {}
    size = 0
    for name, term in terms.items():
        postings = encode(_list_gaps(term.postings))
        shard[name] = [postings, *term.parts] if term.parts else postings
        size += len(name) + len(postings) + 6
        if size >= SHARD_SIZE:
            yield shard
            shard, size = {}, 0
    if shard:
        yield shard


def _list_gaps(postings: "array[int]") -> Iterator[int]:
    """The postings, each less the number of the paper before it."""
    return (posting - (before - before % LEVELS) for before, posting in pairwise((0, *postings)))


def _write_facet(facet: Facet) -> dict[str, str]:
    return {
        value: encode(after - before for before, after in zip((0, *numbers), numbers, strict=False))
        for value, numbers in facet.values.items()
    }


def _dump(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
