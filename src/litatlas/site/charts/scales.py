"""Scales of charts: from values to shares of an axis, and the round ticks between. Pure arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

LARGEST = 1e300
"""The largest value that a scale takes: its ends must be numbers too."""
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
"""What the leading digits of a step between ticks may be."""
_DECADE = (1.0, 2.0, 5.0)
"""The ticks of each power of ten where a logarithmic axis spans few of them."""
_SHORT = 3
"""Up to how many powers of ten an axis shows those between as well."""
_MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`: linear, or logarithmic where all values are positive."""

    low: float
    high: float
    logarithmic: bool
    ticks: tuple[float, ...]
    """Round values from the low end to the high one, in order."""

    def place(self, value: float) -> float:
        """Where a value stands: 0 at the low end, 1 at the high one."""
        if self.logarithmic:
            return _share(log10(self.low), log10(self.high), log10(value))
        return _share(self.low, self.high, value)


def make_scale(values: Sequence[float], *, logarithmic: bool) -> Scale:
    """A scale whose ends are round and hold all values (none beyond `LARGEST`); linear where one of them is not positive."""
    low, high = min(values), max(values)
    if logarithmic and low > 0:
        return _make_logarithmic(low, high)
    return _make_linear(low, high)


def _share(low: float, high: float, value: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low))) if high > low else 0.5


def _make_linear(low: float, high: float) -> Scale:
    if low == high:
        margin = abs(low) / 2 or 0.5
        low, high = low - margin, high + margin
    if 0 <= low <= (high - low):
        low = 0.0
    rough = (high - low) / 5 or 1.0
    power = 10.0 ** floor(log10(rough))
    step = next(power * leading for leading in _STEPS if power * leading >= rough * 0.999)
    first, last = floor(low / step), ceil(high / step)
    ticks = tuple(_tidy(number * step) for number in range(first, last + 1))
    return Scale(min(ticks[0], low), max(ticks[-1], high), logarithmic=False, ticks=ticks)


def _make_logarithmic(low: float, high: float) -> Scale:
    powers = range(floor(log10(low)) - 1, ceil(log10(high)) + 2)
    leading = _DECADE if log10(high) - log10(low) <= _SHORT else (1.0,)
    candidates = [tick for power in powers for digit in leading if 0 < (tick := float(f"{digit:g}e{power}")) < float("inf")]
    start = max((tick for tick in candidates if tick <= low), default=low)
    end = min((tick for tick in candidates if tick >= high and tick > start), default=high)
    ticks = [tick for tick in candidates if start <= tick <= end]
    every = ceil(len(ticks) / _MOST_TICKS)
    return Scale(start, end, logarithmic=True, ticks=tuple(ticks[::every]))


def _tidy(value: float) -> float:
    """Without what adding steps leaves in the last digits; a step of 0.1 thrice is 0.3."""
    return float(f"{value:.12g}")
