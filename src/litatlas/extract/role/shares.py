"""Tells ratios and percentages that came out from those that were set, that name a task or that count occasions."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.metric.forms import POINTS
from litatlas.extract.role.role import Case, Refusal, Role, accept, dismiss, is_on_benchmark

_TASK = re.compile(
    r"\A\s?-?(?:super-?resolution|accelerated data|undersampl\w+|subsampl\w+|oversampl\w+|cross-?validation"
    r"|upscal\w+|upsampl\w+|downsampl\w+|zoom|magnification|SR\b|spatial|scaling factor|scale factor"
    r"|interpolation)",
    re.IGNORECASE,
)
_SHARE_CONDITION = re.compile(
    r"\A\s(?:(?!at\b|with\b|under\b|for\b|and\b|in\b|on\b|of\b|to\b|by\b)\w+\s){0,2}"
    r"(?:sparsity|sparse|confidence|CI|credible|limits of agreement|pruning|masking"
    r"|dropout|missing|noise|CMOS|technology|overlap|significance|budget)\b"
)
_BUDGET = re.compile(r"\s(?!for\b|with\b|under\b|at\b|in\b)(?:\w+\s){0,2}budgets?\b")
_STANDS_AT = re.compile(
    r"\b(?:stands?|stood|remain\w*|stay\w*|lies?|lay|settl\w+|level\w*|plateau\w*|saturat\w*|arriv\w+|peak\w*|converg\w+|is|are|was|were)"
    r"\s(?:off\s)?at\s\Z"
)
"""What something came to: `the overhead stands at 11%`."""
_AT_CONDITION = re.compile(
    r"\b(?:(?:sparsity|confidence|ratio)s? (?:of|at)\s|(?:sparsity levels|sparsities|ratios) (?:of\s|\())\Z|\bat\s\Z"
)
_WON_ON = Template(
    r"\b(?:best|top|first|second|third|highest|superior|competitive)\b[^.;,]{0,30}\b(?:in|on|for)\s(?:(?:{only}|{hedge})\s?)?\Z"
)
_OF_BENCHMARKS = re.compile(
    r"\s(?:of\s)?(?:the\s|all\s)?(?:datasets?|data sets?|tasks?|benchmarks?|cases|settings|metrics|categories)\b"
)
"""How many benchmarks were won: `best in 30% of the tasks`."""
_REMOVING = Template(r"(?:{prune}|masking|freezing)\s(?:(?:{only}|{hedge})\s?)?", re.IGNORECASE)
"""What was done to a share, where a sentence begins so: `Pruning 50% of the weights costs ...`."""
_GROWS = ("up", "down")


def judge_ratio(case: Case) -> Role:
    """Judge a ratio: a result where no rule says that it is none."""
    return next((dismiss(rule.id) for rule in NOT_RATIO if rule.holds(case)), accept("ratio"))


def judge_percent(case: Case) -> Role:
    """Judge a percentage: a result where no rule says that it is none."""
    return next((dismiss(rule.id) for rule in NOT_PERCENT if rule.holds(case)), accept("percent"))


def _is_task(case: Case) -> bool:
    return _TASK.match(case.after) is not None


def _is_nameless(case: Case) -> bool:
    return case.frame.metric is None


def _is_occasions(case: Case) -> bool:
    is_spelled = case.parsed.text[case.quantity.start : case.quantity.end].endswith(" times")
    return is_spelled and case.frame.direction is None and case.frame.ground != "stated"


def _is_won(case: Case) -> bool:
    return _OF_BENCHMARKS.match(case.after) is not None and case.parsed.cues.fill(_WON_ON).search(case.before) is not None


def _is_budget(case: Case) -> bool:
    return _BUDGET.match(case.after) is not None


def _is_chosen(case: Case) -> bool:
    removing = case.parsed.cues.fill(_REMOVING).fullmatch(case.parsed.text, 0, case.quantity.start)
    is_removed = removing is not None and case.after.startswith(" of ")
    is_listed = case.lead.endswith("(") and _AT_CONDITION.search(case.lead) is not None
    is_at = is_listed or (_AT_CONDITION.search(case.before) is not None and _STANDS_AT.search(case.before) is None)
    is_condition = _SHARE_CONDITION.match(case.tail) or _SHARE_CONDITION.match(case.after) or is_at
    if not (is_removed or is_condition):
        return False
    is_cost = (
        case.frame.form == "fraction"
        and case.frame.rule == "in-metric"
        and case.term is not None
        and (case.term.better == "lower" or "score" in case.term.units)
    )
    return not is_cost and not (case.frame.direction in _GROWS and case.frame.form == "relative")


def _is_unnamed(case: Case) -> bool:
    if (
        case.frame.ground != "default"
        or case.quantity.pair
        or POINTS.search(case.parsed.text, case.quantity.start, case.quantity.end)
    ):
        return False
    return case.frame.direction is None and case.frame.form != "fraction" and not is_on_benchmark(case)


NOT_RATIO = (
    Refusal(
        "task-factor", "A factor by which pictures are scaled, or data are thinned, is the task.", _is_task,
        ("We draw lids in 4x super-resolution.",), ("Ours is 4x faster.",),
    ),
    Refusal(
        "no-metric", "A ratio of what the text does not name is no result.", _is_nameless,
        ("We see 4x of it.",), ("We see 4x lower lid waste.",),
    ),
    Refusal(
        "occasions", "How many times something was done, or happened, is no ratio.", _is_occasions,
        ("We boiled it 6 times the week.",), ("Ours has 6 times the recall.",),
    ),
)  # fmt: skip
"""The rules by which a ratio is no result, the first that holds."""
NOT_PERCENT = (
    Refusal(
        "count", "The share of benchmarks that were won counts them.", _is_won,
        ("Ours is best in 30% of the tasks.",), ("Ours solves 30% of the tasks.",),
    ),
    Refusal(
        "budget", "A budget was set.", _is_budget,
        ("Ours keeps its recall with a 30% token budget.",), ("Ours keeps 30% of the recall.",),
    ),
    Refusal(
        "share-condition", "A share that was chosen, as a sparsity or a confidence, is a condition.", _is_chosen,
        ("Our recall drops by 3% at a sparsity of 50%.", "Our recall is 91% at 50%.", "We take lid ratios (50%, 75%, 90%)."),
        ("Our recall drops by 3%.", "Ours keeps its recall at 26% of the API cost."),
    ),
    Refusal(
        "no-metric", "A percentage that no metric, change or benchmark stands beside is no result.", _is_unnamed,
        ("Ours had 30%.",), ("Ours achieves only 30%.", "Ours beats Foo by 30%."),
    ),
)  # fmt: skip
"""The rules by which a percentage is no result, the first that holds."""
