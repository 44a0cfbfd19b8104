"""Where a reader and the rules differ about a number, told in words for a row's flags."""

from collections.abc import Iterable, Iterator

from litatlas.extract.extraction import Trace
from litatlas.extract.rows.readings import Reading
from litatlas.model import Confidence, NonResult, Place, Result, Span
from litatlas.slots import SLOTS

DIFFERS = "readers differ: "
"""How a flag begins, and the reason of a number without a row, where the rules read otherwise."""
_FIELDS = ("unit", "form", "metric", "effect", "subject")
"""What makes a row another one where it differs; for slots, only where both state something, as each reader may miss one."""
_FREE = "setting"
"""The slot whose words are free: two readers tell the same in other ones."""


def compare_readings(row: Result, seen: Trace) -> tuple[tuple[str, ...], Confidence]:
    """Compare a row with what the rules read of the same number: its flags, and how sure it is.

    A row that the rules read too, with value, unit, metric and form, is as sure as theirs; any other one is low.
    """
    reading = find_reading(row.evidence, seen)
    if reading is None:
        return (f"{DIFFERS}the rules see no number here",), "low"
    if reading.result is None:
        return (f"{DIFFERS}the rules take it for {reading.role.reason}",), "low"
    other = reading.result
    told = list(_list_differences(row, other))
    flags = (f"{DIFFERS}the rules read {', '.join(told)}",) if told else ()
    is_same = (row.low, row.high, row.unit, row.metric, row.form) == (other.low, other.high, other.unit, other.metric, other.form)
    return flags, other.confidence if is_same else "low"


def is_disputed(row: Result) -> bool:
    """Tell whether readers differ about a row."""
    return any(flag.startswith(DIFFERS) for flag in row.flags)


def find_reading(place: Place, seen: Trace) -> Reading | None:
    """What the rules made of the number at a place; of several the one that begins first."""
    return next((reading for reading in seen.readings if _overlap(place, reading.evidence)), None)


def tell_left_out(rows: Iterable[Result], told: Iterable[NonResult], seen: Trace) -> Iterator[NonResult]:
    """The numbers that the rules see and that are neither a row nor told already, as the rules take them."""
    taken = [row.evidence for row in rows] + [item.evidence for item in told if item.evidence]
    for reading in seen.readings:
        if not reading.quote.strip() or any(_overlap(place, reading.evidence) for place in taken):
            continue
        row = reading.result
        reason = f"{DIFFERS}the rules read {_describe(row)}" if row else reading.role.reason
        if reason:
            yield NonResult(reading.quote, reason, reading.evidence)


def _list_differences(row: Result, other: Result) -> Iterator[str]:
    if (row.low, row.high) != (other.low, other.high):
        yield f"the value {other.low:g}" + (f" to {other.high:g}" if other.high != other.low else "")
    for name in _FIELDS:
        if getattr(row, name) != getattr(other, name):
            yield f"{name} {getattr(other, name) or 'none'}"
    for slot in (slot for slot in SLOTS if slot.name != _FREE):
        values = slot.read(other)
        if values and slot.read(row) and set(values) != set(slot.read(row)):
            yield f"{slot.noun} {' and '.join(values)}"


def _describe(row: Result) -> str:
    return f"{row.metric} ({row.form})"


def _overlap(one: Place, other: Place) -> bool:
    if isinstance(one, Span) and isinstance(other, Span):
        return one.passage == other.passage and one.start < other.end and other.start < one.end
    return one == other
