"""Finds the metric of a number by ranked rules: coordination, the words after it, the words before it, its unit."""

import re
from itertools import pairwise

from litatlas.extract.fallbacks import find_fallback, name_phrase
from litatlas.extract.lexicon import DIRECTIONS, MetricTerm, Vocabulary
from litatlas.extract.names import Name
from litatlas.extract.quantities import Quantity
from litatlas.extract.scenes import Scene
from litatlas.extract.slots import ends_respectively, is_unaligned
from litatlas.extract.windows import LINK, PHRASE_END, Window

_NOUN = re.compile(
    r"\b(?:improvement|gain|reduction|increase|decrease|drop|boost|saving|degradation|loss|decline|difference|change)s?\s(?:in|of|on)\s"
)
_LEADING = re.compile(r"\s?(?:\(\w+\)\s)?(?:in|of|for|on)\s")
_LIST_GAP = re.compile(r"(?:\s?\([\w-]{1,12}\))?(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s|/)(?:[\w-]{1,20}\s){0,3}")
_APPOSITION = re.compile(r",\s(?:representing\s|marking\s|which is\s)?an?\s\Z")
_LESS_THAN = re.compile(r"\s?(?:lower|higher|less|more|smaller|larger|greater|fewer)\sthan\b")
_SCORE = re.compile(r"(?P<name>(?:[A-Za-z][\w-]*\s){1,3})\Z")
_OF_WHAT = frozenset(
    "a an the of in on with and by average mean overall final total best new our its highest high achieve achieves".split()
)
_SIZES = {"model": "model size", "models": "model size", "network": "model size", "networks": "model size"}
"""What `25x larger models` are measured by."""
_PEAK = re.compile(r"\bpeak(?:\s(?:performance|throughput|compute|bandwidth|flops))?\Z", re.IGNORECASE)
_SHARE_NOUN = re.compile(
    r"\b(?:rate|usage|error|probability|similarity|agreement|equivalence|sensitivity|specificity|occupancy|availability|NRMSE|uptime"
    r"|fidelit(?:y|ies)|purity|visibility|contrast|completeness|reliability|transmission|efficienc(?:y|ies))s?\Z"
)
_SUCCESS = re.compile(r"\b(?:succe|solv|resolv|complet|pass|prov(?:es|ed|ing|e)\b|repair|fix|reproduc)\w*\b")
_IN_WHAT = re.compile(
    r"\s?in\s(?:terms of\s)?(?:the\s|its\s|overall\s|average\s)?(?P<name>(?:[a-z][a-z-]{2,18}\s){0,2}"
    r"(?:rate|score|time|ratio|diversity|similarity|efficiency|cost|error|coverage|usage|consumption|complexity|robustness|stability"
    r"|fidelity|count|density|loss|yield|speed|range|consistency|readability|correctness|utilization|capacity|sensitivity|length)s?)\b"
)
"""What a change is in: `by 18% in violation rate`."""
_CHANGED = re.compile(
    r"\s(?:average |mean |overall |total )?(?P<name>[a-z][a-z-]+(?:\s[a-z][a-z-]+)?)\s(?:reduction|saving|increase|decrease|drop|growth)s?"
)
"""`73% data reduction` is of data."""
_TIMED = re.compile(r"\s?(?:faster|quicker|shorter|lower|less|reduced)\s(?P<name>(?:[a-z-]{3,16}\s){1,2}time)s?\b")
_DETECTS = re.compile(r"\b(?:detect|identif|find|found|catch|caught|recogniz)\w*\s(?:only |up to |about |over |more than |~)?\Z")
_STRONG_LINKS = ("by", "of", "to", "(", "=", "is", "at", "from", ":")


def find_metric(scene: Scene, index: int, window: Window, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """Find the metric of the quantity at `index`, with the id of the first rule that fits; None where none does."""
    quantity = scene.quantities[index]
    first, last = scene.groups[index]
    size, place = last - first + 1, index - first
    before_end, after_end = window.before_start + len(window.before), window.after_start + len(window.after)
    before = [n for n in scene.metrics if window.before_start <= n.start and n.end <= before_end]
    after = [n for n in scene.metrics if window.after_start <= n.start and n.end <= after_end and _fits(n, quantity, vocabulary)]
    for names, rule in ((before, "aligned-before"), (after, "aligned-after")):
        listed = _find_list(scene.text, names, size)
        if size > 1 and listed:
            return listed[place].id, rule
    if size > 1 and _is_uneven(scene, size, scene.quantities[last].end, before):
        return None, "unaligned"
    spoken = _find_spoken(window, after, vocabulary, may_name=quantity.kind in ("ratio", "percent", "bare"))
    near = [n for n in before if before_end - n.end <= 60 and _fits(n, quantity, vocabulary)]
    if near and near[-1].id == "performance" and spoken and spoken[1] == "in-metric" and spoken[0] in vocabulary.metrics:
        return spoken
    tied = window.link in ("by", "of", "to") and not (spoken and spoken[1] == "in-metric")
    if near and window.link in ("of", "is", "=") and _is_adjacent(scene, near[-1], window):
        is_score_of = len(near) > 1 and near[-1].id == "quality" and near[-2].end + 1 == near[-1].start
        return near[-2].id if is_score_of else _name_score(scene, near[-1]), "before-link"
    if near and (tied or (window.link in _STRONG_LINKS and (not spoken or spoken[1] == "share-of"))):
        return _choose_object(window, before, near, quantity, vocabulary).id, "before-link"
    if spoken:
        return spoken
    if near:
        return near[-1].id, "before"
    found, rule = find_fallback(scene, quantity, window, vocabulary)
    lead = scene.text[max(0, quantity.start - 40) : quantity.start]
    restates = rule == "performance" and (
        _APPOSITION.search(lead) or _LESS_THAN.match(window.phrase + window.after[len(window.phrase) :])
    )
    if restates or (found is None and vocabulary.cues.comparative.match(window.phrase.lstrip())):
        earlier = [
            n for n in scene.metrics if n.end <= quantity.start and not any(q.start <= n.start < q.end for q in scene.quantities)
        ]
        if earlier:
            return earlier[-1].id, "antecedent"
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
    link = LINK.search(window.before)
    return link is not None and not scene.text[name.end : window.before_start + link.start()].strip()


def _name_score(scene: Scene, name: Name) -> str:
    """Name a score by the words before it (`a smoothness score of 53`), a metric of its own; any other metric by its id."""
    words = _SCORE.search(scene.text[max(0, name.start - 50) : name.start])
    if name.id != "quality" or not words:
        return name.id
    kept: list[str] = []
    for word in reversed(words["name"].split()):
        if word.lower() in _OF_WHAT:
            break
        kept.insert(0, word)
    return " ".join((*kept, "score")).lower() if kept else name.id


def find_term(scene: Scene, metric: str | None, vocabulary: Vocabulary) -> MetricTerm | None:
    """Return what is known of a metric by its id; None for one that the text alone names."""
    if metric is None or metric in vocabulary.metrics:
        return vocabulary.metrics.get(metric or "")
    if metric.endswith(" score"):
        return vocabulary.metrics.get("quality")
    return next((_term(name, vocabulary) for name in scene.metrics if name.id == metric), None)


def _term(name: Name, vocabulary: Vocabulary) -> MetricTerm:
    """Return what is known of a metric; of a longer name (`NTA-IoU`) what is known of its last part."""
    return vocabulary.metrics.get(name.id) or vocabulary.metrics[name.term]


def _fits(name: Name, quantity: Quantity, vocabulary: Vocabulary) -> bool:
    """Tell whether a metric can be stated in the quantity's unit."""
    kinds = _term(name, vocabulary).units
    if quantity.kind in ("ratio", "percent"):
        return True
    if quantity.kind == "bare":
        return bool(kinds & {"score", "count"})
    if quantity.kind == "count":
        return name.id == quantity.unit or (quantity.unit == "tokens" and name.id == "context length")
    return quantity.kind in kinds


def _choose_object(window: Window, before: list[Name], near: list[Name], quantity: Quantity, vocabulary: Vocabulary) -> Name:
    """Choose the object of the last verb of change (`improves throughput for long inputs by`), else the nearest metric."""
    if window.link != "by":
        return near[-1]
    verbs = [m.end() for way in DIRECTIONS if way != "bad" for m in vocabulary.cues.changes[way].finditer(window.before)]
    earlier = [m.end() for m in re.finditer(r"\bby\s", window.before[: len(window.before) - len(LINK.search(window.before)[0])])]  # type: ignore[index]
    objects = [
        n for n in before if verbs and n.start >= window.before_start + max(verbs + earlier) and _fits(n, quantity, vocabulary)
    ]
    return objects[0] if objects else near[-1]


def _find_spoken(window: Window, after: list[Name], vocabulary: Vocabulary, *, may_name: bool) -> tuple[str, str] | None:
    """Find the metric in the words right after the numbers: `2x higher throughput`, `3 dB gain in PSNR`, `2x faster`.

    Where the vocabulary knows none and `may_name` is set, the noun phrase itself names the metric.
    """
    noun = _NOUN.search(window.after[:60])
    noun = noun if noun and noun.start() <= len(window.phrase) else None
    leading = None if window.phrase.strip() and not _LEADING.match(window.phrase) else _LEADING.match(window.after)
    opening = noun or leading
    reach = len(window.phrase)
    if opening:
        stop = PHRASE_END.search(window.after, opening.end())
        reach = stop.start() if stop else len(window.after)
    inside = [n for n in after if n.start < window.after_start + reach]
    speed = vocabulary.cues.speed.search(window.phrase)
    if inside:
        name = inside[-1] if noun else inside[0]
        if speed and name.id != "speed" and "time" not in _term(name, vocabulary).units:
            return "speed", "speed-word"
        return name.id, "in-metric" if leading else "after"
    if timed := _TIMED.match(window.phrase):
        return timed["name"], "phrase"
    if speed:
        return "speed", "speed-word"
    is_in = leading is not None and not noun and not re.match(r"\s?of\s", window.after)
    if may_name and is_in and (named := _IN_WHAT.match(window.after)):
        return named["name"].lower(), "phrase"
    if not may_name or is_in:
        return None
    comparative = vocabulary.cues.comparative.search(window.phrase[:40])
    if leading and _SUCCESS.search(window.before[-50:]):
        return "success rate", "share-of"
    if leading and re.match(r"\s?of\s", window.after) and _DETECTS.search(window.before):
        return "detection rate", "share-of"
    text = name_phrase(window.after[opening.end() : reach]) if opening else _name_bare_phrase(window.phrase, comparative)
    if not text:
        return None
    if leading and not noun:
        return ("utilization" if _PEAK.search(text) else text), "share-of"
    is_price = comparative is not None and comparative[1].lower() == "cheaper"
    return "cost" if is_price else _SIZES.get(text, text), "phrase"


def _name_bare_phrase(phrase: str, comparative: re.Match[str] | None) -> str:
    """Name what a phrase after a number measures: what follows its comparative, or all of it where its noun is a share's."""
    if comparative:
        return name_phrase(phrase[comparative.end() :])
    if (changed := _CHANGED.fullmatch(phrase.rstrip(" ."))) and changed["name"] not in _OF_WHAT:
        return name_phrase(changed["name"])
    return name_phrase(phrase) if _SHARE_NOUN.search(phrase.rstrip(" .")) else ""


def _find_list(text: str, names: list[Name], size: int) -> list[Name] | None:
    """Find `size` names in a row that only commas, `and` and up to three words of modifiers part."""
    for first in range(len(names) - size + 1):
        run = names[first : first + size]
        if size > 1 and all(_LIST_GAP.fullmatch(text[a.end : b.start][:90]) for a, b in pairwise(run)):
            return run
    return None
