"""Finds the metric of a number by ranked rules: coordination, the words after it, the words before it, its unit."""

import re
from itertools import pairwise, takewhile

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import MetricTerm, Template, Vocabulary
from litatlas.extract.metric.frame import MaybeNamed, MetricRule, Named
from litatlas.extract.metric.unnamed import find_fallback
from litatlas.extract.metric.words_after import find_known, find_spoken, fits
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.lists import ends_respectively, is_unaligned
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import read_phrase_before

_LIST_GAP = re.compile(r"(?:\s?\([\w-]{1,12}\))?(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s|/)(?:[\w-]{1,20}\s){0,3}")
_LESS_THAN = re.compile(r"\s?(?:lower|higher|less|more|smaller|larger|greater|fewer)(?:\sthan\b|\s?(?:[.,;)]|\Z))")
_MORE_ALONE = re.compile(
    r"\s?(?:[a-z]+ly\s)?(?:lower|higher|less|more|smaller|larger|greater|fewer|shorter|longer|better|worse)(?=\s?(?:[.,;)]|\Z)|\s(?:than|and|with|on|in)\b)"
)
_SIZED_ALONE = re.compile(r"\s?(?:smaller|larger|bigger)(?=\s?(?:[.,;)]|\Z)|\s(?:than|and)\b)")
"""What is said of the size of a thing, not of the metric of another: `a fast pump and a model that is 3x smaller`."""
_MODELS = re.compile(r"\b(?:models?|networks?|encoders?|parameters)\b")
_OF_WHAT = frozenset(
    "a an the of in on with and by average mean overall final total best new our its highest high higher"
    " lower better achieve achieves".split()
)
_BEATEN = Template(r"\b(?!exceed){beat}\s(?:(?!\b(?:in|with|on)\b)[^,;])*\Z")
_NEXT_VERB = Template(r"(?:,\s|\sand\s|\))(?:[^,;]{1,40}\s)?(?:{beat}|{reach})\s")
"""What begins to tell of another thing: `..., consistently outperforming`, `..., Foo achieves`."""
_OTHER_OBJECT = re.compile(
    r"\b(?:reduc|increas|improv|lower|rais|boost|cut|decreas|extend)\w*\s(?:the|its|their|our)\s(?:[\w-]+\s){1,4}(?:to|by|from)\s"
)
"""What is changed after another metric was named: `at full bandwidth reduces the input rate to`."""
_SCORES = re.compile(r"scores\s(?:only |about |up to |over |~)?\d")
"""The verb, not the noun: `Foo scores 91%`."""
_STRONG_LINKS = ("by", "of", "to", "(", "=", "is", "at", "from", ":")


def find_metric(parsed: Parsed, index: int, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Find the metric of the quantity at `index`, with the id of the first rule that fits; None where none does."""
    quantity = parsed.quantities[index]
    after_end = context.after_start + len(context.after)
    before = [
        n for n in parsed.metrics if context.before_start <= n.start and n.end <= context.before_start + len(context.before)
    ]
    after = [n for n in parsed.metrics if context.after_start <= n.start and n.end <= after_end and fits(n, quantity, vocabulary)]
    if aligned := _find_aligned(parsed, index, before, after):
        return aligned
    spoken = find_spoken(context, after, vocabulary, may_name=quantity.kind in ("ratio", "percent", "bare"))
    near = _list_near(parsed, quantity, context, before, vocabulary)
    if near and _SIZED_ALONE.match(context.phrase) and not _is_adjacent(parsed, near[-1], context):
        near = []
    if (subject := _read_subject(parsed, near, context)) and not spoken:
        return subject, "phrase"
    if near and (tied := _find_tied(parsed, quantity, context, before, near, spoken, vocabulary)):
        return tied
    if spoken:
        return spoken
    if near:
        return _name_score(parsed, near[-1]), "before"
    return _find_said_before(parsed, quantity, context, vocabulary)


def _list_near(parsed: Parsed, quantity: Quantity, context: Context, before: list[Name], vocabulary: Vocabulary) -> list[Name]:
    """List the metrics before a number that it can be of; none where the last is what was paid, or another thing was changed."""
    end = context.before_start + len(context.before)
    near = [name for name in before if end - name.end <= 60 and fits(name, quantity, vocabulary)]
    if context.link == "(" and quantity.kind == "percent":
        near = [name for name in near if find_known(name, vocabulary).units != {"count"}]
    near = [name for name in near if not _is_rivals(parsed, name, context) and not _is_passed(parsed, name, end, context)]
    if not near or _is_price(parsed, near[-1], quantity) or _OTHER_OBJECT.search(parsed.text, near[-1].end, end):
        return []
    return near


def _is_rivals(parsed: Parsed, name: Name, context: Context) -> bool:
    """Tell whether a metric's name is a part of what was beaten: `outperforms the fastest runtime Foo by 2x`."""
    return context.link == "by" and parsed.cues.fill(_BEATEN).search(parsed.text, context.before_start, name.start) is not None


def _is_passed(parsed: Parsed, name: Name, end: int, context: Context) -> bool:
    """Tell whether a number is of what a verb after the metric says: `with 2B parameters, surpasses Foo by 8%`."""
    if context.link not in ("by", "", "of", "with"):
        return False
    return parsed.cues.fill(_NEXT_VERB).search(parsed.text, name.end, end) is not None


def _is_price(parsed: Parsed, name: Name, quantity: Quantity) -> bool:
    """Tell whether a metric's name only says that something was paid for: `at the cost of 5% lower recall`."""
    is_change = quantity.kind in ("ratio", "percent")
    return is_change and name.id == "cost" and parsed.text.endswith(("at the ", "at a "), 0, name.start)


def _read_subject(parsed: Parsed, near: list[Name], context: Context) -> str:
    """Return what is said to be more or less, where the nearest metric is another thing: `and travel time is 9% shorter`."""
    if context.link not in ("is", "are", "was", "were") or not _MORE_ALONE.match(context.phrase):
        return ""
    if near and _is_adjacent(parsed, near[-1], context):
        return ""
    return read_phrase_before(context.head, parsed.cues)


def _find_aligned(parsed: Parsed, index: int, before: list[Name], after: list[Name]) -> MaybeNamed | None:
    """Find the metric of a number in a list by the list of metrics of the same length; None where there is none."""
    first, last = parsed.groups[index]
    size, place = last - first + 1, index - first
    if size == 1:
        return None
    aligned: tuple[tuple[list[Name], MetricRule], ...] = ((before, "aligned-before"), (after, "aligned-after"))
    for names, rule in aligned:
        if listed := _find_list(parsed.text, names, size):
            return listed[place].id, rule
    return (None, "unaligned") if _is_uneven(parsed, size, parsed.quantities[last].end, before) else None


def _find_tied(
    parsed: Parsed,
    quantity: Quantity,
    context: Context,
    before: list[Name],
    near: list[Name],
    spoken: Named | None,
    vocabulary: Vocabulary,
) -> Named | None:
    """Find the metric before a number that a link ties to it (`a recall of 93%`), unless the words after it say more."""
    rule = spoken[1] if spoken else None
    if near[-1].id == "performance" and spoken and rule == "in-metric" and spoken[0] in vocabulary.metrics:
        return spoken
    if context.link in ("of", "is", "=") and _is_adjacent(parsed, near[-1], context):
        return _name_score(parsed, near[-1]), "before-link"
    is_tied = context.link in ("by", "of", "to") and rule != "in-metric"
    if is_tied or (context.link in _STRONG_LINKS and rule in (None, "share-of")):
        return _name_score(parsed, _choose_object(context, before, near, quantity, vocabulary)), "before-link"
    return None


def _find_said_before(parsed: Parsed, quantity: Quantity, context: Context, vocabulary: Vocabulary) -> MaybeNamed:
    """Name the metric of a number that stands beside none, by its unit, its change, or what the sentence named before."""
    found, rule = find_fallback(parsed, quantity, context, vocabulary)
    following = context.phrase + context.after[len(context.phrase) :]
    restates = rule == "performance" and _LESS_THAN.match(following) is not None
    if restates or (found is None and vocabulary.cues.comparative.match(context.phrase.lstrip())):
        earlier = [n for n in parsed.metrics if n.end <= quantity.start]
        free = [n for n in earlier if not any(q.start <= n.start < q.end for q in parsed.quantities)]
        if free:
            return free[-1].id, "antecedent"
    if rule == "comparative":
        # Of `context length` something longer is told, not of any length.
        fitting = [n.id for n in parsed.metrics if n.end <= quantity.start and f"{n.id} {n.term}".endswith(f" {found}")]
        if not fitting and found == "size" and (parsed.models or _MODELS.search(parsed.text)):
            return "model size", rule
        return (fitting[-1], "antecedent") if fitting else (found, rule)
    return found, rule


def _is_uneven(parsed: Parsed, size: int, end: int, before: list[Name]) -> bool:
    """Tell whether `respectively` tells off numbers against a list of metrics of another length, so that none can be chosen.

    The list is the one that it follows, or, where it follows the numbers, which end at `end`, the one before them.
    """
    listed = before if ends_respectively(parsed.text, end) else list(parsed.metrics)
    ends = [n for n in listed if listed is before or ends_respectively(parsed.text, n.end)]
    if not ends:
        return False
    count = 1
    for name, following in reversed(list(pairwise(listed[: listed.index(ends[-1]) + 1]))):
        if not _LIST_GAP.fullmatch(parsed.text[name.end : following.start][:90]):
            break
        count += 1
    return is_unaligned(size, count)


def _is_adjacent(parsed: Parsed, name: Name, context: Context) -> bool:
    """Tell whether only the link stands between a metric and its number: `a recall of 93%`."""
    return not parsed.text[name.end : context.before_start + len(context.head)].strip()


def _name_score(parsed: Parsed, name: Name) -> str:
    """Name a score by the words before it (`a smoothness score of 53`), a metric of its own; any other metric by its id."""
    if name.id != "quality" or not name.term.startswith("score"):
        return name.id
    if scored := next((other.id for other in parsed.metrics if other.end + 1 == name.start), None):
        return scored
    if _SCORES.match(parsed.text, name.start):
        return "performance"
    words = read_phrase_before(parsed.text[max(0, name.start - 50) : name.end], parsed.cues).split()[:-1]
    kind = list(takewhile(lambda word: word not in _OF_WHAT and not word.endswith(("'s", "’s")), reversed(words)))
    return " ".join((*reversed(kind), "score")) if kind else name.id


def find_term(parsed: Parsed, metric: str | None, vocabulary: Vocabulary) -> MetricTerm | None:
    """Return what is known of a metric by its id; None for one that the text alone names."""
    if metric is None or metric in vocabulary.metrics:
        return vocabulary.metrics.get(metric or "")
    if metric.endswith(" score"):
        return vocabulary.metrics.get("quality")
    if metric.endswith(" efficiency"):
        return vocabulary.metrics.get("efficiency")
    return next((find_known(name, vocabulary) for name in parsed.metrics if name.id == metric), None)


def _choose_object(context: Context, before: list[Name], near: list[Name], quantity: Quantity, vocabulary: Vocabulary) -> Name:
    """Choose the object of the last verb of change (`improves throughput for long inputs by`), else the nearest metric."""
    if context.link != "by":
        return near[-1]
    verbs = [word.end() for word, way in vocabulary.cues.find_changes(context.before) if way != "bad"]
    earlier = [m.end() for m in re.finditer(r"\bby\s", context.head)]
    objects = [
        n for n in before if verbs and n.start >= context.before_start + max(verbs + earlier) and fits(n, quantity, vocabulary)
    ]
    return objects[0] if objects else near[-1]


def _find_list(text: str, names: list[Name], size: int) -> list[Name] | None:
    """Find `size` names in a row that only commas, `and` and up to three words of modifiers part."""
    for first in range(len(names) - size + 1):
        run = names[first : first + size]
        if size > 1 and all(_LIST_GAP.fullmatch(text[a.end : b.start][:90]) for a, b in pairwise(run)):
            return run
    return None
