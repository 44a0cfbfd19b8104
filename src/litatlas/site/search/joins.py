"""Neighbours that a review also writes as one word: `egg cache` where another paper has `eggcache`.

People's notes are searched by what papers write and teach nothing new: so a note changes what is found of its own paper alone.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress, pairwise

from litatlas.site.search.words import COMMON, Word

_SPACED_SHARE = 4
"""A word that a review writes apart at least once in so many times is looked for as its parts too."""

Numbers = Sequence[int]
"""A text as numbers of words."""


class Joins:
    """Finds neighbours that the review also writes as one word, and counts how it writes each."""

    def __init__(self, words: Sequence[Word], stems: Sequence[str], own: int) -> None:
        """`stems` are the words' own terms, empty for those that have none; a word without parts stands for a break.

        The first `own` words are those of papers, the others of notes alone.
        """
        self._own = own
        self._raw = ["" if word.joined in COMMON else word.joined for word in words]
        self._stems = stems
        self._solid = {stem for stem in stems[:own] if stem}
        self._apart: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._pairs = [_pair_of(word) for word in words]
        self.links = self._find_links()
        """The terms that two words may be one of, by the first as written and the second without its ending."""
        seconds: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for (first, second), term in self.links.items():
            seconds[first][second] = term
        self._seconds = [seconds.get(raw, {}) for raw in self._raw]
        """The terms that each word may begin, by the second without its ending."""

    def _find_links(self) -> dict[tuple[str, str], str]:
        """The terms that begin with a word of the review and end in a term of it."""
        whole, solid = {raw for raw in self._raw[: self._own] if raw}, self._solid
        splits = ((term[:at], term[at:], term) for term in solid for at in range(1, len(term)))
        return {(first, second): term for first, second, term in splits if second in solid and first in whole}

    def find(self, numbers: Numbers) -> Iterator[str]:
        """The terms of neighbours in a text that are one word elsewhere."""
        return (term for term, _ in self._find(numbers))

    def count(self, numbers: Numbers) -> Iterator[str]:
        """The same of a text of a paper's, which tells how the review writes them."""
        for term, pair in self._find(numbers):
            self._apart[term][pair] += 1
            yield term

    def _find(self, numbers: Numbers) -> Iterator[tuple[str, tuple[str, str]]]:
        raw, stems, seconds = self._raw, self._stems, self._seconds
        for first, second in compress(pairwise(numbers), map(seconds.__getitem__, numbers)):
            if (term := seconds[first].get(stems[second])) and raw[second]:
                yield term, (stems[first], stems[second])

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


def _pair_of(word: Word) -> tuple[str, str] | None:
    """The two terms that a compound consists of."""
    if len(word.parts) != 2 or any(part in COMMON for part in word.parts):
        return None
    first, second, *_ = word.terms
    return (first, second)
