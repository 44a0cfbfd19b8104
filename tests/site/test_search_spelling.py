"""Spellings of one word find the same papers, whichever of them a paper or a reader uses."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from litatlas.site.build import build
from tests.invented import Entry, make_review
from tests.serving import serve_site
from tests.site.conftest import OpenPage

pytestmark = pytest.mark.browser

ENTRIES = (
    Entry("Keeping a Nest Warm", "The EggCache stays full all winter. Storks on an NVIDIA A100 agree.", "May 3, 2024"),
    Entry("What Storks Carry", "An egg-cache holds eggs in 4-bit baskets, and egg caches are many.", "May 2, 2024"),
    Entry("Of Winters", "Where an egg cache is empty, storks fly south. QuickFlight is what they call it.", "May 1, 2024"),
    Entry("On Flying", "Quick flight needs 4bit feathers and 4 bit wings.", "Apr 3, 2024"),
    Entry("Of Eggs Alone", "An egg is round. A cache is square.", "Apr 2, 2024"),
    Entry("Of Nothing", "Snails carry houses.", "Apr 1, 2024"),
)
SPELLINGS = {
    "egg cache": ["egg cache", "Egg-Cache", "EggCache", "eggcache", "egg-caches", "EGG CACHES"],
    "quick flight": ["quick flight", "QuickFlight", "quick-flight", "quickflight"],
    "4bit": ["4bit", "4-bit", "4 bit"],
    "A100": ["A100", "a100", "NVIDIA A100", "nvidia a100"],
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a review of storks."""
    root = make_review(tmp_path_factory.mktemp("storks") / "review", ENTRIES, files={}, topics={})
    build(root)
    with serve_site(root / "site") as served:
        yield served


@pytest.mark.parametrize(("spellings", "number"), list(zip(SPELLINGS.values(), (4, 2, 2, 1), strict=True)), ids=SPELLINGS)
def test_all_spellings_of_a_word_find_the_same_papers(
    open_page: OpenPage, address: str, spellings: list[str], number: int
) -> None:
    page = open_page(f"{address}search/").page
    found = []
    for spelling in spellings:
        page.locator("#search input").fill(spelling)
        expect(page.locator("#status")).to_contain_text(f"“{spelling}”")
        found.append(page.locator("#hits h2").all_inner_texts())

    assert [len(titles) for titles in found] == [number] * len(spellings)
    assert all(titles == found[0] for titles in found)


def test_papers_that_write_the_words_together_stand_before_those_that_only_have_both(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}search/?q=egg+cache").page

    expect(page.locator("#hits h2").last).to_have_text("Of Eggs Alone")
