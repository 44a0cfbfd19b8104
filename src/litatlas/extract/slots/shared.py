"""Finds what a score is on that is told of again: `reaches 91% accuracy on FooBench, a gain of 3% accuracy over Foo`."""

import re
from collections.abc import Sequence

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.devices import is_score
from litatlas.extract.slots.offers import Offer, Place
from litatlas.extract.slots.relations import offer_names

_PARTS = re.compile(r";|\b(?:and|while|with|but)\b")
"""What parts two scores of which each has its own data."""


def find_shared(
    parsed: Parsed, index: int, places: tuple[Place, ...], frames: Sequence[Frame], vocabulary: Vocabulary
) -> Offer | None:
    """Offer what the score before is on that is of the same metric, where nothing parts them.

    `Our recall on FooBench rises from 88% to 91%, a gain of 3%`: the gain is on FooBench too.
    """
    metric = frames[index].metric
    if not places or not metric or not is_score(frames[index], vocabulary):
        return None
    for other in range(index - 1, -1, -1):
        if frames[other].metric == metric:
            offer = next((offer for offer in offer_names(parsed, other, places) if not offer.is_passed_over), None)
            if offer is None or not offer.values:
                return None
            start, end = max(offer.end, parsed.quantities[other].end), parsed.quantities[index].start
            return None if offer.start > end or _PARTS.search(parsed.text, start, end) else offer._replace(rule="shared")
    return None
