"""Names the metric of a number that stands beside none: by its unit, by the change itself, by what was said before."""

import re

from litatlas.extract.lexicon import DIRECTIONS, Vocabulary
from litatlas.extract.phrases import is_verb, read_phrase_before
from litatlas.extract.quantities import Quantity
from litatlas.extract.scenes import Scene
from litatlas.extract.windows import LINK, PHRASE_END, REACH, Window

_RIVALRY = re.compile(r"(?:out-?perform|surpass|exceed|beat|outpac|better|superior|faster|leading)\w*\Z", re.IGNORECASE)
_TRAINING = re.compile(r"\b(?:pre-?train|train|fine-?tun|quantiz)(?:s|ed|ing|es)?\b")
_MODIFIER = re.compile(
    r"\A(?:the|its|their|our|a|an|overall|total|average|absolute|relative|mean|peak|aggregate|effective|all|these|those)\s",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(["it", "them", "this", "that", "these", "those", "which", "one", "ones", "each", "both", "us"])
_MODEL = re.compile(r"\s(?:LM|LLM|model|network|transformer)s?\b", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?:out-?perform|surpass|exceed|beat|improv|gain|increas|boost|drop|degrad|higher|lower|better|worse|ahead)\w*"
)
_REACHING = re.compile(r"\b(?:achiev|reach|obtain|attain|yield)\w*\s(?:up to |about |around |over |nearly )?\Z")
_IMPROVED = re.compile(r"\b(?:improvement|gain|increase|reduction)s?\s(?:of|by|up to)\s(?:up to |about |over )?\Z")
_ERROR_NEAR = re.compile(r"\b(?:accura|precis|error|deviat|offset|drift|localiz|position|track|pose\b|align|calibrat|deform)\w*")
"""Words beside which a length is how far something is off."""
_OPEN_KINDS = frozenset(
    ("percent", "bare", "score", "time", "length", "mass", "energy", "frequency", "money", "power", "physical")
)
"""The kinds of unit that do not tell by themselves what is measured, so that the text's own words go first."""
_TIES = ("of", "is", "are", "was", "were", "be", "=", "reaches", "reaching", "reached")
_DURATION = re.compile(r"(?:time|duration|delay|latency|lifetime|period|horizon|interval|age)\Z")
_SETUP = re.compile(
    r"(?:thickness|diameter|length|width|height|depth|wavelength|pressure|redshift|voltage|dose|size|sample|dimension|budget"
    r"|distance|field|volume|area|amount|period|sequence|subset|pair|grid|batch|collection|group|majority|family)\Z"
)
"""Heads of phrases that name what was chosen, not what came out."""
_RESOLUTION = re.compile(r"resolution\Z")
"""How many pixels were taken; in a unit of measure it is how well an instrument tells things apart."""
_RELATIVE = re.compile(r"(?:,?\s(?:which|that))?\s(?:is|are|was|were|has been|have been)\s[a-z]+(?:ed|nd)(?:\sto)?\s?\Z")
"""What stands between a thing and `to be` its value: `a threshold, which was observed`."""
_OF_THING = re.compile(r"\sof\s(?:the|this|our|its|these|an?)\s[^,;()]{1,60}\Z")
_LINE = re.compile(r"\b(?:peak|resonance|state|transition|line|band|mode|edge|onset|minimum|maximum|break|excess|bump)s?\s?\Z")
"""What is said to lie at an energy, a frequency or a wavelength."""
_CLOCKED = re.compile(r"\b(?:time|duration|lifetime|half-life)s?\b")
_PLAIN_TIME = frozenset("real same first one each long short over in run all execution time whole".split())
_EFFICIENT = re.compile(r"\bmore (?:\w+-)?efficient\b[^()]{0,40}\(\Z")


def find_fallback(scene: Scene, quantity: Quantity, window: Window, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """Name the metric by the words that the number is tied to, by its unit, or by the change itself."""
    if quantity.kind in _OPEN_KINDS and not quantity.scaled and (phrase := _read_measured(quantity, window)):
        return phrase, "phrase-before"
    if metric := _find_by_unit(quantity, window, vocabulary):
        return (_find_clocked(window) if metric == "latency" else "") or metric, "unit"
    around = window.before + " " + window.after[:50]
    if quantity.kind == "score":
        return ("performance", "performance") if _POINTS.search(around) else (None, "none")
    if quantity.kind not in ("ratio", "percent"):
        return None, "none"
    if quantity.kind == "ratio" and vocabulary.cues.speed.search(around):
        return "speed", "speed-near"
    named = _object_of_change(quantity, window, vocabulary)
    if named:
        return named, "object"
    return _find_for_ratio(scene, quantity, window, vocabulary) if quantity.kind == "ratio" else ("performance", "performance")


def _find_by_unit(quantity: Quantity, window: Window, vocabulary: Vocabulary) -> str | None:
    """Return what a number in its unit measures where the text does not say; None where the unit does not tell."""
    unit = vocabulary.units.get(quantity.unit) or vocabulary.units.get(quantity.unit.split("/")[0])
    if unit and unit.metric:
        is_training = quantity.kind == "time" and _TRAINING.search(window.before[-80:] + window.after[:30])
        return "training time" if is_training else unit.metric
    if unit is None and quantity.kind in ("rate", "efficiency"):
        return "throughput" if quantity.kind == "rate" else "energy efficiency"
    if quantity.kind == "length" and _ERROR_NEAR.search(window.before[-80:] + window.after[:40]):
        return "error"
    return "parameters" if quantity.kind == "bare" and quantity.scaled and _MODEL.match(window.after) else None


def _read_measured(quantity: Quantity, window: Window) -> str:
    """Return the noun phrase that a value is tied to: `a settling time of 3 s`, `fidelities greater than 99.8%`."""
    link = LINK.search(window.before)
    is_tied = window.link in _TIES or (not window.link and link is not None and link[0].strip() != "")
    is_tied = is_tied or (quantity.kind == "bare" and window.link == "(") or (quantity.pair is not None and window.link == "from")
    head = window.before[: link.start()] if link else ""
    is_tied = is_tied or (
        window.link == "at" and quantity.kind in ("energy", "frequency", "length") and _LINE.search(head) is not None
    )
    if not is_tied or link is None:
        return ""
    if window.link in ("is", "are", "was", "were", "be"):
        head = _OF_THING.sub("", _RELATIVE.sub("", head) if window.link == "be" else head)
    phrase = read_phrase_before(head)
    if quantity.kind == "time" and not _DURATION.search(phrase):
        return ""
    is_pixels = quantity.kind in ("bare", "score") and _RESOLUTION.search(phrase) is not None
    return "" if is_pixels or _SETUP.search(phrase) else phrase


def _find_clocked(window: Window) -> str:
    """Return the time that the clause speaks of where a number of seconds is not tied to it: `the decay time fell, to 3 s`."""
    named = list(_CLOCKED.finditer(window.before))
    phrase = read_phrase_before(window.before[: named[-1].end()]) if named else ""
    return phrase if len(phrase.split()) > 1 and not _PLAIN_TIME & set(phrase.split()[:-1]) else ""


def _find_improved(scene: Scene, quantity: Quantity, window: Window) -> str | None:
    """Return the metric that `with improvements of 2x` goes on with."""
    earlier = [name.id for name in scene.metrics if name.end <= quantity.start]
    return earlier[-1] if earlier and _IMPROVED.search(window.before) else None


def _find_for_ratio(scene: Scene, quantity: Quantity, window: Window, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """Name what `beats Foo by 2x`, `3x than Foo`, `speedups, reaching 2x`, `more efficient (2x)` and `3x smaller` are of."""
    if window.link == "by" and re.search(r"\b(?:out-?perform|beat|surpass)", window.before):
        return "speed", "rivalry"
    if improved := _find_improved(scene, quantity, window):
        return improved, "antecedent"
    if re.match(r"\s?than\b", window.after):
        return "speed", "than"
    before = scene.text[max(0, quantity.start - REACH) : quantity.start]
    if _REACHING.search(before) and vocabulary.cues.speed.search(before):
        return "speed", "antecedent"
    if _EFFICIENT.search(before):
        return "efficiency", "antecedent"
    return ("size", "comparative") if re.match(r"\s?(?:smaller|larger|bigger)\b", window.phrase) else (None, "none")


def _object_of_change(quantity: Quantity, window: Window, vocabulary: Vocabulary) -> str:
    """Return what stands between a word of change and the link to the number: `reduces branch misses by 30%`."""
    if window.link not in ("by", "of", "to") and not (window.link == "from" and quantity.pair):
        return ""
    link = LINK.search(window.before)
    head = window.before[: link.start()] if link else window.before
    spans = [m for way in DIRECTIONS for m in vocabulary.cues.changes[way].finditer(head)]
    last = max(spans, key=lambda m: m.start(), default=None)
    if last is None or _RIVALRY.search(last[0]):
        return ""
    rest = re.sub(r"\A\s*(?:in|of|the|its|their)\s+", "", head[last.end() :])
    rest = re.sub(r"\s\([^)]*\)\s?\Z", "", rest)
    stop = PHRASE_END.search(rest)
    named = name_phrase(rest[: stop.start()] if stop and window.link == "from" else rest)
    is_name = re.search(r"[A-Z]\w*[A-Z\d]", rest) is not None
    return "" if is_name or PHRASE_END.search(named) else named


def name_phrase(text: str) -> str:
    """Return a noun phrase as a metric's name: in lower case, without article, at most five words; empty if it is none."""
    low = text.strip(" .'")
    while match := _MODIFIER.match(low):
        low = low[match.end() :]
    words = low.lower().split()
    if words and (words[0] in _PRONOUNS or any(is_verb(word) for word in words)):
        return ""
    return " ".join(words) if 1 <= len(words) <= 5 and re.fullmatch(r"[^\W\d][\w\s/'.@-]{1,59}", low) else ""
