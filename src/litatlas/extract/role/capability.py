"""Tells which counts are results: what a system can take, hold or do without, not what it was given."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.role.role import Acceptance, Case, Role, accept, dismiss

_TAKES = Template(
    r"\b(?:(?:extend|extrapolat|support|handl|scal|generaliz|generalis|enabl|widen|accommodat|allow|permit|grow|increas|exceed|process)\w*"
    r"|{reach})\b"
)
"""Verbs by which a system takes so much: `extends its context to 1M tokens`."""
_TRAINED = re.compile(r"\b(?:pre-?|post-?)?train(?:s|ed|ing)?\s(?:\w+\s){0,3}?(?:on|with|using|over)\b[^,;]*\Z")
"""What it was trained on: `pretrained on 500B tokens`."""
_GIVEN = re.compile(
    r"\b(?:(?:even\s)?at\s(?:an?\s)?|budgets?\sof|corpus|data ?sets?|initializ\w+)[^,;]*\Z"
    r"|\b(?:(?:generat|produc|serv)ing|generation of)\s(?:up to\s)?\Z|\(~?\Z"
)
"""What was given to it: `at a length of 4K`, `a corpus of 50B tokens`."""
_AS_FAR_AS = re.compile(r"\b(?:up to|upto|as many as|more than|over|exceeding|beyond|to|of|about|approximately|with)\s(?:~|≈)?\Z")
_CONTEXT = re.compile(r"\b(?:contexts?|sequences?|windows?|inputs?|tasks?|lengths?|prompts?|documents?|histor(?:y|ies))\b")
_CONTEXT_AFTER = re.compile(r"(?:\s|-)(?:tokens?\s)?(?:of\s)?(?:contexts?|sequences?|inputs?)\b")
_FRAMES = re.compile(
    r"\b(?:scal\w+|extend\w*|support\w*|handl\w+|generat\w+|process\w*|reach\w*|train\w*|enabl\w+|execute|run|up to)\b"
)
_MOST = re.compile(r"\b(?:up to|as many as|more than|over)\s\Z")
_SPARED = Template(r"\b(?:{only}|as few as)\s(?:need\w*\s|requir\w*\s)?(?:(?:an?|{hedge})\s?)*\Z")
_HOLDS = re.compile(r"\b(?:train|tun|fine-?tun|run|execut|serv|fit|host|load|support|deploy)\w*\b")
_ON_ONE = re.compile(r"\b(?:single|one|consumer|commodity|laptop|phone)\b")


def judge_count(case: Case) -> Role:
    """Judge a number of things by its unit or its metric: set-up where no rule says that it came out."""
    return next((accept(rule.id) for rule in CAPABILITIES if rule.holds(case)), dismiss("count"))


def is_capability(case: Case) -> bool:
    """Tell whether a count is a result."""
    return any(rule.holds(case) for rule in CAPABILITIES)


def _is_changed_count(case: Case) -> bool:
    is_counted = case.frame.metric != "parameters" and case.term is not None and "count" in case.term.units
    return case.quantity.pair is not None and case.frame.direction is not None and is_counted


def _is_context_taken(case: Case) -> bool:
    if case.frame.metric != "context length" or case.quantity.high < 1000:
        return False
    lead = case.lead.rpartition("; ")[2]
    is_context = _CONTEXT_AFTER.match(case.after) is not None
    if _GIVEN.search(lead) or (_TRAINED.search(lead) and not is_context):
        return False
    is_named = is_context or _CONTEXT.search(lead) is not None or case.frame.ground in ("stated", "carried")
    is_taken = case.parsed.cues.fill(_TAKES).search(lead) is not None or lead.endswith(("up to ", "exceeding "))
    return is_taken and (is_named or _AS_FAR_AS.search(lead) is not None)


def _is_score(case: Case) -> bool:
    is_score = case.term is not None and "score" in case.term.units
    return is_score and case.quantity.kind == "count" and case.frame.ground == "stated"


def _is_frames_made(case: Case) -> bool:
    is_far = _MOST.search(case.before) is not None and _FRAMES.search(case.before) is not None
    return case.quantity.unit == "frames" and is_far


def _is_logic(case: Case) -> bool:
    return case.quantity.unit in ("LUTs", "FFs", "DSPs", "BRAMs")


def _is_model_held(case: Case) -> bool:
    if case.quantity.unit != "parameters" or not _HOLDS.search(case.before) or not case.before.endswith(("up to ", "upto ")):
        return False
    return bool(case.parsed.hardware) or _ON_ONE.search(case.parsed.text) is not None


def _is_spared(case: Case) -> bool:
    is_tokens = case.frame.metric == "tokens" or case.quantity.unit == "tokens"
    is_few = is_tokens and case.quantity.high < 10_000 and not case.quantity.hyphened
    return is_few and case.parsed.cues.fill(_SPARED).search(case.lead) is not None and not _TRAINED.search(case.lead)


CAPABILITIES = (
    Acceptance(
        "resources", "Blocks of logic that a design takes are what it costs.", _is_logic,
        ("Our design takes 300 LUTs.",), ("Our design takes 300 lids.",),
    ),
    Acceptance(
        "score", "So many tokens as a score by name comes to are its value.", _is_score,
        ("Ours reaches acceptance lengths of up to 32 tokens.",), ("Ours draws lengths of 32 tokens.",),
    ),
    Acceptance(
        "changed count", "A count that went from one value to another was changed by the work.", _is_changed_count,
        ("Ours reduces sampling steps from 50 to 4.", "Ours lets the batch size grow from 2k to 8k."),
        ("Ours draws in 4 sampling steps.",),
    ),
    Acceptance(
        "capability", "So many tokens of context as a system takes, is extended or generalizes to, are what it can do.",
        _is_context_taken,
        ("Ours handles up to 4000 tokens.", "Ours extends the context length to 1M tokens.",
         "Ours generalizes to tasks exceeding 4M tokens.", "Ours enables training with 512k token context.",
         "Ours is extrapolated to a 256K context length."),
        ("Ours is pre-trained on over 500B tokens.", "Ours is 2x faster even at a 4K context length.",
         "Ours trains on lengths of 30k tokens.", "Ours has a budget of 2000 tokens."),
    ),
    Acceptance(
        "capability", "So many frames as a system makes or takes at most are what it can do.", _is_frames_made,
        ("Ours generates videos of up to 204 frames.",), ("Our videos have 204 frames.",),
    ),
    Acceptance(
        "capability", "A model as large as one device can hold is what a system can do.", _is_model_held,
        ("Ours trains models of up to 120B parameters on a single board.",),
        ("Our model, with only 372M parameters, draws lids.", "We scale it up to 3B parameters."),
    ),
    Acceptance(
        "spared", "Only so many tokens as a system needs are what it costs.", _is_spared,
        ("Ours needs only 32 tokens.",), ("Ours needs 32 tokens.", "Ours is trained on only 3000 tokens."),
    ),
)  # fmt: skip
"""The rules by which a count is a result, the first that holds."""
