"""Fits the weights of features to examples by logistic regression, in plain Python, the same on every run."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_EPOCHS = 100
_RATE = 0.2
"""The length of a step, which AdaGrad shortens for features that were moved before."""


@dataclass(frozen=True, slots=True)
class Example:
    """Something that is right or wrong."""

    paper: str
    """The title of the paper that it is of."""
    features: tuple[str, ...]
    is_right: bool


def fit(examples: Sequence[Example], *, penalty: float, least: int) -> Mapping[str, int]:
    """Fit weights, in hundredths of the logarithm of the odds, by which what is right is told from what is wrong.

    Features of fewer papers than `least` are passed over. `penalty` is that of the squares of the weights (L2). Steps are taken
    example by example (AdaGrad) in the given order, a fixed number of times.
    """
    papers: dict[str, set[str]] = {}
    for example in examples:
        for feature in example.features:
            papers.setdefault(feature, set()).add(example.paper)
    names = sorted(feature for feature, found in papers.items() if len(found) >= least)
    numbers = {name: number for number, name in enumerate(names)}
    coded = [([numbers[feature] for feature in one.features if feature in numbers], float(one.is_right)) for one in examples]
    uses = Counter(number for features, _ in coded for number in features)
    shares = [penalty / uses[number] for number in range(len(names))]
    weights, squares = [0.0] * len(names), [1.0] * len(names)
    for _ in range(_EPOCHS):
        for features, right in coded:
            pull = 1 / (1 + math.exp(-sum([weights[number] for number in features]))) - right
            for number in features:
                slope = pull + shares[number] * weights[number]
                squares[number] += slope * slope
                weights[number] -= _RATE * slope / math.sqrt(squares[number])
    rounded = {name: round(100 * weight) for name, weight in zip(names, weights, strict=True)}
    return {name: weight for name, weight in rounded.items() if weight}
