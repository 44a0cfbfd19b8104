"""Rows and the columns that describe them are one list."""

from dataclasses import replace
from typing import Any

import pytest

from litatlas.baselines import load_rules
from litatlas.export.columns import PAPER_COLUMNS, RESULT_COLUMNS, Column, list_names
from litatlas.export.json_schema import describe_row
from litatlas.export.rows import build_paper_row, build_result_row
from litatlas.model import Json
from tests.compare.rows import PAPER, full, row

RULES = load_rules()


def fits(column: Column, value: Json) -> bool:
    """Whether a value is of its column's type."""
    if value is None or (value == "" and not column.required):
        return not column.required
    types: dict[str, Any] = {"count": int, "number": int | float, "list": list, "mapping": dict, "rows": list}
    is_cell = column.name in ("evidence", "context") and isinstance(value, dict)
    return (is_cell or isinstance(value, types.get(column.type, str))) and (not column.values or value in column.values)


def test_a_row_has_a_value_for_each_column_in_order_and_of_its_type() -> None:
    reported = (full(2.5, "otter", bound="up to"), row(3.0, slug="mole"), row(40.0, "relative", "%"))
    for columns, rows in (
        (PAPER_COLUMNS, [build_paper_row(PAPER)]),
        (RESULT_COLUMNS, [build_result_row(one, RULES) for one in reported]),
    ):
        for found in rows:
            assert tuple(found) == list_names(columns)
            assert [column.name for column in columns if not fits(column, found[column.name])] == []


def test_the_only_device_of_a_paper_is_told_beside_rows_that_name_none() -> None:
    one_device = replace(PAPER, extraction=replace(PAPER.extraction, hardware=("NVIDIA A100",)))
    silent, stated = (replace(one, paper=one_device) for one in (row(2.0), full(2.0, "otter")))

    assert build_result_row(silent, RULES)["paper_device"] == "NVIDIA A100"
    assert build_result_row(stated, RULES)["paper_device"] is None
    assert build_result_row(row(2.0), RULES)["paper_device"] is None


@pytest.mark.parametrize("columns", [PAPER_COLUMNS, RESULT_COLUMNS])
def test_a_schema_names_each_column_and_what_it_can_hold(columns: tuple[Column, ...]) -> None:
    schema: Any = describe_row("A row", columns)

    assert tuple(schema["properties"]) == list_names(columns)
    assert schema["required"] == [column.name for column in columns if column.required and not column.usual]
    for column in columns:
        said = schema["properties"][column.name]
        assert "null" not in said["type"], column.name
        assert (column.usual in said["description"]) or not column.usual, column.name
        assert [*column.values] == said.get("enum", []), column.name
