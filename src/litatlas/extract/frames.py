"""Finds what the numbers of a sentence are of: their metric, their form, and whether the change is for the better."""

import re
from dataclasses import dataclass, replace

from litatlas.extract.findings import find_counted
from litatlas.extract.lexicon import DIRECTIONS, Direction, MetricTerm, Vocabulary
from litatlas.extract.measures import find_metric, find_term
from litatlas.extract.quantities import Quantity
from litatlas.extract.scenes import Scene
from litatlas.extract.windows import CLAUSE, REACH, Window, open_window
from litatlas.model import Effect, Form

_AND_BY = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?:[^,;\d]{1,60}\sby\s)?")
_OF = re.compile(r"\A\s?of\b")
_WITHIN = re.compile(r"\bwithin\s(?:about |only )?\Z")
_ANAPHOR = re.compile(
    r"\A\s?,?\s?(?:which|that|and|representing|corresponding to)\s(?:is|are|was|were|represents)\s(?:about |up to |over )?\Z"
)
_VERSUS = re.compile(
    r"\A\s?[,(]?\s?(?:v\.?s\.?|versus|compared (?:to|with)|from|against|instead of|rather than|as opposed to)\s\Z"
)
_VERSUS_AFTER = re.compile(r"\s?(?:v\.?s\.?|versus|→)\s?")
_VERSUS_BEFORE = re.compile(r"\b(?:v\.?s\.?|versus)\s\Z")
_VALUE_VERB = re.compile(r"\b(?:achiev|attain|reach|obtain|remain|retain|maintain|stay)\w*\b")
_CHANGE_NOUN = re.compile(
    r"\b(?:gain|improve|increas|reduc|decreas|drop|loss|higher|lower|better|worse|fewer|less|more|faster|slower|speedup|saving|boost|degrad"
    r"|difference|superior|inferior|longer|larger|smaller|shorter|advantage|uplift|decline)\w*"
)
_CHANGE_OF = re.compile(
    r"\b(?:gain|improvement|increase|reduction|decrease|drop|loss|degradation|saving|boost|gap|difference|decline|uplift|advantage|penalty"
    r"|speedup)s?\b[^,;]{0,40}\Z"
)
_CHANGE_TO = re.compile(
    r"\b(?:degradation|drop|loss|overhead|gap|penalty|slowdown|deviation|improvement|gain|reduction|saving|increase|decrease)s?\s"
    r"(?:down\s|up\s)?to\s(?:less than |under |below |within |about |only |just |up to |over |more than |at most )*\Z"
)
"""A change that is itself held down or driven up: `limits the degradation to 3%`."""
_RESTATES = re.compile(r"\A\s?\((?:an?\s|about\s|~|\+)?\Z")
_BEATS_BY = re.compile(r"\b(?:out-?perform|surpass|exceed|beat|outpac)\w*\b.{0,120}\sby\s(?:\w+\s){0,3}\Z")
_MORE = re.compile(r"\s?(?:more|fewer|less)\s(?!than)")
MOST_POINTS = 100.0
"""Above this a percentage by which a score changed is relative: no score rises by more points than its scale has."""
_ONLY = re.compile(r"\b(?:only|just|merely|mere|as (?:little|low|few) as|down to|reduc\w+|sav\w+|cut\w*)\b(?:[^,;.]{0,24})?\Z")
_MARGIN = re.compile(r"\bmargins?\s(?:of|up to|upto|as large as)\s(?:up to |upto |about |over |more than |at least )*\Z")
_CHANGE_VERB = re.compile(
    r"(?:reduc|sav|improv|increas|gain|cut|lower|boost|degrad|los)\w*\s"
    r"(?:up to |on average |about |over |an average of |at least |only |just |merely |no more than |less than |at most |more than |under )?\Z"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a number measures, and how."""

    metric: str | None
    form: Form
    effect: Effect | None
    direction: Direction | None
    rule: str
    """The id of the rule that found the metric, for explanations."""
    versus: bool = False
    """Whether it is the value that another number is set against (`90.1 (vs. 88.2)`)."""


def read_frames(scene: Scene, vocabulary: Vocabulary) -> tuple[Frame, ...]:
    """Read the frames of a scene's quantities from left to right: one that says nothing new goes on with the frame before it."""
    frames: list[Frame] = []
    for index in range(len(scene.quantities)):
        frames.append(_read_frame(scene, index, frames, vocabulary))
    for index in range(len(frames) - 2, -1, -1):
        if frames[index].metric is None and frames[index].rule != "unaligned" and _goes_on(scene, index):
            frames[index] = replace(
                frames[index], metric=frames[index + 1].metric, effect=frames[index + 1].effect, rule="ellipsis"
            )
    return _agree_on_form(scene, frames)


def _agree_on_form(scene: Scene, frames: list[Frame]) -> tuple[Frame, ...]:
    """Read all percentages of a list of changes as relative where one of them cannot be a difference of points."""
    percents = [i for i, q in enumerate(scene.quantities) if q.kind == "percent" and frames[i].form in ("difference", "relative")]
    if not any(scene.quantities[i].high > MOST_POINTS for i in percents):
        return tuple(frames)
    return tuple(
        replace(frame, form="relative")
        if i in percents and "point" not in scene.text[scene.quantities[i].start : scene.quantities[i].end + 8]
        else frame
        for i, frame in enumerate(frames)
    )


def _goes_on(scene: Scene, index: int) -> bool:
    """Tell whether a number is of what the next one is of: `beats Foo by 3 and Bar by 2 points`, `from 3 to 2 FID`."""
    quantity, following = scene.quantities[index], scene.quantities[index + 1]
    if quantity.kind not in (following.kind, "bare"):
        return False
    if quantity.pair and quantity.pair == following.pair:
        return True
    return _AND_BY.fullmatch(scene.text, quantity.end, following.start) is not None


def _find_earlier(scene: Scene, index: int, frames: list[Frame]) -> Frame | None:
    """Return the frame of the nearest of the two numbers before that has the same kind of unit."""
    kind = scene.quantities[index].kind
    return next((frames[i] for i in range(index - 1, max(-1, index - 3), -1) if scene.quantities[i].kind == kind), None)


def _read_frame(scene: Scene, index: int, frames: list[Frame], vocabulary: Vocabulary) -> Frame:
    previous = frames[-1] if frames else None
    quantity = scene.quantities[index]
    window = open_window(scene, index)
    if previous and previous.metric and quantity.pair and quantity.start == quantity.pair[1]:
        return replace(previous, rule="pair")
    if counted := find_counted(scene, quantity):
        return Frame(counted, "absolute", None, None, "finding")
    metric, rule = find_metric(scene, index, window, vocabulary)
    if rule == "unaligned":
        return Frame(None, "absolute", None, None, rule)
    same_kind = previous is not None and scene.quantities[index - 1].kind == quantity.kind
    earlier = _find_earlier(scene, index, frames)
    if previous and previous.metric and same_kind and _is_average_aside(scene, index):
        return replace(previous, rule="aside")
    between = scene.text[scene.quantities[index - 1].end : quantity.start][:200] if index else ""
    beside = _read_beside(scene, index, metric if rule == "unit" else None, previous, earlier)
    if beside is not None:
        return beside
    direction = _find_direction(window, vocabulary)
    is_silent = _says_nothing(metric, rule, direction)
    if direction is None and window.link == "by":
        direction = _pick_change(
            scene.text[max(0, quantity.start - 3 * REACH) : quantity.start], vocabulary, last=True, passing_losses=True
        )
    if earlier and ((same_kind and _ANAPHOR.match(between)) or is_silent):
        metric, rule = earlier.metric, "ellipsis"
    if rule == "performance" and previous and previous.metric and _RESTATES.match(between) and _CHANGE_NOUN.search(window.phrase):
        metric, rule = previous.metric, "antecedent"
    if rule in ("performance", "none") and (rivalled := _find_rivalled(scene, index, window, frames, vocabulary)):
        metric, rule = rivalled, "antecedent"
    if metric == "performance" and quantity.kind == "ratio":
        metric = "speed"
    if metric == "throughput" and quantity.kind == "compute rate" and "/" not in quantity.unit:
        metric = "compute rate"
    is_change = False
    if previous and direction is None and _continues(scene, index, previous, window):
        direction, is_change = previous.direction, True
    term = find_term(scene, metric, vocabulary)
    form: Form = (
        "absolute"
        if quantity.pair and quantity.kind != "ratio"
        else _find_form(quantity, window, term, direction, is_change=is_change, quote=scene.text[quantity.start : quantity.end])
    )
    if direction == "down" and _LOST.search(window.before):
        direction = "good"
    if form == "difference" and _WITHIN.search(scene.text[max(0, quantity.start - 16) : quantity.start]):
        direction = "bad"
    effect = (
        _find_share_effect(window, term) if form == "fraction" else None if form == "absolute" else _find_effect(term, direction)
    )
    return Frame(metric, form, effect, direction, rule)


def _is_average_aside(scene: Scene, index: int) -> bool:
    """Tell whether a number in brackets is the mean of the one before them: `61% lower latency (30% on average)`."""
    before = scene.text[max(0, scene.quantities[index].start - 3) : scene.quantities[index].start]
    return before.rstrip().endswith("(") and scene.text.startswith(" on average)", scene.quantities[index].end)


def _find_rivalled(scene: Scene, index: int, window: Window, frames: list[Frame], vocabulary: Vocabulary) -> str | None:
    """Return the score that a work has just reached and by which it beats others: `reaches 77% accuracy, beating Foo by 5%`."""
    if scene.quantities[index].kind not in ("percent", "score", "bare") or not _BEATS_BY.search(window.before):
        return None
    for frame in reversed(frames):
        term = find_term(scene, frame.metric, vocabulary)
        if frame.form == "absolute" and term is not None and "score" in term.units:
            return frame.metric
    return None


def _read_beside(scene: Scene, index: int, metric: str | None, previous: Frame | None, earlier: Frame | None) -> Frame | None:
    """Read a number that stands beside another: `a (b vs. c)`, `a versus b`; None where it does not.

    `metric` is the one that its unit tells, where it tells one.
    """
    quantity = scene.quantities[index]
    if previous is None:
        return None
    form: Form = "absolute" if quantity.kind != "ratio" else "ratio"
    between = scene.text[scene.quantities[index - 1].end : quantity.start][:200]
    is_next = scene.quantities[index - 1].kind == quantity.kind and _VERSUS.match(between) is not None
    if earlier and (is_next or _VERSUS_BEFORE.search(scene.text[max(0, quantity.start - 12) : quantity.start])):
        return Frame(earlier.metric, form, None, earlier.direction, "versus", versus=True)
    if between.endswith("(") and quantity.kind != "ratio" and _VERSUS_AFTER.match(scene.text, quantity.end):
        return Frame(metric or previous.metric, "absolute", None, None, "versus")
    return None


def _says_nothing(metric: str | None, rule: str, direction: Direction | None) -> bool:
    return metric is None or (rule == "performance" and direction is None)


def _continues(scene: Scene, index: int, previous: Frame, window: Window) -> bool:
    """Tell whether a number goes on with the change that the one before it states."""
    first = scene.groups[index][0]
    if not first or scene.quantities[first - 1].kind != scene.quantities[index].kind or previous.form in ("absolute", "fraction"):
        return False
    between = scene.text[scene.quantities[first - 1].end : scene.quantities[first].start]
    if len(between) > 2 * REACH or _VALUE_VERB.search(between) or window.link in ("to", "of", "is", "at"):
        return False
    return window.link == "by" or (len(between) < 40 and CLAUSE.search(between) is None)


def _find_direction(window: Window, vocabulary: Vocabulary) -> Direction | None:
    """Find which way the number says that things went."""
    near = vocabulary.cues.comparative.search(window.phrase[:50])
    if near:
        return vocabulary.cues.comparatives[near[1].lower()]
    if vocabulary.cues.speed.search(window.phrase):
        return "bad" if "slow" in window.phrase else "good"
    after = _pick_change(window.phrase, vocabulary, last=False)
    if after:
        return after
    if re.search(r"\+\s?\Z", window.before):
        return "good"
    # Of `a decline in recall, and 4.1x ...` only what follows the comma speaks of the number.
    before = window.before if window.link else window.before.rpartition(", ")[2]
    return _pick_change(before, vocabulary, last=True, passing_losses=window.link in ("by", "("))


def _pick_change(text: str, vocabulary: Vocabulary, *, last: bool, passing_losses: bool = False) -> Direction | None:
    """Return the direction of the first or last word of change; `passing_losses` passes over losses that were themselves reduced.

    None where the text holds no such word.
    """
    # `less than 3%` bounds the number, it does not say that anything became less.
    found = [
        (m.start(), way)
        for way in DIRECTIONS
        for m in vocabulary.cues.changes[way].finditer(text)
        if not text.startswith(" than", m.end())
    ]
    if passing_losses and any(way != "bad" for _, way in found):
        found = [(at, way) for at, way in found if way != "bad"]
    if not found:
        return None
    return (max if last else min)(found)[1]


def _find_form(
    quantity: Quantity, window: Window, term: MetricTerm | None, direction: Direction | None, *, is_change: bool, quote: str
) -> Form:
    if quantity.kind == "ratio":
        return "ratio"
    has_change = is_change or (direction is not None and _states_change(window))
    if quantity.kind == "percent":
        if term is not None and term.name == "speed":
            return "relative"
        if "point" in quote or "pp" in quote:
            return "difference"
        return _find_percent_form(quantity, window, term, direction, has_change=has_change)
    if _WITHIN.search(window.before) and re.match(r"\s?(?:[\w-]{1,16}\s)?of\b", window.after):
        return "difference"
    return "difference" if has_change else "absolute"


def _find_percent_form(
    quantity: Quantity, window: Window, term: MetricTerm | None, direction: Direction | None, *, has_change: bool
) -> Form:
    is_cut = direction == "down" and re.search(r"(?:\w+ing|reduces?|saves?|cuts?)\b[^,]{0,24}\Z", window.before) is not None
    if _OF.match(window.after) and not is_cut:
        if _WITHIN.search(window.before):
            return "difference" if term is not None and "score" in term.units else "fraction"
        return "absolute" if term is not None and term.name in ("success rate", "detection rate") else "fraction"
    is_score = (
        term is not None
        and {"score", "percent"} <= term.units
        and term.name not in ("performance", "performance drop", "quality")
    )
    if has_change:
        points = re.search(r"point|absolute|pp\b", window.after[:24]) is not None
        relative = (
            re.search(r"\brelative", window.before + window.phrase) is not None
            or _MORE.match(window.phrase) is not None
            or quantity.high > MOST_POINTS
        )
        return "difference" if points or (is_score and not relative) else "relative"
    return "absolute" if is_score or term is None or "percent" in term.units else "fraction"


def _states_change(window: Window) -> bool:
    """Tell whether the number is the size of a change, not a value that was reached."""
    if _CHANGE_NOUN.search(window.phrase) or window.link == "by" or re.search(r"\+\s?\Z", window.before):
        return True
    if window.link == "to":
        return _CHANGE_TO.search(window.before) is not None
    if _MARGIN.search(window.before[-40:]):
        return True
    tail = window.before[-60:]
    return _CHANGE_OF.search(tail) is not None or _CHANGE_VERB.search(tail) is not None


def _find_share_effect(window: Window, term: MetricTerm | None) -> Effect | None:
    """Tell whether a share is told as a merit: `only 12% of the memory`."""
    is_cost = term is None or term.better != "higher"
    return "better" if is_cost and _ONLY.search(window.before[-60:]) else None


_LOST = re.compile(
    r"\b(?:loss|losses|overheads?|degradation|drops?|gap|penalty|waste|idle\w*|stalls?|fragmentation)\s(?:by|of|to)\s[^,;]{0,24}\Z"
)
"""What is better the less of it there is, whatever it is a loss of."""


def _find_effect(term: MetricTerm | None, direction: Direction | None) -> Effect:
    if direction == "bad":
        return "worse"
    if direction in ("up", "down") and term is not None and term.better is not None:
        return "better" if direction == ("up" if term.better == "higher" else "down") else "worse"
    return "better"
