"""Fits the weights of the judge of numbers, in plain Python, the same on every run: which of several choices is right."""

import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from litatlas.extract.judging.groups import Ground

EPOCHS = 8
RATE = 0.1
"""The length of a step, which is shortened for weights that were moved before."""
_FIRST = 0.1
"""What a step is shortened by at first."""
_STILL = 1e-3
"""Where nothing is more wrong than this, nothing is moved."""


@dataclass(slots=True)
class _Weights:
    """Weights as they are learned, as columns, and what they are computed from: the pulls on each, and how strong these were."""

    now: list[float]
    pulls: list[float]
    squares: list[float]

    @classmethod
    def start(cls, size: int) -> "_Weights":
        return cls([0.0] * size, [0.0] * size, [0.0] * size)

    def move(self, slopes: dict[int, float], least: float) -> None:
        """Move weights against their slopes; one that is pulled by no more than `least` in all stays 0."""
        now, pulls, squares = self.now, self.pulls, self.squares
        for place, slope in slopes.items():
            before = math.sqrt(squares[place])
            squares[place] += slope * slope
            after = math.sqrt(squares[place])
            pull = pulls[place] = pulls[place] + slope - (after - before) / RATE * now[place]
            beyond = abs(pull) - least
            now[place] = 0.0 if beyond <= 0 else -math.copysign(beyond, pull) * RATE / (_FIRST + after)


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
    examples: Sequence[Ranked], grounds: int, slots: int, *, own_least: float, shared_least: float
) -> tuple[list[float], list[list[float]]]:
    """Fit what each ground says for a choice that it is told of, and for each slot, by the likelihood of the right choices.

    Most weights stay 0: those on which all examples together pull by no more than `own_least` and `shared_least` (L1). Steps are
    taken example by example (FTRL-Proximal: McMahan and others, Ad Click Prediction, 2013), in an order that is shuffled anew,
    and in the same way on each run, for each of `EPOCHS`.
    """
    own = _Weights.start(grounds)
    shared = [_Weights.start(slots) for _ in range(grounds)]
    now = [one.now for one in shared]
    order = list(range(len(examples)))
    shuffle = random.Random(1)  # noqa: S311  (a seed, so that each run is the same)
    for _ in range(EPOCHS):
        shuffle.shuffle(order)
        for place in order:
            one = examples[place]
            pulls = _find_pulls(one, own.now, now)
            if max(map(abs, pulls)) < _STILL:
                continue
            own.move(_pull_own(one, pulls), own_least)
            by_slot = _pull_slots(one, pulls)
            for ground in one.shared:
                shared[ground].move(by_slot, shared_least)
    return own.now, now


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


def number_grounds(told: Iterable[Iterable[Ground]], least: int) -> dict[Ground, int]:
    """Give a number to each ground that is told of at least so many examples, in the order in which they first are."""
    counts: Counter[Ground] = Counter()
    for grounds in told:
        counts.update(list(dict.fromkeys(grounds)))
    kept = (ground for ground, count in counts.items() if count >= least)
    return {ground: number for number, ground in enumerate(kept)}
