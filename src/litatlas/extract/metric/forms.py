"""Tells of a number which way it says that things went, and its form."""

import re

from litatlas.extract.lexicon.terms import Direction, MetricTerm, Template, Vocabulary
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.as_as import is_multiple, read_equated
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.model import Form

_OF = re.compile(r"\A\s?of\b")
WITHIN = re.compile(r"\bwithin\s(?:about |only )?\Z")
CHANGE_NOUN = re.compile(
    r"\b(?:gain|improve|increas|reduc|decreas|drop|loss|higher|lower|better|worse|fewer|less|more|faster|slower|speedup|saving|boost|degrad"
    r"|difference|superior|inferior|longer|larger|smaller|shorter|advantage|uplift|decline|additional|extra\b)\w*"
)
_CHANGE_OF = re.compile(
    r"\b(?:gain|improvement|increase|reduction|decrease|drop|loss|degradation|saving|boost|gap|difference|decline|uplift|advantage|penalty"
    r"|speedup)s?\b(?:(?!\sand\s)[^,;]){0,40}\Z|\boverheads?\sof\s[^,;]{0,20}\Z|\bby\s(?:an?\s)?[^,;\d]{0,40}\sof\s[^,;\d]{0,16}\Z"
)
_SPACING = re.compile(r"\bgaps?\b[^,;]{0,40}\Z")
"""A gap between levels, which is no loss."""
FROM_LEVEL = re.compile(
    r"\s(?:above|below)\s(?:the|its|their)\s"
    r"|\s(?:young|old|heavi|hott|cold|warm|bright|faint|wid|narrow|tall|deep|thick|thinn)er\sthan\b"
)
"""A distance from a level or from another: `33 MeV below the threshold`, `2 Gyr younger than`."""
_MEASURED_ERROR = re.compile(
    r"\b(?:position\w*|pose|orientation|attitude|heading|tracking|localization|trajectory|rotation|translation|velocity|depth|displacement"
    r"|distance|angle|estimation|prediction|approximation|reconstruction|quantization|registration|calibration"
    r"|alignment|squared?) errors?\Z"
)
"""Errors that are stated in a unit of measure, so that a percentage by which they fell is relative."""
_CHANGE_TO = re.compile(
    r"\b(?:(?:degradation|loss|overhead|gap|penalty|slowdown|deviation|improvement|gain|reduction|saving)s?"
    r"|(?:limit|restrict|reduc|narrow|keep|kept|hold|held|cut|lower)\w*\s[^,;]{0,40}\b(?:drop|increase|decrease))\s"
    r"(?:down\s|up\s)?to\s(?:less than |under |below |within |about |only |just |up to |over |more than |at most )*\Z"
)
"""A change that is itself held down or driven up: `limits the degradation to 3%`."""
_LOSS_ITSELF = re.compile(
    r"\b(?:packet|frame|message|path|insertion|return|propagation|training|validation|test|data|heat|power)\slosse?s?\b"
)
"""Losses that are measured, not suffered by a change."""
_CHANGE_ITSELF = re.compile(r"(?:\A|\s)(?:loss|losses|gain|gains)\Z")
"""A loss or gain that is measured: `a cavity loss of 4 ppm`."""
_CHANGE_VERB = re.compile(
    r"(?:reduc|sav|improv|increas|gain|cut|lower|boost|degrad|los)\w*\s"
    r"(?:up to |on average |about |over |an average of |at least |only |just |merely "
    r"|no more than |less than |at most |more than |under )?\Z"
)
_NUMBER_OF = re.compile(r"\b(?:number|count|amount)s? of\b[^,;]*\Z")
_FALLS_BELOW = re.compile(
    r"\b(?:drop|dropp|fall|fell|shrink|shrank|ris|rose|grow|grew|climb|increas|decreas|reduc|go|goe|went|is|are|was|were)(?:s|es|ed|ing)?\s"
    r"(?:to\s)?(?:well\s|far\s)?(?:below|under|above|beyond)\s(?:about |~)?\Z"
)
"""A level that was reached, not a change: `the error drops below 1%`."""
_MARGIN = re.compile(r"\bmargins?\s(?:of|up to|upto|as large as)\s(?:up to |upto |about |over |more than |at least )*\Z")
_MORE = re.compile(r"\s?(?:more|fewer|less)\s(?!than)")
MOST_POINTS = 100.0
"""Above this a percentage by which a score changed is relative: no score rises by more points than its scale has."""
_CUT_AFTER = re.compile(
    r"\sof\s(?:[\w-]+\s){1,4}(?:can be|could be|is|are|was|were|being)\s"
    r"(?:saved|reduced|removed|eliminated|cut|skipped|avoided|pruned)\b"
)
"""`10% of the energy can be saved`."""
POINTS = re.compile(r"point|p\.?p\b|%p\b")
_SIGNED = re.compile(r"\+\s?\Z")
"""A gain on a benchmark that is told with its sign: `+2.6% on FooBench`, by convention one of points."""
_REMOVES = Template(r"\b{prune}\s(?:{hedge}\s?)*\Z", re.IGNORECASE)
"""What was taken away: `prunes 40% of the tokens`, which fell by so much."""
_BESIDE_NAME = re.compile(r"\b(?:with|at|and)\s(?:an?\s)?[A-Z][\w-]*\s?\Z")
"""A score right beside its metric's name: `a 2x speedup with LPIPS 0.2 and SSIM 0.7`."""


def find_direction(context: Context, vocabulary: Vocabulary) -> Direction | None:
    """Find which way the number says that things went."""
    if equated := read_equated(context):
        return equated.direction
    if is_multiple(context):
        return "up"
    near = vocabulary.cues.comparative.search(context.phrase[:50])
    if near:
        return vocabulary.cues.comparatives[near[1].lower()]
    if vocabulary.cues.speed.search(context.phrase):
        return "bad" if "slow" in context.phrase else "good"
    after = pick_change(context.phrase, vocabulary, last=False)
    if after:
        return after
    if context.before.rstrip().endswith("+"):
        return "good"
    # Of `a decline in recall, and 4.1x ...` only what follows the comma speaks of the number.
    before = context.before if context.link else context.before.rpartition(", ")[2]
    return pick_change(before, vocabulary, last=True, passing_losses=context.link in ("by", "("))


def pick_change(text: str, vocabulary: Vocabulary, *, last: bool, passing_losses: bool = False) -> Direction | None:
    """Return the direction of the first or last word of change; `passing_losses` passes over losses that were themselves reduced.

    None where the text holds no such word.
    """
    # `less than 3%` bounds the number, it does not say that anything became less.
    ways = [way for word, way in vocabulary.cues.find_changes(text) if not text.startswith(" than", word.end())]
    if passing_losses and any(way != "bad" for way in ways):
        ways = [way for way in ways if way != "bad"]
    if not ways:
        return None
    return ways[-1 if last else 0]


def find_form(
    parsed: Parsed,
    index: int,
    context: Context,
    term: MetricTerm | None,
    direction: Direction | None,
    *,
    is_change: bool,
    metric: str | None,
) -> Form:
    """Find the form of a number; `is_change` says that it goes on with a change that the number before it states."""
    quantity = parsed.quantities[index]
    quote = parsed.text[quantity.start : parsed.quantities[parsed.groups[index][1]].end]
    if quantity.pair or quantity.kind == "ratio":
        return "ratio" if quantity.kind == "ratio" else "absolute"
    is_spacing = quantity.kind in ("energy", "frequency") and _SPACING.search(context.before) is not None
    is_itself = metric is not None and _CHANGE_ITSELF.search(metric) is not None and quantity.kind != "percent"
    has_change = is_change or (direction is not None and not (is_spacing or is_itself) and _states_change(context))
    if quantity.kind == "percent":
        is_measured = metric is not None and _MEASURED_ERROR.search(metric) is not None
        if (term is not None and term.name == "speed") or (has_change and is_measured) or _CUT_AFTER.match(context.after):
            return "relative"
        if POINTS.search(quote):
            return "difference"
        if _OF.match(context.after) and parsed.cues.fill(_REMOVES).search(context.before):
            return "difference" if _is_score(term) else "relative"
        return _find_percent_form(quantity, context, term, direction, has_change=has_change)
    return "difference" if has_change or _is_apart(quantity, context) else "absolute"


def _is_apart(quantity: Quantity, context: Context) -> bool:
    """Tell whether a number is how far something is from something else: `33 MeV below the threshold`, `within 2 s of it`."""
    is_last = context.after_start == quantity.end
    if is_last and quantity.kind in ("energy", "frequency", "physical", "length", "time") and FROM_LEVEL.match(context.after):
        return True
    return (
        quantity.kind != "bytes"
        and WITHIN.search(context.before) is not None
        and re.match(r"\s?(?:[\w-]{1,16}\s)?of\b", context.after) is not None
    )


def _find_percent_form(
    quantity: Quantity, context: Context, term: MetricTerm | None, direction: Direction | None, *, has_change: bool
) -> Form:
    is_cut = direction == "down" and re.search(r"(?:\w+ing|reduces?|saves?|cuts?)\b[^,]{0,24}\Z", context.before) is not None
    if _OF.match(context.after) and not is_cut:
        if WITHIN.search(context.before):
            return "difference" if term is not None and "score" in term.units and term.name != "performance" else "relative"
        return (
            "absolute" if term is not None and term.name in ("success rate", "detection rate", "mutation score") else "fraction"
        )
    is_score = _is_score(term)
    if has_change:
        is_signed = term is not None and term.name == "performance" and _SIGNED.search(context.before) is not None
        points = is_signed or re.search(r"point|absolute|pp\b", context.after[:24]) is not None
        relative = (
            re.search(r"\brelative", context.before + context.phrase) is not None
            or _MORE.match(context.phrase) is not None
            or _NUMBER_OF.search(context.before) is not None
            or quantity.high > MOST_POINTS
        )
        return "difference" if points or (is_score and not relative) else "relative"
    if is_score or term is None or "percent" in term.units:
        return "absolute"
    # `cuts the latency of requests (up to 74%)`: no latency is a share.
    return "relative" if direction is not None and context.link == "(" else "fraction"


def _is_score(term: MetricTerm | None) -> bool:
    """Tell whether a metric is a score by name, whose percentages change by points."""
    is_named = term is not None and term.name not in ("performance", "performance drop", "quality")
    return is_named and term is not None and {"score", "percent"} <= term.units


def _states_change(context: Context) -> bool:
    """Tell whether the number is the size of a change, not a value that was reached."""
    if CHANGE_NOUN.search(context.phrase) or context.link == "by" or context.before.rstrip().endswith("+"):
        return True
    if _FALLS_BELOW.search(context.before):
        return False
    if context.link == "to":
        return _CHANGE_TO.search(context.before) is not None
    if _MARGIN.search(context.before[-40:]):
        return True
    if not context.link and _BESIDE_NAME.search(context.before):
        return False
    tail = _LOSS_ITSELF.sub(" ", context.before[-60:])
    if context.link == "with" and context.phrase.strip():
        return _CHANGE_VERB.search(tail) is not None
    return _CHANGE_OF.search(tail) is not None or _CHANGE_VERB.search(tail) is not None
