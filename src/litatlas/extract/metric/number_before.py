"""Tells what a number takes over from the numbers before it: their metric, their change, or the place beside them."""

import re
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Cues, Template, Vocabulary
from litatlas.extract.metric.choice import find_term
from litatlas.extract.metric.frame import Frame, MaybeNamed, MetricRule
from litatlas.extract.metric.sizes import CHANGE_NOUN
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.context import CLAUSE, REACH, Context
from litatlas.extract.sentence.parsed import Parsed

_AND_BY = re.compile(r"(?:\s(?:over|than|against|on)\s[^,;\d]{1,40})?(?:,\s(?:and\s)?|\sand\s)(?:[^,;\d]{1,60}\s)?(?:by\s)?")
_ANAPHOR = Template(
    r"\A\s?,?\s?(?:which|that|and|representing|corresponding to)\s(?:is|are|was|were|represents)\s(?:{hedge}\s?)?\Z"
    r"|\A\s?,?\s?(?:which\s)?(?:corresponding|equivalent|equal|corresponds|amounting)\sto\s"
    r"(?:(?:{only}|{hedge})\s?)?\Z"
)
_VALUE_VERB = Template(r"\b(?:{reach}\b|remain|retain|maintain|stay|costs?\b)")
_THAN_THAT = re.compile(r"\s?(?:[a-z]+ly\s)?(?:higher|lower|larger|smaller|greater|better|worse|more|less|fewer)\sthan\b")
"""A comparison that does not say of what: `is 35 m, about 3 times higher than`."""
_RESTATES = Template(
    r"\A(?:\sper\s[a-z]+)?(?:\s?\(|,\s(?:that is|that means|i\.e\.|representing|corresponding to|or),?\s)"
    r"(?:(?:an?|{hedge})\s?|\+)?\Z"
)
_EXCEEDS_BY = re.compile(r"\bexceed(?:s|ed|ing)?\b.{0,120}\sby\s(?:\w+\s){0,3}\Z")
_BEATS_BY = Template(r"\b{beat}\b.{0,120}\sby\s(?:\w+\s){0,3}\Z")
_SET_AGAINST = Template(r"\b{compare}\s(?:(?:{only}|{hedge})\s?)*\Z")
"""What sets a share against the one before it: `12% of the cache, as opposed to 40%`."""
_AFTER_COMMA = re.compile(r",\s(?:and\s)?\Z")
"""What parts a number from the metric of another: `2x with a 0.1 decline in recall, and 4x ...`."""


class Before(NamedTuple):
    """What stands before a number."""

    previous: Frame | None
    """The frame of the number right before it."""
    earlier: Frame | None
    """The frame of the nearest of the two numbers before it that has the same kind of unit."""
    same_kind: bool
    """Whether the number right before it has the same kind of unit."""
    between: str
    """The text from the number before it."""


def is_of_next(parsed: Parsed, index: int) -> bool:
    """Tell whether a number is of what the next one is of: `beats Foo by 3 and Bar by 2 points`, `from 3 to 2 FID`."""
    quantity, following = parsed.quantities[index], parsed.quantities[index + 1]
    if quantity.kind not in (following.kind, "bare"):
        return False
    if quantity.pair and quantity.pair == following.pair:
        return True
    return _AND_BY.fullmatch(parsed.text, quantity.end, following.start) is not None


def look_back(parsed: Parsed, index: int, frames: list[Frame]) -> Before:
    """Look at the numbers before the quantity at `index`, whose frames have been read."""
    quantity = parsed.quantities[index]
    earlier = next((frames[i] for i in range(index - 1, max(-1, index - 3), -1) if quantity.is_like(parsed.quantities[i])), None)
    if not index:
        return Before(None, None, same_kind=False, between="")
    last = _find_previous(parsed, index)
    between = parsed.text[parsed.quantities[last].end : quantity.start][:200]
    return Before(frames[last], earlier, same_kind=quantity.is_like(parsed.quantities[last]), between=between)


def _find_previous(parsed: Parsed, index: int) -> int:
    """Return the index of the number before one, passing over those that are parts of names: `11% for 2B and 17% for 7B`."""
    last = index - 1
    while last > 0 and (name := parsed.quantities[last]).kind == "bare" and name.scaled and name.pair is None:
        last -= 1
    return last


def find_rivalled(parsed: Parsed, index: int, context: Context, frames: list[Frame], vocabulary: Vocabulary) -> str | None:
    """Return the score that a work has just reached and by which it beats others: `reaches 77% accuracy, beating Foo by 5%`."""
    if parsed.quantities[index].kind not in ("percent", "score", "bare", "ratio") or not parsed.cues.fill(_BEATS_BY).search(
        context.before
    ):
        return None
    # Who exceeds another has more of what was told before, not more speed.
    is_exceeded = parsed.quantities[index].kind == "ratio" and _EXCEEDS_BY.search(context.before) is not None
    for frame in reversed(frames):
        term = find_term(parsed, frame.metric, vocabulary)
        if frame.form == "absolute" and term is not None and ("score" in term.units or is_exceeded):
            return frame.metric
    return None


def continues_change(parsed: Parsed, index: int, previous: Frame, context: Context) -> bool:
    """Tell whether a number goes on with the change that the one before it states."""
    first = parsed.groups[index][0]
    last = _find_previous(parsed, first) if first else 0
    if not first or parsed.quantities[last].kind != parsed.quantities[index].kind or previous.form in ("absolute", "fraction"):
        return False
    between = parsed.text[parsed.quantities[last].end : parsed.quantities[first].start]
    if parsed.quantities[index].kind == "score" and parsed.cues.fill(_SET_AGAINST).search(between):
        return True
    if len(between) > 2 * REACH or parsed.cues.fill(_VALUE_VERB).search(between) or context.link in ("to", "of", "is", "at"):
        return False
    return context.link == "by" or (len(between) < 70 and CLAUSE.search(between) is None)


def continues_share(index: int, parsed: Parsed, previous: Frame, context: Context) -> bool:
    """Tell whether a percentage goes on with the share that the one before it states: `recovers 4% of it on Foo, 7% on Bar`."""
    quantity, last = parsed.quantities[index], parsed.quantities[index - 1]
    between = parsed.text[last.end : quantity.start]
    is_listed = len(between) < 90 and not parsed.cues.fill(_VALUE_VERB).search(between) and CLAUSE.search(between) is None
    is_next = context.link in ("", ",") or parsed.cues.fill(_SET_AGAINST).search(between) is not None
    return previous.form == "fraction" and quantity.kind == last.kind == "percent" and is_listed and is_next


class Carry(NamedTuple):
    """A number, and what is looked at to tell whether it takes over the metric of one before it."""

    context: Context
    before: Before
    rule: MetricRule
    """The rule that found its own metric."""
    is_silent: bool
    """Whether the text around it names neither a metric nor a change."""
    cues: Cues


def find_taken_over(context: Context, before: Before, rule: MetricRule, cues: Cues, *, is_silent: bool) -> MaybeNamed | None:
    """Return the metric that a number takes over from one before it, with the rule's id; None where it has one of its own.

    `rule` found the number's own metric; `is_silent` says that the text around it names neither a metric nor a change.
    """
    return read_first(TAKEN_OVER, Carry(context, before, rule, is_silent, cues))


def _read_anaphor(carry: Carry) -> MaybeNamed | None:
    previous = carry.before.previous
    if previous is None or not previous.metric or carry.rule not in ("share-of", "performance", "none"):
        return None
    return (previous.metric, "ellipsis") if carry.cues.fill(_ANAPHOR).match(carry.before.between) else None


def _read_silent(carry: Carry) -> MaybeNamed | None:
    earlier = carry.before.earlier
    return (earlier.metric, "ellipsis") if earlier and carry.is_silent else None


def _read_same_kind(carry: Carry) -> MaybeNamed | None:
    earlier = carry.before.earlier
    is_same = carry.before.same_kind and carry.cues.fill(_ANAPHOR).match(carry.before.between) is not None
    return (earlier.metric, "ellipsis") if earlier and is_same else None


def _read_after_comma(carry: Carry) -> MaybeNamed | None:
    earlier = carry.before.earlier if carry.rule == "before" and not carry.context.link else None
    is_next = earlier is not None and earlier.metric is not None and _AFTER_COMMA.search(carry.context.before) is not None
    return (earlier.metric, "ellipsis") if earlier and is_next else None


def _read_than_that(carry: Carry) -> MaybeNamed | None:
    previous, context = carry.before.previous, carry.context
    is_compared = _THAN_THAT.match(context.phrase + context.after[len(context.phrase) :]) is not None
    if is_compared and carry.rule in ("performance", "none") and carry.before.earlier and carry.before.earlier.metric:
        return carry.before.earlier.metric, "ellipsis"
    if previous is None or not previous.metric or not carry.is_silent or carry.before.earlier:
        return None
    return (previous.metric, "antecedent") if is_compared else None


def _read_restated(carry: Carry) -> MaybeNamed | None:
    previous = carry.before.previous if carry.rule == "performance" else None
    if previous is None or not previous.metric or not carry.cues.fill(_RESTATES).match(carry.before.between):
        return None
    return (previous.metric, "antecedent") if CHANGE_NOUN.search(carry.context.phrase) else None


TAKEN_OVER = (
    Rule(
        "anaphor", "What is said to correspond to the number before says the same of its metric.", _read_anaphor,
        (("Ours has a latency of 3 ms, which corresponds to 30%.", "latency"),),
        ("Ours has a latency of 3 ms, which keeps 30%.",),
    ),
    Rule(
        "silent", "A number that names nothing goes on with the metric of one of its kind.", _read_silent,
        (("Ours has 3x lower lid waste on Foo, and 4x on Bar.", "lid waste"),),
        ("Ours has 3x lower lid waste on Foo, and 4 lids on Bar.",),
    ),
    Rule(
        "same-kind", "What is said to correspond to a number of its kind is of its metric, whatever else is near.",
        _read_same_kind,
        (("Ours has a recall of 91%, and is 93% in precision.", "recall"),), ("Ours has a recall of 91%, or 93% in precision.",),
    ),
    Rule(
        "after-comma", "After a comma a number goes on with the metric of its kind, not with the one that was just named.",
        _read_after_comma,
        (("Ours is faster by 2x with a 0.1 decline in recall, and 4x at night.", "speed"),),
        ("Ours is faster by 2x with a 0.1 decline in recall of 4x at night.",),
    ),
    Rule(
        "than-that", "A comparison that does not say of what is of the value before it.", _read_than_that,
        (("Our lid temperature is 35 K, 3x higher than Foo.", "lid temperature"),
         ("Ours has 74% less lid waste than Foo and 58% less than Bar.", "lid waste")),
        ("Our lid temperature is 35 K, 3x of Foo.",),
    ),
    Rule(
        "restated", "A change in brackets is of the metric of the value before it.", _read_restated,
        (("Ours takes 3 ms per frame (a 58% reduction).", "latency"),), ("Ours takes 3 ms per frame (a 58% lid).",),
    ),
)  # fmt: skip
"""The rules by which a number takes over the metric of one before it, the first that says something."""
