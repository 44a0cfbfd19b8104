"""The type of the rules that tell one thing of a number, in tables whose first rule that says something is believed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
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
    kinds: tuple[str, ...] = ()
    """The kinds of unit of whose numbers it is asked; empty where it is of all."""


@dataclass(frozen=True, slots=True)
class ByKind(Generic[Look, Said]):
    """A table of rules, of which a number is told by those alone that are asked of its kind."""

    rules: tuple[Rule[Look, Said], ...]
    """In the order in which they are asked."""
    _asked: dict[str, tuple[Rule[Look, Said], ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Those of each kind that was met."""

    def read_first(self, kind: str, look: Look) -> Said | None:
        """Return what the first rule that says something says of a number of a kind; None where none does."""
        asked = self._asked.get(kind)
        if asked is None:
            asked = self._asked[kind] = tuple(rule for rule in self.rules if not rule.kinds or kind in rule.kinds)
        return read_first(asked, look)


def read_first(rules: Iterable[Rule[Look, Said]], look: Look) -> Said | None:
    """Return what the first rule that says something says of a number; None where none does."""
    for rule in rules:
        said = rule.read(look)
        if said is not None:
            return said
    return None
