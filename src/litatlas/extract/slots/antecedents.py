"""Finds the data that an earlier sentence or the title names, where a number's own sentence points back or names none."""

import re
from collections.abc import Iterator, Sequence

from litatlas.extract.sentence.comparisons import find_comparisons
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.shapes import MODEL_SHAPED
from litatlas.extract.slots.offers import Offer, Place
from litatlas.extract.slots.relations import offer_names
from litatlas.extract.slots.workloads import find_datasets

_POINTS_BACK = re.compile(
    r"\b(?:these|those|both|all (?:two|three|four|five)|this|the same)\s(?:respective\s|new\s)?"
    r"(?:benchmarks?|datasets?|suites?|subsets?|testbed|test sets?|game)\b",
    re.IGNORECASE,
)
"""What points back to data that an earlier sentence names: `on these benchmarks`."""
_TITLED = re.compile(
    r"\s*(?P<name>[A-Z][\w+-]*[A-Z\d][\w+-]*):\s.*\b(?:[Bb]enchmark(?:ing)?|[Dd]ataset|[Tt]estbed|[Ll]eaderboard|[Cc]orpus)\b"
)
"""A title that presents data by its name: `LidBench: A Benchmark of Lids`."""


def find_own_benchmark(title: str) -> str | None:
    """Return the name of the data that a title presents; None where it presents none."""
    titled = _TITLED.match(title)
    return titled["name"] if titled and not MODEL_SHAPED.search(titled["name"]) else None


def refer_back(parsed: Parsed, index: int, earlier: Sequence[Parsed]) -> Offer | None:
    """Offer what the nearest of the `earlier` sentences that names data names, where a sentence points back to it.

    Of as many names as there are numbers in a list, each has its own.
    """
    if not _POINTS_BACK.search(parsed.text):
        return None
    for back, sentence in enumerate(reversed(earlier), 1):
        if places := find_datasets(sentence, find_comparisons(sentence.text, sentence.cues)):
            names = tuple(dict.fromkeys(place.name for place in places))
            first, last = parsed.groups[index]
            kept = (names[index - first],) if len(names) == last - first + 1 > 1 else names
            return Offer(kept, "antecedent", places[0].ground, places[0].start, places[-1].end, back=back)
    return None


def offer_datasets(
    parsed: Parsed, index: int, places: tuple[Place, ...], earlier: Sequence[Parsed], own_benchmark: str | None
) -> Iterator[Offer]:
    """Offer the data that a number may be on: first of its sentence, then of earlier ones, then what the title presents.

    `own_benchmark` is None where the number is nothing that a study of a benchmark finds.
    """
    yield from offer_names(parsed, index, places)
    if (offer := refer_back(parsed, index, earlier)) is not None:
        yield offer
    if own_benchmark is not None:
        yield Offer((own_benchmark,), "own-benchmark", "titled", 0, len(own_benchmark), back=1)
