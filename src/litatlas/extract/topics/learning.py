"""Learns from papers whose topics are known what their words say of topics, beside the terms that people wrote.

One linear classifier for each topic over the words of the papers (Hsieh et al., *A Dual Coordinate Descent Method for Large-scale
Linear SVM*, 2008), the few papers with the topic counting as much as the many without. What it says is added to the log-odds by
hand-written terms, the more the more papers have the topic. No random numbers: the same papers in the same order teach the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from litatlas.extract.lexicon.terms import Learned
from litatlas.extract.topics.mentions import Mentions

FEWEST = 2
"""The fewest papers of a topic that something is learned from."""
LEAST_PAPERS, MOST_SHARE = 5, 0.5
"""A word is learned of that at least so many papers have, and at most such a share of them."""
COST = 0.1
"""What an error costs against the weights' size: the smaller, the more the words share."""
PASSES = 30
"""How often all papers are looked at: further passes change no weight by as much as it is rounded."""
TRUST, SHIFT, LOSS = 5.4, 0.1, 0.45
"""What the classifier counts for in the log-odds of a topic of very many papers, what is added to them, and which share of the
log-odds by terms is given up for it: nine tenths of what a logistic regression over 599 labelled papers says, each judged by what
the others taught. The rest stays with the terms, for a review's papers are of other fields and years than those."""
DOUBT = 10
"""Papers of a topic at which what was learned counts half."""
LEAST_WEIGHT = 1.1
"""Weights smaller than this change nothing: of a paper of a hundred words each is a tenth."""


@dataclass(frozen=True, slots=True)
class Example:
    """A paper whose topics are known."""

    mentions: Mentions
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """The words of a paper that are learned of, by their numbers, and what each counts."""

    words: tuple[int, ...]
    values: tuple[float, ...]
    square: float
    """The sum of the squares, with the 1 that stands for the start."""


def learn_topics(examples: Sequence[Example], topics: Iterable[str]) -> Mapping[str, Learned]:
    """Learn of those topics that enough of the papers have, and enough have not."""
    spread = _measure_spread(examples)
    numbers = {word: number for number, word in enumerate(spread)}
    rows = [_make_row(example.mentions.words, numbers, spread) for example in examples]
    learned = {}
    for id_ in topics:
        has = [id_ in example.topics for example in examples]
        if min(sum(has), len(has) - sum(has)) >= FEWEST:
            weights, start = _train(rows, has, len(spread))
            learned[id_] = _conclude(dict(zip(spread, weights, strict=True)), start, sum(has), spread)
    return learned


def _measure_spread(examples: Sequence[Example]) -> dict[str, float]:
    """The words that are learned of, in their order, each with what its rareness makes it count."""
    papers = Counter(word for example in examples for word in example.mentions.words)
    most = MOST_SHARE * len(examples)
    return {word: sqrt(1 + log(len(examples) / count)) for word, count in sorted(papers.items()) if LEAST_PAPERS <= count <= most}


def _make_row(words: Mapping[str, float], numbers: Mapping[str, int], spread: Mapping[str, float]) -> _Row:
    known = [(numbers[word], share * spread[word]) for word, share in words.items() if word in numbers]
    return _Row(tuple(number for number, _ in known), tuple(value for _, value in known), 1 + sum(v * v for _, v in known))


def _train(rows: Sequence[_Row], has: Sequence[bool], size: int) -> tuple[list[float], float]:
    """Train the classifier of one topic: the words' weights, and the start."""
    weights, start = [0.0] * size, 0.0
    multipliers = [0.0] * len(rows)
    half = len(rows) / 2
    costs = {True: COST * half / sum(has), False: COST * half / (len(rows) - sum(has))}
    for _ in range(PASSES):
        for index, row in enumerate(rows):
            sign = 1.0 if has[index] else -1.0
            slack = 1 / (2 * costs[has[index]])
            found = start + sum(weights[word] * value for word, value in zip(row.words, row.values, strict=True))
            old = multipliers[index]
            new = max(0.0, old - (sign * found - 1 + slack * old) / (row.square + slack))
            if new == old:
                continue
            multipliers[index] = new
            step = sign * (new - old)
            start += step
            for word, value in zip(row.words, row.values, strict=True):
                weights[word] += step * value
    return weights, start


def _conclude(weights: Mapping[str, float], start: float, papers: int, spread: Mapping[str, float]) -> Learned:
    """What the classifier adds to the log-odds, trusted as far as its papers allow."""
    trust = papers / (papers + DOUBT)
    words = {word: round(trust * TRUST * weight * spread[word], 1) for word, weight in weights.items()}
    told = {word: weight for word, weight in words.items() if abs(weight) >= LEAST_WEIGHT}
    ordered = dict(sorted(told.items(), key=lambda item: (-item[1], item[0])))
    return Learned(papers, round(1 - trust * LOSS, 3), round(trust * (SHIFT + TRUST * start), 3), ordered)
