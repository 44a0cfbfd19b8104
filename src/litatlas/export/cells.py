"""Values as cells of CSV, which spreadsheets take for what they are: no text is run as a formula, no name becomes a number."""

import re

from litatlas.export.columns import Column
from litatlas.model import Json

Cell = str | int | float | None

LIST_DELIMITER = "; "
"""Between the values of a list in a cell."""

_FORMULA = re.compile(r"\s*(?:[=@\t\r\uff1d\uff0b\uff0d\uff20]|[+\-](?!\d[\d.,\s]*[%×x]?\Z))")
"""How texts begin that spreadsheets take for formulas (OWASP, CSV injection), wide forms too; `-33.5%` is a number to them."""
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_RECAST = re.compile(
    rf"[\d.,]+(?:e\d+)?|\d+(?:[-/.:]\d+)+|true|false|(?:\d+[-/ ]?)?{_MONTH}[-/ ]?\d+|\d+[-/ ]?{_MONTH}", re.IGNORECASE
)
"""Names that spreadsheets turn into a number, a day or a truth: `2048`, `1e5`, `1-2`, `sept1`, `true`."""


def disarm_cell(text: str) -> str:
    """A text for a cell of CSV: where a spreadsheet would run it as a formula, an apostrophe before it makes it a text."""
    return f"'{text}" if _FORMULA.match(text) else text


def disarm_name(text: str) -> str:
    """A name for a cell of CSV: as `disarm_cell`, and an apostrophe also where a spreadsheet would make it a number or day."""
    return f"'{text}" if _RECAST.fullmatch(text) else disarm_cell(text)


def format_cell(column: Column, value: Json) -> Cell:
    """A value as a cell: lists are joined by semicolons, what is nested is counted."""
    if column.type == "rows":
        return len(value) if isinstance(value, list) else None
    if column.name == "id":
        return f"r-{value}"  # As the row's anchor on its page: a spreadsheet takes 638782e6 for a number.
    cell = _join(value)
    if not isinstance(cell, str):
        return cell
    return disarm_name(cell) if column.type == "id" else disarm_cell(cell)


def _join(value: Json) -> Cell:
    if isinstance(value, list):
        return LIST_DELIMITER.join(map(_format_item, value))
    if not isinstance(value, dict):
        return value
    if "name" in value:
        return str(value["name"])
    return LIST_DELIMITER.join(f"{key}: {_join(item)}" for key, item in value.items())


def _format_item(item: Json) -> str:
    """An item of a list in a cell: a link is its address, an appearance its venue and date, a person a name."""
    if not isinstance(item, dict):
        return str(item)
    if "family" in item:
        return str(item["written"])
    return str(item["url"]) if "url" in item else " ".join(str(item[part]) for part in ("venue", "date") if item.get(part))
