"""What people paste or type of a paper beside words: identifiers, dates, names of authors, values."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from litatlas.commands.ingest import ingest
from litatlas.site.build import build
from tests.invented import make_review
from tests.serving import serve_site
from tests.site.conftest import OpenPage

pytestmark = pytest.mark.browser

WORKS = r"""
@article{a, title={Of Toads}, author={Han, Zerui and Song, Lin}, year={2023}, month={5},
  eprint={2305.07017}, archiveprefix={arXiv},
  abstract={Toads reach a 1.5x speedup over PondLM.}}
@article{b, title={A Song for Toads and Han Rivers: Song by Song}, author={Han, Zerui and Frog, Ada}, year={2024}, month={2},
  doi={10.1000/x}, abstract={Song after song; toads are silent in 10.1000 ponds with x.}}
@article{c, title={Of Newts}, author={Han, Song and Frog, Berta E.}, year={2024}, month={3}, doi={10.1000/x.12},
  abstract={Newts reach a 2.5$\times$ speedup over PondLM. In 1.5 ponds x newts live.}}
@article{d, title={Of Efts}, author={Eft, Cleo}, year={2023}, eprint={cs/0112017}, archiveprefix={arXiv}, abstract={Efts rest.}}
@article{e, title={Of Olms}, author={Olm, Dora}, year={2022}, eprint={2305.07018}, archiveprefix={arXiv}, abstract={Olms wait.}}
"""
PASTED = {
    "2305.07017": "Of Toads",
    "2305.07017v2": "Of Toads",
    "arXiv:2305.07017": "Of Toads",
    "arXiv: 2305.07017v3 [cs.CL]": "Of Toads",
    "ARXIV 2305.07017": "Of Toads",
    "https://arxiv.org/abs/2305.07017": "Of Toads",
    "https://arxiv.org/pdf/2305.07017v2": "Of Toads",
    "http://www.arxiv.org/pdf/2305.07017v2.pdf": "Of Toads",
    "arxiv.org/abs/2305.07017?context=cs": "Of Toads",
    "10.48550/arXiv.2305.07017": "Of Toads",
    "doi:10.48550/arXiv.2305.07017": "Of Toads",
    "https://doi.org/10.48550/arXiv.2305.07017": "Of Toads",
    "https://arxiv.org/abs/cs/0112017v1": "Of Efts",
    "10.1000/x": "A Song for Toads and Han Rivers: Song by Song",
    "doi:10.1000/x": "A Song for Toads and Han Rivers: Song by Song",
    "DOI 10.1000/X": "A Song for Toads and Han Rivers: Song by Song",
    "https://doi.org/10.1000/x": "A Song for Toads and Han Rivers: Song by Song",
    "dx.doi.org/10.1000/x": "A Song for Toads and Han Rivers: Song by Song",
    "https://publisher.example/doi/abs/10.1000/x.12": "Of Newts",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a review of toads and their like, whose works have identifiers and authors."""
    root = make_review(tmp_path_factory.mktemp("toads") / "review", (), files={}, topics={})
    listing: Path = root.with_name("toads.bib")
    listing.write_text(WORKS, encoding="utf-8")
    assert [str(fault) for fault in ingest(root, [listing], abstracts=True).faults] == []
    build(root)
    with serve_site(root / "site") as served:
        yield served


def ask(page: Page, query: str) -> list[str]:
    """The titles that a query finds, the best one first; the page must not complain of it."""
    page.locator("#search input").fill(query)
    expect(page.locator("#status")).to_have_text(re.compile(rf"^\d+ papers? for “{re.escape(query)}”$"))
    return page.locator("#hits h2").all_inner_texts()


def test_pasted_identifiers_find_exactly_their_paper(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}search/").page

    assert {query: ask(page, query) for query in PASTED} == {query: [title] for query, title in PASTED.items()}


@pytest.mark.parametrize("query", ["arXiv:2305.07019", "https://doi.org/10.1000/y"])
def test_an_identifier_that_no_paper_has_finds_none_that_is_nearly_the_same(
    open_page: OpenPage, address: str, query: str
) -> None:
    page = open_page(f"{address}search/").page

    page.locator("#search input").fill(query)

    expect(page.locator("#status")).to_have_text(f"No paper for “{query}”.")


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("2023", {"Of Toads", "Of Efts"}),
        ("2022", {"Of Olms"}),
        ("May 2023", {"Of Toads"}),
        ("february 2024", {"A Song for Toads and Han Rivers: Song by Song"}),
        ("Feb 2024", {"A Song for Toads and Han Rivers: Song by Song"}),
    ],
)
def test_years_and_months_find_the_papers_of_then(open_page: OpenPage, address: str, query: str, titles: set[str]) -> None:
    assert set(ask(open_page(f"{address}search/").page, query)) == titles


def test_papers_by_an_author_stand_before_those_whose_title_and_authors_have_the_names_words(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}search/").page

    titles = ask(page, "song han")

    assert titles[0] == "Of Newts"
    assert sorted(titles) == ["A Song for Toads and Han Rivers: Song by Song", "Of Newts", "Of Toads"]


def test_an_author_is_found_without_initials(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}search/").page

    assert ask(page, "Berta Frog") == ["Of Newts"]


@pytest.mark.parametrize("query", ["1.5x", "1.5×", "1.5 x", "1.5X"])
def test_a_value_is_found_as_tables_write_it_and_as_papers_do(open_page: OpenPage, address: str, query: str) -> None:
    assert ask(open_page(f"{address}search/").page, query) == ["Of Toads"]


def test_a_value_is_found_that_a_text_writes_as_a_formula(open_page: OpenPage, address: str) -> None:
    assert ask(open_page(f"{address}search/").page, "2.5×") == ["Of Newts"]


def test_a_year_finds_the_papers_that_its_filter_leaves(open_page: OpenPage, included_review: Path) -> None:
    with serve_site(included_review / "site") as served:
        page = open_page(f"{served}search/?year=2023").page
        expect(page.locator("#status")).to_contain_text("79 papers")

        page.goto(f"{served}search/?q=2023&year=2023")

        expect(page.locator("#status")).to_contain_text("79 papers")
