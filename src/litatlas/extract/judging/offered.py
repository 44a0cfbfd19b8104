"""Lists the metrics that a number may be of: what the rules chose, known ones of its sentence, its words, and the commonest."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from litatlas.extract.judging.words import Words
from litatlas.extract.lexicon.remembered import Remembered
from litatlas.extract.lexicon.terms import MEASURED, Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.record import record
from litatlas.extract.sentence.parsed import Parsed

_BACK, _AHEAD = 16, 14
"""Words before and after a number in which its metric is looked for."""
_LONGEST = 4
"""Words of the longest phrase that is offered."""
STOPS = frozenset(
    "a an the its their our his her this that these those each every any some no both all such one another what which"
    " whose of in on at by for from with to into over under than across through during via using per within without"
    " between among against about around as after before above below near toward towards while when where because since"
    " if although but and or nor not only just even also still yet then thus hence so up down out more less most least"
    " very much far further we it they he she i you us them who there here ours is are was were be been being has have"
    " had does do did can could may might will would should must achieves achieve achieving achieved reaches reaching"
    " reach outperforms outperforming outperform surpasses surpassing improves improving improve improved reduces"
    " reducing reduce reduced delivers delivering yields yielding provides providing obtains obtaining attains attaining"
    " increases increasing increased decreases enables enabling cuts cutting lowers lowering boosts boosting shows"
    " showing demonstrates demonstrating compared respectively higher lower better worse faster slower larger smaller"
    " fewer greater i.e e.g average".split()
)
"""Words that no phrase that names a metric has, and that tell how phrases and numbers are tied."""
CAN_NAME: Remembered[str, bool] = Remembered(lambda text: text not in STOPS and text[0].isalpha())
"""Whether a word may stand in a phrase that names a metric: small words and signs only tie phrases and numbers."""
CHANGES = frozenset(
    "improvement improvements gain gains reduction reductions increase increases decrease decreases drop drops boost"
    " saving savings degradation decline".split()
)
"""What happens to a metric, behind its name."""
_CALLED = CHANGES | {"metric", "metrics"}
"""What stands behind a metric's name and is no part of it: `gains in the FooIoU metric` are in FooIoU."""
LEADING = frozenset(
    "overall average mean new high highest low lowest good best excellent remarkable significant similar comparable"
    " competitive superior strong single total maximum max absolute relative additional state-of-the-art sota nearly"
    " approximately roughly".split()
)
"""Words before a metric's name that tell how much or how good."""


_NOWHERE = (-1, -1)
"""The place of a metric that the sentence does not name."""


@record
class Offered:
    """A metric that a number may be of."""

    name: str
    """As the row would show it."""
    first: int
    """The first and the last of its words, where the sentence names it nearest to the number; both -1 where it does not."""
    last: int
    is_rules: bool
    """Whether the rules chose it."""


def list_offered(parsed: Parsed, words: Words, index: int, frame: Frame, vocabulary: Vocabulary) -> list[Offered]:
    """List the metrics that the quantity at `index` may be of, by what its sentence names and the rules chose, each once.

    A known metric that cannot be stated in the quantity's unit is not offered: no accuracy is in GB.
    """
    at, kind = words.places[index], parsed.quantities[index].kind
    nearest = _find_nearest(_list_places(parsed, words, at), at)
    rules = (frame.metric or "").lower()
    if rules:
        nearest.setdefault(rules, _NOWHERE)
    offered = [Offered(name, *place, name == rules) for name, place in nearest.items()]
    return [one for one in offered if one.is_rules or _can_be(one.name, kind, vocabulary)]


def find_rules(parsed: Parsed, words: Words, index: int, frame: Frame) -> Offered | None:
    """Return what `list_offered` lists as the rules' metric for the quantity at `index`; None where they chose none."""
    if not frame.metric:
        return None
    rules, at = frame.metric.lower(), words.places[index]
    own = (place for place in _list_places(parsed, words, at, rules) if place[0] == rules)
    return Offered(rules, *_find_nearest(own, at).get(rules, _NOWHERE), is_rules=True)


def _find_nearest(places: Iterable[tuple[str, int, int]], at: int) -> dict[str, tuple[int, int]]:
    """The place of each name that is nearest to a number; of several as near, the first."""
    nearest: dict[str, tuple[int, int]] = {}
    for name, first, last in places:
        known = nearest.get(name)
        if known is None or measure_gap(at, first, last) < measure_gap(at, *known):
            nearest[name] = (first, last)
    return nearest


def list_offered_alone(names: Iterable[str], quantity: Quantity, vocabulary: Vocabulary) -> list[Offered]:
    """List metrics that nothing names as those that a number may be of."""
    return [Offered(name, -1, -1, is_rules=False) for name in names if _can_be(name, quantity.kind, vocabulary)]


def _can_be(name: str, kind: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a metric can be stated in a kind of unit: no accuracy is in GB."""
    if kind not in MEASURED:
        return True
    term = vocabulary.metrics.get(name)
    return term is None or kind in term.units


def measure_gap(at: int, first: int, last: int) -> int:
    """Return the words between a number and a phrase of its sentence."""
    return at - last - 1 if last < at else first - at - 1


def _list_places(parsed: Parsed, words: Words, at: int, ending: str = "") -> Iterator[tuple[str, int, int]]:
    """Every place of a metric or a phrase around a number: its name, and its first and last word.

    Where an `ending` is given, phrases whose last word it does not end with may be passed over.
    """
    for name in parsed.metrics:
        first = max(0, bisect_right(words.starts, name.start) - 1)
        last = max(first, bisect_left(words.starts, name.end) - 1)
        if not first <= at <= last:
            yield name.id, first, last
    yield from _list_phrases(parsed.text, words, max(0, at - _BACK), min(len(words.texts), at + _AHEAD), ending)


def _list_phrases(text: str, words: Words, low: int, high: int, ending: str) -> Iterator[tuple[str, int, int]]:
    """The ends of each run of words that a phrase can have; rates of a kind are one rate, as the rules name them."""
    texts = words.texts
    start = low
    while start < high:
        if not CAN_NAME[texts[start]]:
            start += 1
            continue
        end = start
        while end < high and CAN_NAME[texts[end]]:
            end += 1
        last = end - 1
        if last > start and texts[last] in _CALLED:
            last -= 1
        head = "rate" if texts[last] == "rates" else texts[last]
        lowest = max(start, last - _LONGEST + 1) if not ending or ending.endswith(head) else last + 1
        for first in range(last, lowest - 1, -1):
            if texts[first] in LEADING:
                if first == last:
                    continue
                break
            name = text[words.starts[first] : words.ends[last]].lower()
            yield name.removesuffix("s") if head == "rate" and first < last else name, first, last
        start = end
