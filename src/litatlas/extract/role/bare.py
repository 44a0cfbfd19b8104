"""Tells numbers without a unit that are results: scores beside a metric that is one, and values that are told as such."""

import re

from litatlas.extract.role.capability import is_capability, judge_count
from litatlas.extract.role.measured import DETERMINED, OUTCOME, REACHED, SYMBOL
from litatlas.extract.role.role import Acceptance, Case, Refusal, Role, accept, dismiss, is_on_benchmark

_LONG = 1000
"""Tokens of a length that is no score."""
_COUNTED_NOUN = re.compile(
    r"\s(?!(?:on|in|for|with|at|and|to|over|versus|vs|when|while|across|than|from|by|under|compared|as|without|or)\b)(?:[A-Z][\w-]*\s){0,2}[a-z]"
)
_FRACTIONAL = re.compile(r"[.^]|\de-")
_SIMILARITY = re.compile(
    r"(?:similarity|significance|score|correlation|fidelity|agreement|visibility|purity|sensitivity|specificity)\Z"
)
"""Heads of names of scores, which nobody chooses."""
_NAMED = ("after", "in-metric", "aligned-after", "aligned-before", "ellipsis")


def judge_bare(case: Case) -> Role:
    """Judge a number without a unit: a score where a metric that is a score stands next to it."""
    if is_capability(case) or (case.frame.metric == "context length" and case.quantity.high >= _LONG):
        return judge_count(case)
    rule = next((rule for rule in BARE if rule.holds(case)), None)
    if rule is None:
        return dismiss("bare-weak")
    if isinstance(rule, Refusal):
        return dismiss(rule.id)
    # How well an end of a change is founded, is told by the rule that found its metric.
    return accept(case.frame.rule if rule.id == "pair" else rule.id)


def _is_integer(case: Case) -> bool:
    return not _FRACTIONAL.search(case.parsed.text[case.quantity.start : case.quantity.end])


def _is_score(case: Case) -> bool:
    return case.term is not None and "score" in case.term.units


def _is_points(case: Case) -> bool:
    is_change = case.frame.direction is not None or case.frame.form == "difference"
    return case.quantity.kind == "score" and is_change and _is_score(case)


def _is_phrased(case: Case) -> bool:
    if case.quantity.scaled or _is_integer(case):
        return False
    rule = case.frame.rule
    if rule == "phrase-before" and SYMBOL.search(case.frame.metric or ""):
        return case.parsed.cues.fill(DETERMINED).search(case.lead) is not None
    if rule == "phrase-before" and case.before.rstrip().endswith("="):
        return True
    if rule in ("phrase-before", "pair"):
        return case.parsed.cues.fill(OUTCOME).search(case.before) is not None or case.quantity.pair is not None
    is_similarity = rule == "phrase" and _SIMILARITY.search(case.frame.metric or "") is not None
    return rule == "versus" or is_similarity


def _is_signed(case: Case) -> bool:
    is_decimal = not case.quantity.scaled and not _is_integer(case)
    return is_decimal and case.frame.rule in ("performance", "object") and case.frame.form == "difference"


def _is_no_score(case: Case) -> bool:
    return case.quantity.scaled or not _is_score(case)


def _is_listed_count(case: Case) -> bool:
    return case.frame.rule == "ellipsis" and _COUNTED_NOUN.match(case.after) is not None


def _is_set_against(case: Case) -> bool:
    return case.frame.rule == "versus"


def _is_end_of_change(case: Case) -> bool:
    return case.quantity.pair is not None


def _is_count_after_metric(case: Case) -> bool:
    is_after = case.frame.rule in ("before-link", "before") and _is_integer(case)
    return is_after and (_COUNTED_NOUN.match(case.after) is not None or case.quantity.low <= 1)


def _is_after_metric(case: Case) -> bool:
    return case.frame.rule in ("before-link", "before")


def _is_told(case: Case) -> bool:
    if _is_integer(case):
        return False
    is_reached = case.parsed.cues.fill(REACHED).search(case.before) is not None
    return case.frame.rule in _NAMED or is_reached or is_on_benchmark(case)


BARE: tuple[Refusal | Acceptance, ...] = (
    Acceptance(
        "points", "Points by which a score changed are a result.", _is_points,
        ("Our recall improves by 3 points.",), ("We mark lids by 3 points.",),
    ),
    Acceptance(
        "phrase", "A decimal that came out as the value of what only the text's own words name is a result.", _is_phrased,
        ("We find a lid exponent of 2.4.", "We measure Z_lid of 2.4."),
        ("We find a lid exponent of 24.", "We keep a lid exponent of 2.4."),
    ),
    Acceptance(
        "points", "A decimal with a sign by which something rose is a gain in points.", _is_signed,
        ("Ours has +2.7 on lids.", "Ours improves lids by 2.7."), ("Ours has 2.7 on lids.",),
    ),
    Refusal(
        "bare", "A number that no score by name stands beside is refused.", _is_no_score,
        ("Ours has 3.2 of it.", "We keep 31 lids."), ("Ours has a recall of 3.2.",),
    ),
    Refusal(
        "counted", "A number that goes on with the score before it counts the things that follow it.", _is_listed_count,
        ("Our recall is 0.91 and 12 lids.",), ("Our recall is 0.91 and 0.92.",),
    ),
    Acceptance(
        "versus", "A score that is set against another is a result.", _is_set_against,
        ("Our BLEU is 31 vs. 28.",), ("Our kettle has 31 vs. 28 lids.",),
    ),
    Acceptance(
        "pair", "The ends between which a score changed are results.", _is_end_of_change,
        ("Ours raises the BLEU from 28 to 31.",), ("Ours raises the lids from 28 to 31.",),
    ),
    Refusal(
        "counted", "A whole number after a score's name counts the things that follow it, or is a bound of its scale.",
        _is_count_after_metric,
        ("Our recall is measured on 12 lids.", "Our BLEU is 1."), ("Our BLEU is 31.",),
    ),
    Acceptance(
        "score", "A number right after a score's name is its value.", _is_after_metric,
        ("Our BLEU is 31.",), ("Our BLEU is 1.",),
    ),
    Acceptance(
        "score-named", "A decimal beside a score's name is its value, as one that was reached on a benchmark is.", _is_told,
        ("Ours reaches 0.91 recall.", "We take 0.91 of recall."), ("Ours has 31 recall.",),
    ),
)  # fmt: skip
"""The rules by which a number without a unit is a result or none, the first that holds; where none does it is none."""
