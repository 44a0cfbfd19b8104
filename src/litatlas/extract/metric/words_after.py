"""Finds the metric of a number in the words right after it."""

import re
from typing import NamedTuple

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Cues, MetricTerm, Template, Vocabulary
from litatlas.extract.metric.changed import name_phrase
from litatlas.extract.metric.frame import MaybeNamed, Named
from litatlas.extract.metric.shares import DATA, DATA_SHAPED, MEASURE_SHAPED, name_share
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.as_as import QUALITIES, Equated, read_equated
from litatlas.extract.sentence.context import PHRASE_END, Context
from litatlas.extract.sentence.phrases import put_in_singular, read_phrase_before

_NOUN = re.compile(
    r"\b(?:improvement|gain|reduction|increase|decrease|drop|boost|saving|degradation|loss|decline|difference|change)s?\s(?:in|of|on)\s"
)
_LEADING = re.compile(r"\s?(?:\(\w+\)\s)?(?:in|of|for|on)\s")
_SIZES = {"model": "model size", "models": "model size", "network": "model size", "networks": "model size"}
"""What `25x larger models` are measured by."""
_AMOUNTS = ("less", "more", "fewer")
_SIZED = ("larger", "smaller", "bigger")
_SYSTEM = re.compile(
    r"(?:\b[A-Z][\w.-]*|\b(?:model|network|LM|LLM|VLM|MLLM|teacher|student|counterpart|backbone"
    r"|baseline|competitor|transformer|encoder)s?)\Z"
)
"""What is larger by its size: `a 10x larger FooNet-80B`."""
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
_SET = re.compile(
    r"(?:the\s)?(?:[A-Z][\w-]*[A-Z\d][\w-]*"
    r"|(?:[\w-]+\s){1,4}(?:benchmarks?|data ?sets?|tasks?|scenarios?|environments?|suites?|test sets?|splits?|domains?|settings?"
    r"|data|ablations?|conditions|regimes?|cases))[\s.]?"
)
"""What something was measured on: `a gain on FooBench` and `a gain on unseen tasks` are none of it."""
_MEASURE = re.compile(rf"(?:the\s)?(?!{DATA_SHAPED}(?:-|\Z|[\s.])){MEASURE_SHAPED}[\s.]?")
"""A measure that letters alone name: `a gain in LQI`."""
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
_FASTER = re.compile(r"\s?(?:faster|quicker|slower)\s(?:[a-z-]+\s)?")
"""What stands between a ratio and the rate that is faster: `5x faster throughput`."""
_FASTER_ON = re.compile(
    r"\s?(?:faster|quicker|slower)\s(?:on|in)\s(?:the\s|its\s)?(?:(?:median|mean|average|tail|peak|[Pp]\d\d)\s)?"
)
"""The time that is shorter: `2x faster on median latency`."""


class After(NamedTuple):
    """The words right after a number, and what of them may name its metric."""

    context: Context
    metrics: list[Name]
    """The metrics that the vocabulary knows there."""
    noun: re.Match[str] | None
    """A noun of change in its phrase: `gain in`."""
    leading: re.Match[str] | None
    """What leads on from the number itself: `of`."""
    reach: int
    """Where the phrase ends that its metric stands in."""
    may_name: bool
    """Whether a noun phrase may name the metric where the vocabulary knows none."""
    vocabulary: Vocabulary


def find_spoken(context: Context, after: list[Name], vocabulary: Vocabulary, *, may_name: bool) -> Named | None:
    """Find the metric in the words right after the numbers: `2x higher throughput`, `3 dB gain in PSNR`, `2x faster`.

    Where the vocabulary knows none and `may_name` is set, the noun phrase itself names the metric.
    """
    noun = _NOUN.search(context.after[:60])
    noun = noun if noun and noun.start() <= len(context.phrase) else None
    leading = None if context.phrase.strip() and not _LEADING.match(context.phrase) else _LEADING.match(context.after)
    opening = noun or leading
    reach = len(context.phrase)
    if opening:
        stop = vocabulary.cues.fill(PHRASE_END).search(context.after, opening.end())
        reach = stop.start() if stop else len(context.after)
    named = read_first(SPOKEN, After(context, after, noun, leading, reach, may_name, vocabulary))
    return (named[0], named[1]) if named and named[0] else None


def _read_equated(after: After) -> MaybeNamed | None:
    equated = read_equated(after.context)
    if equated is None:
        return None
    return _name_equated(equated, after.context, after.metrics, after.vocabulary.cues) or (None, "none")


def _read_inside(after: After) -> MaybeNamed | None:
    inside = [name for name in after.metrics if name.start < after.context.after_start + after.reach]
    if not inside:
        return None
    return _name_inside(
        after.context, inside, after.vocabulary, is_changed=after.noun is not None, is_led=after.leading is not None
    )


def _read_timed(after: After) -> MaybeNamed | None:
    timed = _TIMED.match(after.context.phrase)
    return (timed["name"], "phrase") if timed else None


def _read_faster(after: After) -> MaybeNamed | None:
    context = after.context
    if not after.vocabulary.cues.speed.search(context.phrase):
        return None
    on = _FASTER_ON.match(context.after)
    at = context.after_start + (on.end() if on else 0)
    times = (n.id for n in after.metrics if on and n.start == at and "time" in find_known(n, after.vocabulary).units)
    named = next(times, None)
    return (named, "in-metric") if named else ("speed", "speed-word")


def _read_no_name(after: After) -> MaybeNamed | None:
    return None if after.may_name else (None, "none")


def _read_share(after: After) -> MaybeNamed | None:
    if after.leading is None or after.noun is not None:
        return None
    return name_share(after.context, after.context.after[after.leading.end() : after.reach], after.vocabulary.cues) or (
        None,
        "none",
    )


def _read_changed(after: After) -> MaybeNamed | None:
    of_what = after.context.after[after.noun.end() : after.reach] if after.noun else None
    lead, said = after.noun[0] if after.noun else "", of_what or ""
    is_set = lead.endswith(("on ", "in ")) and _SET.fullmatch(said) is not None
    is_measure = lead.endswith("in ") and _MEASURE.fullmatch(said) is not None
    return _name_changed(after.context, after.vocabulary, None if is_set and not is_measure else of_what)


def _read_reached(after: After) -> MaybeNamed | None:
    return None if after.noun else _name_reached(after.context, after.vocabulary)


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
    if compared in _AMOUNTS and of_what is None and DATA.fullmatch(text):
        return "training data", "phrase"
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


SPOKEN: tuple[Rule[After, MaybeNamed], ...] = (
    Rule(
        "as-as", "`as ... as` tells by its adjective or by its things.", _read_equated,
        (("Ours takes 2x as many lids as Foo.", "lids"), ("Ours is 3x as sensitive as Foo.", "sensitivity")),
        ("Ours is 3x in Foo.",),
    ),
    Rule(
        "inside", "A metric of the vocabulary in the phrase after the number is its.", _read_inside,
        (("Ours gives 3 points of recall.", "recall"), ("Ours needs 30% less GPU memory.", "memory")),
        ("Ours needs 30% less lids.",),
    ),
    Rule(
        "timed", "What is faster or shorter and ends with `time` is that time.", _read_timed,
        (("Ours has 2x faster hatching time per lid.", "hatching time"),), ("Ours has 2x faster hatching lids.",),
    ),
    Rule(
        "faster", "Words of speed are of the speed, or of the time that is shorter.", _read_faster,
        (("Ours is 30% slower.", "speed"), ("Ours is 2x faster on median latency.", "latency")), ("Ours is 2x greener.",),
    ),
    Rule(
        "no-name", "A value in a unit of measure is named by no phrase after it.", _read_no_name,
        (("Ours saves 3 GB of lids.", "memory"),), ("Ours takes 3% of lids.",),
    ),
    Rule(
        "share", "A share is of what the tables of shares say, or of nothing.", _read_share,
        (("Ours needs only 12% of the lids.", "lids"),), ("Ours needs only 12% greener lids.",),
    ),
    Rule(
        "changed", "What is said to be more, less or changed by so much names the metric.", _read_changed,
        (("Ours has 3x lower waste.", "waste"), ("Ours has a 30% reduction in lid waste.", "lid waste")), ("Ours has 3x.",),
    ),
    Rule(
        "reached", "A percentage that was reached is of the noun phrase that it stands before.", _read_reached,
        (("Ours achieves 100% lid consistency.", "lid consistency"),), ("Ours sees 100% lid consistency.",),
    ),
)  # fmt: skip
"""The rules by which the words right after a number name its metric, the first that says something."""
