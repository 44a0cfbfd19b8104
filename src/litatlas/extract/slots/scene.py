"""A sentence as the rules that find data sets and models look at it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.offers import Place

Range = tuple[int, int]


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


def list_asked(namings: Iterable[Naming], text: str) -> Iterator[Naming]:
    """List the rules that may find something in a sentence, by their signs."""
    return (naming for naming in namings if not naming.signs or any(map(text.__contains__, naming.signs)))


def overlaps(span: Range, others: tuple[Range, ...] | list[Range]) -> bool:
    """Tell whether a piece of a sentence and one of others have a character in common."""
    return any(low < span[1] and span[0] < high for low, high in others)
