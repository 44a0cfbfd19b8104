"""Tells of a name what speaks for its being that of the data that a number is on, where rules see none."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from litatlas.extract.judging.data_offered import Data
from litatlas.extract.judging.grounds import Ground
from litatlas.extract.judging.offered import STOPS
from litatlas.extract.judging.words import NOTHING, Words
from litatlas.extract.metric.frame import Frame
from litatlas.extract.sentence.parsed import Parsed

_DISTANCES = ("0", "1", "2", "3", "4", "6", "6", "9", "9", "9", "14", "14", "14", "14", "14")
_FAR = "far"
_CONTRASTS = frozenset((";", "while", "whereas", "but"))
_WORD = re.compile(r"\w+")
_SHAPES = ((re.compile(r"\d"), "0"), (re.compile("[A-Z]"), "A"), (re.compile("[a-z]"), "a"), (re.compile(r"(.)\1+"), r"\1"))


class Asked(NamedTuple):
    """A number whose data are asked for."""

    parsed: Parsed
    at: int
    """Which of the sentence's numbers it is."""
    words: Words
    """The words of its sentence."""
    frame: Frame
    metric: str
    """Its metric, by the spelling that has weights."""
    is_score: bool
    """Whether that can be a score."""


def describe_asked(asked: Asked) -> list[Ground]:
    """Tell of a number what speaks for its being on data that are named at all."""
    quantity, form = asked.parsed.quantities[asked.at], asked.frame.form
    texts, at = asked.words.texts, asked.words.places[asked.at]
    low, high = asked.parsed.groups[asked.at]
    return [
        ("any",), ("metric", asked.metric), ("kind", quantity.kind), ("form", form),
        ("kind form", quantity.kind, form, "score" if asked.is_score else "other"),
        ("numbers", str(min(len(asked.parsed.quantities), 5))), ("in a list of", str(min(high - low, 3))),
        ("word 1", texts[at + 1] if at + 1 < len(texts) else NOTHING), ("word -1", texts[at - 1] if at else NOTHING),
    ]  # fmt: skip


def describe_data(asked: Asked, data: Data) -> list[Ground]:
    """Tell of a name what speaks for its being that of the number's data."""
    name, kind, low = data.name, data.kind, data.name.lower()
    words = _WORD.findall(low)
    shape = name
    for pattern, sign in _SHAPES:
        shape = pattern.sub(sign, shape)
    score = "score" if asked.is_score else "other"
    quantity = asked.parsed.quantities[asked.at]
    grounds: list[Ground] = [
        ("by", kind), ("back", str(data.back)), ("by back", kind, str(data.back)), ("head", words[-1] if words else ""),
        ("ending", low[-3:]), ("ending", low[-4:]), ("length", str(min(len(words), 5))), ("shape", shape[:8]), ("name", low),
        ("by for", kind, score, asked.frame.form), ("of", asked.metric, quantity.kind, kind),
    ]  # fmt: skip
    grounds += _describe_around(data)
    if data.back == 0:
        grounds += _describe_way(asked, data)
    return grounds


def _describe_around(data: Data) -> list[Ground]:
    """Tell what stands beside a name, and what else its words name."""
    texts, first, last, kind = data.words.texts, data.first, data.last, data.kind
    before, before2, before3 = (texts[first - step] if first >= step else NOTHING for step in (1, 2, 3))
    after, after2 = (texts[last + step] if last + step < len(texts) else NOTHING for step in (1, 2))
    parsed = data.parsed
    named = (("data", parsed.datasets), ("device", parsed.hardware), ("model", parsed.models), ("metric", parsed.metrics))
    also = " ".join(sort for sort, names in named if any(n.start < data.end and data.start < n.end for n in names))
    return [
        ("before", before), ("after", after), ("before 2", before2, before), ("after 2", after, after2),
        ("around", before, after), ("before by", before, kind), ("after by", after, kind),
        ("before back", before, str(data.back)),
        ("shape before", _shape((before3, before2, before))), ("is", also), ("is by", also, kind),
    ]  # fmt: skip


def _describe_way(asked: Asked, data: Data) -> list[Ground]:
    """Tell what stands between a name and the number."""
    texts, at, kind = asked.words.texts, asked.words.places[asked.at], data.kind
    side, between = ("b", texts[data.last + 1 : at]) if data.last < at else ("a", texts[at + 1 : data.first])
    far = _DISTANCES[len(between)] if len(between) < len(_DISTANCES) else _FAR
    numbers = str(min(sum([word[0] == "#" for word in between]), 3))
    before = texts[data.first - 1] if data.first else NOTHING
    contrast = "parted" if not _CONTRASTS.isdisjoint(between) else "joined"
    grounds: list[Ground] = [
        ("at", side, far), ("at by", side, far, kind), ("numbers between", side, numbers), ("numbers by", side, numbers, kind),
        ("numbers before", side, numbers, before), ("tie", side, _shape(between[-5:] if side == "b" else between[:5])),
        (contrast, side),
    ]  # fmt: skip
    small = dict.fromkeys(word for word in between if word in STOPS or not word[0].isalpha())
    grounds += [("between", side, word) for word in small]
    if len(between) <= 2:
        grounds.append(("tied by", side, " ".join(between)))
    return grounds


def _shape(texts: Sequence[str]) -> str:
    """Words as what ties them: the small ones and the signs as they are, all others as `x`."""
    return " ".join([text if text in STOPS or not text[0].isalpha() else "x" for text in texts])
