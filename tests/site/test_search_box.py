"""The search field in the header of every page, in a real browser: hits as one types, and what keys do."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from litatlas.site.templates import find_templates
from tests.serving import serve_site
from tests.site.conftest import OpenPage

pytestmark = pytest.mark.browser

FIELD = "form.find input"
HERON = "Heron: Sparse Kernels for Quiet Ponds"
IMPORT = re.compile(r'from "\./search-([\w-]+)\.js"')
"""The modules that a script needs before it runs."""


def type_words(page: Page, words: str) -> None:
    """Go to the field by its key, type, and wait for the hits of all the words, not only of the first letters."""
    page.keyboard.press("/")
    page.keyboard.type(words)
    expect(page.locator("#found-all")).to_have_attribute("href", re.compile(rf"\?q={re.escape(words)}$"))
    expect(page.locator("#found")).to_be_visible()


def list_needed(script: str) -> set[str]:
    """All modules that a script needs, also those that its modules need."""
    templates = find_templates()
    found, left = set[str](), [script]
    while left:
        needed = set(IMPORT.findall((templates / "assets" / left.pop()).read_text(encoding="utf-8"))) - found
        found |= needed
        left += [f"search-{name}.js" for name in needed]
    return found


@pytest.mark.parametrize(
    ("script", "loader", "names"),
    [
        ("search-field.js", "assets/search-box.js", r"const PARTS = \[([^]]+)\]"),
        ("search.js", "search.html", r"for name in \(([^)]+)\)"),
    ],
)
def test_all_modules_that_the_search_needs_are_fetched_at_once(script: str, loader: str, names: str) -> None:
    listed = re.search(names, (find_templates() / loader).read_text(encoding="utf-8"))

    assert listed
    assert set(re.findall(r'"([\w-]+)"', listed[1])) == list_needed(script)


@pytest.mark.parametrize(
    "path", ["", "topics/ponds/", "papers/heron-sparse-kernels-for-quiet-ponds/", "metrics/speed/", "404.html"]
)
def test_hits_stand_below_the_field_as_one_types(open_page: OpenPage, tiny_address_below: str, path: str) -> None:
    page = open_page(f"{tiny_address_below}{path}").page

    type_words(page, "kernels")

    expect(page.locator("#found .name")).to_have_text([HERON])
    expect(page.locator("#found [role=option]").last).to_have_text("The 1 paper found")


def test_nothing_of_the_index_is_loaded_before_it_is_asked_for(open_page: OpenPage, tiny_address: str) -> None:
    watched = open_page(f"{tiny_address}topics/ponds/")

    assert [url for url in watched.requests if "search/data" in url or "search-index" in url] == []
    type_words(watched.page, "otter")
    assert [url for url in watched.requests if "search/data" in url] != []
    assert watched.problems == []


def test_arrows_choose_and_enter_goes_to_the_paper(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address).page
    type_words(page, "otter")
    expect(page.locator("#found .name")).to_have_count(2)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#found [aria-selected=true]")
    expect(chosen).to_contain_text(HERON)
    expect(page.locator(FIELD)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text(HERON)


def test_the_page_of_what_one_types_stands_first(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address).page
    type_words(page, "a100")
    expect(page.locator("#found .name")).to_have_text(["NVIDIA A100", "NVIDIA A100: results", HERON, re.compile("Badger")])

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("NVIDIA A100")


def test_enter_without_a_choice_goes_to_the_search_page(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/").page
    type_words(page, "otter")

    page.keyboard.press("Enter")

    expect(page.locator("#hits > li")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"search/index\.html\?q=otter$"))


def test_the_last_choice_leads_to_all_hits(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/").page
    type_words(page, "otter")

    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(page.locator("#hits > li")).to_have_count(2)


def test_a_click_on_a_hit_goes_to_the_paper(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address).page
    type_words(page, "badger")

    page.locator("#found [role=option]").first.click()

    expect(page.locator("h1")).to_have_text("Badger Digs Tunnels in Low Light")


def test_escape_closes_the_hits_and_then_empties_the_field(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address).page
    type_words(page, "otter")

    page.keyboard.press("Escape")
    expect(page.locator("#found")).to_be_hidden()
    expect(page.locator(FIELD)).to_have_attribute("aria-expanded", "false")
    expect(page.locator(FIELD)).to_have_value("otter")

    page.keyboard.press("Escape")
    expect(page.locator(FIELD)).to_have_value("")


def test_leaving_the_field_closes_the_hits(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address).page
    type_words(page, "otter")

    page.keyboard.press("Tab")

    expect(page.locator("#found")).to_be_hidden()


def test_the_key_types_a_slash_where_one_is_typing(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address).page
    page.keyboard.press("/")

    page.keyboard.type("a/b")

    expect(page.locator(FIELD)).to_have_value("a/b")


def test_words_that_nothing_has_lead_to_what_to_try(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/").page
    type_words(page, "xylophone")

    expect(page.locator("#found [role=option]")).to_have_text(["No paper found: what to try"])
    page.locator("#found [role=option]").click()

    expect(page.locator("#tips")).to_be_visible()


def test_hits_are_found_below_a_sub_path(open_page: OpenPage, tiny_address_below: str) -> None:
    watched = open_page(f"{tiny_address_below}topics/ponds/index.html")
    type_words(watched.page, "kernels")

    watched.page.locator("#found [role=option]").first.click()

    expect(watched.page.locator("h1")).to_have_text(HERON)
    assert watched.problems == []


def test_from_the_disk_the_field_is_a_plain_form(open_page: OpenPage, tiny_review: Path) -> None:
    watched = open_page((tiny_review / "site/topics/ponds/index.html").as_uri())
    watched.page.keyboard.press("/")
    watched.page.keyboard.type("kernels")

    watched.page.keyboard.press("Enter")

    expect(watched.page.locator("#status")).to_contain_text("needs JavaScript and a web server")
    expect(watched.page.locator("#status code")).to_have_text("litatlas serve")
    expect(watched.page.locator("#status")).not_to_have_class("late")  # it is said at once


def test_a_facet_of_a_list_leaves_what_both_groups_share(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/").page

    page.locator(".facets").get_by_role("link", name="NVIDIA A100").click()

    expect(page.locator("#hits h2")).to_have_text([HERON])
    expect(page.locator('input[value="Ponds and herons"]')).to_be_checked()
    expect(page.locator('input[value="NVIDIA A100"]')).to_be_checked()


@pytest.mark.parametrize(("path", "first"), [("topics/ponds/", "Hardware"), ("hardware/nvidia-a100/", "Topics")])
def test_facets_begin_with_another_kind_of_group(open_page: OpenPage, tiny_address: str, path: str, first: str) -> None:
    page = open_page(f"{tiny_address}{path}").page

    expect(page.locator(".facets h2").first).to_have_text(first)


def test_a_facet_of_a_metric_leaves_the_results_that_the_list_has_in_it(open_page: OpenPage, many_review: Path) -> None:
    with serve_site(many_review / "site") as address:
        page = open_page(f"{address}hardware/nvidia-a100/").page

        page.locator(".facets").get_by_role("link", name="speed").click()

        expect(page.locator("h1")).to_have_text("Results: NVIDIA A100")
        expect(page.get_by_role("button", name="Remove the filter Metric: speed")).to_be_visible()


def test_without_javascript_a_facet_leads_to_the_other_group(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/", java_script_enabled=False).page

    page.locator(".facets").get_by_role("link", name="NVIDIA A100").click()

    expect(page.locator("h1")).to_have_text("NVIDIA A100")
