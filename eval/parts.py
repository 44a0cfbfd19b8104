"""How labelled papers are parted into those that rules are made on and those that nobody looks at meanwhile."""

from collections.abc import Iterable

from eval.labels import Labelled, hash_title

DEVELOPED_ON = 50
"""So many of the captures' papers, in the order of `hash_title`, are there to make rules on; the others confirm them."""
TAUGHT = 4
"""Papers that a judge of numbers learns from are parted by `hash_title` modulo this; the last part tells how sure it is."""
PARTS = 3
"""Labelled papers with texts are parted by `hash_title` modulo this; the last part is held back."""


def part_captures(labelled: Iterable[Labelled]) -> tuple[tuple[Labelled, ...], tuple[Labelled, ...]]:
    """Part the captures' papers: those to make rules on, and those that confirm them."""
    ordered = tuple(sorted(labelled, key=lambda paper: hash_title(paper.title)))
    return ordered[:DEVELOPED_ON], ordered[DEVELOPED_ON:]


def part_texts(labelled: Iterable[Labelled]) -> tuple[tuple[Labelled, ...], tuple[Labelled, ...]]:
    """Part the papers with texts: those to make rules on, and those that are held back."""
    return _part(labelled, PARTS)


def part_taught(labelled: Iterable[Labelled]) -> tuple[tuple[Labelled, ...], tuple[Labelled, ...]]:
    """Part the papers that a judge of numbers learns from: those to learn from, and those that tell how right it then is."""
    return _part(labelled, TAUGHT)


def _part(labelled: Iterable[Labelled], parts: int) -> tuple[tuple[Labelled, ...], tuple[Labelled, ...]]:
    """Part papers into the last of so many parts, by `hash_title`, and all others, which come first."""
    others: list[Labelled] = []
    last: list[Labelled] = []
    for paper in labelled:
        (last if hash_title(paper.title) % parts == parts - 1 else others).append(paper)
    return tuple(others), tuple(last)
