"""The rows of a site's data with all their columns: what files leave out is what their schemas and the index say."""

import json
from pathlib import Path
from typing import Any

from litatlas.export.columns import Column
from litatlas.site.data.thinning import PAPER_COLUMNS, RESULT_COLUMNS

_COLUMNS = {"papers": PAPER_COLUMNS, "results": RESULT_COLUMNS}


def load_rows(site: Path, table: str) -> list[dict[str, Any]]:
    """The rows of `papers` or `results`; sources say of their captures what these are."""
    captures = json.loads((site / "data/index.json").read_text())["papers"]["captures"]
    rows = []
    for row in json.loads((site / f"data/{table}.json").read_text()):
        full = {column.name: _get(row, column) for column in _COLUMNS[table]}
        if "sources" in full:
            full["sources"] = [{**captures[source.pop("capture")], **source} for source in full["sources"]]
        rows.append(full)
    return rows


def _get(row: dict[str, Any], column: Column) -> Any:
    empty: Any = [] if column.type in ("list", "rows") else None
    return row.get(column.name, row[column.usual] if column.usual else empty)
