"""Names the metric of a number that stands beside none: by its unit, by the change itself, by what was said before."""

import re

from litatlas.extract.lexicon.terms import Template, Vocabulary
from litatlas.extract.metric.by_unit import find_by_unit, find_by_word
from litatlas.extract.metric.changed import (
    COORDINATED,
    is_after_rival,
    read_coordinated_object,
    read_object_of_change,
    read_subject_of_change,
)
from litatlas.extract.metric.frame import MaybeNamed, Named
from litatlas.extract.metric.tied import OPEN_KINDS, read_tied
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.as_as import is_multiple
from litatlas.extract.sentence.context import REACH, Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import read_phrase_before
from litatlas.extract.sentence.shapes import PROPER

_POINTS = Template(r"\b(?:{beat}\b|improv|gain|increas|boost|drop|degrad|higher|lower|better|worse|ahead)")
_REACHING = Template(r"\b(?:{reach}|yield\w*)\s(?:up to |about |around |over |nearly )?\Z")
_IMPROVED = re.compile(r"\b(?:improvement|gain|increase|reduction)s?\s(?:of|by|up to)\s(?:up to |about |over )?\Z")
_WON = Template(r"\b(?!exceed){beat}\b")
"""Who wins by so much is faster, where nothing is said; what exceeds another thing is more than it in any way."""
_DONE = re.compile(
    r"\b(?:(?:solv|prov|resolv|complet|repair|fix|pass)(?:es?|s|ed|ing)?|(?P<found>(?:detect|identif|catch|caught)(?:ies|y|es|s|ed|ied|ing)?))"
    r"\s(?:only |up to |about |over |just |~)?\Z"
)
"""What was done to a share of the cases, which are not named: `proves 19%`."""
_COMPARATIVES = {
    "smaller": "size", "larger": "size", "bigger": "size", "shorter": "length", "longer": "length", "lighter": "weight",
    "heavier": "weight", "cheaper": "cost", "thinner": "thickness", "thicker": "thickness",
}  # fmt: skip
_COMPARED = re.compile(rf"\s?({'|'.join(_COMPARATIVES)})(?:\s?\Z|\s?[.,;]|\s(?=than\b|and\b))")
_LIMIT = re.compile(r"\b(?:upper|lower)\s(?:limit|bound)s?\s?\Z")
_LIMITED = re.compile(
    r"\son\s(?:the\s)?(?P<name>(?:[a-z][\w-]*\s){0,3}[a-z][\w-]*?)(?=\s(?:at|of|from|for|with|is|was|in)\b|[,;.]|\Z)"
)
"""What a limit is set on: `an upper limit of 3 eV on the neutrino mass`."""
_SCORED = Template(r"\b(?:{reach}|(?:scor|record|get)\w*)\s(?:[\w-]+\s){0,4}\Z")
_ON_BENCHMARK = re.compile(rf"\s(?:\([^()]{{1,30}}\)\s)?on\s(?:the\s)?{PROPER}")
_NAMED = r"[A-Z][\w'’.+-]*(?:\s(?:\d{1,4}|[A-Z][\w.+-]*))?"
_LISTED = re.compile(rf"\b(?:on|across|including)\s(?:{_NAMED}\s\(\+?\d[\d.]*%?\)(?:,\s(?:and\s)?|\sand\s))*{_NAMED}\s\(\+?\Z")
"""Benchmarks with their values: `leading results on FooBench (56.4), Bar (80.6)`."""
_IN_BRACKETS = re.compile(r"\s\([+~]?")
_IMPROVEMENT = re.compile(r"\s?(?:[a-z-]+\s)?(?:improvement|gain|boost)s?\b")
_EFFICIENT = re.compile(r"\bmore (?:\w+-)?efficient\b[^()]{0,40}\(\Z")


def find_fallback(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name the metric by the words that the number is tied to, by its unit, or by the change itself."""
    if metric := find_by_word(quantity, context):
        return metric, "unit"
    if limited := _find_limited(context):
        return limited, "limit"
    is_scored = quantity.kind == "bare" and not quantity.scaled and _is_scored(parsed, quantity)
    is_systems = is_scored and context.link in ("reaches", "reaching", "reached", "(")
    phrase = "" if is_systems else read_tied(parsed, quantity, context, vocabulary)
    if phrase is None:
        return None, "none"
    if phrase:
        return phrase, "phrase-before"
    if changed := _read_changed(parsed, quantity, context, vocabulary):
        return changed, "object"
    if metric := find_by_unit(parsed, quantity, context, vocabulary):
        return metric, "unit"
    if quantity.kind in ("ratio", "percent"):
        return _find_for_change(parsed, quantity, context, vocabulary)
    is_gain = parsed.cues.fill(_POINTS).search(context.before + " " + context.after[:50]) is not None
    has_points = (quantity.kind == "score" and is_gain) or _is_signed(parsed, quantity, context)
    return ("performance", "performance") if has_points or is_scored else (None, "none")


def _read_changed(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> str:
    """Return what a value in an open unit says was changed: `the map size shrinks by 3`, `reduces the lid distance by 2.1`."""
    if quantity.kind not in OPEN_KINDS or quantity.kind == "percent" or quantity.scaled:
        return ""
    is_decimal = quantity.kind == "bare" and "." in parsed.text[quantity.start : quantity.end] and context.link == "by"
    changed = read_subject_of_change(parsed, context)
    return changed or (read_object_of_change(quantity, context, vocabulary) if is_decimal else "")


def _is_signed(parsed: Parsed, quantity: Quantity, context: Context) -> bool:
    """Tell whether a number is a gain in points by its sign: `Coding (+4.4 points)`, `gains of +2.7`."""
    if quantity.kind not in ("score", "bare") or quantity.scaled or not context.before.rstrip().endswith("+"):
        return False
    return quantity.kind == "score" or "." in parsed.text[quantity.start : quantity.end]


def _is_scored(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether a decimal is told of a benchmark whose metric is not said: `scores 56.4 on FooBench`, `FooBench (56.4)`."""
    if "." not in parsed.text[quantity.start : quantity.end]:
        return False
    lead = parsed.text[max(0, quantity.start - REACH) : quantity.start]
    if parsed.cues.fill(_SCORED).search(lead) and _ON_BENCHMARK.match(parsed.text, quantity.end):
        return True
    if _LISTED.search(lead):
        return True
    return any(_IN_BRACKETS.fullmatch(parsed.text, name.end, quantity.start) for name in parsed.datasets)


def _find_for_change(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name what a ratio or a percentage is of, by what was done or changed."""
    if quantity.kind == "percent" and (done := _DONE.search(context.before)):
        return "detection rate" if done["found"] else "success rate", "object"
    # What follows a comma is told of the next number: `lowers the waste by 7x, speeds up hatching by 4x`.
    is_sped = quantity.kind == "percent" and context.link == "by" and vocabulary.cues.speed.search(context.before) is not None
    near = context.before + " " + context.after[:50].partition(", ")[0]
    if is_sped or (quantity.kind == "ratio" and vocabulary.cues.speed.search(near)):
        return "speed", "speed-near"
    named = read_object_of_change(quantity, context, vocabulary) or read_subject_of_change(parsed, context)
    if named := named or read_coordinated_object(parsed, context):
        return named, "object"
    if quantity.kind == "ratio":
        return _find_for_ratio(parsed, quantity, context, vocabulary)
    return _find_compared(context) or ("performance", "performance")


def _find_compared(context: Context) -> Named | None:
    """Name what a comparative alone is of: `paths that are 18% shorter`; None where it stands before a noun."""
    found = _COMPARED.match(context.phrase)
    return (_COMPARATIVES[found[1]], "comparative") if found else None


def _find_limited(context: Context) -> str:
    """Return what a limit is set on: `an upper limit of 3 eV on the neutrino mass`; empty where there is none."""
    limited = _LIMITED.match(context.after) if context.link == "of" and _LIMIT.search(context.head) else None
    return read_phrase_before(limited["name"]) if limited else ""


def _find_improved(parsed: Parsed, quantity: Quantity, context: Context) -> str | None:
    """Return the metric that `with improvements of 2x` goes on with."""
    earlier = [name.id for name in parsed.metrics if name.end <= quantity.start]
    return earlier[-1] if earlier and _IMPROVED.search(context.before) else None


def _find_for_ratio(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name what `beats Foo by 2x`, `3x than Foo`, `speedups, reaching 2x`, `more efficient (2x)` and `3x smaller` are of."""
    is_second = COORDINATED.match(context.before) and is_after_rival(parsed, context)
    if context.link == "by" and (is_second or parsed.cues.fill(_WON).search(context.before)):
        return "speed", "rivalry"
    if improved := _find_improved(parsed, quantity, context):
        return improved, "antecedent"
    if earlier := [n.id for n in parsed.metrics if n.end <= quantity.start] if is_multiple(context) else []:
        return earlier[-1], "antecedent"
    if re.match(r"\s?than\b", context.after):
        return "speed", "than"
    before = parsed.text[max(0, quantity.start - REACH) : quantity.start]
    if parsed.cues.fill(_REACHING).search(before) and vocabulary.cues.speed.search(before):
        return "speed", "antecedent"
    if _EFFICIENT.search(before):
        return "efficiency", "antecedent"
    if _IMPROVEMENT.match(context.phrase):
        return "performance", "performance"
    return _find_compared(context) or (None, "none")
