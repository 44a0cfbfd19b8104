"""The slots of a result: the conditions that its value holds under, listed once.

Files, exports, views, tables, downloads and the scripts of pages follow `SLOTS`, in its order. A new slot is an entry here, a
field of `Result` of the same name, and what fills it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from litatlas.model import Json, Result

Role = Literal["band", "rank"]
"""Rows must agree in both to be ranked. Agreeing in a `band` alone puts them into one; a `rank` is shared by too many."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A condition that a value holds under."""

    name: str
    """The field of `Result`, and what files, addresses and data call it."""
    noun: str
    """What it is, within a sentence: `data set`."""
    label: str
    """The head of its cell on a paper's page: `Compared with`."""
    preposition: str
    """What stands before its values in a sentence: `over` PondLM."""
    comparing: Role
    """What it is to rows that compare, such as `2.3×`."""
    measuring: Role | None
    """What it is to rows that measure, such as `12 ms`; None where it does not apply to them."""
    column: str = ""
    """What it is called in comparison tables, where that is longer than the label."""
    field: str = ""
    """Its column in tables that are downloaded, where that is not its name."""
    many: bool = True
    """Whether a result can have several values, as a tuple of texts; else its field is a text or None."""
    filtered: bool = False
    """Whether tables can be filtered by it."""
    recent: bool = False
    """Whether papers' pages may lack it, since it came later than the format."""
    linked: bool = False
    """Whether its values have pages of their own."""
    alone: bool = False
    """Whether it has a column of its own in comparison tables; the others, which few rows state, share one: the conditions."""

    @property
    def head(self) -> str:
        """What it is called in comparison tables."""
        return self.column or self.label

    @property
    def key(self) -> str:
        """Its column in tables that are downloaded."""
        return self.field or self.name

    def read(self, result: Result) -> tuple[str, ...]:
        """The values that a result states; empty where it states none."""
        value = getattr(result, self.name)
        if self.many:
            return tuple(value)
        return (value,) if value is not None else ()

    def fill(self, value: object) -> tuple[str, ...] | str | None:
        """What the field of `Result` holds, of what a file says; None says nothing."""
        if not self.many:
            return None if value is None else str(value)
        return tuple(value) if isinstance(value, list | tuple) else ()

    def role(self, *, compares: bool) -> Role | None:
        """What rows of a form that compares, or of one that does not, must agree in."""
        return self.comparing if compares else self.measuring


SLOTS: tuple[Slot, ...] = (
    Slot("baseline", "baseline", "Compared with", "over", "band", None, field="compared_with", filtered=True, alone=True),
    Slot("hardware", "hardware", "Hardware", "on", "band", "band", filtered=True, linked=True, alone=True),
    Slot("dataset", "data set", "Data set", "for", "band", "band", "Data set or task", "data_set"),
    Slot("model", "model", "Model", "with", "band", "band"),
    Slot("setting", "setting", "Setting", "in", "rank", "rank", filtered=True, recent=True),
)
"""All slots, in the order in which they are shown."""
SLOT_NAMES = tuple(slot.name for slot in SLOTS)
LISTS = tuple(slot.name for slot in SLOTS if slot.many)
"""The fields of `Result` that hold several values of a slot."""


def write_slots(result: Result) -> dict[str, Json]:
    """The slots of a result as files have them."""
    values = ((slot, slot.read(result)) for slot in SLOTS)
    return {slot.name: list(texts) if slot.many else next(iter(texts), None) for slot, texts in values}


def read_slots(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `Result` that are slots, of what a file says; slots that it does not name are empty."""
    return {slot.name: slot.fill(values.get(slot.name)) for slot in SLOTS}


def list_stated(result: Result) -> list[tuple[Slot, tuple[str, ...]]]:
    """The slots that a result fills, with its values."""
    return [(slot, values) for slot in SLOTS if (values := slot.read(result))]
