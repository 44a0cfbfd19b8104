"""Tells what a number measures by its unit, and by the words beside it that say so."""

import re
from typing import NamedTuple

from litatlas.extract.lexicon.terms import Template, Unit, Vocabulary
from litatlas.extract.metric.frame import MaybeNamed
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.rule import Rule
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import read_phrase_before

_TRAINING = re.compile(r"\b(?:pre-?train|train|fine-?tun|quantiz)(?:e|s|ed|ing|es)?\b", re.IGNORECASE)
_LEARNING = re.compile(r"\b(?:models?|networks?|LLMs?|GPUs?|learn\w*|drafts?|diffusion|transformers?)\b", re.IGNORECASE)
"""Words by whose side hours and days are of training where nothing else is said."""
_MODEL = re.compile(r"\s(?:LM|LLM|model|network|transformer)s?\b", re.IGNORECASE)
_ERROR_NEAR = re.compile(r"\b(?:accura|precis|error|deviat|offset|drift|localiz|position|track|pose\b|align|calibrat|deform)\w*")
"""Words beside which a length is how far something is off."""
_UNDERGONE = Template(
    r"\b(?P<name>recovery|restart|search|look-?up|calibration|compilation|conversion|migration|planning|indexing|profiling|pruning"
    r"|switching|verification|synthesis|rendering|editing|loading|start-?up|construction|preprocessing|fitting|annotation|merging"
    r"|transcoding|solving|scheduling|alignment|reconstruction|segmentation|registration|setup|set-up|quanti[sz]ation|tuning)\b"
    r"(?:\s(?:of|for|over|the|a|an|on)\b[^,;.\d]{1,40}?)?\s(?:{take}|(?:finish|complet|last)(?:e?s|ed)(?:\s(?:in|within|after))?|is\sdone\sin)\s"
    r"(?:(?:an?|{only}|{hedge})\s?)*\Z",
    re.IGNORECASE,
)
"""What took a time: `recovery takes 47 s`."""
_AS_KNOWN = {
    "quantization time": "training time", "quantisation time": "training time", "tuning time": "training time",
    "compilation time": "compile time", "solving time": "solve time", "editing time": "latency", "reconstruction time": "latency",
    "look-up time": "lookup time", "start-up time": "startup time", "setup time": "setup time", "set-up time": "setup time",
}  # fmt: skip
"""Such times as the vocabulary names otherwise."""
_STORED = Template(
    r"\b(?:checkpoint|model|weight|network|adapter|binar(?:y|ie)|package|file|index|codebook|dictionar(?:y|ie)|executable|firmware|librar(?:y|ie))"
    r"(?:e?s)?\s(?:[^,;.\d]{1,40}\s)?(?:{take}|occup\w+|fits?|shrink\w*|shrank|amounts?|weigh\w*|grows?|grew|{copula}|comes?|reduc\w+|compress\w+)\b[^,;\d]*\Z"
)
"""What is stored, and comes to so many bytes: `the checkpoint shrinks to`."""
_STORAGE_AFTER = re.compile(r"\s(?:of\s)?(?:flash|disk|storage|ROM)\b")
_HEAD = (
    r"(?=\s(?:of|is|are|was|were|at|to|below|above|under|over|exceeding|up|from|in|for|by|which|that|between|ranging"
    r"|fell|fall|drops?|rose)\b|[,;]|\s?\Z)"
)
"""What follows the head of a phrase: `velocity of`, not `velocity dispersion of`."""
_CLOCKED = re.compile(r"\b(?:time|duration|lifetime|half-life|lag)s?\b" + _HEAD)
_RATED = re.compile(r"\b(?:rate|speed|velocity|velocities)s?\b" + _HEAD)
_TAKES = Template(r"\b(?:in|within|{take})\s(?:(?:{only}|(?!as\s){hedge})\s?)*\Z")
"""What makes a time one that something took; `as little as` praises it, whatever it is of."""
_PICTURES = re.compile(
    r"(?i:\b(?:imag|video|pictur|render|reconstruct|view|pixel|scene|super-?resolution|denois|deblur|codec|compress|splat|quality|frame))"
    r"|PSNR|NeRF|\b\dD\b"
)
"""Words beside which decibels are those of a peak signal-to-noise ratio, not of a signal's gain or loss."""
_FEW = Template(r"\b{only}\s(?:\w+\s)?(?:{hedge}\s?)*\Z")
"""What makes tokens those that were spent: `needs only 32 tokens`."""
_HOURS = ("min", "h", "days", "weeks", "months")
"""Units of time in which training is measured, and much else."""
_SIGNIFICANCE = re.compile(
    r"\s?(?:[a-z]+\s)??(?P<name>significance|confidence level|confidence|tension|discrepancy|evidence|detection|deviation|excess"
    r"|level)\b"
)
"""What a number of standard deviations is said of: `a 4σ detection`."""
_EXTENDS = Template(r"\bextend(?:s|ed|ing)?\s(?:out\s)?(?:to\s|over\s|beyond\s|for\s)?(?:{hedge}\s?)?\Z")
_SAID = {
    "length": (_EXTENDS, "extent"),
    "mass": (Template(r"\bweigh(?:s|ing|ed)?\s(?:in at\s)?(?:(?:{only}|{hedge})\s?)?\Z"), "weight"),
}
"""Verbs that say what a number in a kind of unit is."""
_RATE_AFTER = re.compile(r"\s(?P<name>(?!control\b|sampling\b)(?:[a-z-]{3,16}\s){1,2}(?:rates?|frequency|frequencies))\b")
"""What is so many hertz: `500 Hz refresh rates`."""
_SPANNED = re.compile(r"\s(wide|long|thick|tall|high|deep)\b")
_SPANS = {"wide": "width", "long": "length", "thick": "thickness", "tall": "height", "high": "height", "deep": "depth"}
_PLAIN_TIME = frozenset("real same first one each long short over in run all execution time whole".split())


class Spot(NamedTuple):
    """A number and what is looked at to name what it is of."""

    parsed: Parsed
    quantity: Quantity
    context: Context
    vocabulary: Vocabulary


def _read_sureness(spot: Spot) -> MaybeNamed | None:
    sure = _SIGNIFICANCE.match(spot.context.after) if spot.quantity.unit == "standard deviations" else None
    if sure is None:
        return None
    return sure["name"] if sure["name"] in ("tension", "confidence level") else "significance", "unit"


def _read_said(spot: Spot) -> MaybeNamed | None:
    verb, name = _SAID[spot.quantity.kind]
    return (name, "unit") if spot.parsed.cues.fill(verb).search(spot.context.before) else None


def _read_hertz(spot: Spot) -> MaybeNamed | None:
    rated = _RATE_AFTER.match(spot.context.after) if spot.quantity.unit == "Hz" else None
    return (rated["name"].lower(), "unit") if rated else None


def _read_span(spot: Spot) -> MaybeNamed | None:
    spanned = _SPANNED.match(spot.context.after) if spot.quantity.bound == "up to" else None
    return (_SPANS[spanned[1]], "unit") if spanned else None


def _find_unit(spot: Spot) -> Unit | None:
    units, name = spot.vocabulary.units, spot.quantity.unit
    return units.get(name) or (units.get(name.split("/")[0]) if spot.quantity.kind != "physical" else None)


def _find_measure(spot: Spot) -> str | None:
    """Return the metric that a unit is of; None where it is of none, or is as much a unit of other things."""
    unit = _find_unit(spot)
    if unit is None or not unit.metric:
        return None
    if unit.metric == "psnr" and not (spot.quantity.unit == "dB" and _PICTURES.search(spot.parsed.text)):
        return None
    return unit.metric


def _is_learning(spot: Spot) -> bool:
    text = spot.parsed.text
    return bool(spot.parsed.hardware or spot.parsed.models or _TRAINING.search(text) or _LEARNING.search(text))


def _read_tokens(spot: Spot) -> MaybeNamed | None:
    is_spent = spot.quantity.unit == "tokens" and spot.parsed.cues.fill(_FEW).search(spot.context.before) is not None
    return ("tokens", "unit") if is_spent else None


def _read_hours(spot: Spot) -> MaybeNamed | None:
    measure = _find_measure(spot) if spot.quantity.unit in _HOURS else None
    if measure is None or _is_learning(spot):
        return None
    otherwise = measure if spot.quantity.unit == "min" else None
    named = _find_clocked(spot) or ("time" if spot.parsed.cues.fill(_TAKES).search(spot.context.before) else otherwise)
    return (named, "unit") if named else (None, "none")


def _read_training(spot: Spot) -> MaybeNamed | None:
    if spot.quantity.unit not in ("s", *_HOURS) or _find_measure(spot) is None:
        return None
    is_training = _TRAINING.search(spot.context.before[-80:] + spot.context.after[:30]) is not None
    return ("training time", "unit") if is_training else None


def _read_clocked(spot: Spot) -> MaybeNamed | None:
    # A speed in tokens/s is throughput, whatever it is called.
    is_open = _find_unit(spot) is None and spot.quantity.kind in ("rate", "efficiency")
    is_measured = spot.quantity.kind != "rate" and _find_measure(spot) is not None
    clocked = _find_clocked(spot) if is_open or is_measured else ""
    return (clocked, "unit") if clocked else None


def _read_undergone(spot: Spot) -> MaybeNamed | None:
    if spot.quantity.unit in ("weeks", "months"):
        return None
    gone = spot.parsed.cues.fill(_UNDERGONE).search(spot.context.before)
    if gone is None:
        return None
    name = f"{gone['name'].lower()} time"
    return (_AS_KNOWN.get(name, name), "unit")


def _read_stored(spot: Spot) -> MaybeNamed | None:
    is_stored = spot.parsed.cues.fill(_STORED).search(spot.context.before) or _STORAGE_AFTER.match(spot.context.after)
    return ("model size", "unit") if is_stored else None


def _read_measure(spot: Spot) -> MaybeNamed | None:
    measure = _find_measure(spot)
    return (measure, "unit") if measure else None


def _read_open_rate(spot: Spot) -> MaybeNamed | None:
    named = "throughput" if spot.quantity.kind == "rate" else "energy efficiency"
    return (named, "unit") if _find_unit(spot) is None else None


def _read_error(spot: Spot) -> MaybeNamed | None:
    near = spot.context.before[-80:] + spot.context.after[:40]
    return ("error", "unit") if _ERROR_NEAR.search(near) else None


def _read_parameters(spot: Spot) -> MaybeNamed | None:
    is_size = spot.quantity.scaled and _MODEL.match(spot.context.after) is not None
    return ("parameters", "unit") if is_size else None


def _find_clocked(spot: Spot) -> str:
    """Return the time or rate that the clause speaks of where its number is not tied to it: `the decay time fell, to 3 s`."""
    kind, before = spot.quantity.kind, spot.context.before
    pattern = _CLOCKED if kind == "time" else _RATED if kind in ("rate", "physical", "bandwidth") else None
    named = list(pattern.finditer(before)) if pattern else []
    phrase = read_phrase_before(before[: named[-1].end()], spot.parsed.cues) if named else ""
    return phrase if len(phrase.split()) > 1 and not _PLAIN_TIME & set(phrase.split()[:-1]) else ""


BY_WORD = (
    Rule(
        "sureness", "A number of standard deviations is a significance, or what else it is said of.", _read_sureness,
        (("We report a 4σ detection.", "significance"), ("We report a 4σ tension.", "tension")), ("We report 4σ lids.",),
    ),
    Rule(
        "said", "What extends so far has that extent, and what weighs so much that weight.", _read_said,
        (("Our jets extend to 3 kpc.", "extent"), ("Our arm weighs 3 kg.", "weight")), ("Our arm takes 3 kg.",),
        kinds=tuple(_SAID),
    ),
    Rule(
        "hertz", "The rate or frequency right after hertz is what they are of.", _read_hertz,
        (("Ours has 500 Hz refresh rates.", "refresh rates"),), ("Ours has 500 Hz sampling rates.",),
    ),
    Rule(
        "span", "A length up to which something is wide or deep is its width or depth.", _read_span,
        (("Our lids are up to 2 mm wide.", "width"),), ("Our lids are 2 mm round.",), kinds=("length",),
    ),
)  # fmt: skip
"""The rules by which a word beside a number in its unit says what it is, the first that says something."""
BY_UNIT = (
    Rule(
        "tokens-spent", "Only so many tokens are what something costs in tokens.", _read_tokens,
        (("Ours needs only 32 tokens.", "tokens"),), ("Ours needs 32 tokens.",),
    ),
    Rule(
        "undergone", "A time that something took is that thing's.", _read_undergone,
        (("Our recovery takes 47 s.", "recovery time"), ("The search for lids took 4 min.", "search time")),
        ("Our kettle takes 47 s.",), kinds=("time",),
    ),
    Rule(
        "hours", "Hours and days where nothing learns are of the time that the clause speaks of, or of what took them.",
        _read_hours,
        (("Lids dry in 3 h.", "time"),), ("Our model trains in 3 h.",),
    ),
    Rule(
        "training", "A time beside training is the training's.", _read_training,
        (("Ours trains in 30 s.", "training time"),), ("Ours boils in 30 s.",),
    ),
    Rule(
        "clocked", "A time or rate is the one that the clause speaks of.", _read_clocked,
        (("The decay time fell, to 3 s.", "decay time"),), ("The lid fell, in 3 s.",),
    ),
    Rule(
        "stored", "The bytes that a model or a file comes to are its size.", _read_stored,
        (("Our checkpoint shrinks to 3 GB.", "model size"), ("Ours takes 3 MB of flash.", "model size")),
        ("Our checkpoint shrinks to 3 GB of memory.", "Our kettle takes 3 GB."), kinds=("bytes",),
    ),
    Rule(
        "unit", "A unit that is of one metric tells it.", _read_measure,
        (("Ours needs only 3 GB.", "memory"),), ("Ours has a gain of 3 dB.",),
    ),
    Rule(
        "open-rate", "So many of anything a second are a throughput, and for each joule an energy efficiency.", _read_open_rate,
        (("Our pump reaches 560K lids/s.", "throughput"),), ("Our pump reaches 560K lids.",), kinds=("rate", "efficiency"),
    ),
    Rule(
        "error", "A length beside words of precision is how far something is off.", _read_error,
        (("Our arm tracks lids to 3 mm.", "error"),), ("Our arm has lids of 3 mm.",), kinds=("length",),
    ),
    Rule(
        "parameters", "So many billions right before a model are its parameters.", _read_parameters,
        (("Ours is a 7B model.", "parameters"),), ("Ours is a 7B lid.",), kinds=("bare",),
    ),
)  # fmt: skip
"""The rules by which a unit tells what a number in it measures, the first that says something."""
