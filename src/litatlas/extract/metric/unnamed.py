"""Names the metric of a number that stands beside none: by its unit, by the change itself, by what was said before."""

import re

from litatlas.extract.lexicon.terms import Template, Vocabulary
from litatlas.extract.metric.by_unit import BY_UNIT, BY_WORD, Spot
from litatlas.extract.metric.changed import (
    COORDINATED,
    is_after_rival,
    read_coordinated_object,
    read_object_of_change,
    read_qualified_object,
    read_subject_of_change,
)
from litatlas.extract.metric.frame import MaybeNamed
from litatlas.extract.metric.tied import OPEN_KINDS, read_tied
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.rule import ByKind, Rule
from litatlas.extract.sentence.as_as import is_multiple
from litatlas.extract.sentence.context import REACH, Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import read_phrase_before
from litatlas.extract.sentence.shapes import PROPER

_POINTS = Template(
    r"\b(?:{beat}\b|{change}\b|improv|gain|increas|boost|drop|degrad|higher|lower|better|worse|ahead|above|below|behind"
    r"|short of|shy of|worth|cost|trail|lag|lead)"
)
_REACHING = Template(r"\b(?:{reach}|yield\w*)\s(?:{hedge}\s?)?\Z")
_IMPROVED = Template(r"\b(?:improvement|gain|increase|reduction)s?\s(?:of|by|up to)\s(?:{hedge}\s?)?\Z")
_WON = Template(r"\b(?!exceed){beat}\b")
"""Who wins by so much is faster, where nothing is said; what exceeds another thing is more than it in any way."""
_DONE = Template(r"\b(?:{solve}|(?P<found>{detect}))\s(?:(?:{only}|{hedge})\s?)?\Z")
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
_THAN = re.compile(r"\s?than\b")
_EFFICIENT = re.compile(r"\bmore (?:\w+-)?efficient\b[^()]{0,40}\(\Z")


def find_fallback(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name the metric by the words that the number is tied to, by its unit, or by the change itself."""
    return _FALLBACKS_OF.read_first(quantity.kind, Spot(parsed, quantity, context, vocabulary)) or (None, "none")


def _read_limited(spot: Spot) -> MaybeNamed | None:
    is_limit = spot.context.link == "of" and _LIMIT.search(spot.context.head) is not None
    limited = _LIMITED.match(spot.context.after) if is_limit else None
    phrase = read_phrase_before(limited["name"], spot.parsed.cues) if limited else ""
    return (phrase, "limit") if phrase else None


def _read_tied(spot: Spot) -> MaybeNamed | None:
    if spot.context.link in ("reaches", "reaching", "reached", "(") and _is_scored(spot):
        return None
    phrase = read_tied(spot.parsed, spot.quantity, spot.context, spot.vocabulary)
    if phrase is None:
        return None, "none"
    return (phrase, "phrase-before") if phrase else None


def _read_changed(spot: Spot) -> MaybeNamed | None:
    quantity, context = spot.quantity, spot.context
    if quantity.kind not in OPEN_KINDS or quantity.kind == "percent" or quantity.scaled:
        return None
    changed = read_subject_of_change(spot.parsed, context)
    is_decimal = quantity.kind == "bare" and context.link == "by" and _is_decimal(spot)
    changed = changed or (read_object_of_change(quantity, context, spot.vocabulary) if is_decimal else "")
    return (changed, "object") if changed else None


def _is_decimal(spot: Spot) -> bool:
    return "." in spot.parsed.text[spot.quantity.start : spot.quantity.end]


def _is_scored(spot: Spot) -> bool:
    """Tell whether a decimal is told of a benchmark whose metric is not said: `scores 56.4 on FooBench`, `FooBench (56.4)`."""
    parsed, quantity = spot.parsed, spot.quantity
    if quantity.kind != "bare" or quantity.scaled or not _is_decimal(spot):
        return False
    lead = parsed.text[max(0, quantity.start - REACH) : quantity.start]
    if parsed.cues.fill(_SCORED).search(lead) and _ON_BENCHMARK.match(parsed.text, quantity.end):
        return True
    if _LISTED.search(lead):
        return True
    return any(_IN_BRACKETS.fullmatch(parsed.text, name.end, quantity.start) for name in parsed.datasets)


def _read_done(spot: Spot) -> MaybeNamed | None:
    done = spot.parsed.cues.fill(_DONE).search(spot.context.before)
    return ("detection rate" if done["found"] else "success rate", "object") if done else None


def _read_sped(spot: Spot) -> MaybeNamed | None:
    kind, context, speed = spot.quantity.kind, spot.context, spot.vocabulary.cues.speed
    # What follows a comma is told of the next number: `lowers the waste by 7x, speeds up hatching by 4x`.
    is_sped = kind == "percent" and context.link == "by" and speed.search(context.before) is not None
    is_near = kind == "ratio" and speed.search(context.before + " " + context.after[:50].partition(", ")[0]) is not None
    return ("speed", "speed-near") if is_sped or is_near else None


def _read_object(spot: Spot) -> MaybeNamed | None:
    named = read_object_of_change(spot.quantity, spot.context, spot.vocabulary) or read_subject_of_change(
        spot.parsed, spot.context
    )
    named = named or read_coordinated_object(spot.parsed, spot.context)
    known = (*spot.parsed.models, *spot.parsed.datasets) if named else ()
    if any(spot.parsed.text[name.start : name.end].lower() == named for name in known):
        return None
    named = named or read_qualified_object(spot.parsed, spot.context, spot.vocabulary)
    return (named, "object") if named else None


def _read_rivalry(spot: Spot) -> MaybeNamed | None:
    if spot.context.link != "by":
        return None
    is_second = COORDINATED.match(spot.context.before) and is_after_rival(spot.parsed, spot.context)
    return ("speed", "rivalry") if is_second or spot.parsed.cues.fill(_WON).search(spot.context.before) else None


def _read_earlier(spot: Spot) -> MaybeNamed | None:
    if not (spot.parsed.cues.fill(_IMPROVED).search(spot.context.before) or is_multiple(spot.context)):
        return None
    earlier = [name.id for name in spot.parsed.metrics if name.end <= spot.quantity.start]
    return (earlier[-1], "antecedent") if earlier else None


def _read_than(spot: Spot) -> MaybeNamed | None:
    return ("speed", "than") if _THAN.match(spot.context.after) else None


def _read_reaching(spot: Spot) -> MaybeNamed | None:
    before = spot.parsed.text[max(0, spot.quantity.start - REACH) : spot.quantity.start]
    is_reached = spot.parsed.cues.fill(_REACHING).search(before) and spot.vocabulary.cues.speed.search(before)
    return ("speed", "antecedent") if is_reached else None


def _read_efficient(spot: Spot) -> MaybeNamed | None:
    before = spot.parsed.text[max(0, spot.quantity.start - REACH) : spot.quantity.start]
    return ("efficiency", "antecedent") if _EFFICIENT.search(before) else None


def _read_improvement(spot: Spot) -> MaybeNamed | None:
    return ("performance", "performance") if _IMPROVEMENT.match(spot.context.phrase) else None


def _read_compared(spot: Spot) -> MaybeNamed | None:
    found = _COMPARED.match(spot.context.phrase)
    return (_COMPARATIVES[found[1]], "comparative") if found else None


def _read_share(_: Spot) -> MaybeNamed | None:
    return "performance", "performance"


def _read_points(spot: Spot) -> MaybeNamed | None:
    near = spot.context.before + " " + spot.context.after[:50]
    is_gain = spot.parsed.cues.fill(_POINTS).search(near) is not None or spot.context.before.rstrip().endswith("+")
    return ("performance", "performance") if is_gain else None


def _read_signed(spot: Spot) -> MaybeNamed | None:
    is_number = not spot.quantity.scaled and _is_decimal(spot)
    return ("performance", "performance") if is_number and spot.context.before.rstrip().endswith("+") else None


def _read_scored(spot: Spot) -> MaybeNamed | None:
    return ("performance", "performance") if _is_scored(spot) else None


FALLBACKS = (
    *BY_WORD,
    Rule(
        "limit", "A limit is one on what follows it.", _read_limited,
        (("We set an upper limit of 3 eV on the lid mass.", "lid mass"),), ("We set a lid of 3 eV on the kettle.",),
    ),
    Rule(
        "tied", "A noun phrase that a number is tied to names what it is of.", _read_tied,
        (("Our kettle has a lid temperature of 3 K.", "lid temperature"),), ("Ours scores 56.4 on FooBench.",),
    ),
    Rule(
        "changed-value", "A value in an open unit by which something shrank is of that.", _read_changed,
        (("Ours reduces the lid distance by 2.1.", "lid distance"),), ("Ours reduces the lid distance.",),
    ),
    *BY_UNIT,
    Rule(
        "done", "A share of the cases that were solved, or found, is a rate of success, or of detection.", _read_done,
        (("Ours proves 19%.", "success rate"), ("Ours detects 19%.", "detection rate")), ("Ours keeps 19%.",), kinds=("percent",),
    ),
    Rule(
        "sped", "What words of speed stand near, and name nothing else, is the speed.", _read_sped,
        (("Ours accelerates lid boiling 3x.", "speed"),), ("Ours helps lid boiling 3x.",), kinds=("ratio", "percent"),
    ),
    Rule(
        "changed", "What a verb of change changed by so much is what the number is of.", _read_object,
        (("Ours reduces lid waste by 30%.", "lid waste"), ("Lid waste shrinks by 3x.", "lid waste")), ("Ours wins by 30%.",),
        kinds=("ratio", "percent"),
    ),
    Rule(
        "rivalry", "Who beats another so many times is faster.", _read_rivalry,
        (("Our work beats Foo by 2x.", "speed"),), ("Our work meets Foo by 2x.",), kinds=("ratio",),
    ),
    Rule(
        "earlier", "An improvement of so many times, or a multiple, is of the metric before it.", _read_earlier,
        (("Ours improves throughput, with gains of up to 1.5x.", "throughput"),), ("Ours has lids, with gains of up to 1.5x.",),
        kinds=("ratio",),
    ),
    Rule(
        "than", "So many times than another is faster.", _read_than,
        (("Ours is good, 3x than Foo.", "speed"),), ("Ours is good, 3x of Foo.",), kinds=("ratio",),
    ),
    Rule(
        "reaching", "What words of speed come to is the speed.", _read_reaching,
        (("Ours has large speedups, achieving 2x.", "speed"),), ("Ours has large lids, achieving 2x.",), kinds=("ratio",),
    ),
    Rule(
        "efficient", "So many times in brackets after `more efficient` is the efficiency.", _read_efficient,
        (("Ours is more efficient (2x).", "efficiency"),), ("Ours is more pleasant (2x).",), kinds=("ratio",),
    ),
    Rule(
        "improvement", "An improvement of so many times that names nothing is of the performance.", _read_improvement,
        (("On downstream tasks ours shows a 2x improvement.", "performance"),), ("On downstream tasks ours shows a 2x lid.",),
        kinds=("ratio",),
    ),
    Rule(
        "compared", "A comparative alone names the quality that it compares.", _read_compared,
        (("Ours finds paths that are 18% shorter.", "length"),), ("Ours finds paths that are 18% greener.",),
        kinds=("ratio", "percent"),
    ),
    Rule(
        "share", "A percentage that names nothing is of the performance.", _read_share,
        (("Ours beats Foo by 30%.", "performance"),), ("Ours beats Foo by 3 lids.",), kinds=("percent",),
    ),
    Rule(
        "points", "Points that were gained are of the performance.", _read_points,
        (("Ours beats Foo by 3 points.", "performance"),), ("Ours has 3 points.",), kinds=("score",),
    ),
    Rule(
        "signed", "A decimal with a sign is a gain in performance.", _read_signed,
        (("Ours has +2.7 on lids.", "performance"),), ("Ours has 2.7 on lids.",), kinds=("bare",),
    ),
    Rule(
        "scored", "A decimal that was reached on a benchmark is of the performance.", _read_scored,
        (("Ours achieves a good 56.4 on FooBench.", "performance"),), ("Ours achieves a good 56 on FooBench.",), kinds=("bare",),
    ),
)  # fmt: skip
"""The rules by which a number that stands beside no metric is named, the first that says something."""
_FALLBACKS_OF = ByKind(FALLBACKS)
