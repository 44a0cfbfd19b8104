"""Lists the names in and before a sentence that may be those of data, where rules see none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from litatlas.extract.judging.offered import STOPS
from litatlas.extract.judging.words import NOTHING, Words, cut_words
from litatlas.extract.sentence.parsed import Parsed

_CAPITALS = re.compile(
    r"(?<![\w-])(?:[A-Z][\w./+'’@-]*|[a-z]+[A-Z][\w-]*|\d[A-Z]\w*)(?:\s(?:[A-Z][\w./+'’@-]*\w|\d+(?:\.\d)?(?![\w%]))){0,5}"
)
"""A run of words with capitals: `Loud Kitchen Words`, `FooNet 2.0`, `barQA`."""
_LEADING = STOPS | {"experiments", "extensive"}
"""Words that only begin a sentence with a capital."""
_HEAD = re.compile(
    r"(?:tasks?|benchmarks?|datasets?|problems|environments?|scenarios|workloads?|domains?|settings|test|suite|corpus)"
)
"""The nouns for data and tasks, behind what they are of."""
_PREPOSITIONS = frozenset("on in across for over at under of including to and from".split())
_LONGEST = 5
"""Words of the longest run without capitals."""
_LOOKED_BACK = 2
"""Sentences before, whose names are offered as well."""


Place = tuple[int, int, str, str]
"""Where rules see data in a sentence, from and to, the name, and the id of the rule."""


class Data(NamedTuple):
    """A name that may be that of data."""

    name: str
    kind: str
    """By what it is offered: `cap`, its capitals; `head`, the noun behind it; `run`, what stands before it; or a rule's id."""
    back: int
    """How many sentences before the number's own it stands."""
    parsed: Parsed
    """The sentence that it stands in."""
    words: Words
    first: int
    """The first of its words, and the last."""
    last: int
    start: int
    """Where it stands in its sentence, and where it ends."""
    end: int


def list_data(parsed: Parsed, words: Words, places: Sequence[Place], earlier: Sequence[Parsed]) -> tuple[Data, ...]:
    """List the names that may be of data in a sentence, and in the two before it; `places` are those that rules see in it."""
    offered = list(_list_own(parsed, words, places))
    for back, sentence in enumerate(reversed(earlier[-_LOOKED_BACK:]), 1):
        cut = cut_words(sentence)
        found = _list_capitals(sentence, cut, back), _list_runs(sentence, cut, back)
        offered += [one for one in _part(*found) if one.kind != "run"]
    return tuple(offered)


def _list_own(parsed: Parsed, words: Words, places: Sequence[Place]) -> Iterator[Data]:
    """What the rules see, and other names where they see none."""
    yield from (_offer(name, rule, 0, parsed, words, start, end) for start, end, name, rule in places)
    for one in _part(_list_capitals(parsed, words, 0), _list_runs(parsed, words, 0)):
        if not any(one.start < end and start < one.end for start, end, _, _ in places):
            yield one


def _part(capitals: Iterable[Data], runs: Iterable[Data]) -> list[Data]:
    """Names in the order of the text; of two at one place that with capitals."""
    by_place = {(one.start, one.end): one for one in (*runs, *capitals)}
    return [by_place[place] for place in sorted(by_place)]


def _list_capitals(parsed: Parsed, words: Words, back: int) -> Iterator[Data]:
    for match in _CAPITALS.finditer(parsed.text):
        name = match[0].rstrip("./-'’")
        start, end = match.start(), match.start() + len(name)
        while name.partition(" ")[0].lower() in _LEADING:
            start += len(name) - len(name.partition(" ")[2])
            name = name.partition(" ")[2]
        if len(name) > 1:
            yield _offer(name, "cap", back, parsed, words, start, end)


def _list_runs(parsed: Parsed, words: Words, back: int) -> Iterator[Data]:
    """Runs of words that no small word parts: those before a noun for data, and those behind a preposition."""
    texts, size = words.texts, len(words.texts)
    start = 0
    while start < size:
        if texts[start] in STOPS or not texts[start][0].isalpha():
            start += 1
            continue
        end = start + 1
        while end < size and texts[end] not in STOPS and texts[end][0].isalpha():
            end += 1
        last = min(end, start + _LONGEST) - 1
        before = texts[start - 1] if start else NOTHING
        if last > start and _HEAD.fullmatch(texts[last]):
            yield _offer_run("head", back, parsed, words, start, last - 1)
        elif before in _PREPOSITIONS or before in {",", "the"}:
            yield _offer_run("run", back, parsed, words, start, last)
        start = end


def _offer_run(kind: str, back: int, parsed: Parsed, words: Words, first: int, last: int) -> Data:
    start, end = words.starts[first], words.ends[last]
    return Data(parsed.text[start:end], kind, back, parsed, words, first, last, start, end)


def _offer(name: str, kind: str, back: int, parsed: Parsed, words: Words, start: int, end: int) -> Data:
    """Offer a name by its place in the text."""
    size = len(words.starts)
    first = next((at for at, word in enumerate(words.starts) if word >= start), size - 1)
    last = max(first, next((at for at, word in enumerate(words.starts) if word >= end), size) - 1)
    return Data(name, kind, back, parsed, words, first, last, start, end)
