"""Rows as JSON described by JSON Schema, draft 2020-12; the tables of CSV have `datapackage.json`."""

from collections.abc import Iterable, Mapping

from litatlas.export.columns import DATE_PATTERN, Column, Type
from litatlas.model import Json

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TYPES: Mapping[Type, str] = {
    "count": "integer",
    "number": "number",
    "list": "array",
    "mapping": "object",
    "rows": "array",
}
"""The types of columns that are no text."""
_PLACES = frozenset(("evidence", "context"))
"""Columns whose value is a span, as a list, or a cell of a table, as a mapping."""


def describe_row(title: str, columns: Iterable[Column]) -> dict[str, Json]:
    """The schema of a row with these columns, which leaves out what is not known, and what is the same as another column."""
    listed = tuple(columns)
    return {
        "$schema": DRAFT,
        "title": title,
        "description": "What is not known or empty is left out.",
        "type": "object",
        "properties": {column.name: _describe_value(column) for column in listed},
        "required": [column.name for column in listed if column.required and not column.usual],
        "additionalProperties": False,
    }


def _describe_value(column: Column) -> Json:
    type_: Json = ["array", "object"] if column.name in _PLACES else _TYPES.get(column.type, "string")
    told = f"{column.told}; left out where it is that of {column.usual}" if column.usual else column.told
    said: dict[str, Json] = {"type": type_, "description": told}
    if column.values:
        said["enum"] = list[Json](column.values)
    if column.type == "date":
        said["pattern"] = f"^{DATE_PATTERN}$"  # which is searched for, unless it says that it is all
    return said
