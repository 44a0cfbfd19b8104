"""Fits the weights of the judge of numbers, in plain Python, the same on every run: which of several choices is right."""

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litatlas.extract.judging.grounds import Ground

EPOCHS = 8
RATE = 0.1
"""The length of a step, which AdaGrad shortens for weights that were moved before."""
_FIRST = 0.01
"""What a step is shortened by at first."""
_STILL = 1e-3
"""Where nothing is more wrong than this, nothing is moved."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Choices among which at least one is right, by numbers that stand for grounds and slots."""

    shared: Sequence[int]
    """What is told of all of them; it says for each slot something of its own."""
    slots: Sequence[int]
    """The slot of each choice."""
    own: Sequence[Sequence[int]]
    """What is told of each choice alone."""
    is_right: Sequence[bool]


def fit_ranked(
    examples: Sequence[Ranked], grounds: int, slots: int, *, own_penalty: float, shared_penalty: float
) -> tuple[list[float], list[list[float]]]:
    """Fit what each ground says for a choice that it is told of, and for each slot, by the likelihood of the right choices.

    Penalties are those of the squares of the weights (L2), of all examples together. Steps are taken example by example
    (AdaGrad), in an order that is shuffled anew, and in the same way on each run, for each of `EPOCHS`.
    """
    own, own_squares = [0.0] * grounds, [_FIRST] * grounds
    shared = [[0.0] * slots for _ in range(grounds)]
    shared_squares = [[_FIRST] * slots for _ in range(grounds)]
    own_share, shared_share = own_penalty / len(examples), shared_penalty / len(examples)
    order = list(range(len(examples)))
    shuffle = random.Random(1)  # noqa: S311  (a seed, so that each run is the same)
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for place in order:
            one = examples[place]
            pulls = _find_pulls(one, own, shared)
            if max(map(abs, pulls)) < _STILL:
                continue
            _move(own, own_squares, _pull_own(one, pulls), own_share)
            by_slot = _pull_slots(one, pulls)
            for ground in one.shared:
                _move(shared[ground], shared_squares[ground], by_slot, shared_share)
    return own, shared


def _find_pulls(one: Ranked, own: Sequence[float], shared: Sequence[Sequence[float]]) -> list[float]:
    """Return for each choice how much more likely it is held to be than it should be."""
    rows = [shared[ground] for ground in one.shared]
    of_slot = {slot: sum([row[slot] for row in rows]) for slot in set(one.slots)}
    scores = [of_slot[slot] + sum([own[ground] for ground in told]) for slot, told in zip(one.slots, one.own, strict=True)]
    most = max(scores)
    likely = [math.exp(score - most) for score in scores]
    total = sum(likely)
    right = sum([value for value, is_right in zip(likely, one.is_right, strict=True) if is_right]) + 1e-12
    return [value / total - (value / right if is_right else 0.0) for value, is_right in zip(likely, one.is_right, strict=True)]


def _pull_own(one: Ranked, pulls: Sequence[float]) -> dict[int, float]:
    slopes: dict[int, float] = {}
    for pull, told in zip(pulls, one.own, strict=True):
        if abs(pull) > _STILL / 10:
            for ground in told:
                slopes[ground] = slopes.get(ground, 0.0) + pull
    return slopes


def _pull_slots(one: Ranked, pulls: Sequence[float]) -> dict[int, float]:
    slopes: dict[int, float] = {}
    for pull, slot in zip(pulls, one.slots, strict=True):
        slopes[slot] = slopes.get(slot, 0.0) + pull
    return {slot: slope for slot, slope in slopes.items() if abs(slope) > _STILL / 10}


def _move(weights: list[float], squares: list[float], slopes: dict[int, float], share: float) -> None:
    """Move weights against their slopes, each by a step of its own, in place."""
    for place, pull in slopes.items():
        slope = pull + share * weights[place]
        squares[place] += slope * slope
        weights[place] -= RATE * slope / math.sqrt(squares[place])


def number_grounds(told: Iterable[Iterable[Ground]], least: int) -> dict[Ground, int]:
    """Give a number to each ground that is told of at least so many examples, in the order in which they first are."""
    counts: Counter[Ground] = Counter()
    for grounds in told:
        counts.update(list(dict.fromkeys(grounds)))
    kept = (ground for ground, count in counts.items() if count >= least)
    return {ground: number for number, ground in enumerate(kept)}
