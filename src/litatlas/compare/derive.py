"""Factors that follow from what a paper reports: `33.5 % lower latency` is `1.50×`. Only where nothing has to be guessed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from litatlas.compare.agreement import Better
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Bound, Result
from litatlas.slots import SLOTS

_AMBIGUOUS_UNITS = frozenset({"score", "percent"})
"""Kinds of unit of which `33 % higher` may mean points or a share: nothing is derived of metrics that come in them."""
_FLIPPED: dict[Bound | None, Bound | None] = {"up to": "at least", "at least": "up to"}
"""The bound of 1/x, by the bound of x, where they differ."""

Direct = Callable[[str], Better | None]
"""Says which way of a metric is better, or None where no factor may be derived of it."""


@dataclass(frozen=True, slots=True)
class Derived:
    """How many times better a result says that it is, as its own numbers give it."""

    low: float
    high: float
    """Equal to `low` for a single value."""
    bound: Bound | None
    formula: str
    """How it follows: `1 ÷ (1 − 33.5 %)`."""


def find_direction(vocabulary: Vocabulary, metric: str) -> Better | None:
    """Which way of a cost or a speed is better; None for scores, shares and metrics of which that is not known."""
    term = vocabulary.metrics.get(metric)
    return None if term is None or term.units & _AMBIGUOUS_UNITS else term.better


def derive_factor(result: Result, siblings: Iterable[Result], direct: Direct) -> Derived | None:
    """The factor of a result; `siblings` are all results of its paper, for one may stand against another."""
    if result.subject is not None or (better := direct(result.metric)) is None:
        return None
    if result.form == "absolute":
        return _derive_pair(result, siblings, better)
    return _derive_single(result, better)


def format_factor(derived: Derived) -> str:
    """The factor to three digits: `1.50×`, `2.45×`, `12.5×`, `1.25–1.50×`."""
    low, high = _round(derived.low), _round(derived.high)
    return f"{low}×" if low == high else f"{low}–{high}×"


def _derive_single(result: Result, better: Better) -> Derived | None:
    if result.effect != "better" or result.unit != "%" or result.low <= 0:
        return None
    low, high, numbers = result.low / 100, result.high / 100, _say_percent(result)
    if result.form == "relative" and better == "higher":
        return Derived(1 + low, 1 + high, result.bound, f"1 + {numbers}")
    if better == "higher" or high >= 1:
        return None
    if result.form == "relative":
        return Derived(1 / (1 - low), 1 / (1 - high), result.bound, f"1 ÷ (1 − {numbers})")
    if result.form == "fraction":
        return Derived(1 / high, 1 / low, _FLIPPED.get(result.bound, result.bound), f"1 ÷ {numbers}")
    return None


def _derive_pair(own: Result, siblings: Iterable[Result], better: Better) -> Derived | None:
    """The factor of `from 71 s to 29 s`: of a value and the one of another system in the same sentence and conditions."""
    rivals = [result for result in siblings if _describe_place(result) == _describe_place(own)]
    others = [result for result in rivals if result.subject is not None]
    if len(rivals) != 2 or len(others) != 1 or any(result.bound or result.low <= 0 for result in rivals):
        return None
    return _divide(own, others[0], better)


def _describe_place(result: Result) -> tuple[object, ...]:
    """What two results must share so that one may be divided by the other."""
    conditions = (slot.read(result) for slot in SLOTS if slot.measuring)
    return result.context, result.form, result.metric, result.unit, *conditions


def _divide(own: Result, other: Result, better: Better) -> Derived | None:
    """How many times better one value is than the other; None where it is not."""
    over, under = (other, own) if better == "lower" else (own, other)
    low, high = over.low / under.high, over.high / under.low
    unit = f" {own.unit}" if own.unit else ""
    formula = f"{_say_range(over)}{unit} ÷ {_say_range(under)}{unit}"
    return Derived(low, high, None, formula) if low > 1 else None


def _say_range(result: Result) -> str:
    return f"{result.low:.10g}" if result.low == result.high else f"({result.low:.10g} to {result.high:.10g})"


def _say_percent(result: Result) -> str:
    return f"{_say_range(result)} %"


def _round(factor: float) -> str:
    """Three digits, as people write factors: `1.50`, `12.5`, `125`."""
    for limit, digits in ((9.995, 2), (99.95, 1)):
        if factor < limit:
            return f"{factor:.{digits}f}"
    return f"{factor:,.0f}"
