"""Joins what was read twice, and gives each row its id."""

from collections.abc import Iterable
from dataclasses import replace

from litatlas.extract.role.role import dismiss
from litatlas.extract.rows.ids import describe_number, make_id
from litatlas.extract.rows.readings import Reading
from litatlas.model import Result


def join_readings(title: Iterable[Reading], body: Iterable[Reading]) -> tuple[Reading, ...]:
    """Join the readings of title and body: a result stated twice is one row, the body's first; each row gets its id.

    Those of the title come first; where a result is stated again, its reading says so and has no row.
    """
    titled, read = tuple(title), tuple(body)
    seen: dict[tuple[float, float, str], list[Reading]] = {}
    counts: dict[str, int] = {}
    joined = [_join(reading, seen, counts) for reading in (*read, *titled)]
    return (*joined[len(read) :], *joined[: len(read)])


def _join(reading: Reading, seen: dict[tuple[float, float, str], list[Reading]], counts: dict[str, int]) -> Reading:
    row = reading.result
    if row is None:
        return reading
    equals = seen.setdefault((row.low, row.high, row.unit), [])
    if any(_repeats(reading, row, other) for other in equals):
        return reading._replace(role=dismiss("repeat"), result=None)
    equals.append(reading)
    return reading._replace(result=replace(row, id=_number_row(row, counts)))


def _repeats(reading: Reading, row: Result, other: Reading) -> bool:
    """Tell whether a row states again what an equal number of another sentence states; a title's repeats any."""
    if "title" in (reading.evidence.passage, other.evidence.passage) and reading.evidence.passage != other.evidence.passage:
        return True
    said = other.result
    is_same = said is not None and (row.metric, row.form, row.subject) == (said.metric, said.form, said.subject)
    return is_same and reading.context != other.context


def _number_row(row: Result, counts: dict[str, int]) -> str:
    """Make the id of a row by its number among equal ones."""
    key = describe_number(row)
    counts[key] = counts.get(key, 0) + 1
    return make_id(row, counts[key])
