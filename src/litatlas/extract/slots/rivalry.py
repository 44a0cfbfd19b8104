"""A number and what its sentence compares with, as the rules for baselines look at them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from litatlas.extract.sentence.comparisons import REACH, Comparison
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.rivals import read_items
from litatlas.extract.slots.offers import Offer
from litatlas.model import Form

OTHER_VERB = re.compile(r"\bwhile\b|,\s\w+ing\b")
"""What a clause begins with that tells of something else than who is beaten."""
AND_NEXT = r"(?:\s(?:points?|pp))?(?:\s(?:on|in|for)\s[^,;\d]{1,20}\d{0,4})?(?:,\s(?:and\s)?|\sand\s)"
"""The source of a pattern for what stands between a number and the next rival: `3% on lids and`."""


class Rivalry(NamedTuple):
    """A number and what its sentence compares with."""

    parsed: Parsed
    nth: int
    """The index of the number in its sentence."""
    form: Form
    """The number's: a change is compared where a value is not."""
    named: tuple[Comparison, ...]
    """All comparisons of the sentence."""
    comparisons: tuple[Comparison, ...]
    """Those that can be what the number is compared with."""
    start: int
    """Where the list of numbers that it stands in starts and ends."""
    end: int
    size: int
    """How many numbers the list has."""
    at: int
    """The number's own place in the list, from 0."""
    before: tuple[Comparison, ...]
    """What is compared with before the list, in the same item of an enumeration."""
    after: tuple[Comparison, ...]
    quoted: tuple[str, ...]
    """Whose the values are that the sentence sets beside the number's own."""


@dataclass(frozen=True, slots=True)
class BaselineRule:
    """A rule by which something is what a number is compared with."""

    id: str
    says: str
    find: Callable[[Rivalry], Offer | None]
    """Returns what it offers; None where it tells nothing, so that the next rule is asked."""
    examples: tuple[tuple[str, str], ...]
    """Sentences in which it fills a number's baseline, each with what it fills in, items parted by `, `."""
    counterexamples: tuple[str, ...]
    """Sentences like them in which it does not."""


def read_offer(rivalry: Rivalry, rule: str, start: int, end: int | None = None) -> Offer | None:
    """Offer what is read from `start` on, at most to `end`; None where there is nothing that can be compared with."""
    items, length = read_items(rivalry.parsed.text[start : min(start + REACH, end or start + REACH)])
    return Offer(items, rule, "beside", start, start + length) if items else None
