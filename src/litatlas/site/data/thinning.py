"""Rows of papers and results as a site gives them: each fact once, and nothing of what is empty."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from litatlas.export.columns import Column
from litatlas.export.table import PAPERS, RESULTS
from litatlas.model import Json
from litatlas.site.data.columns import Numbers

OF_CAPTURES = ("file", "sha256", "captured", "captured_given")
"""What the sources of many papers share: it stands in the index of the data, once for each capture."""
_TRACED = frozenset({"results", "non_results", "topic_terms"})
"""What a row of papers leaves to the rows of results, and to the paper's page, which tells how the paper was read."""
_FOLLOWS = frozenset({"date_precision"})
"""What the form of another value tells: `2024-05` is a month."""
_OF_PAPERS = frozenset({"title", "date", "topics"})
"""What a row of results leaves to the row of its paper."""
PAPER_COLUMNS = tuple(column for column in PAPERS.columns if column.name not in _TRACED | _FOLLOWS)
RESULT_COLUMNS = tuple(column for column in RESULTS.columns if column.name not in _OF_PAPERS)
"""The columns of a site's rows."""

Captures = Numbers[tuple[Json, ...]]
"""Captures by what is known of them, in the order of `OF_CAPTURES`."""


def thin_papers(rows: Iterable[Mapping[str, Json]], captures: Captures) -> Iterator[dict[str, Json]]:
    """Rows of papers, whose sources name captures by number."""
    for row in rows:
        thin = thin_row(row, PAPER_COLUMNS)
        sources = row["sources"]
        if isinstance(sources, list) and sources:
            thin["sources"] = [_thin_source(source, captures, is_only=len(sources) == 1) for source in sources]
        yield thin


def thin_results(rows: Iterable[Mapping[str, Json]]) -> Iterator[dict[str, Json]]:
    """Rows of results."""
    return (thin_row(row, RESULT_COLUMNS) for row in rows)


def thin_row(row: Mapping[str, Json], columns: Collection[Column]) -> dict[str, Json]:
    """The columns of a row in which it says something that no other one says."""
    return {
        column.name: value
        for column in columns
        if not _is_empty(value := row[column.name]) and not (column.usual and value == row[column.usual])
    }


def _is_empty(value: Json) -> bool:
    return not value and not isinstance(value, (int, float))  # neither 0 nor false is empty


def _thin_source(source: Json, captures: Captures, *, is_only: bool) -> Json:
    """A source; the only one of a paper states all that is known of it."""
    if not isinstance(source, dict):
        return source
    number = captures.number(tuple(source.get(name) for name in OF_CAPTURES))
    left_out = {*OF_CAPTURES, *(["states"] if is_only else [])}
    return {"capture": number, **{name: value for name, value in source.items() if name not in left_out}}


def describe_captures(captures: Captures) -> list[Json]:
    """What is known of each capture, by its number."""
    return [_name_values(values) for values in captures.numbers]


def _name_values(values: Sequence[Json]) -> dict[str, Json]:
    return {name: value for name, value in zip(OF_CAPTURES, values, strict=True) if value is not None}
