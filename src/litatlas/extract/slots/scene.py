"""A sentence as the rules that find data sets and models look at it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.offers import Place

Range = tuple[int, int]
_LEADING = frozenset(
    "on in across for to from at of using over under averaged measured evaluated tested applied accelerate accelerating"
    " accelerated integrated quantize quantizing serving training running compress compressing".split()
)
"""The words behind which data, tasks and models are named, folded."""


class Scene(NamedTuple):
    """A sentence, and what of it names something else or is found already."""

    parsed: Parsed
    text: str
    """The sentence."""
    others: tuple[Range, ...]
    """Where what is named is of another kind: devices, metrics, known models; for models data sets too."""
    compared: tuple[Range, ...]
    """Where the sentence compares with something."""
    places: tuple[Place, ...]
    """The data sets that the rules before found."""
    leads: tuple[int, ...]
    """Where the words begin behind which names are looked for: they are found once for all patterns that begin with one."""

    def find_behind(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Find, as `finditer` does, the matches of a pattern that begins with one of these words."""
        end = 0
        for lead in self.leads:
            if lead >= end and (match := pattern.match(self.text, lead)):
                yield match
                end = match.end()


@dataclass(frozen=True, slots=True)
class Naming:
    """A rule by which words name a data set, a benchmark, a task or a model."""

    id: str
    says: str
    find: Callable[[Scene], Iterator[Place]]
    examples: tuple[tuple[str, str], ...]
    """Sentences with a number, and what it finds in them, items parted by `, `."""
    counterexamples: tuple[str, ...]
    """Sentences like them in which it finds nothing."""
    signs: tuple[str, ...] = ()
    """It finds nothing in a sentence that holds none of these, and is not asked; empty where it is asked of all."""
    is_free: bool = False
    """Whether a name may also stand where one of another kind does."""


def list_leads(parsed: Parsed) -> tuple[int, ...]:
    """List where the words begin in a sentence behind which names are looked for."""
    keys, edges = parsed.parts.keys, parsed.parts.edges
    return tuple(compress(edges[::2], map(_LEADING.__contains__, keys)))


def list_asked(namings: Iterable[Naming], text: str) -> Iterator[Naming]:
    """List the rules that may find something in a sentence, by their signs."""
    return (naming for naming in namings if not naming.signs or any(map(text.__contains__, naming.signs)))


def overlaps(span: Range, others: tuple[Range, ...] | list[Range]) -> bool:
    """Tell whether a piece of a sentence and one of others have a character in common."""
    return any(low < span[1] and span[0] < high for low, high in others)
