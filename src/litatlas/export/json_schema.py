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
    """The schema of a row with these columns, all of which it has; what is not known is null, or an empty list."""
    properties: dict[str, Json] = {column.name: _describe_value(column) for column in columns}
    return {
        "$schema": DRAFT,
        "title": title,
        "type": "object",
        "properties": properties,
        "required": list[Json](properties),
        "additionalProperties": False,
    }


def _describe_value(column: Column) -> Json:
    names = ["array", "object"] if column.name in _PLACES else [_TYPES.get(column.type, "string")]
    if not column.required and column.type not in ("list", "rows"):
        names.append("null")
    said: dict[str, Json] = {"type": names[0] if len(names) == 1 else list[Json](names), "description": column.told}
    if column.values:
        said["enum"] = [*column.values, *([] if column.required else [None])]
    if column.type == "date":
        said["pattern"] = f"^{DATE_PATTERN}$"  # which is searched for, unless it says that it is all
    return said
