"""Acronyms with what they stand for, by the vocabulary: who looks for `TTFT` finds `time to first token`, and the reverse."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress, count

from litatlas.extract.lexicon.names import Trie, list_entries
from litatlas.site.search.words import COMMON, find_words, read_word, stem
from litatlas.text.folding import fold

Form = tuple[str, ...]
"""Words one after another, without their endings."""
_ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z]{2,7}")
_SIGN = " ="
"""Ends the terms of acronyms, which no word of a text does."""


def spell(text: str) -> Form:
    """The words of a text as a form has them, the common ones too."""
    return tuple(stem(part) for written, _ in find_words(fold(text)) for part in read_word(written).parts)


def list_spellings(trie: Trie) -> Iterator[tuple[str, str]]:
    """What a vocabulary names, each with a spelling of it."""
    for entry in list_entries(trie):
        yield f"{entry.kind} {entry.id}", entry.term
        yield f"{entry.kind} {entry.id}", entry.id


def pair_acronyms(spellings: Iterable[tuple[str, str]]) -> dict[Form, str]:
    """The term for each acronym and each long form of the same thing with these initials; none where it is short for two things.

    `MoE` of `mixture of experts` counts the small word, which initials may. A plural (`LLMs`) counts too, a common word does not.
    """
    named: defaultdict[str, set[str]] = defaultdict(set)
    for thing, spelling in spellings:
        named[thing].add(spelling)
    meant: defaultdict[Form, dict[str, set[Form]]] = defaultdict(dict)
    for thing, all_ in named.items():
        acronyms = list(filter(_ACRONYM.fullmatch, all_))
        long = {form for form in map(spell, all_) if len(form) > 1} if acronyms else set()
        for acronym in acronyms:
            if fitting := {form for form in long if "".join(word[0] for word in form) == acronym.lower()}:
                meant[spell(acronym)][thing] = fitting
    found: dict[Form, str] = {}
    for short, things in sorted(meant.items()):
        if len(set(map(frozenset, things.values()))) == 1 and not COMMON.issuperset(short):
            plural = (*short[:-1], stem(short[-1] + "s"))
            term = "".join(short) + _SIGN
            found |= dict.fromkeys((short, plural, *sorted(next(iter(things.values())))), term)
    return found


class FormFinder:
    """Finds forms in texts that are given as numbers of words."""

    def __init__(self, forms: Mapping[Form, str], words: Sequence[Form]) -> None:
        """`words` are those of texts by their numbers; one without parts stands for a break."""
        self._words = [parts or ("",) for parts in words]
        by_first: defaultdict[str, list[Form]] = defaultdict(list)
        for form in forms:
            by_first[form[0]].append(form)
        self._longest = max(map(len, forms), default=0)
        self._beginning = [
            [(at, at + len(form), form, forms[form]) for at, part in enumerate(parts) for form in by_first.get(part, ())]
            if not by_first.keys().isdisjoint(parts)
            else ()
            for parts in self._words
        ]
        """The forms that may begin in each word, with the term of each; between which parts from there it then stands."""

    def find(self, numbers: Sequence[int]) -> Iterator[str]:
        """The term of each form that stands in a text."""
        for place in compress(count(), map(self._beginning.__getitem__, numbers)):
            flat = tuple(chain.from_iterable(map(self._words.__getitem__, numbers[place : place + self._longest])))
            for start, end, form, term in self._beginning[numbers[place]]:
                if flat[start:end] == form:
                    yield term
