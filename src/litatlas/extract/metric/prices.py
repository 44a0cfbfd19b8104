"""Tells numbers that say what something cost or brought: overheads, points that were paid or lie between two."""

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.extract.sentence.context import Context

_OVERHEAD = Template(
    r"\b(?:(?:(?:overhead|slowdown)s?|penalty|penalties)\b(?:\s(?!by\b)[^,;()]{1,40}?)?|(?:extra|additional|added)\s(?:[a-z]+\s)?[a-z]+)\s"
    r"(?:of|{copula}|at|to|remains?|remained|stays?|stayed|averag\w+)\s(?:(?:an?|{only}|{hedge})\s?)*\Z"
    r"|\badd(?:s|ed|ing)?\s(?:(?:an?|{only}|{hedge})\s?)*\Z"
)
"""What is paid beside: `an overhead over Foo of only 3%`, `adds less than 1%`."""
_PAID = Template(
    r"\b(?:costs?|costing|(?:cost|price|expense|penalty)\sof|sacrific(?:es?|ed|ing)|forfeit(?:s|ed|ing)?|los(?:e|es|t|ing))\s"
    r"(?:(?:an?|another|{only}|{hedge})\s?)*\Z"
)
_BROUGHT = Template(r"\b(?:worth|contribut(?:es?|ed|ing))\s(?:(?:an?|another|{only}|{hedge})\s?)*\Z")
_APART = Template(
    r"\s(?:(?:an?|{only}|absolute|percentage)\s?)?"
    r"(?:(?P<above>above|on top of)|(?P<below>below)|(?P<ahead>ahead of)|(?P<behind>behind|short of|shy of))\b(?!\s\d)"
)
"""What lies between a score and another: `3 points above Foo`."""


def is_overhead(context: Context, cues: Cues) -> bool:
    """Tell whether a number says how much was paid beside: `an overhead of 3%`."""
    return cues.fill(_OVERHEAD).search(context.before[-90:]) is not None


def is_paid(context: Context, cues: Cues) -> bool:
    """Tell whether so much of something was given up: `costs 3% recall`."""
    is_compared = cues.comparative.match(context.phrase.lstrip()) is not None
    return not is_compared and cues.fill(_PAID).search(context.before[-60:]) is not None


def is_brought(context: Context, cues: Cues) -> bool:
    """Tell whether so much of something was won by what is told of: `is worth 3 points of recall`."""
    return cues.fill(_BROUGHT).search(context.before[-60:]) is not None


def is_apart(context: Context, cues: Cues) -> bool:
    """Tell whether points say how far a score lies from another: `3 points above Foo`."""
    return cues.fill(_APART).match(context.after) is not None


def is_behind(context: Context, cues: Cues, better: str | None) -> bool:
    """Tell whether such points are ones that are missing: `3 points behind Foo`; `better` is the metric's better way."""
    apart = cues.fill(_APART).match(context.after)
    return apart is not None and apart.lastgroup in ("behind", "above" if better == "lower" else "below")
