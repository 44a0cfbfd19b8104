"""Phrases that some papers share and few others have: what a topic for them could be found by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log

from litatlas.extract.lexicon.names import split_parts
from litatlas.extract.topics.mentions import PLAIN
from litatlas.text.sentences import split_sentences

LONGEST = 3
"""Words of a phrase, at most."""
FEWEST = 2
"""A phrase is told that at least so many of the papers share."""
MOST_OTHERS = 0.25
"""A phrase is not told that at least this share of other papers has, for each share that the papers themselves have."""
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedPhrase:
    """A phrase, and who has it."""

    text: str
    """In lower case where any paper writes it so."""
    papers: tuple[str, ...]
    """Those of the papers that have it, by the names that they were given."""
    others: int
    """How many of the others have it."""


def find_shared(
    papers: Sequence[tuple[str, str]], others: Sequence[str], abbreviations: frozenset[str], most: int
) -> tuple[SharedPhrase, ...]:
    """Find the phrases that tell papers, each a name and a text, from others' texts: the most telling first, `most` at most.

    Of a phrase within a longer one that the same papers have, only the longer is told.
    """
    spellings: defaultdict[_Key, Counter[str]] = defaultdict(Counter)
    having: defaultdict[_Key, list[str]] = defaultdict(list)
    for name, text in papers:
        found = _spell(text, abbreviations)
        for key, spelling in found.items():
            having[key].append(name)
            spellings[key][spelling] += 1
    shared = {key: names for key, names in having.items() if len(names) >= FEWEST}
    elsewhere = Counter(key for text in others for key in _spell(text, abbreviations) if key in shared)
    telling = {
        key: names
        for key, names in shared.items()
        if elsewhere[key] * len(papers) <= MOST_OTHERS * len(names) * max(len(others), 1)
    }
    ranked = sorted(telling, key=lambda key: (-_rate(len(telling[key]), elsewhere[key], len(papers), len(others)), key))
    kept = [key for key in ranked if not _is_within(key, telling)]
    return tuple(
        SharedPhrase(min(spellings[key], key=lambda text: (text != text.lower(), text)), tuple(telling[key]), elsewhere[key])
        for key in kept[:most]
    )


def _spell(text: str, abbreviations: frozenset[str]) -> dict[_Key, str]:
    """The phrases of a text by their folded words, each as it is first written."""
    found: dict[_Key, str] = {}
    for sentence in split_sentences(text, abbreviations):
        for key, spelling in _list_phrases(sentence.text):
            found.setdefault(key, spelling)
    return found


def _list_phrases(sentence: str) -> Iterator[tuple[_Key, str]]:
    parts = split_parts(sentence)
    telling = [_is_telling(key) for key in parts.keys]
    for first, is_telling in enumerate(telling):
        for last in range(first, min(first + LONGEST, len(telling))) if is_telling else ():
            between = sentence[parts.edges[2 * max(last - 1, first) + 1] : parts.edges[2 * last]]
            if not telling[last] or between.strip(" -‑"):
                break
            yield tuple(parts.keys[first : last + 1]), sentence[parts.edges[2 * first] : parts.edges[2 * last + 1]]


def _is_telling(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word not in PLAIN


def _rate(papers: int, others: int, all_papers: int, all_others: int) -> float:
    """How much a phrase tells: by how many papers have it, and how rare it is elsewhere."""
    return papers * log((papers / all_papers) / ((others + 0.5) / (all_others + 1)) + 1)


def _is_within(key: _Key, phrases: dict[_Key, list[str]]) -> bool:
    """Tell whether a longer phrase of the same papers holds this one."""
    names = phrases[key]
    return any(len(other) > len(key) and phrases[other] == names and key in _parts(other, len(key)) for other in phrases)


def _parts(key: _Key, length: int) -> Iterable[_Key]:
    return (key[start : start + length] for start in range(len(key) - length + 1))
