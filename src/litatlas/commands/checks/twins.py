"""Papers that look like one and stand as two: nearly the same title, or the same abstract under another one.

Only papers that share the beginning or the end of their titles are compared, so that the cost grows with their number and not
with its square.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from litatlas.errors import Fault, quote_start
from litatlas.model import Paper
from litatlas.read.merge import work_key
from litatlas.review.review import Review

_END = 10
"""By so many letters of their beginnings, or of their ends, titles are brought together."""
_PER_EDIT = 14
"""In so many letters one may be another, up to `_MOST`."""
_MOST = 3
_VERSION = re.compile(r"\d+|\b[ivx]{1,4}\b", re.IGNORECASE)
"""What tells a paper from the next one of a series."""


def find_near_twins(review: Review) -> tuple[Fault, ...]:
    """A warning for each paper that is probably another one of the review, at that with the later slug.

    merges.yml says of those that are two that they are, and so does a note of one that names the other's slug.
    """
    keys = {slug: work_key(paper.work.title) for slug, paper in review.papers.items()}
    pairs = dict.fromkeys(_find_same_abstracts(review.papers), "its abstract is that")
    pairs |= dict.fromkeys(_find_near_titles(review.papers, keys), "its title is nearly that")
    same = _gather((key, slug) for slug, key in keys.items())
    pairs |= dict.fromkeys(((block[0], later) for block in same for later in block[1:]), "its title is that")
    return tuple(
        Fault(
            f"content/papers/{later}.md",
            1,
            f"{what} of content/papers/{first}.md, {quote_start(review.papers[first].work.title.raw)}",
            f"run `litatlas merge {first} {later}`, with --different where they are two",
            "warning",
        )
        for (first, later), what in sorted(pairs.items())
        if not _are_told_apart(review, first, later)
    )


def measure_edits(first: str, second: str, most: int) -> int:
    """How many letters must be put in, taken out or replaced to make one text of the other; `most` + 1 where it is more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        start, end = max(1, row - most), min(len(second), row + most)
        line = [most + 1] * (len(second) + 1)
        line[0] = row
        for column in range(start, end + 1):
            same = before[column - 1] + (letter != second[column - 1])
            line[column] = min(same, before[column] + 1, line[column - 1] + 1)
        if min(line[max(0, start - 1) : end + 1]) > most:
            return most + 1
        before = line
    return min(before[-1], most + 1)


def _find_near_titles(papers: Mapping[str, Paper], keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    versions = {slug: sorted(_VERSION.findall(paper.work.title.raw.casefold())) for slug, paper in papers.items()}
    ends: tuple[Callable[[str], str], ...] = (lambda key: key[:_END], lambda key: key[-_END:])
    for cut in ends:
        for block in _gather((cut(keys[slug]), slug) for slug in papers if len(keys[slug]) >= _PER_EDIT):
            for first, later in _pair_by_length(block, keys):
                most = _allow(keys[first])
                if versions[first] == versions[later] and measure_edits(keys[first], keys[later], most) <= most:
                    yield min(first, later), max(first, later)


def _allow(key: str) -> int:
    return min(_MOST, len(key) // _PER_EDIT)


def _pair_by_length(block: Sequence[str], keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pairs of a block, the shorter title first, whose lengths leave it open that they are near."""
    ordered = sorted(block, key=lambda slug: (len(keys[slug]), slug))
    for number, first in enumerate(ordered):
        for later in ordered[number + 1 :]:
            if len(keys[later]) - len(keys[first]) > _allow(keys[first]):
                break
            yield first, later


def _find_same_abstracts(papers: Mapping[str, Paper]) -> Iterator[tuple[str, str]]:
    stated = ((paper.work.abstract_sha256, slug) for slug, paper in papers.items() if paper.work.abstract_sha256)
    for block in _gather(stated):
        yield from ((block[0], later) for later in block[1:])


def _gather(named: Iterable[tuple[str, str]]) -> Iterator[Sequence[str]]:
    """The slugs that share a name, in order, where several do."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for name, slug in named:
        blocks[name].append(slug)
    return (sorted(block) for block in blocks.values() if len(block) > 1)


def _are_told_apart(review: Review, first: str, later: str) -> bool:
    if review.merges.are_different(first, later):
        return True
    pairs = ((first, later), (later, first))
    return any(other in note.body.text for slug, other in pairs for note in review.notes.get(slug, ()))
