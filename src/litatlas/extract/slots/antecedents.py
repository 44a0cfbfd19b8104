"""Offers the data that a number may be on: those of its sentence that are its own, and what an earlier one or the title names."""

import re
from collections.abc import Iterator, Sequence

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.metric.words_after import find_known
from litatlas.extract.sentence.comparisons import find_comparisons
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.shapes import MODEL_SHAPED
from litatlas.extract.slots.each_own import find_each_own, find_tried_in
from litatlas.extract.slots.offers import Offer, Place
from litatlas.extract.slots.relations import offer_names
from litatlas.extract.slots.shared import find_shared
from litatlas.extract.slots.spots import find_run
from litatlas.extract.slots.told_on import find_bracketed, find_earlier, find_told_on, is_told_on
from litatlas.extract.slots.workloads import PLAIN, find_datasets

_DATA = ("benchmarks?", "datasets?", "suites?", "subsets?", "testbed", "test sets?", "game")
"""The nouns for data that are pointed back to."""
_SIGNS = tuple(noun.removesuffix("s?") for noun in _DATA)
_POINTING = ("these", "those", "both", "all ", "this", "the same")
"""What points, in lower case."""
_POINTS_BACK = re.compile(
    r"\b(?:these|those|both|all (?:two|three|four|five)|this|the same)\s(?:respective\s|new\s)?"
    rf"(?:{'|'.join(_DATA)})\b",
    re.IGNORECASE,
)
"""What points back to data that an earlier sentence names: `on these benchmarks`."""
_TITLED = re.compile(
    r"\s*(?P<name>[A-Z][\w+-]*[A-Z\d][\w+-]*):\s.*\b(?:[Bb]enchmark(?:ing)?|[Dd]ataset|[Tt]estbed|[Ll]eaderboard|[Cc]orpus)\b"
)
"""A title that presents data by its name: `LidBench: A Benchmark of Lids`."""


_SCORED_ON = re.compile(r"(?:\sscores?)?\s(?:on|in|of)\s(?:the\s)?")
"""What stands between a score and what it is told of: `recall on`."""


_OTHER_CLAUSE = re.compile(
    r";|\b(?:while(?!\s(?:using|requiring|needing|consuming|emitting)\b)|whereas|but)\b|\band\s(?:the|its|their|our)\b"
)
"""What parts a number from a score that is told of for itself; what goes `with` a score, `at` one or is used shares its data."""


_COSTS = ("rate", "time", "device time", "efficiency")
"""The kinds of unit of what a system takes for whatever it does, unless a task is told with it."""
_FAR = ("leads-sentence", "ends-clause")
"""The rules by which a task far from a number holds for it: `Tests on lid tying show a gain, at 30 tokens/s` is no rate of it."""


def find_own_benchmark(title: str) -> str | None:
    """Return the name of the data that a title presents; None where it presents none."""
    titled = _TITLED.match(title)
    return titled["name"] if titled and not MODEL_SHAPED.search(titled["name"]) else None


def refer_back(parsed: Parsed, index: int, earlier: Sequence[Parsed]) -> Offer | None:
    """Offer what the nearest of the `earlier` sentences that names data names, where a sentence points back to it.

    Of as many names as there are numbers in a list, each has its own.
    """
    if not earlier or not _may_point_back(parsed.text) or not _POINTS_BACK.search(parsed.text):
        return None
    for back, sentence in enumerate(reversed(earlier), 1):
        if places := find_datasets(sentence, find_comparisons(sentence.text, sentence.cues)):
            names = tuple(dict.fromkeys(place.name for place in places))
            first, last = parsed.groups[index]
            kept = (names[index - first],) if len(names) == last - first + 1 > 1 else names
            return Offer(kept, "antecedent", places[0].ground, places[0].start, places[-1].end, back=back)
    return None


def _may_point_back(text: str) -> bool:
    """Tell whether a sentence holds a noun for data and a word that points: quicker to find out than that it points back."""
    low = text.lower()
    return (any(map(low.__contains__, _SIGNS)) and any(map(low.__contains__, _POINTING))) or not text.isascii()


def offer_datasets(
    parsed: Parsed,
    index: int,
    places: tuple[Place, ...],
    frames: Sequence[Frame],
    earlier: Sequence[Parsed],
    own_benchmark: str | None,
    vocabulary: Vocabulary,
) -> Iterator[Offer]:
    """Offer the data that a number may be on: names of its sentence or of earlier ones, plain words, or what the title presents.

    `own_benchmark` is None where the number is nothing that a study of a benchmark finds.
    """
    own = places and tuple(set_apart(parsed, index, places, frames, vocabulary))
    if (bracketed := find_bracketed(parsed, index, own)) is not None:
        yield bracketed
    is_cost = frames[index].form == "absolute" and parsed.quantities[index].kind in _COSTS
    for named in offer_names(parsed, index, own):
        is_apart = is_cost and named.ground in PLAIN and named.rule in _FAR
        yield named._replace(is_passed_over=True) if is_apart else named
    if (shared := find_shared(parsed, index, own, frames, vocabulary)) is not None:
        yield shared
    if (offer := refer_back(parsed, index, earlier)) is not None:
        yield offer
    is_score = is_told_on(frames[index], vocabulary)
    for find in (find_told_on, find_each_own, find_tried_in) if is_score else ():
        if (told := find(parsed, index)) is not None:
            yield told
    if own_benchmark is not None:
        yield Offer((own_benchmark,), "own-benchmark", "titled", 0, len(own_benchmark), back=1)
    if is_score and (earlier_one := find_earlier(parsed, index, own)) is not None:
        yield earlier_one


def set_apart(
    parsed: Parsed, index: int, places: tuple[Place, ...], frames: Sequence[Frame], vocabulary: Vocabulary
) -> Iterator[Place]:
    """Keep the data that a number can be on: not what another score of its sentence alone is told of.

    `Our pump is 2x faster and its recall on FooBench is 91%`: the recall is on FooBench, the speed is not.
    """
    metric = frames[index].metric
    others = {frame.metric for frame in frames if frame.metric != metric}
    scores = [n for n in parsed.metrics if n.id in others and "score" in find_known(n, vocabulary).units] if others else []
    if not scores:
        yield from places
        return
    text = parsed.text
    quantity = parsed.quantities[index]
    taken = [
        place
        for place in places
        if _OTHER_CLAUSE.search(text, min(quantity.end, place.end), max(quantity.start, place.start))
        and any(_SCORED_ON.fullmatch(text, n.end, place.start) or text[place.end : n.start] == " " for n in scores)
    ]
    of_other = {place for first in taken for place in find_run(text, [p for p in places if p.start >= first.start])}
    yield from (place for place in places if place not in of_other)
