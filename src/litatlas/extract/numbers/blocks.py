"""Tells numbers that are names, counters, sizes and the like from quantities."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from litatlas.extract.numbers.told_units import LEADING_SIGN

_IDENTIFIER_BEFORE = re.compile(r"[^\W_](?:-|['’])?\Z|_\Z|[A-Za-z0-9]/\Z|[.]\Z|\^\Z|[^\W_]@\Z")
_HAS_UNIT = re.compile(r"\s?(?:[kmuµnpfGMT]?(?:eV|K|Hz|m|s|g|W|J|V|A|T|Pa|N)|%|dB|ppm|ppb)(?![\w-])")
_SCORE_BEFORE = re.compile(r"(?:[A-Z][A-Za-z\d-]+|[Rr][²2]|\b(?:rho|tau|kappa|r)|[ρτκ]|\bCohen's\sd)=\Z")
_VERSIONED = re.compile(r"\b(?:Claude|Sonnet|Opus|Haiku|Gemini|Grok|cuDNN|(?:for|against)\s[A-Z][A-Za-z]*[a-z][A-Za-z]*)\s\Z")
_VERSION = re.compile(r"\d\.\d")
"""A version of what is named before it: `95% for FooEdit 3.0 and 85% for Bar`."""
_COUNTS = re.compile(r"[x×X](?![\w-])|[\s-]?(?:times|fold|px|fps|FPS|points?|pp|hours?|minutes?|seconds?|days?|tokens?|bits?)\b")
"""What tells beside a unit that a number behind a name is no version: `cuts the latency for FooEdit 2.5x`."""
_NUMBERED = tuple(
    "IEEE ISO IEC RFC CVE Wi-Fi WiFi Bluetooth USB PCIe CUDA Python Java Android iOS Ubuntu Windows Section Table Figure"
    " Fig. Type Level Phase Stage Step Class Version version Release Tier Gen Theorem Algorithm Experiment Scenario Task"
    " Case".split()
)
"""Words whose number is a part of their name: `IEEE 802.11s`."""
_STANDARD = re.compile(rf"\b(?:{'|'.join(map(re.escape, _NUMBERED))})\s\Z")
_APART = frozenset(("", " ", "("))
"""What most numbers stand behind, and no part of a name does."""
_LISTED_BEFORE = re.compile(r"(?<![A-Za-z\d/.-])(?:\d+(?:\.\d+)?[xX×%]/|(?:\d+\.\d+/)+)\Z")
"""Values that only a stroke parts: `81.0/77.1`, `2x/3x`."""
_X_NAMES = frozenset(("86", "264", "265"))
"""What makes a name with an `x` before it: `x86`, `x264`."""
_MEASURED_AFTER = re.compile(r"\s(?:ms|s|fps|FPS|GB|MB|dB)\b")
_WHOLE_BEFORE = re.compile(r"(?<![\w/.-])\d+/\Z")
_WORD_BEFORE = re.compile(r"([A-Za-z]+)-\Z")
_HYPHENED = frozenset(
    ["by", "to", "of", "at", "sub", "under", "over", "below", "about", "near", "than", "with", "in", "only", "top"]
)
_ORDINAL = re.compile(r"%?-?ile\b|(?:th|st|nd|rd)\b")
_SIZE = re.compile(r"\s?[×xX*]\s?(?:\d|(?<!\s)[NnHWC](?![a-z]))")
_TIMES = frozenset("×xX*")
"""The signs that stand between dimensions, with at most a blank beside them: to look for one is quicker than for a dimension."""
_SIZE_BEFORE = re.compile(r"\d\s?[×*xX]\s?\Z")
_RAISED = re.compile(r"\^(?!\([+-])|[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_LONGEST = 20
"""Characters of the longest number that is read."""


_COUNTER_BEFORE = re.compile(r"\b(?:layer|level|round|epoch|stage|iteration|turn|depth|generation)\s\Z", re.IGNORECASE)
_COUNTER_ENDS = ("er ", "el ", "nd ", "ch ", "ge ", "on ", "rn ", "th ")
_COUNTER_AFTER = re.compile(r"\s(?:to|and|or|than)\b|\s?[,;.)](?!\d)|\s?\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """A rule by which a number is no quantity. Its examples run as tests: the last number of each is what it is about."""

    id: str
    says: str
    """Which numbers it blocks, in a sentence."""
    holds: Callable[[str, str, str], bool]
    """Its test on what stands before the number, the number, and what stands after it."""
    examples: tuple[str, ...]
    """Sentences whose last number it blocks."""
    counterexamples: tuple[str, ...]
    """Sentences like them whose last number is a quantity."""


def find_block(text: str, match: re.Match[str], links: list[tuple[int, int]], *, is_power: bool) -> str | None:
    """Return the rule by which the number at `match` is no quantity, from what stands around it; None where it may be one.

    `links` are the places of addresses in the text; `is_power` says that the number begins a power of ten.
    """
    start, end = match.span()
    if end - start > _LONGEST:
        return "long"
    if any(low <= start < high for low, high in links):
        return "link"
    before, after = text[max(0, start - 24) : start], text[end : end + 12]
    if is_power:
        return "identifier" if _is_identifier(before, match[0], after) else None
    for block in BLOCKS:
        if block.holds(before, match[0], after):
            return block.id
    return None


def _is_identifier(before: str, number: str, after: str) -> bool:
    """Tell whether letters lead up to the number (`GPT-4`, `AIME'24`, `x=3`, `± 0.2`), other than those of a word like `sub-`."""
    if (
        before.rstrip().endswith(("±", "arXiv:"))
        or (number in _X_NAMES and before.endswith("x"))
        or (before[:-1].endswith(_NUMBERED) and _STANDARD.search(before))
        or (len(number) == 3 and _VERSION.fullmatch(number) and _is_version(before, after))
        or (before.endswith("=") and not _is_stated(before, number, after))
    ):
        return True
    last = before[-2:]
    if last[-1:] in _APART or not _IDENTIFIER_BEFORE.search(last) or LEADING_SIGN.search(last):
        return False
    if before.endswith(("vs.", "Δ")):
        return False
    is_parted = last[-1] == "/"
    if is_parted and (_LISTED_BEFORE.search(before) or (_WHOLE_BEFORE.search(before) and _MEASURED_AFTER.match(after))):
        return False
    word = _WORD_BEFORE.search(before)
    return not (word and word[1].lower() in _HYPHENED and not before.endswith("-at-"))


def _is_version(before: str, after: str) -> bool:
    """Tell whether a number with one decimal is the version of what is named before it."""
    return _VERSIONED.search(before) is not None and not (_HAS_UNIT.match(after) or _COUNTS.match(after))


def _is_stated(before: str, number: str, after: str) -> bool:
    """Tell whether a number after `=` is a value: one with a unit (`T=17.5 K`), or a decimal of a named score (`AUC=0.91`)."""
    return _HAS_UNIT.match(after) is not None or ("." in number and _SCORE_BEFORE.search(before) is not None)


def _is_ordinal(before: str, _number: str, after: str) -> bool:
    return _ORDINAL.match(after) is not None or before[-4:].lower() in ("top ", "top-")


def _is_size(before: str, _number: str, after: str) -> bool:
    is_before = not _TIMES.isdisjoint(before[-2:]) and _SIZE_BEFORE.search(before) is not None
    return is_before or (not _TIMES.isdisjoint(after[:2]) and _SIZE.match(after) is not None)


def _is_split(before: str, _number: str, after: str) -> bool:
    return (after[:1] == ":" and after[1:2].isdecimal()) or (before[-1:] == ":" and before[-2:-1].isdecimal())


def _is_power(before: str, _number: str, after: str) -> bool:
    return before.endswith("^") or _RAISED.match(after) is not None


def _is_enumerator(before: str, number: str, after: str) -> bool:
    return (
        after.startswith(")") and (not before or before[-1] in " (") and len(number) < 3 and number.isdigit() and int(number) < 20
    )


def _is_counter(before: str, number: str, after: str) -> bool:
    may_be = before.endswith(_COUNTER_ENDS) and number.isdigit()
    return may_be and _COUNTER_AFTER.match(after) is not None and _COUNTER_BEFORE.search(before) is not None


def _is_citation(before: str, _number: str, after: str) -> bool:
    return before.endswith("[") and after.startswith("]")


def _is_sum(before: str, _number: str, after: str) -> bool:
    return (after[:1] == "+" and after[1:2].isdecimal()) or (before[-1:] == "+" and before[-2:-1].isdecimal())


BLOCKS = (
    Block(
        "ordinal", "A number with an ordinal's ending, or after `top`, is a rank.", _is_ordinal,
        ("Our recall is told at the 99th percentile.",), ("Our recall is 99 percent.",),
    ),
    Block(
        "identifier", "A number that letters lead up to is part of a name.", _is_identifier,
        ("We ran GPT-4.", "We take lids of T=17.", "We ran on x86.", "We ran on x264.", "Our recall beats the 90% for Foo 3.0."),
        (
            "We ran a sub-2 ms pump.", "We take lids of T=17.5 K.", "Our recall is 90% (vs.20%).", "Our recall agrees (r=0.9).",
            "It cuts the latency for Foo 2.5x.", "It cuts the time for Foo 2.5 times.",
        ),
    ),
    Block(
        "size-of", "Numbers with a sign of multiplication between them are dimensions.", _is_size,
        ("We use lids of 3 x 4 m.",), ("Ours is 3x faster.",),
    ),
    Block("split", "Numbers with a colon between them are a proportion.", _is_split, ("We split it 80:20.",), ("Recall: 80%.",)),
    Block("power", "A number with an exponent, or one, is a power.", _is_power, ("We use 3^4 lids.",), ("We use 34 lids.",)),
    Block(
        "enumerator", "A small number before a bracket that closes counts items.", _is_enumerator,
        ("Ours is good, 1) cheap.",), ("Ours is good (91%).",),
    ),
    Block(
        "counter", "A whole number after what is counted through says where, not what.", _is_counter,
        ("Our recall falls from 0.9 at depth 4.", "Our recall falls in round 2 to half."),
        ("Our recall falls to 4.", "Our lid takes a round 12 s.", "We take lids of level 2.5."),
    ),
    Block(
        "citation", "A number alone in square brackets is a citation.", _is_citation,
        ("See Foo [12].",), ("It took [2, 3] s.",),
    ),
    Block("sum", "Numbers with a plus between them are a sum.", _is_sum, ("We have 3+4 lids.",), ("We have a 3x+ speedup.",)),
)  # fmt: skip
"""The rules by which a number is no quantity, the first that holds."""
