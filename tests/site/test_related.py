"""Related papers: the nearest by what they share, whichever traits are looked at first."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import log

from hypothesis import given
from hypothesis import strategies as st

from litatlas.model import Paper
from litatlas.review.loading import load_review
from litatlas.site.atlas import build_atlas
from litatlas.site.pages.related import RELATED, Relations
from litatlas.text.repair import repair
from tests.compare.rows import PAPER, TINY

REVIEW = replace(load_review(TINY), notes={}, curation={})
COMMON, RARE = ("heron", "otter", "badger"), ("newt", "crane", "vole", "reed", "pond", "lily", "toad", "moss", "fern", "wren")
SMALL = st.lists(st.lists(st.sampled_from((*COMMON, *RARE)), min_size=1, max_size=5).map(tuple), min_size=2, max_size=9)
LARGE = st.lists(
    st.builds(
        lambda common, rare: (*sorted(common), *rare),
        st.sets(st.sampled_from(COMMON)),
        st.lists(st.sampled_from(RARE), max_size=3),
    ).filter(bool),
    min_size=45,
    max_size=60,
)
"""So many titles that some words are in too many to be looked at unasked, and some in few."""


def entitle(number: int, words: tuple[str, ...]) -> Paper:
    """A paper of which nothing is known but its title."""
    extraction = replace(PAPER.extraction, topics=(), topic_terms={}, hardware=(), results=())
    return replace(
        PAPER, slug=f"bird-{number:02}", work=replace(PAPER.work, title=repair(" ".join(words))), extraction=extraction
    )


def list_traits(words: tuple[str, ...]) -> list[str]:
    return sorted({f"word {word}" for word in words} | {f"words {first} {second}" for first, second in pairwise(words)})


@given(titles=SMALL | LARGE)
def test_the_nearest_papers_are_those_that_share_the_rarest_traits(titles: list[tuple[str, ...]]) -> None:
    named = {f"bird-{number:02}": words for number, words in enumerate(titles)}
    papers = {slug: entitle(number, words) for number, (slug, words) in enumerate(named.items())}
    atlas = build_atlas(replace(REVIEW, papers=papers), None)
    order = [paper.slug for paper in atlas.groups.papers]
    held = Counter(trait for words in titles for trait in list_traits(words))

    def weigh(one: str, other: str) -> float:
        shared = [trait for trait in list_traits(named[one]) if trait in list_traits(named[other])]
        return sum((log(len(titles) / held[trait]) for trait in shared), 0.0)

    relations = Relations(atlas)
    for slug in named:
        found = [paper.slug for paper in relations.find_nearest(slug)]
        scores = {other: weigh(slug, other) for other in order if other != slug}
        nearest = sorted((other for other in order if scores.get(other)), key=lambda other: -scores[other])[:RELATED]
        assert [round(scores[other], 9) for other in found] == [round(scores[other], 9) for other in nearest]
