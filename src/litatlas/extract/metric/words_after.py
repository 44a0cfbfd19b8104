"""Finds the metric of a number in the words right after it."""

import re
from typing import NamedTuple

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Cues, MetricTerm, Template, Vocabulary
from litatlas.extract.metric.changed import name_phrase
from litatlas.extract.metric.frame import MaybeNamed, Named
from litatlas.extract.metric.naming import NamingRule, read_first
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.as_as import QUALITIES, Equated, read_equated
from litatlas.extract.sentence.context import PHRASE_END, Context
from litatlas.extract.sentence.phrases import put_in_singular, read_phrase_before

_NOUN = re.compile(
    r"\b(?:improvement|gain|reduction|increase|decrease|drop|boost|saving|degradation|loss|decline|difference|change)s?\s(?:in|of|on)\s"
)
_LEADING = re.compile(r"\s?(?:\(\w+\)\s)?(?:in|of|for|on)\s")
_SIZES = {"model": "model size", "models": "model size", "network": "model size", "networks": "model size"}
"""What `25x larger models` are measured by."""
_SIZED = ("larger", "smaller", "bigger")
_SYSTEM = re.compile(
    r"(?:\b[A-Z][\w.-]*|\b(?:model|network|LM|LLM|VLM|MLLM|teacher|student|counterpart|backbone"
    r"|baseline|competitor|transformer|encoder)s?)\Z"
)
"""What is larger by its size: `a 10x larger FooNet-80B`."""
_PEAK = re.compile(r"\bpeak(?:\s(?:performance|throughput|compute|bandwidth|flops))?\Z", re.IGNORECASE)
_SHARE = (
    r"\b(?:rate|usage|error|probability|similarity|agreement|equivalence|sensitivity|specificity|occupancy|availability|NRMSE|uptime"
    r"|fidelit(?:y|ies)|purity|visibility|contrast|completeness|reliability|transmission|efficienc(?:y|ies)|[a-z]{4,}(?:ishability|ectivity|parency|ducibility|osity))s?"
)
"""What a share is called."""
_SHARE_PHRASE = re.compile(rf"\s?(?:[\w-]+\s){{0,4}}?{_SHARE}(?![\w-])")
_SPEEDUP_IN = re.compile(r"\b(?:speed-?ups?|accelerations?)\s(?:in|of)\s(?:(?!wall)[\w-]+\s){0,2}\Z")
"""What is sped up is what was measured: `a 2x speedup in initialization latency`."""
_SPEEDUP_NEXT = re.compile(r"\s(?:speed-?ups?|accelerations?)\b")
"""What makes a ratio of a time one of speed: `a 3x runtime speedup`."""
_COUNTABLE = re.compile(r"(?<![suic])s\Z(?<!times)(?<!lengths)(?<!distances)(?<!delays)(?<!periods)(?<!lifetimes)(?<!durations)")
"""Things that are shorter or longer than others: `34% shorter proofs`."""
_EFFICIENT = re.compile(r"\sefficient\Z")
_THINGS = re.compile(r"(?!(?:its|this|us)\b)(?:[a-z-]+\s){0,3}?[a-z-]{2,}(?<![suic])s(?=\s[a-z])(?!\sof\b)")
"""The things of which a share did something: `65% of developers skip it`."""
_AT_FIRST = re.compile(r"(?:the\s|its\s|their\s)?(?:initial|original|starting|first|full)\s(?:value|level|state)s?\b|the time\b")
"""What a share is of where the text says that by the words before: `retains 95% of its initial value`."""
_SET = re.compile(
    r"(?:the\s)?(?:[A-Z][\w-]*[A-Z\d][\w-]*"
    r"|(?:[\w-]+\s){1,4}(?:benchmarks?|data ?sets?|tasks?|scenarios?|environments?|suites?|test sets?|splits?|domains?|settings?"
    r"|data|ablations?|conditions|regimes?|cases))[\s.]?"
)
"""What something was measured on: `a gain on FooBench` and `a gain on unseen tasks` are none of it."""
_SUCCESS = Template(r"\b{solve}\b")
_CASES = re.compile(
    r"(?:the\s|all\s|test\s)*(?:cases|instances|trials|runs|attempts|times|queries|questions|scenarios|problems|tasks)"
)
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
_CHANGED = re.compile(
    r"\s(?:average |mean |overall |total )?(?!average|mean|relative|absolute|further)"
    r"(?P<name>[a-z][a-z-]+(?:\s[a-z][a-z-]+)?)\s(?:reduction|saving|increase|decrease|drop|growth|advantage)s?"
)
"""`73% data reduction` is of data."""
_TIMES_THE = re.compile(r"\sthe\s(?P<name>(?:[a-z][a-z-]+\s){0,2}[a-z][a-z-]{3,})\s?[,.;]?\Z")
"""What a multiple is of: `over 13x the training length`."""
_TIMED = re.compile(r"\s?(?:faster|quicker|shorter|lower|less|reduced)\s(?P<name>(?:[a-z-]{3,16}\s){1,2}time)s?\b")
_REACHED = Template(r"\b{reach}\s(?:(?:an?|{only}|even|{hedge})\s?)*\Z")
_WHOLE = re.compile(r"\s(?P<name>(?:[\w-]{3,}\s){0,2}[a-z-]{4,}|[A-Z]{2,}[A-Z\d]*)\s?[.,;)]?")
_OTHER = re.compile(
    r"(?:\b(?:data|tokens?|parameters?|samples?|budgets?|sparsity|confidence|compression|spatial|temporal|(?:down|up)-?sampling|improvements?|gains?|performance|results?"
    r"|average|better|higher|lower|more|fewer|less|faster|relative|absolute|points?|on|of|in))\b"
)
"""What makes other than a measure's name of a noun phrase after a percentage."""
_OF = re.compile(r"\s?of\s")
_FASTER = re.compile(r"\s?(?:faster|quicker|slower)\s(?:[a-z-]+\s)?")
"""What stands between a ratio and the rate that is faster: `5x faster throughput`."""
_FASTER_ON = re.compile(
    r"\s?(?:faster|quicker|slower)\s(?:on|in)\s(?:the\s|its\s)?(?:(?:median|mean|average|tail|peak|[Pp]\d\d)\s)?"
)
"""The time that is shorter: `2x faster on median latency`."""


def find_spoken(context: Context, after: list[Name], vocabulary: Vocabulary, *, may_name: bool) -> Named | None:
    """Find the metric in the words right after the numbers: `2x higher throughput`, `3 dB gain in PSNR`, `2x faster`.

    Where the vocabulary knows none and `may_name` is set, the noun phrase itself names the metric.
    """
    if equated := read_equated(context):
        return _name_equated(equated, context, after, vocabulary.cues)
    noun = _NOUN.search(context.after[:60])
    noun = noun if noun and noun.start() <= len(context.phrase) else None
    leading = None if context.phrase.strip() and not _LEADING.match(context.phrase) else _LEADING.match(context.after)
    opening = noun or leading
    reach = len(context.phrase)
    if opening:
        stop = vocabulary.cues.fill(PHRASE_END).search(context.after, opening.end())
        reach = stop.start() if stop else len(context.after)
    if inside := [n for n in after if n.start < context.after_start + reach]:
        return _name_inside(context, inside, vocabulary, is_changed=noun is not None, is_led=leading is not None)
    if timed := _TIMED.match(context.phrase):
        return timed["name"], "phrase"
    if vocabulary.cues.speed.search(context.phrase):
        on = _FASTER_ON.match(context.after)
        at = context.after_start + (on.end() if on else 0)
        named = next((n.id for n in after if on and n.start == at and "time" in find_known(n, vocabulary).units), None)
        return (named, "in-metric") if named else ("speed", "speed-word")
    if not may_name:
        return None
    if leading and not noun:
        return _name_share(context, context.after[leading.end() : reach], vocabulary.cues)
    is_set = (
        noun is not None and noun[0].endswith(("on ", "in ")) and _SET.fullmatch(context.after[noun.end() : reach]) is not None
    )
    changed = _name_changed(context, vocabulary, context.after[noun.end() : reach] if noun and not is_set else None)
    return changed or (None if noun else _name_reached(context, vocabulary))


def _name_inside(context: Context, inside: list[Name], vocabulary: Vocabulary, *, is_changed: bool, is_led: bool) -> Named:
    """Choose among the metrics in the phrase after a number; `is_changed` tells of a noun of change, `is_led` of an `of`."""
    name = inside[-1] if is_changed else inside[0]
    is_followed = name.id == "speed" and len(inside) > 1 and not inside[1].term.startswith("wall")
    if is_followed and _SPEEDUP_IN.search(context.after[: inside[1].start - context.after_start]):
        return inside[1].id, "in-metric" if is_led else "after"
    if _SPEEDUP_NEXT.match(context.after, name.end - context.after_start):
        return "speed", "speed-word"
    known = find_known(name, vocabulary)
    is_speed = vocabulary.cues.speed.search(context.phrase) and name.id != "speed"
    is_rate = _FASTER.fullmatch(context.after, 0, name.start - context.after_start) is not None and "rate" in known.units
    if is_speed and "time" not in known.units and not is_rate:
        return "speed", "speed-word"
    return _name_score(context, name, vocabulary.cues), "in-metric" if is_led else "after"


def _name_score(context: Context, name: Name, cues: Cues) -> str:
    """Name a score by the words before it (`a 26% smoothness score`), a metric of its own; any other metric by its id."""
    if name.id != "quality" or not name.term.startswith("score"):
        return name.id
    kind = read_phrase_before(context.after[: name.end - context.after_start], cues) if name.start > context.after_start else ""
    return kind if kind.endswith(("-score", "-scores", " score", " scores")) else name.id


def _name_equated(equated: Equated, context: Context, after: list[Name], cues: Cues) -> Named | None:
    """Name what `2x as many lookups as Foo` and `3x as fast as Foo` are of."""
    if equated.metric:
        return equated.metric, "speed-word" if equated.metric == "speed" else "after"
    end = context.after_start + context.after.find(equated.things) + len(equated.things)
    named = next((name.id for name in after if name.end <= end), None) or name_phrase(equated.things, cues)
    return (named, "phrase") if named else None


def _name_share(context: Context, of_what: str, cues: Cues) -> Named | None:
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


def _read_rightly(share: Share) -> MaybeNamed | None:
    lead = share.context.before[-90:]
    if not _CASES.fullmatch(share.of_what.strip(" .")) or not _RIGHTLY.search(lead):
        return None
    return "detection rate" if _FINDING.search(lead) else "success rate", "share-of"


def _read_mutants(share: Share) -> MaybeNamed | None:
    return ("mutation score", "share-of") if "mutant" in share.of_what else None


def _read_solved(share: Share) -> MaybeNamed | None:
    return ("success rate", "share-of") if share.cues.fill(_SUCCESS).search(share.context.before[-50:]) else None


def _read_detected(share: Share) -> MaybeNamed | None:
    return ("detection rate", "share-of") if share.cues.fill(_DETECTS).search(share.context.before) else None


def _read_things(share: Share) -> MaybeNamed | None:
    if _AT_FIRST.match(share.of_what):
        return None
    things = _THINGS.match(share.of_what)
    text = name_phrase(things[0] if things else share.of_what, share.cues)
    return ("utilization" if _PEAK.search(text) else text, "share-of") if text else None


CHANGES_IN = (
    NamingRule(
        "in-what", "A change is in the rate, time or score that `in` leads to.", _read_in_what,
        (("Ours wins by 18% in lid violation rate.", "lid violation rate"),), ("Ours wins by 18% in lid boiling.",),
    ),
    NamingRule(
        "in-acronym", "A change is in the measure that letters alone name after `in average`.", _read_in_acronym,
        (("Ours wins by 32% in average AbsLID.", "abslid"),), ("Ours wins by 32% for average AbsLID.",),
    ),
)  # fmt: skip
"""The rules that name what a change is in, the first that says something."""
SHARES = (
    NamingRule(
        "rightly", "The share of cases in which something was done rightly is a rate of success, or of detection.", _read_rightly,
        (("Ours is correct in lids in 40% of cases.", "success rate"),), ("Ours is wet in 40% of cases.",),
    ),
    NamingRule(
        "mutants", "A share of mutants is a mutation score.", _read_mutants,
        (("Ours kills 40% of the mutants.", "mutation score"),), ("Ours kills 40% of the weeds.",),
    ),
    NamingRule(
        "solved", "The share that was solved, passed or repaired is a rate of success.", _read_solved,
        (("Ours solves 41% of the tasks.", "success rate"),), ("Ours keeps 41% of the tasks.",),
    ),
    NamingRule(
        "detected", "The share that was detected is a rate of detection.", _read_detected,
        (("Ours detects 41% of the leaks.", "detection rate"),), ("Ours keeps 41% of the leaks.",),
    ),
    NamingRule(
        "things", "Any other share is of the things that `of` leads to.", _read_things,
        (("Ours needs only 12% of the lids.", "lids"),), ("Ours retains 95% of its initial value.",),
    ),
)  # fmt: skip
"""The rules that name what a share is of, the first that says something."""


def _name_changed(context: Context, vocabulary: Vocabulary, of_what: str | None) -> Named | None:
    """Name what `3x fewer lookups` and `a 30% reduction in lookups` are of; `of_what` follows a noun of change."""
    comparative = vocabulary.cues.comparative.search(context.phrase[:40])
    cues = vocabulary.cues
    text = name_phrase(of_what, cues) if of_what is not None else _name_bare_phrase(context.phrase, comparative, cues)
    if not text:
        return None
    compared = comparative[1].lower() if comparative else ""
    if compared in _SIZED and of_what is None and _SYSTEM.search(context.phrase.rstrip(" .")):
        return "model size", "phrase"
    return "cost" if compared == "cheaper" else _SIZES.get(text, text), "phrase"


def _name_bare_phrase(phrase: str, comparative: re.Match[str] | None, cues: Cues) -> str:
    """Name what a phrase after a number measures: what follows its comparative, or all of it where its noun is a share's."""
    if comparative:
        named = name_phrase(phrase[comparative.end() :], cues)
        named = QUALITIES.get(named, _EFFICIENT.sub(" efficiency", named))
        is_length = comparative[1].lower() in ("shorter", "longer") and _COUNTABLE.search(named) is not None
        return f"{put_in_singular(named)} length" if is_length else named
    if the := _TIMES_THE.match(phrase):
        return name_phrase(the["name"], cues)
    if changed := _CHANGED.fullmatch(phrase.rstrip(" .")):
        return name_phrase(changed["name"], cues)
    share = _SHARE_PHRASE.match(phrase)
    return name_phrase(share[0], cues) if share else ""


def _name_reached(context: Context, vocabulary: Vocabulary) -> Named | None:
    """Name a percentage that was reached by the noun phrase that it stands before: `achieves 100% lid consistency`."""
    found = _WHOLE.fullmatch(context.phrase)
    if found is None or not vocabulary.cues.fill(_REACHED).search(context.before):
        return None
    named = name_phrase(found["name"], vocabulary.cues)
    return (named, "phrase") if named and not _OTHER.search(named) else None


def fits(name: Name, quantity: Quantity, vocabulary: Vocabulary) -> bool:
    """Tell whether a metric can be stated in the quantity's unit."""
    kinds = find_known(name, vocabulary).units
    if quantity.kind in ("ratio", "percent"):
        return True
    if quantity.kind == "bare":
        return bool(kinds & {"score", "count"})
    if quantity.kind == "count":
        return name.id == quantity.unit or (quantity.unit == "tokens" and name.id in ("context length", "acceptance length"))
    return quantity.kind in kinds


def find_known(name: Name, vocabulary: Vocabulary) -> MetricTerm:
    """Return what is known of a metric; of a longer name (`NTA-IoU`) what is known of its last part."""
    return vocabulary.metrics.get(name.id) or vocabulary.metrics[name.term]
