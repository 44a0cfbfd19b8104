"""Finds what scores are on that tell it each for itself: `91% recall at tying and 88% at folding`, or in trials first told of."""

import re

from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.shapes import MODEL_SHAPED
from litatlas.extract.slots.offers import Offer
from litatlas.extract.slots.tasks import DOINGS

_LITTLE = (
    "and|while|with|compared|comparing|over|on|in|for|of|by|to|from|when|using|at|under|during|than|without|as|respectively|across"
    "|through"
)
"""Words that end what a number is told to be on."""
_BEHIND = re.compile(
    rf"(?:\s(?!(?:{_LITTLE})\b)[A-Za-z-]+){{0,3}}?\s(?P<word>on|for|in|at|under)\s(?:the\s|an?\s|our\s)?"
    rf"(?P<name>[A-Za-z][\w/-]*(?:\s(?!(?:{_LITTLE})\b)[A-Za-z][\w/-]*){{0,3}})(?=[,;)]|\.(?!\d)|\s(?:\(|(?:{_LITTLE})\b)|\Z)"
)
"""What a number is on, behind it: `3% at lid tying`."""
_IN_BRACKETS = re.compile(
    r"\S{0,3}\s(?P<word>\()(?P<name>[A-Za-z][\w\s/+.-]{1,30})\)(?=,\s|\.(?!\d)|\sand\s|;|\Z|\s(?:over|in|on|compared)\b)"
)
"""... or in brackets: `3% (lid tying)`."""
_NO_DATA = re.compile(
    r"(?:average|all|each|every|most|both|these|those|this|same|total|terms|contrast|addition|comparison|practice|only|just|least"
    r"|up|more|less|about|case|some|many|others?|fewer|lower|higher|which|its|their|our|from|ours|vs|training|inference|baseline"
    r"|two|three|four|five|six|seven|eight|nine|ten|detecting|distinguishing|predicting|identifying|verifying|synthesizing)\b"
    r"|.*\b(?:models?|baselines?|variants?|networks?|backbones?|devices?|hardware|systems?|metrics?|scores?|loss|steps?|settings?|time"
    r"|levels?|accuracy|precision|recall|rates?|quality|efficiency|effectiveness|performance|phase|stage|compute|cost|GPUs?|tokens"
    r"|correctness|consistency|capabilit(?:y|ies)|abilit(?:y|ies))\Z",
    re.IGNORECASE,
)
"""What tells of no data, or of a measure: `3% in the test loss`."""
_FRONT = re.compile(
    r"(?:[A-Z][a-z]+,\s)?[Ii]n\s(?:the\s|our\s)?(?P<name>(?!(?:contrast|this|these|our)\b)"
    rf"(?:simulation|(?:(?!(?:of|for|and)\b)[\w-]+\s){{1,3}}(?:trials|{'|'.join(DOINGS)})"
    r"|(?:real-world|field|simulated)\s(?:[\w-]+\s)?(?:experiments|tests|evaluations|deployments?)))"
    r"(?:\s(?:across|on|over|with)\s[^,;]{1,50})?(?:\s\([^()]*\))?,\s"
)
"""What leads a sentence of scores: `In field trials, ours reaches 91%`."""


def find_each_own(parsed: Parsed, index: int) -> Offer | None:
    """Offer the words that tell what a score is on where another number of the sentence tells it in the same way."""
    if len(parsed.quantities) < 2:
        return None
    for pattern in (_BEHIND, _IN_BRACKETS):
        own = pattern.match(parsed.text, parsed.quantities[index].end)
        if own is None or not _is_data(parsed, own):
            continue
        others = (pattern.match(parsed.text, q.end) for i, q in enumerate(parsed.quantities) if i != index)
        if any(other is not None and other["word"] == own["word"] and _is_data(parsed, other) for other in others):
            return Offer((own["name"],), "each-own", "plain-words", *own.span("name"))
    return None


def _is_data(parsed: Parsed, told: re.Match[str]) -> bool:
    """Tell whether words can name data: no measure, device or model."""
    if _NO_DATA.match(told["name"]) or MODEL_SHAPED.search(told["name"]):
        return False
    start, end = told.span("name")
    return not any(n.start < end and start < n.end for n in (*parsed.metrics, *parsed.hardware, *parsed.models))


def find_tried_in(parsed: Parsed, index: int) -> Offer | None:
    """Offer the trials or the task that a sentence begins with to its scores: `In field trials, ours reaches 91%`."""
    front = _FRONT.match(parsed.text, 0, parsed.quantities[index].start) if "n " in parsed.text[:24] else None
    return Offer((front["name"],), "tried-in", "plain-words", *front.span("name")) if front else None
