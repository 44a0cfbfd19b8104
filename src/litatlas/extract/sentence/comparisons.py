"""Finds what a sentence compares with: `over Foo and Bar`, `compared to 3.2 for Foo`, `outperforms Foo`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.extract.sentence.rivals import read_items
from litatlas.extract.sentence.shapes import KIND
from litatlas.extract.sentence.triggers import TRIGGER
from litatlas.extract.sentence.trimming import LARGER

_LEADS = re.compile(
    r"(?:(?:[A-Z]\w*,\s|(?:On|In|For|Across|At|Under|With)\s[^,;.]{1,60},\s)?(?:and\s|When\s|when\s|As\s)?|[A-Z][^,;.]{0,60}\sthat,?\s)\Z"
)
_PREDICATE = Template(
    r"(?:we|our|it|the proposed)\s|.*\b(?:improv|reduc|deliver|provid|yield|offer|gain|run|show"
    r"|requir|can|is|are|has|lower|increas|boost|cut|demonstrat|exhibit|sav|us|enabl|maintain|produc|generat|find|solv|need|tak|train)(?:e?s|e)?\s|.*\b(?:{beat}|{reach})(?<!ing)(?<!ed)\s",
    re.IGNORECASE,
)
"""A piece that is the main clause, after a comparison that leads the sentence."""
_NUMBER = r"(?:[~$<>≈]|[≥≤]\s?)?\d[\d.,]*(?:\s?[-–~∼]\s?\d[\d.,]*)?(?:[%x×]|\s?times\b)?"
_VALUES = Template(
    rf"(?:(?:the|an?|{{only}}|{{hedge}})\s)?(?:(?<=\s)(?:[a-z]+\s){{1,3}}of\s)?{_NUMBER}(?:(?:,\s|\sand\s|,\sand\s){_NUMBER})*"
    r"(?![\d.]|[A-Z]?-[A-Za-z]|D(?![a-z]))"
)
"""The values that a comparison is with: `3.2`, `a score of 3.2 and 4.5`; a `1T-parameter model` is none."""
_RIVALS = re.compile(
    rf"(?:the\s|an?\s|all\s)?(?:over\s|more than\s)?(?:\d+(?:\.\d+)?[BMT]\s(?!(?:\w+\s)?(?:tokens|parameters|params)\b)"
    rf"|\d+\s(?:(?!(?:for|of|by|with|in|on|to|over|from|points?)\b)[A-Za-z][\w-]*\s){{0,4}}?(?:{KIND}s|LLMs|VLMs|MLLMs)\b)"
)
"""Rivals that are counted or told by their size, which are no values: `13 slow baselines`, `the 70B FooNet`."""
_OWNED = Template(
    r"(?:\s(?!for\b|of\b|with\b|by\b|in\b|from\b|using\b|and\b)[\w/-]{1,16}){0,3}?"
    r"\s(?:(?:{reach}(?<=ed)|reported)\s(?:by|with|in|for)|for|of|with|by|in|from|(?:under|at)(?!\s(?:the\s)?(?:same|equal|identical|similar)\b))"
    r"\s(?!(?:{hedge}\s)?\d)"
)
_NEXT_VALUE = re.compile(rf"(?:,\s(?:and\s)?|\sand\s){_NUMBER}(?=\s(?:for|of|with|by|in|under|at)\s)")
"""What parts the owners of values: `3.2 for Foo and 4.5 for Bar`."""
_MEASURED = re.compile(r"(?<=[\w'’])\s(?:performance|accuracy|quality)\Z")
"""In what a work is as good as a rival: `matches full attention accuracy`."""
_SYSTEM = re.compile(rf"[A-Z]|\b(?:{KIND}s?|prior work|teacher|human|state-of-the-art)\b")
"""What tells that values which are only exceeded, not set against, are another's: `higher than 69% in Foo`."""
_BOUND = re.compile(r"\b(?:more|less|fewer|greater|of|for|by|to)\s\Z")
"""What makes `than` or `over` before a value a bound of it: `more than 3%`."""
_SETS_AGAINST = Template(r"{compared}|against")
REACH = 220
"""Characters that what a number is compared with may be long."""


class Comparison(NamedTuple):
    """Something that is compared with, at its place in the sentence."""

    start: int
    end: int
    items: tuple[str, ...]
    beats: bool
    """Whether a verb leads to it (`outperforms X by 3%`), so that its numbers come after."""
    leads: bool = False
    """Whether it leads its sentence (`Compared to X, ...`), so that it holds for all numbers of it."""
    equals: bool = False
    """Whether the work is said to be as good as it (`accuracy comparable to X`), so that a change alone is from it."""
    owns: bool = False
    """Whether it is with values, which are its item's (`compared to 3.2 for X`)."""


def find_comparisons(text: str, cues: Cues) -> tuple[Comparison, ...]:
    """Find all comparisons of a sentence, from left to right; linear in its length."""
    found: list[Comparison] = []
    for trigger in cues.fill(TRIGGER).finditer(text):
        start = trigger.end()
        window = text[start : start + REACH]
        is_mean = bool(found) and found[0].leads and text.endswith("average ", 0, trigger.start())
        if is_mean or (found and start < found[-1].end):
            continue
        if (values := cues.fill(_VALUES).match(window)) and not (LARGER.match(window) or _RIVALS.match(window)):
            owners = _find_owners(trigger.start(), start + values.end(), text, cues)
            is_set_against = cues.fill(_SETS_AGAINST).match(trigger[0]) is not None
            is_bound = not is_set_against and _BOUND.search(text[max(0, trigger.start() - 10) : trigger.start()])
            found += (owner for owner in owners if is_set_against or (_SYSTEM.search(owner.items[0]) and not is_bound))
            continue
        leads = trigger["compared"] is not None and len(text) > 60 and _LEADS.match(text[: trigger.start()]) is not None
        if leads and "," in window:
            main = _find_main(window, cues)
            window = window[:main] if main else window
        items, length = read_items(window)
        items = tuple(_MEASURED.sub("", item) for item in items) if trigger["equal"] else items
        if items:
            found.append(
                Comparison(
                    trigger.start(),
                    start + length,
                    items,
                    trigger["beat"] is not None,
                    leads=leads,
                    equals=trigger["equal"] is not None,
                )
            )
    return tuple(found)


def _find_owners(start: int, end: int, text: str, cues: Cues) -> Iterator[Comparison]:
    """Find whose the values are that a comparison is with: `compared to 3.2 for Foo and 4.5 for Bar`."""
    while owned := cues.fill(_OWNED).match(text, end):
        window = text[owned.end() : owned.end() + REACH]
        following = _NEXT_VALUE.search(window)
        items, length = read_items(window[: following.start()] if following else window)
        if not items:
            return
        end = owned.end() + (following.start() if following else length)
        yield Comparison(start, end, items[:1], beats=False, owns=True)
        if following is None:
            return
        start, end = end, owned.end() + following.end()


def _find_main(window: str, cues: Cues) -> int:
    """Return where the main clause begins after a comparison that leads its sentence; 0 where that is not seen."""
    position = 0
    for _ in range(6):
        comma = window.find(", ", position)
        if comma < 0:
            return 0
        position = comma + 2
        following = window.find(", ", position)
        if cues.fill(_PREDICATE).match(window[position : following if following > 0 else len(window)]):
            return comma
    return 0
