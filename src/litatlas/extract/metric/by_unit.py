"""Tells what a number measures by its unit, and by the words beside it that say so."""

import re

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import read_phrase_before

_TRAINING = re.compile(r"\b(?:pre-?train|train|fine-?tun|quantiz)(?:e|s|ed|ing|es)?\b", re.IGNORECASE)
_LEARNING = re.compile(r"\b(?:models?|networks?|LLMs?|GPUs?|learn\w*|drafts?|diffusion|transformers?)\b", re.IGNORECASE)
"""Words by whose side hours and days are of training where nothing else is said."""
_MODEL = re.compile(r"\s(?:LM|LLM|model|network|transformer)s?\b", re.IGNORECASE)
_ERROR_NEAR = re.compile(r"\b(?:accura|precis|error|deviat|offset|drift|localiz|position|track|pose\b|align|calibrat|deform)\w*")
"""Words beside which a length is how far something is off."""
_HEAD = (
    r"(?=\s(?:of|is|are|was|were|at|to|below|above|under|over|exceeding|up|from|in|for|by|which|that|between|ranging"
    r"|fell|fall|drops?|rose)\b|[,;]|\s?\Z)"
)
"""What follows the head of a phrase: `velocity of`, not `velocity dispersion of`."""
_CLOCKED = re.compile(r"\b(?:time|duration|lifetime|half-life|lag)s?\b" + _HEAD)
_RATED = re.compile(r"\b(?:rate|speed|velocity|velocities)s?\b" + _HEAD)
_TAKES = re.compile(
    r"\b(?:in|within|tak(?:es?|ing)|took|requir\w+|need\w*|costs?|spent)\s(?:only |just |less than |under |about |~|up to )*\Z"
)
"""What makes a time one that something took."""
_PICTURES = re.compile(
    r"(?i:\b(?:imag|video|pictur|render|reconstruct|view|pixel|scene|super-?resolution|denois|deblur|codec|compress|splat|quality|frame))"
    r"|PSNR|NeRF|\b\dD\b"
)
"""Words beside which decibels are those of a peak signal-to-noise ratio, not of a signal's gain or loss."""
_FEW = re.compile(r"\b(?:only|just|merely)\s(?:\w+\s)?(?:about |around |~)*\Z")
"""What makes tokens those that were spent: `needs only 32 tokens`."""
_HOURS = ("min", "h", "days", "weeks", "months")
"""Units of time in which training is measured, and much else."""
_SIGNIFICANCE = re.compile(
    r"\s?(?:[a-z]+\s)??(?P<name>significance|confidence level|confidence|tension|discrepancy|evidence|detection|deviation|excess"
    r"|level)\b"
)
"""What a number of standard deviations is said of: `a 4σ detection`."""
_EXTENDS = re.compile(r"\bextend(?:s|ed|ing)?\s(?:out\s)?(?:to\s|over\s|beyond\s|for\s)?(?:at least\s|up to\s|about\s|~)?\Z")
_SAID = {
    "length": (_EXTENDS, "extent"),
    "mass": (re.compile(r"\bweigh(?:s|ing|ed)?\s(?:in at\s)?(?:only\s|just\s|about\s|~|less than\s|under\s)?\Z"), "weight"),
}
"""Verbs that say what a number in a kind of unit is."""
_RATE_AFTER = re.compile(r"\s(?P<name>(?!control\b|sampling\b)(?:[a-z-]{3,16}\s){1,2}(?:rates?|frequency|frequencies))\b")
"""What is so many hertz: `500 Hz refresh rates`."""
_SPANNED = re.compile(r"\s(wide|long|thick|tall|high|deep)\b")
_SPANS = {"wide": "width", "long": "length", "thick": "thickness", "tall": "height", "high": "height", "deep": "depth"}
_PLAIN_TIME = frozenset("real same first one each long short over in run all execution time whole".split())


def find_by_word(quantity: Quantity, context: Context) -> str | None:
    """Return what a word beside a number in its unit says it is: `a 4σ detection`, `extends 3 kpc`, `up to 2 mm wide`."""
    if quantity.unit == "standard deviations" and (sure := _SIGNIFICANCE.match(context.after)):
        return sure["name"] if sure["name"] in ("tension", "confidence level") else "significance"
    if quantity.kind in _SAID and _SAID[quantity.kind][0].search(context.before):
        return _SAID[quantity.kind][1]
    if quantity.unit == "Hz" and (rated := _RATE_AFTER.match(context.after)):
        return rated["name"].lower()
    spanned = _SPANNED.match(context.after) if quantity.kind == "length" and quantity.bound == "up to" else None
    return _SPANS[spanned[1]] if spanned else None


def find_by_unit(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> str | None:
    """Return what a number in its unit measures where the text does not say; None where the unit does not tell."""
    unit = vocabulary.units.get(quantity.unit)
    if unit is None and quantity.kind != "physical":
        unit = vocabulary.units.get(quantity.unit.split("/")[0])
    if unit and unit.metric == "psnr" and not (quantity.unit == "dB" and _PICTURES.search(parsed.text)):
        return None
    if quantity.unit == "tokens" and _FEW.search(context.before):
        return "tokens"
    if unit and unit.metric:
        is_training = quantity.unit in ("s", *_HOURS) and _TRAINING.search(context.before[-80:] + context.after[:30])
        is_learning = parsed.hardware or parsed.models or _TRAINING.search(parsed.text) or _LEARNING.search(parsed.text)
        if quantity.unit in _HOURS and not is_learning:
            otherwise = unit.metric if quantity.unit == "min" else None
            return _find_clocked(quantity, context) or ("time" if _TAKES.search(context.before) else otherwise)
        # A speed in tokens/s is throughput, whatever it is called.
        clocked = "" if quantity.kind == "rate" else _find_clocked(quantity, context)
        return "training time" if is_training else clocked or unit.metric
    if unit is None and quantity.kind in ("rate", "efficiency"):
        return _find_clocked(quantity, context) or ("throughput" if quantity.kind == "rate" else "energy efficiency")
    if quantity.kind == "length" and _ERROR_NEAR.search(context.before[-80:] + context.after[:40]):
        return "error"
    return "parameters" if quantity.kind == "bare" and quantity.scaled and _MODEL.match(context.after) else None


def _find_clocked(quantity: Quantity, context: Context) -> str:
    """Return the time or rate that the clause speaks of where its number is not tied to it: `the decay time fell, to 3 s`."""
    pattern = _CLOCKED if quantity.kind == "time" else _RATED if quantity.kind in ("rate", "physical", "bandwidth") else None
    named = list(pattern.finditer(context.before)) if pattern else []
    phrase = read_phrase_before(context.before[: named[-1].end()]) if named else ""
    return phrase if len(phrase.split()) > 1 and not _PLAIN_TIME & set(phrase.split()[:-1]) else ""
