"""What rows of one metric, form and unit agree in, and what keeps them apart.

Rows agree only in what all of them state: what one states and another does not keeps them apart as two values do. A condition
that makes no difference to the metric, as its entry in the vocabulary says, is not asked for.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from litatlas.baselines import BaselineRules
from litatlas.baselines.classes import find_short_name, squeeze
from litatlas.compare.units import convert
from litatlas.model import Form, Result
from litatlas.review.groups import Reported
from litatlas.slots import SLOTS, Slot

Better = Literal["higher", "lower"]
COMPARING_FORMS: frozenset[Form] = frozenset({"ratio", "relative", "difference"})
"""The forms that say how a value stands to another one, so that a baseline belongs to them."""
_NAMED = frozenset({"dataset", "model"})
"""The slots whose values are things with names of their own."""
_NOTHING = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Traits:
    """What a table knows of its metric."""

    label: str
    better: Better | None
    unaffected_by: frozenset[str] = frozenset()
    """The names of the slots that make no difference to it; where nothing is known of a metric, everything does."""


@dataclass(frozen=True, slots=True)
class Sameness:
    """What tells whether two values of a slot name one thing."""

    baselines: BaselineRules
    device_kinds: frozenset[str]
    """Names of hardware that are of a kind alone, such as `GPU`: two rows on one of each may be on different devices."""

    def read(self, reported: Reported, slot: Slot) -> frozenset[str]:
        """What a row states in a slot, in any order, case and spacing; empty where it states nothing, or what names no one thing.

        `8B model`, `GPU`, `generation` and `state of the art` name no one thing.
        """
        values = slot.read(reported.result)
        if not values:
            return _NOTHING
        if slot.name == "baseline":
            own = find_short_name(reported.paper.work.title.readable)
            keys = {self.baselines.classify(words, own).key for words in values}
        elif slot.name == "hardware":
            keys = {"" if name in self.device_kinds else name.casefold() for name in values}
        elif slot.name in _NAMED:
            keys = {squeeze(text) if self.baselines.find_name(text) else "" for text in values}
        else:
            keys = {squeeze(text) for text in values}
        return _NOTHING if "" in keys else frozenset(keys)


@dataclass(frozen=True, slots=True)
class Stated:
    """A row with what it states, as it is compared."""

    reported: Reported
    keys: tuple[frozenset[str], ...]
    """For each slot that is needed what it states, as `Sameness.read` reads it."""

    @property
    def result(self) -> Result:
        """The row's result."""
        return self.reported.result

    @property
    def paper(self) -> str:
        """The slug of the row's paper."""
        return self.reported.paper.slug

    @property
    def is_complete(self) -> bool:
        """Whether it states all that is needed."""
        return all(self.keys)

    @property
    def bound(self) -> str:
        """What its value is: a plain one, an average, or an end of what was seen. Nearly a value is one."""
        bound = self.result.bound
        return "" if bound is None or bound == "about" else bound

    @property
    def is_plain(self) -> bool:
        """Whether nothing is left open, and the value is not only nearly right."""
        return self.result.bound is None and not self.result.flags


def takes_baseline(result: Result) -> bool:
    """Whether a result compares, so that a missing baseline is one that is not stated."""
    return result.form in COMPARING_FORMS


def list_needed(form: Form, traits: Traits) -> tuple[Slot, ...]:
    """The slots in which rows must agree to be ranked. A share is one of something, as a change is: that must be stated too."""
    applying = (slot for slot in SLOTS if slot.role(compares=form != "absolute") is not None)
    return tuple(slot for slot in applying if slot.name not in traits.unaffected_by)


def read_stated(rows: Iterable[Reported], needed: Sequence[Slot], sameness: Sameness) -> tuple[Stated, ...]:
    """Rows with what they state of what is needed."""
    return tuple(Stated(row, tuple(sameness.read(row, slot) for slot in needed)) for row in rows)


def find_hindrance(row: Stated, form: Form, traits: Traits) -> str:
    """Why a row could not be ranked though it agreed with others, in words; empty where nothing hinders."""
    result = row.result
    if result.confidence == "low":
        return "one was read with low confidence"
    if result.subject is not None:
        return "one is quoted of another system"
    if result.low != result.high:
        return "one is a range, over several cases"
    if form in COMPARING_FORMS:
        return "" if result.effect else "one does not say whether it is better or worse"
    return "" if traits.better else "which way is better depends"


def find_twins(rows: Sequence[Stated]) -> frozenset[str]:
    """The papers of which several of these rows that agree are: what tells those apart is not stated, so none can be ranked."""
    papers = Counter(row.paper for row in rows)
    return frozenset(paper for paper, count in papers.items() if count > 1)


def rank(rows: Iterable[Stated], form: Form, better: Better | None) -> list[Stated]:
    """Gains before losses, the best value first; of equal ones those that are plain, and then the newest, come first."""
    ordered = sort_newest(rows)
    ordered.sort(key=lambda row: grade(row, form, better))
    return ordered


def grade(row: Stated, form: Form, better: Better | None) -> tuple[bool, float, bool]:
    """Where a row ranks: the smaller, the better."""
    value, compares = convert(row.result.low, row.result.unit), form in COMPARING_FORMS
    is_loss = compares and row.result.effect == "worse"
    rising = is_loss if compares else better == "lower"
    return is_loss, value if rising else -value, not row.is_plain


def sort_newest(rows: Iterable[Stated]) -> list[Stated]:
    """Newest first, a paper's results in the order of its text, values quoted of other systems last."""
    ordered = sorted(rows, key=lambda row: row.paper)
    ordered.sort(key=lambda row: row.reported.paper.work.date.iso if row.reported.paper.work.date else "", reverse=True)
    ordered.sort(key=lambda row: row.result.subject is not None)
    return ordered
