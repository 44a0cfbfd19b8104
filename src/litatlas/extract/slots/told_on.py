"""Finds what a score is on where plain words right behind it tell: `reaches 91% accuracy on wet lids`."""

import re

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.devices import is_score
from litatlas.extract.slots.offers import Offer, Place, offer_places
from litatlas.extract.slots.spots import find_run
from litatlas.extract.slots.tasks import DOINGS, HEADS, name_task
from litatlas.extract.slots.workloads import PLAIN

_TRIED_ON = (
    r"(?:(?:sub)?sets?|data(?:sets?)?|benchmarks?|tasks|problems|instances|samples|inputs|scenes|scenarios?|conditions|regimes?"
    r"|environments?|simulations?|deployments?|trials?|tests?|(?<!user\s)(?<!preference\s)studies|evaluations?|transfer"
    r"|experiments|robots?|objects|events|trajectories|sequences|signals|images|imagery|videos|documents|tables|websites|questions|queries"
    r"|prompts|instructions|splits?|domains?|languages|speakers|subjects|users|(?:in|out-of)-distribution)"
)
"""The nouns for what a score is told to be on: `on held-out problems`."""
_LITTLE = "on|for|in|to|of|with|across|under|than|from|over|and|while|by|during"
"""Words that end what a number is told to be of, or on."""
_ON = re.compile(
    rf"(?:(?!\s(?:{_LITTLE})\b)[^,.;:()\d]){{0,60}}?\s(?:on|in|for)\s"
    rf"(?:the\s|an?\s|our\s|both\s)?(?P<name>(?:(?!(?:{_LITTLE})\s)(?:[a-z]|[234]D\b|[A-Z]{{2,5}}\b)[\w/&+'-]*\s){{0,5}}?"
    rf"(?:[a-z][\w/+'-]*[-/])?(?:{_TRIED_ON}|{'|'.join(DOINGS)}))"
    r"(?=[,.;:)]|\Z|\s(?:\(|and|or|with|while|over|compared|using|by|under|at|than|without|when|where|as|through|on|in|for|across"
    r"|of|from|to|but|that|which|respectively|show\w*|demonstrat\w+)\b)"
)
"""The first words behind a number that tell what it is on."""
_IN_BRACKET = re.compile(r":?\s[+~]?(?:\d[\d.]*%?/)?[+~]?")
"""What stands within a bracket between a name and its value, or the second of its two: `(FooQA: 86%/76%)`."""
_HEAD = re.compile(HEADS)
_NO_GROUND = re.compile(
    r"(?:average|same|this|these|those|its|their|single|certain|most|more|some|such|others?|respective|specific|limited|existing"
    r"|multiple|several|various|different|diverse|two|three|four|five|six|seven|eight|nine|ten|all|worst-case|training"
    r"|detecting|predicting|verifying|distinguishing|synthesizing|\w+ing\s(?:the|an?))\b"
    r"|(?:benchmark\s)?(?:sets?|data)\Z"
)
"""What such words begin with that tell no data or task: of what is told again, of many, or of what is done."""

_OWN_DATA = re.compile(r"[^,.;:()\d]{0,40}?\s(?:on|across|over|for)\s")
"""What begins, behind a number, what that alone is on."""
_MEAN = re.compile(r"\b(?:mean|average)\b")
"""What tells that a score is of more than what stands before it: `91% on FooQA, and the mean is 88%`."""


def is_told_on(frame: Frame, vocabulary: Vocabulary) -> bool:
    """Tell whether plain words may tell what a number is on: it is a score, or by how much of itself one changed.

    `Ours reaches 91% accuracy on held-out lid problems`: but `in 3 ms on wet devices` tells of no data.
    """
    return is_score(frame._replace(form="difference") if frame.form == "relative" else frame, vocabulary)


def find_told_on(parsed: Parsed, index: int) -> Offer | None:
    """Offer the plain words behind a score that tell what it is on."""
    told = _ON.match(parsed.text, parsed.quantities[index].end)
    if told is None or _NO_GROUND.match(told["name"]) or _is_broad(told["name"]):
        return None
    return Offer((told["name"],), "told-on", "plain-words", *told.span("name"))


def find_earlier(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Offer | None:
    """Offer the only names of data of a sentence to a score behind them: `91% on LidBench in a minute, and Foo reaches 88%`.

    A cost is told of whatever a system does, so that names in another clause are none of it.
    """
    named = [place for place in places if place.ground not in PLAIN]
    start, end = parsed.quantities[index].start, parsed.quantities[index].end
    if not named or named[-1].end > start or _OWN_DATA.match(parsed.text, end):
        return None
    if _MEAN.search(parsed.text, named[-1].end, start) or parsed.text.startswith("-", named[-1].end):
        return None
    return offer_places("earlier", named) if len(find_run(parsed.text, named)) == len(named) else None


def find_bracketed(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Offer | None:
    """Offer the name right before a number within one bracket: `gains in lid tying (FooQA +8%) and folding (BarQA +7%)`."""
    text, own = parsed.text, parsed.quantities[index].start
    if "(" not in text:
        return None
    beside = [p for p in places if p.end < own and _IN_BRACKET.fullmatch(text, p.end, own)]
    return offer_places("bracketed", [p for p in beside[-1:] if text.rfind("(", 0, p.start) > text.rfind(")", 0, p.start)])


def _is_broad(name: str) -> bool:
    """Tell whether a name is the noun for data with words that tell of none: `downstream tasks`."""
    *words, head = name.split()
    return _HEAD.fullmatch(head) is not None and not name_task(words)
