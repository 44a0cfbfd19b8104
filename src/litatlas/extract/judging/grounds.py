"""Tells of a number, and of a metric that it may be of, what judges weigh: words, kinds, distances and what the rules said."""

from typing import NamedTuple

from litatlas.extract.judging.offered import CAN_NAME, LEADING, Offered, measure_gap
from litatlas.extract.judging.words import NOTHING, Words, measure_size
from litatlas.extract.lexicon.remembered import Remembered
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.role.role import Role
from litatlas.extract.sentence.parsed import Parsed

Ground = tuple[str, ...]
"""One thing that is told: what kind of thing it is, and the words."""
_BAG = 12
"""Words before and after a number that are told without their places."""
_DISTANCES = ("0", "1", "2", "3", "4", "6", "6", "8", "8", "12", "12", "12", "12")
_FAR = "far"


class Seen(NamedTuple):
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


def describe_number(seen: Seen) -> list[Ground]:
    """Tell of a number what speaks for one metric, form or role rather than another."""
    texts, at = seen.words.texts, seen.words.places[seen.at]
    padded = [NOTHING] * 4 + texts + [NOTHING] * 4
    back3, back2, back, ahead, ahead2, ahead3 = (padded[at + 4 + step] for step in (-3, -2, -1, 1, 2, 3))
    quantity, frame, vocabulary = seen.quantity, seen.frame, seen.vocabulary
    kind, metric = quantity.kind, name_known(frame.metric, vocabulary)
    grounds: list[Ground] = [
        ("any",), ("unit", quantity.unit), ("kind", kind), ("size", measure_size(quantity)),
        ("rule", frame.rule), ("read form", frame.form), ("role", seen.role.rule), ("read metric", metric),
        ("read metric by", metric, frame.rule),
        ("word -4", padded[at]), ("word -3", back3), ("word -2", back2), ("word -1", back),
        ("word 1", ahead), ("word 2", ahead2), ("word 3", ahead3),
        ("words -2 -1", back2, back), ("words -3 -2", back3, back2), ("words 1 2", ahead, ahead2), ("words 2 3", ahead2, ahead3),
        ("words around", back, ahead), ("word after kind", ahead, kind),
    ]  # fmt: skip
    before = dict.fromkeys(_cut_at(texts[max(0, at - _BAG) : at][::-1], (";",)))
    after = dict.fromkeys(_cut_at(texts[at + 1 : at + 1 + _BAG], (";", ".")))
    grounds += [("before", word) for word in before if _IS_WORD[word]]
    grounds += [("after", word) for word in after if _IS_WORD[word]]
    grounds += [("told before", name) for name in seen.told]
    grounds += _describe_neighbours(seen, kind)
    return grounds


_IS_WORD = Remembered(lambda text: text.isalpha() or len(text) > 1)


def _cut_at(texts: list[str], ends: tuple[str, ...]) -> list[str]:
    """The words up to the first sign that ends a clause."""
    return texts[: next((place for place, text in enumerate(texts) if text in ends), len(texts))]


def _describe_neighbours(seen: Seen, kind: str) -> list[Ground]:
    """Tell of the numbers beside a number what the rules made of them."""
    index, frames, quantities = seen.at, seen.frames, seen.parsed.quantities
    low, high = seen.parsed.groups[index]
    grounds: list[Ground] = [("in a list of", str(min(high - low, 4)))]
    if index:
        alike = "alike" if quantities[index - 1].kind == kind else "unlike"
        last = frames[index - 1]
        grounds += [("number before", name_known(last.metric, seen.vocabulary), alike), ("form before", last.form, alike)]
    if index + 1 < len(frames):
        alike = "alike" if quantities[index + 1].kind == kind else "unlike"
        grounds.append(("number after", name_known(frames[index + 1].metric, seen.vocabulary), alike))
    return grounds


def describe_offered(seen: Seen, offered: Offered, concept: str, concepts: tuple[str, ...]) -> list[Ground]:
    """Tell of a metric that a number may be of what speaks for and against it.

    `concept` is the metric in whatever spelling, and `concepts` are those that the rules read of the numbers of the sentence.
    """
    frame, kind, term = seen.frame, seen.quantity.kind, seen.vocabulary.metrics.get(offered.name)
    known = "known" if term else "phrase"
    rule = frame.rule
    grounds: list[Ground] = [(known,)]
    if offered.is_rules:
        back = seen.words.texts[seen.words.places[seen.at] - 1] if seen.words.places[seen.at] else NOTHING
        grounds += [
            ("rules",), ("rules by", rule), ("rules by for", rule, kind), ("rules by known", rule, known),
            ("rules by after", rule, back),
            ("rules say", concept or "other"), ("rules say by", concept or "other", rule), ("rules role", seen.role.rule),
        ]  # fmt: skip
    else:
        grounds.append(("against", rule))
        if concept and concept == concepts[seen.at]:
            grounds.append(("as the rules say",))
    if term:
        fits = "fits" if kind in term.units else "odd"
        grounds += [(fits,), (fits, kind)]
    grounds += _describe_carried(seen, offered, concept, concepts, kind)
    if offered.first < 0:
        grounds += [("not named",), ("not named", known)]
    else:
        grounds += _describe_place(seen, offered, known, kind)
    return grounds


def _describe_carried(seen: Seen, offered: Offered, concept: str, concepts: tuple[str, ...], kind: str) -> list[Ground]:
    """Tell whether the numbers beside are of the same metric, and how they are tied to this one."""
    grounds: list[Ground] = []
    index, quantities, words = seen.at, seen.parsed.quantities, seen.words
    name = concept or offered.name
    if index and concepts[index - 1]:
        alike = "alike" if quantities[index - 1].kind == kind else "unlike"
        if concepts[index - 1] == name:
            between = words.texts[words.places[index - 1] + 1 : words.places[index]]
            grounds += [
                ("as before", alike), ("as before", alike, _shape(between[-5:])), ("as before by", alike, seen.frame.rule),
                ("as before at", alike, _name_distance(len(between))),
            ]  # fmt: skip
        else:
            grounds.append(("other than before", alike))
    if index + 1 < len(concepts) and concepts[index + 1] == name:
        grounds.append(("as next", "alike" if quantities[index + 1].kind == kind else "unlike"))
    return grounds


def _describe_place(seen: Seen, offered: Offered, known: str, kind: str) -> list[Ground]:
    """Tell where a metric stands, what stands around it and between it and the number, and what its words look like."""
    texts, at = seen.words.texts, seen.words.places[seen.at]
    first, last = offered.first, offered.last
    side, low, high = ("b", last + 1, at) if last < at else ("a", at + 1, first)
    between = texts[low:high]
    far = _name_distance(measure_gap(at, first, last))
    numbers = _name_count(between)
    sign = ";" if ";" in between else "," if "," in between else "no"
    lead, follow = texts[first - 1] if first else NOTHING, texts[last + 1] if last + 1 < len(texts) else NOTHING
    head, size = texts[last], str(last - first + 1)
    beside = texts[at + 1] if at + 1 < len(texts) else NOTHING
    if side == "b":
        beside = texts[at - 1]
    shape = _shape(between[-5:] if side == "b" else between[:5])
    widest = "wide" if _SHAPES[lead] != _WORD or lead in LEADING else "cut"
    grounds: list[Ground] = [
        ("at", side, far), ("at", side, far, known), ("at for", side, far, kind), ("at by", side, far, seen.frame.rule),
        ("numbers between", side, numbers), ("signs between", side, sign), ("words", size, known), ("cut", widest, size),
        ("cut", widest, known), ("after it", follow), ("before it", lead), ("after it", follow, side), ("before it", lead, side),
        ("after it over", follow, numbers), ("beside the number", side, beside, far), ("head", head), ("head", head, side),
        ("head for", head, kind), ("first word", texts[first]), ("ending", head[-4:]), ("ending", head[-3:]),
        ("first ending", texts[first][-3:]), ("tie", side, shape), ("tie", side, shape, known), ("tie for", side, shape, kind),
    ]  # fmt: skip
    grounds += [("word between", side, word) for word in dict.fromkeys(between)]
    if len(between) <= 3:
        tie = " ".join(between)
        grounds += [("tied by", side, tie), ("tied by", side, tie, known)]
    written = seen.parsed.text[seen.words.starts[first] : seen.words.ends[last]]
    if not written.islower():
        grounds += [("capital",), ("capital", known)]
    if not head.isalpha():
        grounds.append(("signs in head",))
    grounds += _describe_names(seen, offered, side, known)
    return grounds


def _describe_names(seen: Seen, offered: Offered, side: str, known: str) -> list[Ground]:
    """Tell whether known metrics stand nearer to the number, or in the phrase itself."""
    words, quantity, names = seen.words, seen.quantity, seen.parsed.metrics
    start, end = words.starts[offered.first], words.ends[offered.last]
    low, high = (end + 1, quantity.start) if side == "b" else (quantity.end, start)
    nearer = sum([low <= name.start < high for name in names])
    inside = bool([name for name in names if start <= name.start and name.end <= end])
    return [("nearer ones", str(min(nearer, 2)), side, known), ("holds a known one" if inside else "holds none", known)]


def _shape(texts: list[str]) -> str:
    """Words as what ties them: the small ones and the signs as they are, all others as `x`."""
    return " ".join([_SHAPES[text] for text in texts])


_WORD = "x"
_SHAPES = Remembered(lambda text: _WORD if CAN_NAME[text] else text)
_LENGTHS = ("0", "1", "2")


def _name_count(between: list[str]) -> str:
    """How many numbers stand among words, up to three."""
    count = sum([word[0] == "#" for word in between])
    return _LENGTHS[count] if count < len(_LENGTHS) else "3"


def _name_distance(words: int) -> str:
    return _DISTANCES[words] if words < len(_DISTANCES) else _FAR


def describe_form(seen: Seen, metric: str, concept: str) -> list[Ground]:
    """Tell what speaks for a form of a number of the chosen metric, beside what `describe_number` tells."""
    frame, kind, term = seen.frame, seen.quantity.kind, seen.vocabulary.metrics.get(metric)
    sort = "phrase" if term is None else "score" if "score" in term.units else "other"
    form, change = frame.form, frame.direction or "no"
    is_points = "point" in seen.parsed.text[seen.quantity.start : seen.quantity.end + 10]
    named = concept or "other"
    return [
        ("of", named), ("of read", named, form), ("of for", named, kind), ("sort read", sort, form), ("sort", sort, kind, form),
        ("change", change), ("change read", change, form, kind), ("change sort", change, sort, kind),
        ("effect", frame.effect or "no", form), ("kind read", kind, form),
        ("size read", kind, form, measure_size(seen.quantity)), ("points" if is_points else "no points", kind),
        ("metric kept" if metric == frame.metric else "metric changed", form),
    ]  # fmt: skip


def describe_role(seen: Seen) -> list[Ground]:
    """Tell what speaks for a number's being a result, beside what `describe_number` tells."""
    role, frame, quantity = seen.role, seen.frame, seen.quantity
    taken = "taken" if role.is_result else "dismissed"
    return [
        (taken,), ("role for", role.rule, quantity.kind), ("role by", role.rule, frame.rule),
        ("role in", role.rule, quantity.unit), (taken, frame.ground),
        ("hyphened" if quantity.hyphened else "apart", taken), ("scaled" if quantity.scaled else "plain", role.rule),
        ("numbers", str(min(len(seen.parsed.quantities), 6))), ("role size", role.rule, measure_size(quantity)),
    ]  # fmt: skip
