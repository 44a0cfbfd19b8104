"""What the fields of a file may hold, and the faults of those that hold something else."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from litatlas.content.front_matter import Matter
from litatlas.errors import MOST_TOLD, Fault
from litatlas.model import Json

Check = Callable[[Any], str | None]
"""Says what is expected where the value is not it, else None."""

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field that a file may or must have."""

    name: str
    check: Check
    required: bool = False


def is_text(value: Json) -> str | None:
    """A text that is not empty."""
    return None if isinstance(value, str) and value.strip() else "a text"


def is_flag(value: Json) -> str | None:
    """`true` or `false`."""
    return None if isinstance(value, bool) else "true or false"


def is_count(value: Json) -> str | None:
    """A whole number from 0."""
    return None if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "a whole number from 0"


def is_number(value: Json) -> str | None:
    """A finite number."""
    try:
        good = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:  # of a whole number with more than some 300 digits
        good = False
    return None if good else "a number"


def is_texts(value: Json) -> str | None:
    """A list of texts."""
    return None if isinstance(value, list) and all(is_text(item) is None for item in value) else "a list of texts"


def is_distinct_texts(value: Json) -> str | None:
    """A list of texts, none of them twice."""
    good = isinstance(value, list) and is_texts(value) is None and len(set(map(str, value))) == len(value)
    return None if good else "a list of texts, each of them once"


def is_mapping(value: Json) -> str | None:
    """A mapping."""
    return None if isinstance(value, dict) else "a mapping"


def is_mappings(value: Json) -> str | None:
    """A list of mappings."""
    return None if isinstance(value, list) and all(isinstance(item, dict) for item in value) else "a list of mappings"


def is_date(value: Json) -> str | None:
    """An ISO 8601 date, to the day, the month or the year."""
    text = str(value) if isinstance(value, int) else value
    good = isinstance(text, str) and _DATE.fullmatch(text) and (len(text) < 10 or _is_day(text))
    return None if good else "a date such as 2024-02-29, 2024-02 or 2024"


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def is_one_of(*values: str | None) -> Check:
    """One of the values given."""
    expected = "one of " + ", ".join("null" if value is None else value for value in values)
    allowed = frozenset(values)
    return lambda value: None if isinstance(value, str | None) and value in allowed else expected


def is_or_null(check: Check) -> Check:
    """Null, or what `check` allows."""

    def either(value: Json) -> str | None:
        expected = None if value is None else check(value)
        return f"{expected}, or null" if expected else None

    return either


def check_fields(matter: Matter, rules: Sequence[FieldRule]) -> list[Fault]:
    """The faults of a file's front matter: unknown, missing and wrong fields."""
    return check_mapping(matter, matter.fields, rules)


def check_mapping(matter: Matter, fields: Mapping[str, Json], rules: Sequence[FieldRule], *path: str | int) -> list[Fault]:
    """The faults of a mapping that stands at `path` within a file's front matter."""
    if _fits(fields, rules):  # as most do: to say where they stand takes longer
        return []
    faults: list[Fault] = []
    known = {rule.name: rule for rule in rules}
    where = "".join(
        f"[{step + 1}]" if isinstance(step, int) else f"{'.' if number else ''}{step}" for number, step in enumerate(path)
    )
    prefix = f"{where}." if where else ""
    for name, value in fields.items():
        rule = known.get(name)
        if rule is None:
            hint = _suggest(name, known) if len(faults) < MOST_TOLD else "take it out"
            faults.append(matter.fault(f"unknown field '{prefix}{name}'", hint, *path, name))
        elif (expected := rule.check(value)) is not None:
            faults.append(matter.fault(f"'{prefix}{name}' is not {expected}", f"write {expected}", *path, name))
    faults.extend(
        matter.fault(f"the field '{prefix}{rule.name}' is missing", "add it", *path)
        for rule in rules
        if rule.required and rule.name not in fields
    )
    return faults


def _fits(fields: Mapping[str, Json], rules: Iterable[FieldRule]) -> bool:
    """Whether a mapping has no faults."""
    found = 0
    for rule in rules:
        if rule.name in fields:
            found += 1
            if rule.check(fields[rule.name]) is not None:
                return False
        elif rule.required:
            return False
    return found == len(fields)


def _suggest(name: str, known: Mapping[str, object]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"did you mean '{near[0]}'?" if near else "known fields are " + ", ".join(known)
