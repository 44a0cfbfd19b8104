"""Tells results from everything else that a number can be: set-up, background, sizes. Every decision has the id of its rule."""

import re
from collections.abc import Callable, Mapping

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.choice import find_term
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.role.capability import judge_count
from litatlas.extract.role.measured import judge_bare, judge_measured
from litatlas.extract.role.role import Case, Role, accept, dismiss
from litatlas.extract.role.shares import judge_percent, judge_ratio
from litatlas.extract.sentence.parsed import Parsed

_FITS = re.compile(
    r"\b(?:can|could|able to|us to|users to|allow\w* to|enabl\w+|to)\s"
    r"(?:train|tune|fine-?tune|run|execute|serve|fit|host|load)(?:s|ing)?\s"
    r"(?:only\s|even\s|up to\s|over\s)?(?:an?\s|the\s)?\Z"
)
_IN_TIME = re.compile(r"[^.;,]{0,40}\b(?:in|within)\s(?:about |~|under |only )?\d")
_ON_ONE = re.compile(r"[^.;]{0,40}\b(?:single|one|same)\s")
_HELD_BY = re.compile(r"\s?(?:with\s|\()")
_SETUP_NAMES = (
    r"batch sizes?|sequence lengths?|context lengths?|context windows?|learning rates?|temperature|resolutions?|thresholds?"
    r"|bit-?widths?|group size|block size|window size|hidden size|embedding size|ranks?|seeds?|sparsity|compression ratio|budget"
)
_NAMED_SETUP = re.compile(rf"\b(?P<name>{_SETUP_NAMES})\s(?:(?:of|is|to|at|up to|=)\s){{0,2}}\Z", re.IGNORECASE)
"""Set-up by its standard name before its number: `a batch size of 32`."""
_NAMED_AFTER = re.compile(
    rf"\s?-?(?:[a-z-]{{3,16}}\s)?(?P<name>{_SETUP_NAMES}|parameters?|layers?|heads?|experts?|epochs?|iterations?|steps?|tasks?|datasets?"
    r"|benchmarks?|models?|languages?|categories|classes|domains?|participants?|projects?|tokens?|frames?|images?|videos?|samples?"
    r"|examples?|questions?|documents?|bits?|nodes?|agents?|robots?|subjects?|repositories|programs?|bugs?|environments?)\b",
    re.IGNORECASE,
)
"""The noun that a number of the set-up counts: `12 tasks`."""
_VERSIONED = re.compile(r"(?<![\w-])[A-Z][\w-]*(?:[A-Z]|[a-z]-[A-Z]|\d)[\w-]*\s\Z")
_RESTATED = re.compile(r"\b(?:[Aa]t|[Uu]nder|[Ww]ith) (?:this|these|that|those|such an?)\s\Z")
"""What points back to a number: `at this 80x compression`."""
_BY_USING = re.compile(r"\bby\s(?:leverag|exploit|utiliz|utilis|harness|us)ing\s(?:the|an?|its|their)\s\Z")
"""What a gain is owed to: `by leveraging the 12x lower latency of`."""
_QUALITY_AFTER = re.compile(r"\s(?:[a-z-]+\s)?(?:resolution|accuracy|precision|latency|error|sensitivity|linewidth|overhead)\b")
"""What a unit tied by a hyphen is a value of: `2-ms latency`, not `10-second clips`."""
_GAIN_AFTER = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:gain|improvement|increase|boost|drop|decrease|decline|reduction|advantage|lead|uplift)s?\b"
)
"""What points are of that a hyphen ties to it: `a 9.5-point gain`."""
_MOVED = re.compile(
    r"\b(?:increas|rais|vary|chang|sweep|heat|cool|tun|mov|widen)ing\s(?:[\w-]+\s){1,6}from\s(?:\S+\s\S*\s?to\s)?\Z"
)
_EFFECT_AFTER = re.compile(r"(?:\sto\s\S+\s\S+)?\s(?:[a-z]+ly\s)?[a-z]+(?:ed|es|s)\s(?:the\s)?[a-z]")
"""What a change that was made brought about: `increasing the pressure from 3 to 5 kPa enhanced the stiffness`."""
_SPREAD_OF = re.compile(
    r"\b(?:CIs?|confidence intervals?|credible intervals?|limits of agreement|IQRs?|interquartile range|SDs?"
    r"|standard deviations?|σ|[Ss]td\.?"
    r"|[pP]|p-values?)\s?(?:(?:of|is|was|between|from|=|<|>|≤|:|,)\s?){0,2}[\[(]?\s?[-−]?\Z"
)
"""What tells how sure a value is, which is no outcome itself."""
_CERTAIN = ("background", "unaligned", "identifier", "modifier", "device")
"""Rules whose reason stands, whatever noun is beside the number."""


def find_role(parsed: Parsed, index: int, frame: Frame, vocabulary: Vocabulary) -> Role:
    """Decide on the quantity at `index` of the sentence, whose frame was read."""
    quantity = parsed.quantities[index]
    before, after = parsed.text[max(0, quantity.start - 80) : quantity.start], parsed.text[quantity.end : quantity.end + 60]
    first, last = (parsed.quantities[i] for i in parsed.groups[index])
    lead, tail = parsed.text[max(0, first.start - 80) : first.start], parsed.text[last.end : last.end + 60]
    case = Case(parsed, quantity, frame, find_term(parsed, frame.metric, vocabulary), before, after, lead, tail)
    role = _find_settled(case) or _JUDGES.get(quantity.kind, judge_measured)(case)
    if role.is_result and frame.metric is not None:
        return role
    if role.rule in _CERTAIN:
        return role
    named = _NAMED_SETUP.search(before) or _NAMED_AFTER.match(after)
    if named:
        return Role(is_result=False, rule=role.rule, reason=f"set-up: {named['name'].lower()}")
    return dismiss("no-metric") if role.is_result else role


def _find_settled(case: Case) -> Role | None:
    """Decide where the kind of unit does not matter; None where it does."""
    parsed, quantity, frame = case.parsed, case.quantity, case.frame
    if parsed.is_background or frame.rule == "unaligned":
        return dismiss("background" if parsed.is_background else "unaligned")
    if frame.rule == "finding":
        return accept("finding")
    if quantity.kind == "bare" and _is_version(parsed, quantity):
        return dismiss("identifier")
    is_fitted = frame.metric == "parameters" and _FITS.search(case.before) is not None and not _IN_TIME.match(case.after)
    if is_fitted and (parsed.hardware or _ON_ONE.match(case.after)):
        return accept("capability")
    if quantity.kind not in ("ratio", "time") and _SPREAD_OF.search(case.lead[-40:]):
        return dismiss("operating-point")
    is_gain = quantity.kind == "score" and _GAIN_AFTER.match(case.after) is not None
    if quantity.hyphened and quantity.kind != "count" and not _QUALITY_AFTER.match(case.after) and not is_gain:
        return dismiss("modifier")
    is_moved = quantity.pair is not None and _MOVED.search(case.before) and _EFFECT_AFTER.match(case.after)
    if is_moved or _RESTATED.search(case.before) or _BY_USING.search(case.before):
        return dismiss("operating-point")
    return dismiss("device") if _belongs_to_device(parsed, quantity) else None


def _is_version(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether a number is the version of a name before it (`Foo-Bar 2.0`), not the value of a metric before it."""
    named = _VERSIONED.search(parsed.text[max(0, quantity.start - 40) : quantity.start])
    is_short = re.fullmatch(r"\d\.\d", parsed.text[quantity.start : quantity.end]) is not None
    if is_short and any(model.end == quantity.start - 1 for model in parsed.models):
        return True
    return named is not None and is_short and not any(name.end == quantity.start - 1 for name in parsed.metrics)


def _belongs_to_device(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether a number counts devices or belongs to a device's name or memory (`4x H100`, `two 80GB A100s`)."""
    if quantity.kind == "device time":
        return False
    is_bytes = quantity.kind == "bytes"
    for name in parsed.hardware:
        follows, precedes = name.start - quantity.end, quantity.start - name.end
        is_per = parsed.text[: name.start].endswith(("/", " per "))
        if follows < 0 and precedes < 0 and not is_per:
            return True
        if 0 <= follows <= 2 and (quantity.kind in ("ratio", "bare") or (is_bytes and any(c.isdigit() for c in name.id))):
            return True
        if is_bytes and 0 <= precedes <= 8 and (precedes <= 2 or _HELD_BY.fullmatch(parsed.text[name.end : quantity.start])):
            return True
    return False


_JUDGES: Mapping[str, Callable[[Case], Role]] = {
    "ratio": judge_ratio,
    "percent": judge_percent,
    "count": judge_count,
    "bare": judge_bare,
    "score": judge_bare,
}
