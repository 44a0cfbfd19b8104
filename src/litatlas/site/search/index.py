"""Which words stand in which papers, and how much a paper is about each.

Papers are numbered from the oldest, so that a new one changes no other's number.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, compress, pairwise
from operator import or_

from litatlas.site.search.forms import Form, FormFinder
from litatlas.site.search.joins import Joins
from litatlas.site.search.words import Word, find_words, read_word, split_words, stem
from litatlas.text.folding import fold

LEVELS = 4
"""In so many steps it is told how much a paper is about a word."""
_TEXT_LENGTH = 200
"""The words of a usual abstract. Fixed, so that a paper's part of the index depends on that paper alone."""
_SATURATION, _LENGTH_SHARE = 1.5, 0.5
"""How soon more of a word stops to count, and how much a long text takes from it: the constants of BM25."""
_COUNTED = 32
"""How often a word counts at most."""
_NAME, _ONE = " @", " +"
"""Stand in the terms of names, and of two words that are one elsewhere: behind the first word, whose file has them."""
_GAP, _BREAK = 0, 1
"""Stand between words that are no neighbours: where a space is, and within what has none."""
_GAPS = array("I", (_GAP, _GAP)).tobytes()


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a paper that is searched."""

    text: str
    weight: int
    """How many times a word of it counts."""
    names: tuple[str, ...] = ()
    """The names of people in it: two words that stand together in one are found as such too."""


@dataclass(frozen=True, slots=True)
class Term:
    """What the index says of a term."""

    postings: "array[int]"
    """The papers that have it, ascending: number times `LEVELS`, plus how much the paper is about it."""
    parts: tuple[str, ...]
    """The two terms that the review writes it with as well; empty where it seldom does. Of two words, the term that they are."""


FindJoined = Callable[["array[int]"], Iterable[str]]
"""Finds the terms of neighbours in a text that are one word elsewhere."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Passages as numbers of words."""

    texts: "Mapping[int, array[int]]"
    """By their weights."""
    names: Mapping[str, int]
    """The terms of the names in them, with their weights."""

    @property
    def length(self) -> int:
        """How many words there are, breaks among them."""
        return sum(map(len, self.texts.values()))


NO_PASSAGES = Numbered({}, {})


class Lexicon:
    """Words by numbers, in the order in which texts have them."""

    def __init__(self) -> None:
        self.words = [Word((), ()), Word((), ())]
        """Words by their numbers; the first two stand for breaks."""
        self._runs = _Runs(self.words)

    def number(self, passages: Iterable[Passage]) -> Numbered:
        """Passages as numbers."""
        texts: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        names: dict[str, int] = {}
        for passage in passages:
            self._add(texts[passage.weight], passage.text)
            names |= dict.fromkeys(chain.from_iterable(map(_list_pairs, passage.names)), passage.weight)
        return Numbered(dict(texts), names)

    def _add(self, numbers: "array[int]", text: str) -> None:
        """Add a text's words, with a break before the first one, and before each that more than a space parts from the last."""
        found = array("I", (_GAP,))
        found.extend(chain.from_iterable(map(self._runs.__getitem__, text.split(" "))))
        if _GAPS in found.tobytes():  # seldom: gaps that follow each other are one
            found = array("I", compress(found, map(or_, found, (_BREAK, *found))))
        if found[-1] == _GAP:
            found.pop()
        numbers.extend(found)


class _Runs(dict[str, tuple[int, ...]]):
    """What stands between spaces as numbers of words, each read when it is asked for first: most are words that stand often."""

    def __init__(self, words: list[Word]) -> None:
        self._numbers = _Numbers(words)

    def __missing__(self, run: str) -> tuple[int, ...]:
        before, *pieces = split_words(fold(run))
        behind = pieces.pop() if pieces else ""
        numbers = [self._numbers[piece] for piece in pieces if piece != " "]
        found = self[run] = (*([_GAP] if before else []), *numbers, *([_GAP] if behind else [])) or (_GAP,)
        return found


class _Numbers(dict[str, int]):
    """The numbers of words, each given when it is asked for first; what parts words is a break."""

    def __init__(self, words: list[Word]) -> None:
        self._words = words

    def __missing__(self, piece: str) -> int:
        number = self[piece] = len(self._words) if any(map(str.isalnum, piece)) else _BREAK
        if number != _BREAK:
            self._words.append(read_word(piece))
        return number


class Counting:
    """Counts what papers are found by, when all words are known."""

    def __init__(self, words: Sequence[Word], forms: Mapping[Form, str]) -> None:
        self.terms = [word.terms if word.parts else () for word in words]
        self.stems = [found[-1] if found else "" for found in self.terms]
        self._forms = FormFinder(forms, [tuple(map(stem, word.parts)) for word in words])

    def count(self, counts: Counter[str], numbered: Numbered, find_joined: FindJoined) -> None:
        """Add to `counts` how often each term stands in passages, by their weights."""
        get = counts.get
        for weight, numbers in numbered.texts.items():
            found = chain.from_iterable(map(self.terms.__getitem__, numbers))
            if weight == 1:  # as abstracts are, which are long
                counts.update(found)
            else:
                for term in found:
                    counts[term] = get(term, 0) + weight
            for term in chain(find_joined(numbers), self._forms.find(numbers)):
                counts[term] = get(term, 0) + weight
        for term, weight in numbered.names.items():
            counts[term] = get(term, 0) + weight


def list_levels(counts: Mapping[str, int], length: int) -> Iterable[tuple[str, int]]:
    """How much a paper of so many words is about each term."""
    return zip(counts, map(_find_levels(length).__getitem__, counts.values()), strict=True)


@dataclass(slots=True)
class TermIndex:
    """Gathers the words of papers, the oldest paper first."""

    forms: Mapping[Form, str] = field(default_factory=dict)
    """Acronyms and what they stand for, with the term of each pair."""
    _lexicon: Lexicon = field(default_factory=Lexicon)
    _papers: list[Numbered] = field(default_factory=list)
    _notes: list[tuple[Passage, ...]] = field(default_factory=list)

    def add(self, passages: Iterable[Passage], notes: Iterable[Passage] = ()) -> None:
        """Take the texts of the next paper, and those of people's notes on it."""
        self._papers.append(self._lexicon.number(passages))
        self._notes.append(tuple(notes))

    def build_terms(self) -> dict[str, Term]:
        """All terms with the papers that have them."""
        words = self._lexicon.words
        own = len(words)
        notes = [self._lexicon.number(passages) if passages else NO_PASSAGES for passages in self._notes]
        counting = Counting(words, self.forms)
        joins = Joins(words, counting.stems, own)
        postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, (paper, noted) in enumerate(zip(self._papers, notes, strict=True)):
            counts: Counter[str] = Counter()
            counting.count(counts, paper, joins.count)
            counting.count(counts, noted, joins.find)
            first = number * LEVELS
            for term, level in list_levels(counts, paper.length + noted.length):
                postings[term].append(first + level)
        used = Counter(chain.from_iterable(numbers for paper in self._papers for numbers in paper.texts.values()))
        parts = joins.list_parts(used)
        links = {write_link(first, second): Term(array("I"), (term,)) for (first, second), term in joins.links.items()}
        return links | {term: Term(found, parts.get(term, ())) for term, found in postings.items()}


def write_link(first: str, second: str) -> str:
    """What stands for two words that are one elsewhere: the first as written, the second without its ending."""
    return f"{first}{_ONE}{second}"


def _list_pairs(name: str) -> Iterator[str]:
    """The terms of a name: of neighbours, and of the first word and the last, between which initials may stand."""
    words = [read_word(written).joined for written, _ in find_words(fold(name))]
    for first, second in {*pairwise(words), *([(words[0], words[-1])] if len(words) > 2 else [])}:
        yield f"{first}{_NAME}{stem(second)}"


class _Levels(dict[int, int]):
    """How much a text of so many words is about one that it says so often, from 0 to `LEVELS` - 1."""

    def __init__(self, length: int) -> None:
        self._spread = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / _TEXT_LENGTH)

    def __missing__(self, times: int) -> int:
        counted = min(times, _COUNTED)
        level = self[times] = round((LEVELS - 1) * counted / (counted + self._spread))
        return level


_find_levels = lru_cache(maxsize=4096)(_Levels)
