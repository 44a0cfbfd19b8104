"""Finds what a number is compared with where the work improves it: `boosts baselines like Foo by 3%`, `from 9 s (Foo) to 6 s`."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.sentence.shapes import KIND
from litatlas.extract.slots.offers import Offer
from litatlas.extract.slots.rivalry import AND_NEXT, BaselineRule, Rivalry, read_offer
from litatlas.extract.slots.subjects import find_former_owner

_IMPROVED = Template(
    rf"\b{{change}}\s(?:[a-z]+\s){{0,2}}?(?P<rival>(?:baselines?|(?:existing|previous|prior|other)\s(?:[a-z-]+\s){{0,2}}?{KIND}s)\b"
    r"(?:(?!\b(?:by|and [A-Z]\S+ by)\b)[^;:()]){0,60}?)\sby\s(?:{hedge}\s?)*[+]?\Z",
    re.IGNORECASE,
)
"""What is improved by a number, where its own words call it a rival: `boosts baselines like Foo by 3%`."""
_CALLED = Template(
    r"\b(?:improv|boost|enhanc|lift|rais|elevat|strengthen|accelerat|speed|push|advanc|lag|trail|underperform|reduc|cut|lower"
    r"|decreas)\w*\s"
    r"(?:(?:up|upon|over|on|behind)\s)?(?:both\s)?(?:(?:the\s)?(?:[a-z-]+\s){1,4}?(?:and\s[a-z-]+\s)?of\s)?"
    r"(?P<rival>(?:the\s|an?\s|its\s)?"
    r"(?:(?:base|original|strong|state-of-the-art|SOTA|frontier|vanilla|standard|competitive|pre-?trained|existing|previous|prior"
    r"|conventional|traditional|current|(?:next|second)[ -]best|best|strongest|uniform|corresponding|[a-z-]+-based)\s"
    rf"(?:[\w-]+\s){{0,3}}?(?:(?:{KIND}|d?LLM|M?VLM|MLLM|policy|work|counterpart|strateg|polic|generator|[A-Z][\w.-]*[A-Z\d])[\w.-]*)"
    rf"|state-of-the-art|SOTA|(?:[\w.-]+\s){{1,3}}?baselines?|humans?))"
    r"\s(?:(?:on|in)\s[^,;:()\d]{1,30}\s)?by\s(?:{hedge}\s?)*[+]?\Z"
)
"""... or what it is called: `improves the base model by 3%`."""
_AGAIN = re.compile(
    r"(?:(?!\b(?:while|whereas)\b|,\s\w+ing\b|\sby\s)[^;:]){0,60}(?:,\s(?:and\s)?|\sand\s)(?:by\s)?(?:up to\s)?[+]?"
)
"""What stands between the numbers of one that is improved twice: `improves Foo-7B by 3% on lids and 2% on pots`."""
_NEXT = re.compile(AND_NEXT + r"(?P<rival>[A-Z][^,;\d]{0,40}?)\sby\s[+]?")
"""What stands between the numbers of `boosts baselines like Foo by 3% and Bar by 2%`."""
_BASE = re.compile(
    rf"\b(?:the|our|its|an?|same)\s(?:baseline|base)\s(?:(?:{KIND}|policy|agent|LLM|VLM)s?)?"
    r"(?:(?<!as the base model)(?<!as base model)(?<!as the baseline),\s|\s\(|\s)(?=[A-Z][\w.-]*[A-Z\d])"
)
"""What leads to the name of that which a work starts from: `applied to the base model Foo-7B`."""
_LOOKED_BACK = 300
"""Characters before a number in which what it improves is looked for."""


def _find_former(rivalry: Rivalry) -> Offer | None:
    quantity = rivalry.parsed.quantities[rivalry.nth]
    if quantity.pair is None or quantity.start != quantity.pair[1]:
        return None
    former = next(q for q in rivalry.parsed.quantities if q.pair == quantity.pair)
    if former is quantity:
        return None
    owner = find_former_owner(rivalry.parsed.text, former.end, quantity.start)
    return Offer(owner, "former", "owns", former.end, quantity.start) if owner else None


def _find_improved(rivalry: Rivalry) -> Offer | None:
    parsed, start = rivalry.parsed, rivalry.parsed.quantities[rivalry.nth].start
    if "by" not in parsed.text[max(0, start - _LOOKED_BACK) : start].lower():
        return None
    pattern = parsed.cues.fill(_IMPROVED)
    if improved := pattern.search(parsed.text, max(0, start - _LOOKED_BACK), start):
        return read_offer(rivalry, "improved", *improved.span("rival"))
    before = parsed.quantities[rivalry.nth - 1] if rivalry.nth else None
    following = _NEXT.fullmatch(parsed.text, before.end, start) if before else None
    if before is None or following is None or not pattern.search(parsed.text, max(0, before.start - _LOOKED_BACK), before.start):
        return None
    return read_offer(rivalry, "improved", *following.span("rival"))


def _find_called(rivalry: Rivalry) -> Offer | None:
    """Offer the model that a number improves, or the one before it in the same list of gains."""
    parsed, nth = rivalry.parsed, rivalry.nth
    if rivalry.form == "absolute" or "by" not in parsed.text[max(0, rivalry.start - _LOOKED_BACK) : rivalry.start]:
        return None
    while True:
        start = parsed.quantities[nth].start
        if (called := parsed.cues.fill(_CALLED).search(parsed.text, max(0, start - _LOOKED_BACK), start)) is not None:
            return read_offer(rivalry, "called", *called.span("rival"))
        if not nth or not _AGAIN.fullmatch(parsed.text, parsed.quantities[nth - 1].end, start):
            return None
        nth -= 1


def _find_base(rivalry: Rivalry) -> Offer | None:
    quantity = rivalry.parsed.quantities[rivalry.nth]
    if rivalry.form == "absolute" and quantity.pair is None:
        return None
    base = None if rivalry.comparisons else _BASE.search(rivalry.parsed.text, max(0, rivalry.start - _LOOKED_BACK), rivalry.start)
    return read_offer(rivalry, "base", base.end(), rivalry.start) if base else None


IMPROVED = (
    BaselineRule(
        "former", "The second of two values that a change leads between is compared with whose the first is.", _find_former,
        (("Ours cuts latency from 9 ms (FooDB) to 6 ms.", "FooDB"), ("Recall grows from 50.9% with BarDB to 61.2%.", "BarDB")),
        ("Ours cuts latency from 945 ms to 685 ms.", "Ours cuts latency from 945 ms (at night) to 685 ms."),
    ),
    BaselineRule(
        "improved", "Baselines and methods of others that are improved by a number are what it is compared with.", _find_improved,
        (
            ("Ours boosts baselines like FooNet by 3%.", "FooNet"),
            ("Ours boosts baselines like FooNet by 3% on lids and BarNet by 2%.", "BarNet"),
            ("Ours improves existing methods by 3%.", "existing methods"),
        ),
        ("Ours boosts recall by 3%.", "Ours boosts baselines like FooNet."),
    ),
    BaselineRule(
        "called", "So is a base, original or other model that is improved by a number and has no name.", _find_called,
        (
            ("Ours improves the base model by 3%.", "base model"),
            ("Ours boosts the performance of base models by 3% on lids and 2% on pots.", "base models"),
            ("Ours cuts the error of the next best model by 3%.", "next best model"),
            ("Ours accelerates state-of-the-art solvers by 3x.", "state-of-the-art solvers"),
        ),
        ("Ours improves lids by 3%.", "Ours improves the base model and saves 3% of lids."),
    ),
    BaselineRule(
        "base", "A change of what the text calls the base or the baseline model by its name is from it.", _find_base,
        (("Applied to the base model FooNet-7B, ours gains 3% recall.", "FooNet-7B"),),
        (
            "With FooNet-7B as the base model, OurNet gains 3% recall.", "Applied to FooNet-7B, ours gains 3% recall.",
            "Applied to the base model FooNet-7B, ours has 93% recall.",
        ),
    ),
)  # fmt: skip
"""The rules by which what is improved is what a number is compared with, the first that finds some."""
