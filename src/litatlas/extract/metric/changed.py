"""Reads what a sentence says was changed: the object of a verb of change, its subject, what goes on with either."""

import re

from litatlas.extract.lexicon.terms import Cues, Template, Vocabulary
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.context import PHRASE_END, REACH, Context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import is_verb, read_phrase_before

_RIVALRY = Template(r"(?:{beat}|(?:better|superior|faster|leading)\w*)\Z", re.IGNORECASE)
_MODIFIER = re.compile(
    r"\A(?:the|its|their|our|a|an|overall|total|average|absolute|relative|mean|peak|aggregate|effective|all|these|those|required|needed)\s",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\A\s*(?:in|of|the|its|their)\s+")
_ASIDE = re.compile(r"\s\([^)]*\)\s?\Z")
_NAMED = re.compile(r"[A-Z]\w*[A-Z\d]\S*\s*\Z|\b(?:like|such as)\s[A-Z]")
_MEASURE = re.compile(r"\s*(?:(?:the|average|mean|overall)\s)*(?P<name>(?![A-Z\d.-]*\d[Bb]\s*\Z)[A-Z][A-Z\d@-]{1,7})\s*")
"""What letters alone name after a verb of change: `improves the LQI by 3%`."""
_BEHIND = re.compile(
    r"\s(?:of|for|in|on(?!\saverage)|against|to|under|across|between|over|with|from|within|at|when|compared|relative)\s"
)
"""What leads to more than the head of a noun phrase: `the strength against knocks`."""
_NAME_END = re.compile(r"[A-Z\d]\S*\Z")
_NAMING = re.compile(r"[^\W\d][\w\s/'.@-]{1,59}")
_OWNED = re.compile(r"\A.*[A-Z\d]\S*['’]s\s")
"""Whose it is: `GLM-5's encoder size`."""
_ARTICLES = frozenset(["a", "an", "the", "its", "their", "our"])
_PRONOUNS = frozenset(["it", "them", "this", "that", "these", "those", "which", "one", "ones", "each", "both", "us"])
_LOSSES = frozenset("gap gaps loss losses overhead overheads penalty degradation slowdown".split())
"""Words of change that name a thing after a verb of change: `reduces the gap from 3% to 1%`."""
_PASSIVE = re.compile(
    r"\s(?:is|are|was|were|to be|can be|could be|has been|have been)\s(?:[a-z]+(?:ed|n)\s(?:[a-z]+ly\s)?to be\s)?(?:[a-z]+ly\s)?"
    r"(?:improv|increas|reduc|decreas|enhanc|lower|extend|shorten|suppress|boost|rais|cut|accelerat|inflat|degrad)(?:ed)?\s(?:by|to|from)\b[^,;]{0,24}\Z"
)
_INTRANSITIVE = re.compile(
    r"\s(?:(?:has|have|had)\s)?(?:shrinks?|shrank|falls?|fell|drops?|dropped|rises?|rose|grows?|grew|declin(?:es?|ed)|(?:in|de)creas(?:es?|ed)|improv(?:es?|ed)"
    r"|(?:goes|go|went)\s(?:up|down)|widens?|narrows?)"
    r"(?:\s(?:[a-z]+ly\s)?(?:by|to|from)\b[^,;]{0,24}|\s)\Z"
)
COORDINATED = re.compile(
    r"\A[^\s\w,;]?\s?(?:,?\s?and|,)\s(?:the\s|its\s|their\s)?(?P<name>(?:[A-Za-z][\w-]*\s){1,4})by\b[^,;]{0,16}\Z"
)
"""What goes on with the verb of the number before: `reduces misses by 3x and branch mispredictions by 5x`."""
_BEATEN = Template(r"\b{beat}\b(?:(?!\b(?:while|whereas|reduc\w+|improv\w+)\b)[^;])*\Z")
"""Where rivals are told of, not what was changed: `outperforms Foo by 8x and slow pumps by 3x`."""
_QUALIFIED = re.compile(
    r"\s(?:(?:[a-z]+(?:ed|ing)\s)?(?:with|by|using|from|in|at|for|of|on|under|within|across|over|between)\s.*)\Z"
)
"""What qualifies a noun after it: `the contrast reconstructed with the beam`."""


def read_object_of_change(quantity: Quantity, context: Context, vocabulary: Vocabulary) -> str:
    """Return what stands between a word of change and the link to the number: `reduces branch misses by 30%`."""
    is_direct = not context.link and quantity.kind == "ratio" and not context.phrase.strip(" .")
    if context.link not in ("by", "of", "to") and not (context.link == "from" and quantity.pair) and not is_direct:
        return ""
    rest = _read_behind_change(context, vocabulary)
    phrase_end = vocabulary.cues.fill(PHRASE_END)
    stop = phrase_end.search(rest) if context.link == "from" else None
    rest = rest[: stop.start()] if stop else rest
    named = name_phrase(rest, vocabulary.cues)
    is_name = _NAMED.search(rest) is not None
    return "" if is_name or phrase_end.search(named) else named


def read_qualified_object(parsed: Parsed, context: Context, vocabulary: Vocabulary) -> str:
    """Return what was changed where more stands behind its name, or where letters alone name it.

    `improves the lid strength against knocks by 9%` and `improves the LQI by 3%`; of names that are known none is a metric.
    """
    rest = _read_behind_change(context, vocabulary) if context.link == "by" else ""
    start = context.before_start + len(context.head) - len(rest)
    known = (*parsed.metrics, *parsed.models, *parsed.datasets)
    if not rest or any(name.start >= start and name.end <= start + len(rest) for name in known):
        return ""
    if measure := _MEASURE.fullmatch(rest):
        return measure["name"].lower()
    head = _BEHIND.search(rest)
    if head is None or _NAMED.search(rest[: head.start()]) or " and " in rest[: head.start()]:
        return ""
    return read_phrase_before(rest[: head.start()], vocabulary.cues)


def _read_behind_change(context: Context, vocabulary: Vocabulary) -> str:
    """Return what stands between the last word of change and the link; empty where that word tells of a rival."""
    words = [word for word, _ in vocabulary.cues.find_changes(context.head)]
    if context.link == "from":
        words = [word for word in words if word[0].lower() not in _LOSSES]
    last = words[-1] if words else None
    if last is None or vocabulary.cues.fill(_RIVALRY).search(last[0]):
        return ""
    return _ASIDE.sub("", _LEAD.sub("", context.head[last.end() :]))


def read_subject_of_change(parsed: Parsed, context: Context) -> str:
    """Return what is said to have changed: `the beam purity was improved by 40 times`, `the map size shrinks by 3%`."""
    is_change = context.link in ("by", "to", "from", "")
    passive = (_PASSIVE.search(context.before) or _INTRANSITIVE.search(context.before)) if is_change else None
    if passive is None or _NAME_END.search(context.before[: passive.start()]):
        return ""
    end = context.before_start + passive.start()
    subject = parsed.text[max(0, end - REACH) : end].rpartition(", ")[2]
    return read_phrase_before(_QUALIFIED.sub("", subject), parsed.cues) if len(subject) < REACH else ""


def read_coordinated_object(parsed: Parsed, context: Context) -> str:
    """Return what else was changed, where the verb stands before the number before: `and branch mispredictions by 5x`."""
    found = COORDINATED.match(context.before)
    return read_phrase_before(found["name"], parsed.cues) if found and not is_after_rival(parsed, context) else ""


def is_after_rival(parsed: Parsed, context: Context) -> bool:
    """Tell whether what stands before a context tells of a rival that was beaten."""
    return parsed.cues.fill(_BEATEN).search(parsed.text, max(0, context.before_start - REACH), context.before_start) is not None


def name_phrase(text: str, cues: Cues) -> str:
    """Return a noun phrase as a metric's name: in lower case, without article, at most five words; empty if it is none."""
    low = _OWNED.sub("", text.strip(" .'"))
    while match := _MODIFIER.match(low):
        low = low[match.end() :]
    words = low.lower().split()
    if words and (words[0] in _PRONOUNS or words[-1] in _ARTICLES or any(is_verb(word, cues) for word in words)):
        return ""
    return " ".join(words) if 1 <= len(words) <= 5 and _NAMING.fullmatch(low) else ""
