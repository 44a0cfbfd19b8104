"""Baselines that the review itself has papers of."""

from dataclasses import replace

from litatlas.baselines import find_system, index_systems, load_rules
from litatlas.model import Paper
from litatlas.text.repair import repair
from tests.compare.rows import PAPER


def paper(slug: str, title: str) -> Paper:
    return replace(PAPER, slug=slug, work=replace(PAPER.work, title=repair(title)))


def test_a_baseline_leads_to_the_paper_that_brings_it_in_its_own_version() -> None:
    papers = [paper("pond", "FlashPond: Quiet Kernels"), paper("pond-2", "FlashPond-2: Quieter Kernels"), paper("reed", "Reeds")]
    systems = index_systems(papers)

    def find(words: str) -> str:
        return find_system(words, load_rules(), systems)

    assert [find(words) for words in ("FlashPond", "vanilla FlashPond 2", "FlashPond-3", "Reeds", "ponds")] == [
        *("pond", "pond-2", "", "", ""),
    ]


def test_a_name_that_two_papers_have_leads_to_neither() -> None:
    assert index_systems([paper("one", "Heron: a"), paper("two", "heron: b"), paper("three", "HERON: c")]) == {}
