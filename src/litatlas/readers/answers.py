"""What a model answered of a paper, as it is kept: numbers, names and places, no sentence of anybody's."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from litatlas.model import Bound, Effect, Form, Json, Span

Usable = Literal["answered", "refused", "unusable"]

LONGEST_NAME = 80
"""Characters of a name, a metric or a quote that is kept; what is longer is no name."""
MOST_WORDS = 8
"""Words of such a name: nine in a row may be a sentence of the paper's, which belongs to its authors."""
LONGEST_QUOTE, LONGEST_FLAW = 100, 200
"""Characters of a quote without a place, and of the reason why a row is none."""
MOST_ROWS = 60
"""Rows of one paper that are taken, several times as many as any abstract has."""
LISTS = ("baseline", "hardware", "dataset", "model", "setting")
"""The fields of a row that hold several names."""

_OTHER = "invalid: its {} is not {}"


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row as a model told it."""

    place: Span | None
    """Where its quote stands; None where it stands nowhere in the paper's text."""
    quote: str
    """The quote, where it has no place; else empty."""
    flaw: str
    """Why it can be no row; empty where it may be one. Then its fields below are as the model gave them."""
    fields: Mapping[str, Any]
    """`low`, `high`, `unit`, `form`, `metric`, `effect`, `bound`, `subject` and the lists, each of its type."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that a model answered of a paper."""

    state: Usable
    rows: tuple[AnsweredRow, ...] = ()
    hardware: tuple[str, ...] = ()
    note: str = ""
    """Why there is none, where it is refused or unusable; else what of it was left out; in words of LitAtlas."""


def check_row(told: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """Check the fields of a row that a model told: those of a row, and why it can be none; empty where it may be one."""
    low = told.get("low")
    high = low if told.get("high") is None else told.get("high")
    if not (_is_number(low) and _is_number(high)):
        return {}, _OTHER.format("value", "a number")
    for name, choices in _CHOICES.items():
        if told.get(name) not in choices:
            return {}, _OTHER.format(name, f"one of {', '.join(filter(None, choices))}")
    fields: dict[str, Any] = {"low": min(float(low), float(high)), "high": max(float(low), float(high))}  # type: ignore[arg-type]
    for name in ("unit", "metric"):
        text = told.get(name)
        if not _is_name(text) and not (name == "unit" and text in ("", None)):
            return {}, _OTHER.format(name, "a short text")
        fields[name] = " ".join((text or "").split())
    if told.get("subject") and not _is_name(told["subject"]):
        return {}, _OTHER.format("subject", "a short text")
    lists = {name: read_names(told.get(name)) for name in LISTS}
    if wrong := next((name for name, names in lists.items() if names is None), None):
        return {}, _OTHER.format(wrong, "a list of names")
    chosen = {name: told.get(name) for name in _CHOICES}
    return {**fields, **chosen, "subject": " ".join((told.get("subject") or "").split()) or None, **lists}, ""


def read_names(value: object) -> tuple[str, ...] | None:
    """Read a list of short names; None where it is none. Nothing and a single text are lists as well."""
    texts = [] if value in (None, "") else [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(_is_name(text) for text in texts):
        return None
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts))


def format_answer(answer: Answer) -> dict[str, Json]:
    """The form that an answer has in its file."""
    fields: dict[str, Json] = {"state": answer.state}
    if answer.note:
        fields["note"] = answer.note
    if answer.state == "answered":
        fields |= {"hardware": list(answer.hardware), "rows": [_format_row(row) for row in answer.rows]}
    return fields


def parse_answer(fields: object) -> Answer | None:
    """An answer from its file; None where that holds none: anybody may have edited it."""
    if not isinstance(fields, dict) or fields.get("state") not in get_args(Usable) or not isinstance(fields.get("note", ""), str):
        return None
    hardware, told = read_names(fields.get("hardware")), fields.get("rows", [])
    if hardware is None or not isinstance(told, list):
        return None
    rows = [_parse_row(row) for row in told]
    whole = tuple(row for row in rows if row)
    return Answer(fields["state"], whole, hardware, fields.get("note", "")) if len(whole) == len(rows) else None


def _format_row(row: AnsweredRow) -> Json:
    place: Json = [row.place.passage, row.place.start, row.place.end] if row.place else None
    start: dict[str, Json] = {"at": place} if row.place else {"quote": row.quote}
    if row.flaw:
        return {**start, "flaw": row.flaw}
    return {**start, **{name: list(value) if isinstance(value, tuple) else value for name, value in row.fields.items()}}


def _parse_row(told: object) -> AnsweredRow | None:
    if not isinstance(told, dict):
        return None
    place, quote, flaw = _parse_place(told.get("at")), told.get("quote", ""), told.get("flaw", "")
    if not isinstance(flaw, str) or not isinstance(quote, str) or (place is None and not quote):
        return None
    if len(quote) > LONGEST_QUOTE or (flaw and not flaw.startswith("invalid: ")) or len(flaw) > LONGEST_FLAW:
        return None
    fields, wrong = ({}, flaw) if flaw else check_row(told)
    return AnsweredRow(place, "" if place else quote, wrong, fields)


def _parse_place(value: object) -> Span | None:
    match value:
        case [str(passage), int(start), int(end)] if 0 <= start < end:
            return Span(passage, start, end)
    return None


_CHOICES: Mapping[str, tuple[str | None, ...]] = {
    "form": get_args(Form),
    "effect": (*get_args(Effect), None),
    "bound": (*get_args(Bound), None),
}
"""The fields with a choice of values."""


def _is_number(value: object) -> bool:
    try:
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:  # of a whole number with more than some 300 digits
        return False


def _is_name(value: object) -> bool:
    """Tell whether a value is a short text of printable letters: no control characters, no halves of letters."""
    if not isinstance(value, str) or len(value) > LONGEST_QUOTE:
        return False
    words = value.split()
    return 0 < len(words) <= MOST_WORDS and len(name := " ".join(words)) <= LONGEST_NAME and name.isprintable()
