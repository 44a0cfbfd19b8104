"""Tells results from everything else that a number can be: set-up, background, sizes. Every decision has the id of its rule."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from litatlas.extract.frames import Frame
from litatlas.extract.lexicon import MetricTerm, Vocabulary
from litatlas.extract.measures import find_term
from litatlas.extract.quantities import Quantity
from litatlas.extract.reasons import REASONS
from litatlas.extract.scenes import Scene

_TASK = re.compile(
    r"\A\s?-?(?:super-?resolution|accelerated data|undersampl\w+|subsampl\w+|oversampl\w+|cross-?validation"
    r"|upscal\w+|upsampl\w+|downsampl\w+|zoom|magnification|SR\b|spatial|scaling factor|scale factor"
    r"|interpolation)",
    re.IGNORECASE,
)
_OF_DATA = re.compile(
    r"\A\s(?:of\s)?(?:the\s|its\s|all\s|our\s)?(?:labeled|labelled|training|annotated|unlabeled|original|available)?\s?"
    r"(?:data|labels|samples)\b"
)
_HOURS_OF = re.compile(
    r"\A\s(?:of\s)?(?:[\w-]+\s){0,2}"
    r"(?:video|audio|speech|recording|footage|clip|music|data|motion|driving|interaction|conversation)s?\b"
)
_SHARE_CONDITION = re.compile(
    r"\A\s(?:\w+\s){0,2}"
    r"(?:sparsity|sparse|confidence|CI|credible|limits of agreement|pruning|masking"
    r"|dropout|missing|noise|CMOS|technology|overlap|significance|budget)\b"
)
_AT_CONDITION = re.compile(r"\b(?:sparsity|confidence|ratio) (?:of|at)\s\Z|\bat\s\Z")
_CAPABILITY = re.compile(
    r"\b(?:scal\w+|extend\w*|support\w*|handl\w+|generat\w+|process\w*|reach\w*|train\w*|enabl\w+|execute|run|up to)\b"
)
_EXTENDS = re.compile(r"\b(?:scal(?:es?|ed|ing)|extend\w*|support\w*|handl\w+|reach\w*|increas\w+|achiev\w+)\b(?!.{0,60}\bat\s)")
_AS_FAR_AS = re.compile(r"\b(?:up to|to|of|about|over|approximately)\s\Z")
_ONLY = re.compile(
    r"\b(?:only|just|single|less than|under|within|below|as little as|as low as|requir\w+|using|us\w+|consum\w+)\s"
    r"(?:an?\s|about\s|~)?\Z"
)
_REACHED = re.compile(r"\b(?:achiev|scor|obtain|reach|attain|yield|record|deliver)\w*\b|\b(?:result|rate) of\b")
_COUNTED_NOUN = re.compile(r"\s(?!(?:on|in|for|with|at|and|to|over|versus|vs|when|while)\b)(?:[A-Z][\w-]*\s){0,2}[a-z]")
_FITS = re.compile(
    r"\b(?:can|could|able to|us to|users to|allow\w* to|enabl\w+|to)\s"
    r"(?:train|tune|fine-?tune|run|execute|serve|fit|host|load)(?:s|ing)?\s"
    r"(?:only\s|even\s|up to\s|over\s)?(?:an?\s|the\s)?\Z"
)
_IN_TIME = re.compile(r"[^.;,]{0,40}\b(?:in|within)\s(?:about |~|under |only )?\d")
_ON_ONE = re.compile(r"[^.;]{0,40}\b(?:single|one|same)\s")
_WITH_ONLY = re.compile(r"\A(?:With|Using|At)\s(?:only\s|just\s|merely\s|about\s)*\Z")
_PERIOD = re.compile(r"\b(?:every|each|for|of|first|last|over)\s\Z")
_HELD_BY = re.compile(r"\s?(?:with\s|\()")
_GROWS = ("up", "down")
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


@dataclass(frozen=True, slots=True)
class Role:
    """Whether a number is a result, and the id of the rule that says so."""

    is_result: bool
    rule: str
    reason: str | None = None
    """Why it is no result, in words; None for a result."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A number and what the rules look at."""

    scene: Scene
    quantity: Quantity
    frame: Frame
    term: MetricTerm | None
    before: str
    after: str
    lead: str
    """What stands before the list that the number is in."""
    tail: str
    """What stands after it."""


def find_role(scene: Scene, index: int, frame: Frame, vocabulary: Vocabulary) -> Role:
    """Decide on the quantity at `index` of the scene, whose frame was read."""
    quantity = scene.quantities[index]
    before, after = scene.text[max(0, quantity.start - 80) : quantity.start], scene.text[quantity.end : quantity.end + 60]
    first, last = (scene.quantities[i] for i in scene.groups[index])
    lead, tail = scene.text[max(0, first.start - 80) : first.start], scene.text[last.end : last.end + 60]
    case = _Case(scene, quantity, frame, find_term(scene, frame.metric, vocabulary), before, after, lead, tail)
    role = _find_settled(case) or _JUDGES.get(quantity.kind, _judge_measured)(case)
    if role.is_result and frame.metric is not None:
        return role
    if role.rule in _CERTAIN:
        return role
    named = _NAMED_SETUP.search(before) or _NAMED_AFTER.match(after)
    if named:
        return Role(is_result=False, rule=role.rule, reason=f"set-up: {named['name'].lower()}")
    return dismiss("no-metric") if role.is_result else role


def _find_settled(case: _Case) -> Role | None:
    """Decide where the kind of unit does not matter; None where it does."""
    scene, quantity, frame = case.scene, case.quantity, case.frame
    if scene.is_background or frame.rule == "unaligned":
        return dismiss("background" if scene.is_background else "unaligned")
    if frame.rule == "finding":
        return _yes("finding")
    if quantity.kind == "bare" and _is_version(scene, quantity):
        return dismiss("identifier")
    is_fitted = frame.metric == "parameters" and _FITS.search(case.before) is not None and not _IN_TIME.match(case.after)
    if is_fitted and (scene.hardware or _ON_ONE.match(case.after)):
        return _yes("capability")
    if quantity.kind not in ("ratio", "time") and _SPREAD_OF.search(case.lead[-40:]):
        return dismiss("operating-point")
    if quantity.hyphened and quantity.kind != "count":
        return dismiss("modifier")
    if _RESTATED.search(case.before):
        return dismiss("operating-point")
    return dismiss("device") if _belongs_to_device(scene, quantity) else None


def _yes(rule: str) -> Role:
    return Role(is_result=True, rule=rule)


def dismiss(rule: str) -> Role:
    """Return the role of a number that the rule says is no result."""
    return Role(is_result=False, rule=rule, reason=REASONS[rule])


def _is_version(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether a number is the version of a name before it (`Foo-Bar 2.0`), not the value of a metric before it."""
    named = _VERSIONED.search(scene.text[max(0, quantity.start - 40) : quantity.start])
    is_short = re.fullmatch(r"\d\.\d", scene.text[quantity.start : quantity.end]) is not None
    return named is not None and is_short and not any(name.end == quantity.start - 1 for name in scene.metrics)


def _belongs_to_device(scene: Scene, quantity: Quantity) -> bool:
    """Tell whether a number counts devices or belongs to a device's name or memory (`4x H100`, `two 80GB A100s`)."""
    if quantity.kind == "device time":
        return False
    is_bytes = quantity.kind == "bytes"
    for name in scene.hardware:
        follows, precedes = name.start - quantity.end, quantity.start - name.end
        is_per = scene.text[: name.start].endswith(("/", " per "))
        if follows < 0 and precedes < 0 and not is_per:
            return True
        if 0 <= follows <= 2 and (quantity.kind in ("ratio", "bare") or (is_bytes and any(c.isdigit() for c in name.id))):
            return True
        if is_bytes and 0 <= precedes <= 8 and (precedes <= 2 or _HELD_BY.fullmatch(scene.text[name.end : quantity.start])):
            return True
    return False


def _judge_ratio(case: _Case) -> Role:
    if _TASK.match(case.after):
        return dismiss("task-factor")
    if case.frame.metric is None:
        return dismiss("no-metric")
    is_spelled = case.scene.text[case.quantity.start : case.quantity.end].endswith(" times")
    return dismiss("occasions") if is_spelled and case.frame.direction is None else _yes("ratio")


def _judge_percent(case: _Case) -> Role:
    is_condition = (
        _SHARE_CONDITION.match(case.tail)
        or _SHARE_CONDITION.match(case.after)
        or _OF_DATA.match(case.after)
        or _AT_CONDITION.search(case.before)
    )
    if _WON_ON.search(case.before) and _OF_BENCHMARKS.match(case.after):
        return dismiss("count")
    if is_condition and not (case.frame.direction in _GROWS and case.frame.form == "relative"):
        return dismiss("share-condition")
    if case.frame.rule == "performance" and case.frame.direction is None and case.frame.form != "fraction":
        return dismiss("no-metric")
    return _yes("percent")


def _judge_count(case: _Case) -> Role:
    unit, before = case.quantity.unit, case.before
    if (
        unit in ("frames", "tokens")
        and re.search(r"\b(?:up to|as many as|more than|over)\s\Z", before)
        and _CAPABILITY.search(before)
    ):
        return _yes("capability")
    if unit in ("frames", "tokens") and case.quantity.pair and case.frame.direction == "up":
        return _yes("capability")
    if unit in ("LUTs", "FFs", "DSPs", "BRAMs"):
        return _yes("resources")
    if unit == "parameters" and _WITH_ONLY.match(case.scene.text[: case.quantity.start][:40]):
        return dismiss("set-up")
    if unit == "parameters" and re.search(r"\b(?:up to|only|just)\s\Z", before):
        return _yes("capability")
    return dismiss("count")


def _judge_measured(case: _Case) -> Role:
    return next((dismiss(rule) for rule, is_none in _NOT_MEASURED if is_none(case)), _yes("measured"))


def _is_unreported(case: _Case) -> bool:
    if (case.frame.metric or "").endswith("resolution") and not (
        _REACHED.search(case.before) or _OUTCOME_AFTER.match(case.after)
    ):
        return True
    if _SYMBOL.search(case.frame.metric or "") and case.frame.rule == "phrase-before":
        return _DETERMINED.search(case.lead) is None
    is_asserted = _COPULA.search(case.lead) is not None
    return case.frame.rule == "phrase-before" and not (
        is_asserted or _OUTCOME.search(case.before) or _OUTCOME_AFTER.match(case.after)
    )


def _is_range_chosen(case: _Case) -> bool:
    return (
        case.quantity.kind in ("energy", "frequency", "length", "physical", "time", "mass")
        and _REGION.search(case.before) is not None
    )


def _is_amount_of_data(case: _Case) -> bool:
    return case.quantity.kind in ("time", "device time") and _HOURS_OF.match(case.after) is not None


def _is_budget(case: _Case) -> bool:
    kind = case.quantity.kind
    return (kind == "time" and _TARGET.match(case.after) is not None) or (
        kind == "device time" and re.match(r"\s?budget", case.after) is not None
    )


def _is_size(case: _Case) -> bool:
    if case.quantity.kind != "bytes" or _ONLY.search(case.before):
        return False
    is_store = _STORE.match(case.after) is not None and case.frame.direction is None
    return is_store or (case.frame.rule == "unit" and case.quantity.bound is None)


def _is_operating_point(case: _Case) -> bool:
    kind, rule = case.quantity.kind, case.frame.rule
    if kind == "bandwidth" and rule == "unit":
        is_named = (case.frame.metric or "").endswith((" rate", " speed"))
        return not is_named and _RUNS_AT.search(case.before) is None
    if kind == "frequency" and case.before.endswith((" a ", " an ")) and _BELONGS.match(case.after):
        return True
    if (kind == "frequency" or rule == "phrase-before") and _AT_POINT.search(case.before):
        return True
    is_clock = rule == "unit" or (rule == "phrase-before" and (case.frame.metric or "").endswith(("frequency", "clock")))
    return kind == "frequency" and is_clock and not _RUNS_AT.search(case.before)


def _is_period(case: _Case) -> bool:
    is_training = case.frame.metric == "training time" and case.before.endswith(" for ")
    is_unnamed = case.quantity.kind == "time" and case.frame.rule == "unit"
    return is_unnamed and _PERIOD.search(case.before) is not None and not is_training


_NOT_MEASURED: tuple[tuple[str, Callable[[_Case], bool]], ...] = (
    ("bare", _is_unreported),
    ("size", _is_range_chosen),
    ("amount-of-data", _is_amount_of_data),
    ("budget", _is_budget),
    ("size", _is_size),
    ("operating-point", _is_operating_point),
    ("period", _is_period),
)
"""The rules by which a number with a unit of measure is no result."""


def _judge_bare(case: _Case) -> Role:
    """Judge a number without a unit: a score where a metric that is a score stands next to it."""
    quantity, rule = case.quantity, case.frame.rule
    if case.frame.metric == "context length" and quantity.high >= 1000 and _AS_FAR_AS.search(case.before):
        return _yes("capability") if _EXTENDS.search(case.before) else dismiss("set-up")
    if quantity.kind == "score" and rule in ("performance", "ellipsis", "antecedent") and case.frame.direction is not None:
        return _yes("points")
    is_integer = not _FRACTIONAL.search(case.scene.text[quantity.start : quantity.end])
    if not is_integer and not quantity.scaled and _is_phrased(case):
        return _yes("phrase")
    if quantity.scaled or case.term is None or "score" not in case.term.units:
        return dismiss("bare")
    if rule == "ellipsis" and _COUNTED_NOUN.match(case.after):
        return dismiss("counted")
    if quantity.pair or rule == "versus":
        return _yes(rule)
    if rule in ("before-link", "before"):
        is_counted = is_integer and _COUNTED_NOUN.match(case.after) is not None
        return dismiss("counted") if is_counted or (is_integer and quantity.low <= 1) else _yes("score")
    return _yes("score-named") if not is_integer and (rule in _NAMED or _REACHED.search(case.before)) else dismiss("bare-weak")


def _is_phrased(case: _Case) -> bool:
    """Tell whether a decimal is reported as the value of what the text's own words name."""
    rule = case.frame.rule
    if rule == "phrase-before" and _SYMBOL.search(case.frame.metric or ""):
        return _DETERMINED.search(case.lead) is not None
    if rule in ("phrase-before", "pair"):
        return _OUTCOME.search(case.before) is not None or case.quantity.pair is not None
    is_score = rule == "phrase" and _SIMILARITY.search(case.frame.metric or "") is not None
    return rule == "versus" or is_score


_TARGET = re.compile(r"\s(?:[\w-]+\s){0,2}(?:SLAs?|SLOs?|budget|deadline|constraint|time-?out|threshold)\b")
"""What a time is set by, not what it came out as: `under a 50 ms TPOT SLA`."""
_STORE = re.compile(
    r"\s(?:of\s)?(?:on-chip\s|off-chip\s|total\s)?(?:S?D?RAM|HBM\w*|VRAM|BRAM|L\d\b|caches?|buffers?|scratchpad|flash)\b"
)
"""What a number of bytes is the size of, where it is a part of the hardware."""
_AT_POINT = re.compile(r"\b(?:at|from|under) (?:an?|the) [a-z\s-]{2,30}\sof\s(?:about |~)?\Z")
_FRACTIONAL = re.compile(r"[.^]|\de-")
_BELONGS = re.compile(r"\s(?![a-z-]*(?:width|resolution|rate|shift|precision|accuracy|increase|gain))[a-z]")
"""What a number with an article before it belongs to: `an 80 MHz channel`, not `a 12 kHz linewidth`."""
_RUNS_AT = re.compile(r"\b(?:operat|runs?\b|running|achiev|reach|attain|clock|scor|obtain|deliver|sustain)\w*\b[^,;]{0,40}\Z")
_VERSIONED = re.compile(r"(?<![\w-])[A-Z][\w-]*(?:[A-Z]|[a-z]-[A-Z]|\d)[\w-]*\s\Z")
_OUTCOME = re.compile(
    r"\b(?:achiev|reach|obtain|attain|yield|demonstrat|measur|observ|report|find|found|exhibit|deliver|show|record|scor|estimat|calculat|infer|deriv|constrain"
    r"|determin|predict|result|realiz|realis|retain|maintain|has|have|had|with|giv|reveal|correspond|exceed)\w*\b"
)
"""Verbs by which a sentence reports what came out."""
_COPULA = re.compile(
    r"\b(?:is|are|was|were)\s(?:about |approximately |only |around |[~≈<>≤≥≲≳]\s?|less than |greater than |close to )?\Z"
)
_REGION = re.compile(
    r"\b(?:energy|frequency|temperature|wavelength|mass|momentum|pressure|spectral|redshift|time|altitude|scan|dynamic|operating)\s"
    r"(?:region|range|window|band|interval|regime|span)s?\s(?:of\s|from\s|between\s|at\s|\()?(?:[^;,()]{0,16}\b(?:to|and|-|–)\s)?\Z"
)
"""Between what limits something was looked at: `in the energy region from 2 to 7 keV`."""
_WON_ON = re.compile(
    r"\b(?:best|top|first|second|third|highest|superior|competitive)\b[^.;,]{0,30}\b(?:in|on|for)\s(?:only |over |about )?\Z"
)
_OF_BENCHMARKS = re.compile(
    r"\s(?:of\s)?(?:the\s|all\s)?(?:datasets?|data sets?|tasks?|benchmarks?|cases|settings|metrics|categories)\b"
)
"""How many benchmarks were won: `best in 30% of the tasks`."""
_SIMILARITY = re.compile(r"(?:similarity|score|correlation|fidelity|agreement|visibility|purity|sensitivity|specificity)\Z")
"""Heads of names of scores, which nobody chooses."""
_SYMBOL = re.compile(r"\A\S*[₀-₉_]\S*\Z")
"""A symbol in the place of a metric's name; where it is not said to have come out, it was set."""
_DETERMINED = re.compile(
    r"\b(?:find|found|obtain|measur|determin|constrain|deriv|yield|estimat|infer|report|giv|gav|attain|reach|exceed)\w*\b"
)
_RESTATED = re.compile(r"\b(?:[Aa]t|[Uu]nder|[Ww]ith) (?:this|these|that|those|such an?)\s\Z")
"""What points back to a number: `at this 80x compression`."""
_SPREAD_OF = re.compile(
    r"\b(?:CIs?|confidence intervals?|credible intervals?|limits of agreement|IQRs?|interquartile range|SDs?|standard deviations?"
    r"|[pP]|p-values?)\s?(?:(?:of|is|was|between|from|=|<|>|≤|:|,)\s?){0,2}[\[(]?\s?[-−]?\Z"
)
"""What tells how sure a value is, which is no outcome itself."""
_OUTCOME_AFTER = re.compile(
    r"[^.;:]{0,50}?\b(?:is|are|was|were|been|be)\s(?:[a-z]+ly\s)?(?:achiev|measur|observ|obtain|attain|reach|found|detect|demonstrat|determin"
    r"|estimat|calculat|deriv|record|report|realiz|realis|reduc|increas|resolv|encounter|infer|identif|reconstruct|produc|exceed)\w*\b"
)
_NAMED = ("after", "in-metric", "aligned-after", "aligned-before", "ellipsis")
_CERTAIN = ("background", "unaligned", "identifier", "modifier", "device")
"""Rules whose reason stands, whatever noun is beside the number."""
_JUDGES: Mapping[str, Callable[[_Case], Role]] = {
    "ratio": _judge_ratio,
    "percent": _judge_percent,
    "count": _judge_count,
    "bare": _judge_bare,
    "score": _judge_bare,
}
