"""Finds what the numbers of a sentence are of: their metric, their form, and whether the change is for the better."""

import re

from litatlas.extract.lexicon.terms import MEASURED, Vocabulary
from litatlas.extract.metric.choice import find_metric, find_term
from litatlas.extract.metric.directions import find_direction, pick_change
from litatlas.extract.metric.effects import find_effect
from litatlas.extract.metric.forms import MOST_POINTS, find_form
from litatlas.extract.metric.frame import Frame
from litatlas.extract.metric.number_before import (
    continues_change,
    continues_share,
    find_rivalled,
    find_taken_over,
    is_of_next,
    look_back,
)
from litatlas.extract.metric.settled import Seat, read_beside, read_settled
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.context import REACH, read_context
from litatlas.extract.sentence.parsed import Parsed

_SYSTEM = re.compile(
    r"\b(?:kernels?|GPUs?|CPUs?|processors?|AVX\w*|SIMD|runtime|compilers?|schedul\w+|librar(?:y|ies)|throughput|latency"
    r"|speed-?ups?|bandwidth|end-to-end performance|FPGAs?|accelerators?|CXL|workloads?|caches?|hardware|implementations?)\b"
)
"""Words by whose side unnamed performance is speed."""
_BESIDE = 45
"""Characters from a metric to the number that it is told beside."""
_CODEC = re.compile(r"\b(?:codecs?|tokenizers?|vocoders?)\b")
"""What makes hertz the rate of its tokens, not how many of something it does in a second."""
_QUALITY = re.compile(
    r"\b(?:accura\w+|benchmarks?|scores?|quality|perplexity|zero-shot|few-shot|downstream|QA\b|reasoning|tasks?|points?|datasets?"
    r"|human)\b",
    re.IGNORECASE,
)
"""Words by whose side it is quality."""


def read_frames(parsed: Parsed, vocabulary: Vocabulary) -> tuple[Frame, ...]:
    """Read the frames of a sentence from left to right: a number that says nothing new goes on with the frame before it."""
    frames: list[Frame] = []
    for index in range(len(parsed.quantities)):
        frames.append(_read_frame(parsed, index, frames, vocabulary))
    for index in range(len(frames) - 2, -1, -1):
        if frames[index].metric is None and frames[index].rule != "unaligned" and is_of_next(parsed, index):
            following = frames[index + 1]
            frames[index] = frames[index]._replace(metric=following.metric, effect=following.effect, rule="ellipsis")
    named = [_name_again(frame, quantity, vocabulary) for frame, quantity in zip(frames, parsed.quantities, strict=True)]
    return _agree_on_form(parsed, named)


def _name_again(frame: Frame, quantity: Quantity, vocabulary: Vocabulary) -> Frame:
    """Name a metric by the unit where the one that a number took over cannot be stated in it: no accuracy is in GB."""
    if _can_have(frame.metric, quantity, vocabulary):
        return frame
    return frame._replace(metric=_name_by_unit(quantity, vocabulary), rule="unit")


def _agree_on_form(parsed: Parsed, frames: list[Frame]) -> tuple[Frame, ...]:
    """Read all percentages of a list of changes as relative where one of them cannot be a difference of points."""
    percents = [
        i for i, q in enumerate(parsed.quantities) if q.kind == "percent" and frames[i].form in ("difference", "relative")
    ]
    if not any(parsed.quantities[i].high > MOST_POINTS for i in percents):
        return tuple(frames)
    pointed = {i for i in percents if "point" in parsed.text[parsed.quantities[i].start : parsed.quantities[i].end + 8]}
    return tuple(
        frame._replace(form="relative") if i in percents and i not in pointed else frame for i, frame in enumerate(frames)
    )


def _read_frame(parsed: Parsed, index: int, frames: list[Frame], vocabulary: Vocabulary) -> Frame:
    """Read one frame. This is the order of the tables, in which each may use what those before it told, and no rule itself."""
    quantity, before, context = parsed.quantities[index], look_back(parsed, index, frames), read_context(parsed, index)
    named = before.previous if before.previous and before.previous.metric else None
    seat = Seat(parsed, index, frames, before, vocabulary, quantity, named)
    if settled := read_settled(seat):
        return settled
    metric, rule = find_metric(parsed, index, context, vocabulary)
    if rule == "unaligned":
        return Frame(None, "absolute", None, None, rule)
    if beside := read_beside(seat, metric if rule == "unit" else None):
        return beside
    direction = find_direction(context, vocabulary)
    is_silent = metric is None or (rule == "performance" and direction is None)
    if direction is None and context.link == "by":
        lead = parsed.text[max(0, quantity.start - 3 * REACH) : quantity.start]
        direction = pick_change(lead, vocabulary, last=True, passing_losses=True)
    if taken := find_taken_over(context, before, rule, parsed.cues, is_silent=is_silent):
        metric, rule = taken
    if rule in ("performance", "none", "rivalry") and (rivalled := find_rivalled(parsed, index, context, frames, vocabulary)):
        metric, rule = rivalled, "antecedent"
    if rule == "performance" and (scored := _find_scored(parsed, index, frames, vocabulary)):
        metric, rule = scored, "antecedent"
    is_change = False
    if (
        before.previous
        and (direction is None or rule in ("ellipsis", "before", "performance"))
        and continues_change(parsed, index, before.previous, context)
    ):
        direction, is_change = direction or before.previous.direction, True
    metric = adapt_metric(parsed, metric, quantity)
    if not _can_have(metric, quantity, vocabulary):
        metric, rule = _name_by_unit(quantity, vocabulary), "unit"
    term = find_term(parsed, metric, vocabulary)
    form = find_form(parsed, index, context, term, direction, is_change=is_change, metric=metric)
    if rule in ("ellipsis", "before") and before.previous and continues_share(index, parsed, before.previous, context):
        return before.previous._replace(metric=metric, rule=rule)
    if metric == "performance" and form == "relative" and _SYSTEM.search(parsed.text) and not _QUALITY.search(parsed.text):
        metric, term = "speed", find_term(parsed, "speed", vocabulary)
    return Frame(metric, form, find_effect(form, context, term, direction, parsed.cues), direction, rule)


def _find_scored(parsed: Parsed, index: int, frames: list[Frame], vocabulary: Vocabulary) -> str | None:
    """Return the score that a number of the same kind before it is of: `reaches 91% accuracy, beating Foo, which gets 90%`."""
    if parsed.quantities[index].kind not in ("percent", "score"):
        return None
    for quantity, frame in zip(reversed(parsed.quantities[:index]), reversed(frames), strict=True):
        term = vocabulary.metrics.get(frame.metric or "") if frame.ground in ("stated", "carried") else None
        if term and "score" in term.units and quantity.kind == parsed.quantities[index].kind:
            return None if frame.metric == "performance" else frame.metric
    return _find_sole_score(parsed, parsed.quantities[index].start, vocabulary)


def _find_sole_score(parsed: Parsed, end: int, vocabulary: Vocabulary) -> str | None:
    """Return the one score that a sentence names before `end`; None where it names none or several."""
    terms = {name.id: vocabulary.metrics.get(name.id) for name in parsed.metrics if name.end <= end}
    scores = {id_ for id_, term in terms.items() if term and "score" in term.units and id_ != "performance"}
    return scores.pop() if len(scores) == 1 else None


def _can_have(metric: str | None, quantity: Quantity, vocabulary: Vocabulary) -> bool:
    """Tell whether a metric can be stated in the quantity's unit: no accuracy is in GB."""
    term = vocabulary.metrics.get(metric or "")
    return term is None or quantity.kind not in MEASURED or quantity.kind in term.units


def _name_by_unit(quantity: Quantity, vocabulary: Vocabulary) -> str | None:
    unit = vocabulary.units.get(quantity.unit)
    return unit.metric if unit else None


def _is_told(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether the text itself says that a ratio is of the performance: `2x performance gains`, `performance rose by 2x`."""
    near = (name for name in parsed.metrics if name.id == "performance" and abs(name.start - quantity.start) <= _BESIDE)
    return any("," not in parsed.text[min(n.end, quantity.end) : max(n.start, quantity.start)] for n in near)


def adapt_metric(parsed: Parsed, metric: str | None, quantity: Quantity) -> str | None:
    """Return the metric as the quantity's unit makes it: a ratio of performance is one of speed, but on benchmarks.

    Beside no systems it is what it is said to be.
    """
    if metric == "performance" and quantity.kind == "ratio":
        is_speed = _SYSTEM.search(parsed.text) is not None or not (_QUALITY.search(parsed.text) or _is_told(parsed, quantity))
        return "speed" if is_speed else metric
    if metric == "throughput" and quantity.kind == "compute rate" and "/" not in quantity.unit:
        return "compute rate"
    if metric == "throughput" and quantity.unit == "Hz" and _CODEC.search(parsed.text):
        return "token rate"
    return metric
