"""Finds whose value a number is, where it is not the paper's own."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.metric.frame import Frame
from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.slot import NOTHING, Slot

_NAME = r"(?P<name>[A-Z](?:[\w+-]|\.(?=\w)){1,30}(?:\s[A-Z\d](?:[\w+-]|\.(?=\w)){0,20}){0,2})"
_RIVAL = Template(
    r"\b(?:[Ww]hile|[Ww]hereas|where)\s(?:the\s)?" + _NAME + r"\s"
    r"(?:(?:only\s)?(?:{reach}|(?:requir|tak|get|scor)\w{1,3})|alone\s\w+s)\s[^,;.\d]{0,30}\Z"
)
_RIVAL_PHRASE = re.compile(
    r"\b(?:whereas\s(?:the\s)?|while\s(?:the\s)?(?=(?:baselines?|existing|previous|prior|standard|conventional|traditional|vanilla)\b))"
    r"(?P<name>(?!(?:ours?|we|it|this|these|that|the|only|proposed|new|\w+ing)\b)[a-z][\w-]*(?:\s[\w-]+){0,4}?)\s"
    r"(?:can\s\w+\sonly|(?:can\s)?only\s\w+|\w+s?\s(?:in\s|at\s|for\s)?only)\s[^,;.\d]{0,30}\Z"
)
"""`whereas slow boiling reaches only` and the like: who does only so much is a rival."""
_WHICH = Template(r",?\s(?:which|that)\s(?:only\s)?(?:{reach}|(?:requir|tak|get|scor|need|ha[ds])\w{0,3})\s[^,;.\d]{0,30}\Z")
_PREVIOUS = re.compile(r"\b(?:previous|prior|existing|former)\s[\w\s-]{0,30}\s(?:of|at)\s\Z")
_EARLIER = r"[^()]{1,60}(?:/|,|and)\s?(?:[A-Za-z][\w@-]*\s(?:of\s|=\s?)?)?"
"""What stands in brackets before the second of a rival's values: `3.3 FID / ` and `2.1x, LPIPS `."""
_ASIDE_OF = re.compile(rf"{_NAME}\s\((?:{_EARLIER})?\Z")
_IN_ASIDE = re.compile(rf"\s?\((?:with |at |of )?{_EARLIER}")
_BRACKETED = re.compile(rf"\({_NAME}\s\Z")
"""Whose value it is, in brackets before it: `deep models (Foo 72%)`."""
_POSSESSED = re.compile(rf"(?:{_NAME}|(?P<noun>baseline|base model|teacher|human))['’]s?\s(?:[a-z-]+\s){{0,3}}?(?:of\s|at\s)?\Z")
"""Whose value it is, before what is measured of it: `surpassing Foo's 93.2%`."""
_SAME_CLAUSE = re.compile(r"(?:(?!\b(?:while|whereas|but)\b)[^;])*")


def find_subject(parsed: Parsed, index: int, frame: Frame, comparisons: tuple[Comparison, ...]) -> Slot:
    """Return the other system whose value the quantity at `index` is: `baseline` where it has no name."""
    quantity = parsed.quantities[index]
    if told := next((c for c in comparisons if c.owns and c.start < quantity.start < c.end), None):
        return Slot(told.items, "owner")
    if quantity.pair:
        is_first = quantity.start == quantity.pair[0]
        return Slot((_name_rival(parsed, index, comparisons),), "pair") if is_first else NOTHING
    if frame.versus:
        owner = _BRACKETED.search(parsed.text[max(0, quantity.start - 60) : quantity.start])
        return Slot((owner["name"],), "owner") if owner else Slot((_name_rival(parsed, index, comparisons),), "versus")
    start = parsed.quantities[parsed.groups[index][0]].start
    before = parsed.text[max(0, start - 90) : start]
    if rival := parsed.cues.fill(_RIVAL).search(before) or _RIVAL_PHRASE.search(before):
        return Slot((rival["name"],), "rival")
    if _PREVIOUS.search(before):
        return Slot(("baseline",), "previous")
    owner = _POSSESSED.search(before)
    if owner and frame.form == "absolute" and any(c.start < start - len(owner[0]) + 1 for c in comparisons):
        return Slot((owner["name"] or owner["noun"],), "owner")
    compared = _find_compared(parsed, index, start, comparisons)
    return Slot((compared,), "compared") if compared else NOTHING


def _name_rival(parsed: Parsed, index: int, comparisons: tuple[Comparison, ...]) -> str:
    """Name the system that a value beside the own one is of: the only one compared with before it, else `baseline`."""
    start = parsed.quantities[index].start
    comparisons = tuple(c for c in comparisons if not c.owns)
    before = [c for c in comparisons if c.end <= start or (c.start < start and parsed.text.endswith("(", c.start, start))]
    told = before or [c for c in comparisons if parsed.quantities[index].pair and _is_set_against(parsed.text, start, c)]
    return told[-1].items[0] if len(told) == 1 and len(told[0].items) == 1 else "baseline"


def _is_set_against(text: str, start: int, comparison: Comparison) -> bool:
    """Tell whether a comparison is with the pair that begins at `start`: `from 12% to 55% against the strongest baseline`."""
    is_against = text.startswith(("against ", "compared "), comparison.start)
    return is_against and _SAME_CLAUSE.fullmatch(text, start, comparison.start) is not None


def _find_compared(parsed: Parsed, index: int, start: int, comparisons: tuple[Comparison, ...]) -> str | None:
    """Return the compared system that the numbers from `start` on are told of: `Foo (3.3 FID)`, `than Foo, which reaches 3.3`."""
    can_be_aside = parsed.quantities[index].kind not in ("ratio", "percent")
    named = _ASIDE_OF.search(parsed.text[max(0, start - 110) : start]) if can_be_aside else None
    for comparison in comparisons:
        if named and comparison.start < start <= comparison.end + 2:
            return named["name"]
        if can_be_aside and _IN_ASIDE.fullmatch(parsed.text[comparison.end : start][:90]):
            return comparison.items[-1]
        gap = parsed.text[comparison.end : start] if 0 <= start - comparison.end <= 60 else "-"
        if (can_be_aside and re.fullmatch(r"\s?\((?:with |at |of )?", gap)) or parsed.cues.fill(_WHICH).match(gap):
            return comparison.items[-1]
    return None
