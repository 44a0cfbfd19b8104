"""Names what a share is of, and what a change is in: `12% of the cache`, `solves 41% of the tasks`, `18% in violation rate`."""

import re
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.extract.metric.changed import name_phrase
from litatlas.extract.metric.frame import MaybeNamed, Named
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.context import Context

_PEAK = re.compile(r"\bpeak(?:\s(?:performance|throughput|compute|bandwidth|flops))?\Z", re.IGNORECASE)
_THINGS = re.compile(r"(?!(?:its|this|us)\b)(?:[a-z-]+\s){0,3}?[a-z-]{2,}(?<![suic])s(?=\s[a-z])(?!\sof\b)")
"""The things of which a share did something: `65% of developers skip it`."""
_AT_FIRST = re.compile(
    r"(?:the\s|its\s|their\s)?(?:initial|original|starting|first|full|uncompressed)\s(?:value|level|state|size|model size)s?\b"
    r"|the time\b"
)
"""What a share is of where the text says that by the words before: `retains 95% of its initial value`."""
_SIZE_AT_FIRST = re.compile(r"(?:the\s|its\s|their\s)?(?:initial|original|starting|full|uncompressed)\s(?:model\s)?sizes?\b")
_SUCCESS = Template(r"\b{solve}\b")
_CASES = re.compile(
    r"(?:the\s|all\s|test\s)*(?:cases|instances|trials|runs|attempts|times|queries|questions|scenarios|problems|tasks)"
)
_COMPARISONS = re.compile(
    r"(?:the\s|all\s)*(?:(?:pairwise|blind(?:ed)?|human|side-by-side|head-to-head)\s)*"
    r"(?:comparisons|judg(?:e)?ments|votes|pairs|ratings|matchups|matches|battles|cases|instances|trials|times?)\b"
)
_PREFERRED = re.compile(r"\b(?:prefer|favou?r|chose|chosen|judged\s(?:as\s)?(?:more|better)|wins?\b|won\b|winning)")
"""What is said of what was liked better: `raters prefer ours in 71% of the comparisons`."""
_RIGHTLY = re.compile(r"\b(?:correct|success|accurate)")
_FINDING = re.compile(r"\b(?:identif|detect|recogniz|classif)")
"""What was done rightly in a share of the cases: `correctly detecting them in 40% of cases`."""
_DETECTS = Template(r"\b{detect}\s(?:(?:{only}|{hedge})\s?)?\Z")
_IN_WHAT = re.compile(
    r"\s?in\s(?:terms of\s)?(?:the\s|its\s|overall\s|average\s)?(?P<name>(?:[a-z][a-z-]{2,18}\s){0,2}"
    r"(?:rate|score|time|ratio|diversity|similarity|efficiency|cost|error|coverage|usage|consumption|complexity|robustness|stability"
    r"|fidelity|count|density|loss|yield|speed|range|consistency|readability|correctness|utilization|capacity|sensitivity|length)s?)\b"
)
"""What a change is in: `by 18% in violation rate`."""
_IN_ACRONYM = re.compile(r"\s?in\s(?:average\s|mean\s|terms of\s)(?P<name>[A-Z][A-Za-z]*[A-Z][\w-]*)(?=[\s,;.)])")
"""A measure that no vocabulary knows: `by 32% in average AbsREL`."""
DATA_SHAPED = r"\w*(?:Bench|Net|QA|Set|World|Gym|Arena|Eval|\d\d)"
"""What names in letters of data are like, and of no measure."""
MEASURE_SHAPED = r"[a-z]{0,2}[A-Z][A-Za-z]*[A-Z][\w@-]*"
"""What measures that letters alone name are like: `LQI`, `hLQI`."""
_IN_MEASURE = re.compile(
    rf"\s?in\s(?:the\s|overall\s)?(?P<name>(?!{DATA_SHAPED}(?:[\s,;.)-]|\Z))(?=\w{{3}}){MEASURE_SHAPED})"
    r"(?=\s?(?:\Z|[,;.)(]|(?:and|or|for|on|over|at|while|with|compared|score|under|across|against|than|relative)\b))"
)
_CHANGED_BY = Template(
    r"(?:\bby|\b(?:gain|improvement|increase|reduction|drop|boost|decrease)s?\sof|\A\s?in\s[A-Z][\w@-]*,?(?:\sand)?)\s(?:(?:{only}|{hedge})\s?)*\+?\Z"
)
"""What leads to a change that is in a measure which letters alone name: `beats Foo by 3% in LQI`."""
_OTHER_DATA = r"(?:input|raw|sensor|radar|test|evaluation|validation|voice|image|sensory|synthetic|unlabell?ed|annotated)"
"""Data of which a share says nothing of training."""
DATA = re.compile(
    rf"(?!(?:\S+\s)*{_OTHER_DATA}\s)(?:[\w'’-]+\s){{0,4}}?(?:data|data ?set|corpus)"
    r"(?:\s(?:used|required|needed|selected|available|scale|typically)(?:\s.*)?)?[\s.]*"
)
"""What models learn from: `only 10% of the original data`, `5x less task-specific data`."""
_SENT = re.compile(r"\b(?:transmit|send|sent|communicat|upload|download|stor|compress|transfer|exchang|cost)\w*\b")
_BARE = re.compile(r"(?:(?:the|all|its|their)\s)*data[\s.]*")
_LEARNT = re.compile(r"(?:train|tun|learn|distil)\w*\b", re.IGNORECASE)
"""Where data of no kind are meant to be learned from."""
_TO_BE = re.compile(r"[^,;.]*\sto be\s")
_OF = re.compile(r"\s?of\s")


def name_share(context: Context, of_what: str, cues: Cues) -> Named | None:
    """Name what `12% of the cache`, `solves 41% of the tasks` and `by 18% in violation rate` are of."""
    rules = SHARES if _OF.match(context.after) else CHANGES_IN
    named = read_first(rules, Share(context, of_what, cues))
    return (named[0], named[1]) if named and named[0] else None


class Share(NamedTuple):
    """A share or a change, and the words that say of what, or in what, it is."""

    context: Context
    of_what: str
    cues: Cues


def _read_in_what(share: Share) -> MaybeNamed | None:
    named = _IN_WHAT.match(share.context.after)
    return (named["name"].lower(), "phrase") if named else None


def _read_in_acronym(share: Share) -> MaybeNamed | None:
    named = _IN_ACRONYM.match(share.context.after)
    return (named["name"].lower(), "phrase") if named else None


def _read_in_measure(share: Share) -> MaybeNamed | None:
    is_change = share.cues.fill(_CHANGED_BY).search(share.context.before) is not None
    named = _IN_MEASURE.match(share.context.after) if is_change else None
    return (named["name"].lower(), "phrase") if named else None


def _read_rightly(share: Share) -> MaybeNamed | None:
    lead = share.context.before[-90:]
    if not _CASES.fullmatch(share.of_what.strip(" .")) or not _RIGHTLY.search(lead):
        return None
    return "detection rate" if _FINDING.search(lead) else "success rate", "share-of"


def _read_preferred(share: Share) -> MaybeNamed | None:
    is_compared = _COMPARISONS.match(share.of_what.strip(" .")) is not None
    return ("win rate", "share-of") if is_compared and _PREFERRED.search(share.context.before[-90:]) else None


def _read_mutants(share: Share) -> MaybeNamed | None:
    return ("mutation score", "share-of") if "mutant" in share.of_what else None


def _read_solved(share: Share) -> MaybeNamed | None:
    return ("success rate", "share-of") if share.cues.fill(_SUCCESS).search(share.context.before[-50:]) else None


def _read_detected(share: Share) -> MaybeNamed | None:
    return ("detection rate", "share-of") if share.cues.fill(_DETECTS).search(share.context.before) else None


def _read_data(share: Share) -> MaybeNamed | None:
    context = share.context
    is_data = DATA.fullmatch(share.of_what) is not None and _SENT.search(context.before[-60:]) is None
    if _BARE.fullmatch(share.of_what) and not _LEARNT.search(context.before):
        return None
    return ("training data", "share-of") if is_data and not _TO_BE.match(context.after) else None


def _read_things(share: Share) -> MaybeNamed | None:
    if _AT_FIRST.match(share.of_what):
        return ("model size", "share-of") if _SIZE_AT_FIRST.match(share.of_what) else None
    things = _THINGS.match(share.of_what)
    text = name_phrase(things[0] if things else share.of_what, share.cues)
    return ("utilization" if _PEAK.search(text) else text, "share-of") if text else None


CHANGES_IN = (
    Rule(
        "in-what", "A change is in the rate, time or score that `in` leads to.", _read_in_what,
        (("Ours wins by 18% in lid boiling rate.", "lid boiling rate"),), ("Ours wins by 18% in lid boiling.",),
    ),
    Rule(
        "in-acronym", "A change is in the measure that letters alone name after `in average`.", _read_in_acronym,
        (("Ours wins by 32% in average AbsLID.", "abslid"),), ("Ours wins by 32% for average AbsLID.",),
    ),
    Rule(
        "in-measure", "What something changed by is in the measure that letters alone name after `in`.", _read_in_measure,
        (("Ours beats Foo by 3% in LQI.", "lqi"),), ("Ours beats Foo by 3% in LidBench.",),
    ),
)  # fmt: skip
"""The rules that name what a change is in, the first that says something."""
SHARES = (
    Rule(
        "rightly", "The share of cases in which something was done rightly is a rate of success, or of detection.", _read_rightly,
        (("Ours is correct in lids in 40% of cases.", "success rate"),), ("Ours is wet in 40% of cases.",),
    ),
    Rule(
        "preferred", "The share of comparisons in which something was liked better is a rate of wins.", _read_preferred,
        (("Raters prefer ours in 71% of the comparisons.", "win rate"), ("Ours wins in 71% of the votes.", "win rate")),
        ("Raters see ours in 71% of the comparisons.",),
    ),
    Rule(
        "mutants", "A share of mutants is a mutation score.", _read_mutants,
        (("Ours kills 40% of the mutants.", "mutation score"),), ("Ours kills 40% of the weeds.",),
    ),
    Rule(
        "solved", "The share that was solved, passed or repaired is a rate of success.", _read_solved,
        (("Ours solves 41% of the tasks.", "success rate"),), ("Ours keeps 41% of the tasks.",),
    ),
    Rule(
        "detected", "The share that was detected is a rate of detection.", _read_detected,
        (("Ours detects 41% of the leaks.", "detection rate"),), ("Ours keeps 41% of the leaks.",),
    ),
    Rule(
        "data", "A share of the data, which was not sent or stored, is of what was learned from.", _read_data,
        (("Ours needs only 12% of the old data.", "training data"), ("Ours uses 12% of the FooLid dataset.", "training data")),
        ("Ours sends only 12% of the original data.",),
    ),
    Rule(
        "things", "Any other share is of the things that `of` leads to.", _read_things,
        (("Ours needs only 12% of the lids.", "lids"),), ("Ours retains 95% of its initial value.",),
    ),
)  # fmt: skip
"""The rules that name what a share is of, the first that says something."""
