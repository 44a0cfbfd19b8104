"""Reads a result as someone types it, and proposes the row that follows from it, for people to accept or to change."""

from litatlas.extract.document import build_document
from litatlas.extract.extraction import trace
from litatlas.extract.lexicon.names import NameKind, find_names, split_parts
from litatlas.extract.lexicon.terms import MetricTerm, Vocabulary
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.rows.readings import Reading
from litatlas.model import Effect, Form, Json

_NAMED = ("baseline", "hardware", "dataset", "model")
_SIGNS = {"+": 1, "-": -1, "−": -1}


def read_value(text: str, vocabulary: Vocabulary) -> Reading | None:
    """The first number of what was typed; of a pair (`from 71 s to 29 s`) the second, which was reached; or None."""
    readings = [reading for reading in trace(build_document("", text), vocabulary).readings if reading.quantity]
    pairs = [reading for reading in readings if reading.quantity and reading.quantity.pair]
    return pairs[1] if len(pairs) > 1 else next(iter(readings), None)


def propose_row(text: str, metric: str, vocabulary: Vocabulary) -> dict[str, Json]:
    """The fields of a row that what was typed says or suggests of a metric; empty where it holds no number.

    A minus makes a value negative, and of a change that it goes down. Where no word says which way a change goes, it is taken to
    be for the better, as the rules take it.
    """
    alone = read_value(text, vocabulary)
    if alone is None:
        return {}
    is_said = alone.result is not None and alone.result.metric == metric
    reading = alone if is_said else read_value(f"{text} {metric}", vocabulary)
    reading = reading if reading and reading.quantity else alone
    quantity = reading.quantity
    if quantity is None:
        return {}
    sign = _SIGNS.get(text[: reading.evidence.start].rstrip()[-1:], 0)
    form = _propose_form(reading, quantity, vocabulary.metrics.get(metric), sign)
    ends = sorted(-value if sign < 0 and form == "absolute" else value for value in (quantity.low, quantity.high))
    named: dict[str, Json] = {name: list(slot.values) for name in _NAMED if (slot := alone.slots.get(name)) and slot.values}
    return {
        "low": ends[0],
        "high": ends[1],
        "unit": quantity.unit,
        "form": form,
        "effect": _propose_effect(reading, form, vocabulary.metrics.get(metric), sign),
        "bound": quantity.bound,
        **named,
    }


def name_known(text: str, kind: NameKind, vocabulary: Vocabulary) -> str:
    """The vocabulary's name for what was typed (`a100` is NVIDIA A100); the text as it is where it knows none."""
    found = (name for spelled in (text, text.upper()) for name in find_names(spelled, split_parts(spelled), vocabulary.trie))
    return next((name.id for name in found if name.kind == kind and (name.start, name.end) == (0, len(text))), text)


def _propose_form(reading: Reading, quantity: Quantity, term: MetricTerm | None, sign: int) -> Form:
    if reading.frame and reading.frame.direction:
        return reading.frame.form
    if quantity.kind == "percent":
        if term is None or "percent" in term.units:
            return "difference" if sign else "absolute"
        return "relative"
    if sign and "point" in reading.quote:
        return "difference"
    return reading.frame.form if reading.frame else "ratio" if quantity.kind == "ratio" else "absolute"


def _propose_effect(reading: Reading, form: Form, term: MetricTerm | None, sign: int) -> Effect | None:
    if form in ("absolute", "fraction"):
        return None
    if reading.frame and reading.frame.direction:
        return reading.frame.effect
    grows_better = term is None or term.better != "lower"
    return "better" if sign == 0 or (sign > 0) == grows_better else "worse"
