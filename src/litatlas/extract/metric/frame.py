"""The type of what a number measures."""

from dataclasses import dataclass

from litatlas.extract.lexicon.terms import Direction
from litatlas.model import Effect, Form


@dataclass(frozen=True, slots=True)
class Frame:
    """What a number measures, and how."""

    metric: str | None
    form: Form
    effect: Effect | None
    direction: Direction | None
    rule: str
    """The id of the rule that found the metric, for explanations."""
    versus: bool = False
    """Whether it is the value that another number is set against (`90.1 (vs. 88.2)`)."""
