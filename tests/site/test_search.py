"""The search page in a real browser: words, filters, the address, and where hits lead."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from litatlas.site.build import build
from tests.invented import Entry, make_review
from tests.serving import serve_site
from tests.site.conftest import OpenPage
from tests.site.tables import load_rows

pytestmark = pytest.mark.browser

READ_COUNTS = """boxes => boxes
  .filter(box => !box.parentElement.hidden)
  .map(box => [box.value, box.parentElement.lastChild.textContent])"""


def hit_titles(page: Page, number: int) -> list[str]:
    """The titles of the hits, the best one first, once there are so many."""
    expect(page.locator("#hits > li")).to_have_count(number)
    return page.locator("#hits h2").all_inner_texts()


def choose(page: Page, name: str, value: str) -> None:
    """Tick a filter's box. On a wide screen the filters stand open, without a heading, and come after the hits."""
    heading = page.locator("#facets:not([open]) > summary")
    if heading.is_visible():
        heading.click()
    page.locator(f'#filters input[name="{name}"][value="{value}"]').check()


def read_counts(page: Page, name: str) -> dict[str, str]:
    """The filter's values that are shown, with their counts, once they are there."""
    expect(page.locator("#filters label:not([hidden])").first).to_be_visible()
    return dict(page.locator(f'#filters input[name="{name}"]').evaluate_all(READ_COUNTS))


def test_a_word_of_a_title_finds_its_paper(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=kernels").page

    assert hit_titles(page, 1) == ["Heron: Sparse Kernels for Quiet Ponds"]


def test_a_paper_stands_before_those_that_only_mention_it(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=otter").page

    assert hit_titles(page, 2) == ["Otter Caches for Long Rivers", "Heron: Sparse Kernels for Quiet Ponds"]


def test_a_hit_leads_to_the_paper(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=badger").page
    hit_titles(page, 1)

    page.locator("#hits h2 a").click()

    expect(page.locator("h1")).to_have_text("Badger Digs Tunnels in Low Light")


def test_a_result_of_a_hit_leads_to_the_papers_results(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=badger").page
    hit_titles(page, 1)

    page.locator("#hits .chips a").first.click()

    expect(page).to_have_url(re.compile(r"/papers/badger-digs-tunnels-in-low-light/(index\.html)?#(results|r-)"))


@pytest.mark.parametrize(
    ("abstract", "told"),
    [
        ("Our HeronCut is up to 3.1x faster than full attention.", r"up to\s*3\.1\W+speed\s*over full attention\s*$"),
        ("Our HeronCut reaches a recall of 91% on PondQA.", r"^\s*91\W+recall\s*$"),
    ],
)
def test_a_result_of_a_hit_tells_its_metric_and_what_it_is_compared_with_if_anything(
    open_page: OpenPage, tmp_path: Path, abstract: str, told: str
) -> None:
    entries = (Entry("Heron: Quiet Ponds", abstract, "May 3, 2024"),)
    review = make_review(tmp_path / "review", entries, files={})
    build(review)
    with serve_site(review / "site") as address:
        page = open_page(f"{address}search/?q=heron").page

        expect(page.locator("#hits .chips li")).to_have_text(re.compile(told))


def test_a_word_of_an_abstract_is_shown_marked(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=dusk").page
    hit_titles(page, 1)

    expect(page.locator("#hits mark")).to_have_text(re.compile("dusk"))


def test_typing_searches_without_a_click(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/").page
    hit_titles(page, 5)

    page.locator("#search input").press_sequentially("tortoise")

    expect(page.locator("#status")).to_contain_text("“tortoise”")
    assert hit_titles(page, 1) == ["Hare: a 3.1x Speedup over Tortoise on Meadow Paths"]


def test_the_search_field_of_any_page_leads_to_the_hits(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/").page

    page.locator("header input[name=q]").fill("gardens")
    page.locator("header input[name=q]").press("Enter")

    assert hit_titles(page, 1) == ["What Moles Know of Gardens"]
    expect(page).to_have_url(re.compile(r"search/index\.html\?q=gardens"))


def test_no_word_lists_all_papers_the_newest_first(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/").page

    titles = hit_titles(page, 5)
    assert [title.split()[0].strip(":") for title in titles] == ["Heron", "Badger", "Hare", "Otter", "What"]


def test_an_unknown_word_says_that_nothing_was_found_and_what_to_try(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=xylophone").page

    expect(page.locator("#status")).to_contain_text("No paper for “xylophone”")
    expect(page.locator("#tips")).to_contain_text("fewer words")
    assert hit_titles(page, 0) == []


def test_a_misspelt_word_finds_the_nearest_and_says_so(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=tunels").page

    assert hit_titles(page, 1) == ["Badger Digs Tunnels in Low Light"]
    expect(page.locator("#status")).to_contain_text("No paper has “tunels”; the nearest is “tunnels”")


def test_words_that_no_paper_has_together_find_those_with_most_of_them_and_say_so(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=sparse+kernels+tortoise").page

    assert hit_titles(page, 1) == ["Heron: Sparse Kernels for Quiet Ponds"]
    expect(page.locator("#status")).to_contain_text("No paper has all of “sparse kernels tortoise”; showing 1 paper")


def test_the_start_of_a_word_finds_what_it_may_become(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=kern").page

    assert hit_titles(page, 1) == ["Heron: Sparse Kernels for Quiet Ponds"]


def test_words_that_say_nothing_find_all_papers_and_say_so(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=the+of").page

    assert len(hit_titles(page, 5)) == 5
    expect(page.locator("#status")).to_contain_text("says too little")


def test_each_filter_shows_how_many_papers_it_leaves(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/").page
    hit_titles(page, 5)

    assert read_counts(page, "topic") == {"Burrows": "2", "Ponds and herons": "2", "Rivers & streams": "1"}
    assert read_counts(page, "hardware") == {"NVIDIA A100": "2", "NVIDIA H100": "1"}
    assert read_counts(page, "year") == {"undated": "1", "2024": "3", "2023": "1"}


def test_a_filter_that_costs_much_waits_until_it_is_opened_or_a_link_names_it(open_page: OpenPage, tiny_address: str) -> None:
    def make_all_dear(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=re.sub(r"FREE = \w+", "FREE = 0", response.text()))

    watched = open_page("about:blank")
    page = watched.page
    page.route("**/search-form.js", make_all_dear)
    page.goto(f"{tiny_address}search/?year=2024")
    hit_titles(page, 3)
    assert read_counts(page, "year") == {"undated": "1", "2024": "3", "2023": "1"}
    assert [url for url in watched.requests if "facets/topic" in url] == []

    page.locator("#filters summary", has_text="Topic").click()
    expect(page.get_by_role("group", name="Topic").locator("input:visible")).to_have_count(2)
    assert read_counts(page, "topic") == {"Burrows": "1", "Ponds and herons": "2"}
    page.locator('#filters input[value="Ponds and herons"]').check()

    hit_titles(page, 2)
    assert watched.problems == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("topic", "Rivers & streams", {"Otter"}),
        ("hardware", "NVIDIA A100", {"Heron", "Badger"}),
        ("year", "2024", {"Heron", "Badger", "Hare"}),
        ("year", "undated", {"What"}),
        ("family", "NVIDIA Hopper", {"Otter"}),
        ("results", "none stated", {"What"}),
    ],
)
def test_a_filter_leaves_its_papers(open_page: OpenPage, tiny_address: str, name: str, value: str, words: set[str]) -> None:
    page = open_page(f"{tiny_address}search/").page
    hit_titles(page, 5)

    choose(page, name, value)

    assert {title.split()[0].strip(":") for title in hit_titles(page, len(words))} == words


def test_filters_of_two_kinds_narrow_each_other(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/").page
    hit_titles(page, 5)

    choose(page, "topic", "Ponds and herons")
    hit_titles(page, 2)
    choose(page, "hardware", "NVIDIA A100")

    assert hit_titles(page, 1) == ["Heron: Sparse Kernels for Quiet Ponds"]
    assert read_counts(page, "topic") == {"Ponds and herons": "1", "Burrows": "1"}


def test_hits_are_sorted_by_date_when_asked(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=otter").page
    hit_titles(page, 2)

    page.locator("#order").select_option("date")

    expect(page.locator("#hits h2").first).to_have_text("Heron: Sparse Kernels for Quiet Ponds")
    expect(page).to_have_url(re.compile(r"\?q=otter&sort=date$"))


def test_an_order_is_offered_where_there_is_a_choice(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=otter").page
    expect(page.get_by_label("Sort by")).to_be_visible()

    page.locator("#search input").fill("")

    expect(page.locator("#status")).to_contain_text("newest first")
    expect(page.get_by_label("Sort by")).to_be_hidden()


def test_nothing_is_to_be_sorted_where_the_search_does_not_run(open_page: OpenPage, tiny_address: str, tiny_review: Path) -> None:
    address = "search/index.html"
    for page in (
        open_page(f"{tiny_address}{address}", java_script_enabled=False).page,
        open_page((tiny_review / "site" / address).as_uri()).page,
    ):
        expect(page.locator("#search")).to_be_visible()
        expect(page.locator("#order")).to_be_hidden()


def test_arrows_walk_from_the_words_through_the_hits(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=otter").page
    hit_titles(page, 2)

    page.locator("#search input").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#hits h2 a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Heron: Sparse Kernels for Quiet Ponds")


def test_arrows_walk_through_the_pages_before_the_hits(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=a100").page
    hit_titles(page, 2)
    expect(page.locator("#answers a")).to_have_count(2)

    page.locator("#search input").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#hits h2 a").first).to_be_focused()
    page.keyboard.press("ArrowUp")

    expect(page.locator("#answers a").last).to_be_focused()


def test_two_years_add_up(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?year=2023").page
    hit_titles(page, 1)

    choose(page, "year", "2024")

    assert len(hit_titles(page, 4)) == 4


def test_the_address_holds_the_words_and_the_filters(open_page: OpenPage, tiny_address: str) -> None:
    first = open_page(f"{tiny_address}search/?q=speedup").page
    hit_titles(first, 4)
    choose(first, "hardware", "NVIDIA A100")
    titles = hit_titles(first, 2)
    expect(first).to_have_url(re.compile(r"\?q=speedup&hardware=NVIDIA\+A100$"))

    second = open_page(first.url).page

    assert hit_titles(second, 2) == titles
    expect(second.locator("#search input")).to_have_value("speedup")
    expect(second.locator('input[value="NVIDIA A100"]')).to_be_checked()


def test_back_and_forward_walk_through_the_searches(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=ponds").page
    hit_titles(page, 2)
    choose(page, "hardware", "NVIDIA A100")
    hit_titles(page, 1)

    page.go_back()
    assert len(hit_titles(page, 2)) == 2
    expect(page.locator('input[value="NVIDIA A100"]')).not_to_be_checked()

    page.go_forward()
    assert len(hit_titles(page, 1)) == 1
    expect(page.locator('input[value="NVIDIA A100"]')).to_be_checked()


def test_back_from_a_paper_returns_to_the_hits(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=ponds&year=2024").page
    titles = hit_titles(page, 2)
    page.locator("#hits h2 a").first.click()
    page.wait_for_url("**/papers/**")

    page.go_back()

    assert hit_titles(page, 2) == titles


def test_clearing_the_filters_keeps_the_words(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=ponds&hardware=NVIDIA+A100").page
    hit_titles(page, 1)

    page.locator("#clear").click()

    assert len(hit_titles(page, 2)) == 2
    expect(page).to_have_url(re.compile(r"\?q=ponds$"))


def test_a_filter_of_the_address_that_no_paper_has_finds_nothing_and_can_be_cleared(
    open_page: OpenPage, tiny_address: str
) -> None:
    page = open_page(f"{tiny_address}search/?topic=Unicorns&year=1900").page
    expect(page.locator("#status")).to_contain_text("No paper")

    page.locator("#clear").click()

    assert len(hit_titles(page, 5)) == 5


def test_the_page_of_what_is_asked_for_stands_above_the_papers(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=a100").page
    hit_titles(page, 2)
    expect(page.locator("#answers li").first).to_have_text(re.compile(r"^NVIDIA A100Device · 2 papers\d+ results? in a table$"))

    page.locator("#answers a").first.click()

    expect(page.locator("h1")).to_have_text("NVIDIA A100")


def test_its_table_is_offered_beside_it(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/?q=nvidia+a100").page

    page.locator("#answers a").nth(1).click()

    expect(page.locator("h1")).to_have_text("Results: NVIDIA A100")


@pytest.mark.parametrize("query", ["q=ponds+a100", "topic=Ponds+and+herons&hardware=NVIDIA+A100"])
def test_what_was_asked_for_leads_to_the_same_rows_in_the_explorer(open_page: OpenPage, tiny_address: str, query: str) -> None:
    page = open_page(f"{tiny_address}search/?{query}").page

    page.get_by_role("link", name="Results of Ponds and herons × NVIDIA A100 in one table").click()

    for name in ("Topic: Ponds and herons", "Hardware: NVIDIA A100"):
        expect(page.get_by_role("button", name=f"Remove the filter {name}")).to_be_visible()
    expect(page.locator(".view tbody td.v, .view tbody th.v").first).to_be_visible()


@pytest.mark.parametrize("query", ["year=undated", "family=NVIDIA+Ampere", "q=kernels&year=2024", "q=kernels"])
def test_no_rows_are_offered_where_they_would_not_be_the_same(open_page: OpenPage, tiny_address: str, query: str) -> None:
    page = open_page(f"{tiny_address}search/?{query}").page
    expect(page.locator("#hits > li").first).to_be_visible()

    expect(page.locator("#filters label:not([hidden])").first).to_be_visible()
    expect(page.locator("#answers")).to_be_hidden()


def test_search_works_below_a_sub_path(open_page: OpenPage, tiny_address_below: str) -> None:
    watched = open_page(f"{tiny_address_below}search/?q=kernels")
    hit_titles(watched.page, 1)

    watched.page.locator("#hits h2 a").click()

    expect(watched.page.locator("h1")).to_have_text("Heron: Sparse Kernels for Quiet Ponds")
    expect(watched.page).to_have_url(re.compile(f"^{re.escape(tiny_address_below)}papers/heron"))
    assert watched.problems == []


def test_an_empty_review_has_nothing_to_search_and_says_so(open_page: OpenPage, empty_review: Path) -> None:
    with serve_site(empty_review / "site") as address:
        watched = open_page(f"{address}search/?q=heron")

        expect(watched.page.locator("main")).to_contain_text("There is no paper to search yet")
        assert watched.problems == []


def test_more_hits_come_ten_at_a_time(open_page: OpenPage, many_review: Path) -> None:
    with serve_site(many_review / "site") as address:
        page = open_page(f"{address}search/?q=wading").page
        hit_titles(page, 10)
        expect(page.locator("#status")).to_contain_text("250 papers")

        page.locator("#more").click()

        assert len(set(hit_titles(page, 20))) == 20


@pytest.mark.captures
def test_the_words_of_a_captured_title_find_its_paper(open_page: OpenPage, captures_review: Path) -> None:
    papers = load_rows(captures_review / "site", "papers")
    with serve_site(captures_review / "site") as address:
        page = open_page(f"{address}search/").page
        hit_titles(page, 10)
        for paper in papers[::40]:
            page.locator("#search input").fill(paper["readable_title"])
            page.locator("#search button").click()

            expect(page.locator("#hits h2 a").first).to_have_attribute("href", re.compile(re.escape(paper["slug"])))
