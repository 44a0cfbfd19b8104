"""Names the metric of a number that stands beside none: by its unit, by the change itself, by what was said before."""

import re

from litatlas.extract.lexicon.terms import DIRECTIONS, Template, Vocabulary
from litatlas.extract.metric.frame import MaybeNamed, Named
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.as_as import is_multiple
from litatlas.extract.sentence.context import PHRASE_END, REACH, Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import is_verb, put_in_singular, read_phrase_before
from litatlas.extract.sentence.shapes import PROPER

_RIVALRY = Template(r"(?:{beat}|(?:better|superior|faster|leading)\w*)\Z", re.IGNORECASE)
_TRAINING = re.compile(r"\b(?:pre-?train|train|fine-?tun|quantiz)(?:e|s|ed|ing|es)?\b", re.IGNORECASE)
_LEARNING = re.compile(r"\b(?:models?|networks?|LLMs?|GPUs?|learn\w*|drafts?|diffusion|transformers?)\b", re.IGNORECASE)
"""Words by whose side hours and days are of training where nothing else is said."""
_MODIFIER = re.compile(
    r"\A(?:the|its|their|our|a|an|overall|total|average|absolute|relative|mean|peak|aggregate|effective|all|these|those)\s",
    re.IGNORECASE,
)
_ARTICLES = frozenset(["a", "an", "the", "its", "their", "our"])
_PRONOUNS = frozenset(["it", "them", "this", "that", "these", "those", "which", "one", "ones", "each", "both", "us"])
_MODEL = re.compile(r"\s(?:LM|LLM|model|network|transformer)s?\b", re.IGNORECASE)
_POINTS = Template(r"\b(?:{beat}\b|improv|gain|increas|boost|drop|degrad|higher|lower|better|worse|ahead)")
_REACHING = Template(r"\b(?:{reach}|yield\w*)\s(?:up to |about |around |over |nearly )?\Z")
_IMPROVED = re.compile(r"\b(?:improvement|gain|increase|reduction)s?\s(?:of|by|up to)\s(?:up to |about |over )?\Z")
_ERROR_NEAR = re.compile(r"\b(?:accura|precis|error|deviat|offset|drift|localiz|position|track|pose\b|align|calibrat|deform)\w*")
"""Words beside which a length is how far something is off."""
_OPEN_KINDS = frozenset(
    ("percent", "bare", "score", "time", "length", "mass", "energy", "frequency", "money", "power", "physical", "decibel")
)
"""The kinds of unit that do not tell by themselves what is measured, so that the text's own words go first."""
_NATURAL = ("length", "mass", "energy", "frequency", "physical")
"""The kinds of unit in which experiments are set up."""
_LOSSES = frozenset("gap gaps loss losses overhead overheads penalty degradation slowdown".split())
"""Words of change that name a thing after a verb of change: `reduces the gap from 3% to 1%`."""
_PASSIVE = re.compile(
    r"\s(?:is|are|was|were|to be|can be|could be|has been|have been)\s(?:[a-z]+(?:ed|n)\s(?:[a-z]+ly\s)?to be\s)?(?:[a-z]+ly\s)?"
    r"(?:improv|increas|reduc|decreas|enhanc|lower|extend|shorten|suppress|boost|rais|cut|accelerat|inflat|degrad)(?:ed)?\s(?:by|to|from)\b[^,;]{0,24}\Z"
)
_INTRANSITIVE = re.compile(
    r"\s(?:(?:has|have|had)\s)?(?:shrinks?|shrank|falls?|fell|drops?|dropped|rises?|rose|grows?|grew|declin(?:es?|ed)|(?:in|de)creas(?:es?|ed)|improv(?:es?|ed))"
    r"(?:\s(?:[a-z]+ly\s)?(?:by|to|from)\b[^,;]{0,24}|\s)\Z"
)
_COORDINATED = re.compile(r"\A[^\s\w,;]?\s?,?\s?and\s(?:the\s|its\s|their\s)?(?P<name>(?:[a-z][\w-]*\s){1,4})by\b[^,;]{0,16}\Z")
"""What goes on with the verb of the number before: `reduces misses by 3x and branch mispredictions by 5x`."""
_BEATEN = Template(r"\b{beat}\b(?:(?!\b(?:while|whereas|reduc\w+|improv\w+)\b)[^;])*\Z")
"""Where rivals are told of, not what was changed: `outperforms Foo by 8x and slow pumps by 3x`."""
_WON = Template(r"\b(?!exceed){beat}\b")
"""Who wins by so much is faster, where nothing is said; what exceeds another thing is more than it in any way."""
_QUALIFIED = re.compile(r"\s(?:(?:[a-z]+(?:ed|ing)\s)?(?:with|by|using|from|in|at|for|of|on|under)\s.*)\Z")
"""What qualifies a noun after it: `the contrast reconstructed with the beam`."""
_DONE = re.compile(
    r"\b(?:(?:solv|prov|resolv|complet|repair|fix|pass)(?:es?|s|ed|ing)?|(?P<found>(?:detect|identif|catch|caught)(?:ies|y|es|s|ed|ied|ing)?))"
    r"\s(?:only |up to |about |over |just |~)?\Z"
)
"""What was done to a share of the cases, which are not named: `proves 19%`."""
_TIES = ("of", "is", "are", "was", "were", "be", "=", "reaches", "reaching", "reached")
_DURATION = re.compile(r"(?:time|time-?scale|duration|delay|lag|latency|lifetime|half-life|period|horizon|interval|age)\Z")
_SETUP = re.compile(
    r"(?:luminosity|exposure|thickness|diameter|length|(?<!band)(?<!line)width|height|depth|wavelength|pressure|redshift|voltage|dose|size|sample|dimension|budget"
    r"|distance|(?<!critical )(?<!coercive )field|volume|area|amount|period|sequence|subset|pair|grid|batch"
    r"|collection|group|majority|family)\Z"
)
"""Heads of phrases that name what was chosen, not what came out."""
_MEASURED_AFTER = Template(
    r"\s(?:is|are|was|were)\s(?:[a-z]+ly\s)?(?:{reach}(?<=ed)|measured|observed|detected|found|determined|estimated|inferred|derived)\b"
)
_RESOLUTION = re.compile(r"resolution\Z")
"""How many pixels were taken; in a unit of measure it is how well an instrument tells things apart."""
_RELATIVE = re.compile(r"(?:,?\s(?:which|that))?\s(?:is|are|was|were|has been|have been)\s[a-z]+(?:ed|nd)(?:\sto)?\s?\Z")
"""What stands between a thing and `to be` its value: `a threshold, which was observed`."""
_STATED_AS = re.compile(
    r"\s(?:is|are|was|were)\s(?:evaluated|estimated|measured|determined|calculated|quantified|found|constrained|reported)\s?\Z"
)
"""How a value is led in by `as` or `at`: `the purity was measured as`."""
_AMOUNTS = re.compile(r"\s(?:amounts?|comes?|adds? up|sums? up|(?:is|are) equal)\s?\Z")
_TO = re.compile(r"\sto\s?\Z")
_COMPARATIVES = {
    "smaller": "size", "larger": "size", "bigger": "size", "shorter": "length", "longer": "length", "lighter": "weight",
    "heavier": "weight", "cheaper": "cost", "thinner": "thickness", "thicker": "thickness",
}  # fmt: skip
_COMPARED = re.compile(rf"\s?({'|'.join(_COMPARATIVES)})(?:\s?\Z|\s?[.,;]|\s(?=than\b|and\b))")
_SYMBOL_SET = re.compile(
    r"(?:\s(?:(?:is|are|was|were)\s[a-z]+(?:ed|nd)\sto be|to be|of|is|are|was|were|up to|down to|near|around)"
    r"|[,:])\s\S{1,20}\s?\Z"
)
"""A symbol between a thing and its value: `a mass of m = 3 kg`."""
_OF_THING = re.compile(r"\s(?:of|in|at|on|for|to|from|with)\s(?:the|this|our|its|their|these|each|both|all|an?)\s[^,;()]{1,80}\Z")
"""What qualifies the subject of a sentence: `the contribution of their ancestors to the light`."""
_LINE = re.compile(r"\b(?:peak|resonance|state|transition|line|band|mode|edge|onset|minimum|maximum|break|excess|bump)s?\s?\Z")
"""What is said to lie at an energy, a frequency or a wavelength."""
_HEAD = (
    r"(?=\s(?:of|is|are|was|were|at|to|below|above|under|over|exceeding|up|from|in|for|by|which|that|between|ranging"
    r"|fell|fall|drops?|rose)\b|[,;]|\s?\Z)"
)
"""What follows the head of a phrase: `velocity of`, not `velocity dispersion of`."""
_CLOCKED = re.compile(r"\b(?:time|duration|lifetime|half-life|lag)s?\b" + _HEAD)
_RATED = re.compile(r"\b(?:rate|speed|velocity|velocities)s?\b" + _HEAD)
_SUBJECT = re.compile(
    r"(?:\A|[.;,]\s)(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir)\s(?P<name>(?:[\w-]+\s){1,4}?)"
    r"(?:of|for|in|at|from|towards?|estimated|measured|obtained|derived|inferred|determined|calculated)\s"
)
"""What a sentence is of: `The masses of Foo and Bar were found to be`."""
_WHERE = re.compile(r"\s(?:across|over|throughout|within)\s(?:the|this|our|an?)\s[\w-]+\s?\Z")
"""Where something was measured: `a dispersion across the volume of`."""
_TAKES = re.compile(
    r"\b(?:in|within|tak(?:es?|ing)|took|requir\w+|need\w*|costs?|spent)\s(?:only |just |less than |under |about |~|up to )*\Z"
)
"""What makes a time one that something took."""
_PICTURES = re.compile(
    r"(?i:\b(?:imag|video|pictur|render|reconstruct|view|pixel|scene|super-?resolution|denois|deblur|codec|compress|splat|quality|frame))"
    r"|PSNR|NeRF|\b\dD\b"
)
"""Words beside which decibels are those of a peak signal-to-noise ratio, not of a signal's gain or loss."""
_LIMIT = re.compile(r"\b(?:upper|lower)\s(?:limit|bound)s?\s?\Z")
_LIMITED = re.compile(
    r"\son\s(?:the\s)?(?P<name>(?:[a-z][\w-]*\s){0,3}[a-z][\w-]*?)(?=\s(?:at|of|from|for|with|is|was|in)\b|[,;.]|\Z)"
)
"""What a limit is set on: `an upper limit of 3 eV on the neutrino mass`."""
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
_SCORED = Template(r"\b(?:{reach}|(?:scor|record|get)\w*)\s(?:[\w-]+\s){0,4}\Z")
_ON_BENCHMARK = re.compile(rf"\s(?:\([^()]{{1,30}}\)\s)?on\s(?:the\s)?{PROPER}")
_IN_BRACKETS = re.compile(r"\s\([+~]?")
_PLAIN_TIME = frozenset("real same first one each long short over in run all execution time whole".split())
_EFFICIENT = re.compile(r"\bmore (?:\w+-)?efficient\b[^()]{0,40}\(\Z")


def find_fallback(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name the metric by the words that the number is tied to, by its unit, or by the change itself."""
    if metric := _find_by_word(quantity, context):
        return metric, "unit"
    if limited := _find_limited(context):
        return limited, "limit"
    is_scored = quantity.kind == "bare" and not quantity.scaled and _is_scored(parsed, quantity)
    is_systems = is_scored and context.link in ("reaches", "reaching", "reached", "(")
    phrase = "" if is_systems else _read_tied(parsed, quantity, context, vocabulary)
    if phrase is None:
        return None, "none"
    if phrase:
        return phrase, "phrase-before"
    is_open = quantity.kind in _OPEN_KINDS and quantity.kind != "percent" and not quantity.scaled
    if changed := _subject_of_change(parsed, context) if is_open else "":
        return changed, "object"
    if metric := _find_by_unit(parsed, quantity, context, vocabulary):
        return metric, "unit"
    if quantity.kind in ("ratio", "percent"):
        return _find_for_change(parsed, quantity, context, vocabulary)
    has_points = (
        quantity.kind == "score" and parsed.cues.fill(_POINTS).search(context.before + " " + context.after[:50]) is not None
    )
    return ("performance", "performance") if has_points or is_scored else (None, "none")


def _is_scored(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether a decimal is told of a benchmark whose metric is not said: `scores 56.4 on FooBench`, `FooBench (56.4)`."""
    if "." not in parsed.text[quantity.start : quantity.end]:
        return False
    lead = parsed.text[max(0, quantity.start - REACH) : quantity.start]
    if parsed.cues.fill(_SCORED).search(lead) and _ON_BENCHMARK.match(parsed.text, quantity.end):
        return True
    return any(_IN_BRACKETS.fullmatch(parsed.text, name.end, quantity.start) for name in parsed.datasets)


def _read_tied(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> str | None:
    """Return the phrase that a number is tied to; None where it says that the number was chosen: `a thickness of 3 nm`."""
    named = _object_of_change(quantity, context, vocabulary) if quantity.pair and context.link == "from" else ""
    if named and (quantity.kind != "count" or " " in named):
        return named
    is_rate = quantity.unit == "Hz" or (quantity.kind == "rate" and quantity.unit not in vocabulary.units)
    if (quantity.kind not in _OPEN_KINDS and not is_rate) or quantity.scaled:
        return ""
    phrase = _read_measured(parsed, quantity, context)
    if _SETUP.search(put_in_singular(phrase)) is None or parsed.cues.fill(_MEASURED_AFTER).match(context.after):
        return phrase
    return None if quantity.kind in _NATURAL else ""


def _find_for_change(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name what a ratio or a percentage is of, by what was done or changed."""
    if quantity.kind == "percent" and (done := _DONE.search(context.before)):
        return "detection rate" if done["found"] else "success rate", "object"
    # What follows a comma is told of the next number: `lowers the waste by 7x, speeds up hatching by 4x`.
    if quantity.kind == "ratio" and vocabulary.cues.speed.search(context.before + " " + context.after[:50].partition(", ")[0]):
        return "speed", "speed-near"
    named = _object_of_change(quantity, context, vocabulary) or _subject_of_change(parsed, context)
    if named := named or _coordinated_object(parsed, context):
        return named, "object"
    if quantity.kind == "ratio":
        return _find_for_ratio(parsed, quantity, context, vocabulary)
    return _find_compared(context) or ("performance", "performance")


def _find_compared(context: Context) -> Named | None:
    """Name what a comparative alone is of: `paths that are 18% shorter`; None where it stands before a noun."""
    found = _COMPARED.match(context.phrase)
    return (_COMPARATIVES[found[1]], "comparative") if found else None


def _find_limited(context: Context) -> str:
    """Return what a limit is set on: `an upper limit of 3 eV on the neutrino mass`; empty where there is none."""
    limited = _LIMITED.match(context.after) if context.link == "of" and _LIMIT.search(context.head) else None
    return read_phrase_before(limited["name"]) if limited else ""


def _find_by_word(quantity: Quantity, context: Context) -> str | None:
    """Return what a word beside a number in its unit says it is: `a 4σ detection`, `extends 3 kpc`, `up to 2 mm wide`."""
    if quantity.unit == "standard deviations" and (sure := _SIGNIFICANCE.match(context.after)):
        return sure["name"] if sure["name"] in ("tension", "confidence level") else "significance"
    if quantity.kind in _SAID and _SAID[quantity.kind][0].search(context.before):
        return _SAID[quantity.kind][1]
    if quantity.unit == "Hz" and (rated := _RATE_AFTER.match(context.after)):
        return rated["name"].lower()
    spanned = _SPANNED.match(context.after) if quantity.kind == "length" and quantity.bound == "up to" else None
    return _SPANS[spanned[1]] if spanned else None


def _find_by_unit(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> str | None:
    """Return what a number in its unit measures where the text does not say; None where the unit does not tell."""
    unit = vocabulary.units.get(quantity.unit)
    if unit is None and quantity.kind != "physical":
        unit = vocabulary.units.get(quantity.unit.split("/")[0])
    if unit and unit.metric == "psnr" and not (quantity.unit == "dB" and _PICTURES.search(parsed.text)):
        return None
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


def _read_measured(parsed: Parsed, quantity: Quantity, context: Context) -> str:
    """Return the noun phrase that a value is tied to: `a settling time of 3 s`, `fidelities greater than 99.8%`."""
    head = context.head
    is_tied = context.link in _TIES or (not context.link and context.before[len(head) :].strip() != "")
    is_tied = (
        is_tied or (quantity.kind == "bare" and context.link == "(") or (quantity.pair is not None and context.link == "from")
    )
    is_tied = is_tied or (
        context.link == "at" and quantity.kind in ("energy", "frequency", "length") and _LINE.search(head) is not None
    )
    pattern = {"as": _STATED_AS, "at": _STATED_AS, "to": _AMOUNTS}.get(context.link)
    stated = pattern.search(head) if pattern else None
    if stated:
        head, is_tied = _OF_THING.sub("", head[: stated.start()]), True
    if not is_tied:
        return ""
    if meaning := _find_meaning(parsed, head):
        return meaning
    if symbol := _SYMBOL_SET.search(head) if context.link == "=" else None:
        head = head[: symbol.start()]
    if context.link in ("is", "are", "was", "were", "be"):
        head = _OF_THING.sub("", _TO.sub("", _RELATIVE.sub("", head)) if context.link == "be" else head)
    phrase = read_phrase_before(head)
    if _SETUP.search(put_in_singular(phrase)) and (where := _WHERE.search(head)):
        phrase = read_phrase_before(head[: where.start()])
    if not phrase and context.link in ("is", "are", "was", "were", "be"):
        named = list(_SUBJECT.finditer(parsed.text, 0, context.before_start + len(context.head)))
        phrase = read_phrase_before(named[-1]["name"]) if named else ""
    if quantity.kind == "time" and not _DURATION.search(put_in_singular(phrase)):
        return ""
    is_pixels = quantity.kind in ("bare", "score") and _RESOLUTION.search(phrase) is not None
    return "" if is_pixels else phrase


def _find_meaning(parsed: Parsed, head: str) -> str:
    """Return what the acronym or symbol that a text ends with was explained to mean: `an RFS of 7.9`; empty where none does."""
    words = head.split()[-1:]
    return parsed.short_forms.get(words[0].strip(",'\""), "") if words else ""


def _find_clocked(quantity: Quantity, context: Context) -> str:
    """Return the time or rate that the clause speaks of where its number is not tied to it: `the decay time fell, to 3 s`."""
    pattern = _CLOCKED if quantity.kind == "time" else _RATED if quantity.kind in ("rate", "physical", "bandwidth") else None
    named = list(pattern.finditer(context.before)) if pattern else []
    phrase = read_phrase_before(context.before[: named[-1].end()]) if named else ""
    return phrase if len(phrase.split()) > 1 and not _PLAIN_TIME & set(phrase.split()[:-1]) else ""


def _find_improved(parsed: Parsed, quantity: Quantity, context: Context) -> str | None:
    """Return the metric that `with improvements of 2x` goes on with."""
    earlier = [name.id for name in parsed.metrics if name.end <= quantity.start]
    return earlier[-1] if earlier and _IMPROVED.search(context.before) else None


def _find_for_ratio(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name what `beats Foo by 2x`, `3x than Foo`, `speedups, reaching 2x`, `more efficient (2x)` and `3x smaller` are of."""
    is_second = _COORDINATED.match(context.before) and _is_after_rival(parsed, context)
    if context.link == "by" and (is_second or parsed.cues.fill(_WON).search(context.before)):
        return "speed", "rivalry"
    if improved := _find_improved(parsed, quantity, context):
        return improved, "antecedent"
    if earlier := [n.id for n in parsed.metrics if n.end <= quantity.start] if is_multiple(context) else []:
        return earlier[-1], "antecedent"
    if re.match(r"\s?than\b", context.after):
        return "speed", "than"
    before = parsed.text[max(0, quantity.start - REACH) : quantity.start]
    if parsed.cues.fill(_REACHING).search(before) and vocabulary.cues.speed.search(before):
        return "speed", "antecedent"
    if _EFFICIENT.search(before):
        return "efficiency", "antecedent"
    return _find_compared(context) or (None, "none")


def _object_of_change(quantity: Quantity, context: Context, vocabulary: Vocabulary) -> str:
    """Return what stands between a word of change and the link to the number: `reduces branch misses by 30%`."""
    if context.link not in ("by", "of", "to") and not (context.link == "from" and quantity.pair):
        return ""
    spans = [m for way in DIRECTIONS for m in vocabulary.cues.changes[way].finditer(context.head)]
    if context.link == "from":
        spans = [m for m in spans if m[0].lower() not in _LOSSES]
    last = max(spans, key=lambda m: m.start(), default=None)
    if last is None or vocabulary.cues.fill(_RIVALRY).search(last[0]):
        return ""
    rest = re.sub(r"\A\s*(?:in|of|the|its|their)\s+", "", context.head[last.end() :])
    rest = re.sub(r"\s\([^)]*\)\s?\Z", "", rest)
    phrase_end = vocabulary.cues.fill(PHRASE_END)
    stop = phrase_end.search(rest) if context.link == "from" else None
    rest = rest[: stop.start()] if stop else rest
    named = name_phrase(rest)
    is_name = re.search(r"[A-Z]\w*[A-Z\d]\S*\s*\Z", rest) is not None
    return "" if is_name or phrase_end.search(named) else named


def _subject_of_change(parsed: Parsed, context: Context) -> str:
    """Return what is said to have changed: `the beam purity was improved by 40 times`, `the map size shrinks by 3%`."""
    is_change = context.link in ("by", "to", "from", "")
    passive = (_PASSIVE.search(context.before) or _INTRANSITIVE.search(context.before)) if is_change else None
    if passive is None or re.search(r"[A-Z\d]\S*\Z", context.before[: passive.start()]):
        return ""
    end = context.before_start + passive.start()
    subject = parsed.text[max(0, end - REACH) : end].rpartition(", ")[2]
    return read_phrase_before(_QUALIFIED.sub("", subject)) if len(subject) < REACH else ""


def _coordinated_object(parsed: Parsed, context: Context) -> str:
    """Return what else was changed, where the verb stands before the number before: `and branch mispredictions by 5x`."""
    found = _COORDINATED.match(context.before)
    return read_phrase_before(found["name"]) if found and not _is_after_rival(parsed, context) else ""


def _is_after_rival(parsed: Parsed, context: Context) -> bool:
    """Tell whether what stands before a context tells of a rival that was beaten."""
    return parsed.cues.fill(_BEATEN).search(parsed.text, max(0, context.before_start - REACH), context.before_start) is not None


def name_phrase(text: str) -> str:
    """Return a noun phrase as a metric's name: in lower case, without article, at most five words; empty if it is none."""
    low = text.strip(" .'")
    while match := _MODIFIER.match(low):
        low = low[match.end() :]
    words = low.lower().split()
    if words and (words[0] in _PRONOUNS or words[-1] in _ARTICLES or any(is_verb(word) for word in words)):
        return ""
    return " ".join(words) if 1 <= len(words) <= 5 and re.fullmatch(r"[^\W\d][\w\s/'.@-]{1,59}", low) else ""
