"""Tells values with a unit of measure that came out from those that were set."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.role.role import Case, Refusal, Role, accept, dismiss

_HOURS_OF = re.compile(
    r"\A\s(?:of\s)?(?:[\w-]+\s){0,2}"
    r"(?:video|audio|speech|recording|footage|clip|music|data|motion|driving|interaction|conversation)s?\b"
)
_ON_HOURS = re.compile(
    r"\b(?:on|data\s\(|corpus\s\(|corpora\s\(|speech\s\(|recordings\s\()\s?(?:the\s|only\s|just\s|about\s|over\s|~)?\Z"
)
"""What leads to so many hours as something was trained on."""
_SET_AT = re.compile(r"At\s(?:about\s|~|up to\s)?")
"""What leads to the rate at which something was looked at, where a sentence begins with it."""
_ONLY = Template(
    r"\b(?:{only}|single|less than|under|within|below|as little as|as low as|requir\w+|using|us\w+|consum\w+|occup\w+)\s"
    r"(?:(?:an?|{hedge})\s?)?\Z"
)
_COMES_TO = Template(
    r"\b(?:(?:fits?|fitting|packed|stored|held|kept|compressed|squeezed)\s(?:in|into|within)|{take}|occup(?:y|ies|ied|ying)"
    r"|(?:amounts?|comes?|adds? up|sums? up|shrinks?|shrank|shrunk|reduced|compressed|brought|cut|down|grows?|grew|limited)"
    r"\s(?:down\s)?(?:to|by)"
    r"|(?:weigh|measur|total|averag|emit|writ|transmit|send|produc|generat)(?:e?s|ed|ing)?|{copula}|{reach})\s(?:(?:an?|{only}|{hedge})\s?)*\Z"
)
"""What tells how many bytes something came to: `the weights fit in 300 KB`."""
REACHED = Template(r"\b(?:{reach}|(?:scor|yield|record|deliver)\w*)\b|\b(?:result|rate) of\b")
_CAMPAIGNS = (24.0, 48.0, 72.0)
"""Hours for which tests are run, by convention."""
_LASTING = re.compile(r"\b(?:within|in|over|during|after|for)\s(?:a\s)?\Z")
_PERIOD = re.compile(r"\b(?:every|each|for|of|first|last|[Oo]ver|During)\s\Z")
_TARGET = re.compile(r"\s(?:[\w-]+\s){0,2}(?:SLAs?|SLOs?|budget|deadline|constraint|time-?out|threshold)\b")
"""What a time is set by, not what it came out as: `under a 50 ms TPOT SLA`."""
_AT_POINT = Template(r"\b(?:at|from|under) (?:an? |the )?[a-z\s-]{2,30}\sof\s(?:{hedge}\s?)?\Z")
_BELONGS = re.compile(
    r"\s(?![a-z-]*(?:width|resolution|rate|shift|precision|accuracy|increase|gain"
    r"|power|consumption|saving|reduction|dissipation|output|budget))[a-z]"
)
"""What a number with an article before it belongs to: `an 80 MHz channel`, not `a 12 kHz linewidth`."""
_RUNS_AT = Template(r"\b(?:{reach}|(?:operat|runs?\b|running|clock|scor|deliver|sustain)\w*)\b[^,;]{0,40}\Z")
OUTCOME = Template(
    r"\b(?:{reach}|(?:yield|demonstrat|measur|observ|report|find|found|exhibit|deliver|show|record|scor|amount|estimat|evaluat|quantif|calculat|infer|deriv|constrain"
    r"|determin|predict|result|realiz|realis|retain|maintain|has|have|had|with|giv|reveal|correspond|exceed)\w*)\b"
)
"""Verbs by which a sentence reports what came out."""
_COPULA = Template(r"\b{copula}\s(?:{hedge}\s?|{only}\s|[~≈<>≤≥≲≳]\s?)*\Z")
_REGION = re.compile(
    r"\b(?:signal|fiducial|energy|frequency|temperature|wavelength|mass|momentum|pressure|spectral|redshift|time|altitude|scan|dynamic|operating)\s"
    r"(?:region|range|window|band|interval|regime|span)s?\s(?:of\s|from\s|between\s|at\s|\()?(?:[^;,()]{0,16}\b(?:to|and|-|–)\s)?\Z"
)
"""Between what limits something was looked at: `in the energy region from 2 to 7 keV`."""
_BEAM = re.compile(
    r"\b(?:cent(?:er|re)[- ]of[- ]mass|beam|collision|incident|pump)\s(?:energ(?:y|ies)|powers?)\s(?:of|=)\s(?:about\s|~)?\Z"
)
"""What an experiment was run with: `a beam energy of 5 MeV`."""
_SELECTED = re.compile(
    r"(?:\b(?:for|at)|[a-z]s\swith)\s(?:[a-z]+\s){0,2}"
    r"(?:energ|mass|frequenc|wavelength|temperature|distance|redshift|size|moment|length)(?:y|ies|es|s|a|um)?"
    r"\s(?:above|below|over|under|between|greater than|less than|larger than|smaller than|exceeding|beyond|[<>≤≥≲≳])\s?\Z"
)
"""Which ones of many something holds for: `for energies above 3 keV`, `particles with masses below 5 TeV`."""
_EQUIPPED = re.compile(
    r"\b(?:employs|employing|uses|using|consists of|consisting of|comprises|comprising|equipped with|is based on)\b[^.;,]{0,60}"
    r"\swith\san?\s(?:[a-z]+\s){1,3}of\s(?:about\s|~)?\Z"
)
"""What an experiment was made with: `employs an array of crystals with a total mass of 12 kg`."""
SYMBOL = re.compile(r"\A\S*[₀-₉_]\S*\Z")
"""A symbol in the place of a metric's name; where it is not said to have come out, it was set."""
DETERMINED = Template(
    r"\b(?:{reach}|(?:find|found|measur|determin|constrain|deriv|yield|estimat|infer|report|giv|gav|exceed)\w*)\b"
)
_OUTCOME_AFTER = Template(
    r"[^.;:]{0,50}?\b(?:is|are|was|were|been|be)\s(?:[a-z]+ly\s)?(?:{reach}|(?:measur|observ|found|detect|demonstrat|determin"
    r"|estimat|calculat|deriv|record|report|realiz|realis|reduc|increas|resolv|encounter|exclud|ruled|infer|identif|reconstruct|produc|exceed)\w*)\b"
)


def judge_measured(case: Case) -> Role:
    """Judge a number with a unit of measure: a result where no rule says that it was set."""
    return next((dismiss(rule.id) for rule in NOT_MEASURED if rule.holds(case)), accept("measured"))


def _is_unreported(case: Case) -> bool:
    if case.quantity.pair and case.frame.direction:
        return False
    if (case.frame.metric or "").endswith("resolution") and not (
        case.parsed.cues.fill(REACHED).search(case.before) or case.parsed.cues.fill(_OUTCOME_AFTER).match(case.after)
    ):
        return True
    if (case.frame.metric or "").endswith("significance"):
        return False
    if SYMBOL.search(case.frame.metric or "") and case.frame.rule == "phrase-before":
        return case.parsed.cues.fill(DETERMINED).search(case.lead) is None
    is_asserted = case.parsed.cues.fill(_COPULA).search(case.lead) is not None
    return case.frame.rule == "phrase-before" and not (
        is_asserted
        or case.parsed.cues.fill(OUTCOME).search(case.before)
        or case.parsed.cues.fill(_OUTCOME_AFTER).match(case.after)
    )


def _is_range_chosen(case: Case) -> bool:
    if case.quantity.kind not in ("energy", "frequency", "length", "physical", "time", "mass", "power"):
        return False
    is_selected = _SELECTED.search(case.lead) is not None and case.parsed.cues.fill(_OUTCOME_AFTER).match(case.after) is None
    is_run_with = _EQUIPPED.search(case.lead) is not None or _BEAM.search(case.lead) is not None
    return is_selected or is_run_with or _REGION.search(case.before) is not None


def _is_amount_of_data(case: Case) -> bool:
    is_hours = case.quantity.unit in ("h", "min") and _ON_HOURS.search(case.before) is not None
    return is_hours or (case.quantity.kind in ("time", "device time") and _HOURS_OF.match(case.after) is not None)


def _is_budget(case: Case) -> bool:
    kind = case.quantity.kind
    return (kind == "time" and _TARGET.match(case.after) is not None) or (
        kind == "device time" and re.match(r"\s?budget", case.after) is not None
    )


def _is_size(case: Case) -> bool:
    if case.quantity.kind != "bytes" or case.parsed.cues.fill(_ONLY).search(case.before):
        return False
    is_unsaid = case.frame.ground == "unit" and case.quantity.bound is None
    return is_unsaid and case.parsed.cues.fill(_COMES_TO).search(case.before) is None


def _is_operating_point(case: Case) -> bool:
    kind, rule = case.quantity.kind, case.frame.rule
    is_by_unit = case.frame.ground == "unit"
    if kind == "bandwidth" and is_by_unit:
        is_named = (case.frame.metric or "").endswith((" rate", " speed"))
        return not is_named and case.parsed.cues.fill(_RUNS_AT).search(case.before) is None
    if is_by_unit and kind in ("physical", "rate", "bandwidth") and _SET_AT.fullmatch(case.parsed.text[: case.quantity.start]):
        return True
    if kind in ("frequency", "power") and case.before.endswith((" a ", " an ")) and _BELONGS.match(case.after):
        return True
    if (kind == "frequency" or rule == "phrase-before") and case.parsed.cues.fill(_AT_POINT).search(case.lead):
        return True
    is_clock = is_by_unit or (rule == "phrase-before" and (case.frame.metric or "").endswith(("frequency", "clock")))
    return kind == "frequency" and is_clock and not case.parsed.cues.fill(_RUNS_AT).search(case.before)


def _is_period(case: Case) -> bool:
    is_training = case.frame.metric == "training time" and case.before.endswith(" for ")
    is_run = case.quantity.unit == "h" and case.frame.metric != "training time"
    if is_run and case.quantity.low in _CAMPAIGNS and _LASTING.search(case.before):
        return True
    is_unnamed = case.quantity.kind == "time" and case.frame.ground == "unit"
    return is_unnamed and _PERIOD.search(case.before) is not None and not is_training


NOT_MEASURED = (
    Refusal(
        "bare", "A value of what only the text's own words name is refused where nothing says that it came out.", _is_unreported,
        ("Kettles at a lid temperature of 3.2 K boil.",), ("Our kettles reach a lid temperature of 3.2 K.",),
    ),
    Refusal(
        "size", "Limits between which something was looked at, or which of many were looked at, were chosen.", _is_range_chosen,
        ("We look for lids in the energy region from 2 to 7 keV.", "The rule holds for energies above 3 keV."),
        ("We find lids with energies of 3 keV.",),
    ),
    Refusal(
        "amount-of-data", "Hours of recordings are an amount of data.", _is_amount_of_data,
        ("We train on 300 hours of speech.", "We train on 300 hours.", "Our training data (300 hours) are open."),
        ("Our training takes 300 GPU hours.",),
    ),
    Refusal(
        "budget", "A time by which something must be done was set.", _is_budget,
        ("Ours serves 3x more lids under a 50 ms latency budget.",), ("Ours serves 3x more lids with a latency of 50 ms.",),
    ),
    Refusal(
        "size", "Bytes whose metric their unit alone tells are the size of what was used, unless it is told how few.", _is_size,
        ("The pump has 3 GB.",), ("Ours needs only 3 GB.", "Our weights fit in 3 GB."),
    ),
    Refusal(
        "operating-point", "A frequency, bandwidth or power at which something was run was set.", _is_operating_point,
        ("We run an 80 MHz channel.", "At 4 frames per second, ours is good."), ("Our chip runs at 80 MHz.",),
    ),
    Refusal(
        "period", "How long or how often something was done, by convention or by plan, was set.", _is_period,
        ("Ours is fuzzed for 24 hours.", "Lids are shut every 3 s."), ("Our training takes 24 hours.", "Ours shuts lids in 3 s."),
    ),
)  # fmt: skip
"""The rules by which a number with a unit of measure is no result, the first that holds."""
