"""Baselines that the review itself has papers of."""

from litatlas.baselines import find_system, find_unique, load_rules, name_system


def test_a_baseline_leads_to_the_paper_that_brings_it_in_its_own_version() -> None:
    titles = {"pond": "FlashPond: Quiet Kernels", "pond-2": "FlashPond-2: Quieter Kernels", "reed": "Reeds"}
    systems = find_unique({slug: name_system(title) for slug, title in titles.items()})

    def find(words: str) -> str:
        return find_system(words, load_rules(), systems)

    assert [find(words) for words in ("FlashPond", "vanilla FlashPond 2", "FlashPond-3", "Reeds", "ponds")] == [
        *("pond", "pond-2", "", "", ""),
    ]


def test_a_name_that_two_papers_have_leads_to_neither() -> None:
    assert find_unique({slug: name_system(f"{title}: Pond") for slug, title in {"a": "Heron", "b": "HERON"}.items()}) == {}
