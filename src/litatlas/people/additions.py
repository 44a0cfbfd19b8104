"""Rows that people add: what is suggested for them, and what of them is written down."""

from collections import Counter
from collections.abc import Mapping

from litatlas.content.corrections import row_values
from litatlas.extract.document import build_work_document
from litatlas.extract.extraction import trace
from litatlas.model import Json, Paper
from litatlas.review.corrected import place_row
from litatlas.review.review import Review

SUGGESTED = 5
"""So many metrics are suggested: more than that nobody reads on one line."""


def suggest_metrics(review: Review, unit: str) -> tuple[str, ...]:
    """The metrics that most results of the review with this unit are of, the most frequent first."""
    rows = (row for paper in review.papers.values() for row in paper.extraction.results)
    counts = Counter(row.metric for row in rows if row.unit == unit)
    return tuple(name for name, _ in counts.most_common(SUGGESTED))


def find_quote(review: Review, paper: Paper, values: Mapping[str, Json], typed: str) -> str:
    """The words of a value as the paper's text has them: `2.3×` for a typed `2.3x`; what was typed where it has none."""
    readings = trace(build_work_document(paper.work), review.vocabulary).readings
    wanted = (values.get("low"), values.get("high"), values.get("unit"))
    same = (
        reading.quote
        for reading in readings
        if reading.quantity and (reading.quantity.low, reading.quantity.high, reading.quantity.unit) == wanted
    )
    return next(same, typed)


def complete_row(paper: Paper, values: Mapping[str, Json]) -> dict[str, Json]:
    """A row's values as the ledger holds them, without those that are not stated."""
    fields = row_values(place_row(paper, values))
    if fields["high"] == fields["low"]:
        del fields["high"]
    return {name: value for name, value in fields.items() if value not in (None, []) or name == "unit"}
