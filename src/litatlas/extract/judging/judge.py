"""Weighs features by what was learned from labelled papers, and tells which of them counted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

WEIGHTS = "weights.json"
"""The file of weights beside this module; `python -m eval.judging` makes it."""
SHOWN = 3
"""Features that a judgement is explained by, at most."""
Features = tuple[str, ...]
"""What is told of a row, each in words: `metric by phrase-before`."""


@dataclass(frozen=True, slots=True)
class Judge:
    """A linear model of whether a row is right."""

    weights: Mapping[str, int]
    """What each feature says, in hundredths of the logarithm of the odds: whole numbers add up the same on all machines. Of a
    feature that is not there nothing is known."""
    high: int
    """The least score of a row of high confidence."""
    medium: int
    """The least score of one of medium confidence."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse what `format` writes."""
        stored = json.loads(text)
        return cls(stored["weights"], stored["high"], stored["medium"])

    def format(self) -> str:
        """Write the judge as JSON, a feature a line in the order of their names: the same judge gives the same bytes."""
        stored = {"high": self.high, "medium": self.medium, "weights": dict(sorted(self.weights.items()))}
        return json.dumps(stored, indent=1, ensure_ascii=False) + "\n"

    def weigh(self, features: Iterable[str]) -> int:
        """Add up what features say."""
        weight_of = self.weights.get
        return sum([weight_of(feature, 0) for feature in features])

    def list_reasons(self, features: Features) -> tuple[tuple[str, int], ...]:
        """List the features that count most, with their weights, the heaviest first."""
        weighed = [(feature, self.weights[feature]) for feature in features if self.weights.get(feature)]
        return tuple(sorted(weighed, key=lambda pair: (-abs(pair[1]), pair[0]))[:SHOWN])


@cache
def load_judge() -> Judge:
    """Load the judge that the package brings."""
    return Judge.parse(files("litatlas.extract.judging").joinpath(WEIGHTS).read_text(encoding="utf-8"))
