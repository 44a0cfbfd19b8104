"""Finds the qualifier of a number: `up to 3x`, `an average of 5 ms`, `an upper limit of 3 eV`."""

import re

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.model import Bound

_BRINGS = ("bring about", "brings about", "brought about")
"""A verb, whose second word is no qualifier."""
_OWN_WORDS = re.compile(r"\d|,\s(?:and|while|with)\b|;")
"""What ends the words after a number that can qualify it."""
_PLUS = re.compile(r"\A\s?\+(?!\w)")
_PLUS_WITHIN = re.compile(r"(?<=[\w%×])\+")
"""The plus of `3+ ms`, not the sign of `+2 to +5%`."""
_AVERAGE_OF = re.compile(
    r"\b(?:average|mean|averaged)\s(?!squared? |absolute |relative error|IoU|average |reciprocal |accuracy|precision|score"
    r"|performance|recall|success|reward"
    r"|return|percentage)[^,;.()\d]{2,45}\sof\s\Z"
    r"|\b(?:average|mean)\s[^,;.()\d]{2,30}\s(?:improvement|gain|reduction|increase|drop|loss)\sof\s\Z",
)
_MAXIMUM_OF = Template(r"\b(?:maximum|max|peak)\s[^,;.()\d]{2,30}\sof\s(?:{only}\s)?\Z")
_LIMIT = Template(
    r"\b(?P<way>[Uu]pper|[Ll]ower)\s(?:limits?|bounds?)\s(?:[^,;.()\d]{0,50}\s)?(?:of|at|is|was)\s(?:{hedge}\s?)?\Z"
)
_AFTER_BOUND = re.compile(
    r"\A[^.;()]{0,40}?\b(?P<average>on average|in average)\b"
    r"|\A\s(?P<mean>average|mean)\s(?=relative|improvement|gain|speedup|reduction)"
    r"|\A\s?(?P<more>or more|or higher|or above)\b"
    r"|\A\s?(?P<most>or less|or fewer|or below|at most|at peak)\b"
)
_MAY_FOLLOW = re.compile(r"\s?(?:or|at)\s|\smean\s")
"""What the qualifiers after a number begin with that do not hold `average`; few numbers are followed by either."""


def find_bound(text: str, start: int, end: int, cues: Cues) -> Bound | None:
    """Find the qualifier of the number at `text[start:end]`, before it or after it."""
    before = cues.find_bound(text[max(0, start - 32) : start])
    if before and not text.endswith(_BRINGS, 0, max(0, start - 32) + before.start(1) + len("about")):
        return cues.bounds[before[1].lower()]
    lead = text[max(0, start - 70) : start]
    if "of" in lead[-len(" of merely ") :]:
        if _AVERAGE_OF.search(lead):
            return "average"
        if cues.fill(_MAXIMUM_OF).search(lead):
            return "up to"
    if limit := cues.fill(_LIMIT).search(lead) if "er " in lead else None:
        return "up to" if limit["way"].lower() == "upper" else "at least"
    if "+" in text[start : end + 3] and (_PLUS.match(text[end : end + 3]) or _PLUS_WITHIN.search(text, start, end)):
        return "at least"
    after = text[end : end + 60]
    if "average" not in after and not _MAY_FOLLOW.match(after):
        return None
    others = _OWN_WORDS.search(after)
    found = _AFTER_BOUND.match(after[: others.start()] if others else after)
    bounds: dict[str, Bound] = {"average": "average", "mean": "average", "more": "at least", "most": "up to"}
    return bounds[found.lastgroup] if found and found.lastgroup else None
