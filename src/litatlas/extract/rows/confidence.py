"""Says how sure the reading of a row is: what is told of it is weighed by a judge that was made of labelled papers."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from litatlas.extract.judging.judge import Features, Judge
from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.role.role import Role
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import is_verb
from litatlas.extract.slots.slot import Slot
from litatlas.model import Confidence

_FAMILIES: Mapping[str, str] = MappingProxyType(
    {"percent": "percent", "ratio": "ratio", "score": "points", "bare": "bare", "count": "count"}
)
"""What kinds of number are told apart by; all with a unit of measure are one."""
_DISTANCES = (0, 1, 2, 4, 8, 16)
"""Words between a number and a metric up to which each is as near as the others."""
_NOWHERE = 99
"""As many words away is what stands nowhere in the sentence."""
OPEN = "with an open question"
"""What is told of a row with a flag."""
_CAPITAL = re.compile(r"[A-Z]")
_DIGIT = re.compile(r"\d")


def judge_confidence(features: Features, judge: Judge) -> Confidence:
    """Return the band of a row by what is told of it; one that leaves a question open is of low confidence."""
    if OPEN in features:
        return "low"
    score = judge.weigh(features)
    return "high" if score >= judge.high else "medium" if score >= judge.medium else "low"


def describe_row(
    parsed: Parsed, index: int, frame: Frame, role: Role, slots: Mapping[str, Slot], vocabulary: Vocabulary, *, is_open: bool
) -> Features:
    """Tell of the row of the quantity at `index` what speaks for and against its being right, in words.

    It tells of grounds, kinds and distances, and of metrics by the names of the package's vocabulary; no words of the text.
    `is_open` says that a flag of the row leaves a question open.
    """
    is_known = frame.metric in vocabulary.metrics
    return (
        *_describe_frame(parsed.quantities[index], frame, role, is_known=is_known),
        *_describe_sentence(parsed, index, frame),
        *(() if is_known else _describe_phrase(parsed, frame.metric or "")),
        *((OPEN,) if is_open else ()),
        *_describe_slots(slots),
    )


def _describe_frame(quantity: Quantity, frame: Frame, role: Role, *, is_known: bool) -> tuple[str, ...]:
    told = _describe_kind(
        _FAMILIES.get(quantity.kind, "measured"),
        "known metric" if is_known else "metric in own words",
        "a direction" if frame.direction else "no direction",
        (role.rule, frame.rule, frame.ground, frame.form),
    )
    return (
        *told,
        *((f"metric {frame.metric}",) if is_known else ()),
        *(("with a bound",) if quantity.bound else ()),
        *(("one of a pair",) if quantity.pair else ()),
    )


@lru_cache(maxsize=1 << 12)  # there are few kinds, and many rows of each
def _describe_kind(family: str, whose: str, change: str, rules: tuple[str, str, str, str]) -> tuple[str, ...]:
    result, rule, ground, form = rules
    return (
        "any row",
        family,
        f"result by {result}",
        f"metric by {rule}",
        f"{family}, metric by {rule}",
        f"metric {ground}",
        f"metric {ground}, {form}",
        form,
        f"{family}, {form}",
        f"{family}, {form}, {change}",
        change,
        whose,
        f"{family}, {whose}",
        f"{whose}, {ground}",
        f"{whose}, by {rule}",
    )


def _describe_sentence(parsed: Parsed, index: int, frame: Frame) -> Iterator[str]:
    """Tell how many numbers and metrics the sentence has, and how near the row's metric is, and others."""
    quantity = parsed.quantities[index]
    own_words: list[int] = []
    other_words: list[int] = []
    for name in parsed.metrics:
        (own_words if name.id == frame.metric else other_words).append(_count_words(parsed.text, quantity, name))
    own, other = min(own_words, default=_NOWHERE), min(other_words, default=_NOWHERE)
    nearer = "its own" if own < other else "another" if other < own else "none"
    yield f"{min(len(parsed.quantities), 6)} numbers in the sentence"
    yield f"{min(len({name.id for name in parsed.metrics}), 4)} metrics in the sentence"
    yield f"sentence of {min(len(parsed.text) // 100, 4)} hundred characters"
    yield f"its metric {_name_distance(own)}"
    yield f"another metric {_name_distance(other)}"
    yield f"nearer metric: {nearer}"
    yield f"metric {frame.ground}, nearer metric: {nearer}"
    if own <= 1 and other > 4:
        yield "its metric alone beside it"


def _count_words(text: str, quantity: Quantity, name: Name) -> int:
    """Return the words between a number and a name."""
    low, high = (name.end, quantity.start) if name.end <= quantity.start else (quantity.end, name.start)
    return len(text[low:high].split())


def _name_distance(words: int) -> str:
    if words == _NOWHERE:
        return "nowhere"
    place = bisect_left(_DISTANCES, words)
    return f"up to {_DISTANCES[place]} words away" if place < len(_DISTANCES) else "far away"


def _describe_phrase(parsed: Parsed, metric: str) -> Iterator[str]:
    """Tell of a metric in the text's own words what makes it a doubtful name."""
    words, start = metric.split(), parsed.text.lower().find(metric)
    yield f"named by {min(len(words), 4)} words"
    if _DIGIT.search(metric):
        yield "named with a digit"
    if any(is_verb(word, parsed.cues) for word in words):
        yield "named with a verb"
    if metric.endswith("ing"):
        yield "named by what is done"
    if metric.endswith("s"):
        yield "named in the plural"
    if start < 0:
        yield "named by no words of the sentence"
    elif _CAPITAL.search(parsed.text, start + 1, start + len(metric)):
        yield "named with a capital"


def _describe_slots(slots: Mapping[str, Slot]) -> Iterator[str]:
    for name in ("baseline", "dataset", "subject"):
        yield f"{'a' if slots[name].values else 'no'} {name}"
