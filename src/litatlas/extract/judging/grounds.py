"""Tells of a number, and of a metric that it may be of, what judges weigh: words, kinds, distances and what the rules said."""

from collections.abc import Iterable

from litatlas.extract.judging.groups import Ground, Group, Told
from litatlas.extract.judging.offered import CAN_NAME, LEADING, Offered
from litatlas.extract.judging.words import NOTHING, Words, measure_size
from litatlas.extract.lexicon.remembered import Remembered
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.record import record
from litatlas.extract.role.role import Role
from litatlas.extract.sentence.parsed import Parsed

_BAG = 12
"""Words before and after a number that are told without their places."""
_DISTANCES = ("0", "1", "2", "3", "4", "6", "6", "8", "8", "12", "12", "12", "12")
_FAR = "far"
_PADDING = (NOTHING,) * 4
_ENDS_BEFORE, _ENDS_AFTER = (";",), (";", ".")
"""The signs up to which words before and after a number are told."""


@record
class Seen:
    """A number of a sentence, and what the rules made of all of its numbers."""

    parsed: Parsed
    words: Words
    at: int
    """Which of the sentence's numbers it is."""
    quantity: Quantity
    """The number itself."""
    frame: Frame
    """What the rules made of it."""
    frames: tuple[Frame, ...]
    role: Role
    vocabulary: Vocabulary
    told: tuple[str, ...]
    """The metrics that the sentences before name."""


def name_known(metric: str | None, vocabulary: Vocabulary) -> str:
    """Name a metric of the vocabulary; any other only as the phrase that it is."""
    return "none" if metric is None else metric if metric in vocabulary.metrics else "phrase"


def describe_number(seen: Seen) -> Told:
    """Tell of a number what speaks for one metric, form or role rather than another."""
    texts, at = seen.words.texts, seen.words.places[seen.at]
    padded = [*_PADDING, *texts[max(0, at - 4) : at + 4], *_PADDING]
    here = min(at, 4) + 4
    back4, back3, back2, back = padded[here - 4 : here]
    ahead, ahead2, ahead3 = padded[here + 1 : here + 4]
    quantity, frame = seen.quantity, seen.frame
    kind, metric = quantity.kind, name_known(frame.metric, seen.vocabulary)
    low, high = seen.parsed.groups[seen.at]
    groups: list[Group] = [
        ("measured", quantity.unit, kind, measure_size(quantity), str(min(high - low, 4))),
        ("read", metric, frame.rule, frame.form, seen.role.rule),
    ]
    grounds: list[Ground] = [
        ("word -4", back4), ("word -3", back3), ("word -2", back2), ("word -1", back),
        ("word 1", ahead), ("word 2", ahead2), ("word 3", ahead3),
        ("words -2 -1", back2, back), ("words -3 -2", back3, back2), ("words 1 2", ahead, ahead2), ("words 2 3", ahead2, ahead3),
        ("words around", back, ahead), ("word after kind", ahead, kind),
    ]  # fmt: skip
    _describe_neighbours(seen, kind, groups, grounds)
    before = dict.fromkeys(_cut_at(texts[max(0, at - _BAG) : at][::-1], _ENDS_BEFORE))
    after = dict.fromkeys(_cut_at(texts[at + 1 : at + 1 + _BAG], _ENDS_AFTER))
    runs = (
        (("before",), list(filter(_IS_WORD.__getitem__, before))),
        (("after",), list(filter(_IS_WORD.__getitem__, after))),
        (("told before",), seen.told),
    )
    return Told(groups, grounds, runs)


_IS_WORD: Remembered[str, bool] = Remembered(lambda text: text.isalpha() or len(text) > 1)


def _cut_at(texts: list[str], ends: tuple[str, ...]) -> list[str]:
    """The words up to the first sign that ends a clause."""
    for end in ends:
        if end in texts:
            texts = texts[: texts.index(end)]
    return texts


def _describe_neighbours(seen: Seen, kind: str, groups: list[Group], grounds: list[Ground]) -> None:
    """Tell of the numbers beside a number what the rules made of them."""
    index, frames, quantities = seen.at, seen.frames, seen.parsed.quantities
    if index:
        last, alike = frames[index - 1], _name_alike(quantities[index - 1], kind)
        groups.append(("last", name_known(last.metric, seen.vocabulary), last.form, alike))
    if index + 1 < len(frames):
        metric = name_known(frames[index + 1].metric, seen.vocabulary)
        grounds.append(("number after", metric, _name_alike(quantities[index + 1], kind)))


def _name_alike(quantity: Quantity, kind: str) -> str:
    return "alike" if quantity.kind == kind else "unlike"


def describe_offered(seen: Seen, offered: Offered, concept: str, concepts: tuple[str, ...]) -> Told:
    """Tell of a metric that a number may be of what speaks for and against it.

    `concept` is the metric in whatever spelling, and `concepts` are those that the rules read of the numbers of the sentence.
    """
    frame, kind, term = seen.frame, seen.quantity.kind, seen.vocabulary.metrics.get(offered.name)
    known = "known" if term else "phrase"
    fits = "" if term is None else "fits" if kind in term.units else "odd"
    groups: list[Group] = [("known", known, fits, kind, "" if offered.first < 0 else "named")]
    grounds: list[Ground] = []
    if offered.is_rules:
        back = seen.words.texts[seen.words.places[seen.at] - 1] if seen.words.places[seen.at] else NOTHING
        groups.append(("rules", frame.rule, kind, known, concept or "other", seen.role.rule))
        grounds.append(("rules by after", frame.rule, back))
    else:
        grounds.append(("against", frame.rule))
        if concept and concept == concepts[seen.at]:
            grounds.append(("as the rules say",))
    _describe_carried(seen, concept or offered.name, concepts, groups, grounds)
    if offered.first < 0:
        return Told(groups, grounds)
    return Told(groups, grounds, _describe_place(seen, offered, known, groups, grounds))


def _describe_carried(seen: Seen, name: str, concepts: tuple[str, ...], groups: list[Group], grounds: list[Ground]) -> None:
    """Tell whether the numbers beside are of the same metric, and how they are tied to this one."""
    index, quantities, words, kind = seen.at, seen.parsed.quantities, seen.words, seen.quantity.kind
    if index and concepts[index - 1]:
        alike = _name_alike(quantities[index - 1], kind)
        if concepts[index - 1] == name:
            between = words.texts[words.places[index - 1] + 1 : words.places[index]]
            groups.append(("as before", alike, _shape(between[-5:]), seen.frame.rule, _name_distance(len(between))))
        else:
            grounds.append(("other than before", alike))
    if index + 1 < len(concepts) and concepts[index + 1] == name:
        grounds.append(("as next", _name_alike(quantities[index + 1], kind)))


def _describe_place(
    seen: Seen, offered: Offered, known: str, groups: list[Group], grounds: list[Ground]
) -> tuple[tuple[Ground, Iterable[str]], ...]:
    """Tell where a metric stands, what stands around it and between it and the number, and what its words look like."""
    texts, at, kind = seen.words.texts, seen.words.places[seen.at], seen.quantity.kind
    first, last = offered.first, offered.last
    side, low, high = ("b", last + 1, at) if last < at else ("a", at + 1, first)
    between = texts[low:high]
    far = _name_distance(len(between))
    numbers = _name_count(between)
    sign = ";" if ";" in between else "," if "," in between else "no"
    lead, follow = texts[first - 1] if first else NOTHING, texts[last + 1] if last + 1 < len(texts) else NOTHING
    size = str(last - first + 1)
    if side == "b":
        beside, shape = texts[at - 1], _shape(between[-5:])
    else:
        beside, shape = texts[at + 1] if at + 1 < len(texts) else NOTHING, _shape(between[:5])
    widest = "wide" if _SHAPES[lead] != _WORD or lead in LEADING else "cut"
    groups += [
        ("at", side, far, known, kind, seen.frame.rule), ("between", side, numbers, sign, size, known, widest),
        ("lead", lead, side), ("follow", follow, side, numbers), ("head", texts[last], side, kind), ("first", texts[first]),
        ("tie", side, shape, known, kind), _group_names(seen, offered, side, known),
    ]  # fmt: skip
    if len(between) <= 3:
        groups.append(("tied", side, " ".join(between), known))
    grounds.append(("beside the number", side, beside, far))
    return ((("word between", side), dict.fromkeys(between)),)


def _group_names(seen: Seen, offered: Offered, side: str, known: str) -> Group:
    """Tell whether known metrics stand nearer to the number, or in the phrase itself, and whether the phrase has a capital."""
    words, quantity = seen.words, seen.quantity
    start, end = words.starts[offered.first], words.ends[offered.last]
    low, high = (end + 1, quantity.start) if side == "b" else (quantity.end, start)
    nearer, holds = 0, "holds none"
    for name in seen.parsed.metrics:
        if low <= name.start < high:
            nearer += 1
        if start <= name.start and name.end <= end:
            holds = "holds a known one"
    is_small = "small" if seen.parsed.text[start:end].islower() else ""
    return ("names", "2" if nearer > 1 else str(nearer), side, known, holds, is_small)


def _shape(texts: list[str]) -> str:
    """Words as what ties them: the small ones and the signs as they are, all others as `x`."""
    return " ".join([_SHAPES[text] for text in texts])


_WORD = "x"
_SHAPES: Remembered[str, str] = Remembered(lambda text: _WORD if CAN_NAME[text] else text)
_LENGTHS = ("0", "1", "2")


def _name_count(between: list[str]) -> str:
    """How many numbers stand among words, up to three."""
    count = sum([word[0] == "#" for word in between])
    return _LENGTHS[count] if count < len(_LENGTHS) else "3"


def _name_distance(words: int) -> str:
    return _DISTANCES[words] if words < len(_DISTANCES) else _FAR


def describe_form(seen: Seen, metric: str, concept: str) -> Told:
    """Tell what speaks for a form of a number of the chosen metric, beside what `describe_number` tells."""
    frame, kind, term = seen.frame, seen.quantity.kind, seen.vocabulary.metrics.get(metric)
    sort = "phrase" if term is None else "score" if "score" in term.units else "other"
    form, size = frame.form, measure_size(seen.quantity)
    points = "points" if "point" in seen.parsed.text[seen.quantity.start : seen.quantity.end + 10] else "no points"
    kept = "metric kept" if metric == frame.metric else "metric changed"
    groups: list[Group] = [
        ("of", concept or "other", form, kind),
        ("sort", sort, form, kind, frame.direction or "no"),
        ("form", form, kind, size, frame.effect or "no", points, kept),
    ]
    return Told(groups, [])


def describe_role(seen: Seen) -> Told:
    """Tell what speaks for a number's being a result, beside what `describe_number` tells."""
    role, frame, quantity = seen.role, seen.frame, seen.quantity
    taken = "taken" if role.is_result else "dismissed"
    hyphened, scaled = "hyphened" if quantity.hyphened else "apart", "scaled" if quantity.scaled else "plain"
    groups: list[Group] = [
        ("role", taken, role.rule, quantity.kind, frame.rule, frame.ground),
        ("role sized", role.rule, quantity.unit, measure_size(quantity)),
        ("role written", taken, role.rule, hyphened, scaled, str(min(len(seen.parsed.quantities), 6))),
    ]
    return Told(groups, [])
