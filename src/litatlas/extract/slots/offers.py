"""What may fill a slot of a number, with what speaks for it: rules put offers in order, and the first is taken."""

from collections.abc import Iterable
from typing import NamedTuple

from litatlas.extract.slots.slot import NOTHING, Slot


class Place(NamedTuple):
    """A name at its place in a sentence."""

    start: int
    end: int
    name: str
    """What the row shows for it."""
    ground: str
    """The id of the rule by which these words are a name of their kind: `vocabulary`, `called`, `after-on`."""


class Offer(NamedTuple):
    """One way to fill a slot of a number."""

    values: tuple[str, ...]
    """As the row would show them; empty where the text says that there are none, or `flag` tells why not."""
    rule: str
    """The id of the rule by which they would hold for the number: `after`, `leads-clause`, `compared`."""
    ground: str
    """The id of the rule by which the words are names of the slot's kind at all; `vocabulary` where they are known."""
    start: int
    """In the sentence that they stand in, as `end`; both 0 where nothing stands anywhere."""
    end: int
    back: int = 0
    """How many sentences before the number's own they stand; the title is one of them."""
    flag: str | None = None
    """What keeps the slot empty although the text names something, in words."""
    is_passed_over: bool = False
    """Whether the rules never take it: it is there for another judge to choose among all that a sentence names."""

    def measure_distance(self, start: int, end: int) -> int:
        """Return the characters between the offer and a number from `start` to `end` of its sentence; 0 where they overlap."""
        return max(self.start - end, start - self.end, 0)


def offer_places(rule: str, places: Iterable[Place]) -> Offer | None:
    """Offer names by a rule; None where there is no name."""
    kept = tuple(places)
    if not kept:
        return None
    grounds = {place.ground for place in kept}
    return Offer(
        tuple(dict.fromkeys(place.name for place in kept)),
        rule,
        "vocabulary" if "vocabulary" in grounds else kept[0].ground,
        min(place.start for place in kept),
        max(place.end for place in kept),
    )


def take_first(offers: Iterable[Offer]) -> Slot:
    """Fill a slot with the first of the offers that the rules take; they come in the order of the rules."""
    for offer in offers:
        if not offer.is_passed_over:
            return Slot(offer.values, offer.rule, offer.flag)
    return NOTHING
