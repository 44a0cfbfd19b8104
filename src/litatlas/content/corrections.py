"""The ledger in a note's front matter: what people say of the machine's rows and facts, with its value at that time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from litatlas.content.front_matter import Matter
from litatlas.content.identity_fields import is_authors, is_identifiers, is_links, is_publications
from litatlas.content.papers import RESULT_RULES, result_fields
from litatlas.content.schema import (
    Check,
    FieldRule,
    check_mapping,
    is_date,
    is_distinct_texts,
    is_mapping,
    is_mappings,
    is_one_of,
    is_or_null,
    is_text,
)
from litatlas.errors import Fault
from litatlas.model import Json, Result
from litatlas.slots import SLOT_NAMES

Action = Literal["confirm", "change", "reject", "add"]
DONE: Mapping[Action, str] = {"confirm": "confirmed", "change": "changed", "reject": "rejected", "add": "added"}
"""What was done to a row, in words."""
Fact = Literal["topics", "hardware", "date", "title", "authors", "identifiers", "links", "publications"]

ROW_FIELDS: tuple[str, ...] = (
    *("quote", "low", "high", "unit", "form", "metric", "effect", "bound"),
    *SLOT_NAMES,
    "subject",
)
"""What a correction can say of a row: all but its id, where it stands, and how sure the rules are."""
EVIDENCE_FIELDS = frozenset({"quote"})
"""What leads to the evidence; where that is wrong, the row is another one: reject it and add that."""

_ID = re.compile(r"[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Correction:
    """What one person says of one row."""

    result: str
    """The id of the machine's row; empty for a row that is added."""
    action: Action
    was: Mapping[str, Json]
    """Values of the machine's row when it was corrected, by field; empty for a row that is added."""
    new: Mapping[str, Json]
    """What a change puts in their place, or a whole row that is added; `set` in the file."""
    why: str
    """Empty where it needs no reason."""
    by: str
    on: str
    """The day: `2026-11-21`."""
    file: str
    """The note that it stands in, relative to the review's folder."""
    number: int
    """Its place in that note's list, from 0."""


@dataclass(frozen=True, slots=True)
class Override:
    """What one person says of one fact of a paper."""

    fact: Fact
    was: Json
    """The machine's value when it was corrected; None where it had none."""
    new: Json
    why: str
    by: str
    on: str
    file: str


def row_values(result: Result) -> dict[str, Json]:
    """What a correction can say of a row, as it stands there."""
    fields = result_fields(result)
    return {name: fields[name] for name in ROW_FIELDS}


def correction_fields(correction: Correction) -> dict[str, Json]:
    """A correction as it stands in a note's list."""
    fields: dict[str, Json] = {
        "result": correction.result,
        "action": correction.action,
        "was": dict(correction.was),
        "set": dict(correction.new),
        "why": correction.why,
        "by": correction.by,
        "on": correction.on,
    }
    return {name: value for name, value in fields.items() if value not in ("", {})}


def find_wrong_value(name: str, value: Json) -> str | None:
    """What is expected of a field of a row where the value is not it, else None."""
    return ROW_CHECKS[name](value)


def find_wrong_fact(fact: Fact, value: Json) -> str | None:
    """What is expected of a fact of a paper where the value is not it, else None."""
    return _FACT_CHECKS[fact](value)


def override_fields(override: Override) -> dict[str, Json]:
    """An override as it stands under its fact in a note."""
    return {"was": override.was, "set": override.new, "why": override.why, "by": override.by, "on": override.on}


def _is_result_id(value: Json) -> str | None:
    good = isinstance(value, str) and _ID.fullmatch(value)
    return None if good else "the id of a result, eight digits in quotation marks"


def _is_day(value: Json) -> str | None:
    return None if isinstance(value, str) and len(value) == 10 and is_date(value) is None else "a day such as 2026-11-21"


CORRECTIONS_RULES = (FieldRule("corrections", is_or_null(is_mappings)), FieldRule("overrides", is_or_null(is_mapping)))
"""The fields of a note that hold its ledger."""

ROW_CHECKS: Mapping[str, Check] = {rule.name: rule.check for rule in RESULT_RULES if rule.name in ROW_FIELDS}
_ROW_RULES = tuple(FieldRule(name, ROW_CHECKS[name]) for name in ROW_FIELDS)
_CHANGE_RULES = tuple(rule for rule in _ROW_RULES if rule.name not in EVIDENCE_FIELDS)
_ADDED_RULES = tuple(replace(rule, required=rule.name in ("quote", "low", "unit", "form", "metric")) for rule in _ROW_RULES)

_CORRECTION_RULES = (
    FieldRule("result", _is_result_id),
    FieldRule("action", is_one_of(*get_args(Action)), required=True),
    FieldRule("was", is_mapping),
    FieldRule("set", is_mapping),
    FieldRule("why", is_text),
    FieldRule("by", is_text, required=True),
    FieldRule("on", _is_day, required=True),
)
_NEEDED: Mapping[Action, tuple[str, ...]] = {
    "confirm": ("result", "was"),
    "change": ("result", "was", "set", "why"),
    "reject": ("result", "was", "why"),
    "add": ("set",),
}
"""The fields that an action needs beyond those of all."""
_REFUSED: Mapping[Action, tuple[str, ...]] = {"confirm": ("set",), "change": (), "reject": ("set",), "add": ("result", "was")}

_FACT_CHECKS: Mapping[Fact, Check] = {
    "topics": is_distinct_texts,
    "hardware": is_distinct_texts,
    "date": is_date,
    "title": is_text,
    "authors": is_authors,
    "identifiers": is_identifiers,
    "links": is_links,
    "publications": is_publications,
}
_OVERRIDES_RULES = tuple(FieldRule(fact, is_mapping) for fact in _FACT_CHECKS)


def parse_corrections(matter: Matter) -> tuple[Correction, ...] | list[Fault]:
    """A note's corrections, or their faults."""
    found = cast("Any", matter.fields.get("corrections") or [])
    faults = [fault for number, item in enumerate(found) for fault in _check_correction(matter, item, number)]
    return faults or tuple(
        Correction(
            result=item.get("result", ""),
            action=item["action"],
            was=item.get("was", {}),
            new=item.get("set", {}),
            why=item.get("why", "").strip(),
            by=item["by"].strip(),
            on=item["on"],
            file=matter.file,
            number=number,
        )
        for number, item in enumerate(found)
    )


def parse_overrides(matter: Matter) -> tuple[Override, ...] | list[Fault]:
    """A note's overrides, or their faults."""
    found = cast("Any", matter.fields.get("overrides") or {})
    faults = check_mapping(matter, found, _OVERRIDES_RULES, "overrides")
    for fact, item in found.items() if not faults else ():
        faults += check_mapping(matter, item, _list_override_rules(fact), "overrides", fact)
    return faults or tuple(_build_override(fact, item, matter.file) for fact, item in found.items())


def _build_override(fact: Fact, item: Mapping[str, Any], file: str) -> Override:
    was, new = _as_text(fact, item["was"]), _as_text(fact, item["set"])
    return Override(fact, was, new, item["why"].strip(), item["by"].strip(), item["on"], file)


def _as_text(fact: Fact, value: Json) -> Json:
    """A year alone is a number to YAML."""
    return str(value) if fact == "date" and isinstance(value, int) else value


def _list_override_rules(fact: Fact) -> tuple[FieldRule, ...]:
    return (
        FieldRule("was", is_or_null(_FACT_CHECKS[fact]), required=True),
        FieldRule("set", _FACT_CHECKS[fact], required=True),
        FieldRule("why", is_text, required=True),
        FieldRule("by", is_text, required=True),
        FieldRule("on", _is_day, required=True),
    )


def _check_correction(matter: Matter, item: Mapping[str, Any], number: int) -> list[Fault]:
    path = ("corrections", number)
    if faults := check_mapping(matter, item, _CORRECTION_RULES, *path):
        return faults
    action = cast("Action", item["action"])
    name = f"corrections[{number + 1}]"
    faults = [
        matter.fault(f"the field '{name}.{field}' is missing", f"add it: it belongs to the action '{action}'", *path)
        for field in _NEEDED[action]
        if not item.get(field)
    ]
    faults += [
        matter.fault(f"the field '{name}.{field}' has no place with the action '{action}'", "take it out", *path, field)
        for field in _REFUSED[action]
        if field in item
    ]
    rules = _ADDED_RULES if action == "add" else _CHANGE_RULES
    faults += check_mapping(matter, item.get("was", {}), _ROW_RULES, *path, "was")
    faults += check_mapping(matter, item["set"], rules, *path, "set") if item.get("set") else []
    return faults or list(_check_values(matter, item, action, path))


def _check_values(matter: Matter, item: Mapping[str, Any], action: Action, path: tuple[str, int]) -> Iterator[Fault]:
    was, new = item.get("was", {}), item.get("set", {})
    for field in new if action == "change" else ():
        if field not in was:
            message = f"'was' does not say what '{field}' was"
            yield matter.fault(message, "add the machine's value at that time", *path, "was")
    stays_single = "high" not in new and was.get("low") == was.get("high")
    row = {**was, **new}
    if "low" in row and "high" in row and row["low"] > row["high"] and not stays_single:
        yield matter.fault("'low' is more than 'high'", "give the lower end of the range first", *path, "set")
