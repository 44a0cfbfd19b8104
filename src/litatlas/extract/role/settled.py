"""Tells results and set-up apart where the kind of unit does not matter: background, names, devices, what was found."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.role.role import Acceptance, Case, Refusal, Role, accept, dismiss
from litatlas.extract.sentence.parsed import Parsed

_FITS = Template(
    r"\b(?:can|could|able to|us to|users to|allow\w* to|enabl\w+|to)\s"
    r"(?:train|tune|fine-?tune|run|execute|serve|fit|host|load)(?:s|ing)?\s"
    r"(?:(?:{only}|{hedge}|even)\s?)?(?:an?\s|the\s)?\Z"
)
_IN_TIME = Template(r"[^.;,]{0,40}\b(?:in|within)\s(?:(?:{only}|{hedge})\s?)?\d")
_ON_ONE = re.compile(r"[^.;]{0,40}\b(?:single|one|same)\s")
_HELD_BY = re.compile(r"\s?(?:with\s|\()")
_VERSIONED = re.compile(r"(?<![\w-])[A-Z][\w-]*(?:[A-Z]|[a-z]-[A-Z]|\d)[\w-]*\s\Z")
_SHORT_VERSION = re.compile(r"\d\.\d")
_RESTATED = re.compile(r"\b(?:[Aa]t|[Uu]nder|[Ww]ith) (?:this|these|that|those|such an?)\s\Z")
"""What points back to a number: `at this 80x compression`."""
_BY_USING = re.compile(r"\bby\s(?:leverag|exploit|utiliz|utilis|harness|us)ing\s(?:the|an?|its|their)\s\Z")
"""What a gain is owed to: `by leveraging the 12x lower latency of`."""
_GAINED_ON = re.compile(r"\s(?:[a-z-]+\s){0,2}(?:speed-?ups?|accelerations?|reductions?|savings?|improvements?)\b")
"""What makes a device before it the one on which something was gained: `an 8x CPU speedup`."""
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
_NEARBY = 32
"""Characters before a number that hold what only its nearest words tell."""
_SPREAD_OF = re.compile(
    r"\b(?:CIs?|confidence intervals?|credible intervals?|limits of agreement|IQRs?|interquartile range|SDs?"
    r"|standard deviations?|σ|[Ss]td\.?"
    r"|[pP]|p-values?)\s?(?:(?:of|is|was|between|from|=|<|>|≤|:|,)\s?){0,2}[\[(]?\s?[-−]?\Z"
)
"""What tells how sure a value is, which is no outcome itself."""


_SET_TO = Template(r"\b(?:set|fixed|clamped|clipped|initiali[sz]ed|capped|limited by us)\s(?:to|at)\s(?:{hedge}\s?)?\Z")
"""What was chosen: `was set to 0.7`."""


def find_settled(case: Case) -> Role | None:
    """Decide where the kind of unit does not matter; None where it does."""
    for rule in SETTLED:
        if rule.holds(case):
            return dismiss(rule.id) if isinstance(rule, Refusal) else accept(rule.id)
    return None


def _is_background(case: Case) -> bool:
    return case.parsed.is_background


def _is_uneven(case: Case) -> bool:
    return case.frame.rule == "unaligned"


def _is_finding(case: Case) -> bool:
    return case.frame.rule == "finding"


def _is_of_name(case: Case) -> bool:
    return case.quantity.kind == "bare" and _is_version(case.parsed, case.quantity)


def _is_fitted(case: Case) -> bool:
    if case.frame.metric != "parameters" or case.parsed.cues.fill(_FITS).search(case.before) is None:
        return False
    if case.parsed.cues.fill(_IN_TIME).match(case.after):
        return False
    return bool(case.parsed.hardware) or _ON_ONE.match(case.after) is not None


def _is_spread(case: Case) -> bool:
    return case.quantity.kind not in ("ratio", "time") and _SPREAD_OF.search(case.lead[-40:]) is not None


def _is_modifier(case: Case) -> bool:
    if not case.quantity.hyphened or case.quantity.kind == "count" or _QUALITY_AFTER.match(case.after):
        return False
    return case.quantity.kind != "score" or _GAIN_AFTER.match(case.after) is None


def _is_moved(case: Case) -> bool:
    is_cause = case.quantity.pair is not None and _MOVED.search(case.before) is not None
    return is_cause and _EFFECT_AFTER.match(case.after) is not None


def _is_restated(case: Case) -> bool:
    return _RESTATED.search(case.before[-_NEARBY:]) is not None


def _is_means(case: Case) -> bool:
    return _BY_USING.search(case.before[-_NEARBY:]) is not None


def _is_chosen(case: Case) -> bool:
    return case.parsed.cues.fill(_SET_TO).search(case.lead[-24:]) is not None


def _is_devices(case: Case) -> bool:
    return _belongs_to_device(case.parsed, case.quantity)


def _is_version(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether a number is the version of a name before it (`Foo-Bar 2.0`), not the value of a metric before it."""
    named = _VERSIONED.search(parsed.text[max(0, quantity.start - 40) : quantity.start])
    is_short = _SHORT_VERSION.fullmatch(parsed.text, quantity.start, quantity.end) is not None
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
        if quantity.kind == "ratio" and _GAINED_ON.match(parsed.text, name.end):
            continue
        if 0 <= follows <= 2 and (quantity.kind in ("ratio", "bare") or (is_bytes and any(c.isdigit() for c in name.id))):
            return True
        if is_bytes and 0 <= precedes <= 8 and (precedes <= 2 or _HELD_BY.fullmatch(parsed.text[name.end : quantity.start])):
            return True
    return False


SETTLED: tuple[Refusal | Acceptance, ...] = (
    Refusal(
        "background", "What a sentence tells of others' work, or of the world, is background.", _is_background,
        ("We propose Foo. While Bar halves the cost by 50%, it requires many lids.",),
        ("We propose Foo. It halves the cost by 50%.",),
    ),
    Refusal(
        "unaligned", "Of lists of unequal length under `respectively` none can be told what it is of.", _is_uneven,
        ("Our recall and precision are 91%, 92% and 88%, respectively.",),
        ("Our recall and precision are 91% and 88%, respectively.",),
    ),
    Acceptance(
        "finding", "So many things as a study found are its result.", _is_finding,
        ("We found 12 bugs in Foo.",), ("We aim to find 12 bugs in Foo.",),
    ),
    Refusal(
        "identifier", "A number right after a name is its version.", _is_of_name,
        ("Our recall beats FooNet 2.0.",), ("Our recall is 2.0.",),
    ),
    Acceptance(
        "capability", "A model as large as one device can train or run is what a system can do.", _is_fitted,
        ("It can run 70B parameters on a single board.",), ("It has 70B parameters on a single board.",),
    ),
    Refusal(
        "operating-point", "What tells how sure a value is, is none itself.", _is_spread,
        ("Our recall is 91% with a standard deviation of 2%.",), ("Our recall is 91% with a precision of 2%.",),
    ),
    Refusal(
        "modifier", "A unit that a hyphen ties to a noun is a part of what it names, unless that is a quality or a gain.",
        _is_modifier,
        ("We cut 10-second clips.",), ("Ours has a 2-ms latency.", "Ours has a 9.5-point gain in recall."),
    ),
    Refusal(
        "operating-point", "A change that was made so that another came about was set.", _is_moved,
        ("We see that increasing the lid pressure from 3 kPa to 5 kPa enhanced the stiffness.",),
        ("Ours lowers the latency from 5 to 3 ms.",),
    ),
    Refusal(
        "operating-point", "A number that the text points back to was stated before.", _is_restated,
        ("Our recall holds at this 80x compression.",), ("Our recall holds at 80x compression.",),
    ),
    Refusal(
        "operating-point", "What something was set to was chosen.", _is_chosen,
        ("Our recall is set to 0.7.",), ("Our recall rises to 0.7.",),
    ),
    Refusal(
        "operating-point", "What a gain is owed to is not the gain.", _is_means,
        ("Ours pumps by leveraging the 12x lower latency of lids.",), ("Ours pumps with a 12x lower latency.",),
    ),
    Refusal(
        "device", "A number before a device, or of its name or memory, counts or names it.", _is_devices,
        ("Ours runs on 12 GPUs.", "Ours runs on a GPU with 80 GB."), ("Ours has a 4x speedup on a GPU.",),
    ),
)  # fmt: skip
"""The rules that hold whatever the unit, the first that does."""
