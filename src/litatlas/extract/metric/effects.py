"""Tells whether a number tells of something better or worse."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from litatlas.extract.lexicon.terms import Cues, Direction, MetricTerm, Template
from litatlas.extract.metric.forms import FROM_LEVEL, WITHIN
from litatlas.extract.metric.prices import is_behind, is_overhead, is_paid
from litatlas.extract.record import record
from litatlas.extract.sentence.context import Context
from litatlas.model import Effect, Form

_SUFFERED = re.compile(
    r"\b(?:incur|suffer|caus|show|with|at|accept|see)\w*\s(?:[\w-]+\s){0,4}?(?:drop|loss|degradation)s?\sof\s[^,;]{0,24}\Z"
)
"""A drop that came about, not one that was made less: `incurs a performance drop of 6%`."""
_ONLY = Template(
    r"\b(?:{only}|as (?:little|low|few) as|down to|reduc\w+|sav\w+|cut\w*)\b(?:[^,;.]{0,24})?\Z"
    r"|\b(?:using|uses?|training|reduc\w+\s[^,;.]{1,50}\sto)\s(?:{hedge}\s?)?\Z"
)
_ROOM = re.compile(
    r"\s?(?:larger|bigger|longer)\s(?:[\w-]+\s){0,2}(?:models?|networks?|volumes?|batch(?:es)?|inputs?|sequences?|videos?"
    r"|contexts?)\b"
)
"""What it is an achievement to make room for: `25x larger models`."""
_LOST = re.compile(
    r"\b(?:(?:reduc|lower|cut|mitigat|alleviat|curb|limit)\w*\s[^,;]{0,40}drops?|loss|losses|overheads?|degradation|gap|penalty|waste|idle\w*|stalls?|fragmentation)\s(?:by|of|to)\s[^,;]{0,24}\Z"
)
"""What is better the less of it there is, whatever it is a loss of."""


@record
class Told:
    """What a number was read to tell."""

    form: Form
    context: Context
    term: MetricTerm | None
    direction: Direction | None
    cues: Cues


@dataclass(frozen=True, slots=True)
class EffectRule:
    """A rule by which a number tells of something better, of something worse, or of neither. Its examples run as tests."""

    id: str
    says: str
    """What it tells, in a sentence."""
    holds: Callable[[Told], bool]
    effect: Effect | None
    examples: tuple[str, ...]
    """Sentences of whose last number it tells."""
    counterexamples: tuple[str, ...]
    """Sentences like them whose last number has another effect."""


def find_effect(form: Form, context: Context, term: MetricTerm | None, direction: Direction | None, cues: Cues) -> Effect | None:
    """Find whether a number tells of something better or worse; None for a value and for a share that is no merit."""
    told = Told(form, context, term, direction, cues)
    for rule in EFFECTS:
        if rule.holds(told):
            return rule.effect
    return "better"


def _is_value(told: Told) -> bool:
    return told.form == "absolute"


def _is_merit(told: Told) -> bool:
    is_cost = told.form == "fraction" and (told.term is None or told.term.better != "higher")
    return is_cost and told.cues.fill(_ONLY).search(told.context.before[-60:]) is not None


def _is_share(told: Told) -> bool:
    return told.form == "fraction"


def _is_within(told: Told) -> bool:
    return told.form == "difference" and told.cues.fill(WITHIN).search(told.context.before) is not None


def _is_distance(told: Told) -> bool:
    return told.form == "difference" and told.direction is None and FROM_LEVEL.match(told.context.after) is not None


def _is_suffered(told: Told) -> bool:
    is_drop = told.term is not None and told.term.name == "performance drop"
    return is_drop and _SUFFERED.search(told.context.before) is not None


def _is_price(told: Told) -> bool:
    if told.form == "relative" and told.direction != "down" and is_overhead(told.context, told.cues):
        return True
    return told.form in ("relative", "difference") and is_paid(told.context, told.cues)


def _is_missing(told: Told) -> bool:
    is_score = told.form == "difference" and told.term is not None and "score" in told.term.units
    return is_score and is_behind(told.context, told.cues, told.term.better if told.term else None)


def _is_loss_lessened(told: Told) -> bool:
    return told.direction == "down" and _LOST.search(told.context.before) is not None


def _is_room(told: Told) -> bool:
    return told.form == "ratio" and _ROOM.match(told.context.phrase) is not None


def _is_bad(told: Told) -> bool:
    return told.direction == "bad"


def _is_wrong_way(told: Told) -> bool:
    better = told.term.better if told.term is not None else None
    return better is not None and told.direction == ("down" if better == "higher" else "up")


EFFECTS = (
    EffectRule("value", "A value tells of no change.", _is_value, None, ("Our recall is 91%.",), ("Our recall rises by 3%.",)),
    EffectRule(
        "merit", "So little of a cost is for the better.", _is_merit, "better",
        ("Ours needs only 12% of the memory.",), ("Ours has 12% of the memory.",),
    ),
    EffectRule(
        "share", "Any other share tells of no change.", _is_share, None,
        ("Ours has 12% of the memory.",), ("Ours needs only 12% of the memory.",),
    ),
    EffectRule(
        "within", "What is within so much of another falls short of it.", _is_within, "worse",
        ("Our accuracy is within 2% of Foo.",), ("Our accuracy is 2% better than Foo.",),
    ),
    EffectRule(
        "missing", "Points that are missing to another's score are for the worse.", _is_missing, "worse",
        ("Our recall is 3 points behind Foo.", "Our WER is 3 points above Foo."), ("Our recall is 3 points above Foo.",),
    ),
    EffectRule(
        "distance", "How far something lies from a level is neither.", _is_distance, None,
        ("The lid level is 33 MeV below the threshold.",), ("The lid level is reduced by 33 MeV.",),
    ),
    EffectRule(
        "suffered", "A drop that came about is for the worse.", _is_suffered, "worse",
        ("Ours incurs a performance drop of 6%.",), ("Ours lessens the performance drop by 6%.",),
    ),
    EffectRule(
        "price", "What was paid is for the worse.", _is_price, "worse",
        ("Our extra lid work remains below 3%.", "Our tool costs 8% of recall."), ("Ours cuts the extra lid work by 3%.",),
    ),
    EffectRule(
        "loss-lessened", "Less of a loss is for the better, whatever was lost.", _is_loss_lessened, "better",
        ("Ours reduces the accuracy drops by 6%.",), ("Ours reduces the accuracy by 6%.",),
    ),
    EffectRule(
        "room", "Larger models for which there is room are for the better.", _is_room, "better",
        ("Ours trains 25x larger models.",), ("Ours has a 25x larger memory.",),
    ),
    EffectRule(
        "bad", "What is told as bad is for the worse.", _is_bad, "worse",
        ("Ours is 3x slower.",), ("Ours is 3x faster.",),
    ),
    EffectRule(
        "wrong-way", "More of what should be low, and less of what should be high, is for the worse.", _is_wrong_way, "worse",
        ("Ours has 3x higher latency.", "Ours has 3x lower throughput."), ("Ours has 3x lower latency.",),
    ),
)  # fmt: skip
"""The rules that tell the effect of a number, the first that holds; where none does, a change is for the better."""
