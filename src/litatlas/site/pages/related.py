"""Related papers: those that share the rarest traits."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import log
from sys import intern

from litatlas.model import Paper
from litatlas.site.atlas import Atlas
from litatlas.site.pages.rivals import RivalIndex
from litatlas.slots import SLOTS

RELATED = 3
"""How many related papers a page lists: a row of them."""
COMMON = 200
"""A trait that more papers have is too common to relate two: it would cost time and say little."""
_SEVERAL = 20
"""So many papers have a trait that it pays to look first whether they could come near by what is left."""
_ROUNDING = 1e-6
"""More than what sums of weights differ by when these are added in another order."""
_STOP_WORDS = frozenset(
    """
    a an and approach are as at be by efficient fast for framework from how in into is it its language large learning method model
    models network networks neural of on or our over than that the their this to toward towards using via we what when with
    without
    """.split()
)
"""Words that say nothing of what a paper is about."""
_WORD = re.compile(r"[^\W_]+")


class Relations:
    """What the papers of a review share.

    A shared trait counts by the logarithm of how rare it is. Traits are topics and pairs of them, devices, baselines, models,
    data sets, and the words of titles and pairs of them.
    """

    def __init__(self, atlas: Atlas, before: "Relations | None" = None) -> None:
        """What `before` knows of papers that are still the same is taken over."""
        self.rivals: RivalIndex = RivalIndex(atlas, before.rivals if before else None)
        """What others report over the same."""
        self._papers = atlas.groups.papers
        self._numbers: Mapping[str, int] = {paper.slug: number for number, paper in enumerate(self._papers)}
        total = len(self._papers)
        self._weights = {size: log(total / size) for size in range(2, min(COMMON, total) + 1)}
        """How much a trait counts that so many papers share; others do not."""
        if before and [*before._numbers] == [*self._numbers]:
            known = zip(before._papers, before._traits, self._papers, strict=True)
            self._traits: Sequence[Sequence[str]] = [had if old is new else _list_traits(new) for old, had, new in known]
            self._holders: Mapping[str, Sequence[int]] = _amend_holders(before._holders, before._traits, self._traits)
        else:
            recall = before.recall if before else lambda _: None
            self._traits = [recall(paper) or _list_traits(paper) for paper in self._papers]
            self._holders = _find_holders(self._traits)

    def recall(self, paper: Paper) -> Sequence[str] | None:
        """The traits of a paper, if it is one of these."""
        number = self._numbers.get(paper.slug)
        return self._traits[number] if number is not None and self._papers[number] is paper else None

    def find_nearest(self, slug: str) -> tuple[Paper, ...]:
        """The papers nearest to one, nearest first; none where nothing rare is shared."""
        number = self._numbers[slug]
        weights = {trait: weight for trait in self._traits[number] if (weight := self._weights.get(len(self._holders[trait])))}
        scores = self._weigh(self._list_candidates(number, weights), weights)
        near = sorted((-score, other) for other, score in scores.items())
        return tuple(self._papers[other] for _, other in near[:RELATED])

    def _weigh(self, numbers: Iterable[int], weights: Mapping[str, float]) -> dict[int, float]:
        """What papers' traits come to, added in one order on every Python: equal sums are equal to the last digit."""
        scores = dict.fromkeys(numbers, 0.0)
        for trait, weight in weights.items():  # in the order of traits
            for other in filter(scores.__contains__, self._holders[trait]):
                scores[other] += weight
        return scores

    def _list_candidates(self, number: int, weights: Mapping[str, float]) -> list[int]:
        """The papers among which those nearest to one are; `weights` are those of its traits.

        Its rarest traits are looked at first. When what is left weighs less than what some others have, nobody else comes near.
        """
        scores: dict[int, float] = {}
        known = scores.get
        rest, least = sum(weights.values()) + _ROUNDING, 0.0
        for trait in sorted(weights, key=weights.__getitem__, reverse=True):
            holders = self._holders[trait]
            if len(holders) > _SEVERAL and len(scores) > RELATED:
                least = sorted(scores.values())[-RELATED - 1]  # the paper itself is before them
                if rest < least:
                    break
            weight = weights[trait]
            for other in holders:
                scores[other] = known(other, 0.0) + weight
            rest -= weight
        return [other for other, score in scores.items() if score + rest >= least and other != number]


def _find_holders(traits: Sequence[Sequence[str]]) -> dict[str, list[int]]:
    """The numbers of the papers that have each trait."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(traits):
        for trait in own:
            holders[trait].append(number)
    return dict(holders)


def _amend_holders(
    holders: Mapping[str, Sequence[int]], before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]
) -> dict[str, Sequence[int]]:
    """The same after the traits of some papers have changed: who edits one waits for no more than that one."""
    amended = dict(holders)
    for number, (had, has) in enumerate(zip(before, after, strict=True)):
        if had is not has:
            for trait in {*had, *has}:
                others = [other for other in amended.get(trait, ()) if other != number]
                amended[trait] = sorted([*others, number]) if trait in has else others
    return amended


def _list_traits(paper: Paper) -> list[str]:
    words = [word for word in _words(paper.work.title.readable) if word not in _STOP_WORDS]
    extraction = paper.extraction
    traits = {f"word {word}" for word in words} | {f"words {first} {second}" for first, second in pairwise(words)}
    traits |= {f"topic {topic}" for topic in extraction.topics}
    traits |= {f"topics {first} {second}" for first, second in pairwise(sorted(extraction.topics))}
    traits |= {f"device {name}" for name in extraction.hardware}
    for result in extraction.results:
        traits |= {f"name {name.casefold()}" for slot in SLOTS if not slot.linked for name in slot.read(result)}
    return [*map(intern, sorted(traits))]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
