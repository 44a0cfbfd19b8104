"""The type of the rules that tell one thing of a number, in tables whose first rule that says something is believed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Look = TypeVar("Look")
"""What a rule looks at."""
Said = TypeVar("Said")
"""What it tells."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Look, Said]):
    """A rule that tells something of a number. Its examples run as tests."""

    id: str
    says: str
    """What it tells, in a sentence."""
    read: Callable[[Look], Said | None]
    """Returns what it tells; None where it says nothing, so that the next rule is asked."""
    examples: tuple[tuple[str, str], ...]
    """Sentences, each with what fewer of its numbers are told without the rule."""
    counterexamples: tuple[str, ...]
    """Sentences like them, of whose numbers it tells nothing that they are not told without it."""


def read_first(rules: Iterable[Rule[Look, Said]], look: Look) -> Said | None:
    """Return what the first rule that says something says of a number; None where none does."""
    for rule in rules:
        said = rule.read(look)
        if said is not None:
            return said
    return None
