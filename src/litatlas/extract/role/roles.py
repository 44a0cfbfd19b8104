"""Tells results from everything else that a number can be: set-up, background, sizes. Every decision has the id of its rule."""

import re
from collections.abc import Callable, Mapping

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.choice import find_term
from litatlas.extract.metric.frame import Frame
from litatlas.extract.role.bare import judge_bare
from litatlas.extract.role.capability import judge_count
from litatlas.extract.role.measured import judge_measured
from litatlas.extract.role.role import Case, Role, dismiss
from litatlas.extract.role.settled import find_settled
from litatlas.extract.role.shares import judge_percent, judge_ratio
from litatlas.extract.sentence.parsed import Parsed

_SETUP_NAMES = (
    r"batch sizes?|sequence lengths?|context lengths?|context windows?|learning rates?|temperature|resolutions?|thresholds?"
    r"|bit-?widths?|group size|block size|window size|hidden size|embedding size|ranks?|seeds?|sparsity|compression ratio|budget"
)
_NAMED_SETUP = re.compile(rf"\b(?P<name>{_SETUP_NAMES})\s(?:(?:of|is|to|at|up to|=)\s){{0,2}}\Z", re.IGNORECASE)
"""Set-up by its standard name before its number: `a batch size of 32`."""
_LONGEST_SETUP = 40
"""Characters before a number in which such a name begins, with what ties it: `compression ratio of up to`."""
_NAMED_AFTER = re.compile(
    rf"\s?-?(?:[a-z-]{{3,16}}\s)?(?P<name>{_SETUP_NAMES}|parameters?|layers?|heads?|experts?|epochs?|iterations?|steps?|tasks?|datasets?"
    r"|benchmarks?|models?|languages?|categories|classes|domains?|participants?|projects?|tokens?|frames?|images?|videos?|samples?"
    r"|examples?|questions?|documents?|bits?|nodes?|agents?|robots?|subjects?|repositories|programs?|bugs?|environments?)\b",
    re.IGNORECASE,
)
"""The noun that a number of the set-up counts: `12 tasks`."""
_CERTAIN = ("background", "unaligned", "identifier", "modifier", "device")
"""Rules whose reason stands, whatever noun is beside the number."""


def find_role(parsed: Parsed, index: int, frame: Frame, vocabulary: Vocabulary) -> Role:
    """Decide on the quantity at `index` of the sentence, whose frame was read."""
    quantity = parsed.quantities[index]
    before, after = parsed.text[max(0, quantity.start - 80) : quantity.start], parsed.text[quantity.end : quantity.end + 60]
    first, last = (parsed.quantities[i] for i in parsed.groups[index])
    lead, tail = parsed.text[max(0, first.start - 80) : first.start], parsed.text[last.end : last.end + 60]
    case = Case(parsed, quantity, frame, find_term(parsed, frame.metric, vocabulary), before, after, lead, tail)
    role = find_settled(case) or _JUDGES.get(quantity.kind, judge_measured)(case)
    if role.is_result and frame.metric is not None:
        return role
    if role.rule in _CERTAIN:
        return role
    named = _NAMED_SETUP.search(before, max(0, len(before) - _LONGEST_SETUP)) or _NAMED_AFTER.match(after)
    if named:
        return Role(is_result=False, rule=role.rule, reason=f"set-up: {named['name'].lower()}")
    return dismiss("no-metric") if role.is_result else role


_JUDGES: Mapping[str, Callable[[Case], Role]] = {
    "ratio": judge_ratio,
    "percent": judge_percent,
    "count": judge_count,
    "bare": judge_bare,
    "score": judge_bare,
}
