"""A number among the names of its sentence that may hold for it, and which names form one list."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.offers import Place

_LISTED = re.compile(
    r"(?:[^,;.()\w]|(?:and|or|on|the|as|well|with|&|both|an?|single|s|GPUs?|datasets?|benchmarks?|models?|one|two|eight|four)\b|,"
    r"|\([\w\s-]{1,20}\)|(?!(?:for|after|from|using|via|over|than|before|by)\s)[\w-]{1,12}\s(?=\Z)){0,12}"
)
_NEXT_GROUP = re.compile(r"[^()]{0,12}\)(?:,\s(?:and\s)?|\sand\s)(?:[\w-]+\s){1,4}\((?:e\.g\.,?\s|the\s)?")
"""What stands between names of which each group is told with its task: `tying (FooQA, BarQA) and folding (BazQA)`."""
HARD = re.compile(r";|\b(?:while|whereas|but)\b")
"""What parts the clauses of a sentence whatever they share."""
FAR = 400
"""Characters from a number within which a name can hold for it."""


class Spot(NamedTuple):
    """A number among the names of its sentence that may hold for it."""

    parsed: Parsed
    nth: int
    """The index of the number in its sentence."""
    places: tuple[Place, ...]
    first: int
    """The first and the last index of the list of numbers that it stands in."""
    last: int
    start: int
    """Where that list starts and ends."""
    end: int
    own: int
    """Where the number itself starts."""
    previous: int
    """Where the number before the list ends; 0 where there is none."""
    ahead: tuple[Place, ...]
    """The names after the list, as far as they can hold."""

    size: int
    """How many numbers the list has; one, where two are the ends of one change (`from 3% to 5%`)."""


def find_spot(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Spot:
    """Return where the quantity at `index` stands among the names of its sentence."""
    first, last = parsed.groups[index]
    size = last - first + 1
    if pair := parsed.quantities[index].pair:
        ends = [i for i, quantity in enumerate(parsed.quantities) if quantity.pair == pair]
        first, last, size = ends[0], ends[-1], 1
    start, end = parsed.quantities[first].start, parsed.quantities[last].end
    ahead = tuple(place for place in places if end <= place.start < end + FAR)
    previous = parsed.quantities[first - 1].end if first else 0
    return Spot(parsed, index, places, first, last, start, end, parsed.quantities[index].start, previous, ahead, size)


def is_stated(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether a number looks like a value that is reported, not a size or the memory of a device."""
    if quantity.kind == "bytes":
        return not any(0 <= quantity.start - name.end <= 8 or 0 <= name.start - quantity.end <= 2 for name in parsed.hardware)
    return quantity.kind != "count" and (quantity.kind != "bare" or "." in parsed.text[quantity.start : quantity.end])


def goes_on(text: str, end: int, start: int) -> bool:
    """Tell whether one list holds a name that ends at `end` and another that starts at `start`."""
    return bool(_LISTED.fullmatch(text[end:start][:60]) or _NEXT_GROUP.fullmatch(text, end, start))


def find_run(text: str, places: Sequence[Place]) -> list[Place]:
    """Keep the places that form one list with the first."""
    kept = list(places[:1])
    for place in places[1:]:
        if not goes_on(text, kept[-1].end, place.start):
            break
        kept.append(place)
    return kept


def extend_back(text: str, places: tuple[Place, ...], kept: list[Place]) -> list[Place]:
    """Add the names before those kept that stand in one list with them."""
    earlier = [p for p in places if kept and p.end <= kept[0].start]
    while earlier and goes_on(text, earlier[-1].end, kept[0].start):
        kept = [earlier.pop(), *kept]
    return kept
