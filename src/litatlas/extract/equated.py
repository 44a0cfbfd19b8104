"""Reads what a ratio is of in `3x as fast as Foo` and `2x as many lookups as Bar`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from litatlas.extract.lexicon import Direction
from litatlas.extract.windows import Window

_QUALITIES: Mapping[str, tuple[str, Direction]] = {
    "fast": ("speed", "good"), "quick": ("speed", "good"), "quickly": ("speed", "good"), "slow": ("speed", "bad"),
    "efficient": ("efficiency", "up"), "energy-efficient": ("energy efficiency", "up"),
    "energy efficient": ("energy efficiency", "up"), "power-efficient": ("energy efficiency", "up"),
    "accurate": ("accuracy", "up"), "precise": ("precision", "good"), "sensitive": ("sensitivity", "good"),
    "large": ("size", "up"), "big": ("size", "up"), "small": ("size", "down"), "expensive": ("cost", "up"),
    "cheap": ("cost", "down"),
}  # fmt: skip
"""What an adjective compares, and which way it says that things went."""
_AS = re.compile(
    r"\s?as\s(?:(?P<amount>many|much)\s(?P<things>(?:[\w-]+\s){1,5}?)"
    rf"|(?P<quality>{'|'.join(sorted(_QUALITIES, key=len, reverse=True))})\s)"
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


def is_multiple(window: Window) -> bool:
    """Tell whether a ratio says how many times another's value something is: `3.5 times that of Foo`."""
    return _THAT_OF.match(window.after) is not None


def read_equated(window: Window) -> Equated | None:
    """Read `as ... as` right after the numbers of a window; None where there is none."""
    found = _AS.match(window.after)
    if found is None:
        return None
    if found["amount"]:
        return Equated(None, found["things"].strip(), "up")
    metric, direction = _QUALITIES[found["quality"]]
    return Equated(metric, "", direction)
