"""The tables of papers and of results: what each is called, its columns, and how it is keyed."""

from collections.abc import Mapping
from dataclasses import dataclass

from litatlas.export.columns import PAPER_COLUMNS, RESULT_COLUMNS, Column
from litatlas.export.packing import Packed


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is described."""

    name: str
    """Within the package: `results`."""
    title: str
    told: str
    """What its rows are, in a sentence."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
    references: Mapping[str, tuple[str, str]]
    """The columns whose values are keys of another table: that table's name, and its column."""

    @property
    def file(self) -> str:
        """The name of its file: `results.csv`."""
        return f"{self.name}.csv"


PAPERS = Table(
    "papers",
    "Papers",
    "The papers of the review, the newest first, with what their sources state of them.",
    PAPER_COLUMNS,
    ("slug",),
    {},
)
RESULTS = Table(
    "results",
    "Results",
    "The numbers by which the papers report an outcome, each with the words that it was read from and what it holds for.",
    RESULT_COLUMNS,
    ("paper", "id"),
    {"paper": ("papers", "slug")},
)


@dataclass(frozen=True, slots=True)
class PackedTable:
    """A table with the file that it was written into."""

    table: Table
    file: Packed
