"""An index whose notes changed is, brought up to date, the one that would be packed of all texts as they are now."""

import random
from collections.abc import Mapping, Sequence

import pytest

from litatlas.site.search.amending import Amendment, amend_index
from litatlas.site.search.forms import Form
from litatlas.site.search.index import Passage, TermIndex
from litatlas.site.search.packing import Facet, pack_index

FORMS: Mapping[Form, str] = {("bd",): "bd =", ("bird", "dive"): "bd =", ("of",): "of =", ("open", "field"): "of ="}
FACETS = (Facet("topic", {"Odd": range(1, 120, 2)}), Facet("year", {"2024": range(120)}), Facet("hardware", {}))
SYLLABLES = [first + second for first in "bdfglmnprst" for second in ("a", "e", "i", "o", "un")]


def make_text(chance: random.Random, size: int, *, rare: bool = False) -> str:
    """Words of two syllables, among them such as are two words elsewhere, and acronyms with what they stand for."""
    words = []
    for _ in range(size):
        first, second = (chance.choice(SYLLABLES) for _ in range(2))
        third = chance.choice(SYLLABLES) * (1 + rare)
        words.append(chance.choice([first + second, f"{first}{second}{third}", f"{first}-{second}", "BD", "bird dive", "of"]))
    return " ".join(words) + "."


def pack_all(papers: Sequence[Passage], notes: Sequence[Sequence[Passage]]) -> dict[str, bytes]:
    index = TermIndex(FORMS)
    for paper, noted in zip(papers, notes, strict=True):
        index.add([paper], noted)
    cards = [(paper.text[:9], number, "2024", "Heron", ()) for number, paper in enumerate(papers)]
    return dict(pack_index(index.build_terms(), {}, FORMS, cards, FACETS, {"Odd": "odd"}))


@pytest.mark.parametrize("seed", range(3))
def test_an_amended_index_is_the_one_that_is_packed_of_all(seed: int) -> None:
    chance = random.Random(seed)
    papers = [Passage(make_text(chance, 60), 8) for _ in range(120)]
    notes: list[list[Passage]] = [[] for _ in papers]
    files = pack_all(papers, notes)
    assert len(files) > 6

    for size in (12, 900, 0, 40, 5, 0):
        numbers = chance.sample(range(len(papers)), 2)
        after = {number: [Passage(make_text(chance, size, rare=True), 1)] if size else [] for number in numbers}
        amendments = [Amendment(number, [papers[number]], notes[number], after[number]) for number in numbers]
        for number in numbers:
            notes[number] = after[number]

        amended = amend_index(files.__getitem__, amendments, FORMS)

        all_ = {path: amended.files.get(path, files.get(path, b"")) for path in amended.paths}
        assert all_ == pack_all(papers, notes)
        assert list(amended.paths) == [*pack_all(papers, notes)]
        files = all_
