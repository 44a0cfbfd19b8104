"""The types of the rules that name what a number is of, and of what most of them look at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import MaybeNamed
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.parsed import Parsed

Look = TypeVar("Look")
"""What a rule looks at."""


class Spot(NamedTuple):
    """A number and what is looked at to name what it is of."""

    parsed: Parsed
    quantity: Quantity
    context: Context
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class NamingRule(Generic[Look]):
    """A rule by which words name what a number is of. Its examples run as tests."""

    id: str
    says: str
    """What it names, in a sentence."""
    read: Callable[[Look], MaybeNamed | None]
    """Returns the metric, or that there is none to be told; None where it says nothing, so that the next rule is asked."""
    examples: tuple[tuple[str, str], ...]
    """Sentences, each with the metric that fewer of its numbers are of without the rule."""
    counterexamples: tuple[str, ...]
    """Sentences like them, of whose numbers it says nothing."""


def read_first(rules: Iterable[NamingRule[Look]], spot: Look) -> MaybeNamed | None:
    """Return what the first rule that says something says of a number; None where none does."""
    for rule in rules:  # a loop, as each number is looked at by most rules
        named = rule.read(spot)
        if named is not None:
            return named
    return None
