"""Which words stand in which papers, and how much a paper is about each.

Papers are numbered from the oldest, so that a new one changes no other's number.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, pairwise

from litatlas.site.search.forms import Form, FormFinder
from litatlas.site.search.joins import Joins
from litatlas.site.search.words import Word, find_words, read_word, stem
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
_BREAK = 0
"""Stands between words that are no neighbours."""


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


@dataclass(slots=True)
class TermIndex:
    """Gathers the words of papers, the oldest paper first."""

    forms: Mapping[Form, str] = field(default_factory=dict)
    """Acronyms and what they stand for, with the term of each pair."""
    _words: dict[str, int] = field(default_factory=dict)
    """The numbers of words as written."""
    _known: list[Word] = field(default_factory=lambda: [Word((), ())])
    """Words by their numbers; the first stands for a break."""
    _texts: "list[dict[int, array[int]]]" = field(default_factory=list)
    """The papers' texts as numbers of words, by their weights."""
    _names: list[dict[str, int]] = field(default_factory=list)
    """The terms of the papers' names, with their weights."""

    def add(self, passages: Iterable[Passage]) -> None:
        """Take the texts of the next paper."""
        texts: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
        names: dict[str, int] = {}
        for passage in passages:
            self._number(passage.text, texts[passage.weight])
            names |= dict.fromkeys(chain.from_iterable(map(_list_pairs, passage.names)), passage.weight)
        self._texts.append(dict(texts))
        self._names.append(names)

    def _number(self, text: str, numbers: "array[int]") -> None:
        """Add a text's words to those of texts that weigh the same; a break stands before each."""
        known = self._words
        add = numbers.append
        for written, close in find_words(fold(text)):
            number = known.get(written)
            if number is None:
                number = known[written] = len(self._known)
                self._known.append(read_word(written))
            if not close:
                add(_BREAK)
            add(number)

    def build_terms(self) -> dict[str, Term]:
        """All terms with the papers that have them."""
        known = self._known
        terms = [word.terms if word.parts else () for word in known]
        forms = FormFinder(self.forms, [tuple(map(stem, word.parts)) for word in known])
        joins = Joins(known, [found[-1] if found else "" for found in terms])
        postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for number, (texts, names) in enumerate(zip(self._texts, self._names, strict=True)):
            counts: defaultdict[str, int] = defaultdict(int, names)
            for weight, numbers in texts.items():
                for word, times in Counter(numbers).items():
                    for term in terms[word]:
                        counts[term] += weight * times
                for term in chain(joins.find(numbers), forms.find(numbers)):
                    counts[term] += weight
            rates = _list_rates(sum(map(len, texts.values())))
            first = number * LEVELS
            for term, count in counts.items():
                postings[term].append(first + rates[min(count, _COUNTED)])
        used = Counter(chain.from_iterable(numbers for texts in self._texts for numbers in texts.values()))
        parts = joins.list_parts(used)
        links = {f"{first}{_ONE}{second}": Term(array("I"), (term,)) for (first, second), term in joins.links.items()}
        return links | {term: Term(found, parts.get(term, ())) for term, found in postings.items()}


def _list_pairs(name: str) -> Iterator[str]:
    """The terms of a name: of neighbours, and of the first word and the last, between which initials may stand."""
    words = [read_word(written).joined for written, _ in find_words(fold(name))]
    for first, second in {*pairwise(words), *([(words[0], words[-1])] if len(words) > 2 else [])}:
        yield f"{first}{_NAME}{stem(second)}"


@lru_cache(maxsize=4096)
def _list_rates(length: int) -> tuple[int, ...]:
    """How much a text of so many words is about one that it says so often, from 0 to `LEVELS` - 1."""
    spread = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length / _TEXT_LENGTH)
    return tuple(round((LEVELS - 1) * count / (count + spread)) for count in range(_COUNTED + 1))
