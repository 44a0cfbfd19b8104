"""Tells which numbers without a unit are in that of another: `takes 2 hours instead of 8.3`, `whereas Foo reaches 11.9`."""

import re
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.extract.rule import Rule

_COORDINATED = Template(r",?\s?(?:and|or|,|/|to|{versus})?\s?(?:(?:{hedge}|{only})\s?)?")
_SET_AGAINST = Template(
    r"(?:[^;:()]{0,60}?[\s,(])?(?:{compare}|{versus}|instead of|rather than|in place of|(?:up|down) from|as against)\s"
    r"(?:(?:an?|the|{only}|{hedge})\s?)*"
)
_BEFORE_UNIT = re.compile(
    r"\s(?:instead of|rather than|in place of|against|as opposed to|compared (?:to|with)|(?:up|down) from)\s"
)
_RIVALS = Template(
    r"[^;:()]{0,70}?(?:;|[\s,](?:while|whereas|where|but|and)\b)\s?[^;:()]{0,60}?\s"
    r"(?:{reach}|{take}|(?:has|have|had|is|are|was|were|gets?|got|gives?|gave|runs? at|remains? at|stays? at|only)(?=\s)"
    r"|(?:produc|deliver|yield|sustain|manag|scor|us|consum|emit|draw|report|record)(?:e?s|ed|e)?(?=\s))\s(?:(?:at|an?|{only}|{hedge})\s?)*"
)
_NEXT_RIVAL = re.compile(
    r"(?:\s[^;:()\d]{1,50}?)?(?:,|\sand|,\sand)\s(?:that of\s)?[A-Za-z][\w.+-]*(?:\s[A-Z][\w.+-]*){0,2}\s(?:at\s|to\s)?"
)
_LISTED = re.compile(r",?\sand\s|,\s")
_SET_UP = re.compile(r"\b(?:(?:with|on|using|under|and|of)\s(?:only\s)?|[A-Z]{2,}\s)\Z")
"""What a number of the set-up, or of a name, stands behind: `with an RTX 5090 and 384 GB`."""
_TOLD = Template(
    r"\b(?:{reach}|{take}|(?:produc|deliver|yield|sustain|run)(?:e?s|ed|e)?(?:\sat)?)\s(?:(?:an?|{only}|{hedge})\s?)*\Z"
)
_ENDS = re.compile(
    r"\s?(?:[,;:)]|\.(?!\d)|\Z)|\s(?:and|but|while|whereas|on|in|for|with|at|by|under|when|without|using|if|over|respectively)\b"
)
"""What follows a number of which no thing is counted."""


class Gap(NamedTuple):
    """What stands between a number with a unit and one without, in the order of the text, and what follows the second."""

    between: str
    after: str
    is_told: bool
    """Whether the first has its unit from another itself, or stands right behind a verb of what something takes or reaches."""
    cues: Cues


def is_shared(between: str, cues: Cues) -> bool:
    """Tell whether a number without a unit has that of the number behind it: `50 and 60%`, `1.9 instead of 3.4 hours`."""
    return cues.fill(_COORDINATED).fullmatch(between[:20]) is not None or _BEFORE_UNIT.fullmatch(between) is not None


def _is_set_against(gap: Gap) -> bool | None:
    return True if gap.cues.fill(_SET_AGAINST).fullmatch(gap.between) else None


def _is_of_rival(gap: Gap) -> bool | None:
    return True if gap.cues.fill(_RIVALS).fullmatch(gap.between) else None


def _is_of_next(gap: Gap) -> bool | None:
    is_next = _NEXT_RIVAL.fullmatch(gap.between) is not None or _LISTED.fullmatch(gap.between) is not None
    return True if gap.is_told and is_next else None


LENT: tuple[Rule[Gap, bool], ...] = (
    Rule(
        "set-against", "A number that another is set against is in its unit.", _is_set_against,
        (("Ours takes 1.9 hours instead of 8.3.", "h"), ("Ours takes 21 hours, down from 58.", "h")),
        ("Ours takes 1.9 hours for 8.3.",),
    ),
    Rule(
        "rival", "What a rival reaches or needs, told behind the own value, is in its unit.", _is_of_rival,
        (("Ours has 9.7 fps, while Foo reaches 6.1.", "fps"),), ("Ours has 9.7 fps, while Foo reaches 6 of the lids.",),
    ),
    Rule(
        "next-rival", "So is what is told of a rival after another.", _is_of_next,
        (("Ours has 9.7 fps, while Foo reaches 6.1 and Bar 3.4.", "fps"), ("Foo takes 5.3 s and Bar 26.", "s")),
        ("Ours has 9.7 fps and Bar 3.4.",),
    ),
)  # fmt: skip
"""The rules by which a number without a unit is in that of the number before it, the first that says something."""


def is_set_up(before: str) -> bool:
    """Tell whether a number stands behind words that make it one of the set-up: `with 384 GB`."""
    return _SET_UP.search(before) is not None


def is_told(before: str, cues: Cues) -> bool:
    """Tell whether a number stands right behind a verb of what something takes or reaches."""
    return cues.fill(_TOLD).search(before) is not None


def ends_there(after: str) -> bool:
    """Tell whether what follows a number counts no things by it."""
    return _ENDS.match(after) is not None
