"""Finds the metric of a number by ranked rules: coordination, the words after it, the words before it, its unit."""

import re
from itertools import pairwise, takewhile

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import DIRECTIONS, MetricTerm, Vocabulary
from litatlas.extract.metric.unnamed import find_fallback
from litatlas.extract.metric.words_after import find_known, find_spoken, fits
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.context import Window
from litatlas.extract.sentence.lists import ends_respectively, is_unaligned
from litatlas.extract.sentence.parsed import Scene
from litatlas.extract.sentence.phrases import read_phrase_before

_LIST_GAP = re.compile(r"(?:\s?\([\w-]{1,12}\))?(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s|/)(?:[\w-]{1,20}\s){0,3}")
_APPOSITION = re.compile(r",\s(?:representing\s|marking\s|which is\s)?an?\s\Z")
_LESS_THAN = re.compile(r"\s?(?:lower|higher|less|more|smaller|larger|greater|fewer)(?:\sthan\b|\s?(?:[.,;)]|\Z))")
_MORE_ALONE = re.compile(
    r"\s?(?:[a-z]+ly\s)?(?:lower|higher|less|more|smaller|larger|greater|fewer|shorter|longer|better|worse)(?=\s?(?:[.,;)]|\Z)|\s(?:than|and|with|on|in)\b)"
)
_OF_WHAT = frozenset(
    "a an the of in on with and by average mean overall final total best new our its highest high higher"
    " lower better achieve achieves".split()
)
_BEATEN = re.compile(r"\b(?:out-?perform|surpass|beat)\w*\s(?:(?!\b(?:in|with|on)\b)[^,;])*\Z")
_OTHER_OBJECT = re.compile(
    r"\b(?:reduc|increas|improv|lower|rais|boost|cut|decreas|extend)\w*\s(?:the|its|their|our)\s(?:[\w-]+\s){1,4}(?:to|by|from)\s"
)
"""What is changed after another metric was named: `at full bandwidth reduces the input rate to`."""
_STRONG_LINKS = ("by", "of", "to", "(", "=", "is", "at", "from", ":")


def find_metric(scene: Scene, index: int, window: Window, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """Find the metric of the quantity at `index`, with the id of the first rule that fits; None where none does."""
    quantity = scene.quantities[index]
    after_end = window.after_start + len(window.after)
    before = [n for n in scene.metrics if window.before_start <= n.start and n.end <= window.before_start + len(window.before)]
    after = [n for n in scene.metrics if window.after_start <= n.start and n.end <= after_end and fits(n, quantity, vocabulary)]
    if aligned := _find_aligned(scene, index, before, after):
        return aligned
    spoken = find_spoken(window, after, vocabulary, may_name=quantity.kind in ("ratio", "percent", "bare"))
    near = _list_near(scene, quantity, window, before, vocabulary)
    if (subject := _read_subject(scene, near, window)) and not spoken:
        return subject, "phrase"
    if near and (tied := _find_tied(scene, quantity, window, before, near, spoken, vocabulary)):
        return tied
    if spoken:
        return spoken
    if near:
        return _name_score(scene, near[-1]), "before"
    return _find_said_before(scene, quantity, window, vocabulary)


def _list_near(scene: Scene, quantity: Quantity, window: Window, before: list[Name], vocabulary: Vocabulary) -> list[Name]:
    """List the metrics before a number that it can be of; none where the last is what was paid, or another thing was changed."""
    end = window.before_start + len(window.before)
    near = [name for name in before if end - name.end <= 60 and fits(name, quantity, vocabulary)]
    if window.link == "(" and quantity.kind == "percent":
        near = [name for name in near if find_known(name, vocabulary).units != {"count"}]
    near = [name for name in near if not _is_rivals(scene, name, window)]
    if not near or _is_price(scene, near[-1], quantity) or _OTHER_OBJECT.search(scene.text, near[-1].end, end):
        return []
    return near


def _is_rivals(scene: Scene, name: Name, window: Window) -> bool:
    """Tell whether a metric's name is a part of what was beaten: `outperforms the fastest runtime Foo by 2x`."""
    beaten = _BEATEN.search(scene.text, window.before_start, name.start) if window.link == "by" else None
    return beaten is not None


def _is_price(scene: Scene, name: Name, quantity: Quantity) -> bool:
    """Tell whether a metric's name only says that something was paid for: `at the cost of 5% lower recall`."""
    is_change = quantity.kind in ("ratio", "percent")
    return is_change and name.id == "cost" and scene.text.endswith(("at the ", "at a "), 0, name.start)


def _read_subject(scene: Scene, near: list[Name], window: Window) -> str:
    """Return what is said to be more or less, where the nearest metric is another thing: `and travel time is 9% shorter`."""
    if window.link not in ("is", "are", "was", "were") or not _MORE_ALONE.match(window.phrase):
        return ""
    if near and _is_adjacent(scene, near[-1], window):
        return ""
    return read_phrase_before(window.head)


def _find_aligned(scene: Scene, index: int, before: list[Name], after: list[Name]) -> tuple[str | None, str] | None:
    """Find the metric of a number in a list by the list of metrics of the same length; None where there is none."""
    first, last = scene.groups[index]
    size, place = last - first + 1, index - first
    if size == 1:
        return None
    for names, rule in ((before, "aligned-before"), (after, "aligned-after")):
        if listed := _find_list(scene.text, names, size):
            return listed[place].id, rule
    return (None, "unaligned") if _is_uneven(scene, size, scene.quantities[last].end, before) else None


def _find_tied(
    scene: Scene,
    quantity: Quantity,
    window: Window,
    before: list[Name],
    near: list[Name],
    spoken: tuple[str, str] | None,
    vocabulary: Vocabulary,
) -> tuple[str, str] | None:
    """Find the metric before a number that a link ties to it (`a recall of 93%`), unless the words after it say more."""
    rule = spoken[1] if spoken else None
    if near[-1].id == "performance" and spoken and rule == "in-metric" and spoken[0] in vocabulary.metrics:
        return spoken
    if window.link in ("of", "is", "=") and _is_adjacent(scene, near[-1], window):
        is_score_of = len(near) > 1 and near[-1].id == "quality" and near[-2].end + 1 == near[-1].start
        return near[-2].id if is_score_of else _name_score(scene, near[-1]), "before-link"
    is_tied = window.link in ("by", "of", "to") and rule != "in-metric"
    if is_tied or (window.link in _STRONG_LINKS and rule in (None, "share-of")):
        return _name_score(scene, _choose_object(window, before, near, quantity, vocabulary)), "before-link"
    return None


def _find_said_before(scene: Scene, quantity: Quantity, window: Window, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """Name the metric of a number that stands beside none, by its unit, its change, or what the sentence named before."""
    found, rule = find_fallback(scene, quantity, window, vocabulary)
    lead = scene.text[max(0, quantity.start - 40) : quantity.start]
    following = window.phrase + window.after[len(window.phrase) :]
    restates = rule == "performance" and (_APPOSITION.search(lead) or _LESS_THAN.match(following))
    if restates or (found is None and vocabulary.cues.comparative.match(window.phrase.lstrip())):
        earlier = [n for n in scene.metrics if n.end <= quantity.start]
        free = [n for n in earlier if not any(q.start <= n.start < q.end for q in scene.quantities)]
        if free:
            return free[-1].id, "antecedent"
    if rule == "comparative":
        # Of `context length` something longer is told, not of any length.
        fitting = [n.id for n in scene.metrics if n.end <= quantity.start and n.id.endswith(f" {found}")]
        return (fitting[-1], "antecedent") if fitting else (found, rule)
    return found, rule


def _is_uneven(scene: Scene, size: int, end: int, before: list[Name]) -> bool:
    """Tell whether `respectively` tells off numbers against a list of metrics of another length, so that none can be chosen.

    The list is the one that it follows, or, where it follows the numbers, which end at `end`, the one before them.
    """
    listed = before if ends_respectively(scene.text, end) else list(scene.metrics)
    ends = [n for n in listed if listed is before or ends_respectively(scene.text, n.end)]
    if not ends:
        return False
    count = 1
    for name, following in reversed(list(pairwise(listed[: listed.index(ends[-1]) + 1]))):
        if not _LIST_GAP.fullmatch(scene.text[name.end : following.start][:90]):
            break
        count += 1
    return is_unaligned(size, count)


def _is_adjacent(scene: Scene, name: Name, window: Window) -> bool:
    """Tell whether only the link stands between a metric and its number: `a recall of 93%`."""
    return not scene.text[name.end : window.before_start + len(window.head)].strip()


def _name_score(scene: Scene, name: Name) -> str:
    """Name a score by the words before it (`a smoothness score of 53`), a metric of its own; any other metric by its id."""
    if name.id != "quality" or not name.term.startswith("score"):
        return name.id
    words = read_phrase_before(scene.text[max(0, name.start - 50) : name.end]).split()[:-1]
    kind = list(takewhile(lambda word: word not in _OF_WHAT, reversed(words)))
    return " ".join((*reversed(kind), "score")) if kind else name.id


def find_term(scene: Scene, metric: str | None, vocabulary: Vocabulary) -> MetricTerm | None:
    """Return what is known of a metric by its id; None for one that the text alone names."""
    if metric is None or metric in vocabulary.metrics:
        return vocabulary.metrics.get(metric or "")
    if metric.endswith(" score"):
        return vocabulary.metrics.get("quality")
    if metric.endswith(" efficiency"):
        return vocabulary.metrics.get("efficiency")
    return next((find_known(name, vocabulary) for name in scene.metrics if name.id == metric), None)


def _choose_object(window: Window, before: list[Name], near: list[Name], quantity: Quantity, vocabulary: Vocabulary) -> Name:
    """Choose the object of the last verb of change (`improves throughput for long inputs by`), else the nearest metric."""
    if window.link != "by":
        return near[-1]
    verbs = [m.end() for way in DIRECTIONS if way != "bad" for m in vocabulary.cues.changes[way].finditer(window.before)]
    earlier = [m.end() for m in re.finditer(r"\bby\s", window.head)]
    objects = [
        n for n in before if verbs and n.start >= window.before_start + max(verbs + earlier) and fits(n, quantity, vocabulary)
    ]
    return objects[0] if objects else near[-1]


def _find_list(text: str, names: list[Name], size: int) -> list[Name] | None:
    """Find `size` names in a row that only commas, `and` and up to three words of modifiers part."""
    for first in range(len(names) - size + 1):
        run = names[first : first + size]
        if size > 1 and all(_LIST_GAP.fullmatch(text[a.end : b.start][:90]) for a, b in pairwise(run)):
            return run
    return None
