"""Values of a row or of a paper as people type them."""

import math
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from litatlas.content.corrections import Fact, find_wrong_fact, find_wrong_value, row_values
from litatlas.extract.lexicon.names import NameKind
from litatlas.extract.proposals import name_known
from litatlas.identity.identifiers import parse_identifier
from litatlas.model import Json, Result
from litatlas.people.cases import EDITABLE, Case
from litatlas.review.corrected import change_row
from litatlas.review.references import find_near
from litatlas.review.review import Review
from litatlas.slots import LISTS, SLOT_NAMES

_NUMBERS, _LISTS = frozenset({"low", "high"}), frozenset({*LISTS, "topics"})
_NULLABLE = frozenset({"effect", "bound", "subject", *SLOT_NAMES}) - _LISTS
_KINDS: Mapping[str, NameKind] = {"metric": "metric", "hardware": "hardware", "dataset": "dataset", "model": "model"}
"""The fields whose values the vocabulary names."""
NAMED = frozenset({*_KINDS, *SLOT_NAMES})
"""The fields whose values are names that other rows have too."""
FACTS: tuple[Fact, ...] = ("topics", "hardware", "date", "title", "authors", "identifiers")
"""The facts that can be typed; links and publications are written by hand into a note."""


def parse_value(name: str, text: str, fields: Iterable[str] = EDITABLE) -> Json:
    """The value of one of a row's fields as someone types it; `ValueError` that says what is expected where it is none."""
    fields = tuple(fields)
    if name not in fields:
        raise ValueError(f"{name!r} is no field to edit; these are: {', '.join(fields)}")
    text = _check_text(name, text)
    value: Json = text
    if name in _LISTS:
        value = _parse_list(text)
    elif name in _NUMBERS:
        value = _parse_number(text)
    elif name in _NULLABLE and text in ("", "null", "none"):
        value = None
    if expected := find_wrong_value(name, value):
        raise ValueError(f"'{name}' is not {expected}")
    return value


def parse_fact(review: Review, name: str, text: str) -> Json:
    """The value of one of a paper's facts as someone types it; `ValueError` that says what is expected where it is none."""
    if name not in FACTS:
        raise ValueError(f"{name!r} is no fact to correct; these are: {', '.join(FACTS)}")
    text = _check_text(name, text)
    value = _parse_value(name, text)
    if expected := find_wrong_fact(name, value):
        raise ValueError(f"'{name}' is not {expected}")
    for topic in value if name == "topics" and isinstance(value, list) else ():
        if topic not in review.topics:
            hint = find_near(str(topic), review.topics) or f"the topics are {', '.join(review.topics) or 'none yet'}"
            raise ValueError(f"there is no topic {topic!r}; {hint}")
    return name_value(review, name, value)


def _parse_value(name: str, text: str) -> Json:
    if name == "authors":
        return [part.strip() for part in text.split(";") if part.strip()]
    if name == "identifiers":
        found = {part: parse_identifier(part) for part in text.replace(",", " ").split()}
        if unknown := next((part for part, one in found.items() if one is None), None):
            raise ValueError(f"{unknown!r} is no identifier; write one such as arXiv:2401.01234 or doi:10.1000/182")
        return [str(one) for one in found.values()]
    return _parse_list(text) if name in _LISTS else text


def name_value(review: Review, field: str, value: Json) -> Json:
    """A value with the names that the review and its vocabulary have for it: `vllm` is vLLM, `A100` is NVIDIA A100."""
    if field not in NAMED:
        return value
    kind = _KINDS.get(field)
    names = list_known(review, field)
    known = {**{name.casefold(): name for name in reversed(names)}, **{name: name for name in names}}

    def find(text: str) -> str:
        return known.get(text) or known.get(text.casefold()) or (name_known(text, kind, review.vocabulary) if kind else text)

    return [find(str(item)) for item in value] if isinstance(value, list) else find(str(value))


def list_known(review: Review, field: str) -> tuple[str, ...]:
    """The names that a field of a row can have as far as the review knows: its vocabulary's, then those of its rows."""
    listed: Mapping[str, Iterable[str]] = {"metric": review.vocabulary.metrics, "hardware": review.vocabulary.devices}
    rows = (row for paper in review.papers.values() for row in paper.extraction.results)
    used = (name for row in rows for name in ((row.metric,) if field == "metric" else getattr(row, field)))
    return tuple(dict.fromkeys((*listed.get(field, ()), *used)))


def find_near_names(review: Review, field: str, value: Json) -> tuple[tuple[str, str], ...]:
    """Those names of a value that the review does not know, each with the known one that it is nearest to."""
    names = [str(item) for item in value] if isinstance(value, list) else [str(value)]
    known = list_known(review, field)
    near = ((name, get_close_matches(name, known, n=1, cutoff=0.75)) for name in names if name not in known)
    return tuple((name, found[0]) for name, found in near if found)


def change_values(row: Result, typed: Mapping[str, Json]) -> dict[str, Json]:
    """A row's values with those that were typed; `ValueError` where they are no row together."""
    changed = change_row(row, typed)
    if any(name in typed and typed[name] != getattr(changed, name) for name in _NUMBERS):
        raise ValueError("'low' is more than 'high'")
    return row_values(changed)


def find_changes(case: Case, typed: Mapping[str, Json]) -> dict[str, Json]:
    """What typed values make different from the machine's row; `ValueError` where they are no row together."""
    shown = change_values(case.shown, typed)
    machine = row_values(case.row)
    return {name: shown[name] for name in case.fields if shown[name] != machine[name]}


def _check_text(name: str, text: str) -> str:
    text = text.strip()
    if any(unicodedata.category(letter).startswith("C") for letter in text):
        raise ValueError(f"'{name}' holds a tab or another control character")
    return text


def _parse_list(text: str) -> Json:
    return [item.strip() for item in text.split(",") if item.strip()]


def _parse_number(text: str) -> Json:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if math.isfinite(number) and number.is_integer() and abs(number) < 1e15 else number
