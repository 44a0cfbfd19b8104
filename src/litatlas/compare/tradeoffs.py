"""Trade-offs: where quality is stated beside speed or memory, each of the same thing, so that both can be read at once.

A point is one thing with both values: one row of each, of one paper and of its own or one other system, that name each other
(`94% accuracy` of a row in `3.29 seconds`, and the other way round) or are alone and share a condition. Points stand beside each
other only where the conditions that are not what is traded are the same: within a paper what it says of all of them, across
papers all that a ranked band needs.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

from litatlas.compare.agreement import COMPARING_FORMS, Sameness, Traits, find_hindrance, list_needed, read_stated
from litatlas.compare.units import convert, find_base
from litatlas.extract.lexicon.terms import MetricTerm
from litatlas.model import Result
from litatlas.review.groups import Reported
from litatlas.slots import SLOTS

FEWEST = 3
"""Of fewer points there is no trade-off to be seen."""
Side = Literal["quality", "cost"]

_SCORE, _NO_SCORES = "score", frozenset({"ratio", "bandwidth", "count"})
"""The kind of unit that quality is stated in, and kinds that what is no quality has besides: `compression ratio`."""
_COSTS = frozenset({"ratio", "rate", "time", "device time", "bytes"})
"""The kinds of units of speed and memory."""
_CONDITIONS = tuple(slot for slot in SLOTS if slot.comparing == "band")
"""What must be the same; a setting is what tells the things of one paper apart."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing, with what is stated of its quality and of its cost."""

    quality: Reported
    cost: Reported
    is_front: bool
    """Whether no other one of the trade-off is as good in both and better in one."""


@dataclass(frozen=True, slots=True)
class Tradeoff:
    """Things that may be compared in quality and cost at once."""

    points: tuple[Point, ...]
    """In the order of their cost, the smallest first."""
    rising: tuple[bool, bool]
    """Whether more is better: of quality, and of cost."""
    paper: str
    """The slug of the paper that all are of; empty where they are of several."""


@dataclass(frozen=True, slots=True)
class _Pair:
    quality: Reported
    cost: Reported

    @property
    def kinds(self) -> tuple[Hashable, ...]:
        """What axes the pair can stand on."""
        return *_name_kind(self.quality.result), *_name_kind(self.cost.result)


def find_side(term: MetricTerm | None) -> Side | None:
    """What a metric is in a trade-off; None where it is neither quality, speed nor memory, or which way is better depends."""
    if term is None or term.better is None:
        return None
    if _SCORE in term.units:
        return None if term.units & _NO_SCORES else "quality"
    return "cost" if term.units & _COSTS else None


def find_tradeoffs(
    reported: Iterable[Reported],
    find_term: Callable[[str], MetricTerm | None],
    know: Callable[[str], Traits],
    sameness: Sameness,
) -> tuple[Tradeoff, ...]:
    """All trade-offs of several points among results; those with the most points first."""
    own: defaultdict[Hashable, list[_Pair]] = defaultdict(list)
    shared: defaultdict[Hashable, list[_Pair]] = defaultdict(list)
    for pair in _list_pairs(reported, find_term):
        own[pair.quality.paper.slug, pair.kinds, _key_own(pair)].append(pair)
        if (key := _key_shared(pair, know, sameness)) is not None:
            shared[pair.kinds, key].append(pair)
    bands = [*own.values(), *map(_drop_twins, shared.values())]
    found = [tradeoff for pairs in bands if (tradeoff := _build(pairs, know))]
    return tuple(sorted(found, key=lambda each: -len(each.points)))


def read_value(result: Result) -> float:
    """Where a result stands on an axis: in the unit that its unit is compared in; a loss is below nothing."""
    value = convert(result.low, result.unit)
    return -value if result.form in COMPARING_FORMS and result.effect == "worse" else value


def _name_kind(result: Result) -> tuple[str, str, str]:
    return result.metric, result.form, find_base(result.unit)


def _list_pairs(reported: Iterable[Reported], find_term: Callable[[str], MetricTerm | None]) -> Iterator[_Pair]:
    """Rows of quality and of cost that are of one thing."""
    things: defaultdict[tuple[str, str], dict[Side, list[Reported]]] = defaultdict(lambda: {"quality": [], "cost": []})
    for item in reported:
        side = find_side(find_term(item.result.metric))
        if side and _is_sure(item.result):
            things[item.paper.slug, (item.result.subject or "").casefold()][side].append(item)
    for sides in things.values():
        alike: defaultdict[Hashable, list[_Pair]] = defaultdict(list)
        for quality, cost in product(sides["quality"], sides["cost"]):
            pair = _Pair(quality, cost)
            if _is_named(quality.result, cost.result) and _is_named(cost.result, quality.result):
                yield pair
            else:
                alike[pair.kinds].append(pair)
        # Where there are several rows of one kind, nothing says which belongs to which.
        yield from (pairs[0] for pairs in alike.values() if len(pairs) == 1 and _is_agreeing(pairs[0]))


def _is_sure(result: Result) -> bool:
    """Whether a row is one value of one thing that can be relied on."""
    is_told = result.form not in COMPARING_FORMS or result.effect is not None
    is_loss = result.form == "ratio" and result.effect == "worse"
    is_plain = result.bound in (None, "about") and result.low == result.high and not result.flags
    return is_plain and is_told and not is_loss and result.confidence != "low"


def _is_named(result: Result, by: Result) -> bool:
    """Whether a row's settings name the very value of the other one."""
    words = re.compile(rf"(?<![\w.]){re.escape(by.quote)}(?![\w%])")
    return any(words.search(text) for text in result.setting)


def _is_agreeing(pair: _Pair) -> bool:
    """Whether two rows stand in one sentence, or share what they state, and contradict each other in nothing."""
    quality, cost = pair.quality.result, pair.cost.result
    stated = [(set(slot.read(quality)), set(slot.read(cost))) for slot in _CONDITIONS]
    both = [(first, second) for first, second in stated if first and second]
    is_close = quality.context == cost.context and quality.context is not None
    return all(first == second for first, second in both) and (is_close or bool(both))


def _key_own(pair: _Pair) -> Hashable:
    """What must be the same for things of one paper: what rows state, and where they leave out something, their sentence."""
    return tuple(
        (slot.name, frozenset(slot.read(result))) if slot.read(result) else (slot.name, result.context)
        for result, slots in ((pair.quality.result, ("dataset",)), (pair.cost.result, ("hardware",)))
        for slot in _CONDITIONS
        if slot.name in slots or (slot.name == "baseline" and result.form in COMPARING_FORMS)
    )


def _key_shared(pair: _Pair, know: Callable[[str], Traits], sameness: Sameness) -> Hashable | None:
    """What must be the same for things of several papers: all that rows need to be ranked; None where one does not state it."""
    keys: list[Hashable] = []
    for item in (pair.quality, pair.cost):
        traits, form = know(item.result.metric), item.result.form
        (row,) = read_stated([item], list_needed(form, traits), sameness)
        if not row.is_complete or find_hindrance(row, form, traits):
            return None
        keys += [row.keys, row.bound]
    return tuple(keys)


def _drop_twins(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The pairs but those of a paper that has several: what tells them apart is not stated."""
    counts = Counter(pair.quality.paper.slug for pair in pairs)
    return [pair for pair in pairs if counts[pair.quality.paper.slug] == 1]


def _build(pairs: Sequence[_Pair], know: Callable[[str], Traits]) -> Tradeoff | None:
    """The trade-off of pairs that may be compared; None where they are too few."""
    placed = {(read_value(pair.quality.result), read_value(pair.cost.result)): pair for pair in reversed(pairs)}
    if len(placed) < FEWEST:
        return None
    sides = (pairs[0].quality.result, pairs[0].cost.result)
    rising = tuple(result.form in COMPARING_FORMS or know(result.metric).better == "higher" for result in sides)
    papers = {pair.quality.paper.slug for pair in pairs}
    graded = [tuple(value if up else -value for value, up in zip(values, rising, strict=True)) for values in placed]
    points = [
        Point(pair.quality, pair.cost, not any(_is_beaten(own, other) for other in graded))
        for pair, own in zip(placed.values(), graded, strict=True)
    ]
    points.sort(key=lambda point: (read_value(point.cost.result), read_value(point.quality.result)))
    return Tradeoff(tuple(points), (rising[0], rising[1]), papers.pop() if len(papers) == 1 else "")


def _is_beaten(own: Sequence[float], other: Sequence[float]) -> bool:
    return other != own and all(theirs >= mine for mine, theirs in zip(own, other, strict=True))
