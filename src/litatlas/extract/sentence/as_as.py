"""Reads what a ratio is of in `3x as fast as Foo` and `2x as many lookups as Bar`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from litatlas.extract.lexicon.terms import Direction
from litatlas.extract.sentence.context import Context

QUALITIES: Mapping[str, str] = {
    "accurate": "accuracy", "accurately": "accuracy", "big": "size", "cheap": "cost", "common": "frequency", "compact": "size",
    "concise": "conciseness",
    "successful": "success rate",
    "correlated": "correlation", "diverse": "diversity", "efficient": "efficiency", "efficiently": "efficiency",
    "energy efficient": "energy efficiency", "energy-efficient": "energy efficiency", "expensive": "cost", "fast": "speed",
    "frequently": "frequency", "large": "size", "likely": "likelihood", "often": "frequency",
    "power-efficient": "energy efficiency", "precise": "precision", "precisely": "precision", "quick": "speed",
    "quickly": "speed", "reliable": "reliability", "reliably": "reliability", "robust": "robustness",
    "sensitive": "sensitivity", "slow": "speed", "small": "size", "stable": "stability",
}  # fmt: skip
"""The metrics that adjectives and adverbs compare: `as fast as`, `more frequently`."""
_WAYS: Mapping[str, Direction] = {
    "fast": "good", "quick": "good", "quickly": "good", "slow": "bad", "efficient": "up", "energy-efficient": "up",
    "energy efficient": "up", "power-efficient": "up", "accurate": "up", "precise": "good", "sensitive": "good", "large": "up",
    "big": "up", "small": "down", "expensive": "up", "cheap": "down",
}  # fmt: skip
"""Which way `as ... as` says that things went, by the word between."""
_AS = re.compile(
    r"\s?as\s(?:(?P<amount>many|much)\s(?P<things>(?:[\w-]+\s){1,5}?)"
    rf"|(?P<quality>{'|'.join(sorted(_WAYS, key=len, reverse=True))}|[a-z]+-efficient)\s)"
    r"(?:[^,;.\d]{0,60}\s)?as\s"
)
_THAT_OF = re.compile(r"\s?(?:that|those)\sof\b")


@dataclass(frozen=True, slots=True)
class Equated:
    """What a ratio compares."""

    metric: str | None
    """The metric that an adjective tells; None where the ratio is of an amount of things."""
    things: str
    """What there is more of; empty where an adjective tells the metric."""
    direction: Direction


def is_multiple(context: Context) -> bool:
    """Tell whether a ratio says how many times another's value something is: `3.5 times that of Foo`."""
    return _THAT_OF.match(context.after) is not None


def read_equated(context: Context) -> Equated | None:
    """Read `as ... as` right after the numbers of a context; None where there is none."""
    found = _AS.match(context.after)
    if found is None:
        return None
    if found["amount"]:
        return Equated(None, found["things"].strip(), "up")
    quality = found["quality"]
    return Equated(QUALITIES.get(quality, quality.replace("-efficient", " efficiency")), "", _WAYS.get(quality, "up"))
