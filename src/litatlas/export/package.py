"""The package of tables: results and papers as CSV, with `datapackage.json` and `croissant.json`, which describe them.

A Data Package describes the tables, since it is made for CSV: it knows columns, empty cells, lists in a cell and keys between
tables, none of which JSON Schema has. Croissant says the same to those who load data sets for machine learning.
"""

import json
from collections.abc import Iterable, Iterator

from litatlas.export.croissant import describe_croissant
from litatlas.export.data_package import describe_package
from litatlas.export.edition import Edition
from litatlas.export.packing import Packed, Packer
from litatlas.export.rows import iterate_paper_rows, iterate_result_rows
from litatlas.export.table import PAPERS, RESULTS, PackedTable, Table
from litatlas.export.writing import Row, write_csv
from litatlas.model import Json
from litatlas.review.groups import list_by_date
from litatlas.review.review import Review

CROISSANT, DATA_PACKAGE = "croissant.json", "datapackage.json"


def write_package(review: Review, edition: Edition, packer: Packer, folder: str = "") -> tuple[Packed, ...]:
    """Write the package of a review, below a folder of the packer that ends in a slash; return its files, the tables first."""
    papers = list_by_date(review.papers.values())
    rows: tuple[tuple[Table, Iterable[Row]], ...] = (
        (PAPERS, iterate_paper_rows(papers, review.curation)),
        (RESULTS, iterate_result_rows(papers, review.baselines, review.curation)),
    )
    tables = tuple(_write_table(table, found, packer, folder) for table, found in rows)
    described = {
        DATA_PACKAGE: describe_package(edition, tables),
        CROISSANT: describe_croissant(edition, tables),
    }
    return (
        *(table.file for table in tables),
        *(packer.add(f"{folder}{name}", [format_json(said)]) for name, said in described.items()),
    )


def _write_table(table: Table, rows: Iterable[Row], packer: Packer, folder: str) -> PackedTable:
    return PackedTable(table, packer.add(f"{folder}{table.file}", _encode(write_csv(table.columns, rows, has_mark=False))))


def _encode(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode(errors="backslashreplace") for piece in pieces)


def format_json(data: Json) -> bytes:
    """JSON for people to read too, ending in a line break."""
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode(errors="backslashreplace")
