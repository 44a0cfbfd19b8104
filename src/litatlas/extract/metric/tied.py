"""Reads the noun phrase that a value is tied to, where no vocabulary knows it: `a settling time of 3 s`."""

import re

from litatlas.extract.lexicon.terms import Template, Vocabulary
from litatlas.extract.metric.changed import read_object_of_change
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import put_in_singular, read_phrase_before

OPEN_KINDS = frozenset(
    ("percent", "bare", "score", "time", "length", "mass", "energy", "frequency", "money", "power", "physical", "decibel")
)
"""The kinds of unit that do not tell by themselves what is measured, so that the text's own words go first."""
_NATURAL = ("length", "mass", "energy", "frequency", "physical")
"""The kinds of unit in which experiments are set up."""
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
_SAID_TO_BE = Template(r"\s{copula}\s(?:(?:an?|{only}|{hedge})\s?)*\Z")
_AMOUNTS = re.compile(r"\s(?:amounts?|comes?|adds? up|sums? up|(?:is|are) equal)\s?\Z")
_TO = re.compile(r"\sto\s?\Z")
_SYMBOL_SET = re.compile(
    r"(?:\s(?:(?:is|are|was|were)\s[a-z]+(?:ed|nd)\sto be|to be|of|is|are|was|were|up to|down to|near|around)"
    r"|[,:])\s\S{1,20}\s?\Z"
)
"""A symbol between a thing and its value: `a mass of m = 3 kg`."""
_ACTION = re.compile(
    r"(?!(?:.*(?:timing|pricing|finding|rating|ranking|loading|scaling|routing|spending|saving|tracking|reasoning|grounding"
    r"|understanding|bandgap|building)))\w+ing|reach|yields?|attain|move|moves|goes|jumps?|climbs?|lifts?|ahead|consistent|below|above"
)
"""What ends no name of a measure: `while dedicating only 10%`, `models that yield 30%`."""
_VERB = Template(r"{reach}|{beat}")
_AGENT = re.compile(
    r"(?:\b(?:students?|teachers?|models?|llms?|lms|vlms|mllms|humans?|people|experts|systems?|variants?|attackers?|players?|frontier"
    r"|agents?|polic(?:y|ies)|learners?|counterparts?|retrievers?|humans|annotators|margins?))\Z"
)
"""Who is measured."""
_OF_THING = re.compile(r"\s(?:of|in|at|on|for|to|from|with)\s(?:the|this|our|its|their|these|each|both|all|an?)\s[^,;()]{1,80}\Z")
"""What qualifies the subject of a sentence: `the contribution of their ancestors to the light`."""
_LINE = re.compile(r"\b(?:peak|resonance|state|transition|line|band|mode|edge|onset|minimum|maximum|break|excess|bump)s?\s?\Z")
"""What is said to lie at an energy, a frequency or a wavelength."""
_SUBJECT = re.compile(
    r"(?:\A|[.;,]\s)(?:[Tt]he|[Oo]ur|[Ii]ts|[Tt]heir)\s(?P<name>(?:[\w-]+\s){1,4}?)"
    r"(?:of|for|in|at|from|towards?|estimated|measured|obtained|derived|inferred|determined|calculated)\s"
)
"""What a sentence is of: `The masses of Foo and Bar were found to be`."""
_WHERE = re.compile(r"\s(?:across|over|throughout|within)\s(?:the|this|our|an?)\s[\w-]+\s?\Z")
"""Where something was measured: `a dispersion across the volume of`."""


def read_tied(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> str | None:
    """Return the phrase that a number is tied to; None where it says that the number was chosen: `a thickness of 3 nm`."""
    named = read_object_of_change(quantity, context, vocabulary) if quantity.pair and context.link == "from" else ""
    if named and (quantity.kind != "count" or " " in named):
        return named
    is_rate = quantity.unit == "Hz" or (quantity.kind == "rate" and quantity.unit not in vocabulary.units)
    if (quantity.kind not in OPEN_KINDS and not is_rate) or quantity.scaled:
        return ""
    phrase = _read_measured(parsed, quantity, context)
    if phrase and quantity.kind in ("percent", "bare", "score") and _is_system(parsed, phrase, context):
        return ""
    if _SETUP.search(put_in_singular(phrase)) is None or parsed.cues.fill(_MEASURED_AFTER).match(context.after):
        return phrase
    return None if quantity.kind in _NATURAL else ""


def _is_system(parsed: Parsed, phrase: str, context: Context) -> bool:
    """Tell whether a phrase names who was measured, or says what was done, not what: `GLM-5 reaches 91%`, `while using 3%`."""
    last = context.head.split()[-1].strip("'\"$*,()") if context.head.split() else ""
    verb = phrase.rpartition(" ")[2]
    if _ACTION.fullmatch(verb) or parsed.cues.fill(_VERB).fullmatch(verb) or _AGENT.search(phrase):
        return True
    end = context.before_start + len(context.head.rstrip())
    if any(name.end == end for name in (*parsed.models, *parsed.datasets)):
        return True
    is_named = re.search(r"[A-Z]", last) is not None
    is_reached = context.link in ("reaches", "reaching", "reached", "from")
    return is_named and (is_reached or re.search(r"\d", last) is not None or last.endswith("Bench"))


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
    if said := parsed.cues.fill(_SAID_TO_BE).search(context.before) if not is_tied else None:
        head, is_tied = context.before[: said.start()], True
    if not is_tied:
        return ""
    if meaning := _find_meaning(parsed, head):
        return meaning
    if symbol := _SYMBOL_SET.search(head) if context.link == "=" else None:
        head = head[: symbol.start()]
    if context.link in ("is", "are", "was", "were", "be"):
        head = _OF_THING.sub("", _TO.sub("", _RELATIVE.sub("", head)) if context.link == "be" else head)
    phrase = read_phrase_before(head, parsed.cues)
    if _SETUP.search(put_in_singular(phrase)) and (where := _WHERE.search(head)):
        phrase = read_phrase_before(head[: where.start()], parsed.cues)
    if not phrase and context.link in ("is", "are", "was", "were", "be"):
        named = list(_SUBJECT.finditer(parsed.text, 0, context.before_start + len(context.head)))
        phrase = read_phrase_before(named[-1]["name"], parsed.cues) if named else ""
    if quantity.kind == "time" and not _DURATION.search(put_in_singular(phrase)):
        return ""
    is_pixels = quantity.kind in ("bare", "score") and _RESOLUTION.search(phrase) is not None
    return "" if is_pixels else phrase


def _find_meaning(parsed: Parsed, head: str) -> str:
    """Return what the acronym or symbol that a text ends with was explained to mean: `an RFS of 7.9`; empty where none does."""
    words = head.split()[-1:]
    return parsed.short_forms.get(words[0].strip(",'\""), "") if words else ""
