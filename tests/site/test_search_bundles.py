"""Search over more papers than one bundle of the index holds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from litatlas.build import build
from litatlas.site.search import BUNDLE_SIZE
from tests.invented import write_files
from tests.serving import serve_site
from tests.site.conftest import OpenPage
from tests.site.test_search import choose, hit_titles

pytestmark = pytest.mark.browser

OLD = 60
"""Papers beyond the first bundle."""
PAGE = """---
title: "{title}"
date: "{date}"
topics: ["ponds"]
hardware: []
sources:
  - {{"file": "spring.txt", "line": {number}, "sha256": "ab", "states": ["title", "date"]}}
---
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of papers of 2024 that fill a bundle, and of some older ones; one paper of each has a word of its own."""
    root = tmp_path_factory.mktemp("bundles")
    pages = {"content/review.yml": "title: Many\n", "content/topics/ponds.md": "---\ntitle: Ponds\n---\n"}
    for number in range(1, BUNDLE_SIZE + OLD + 1):
        age, date = ("newt", "2024-05-03") if number <= BUNDLE_SIZE else ("toad", f"2023-01-{number % 28 + 1:02d}")
        name = {17: "Bartholomew", BUNDLE_SIZE + 17: "Clementine"}.get(number, f"number {number}")
        pages[f"content/papers/{age}-{number}.md"] = PAGE.format(title=f"The {age} {name}", date=date, number=number)
    write_files(root, pages)
    build(root)
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The address that the site is served at."""
    with serve_site(site) as served:
        yield served


@pytest.mark.parametrize(("word", "title"), [("bartholomew", "The newt Bartholomew"), ("clementine", "The toad Clementine")])
def test_words_are_found_in_every_bundle(open_page: OpenPage, address: str, word: str, title: str) -> None:
    page = open_page(f"{address}search/?q={word}").page

    assert hit_titles(page, 1) == [title]


def test_counts_are_those_of_all_bundles(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}search/").page

    expect(page.locator("#status")).to_contain_text(f"{BUNDLE_SIZE + OLD:,}")


def test_papers_without_words_asked_for_come_newest_first(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}search/").page

    assert all(title.startswith("The newt") for title in hit_titles(page, 20))


def test_a_filter_reaches_the_last_bundle(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}search/").page
    hit_titles(page, 20)

    choose(page, "year", "2023")

    expect(page.locator("#status")).to_have_text(f"{OLD} papers, newest first")
    assert all(title.startswith("The toad") for title in hit_titles(page, 20))


def test_later_bundles_hold_no_second_program(site: Path) -> None:
    assert list(site.glob("pagefind/2/*.pf_meta"))
    assert not list(site.glob("pagefind/2/*.js"))
    assert not list(site.glob("pagefind/2/wasm*"))
