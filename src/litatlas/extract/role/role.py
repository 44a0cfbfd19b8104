"""The type of what a number is, and of what the rules that tell it look at."""

from dataclasses import dataclass

from litatlas.extract.lexicon.terms import MetricTerm
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.role.reasons import REASONS
from litatlas.extract.sentence.parsed import Parsed


@dataclass(frozen=True, slots=True)
class Role:
    """Whether a number is a result, and the id of the rule that says so."""

    is_result: bool
    rule: str
    reason: str | None = None
    """Why it is no result, in words; None for a result."""


@dataclass(frozen=True, slots=True)
class Case:
    """A number and what the rules look at."""

    parsed: Parsed
    quantity: Quantity
    frame: Frame
    term: MetricTerm | None
    before: str
    after: str
    lead: str
    """What stands before the list that the number is in."""
    tail: str
    """What stands after it."""


def accept(rule: str) -> Role:
    """Return the role of a number that the rule says is a result."""
    return Role(is_result=True, rule=rule)


def dismiss(rule: str) -> Role:
    """Return the role of a number that the rule says is no result."""
    return Role(is_result=False, rule=rule, reason=REASONS[rule])
