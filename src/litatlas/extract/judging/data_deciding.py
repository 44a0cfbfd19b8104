"""Decides, by what was learned, which names are those of the data that a number is on, where rules see none."""

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from litatlas.extract.judging.data_grounds import Asked, describe_asked, describe_data
from litatlas.extract.judging.data_offered import Data
from litatlas.extract.judging.grounds import Ground
from litatlas.extract.judging.opinion import show, weigh
from litatlas.extract.judging.words import Words
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.sentence.parsed import Parsed

LEAST_NAMED = 60
"""What must speak at least for a name. By cross-validation less would bring half as much again on new papers, but lose on those
that rules were made on, whose readers name data more seldom."""


class Named(NamedTuple):
    """The data that were decided on."""

    names: tuple[str, ...]
    """In the order of the text, those of the sentence itself first; empty where none was."""
    reason: str = ""
    """What spoke most for the likeliest of them."""


def see_asked(parsed: Parsed, words: Words, at: int, frame: Frame, metric: str, vocabulary: Vocabulary) -> Asked:
    """See a number as it is asked of its data; `metric` is its metric by the spelling that has weights."""
    term = vocabulary.metrics.get(frame.metric or "")
    return Asked(parsed, at, words, frame, metric, is_score=term is not None and "score" in term.units)


def decide_data(asked: Asked, offered: Sequence[Data], taken: Container[str], weights: Mapping[Ground, int]) -> Named:
    """Decide which of the offered names are those of the number's data; none that is `taken`, as the name of something else."""
    if not weights or not offered:
        return Named(())
    shared = weigh(describe_asked(asked), weights)
    likely: list[tuple[int, int]] = []
    for place, data in enumerate(offered):
        score = shared + weigh(describe_data(asked, data), weights)
        if score > LEAST_NAMED and data.name not in taken:
            likely.append((-score, place))
    chosen: list[int] = []
    for _, place in sorted(likely):
        if not any(_overlap(offered[place], offered[other]) for other in chosen):
            chosen.append(place)
    if not chosen:
        return Named(())
    first = offered[chosen[0]]
    says = {ground: weights.get(ground, 0) for ground in describe_data(asked, first)}
    return Named(tuple(dict.fromkeys(offered[place].name for place in sorted(chosen))), f"on {first.name}: {show(says)}")


def _overlap(one: Data, other: Data) -> bool:
    return one.back == other.back and one.start < other.end and other.start < one.end
