"""Files of the site that never come: pages ask for them once more instead of waiting for ever."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.conftest import Watched

pytestmark = pytest.mark.browser

PATIENCE = 8_000
"""Milliseconds that `search-files.js` waits for a file."""


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """An empty page in a context of its own, since the clock is one of a whole context."""
    context = browser.new_context()
    watched = Watched(context.new_page())
    watched.watch()
    watched.page.clock.install(time=0)
    yield watched
    context.close()


def open_in_silence(page: Page, address: str, silent: str) -> None:
    """Open a page while no request for these files is answered; later ones are, when the page's patience has passed."""
    held: list[Route] = []
    is_over = False

    def hold(route: Route) -> None:
        if is_over:
            route.continue_()
        else:
            held.append(route)

    page.route(silent, hold)
    with page.expect_request(silent):
        page.goto(address, wait_until="commit")
    if "/search/" in address:
        expect(page.get_by_role("status")).to_have_text("Loading the index…")
    is_over = True
    page.clock.fast_forward(PATIENCE)


@pytest.mark.parametrize("path", ["index.bin*", "terms/*", "cards/*"])
def test_a_search_whose_file_does_not_come_asks_for_it_again(watched: Watched, tiny_address: str, path: str) -> None:
    open_in_silence(watched.page, f"{tiny_address}search/?q=heron", f"**/search/data/{path}")

    expect(watched.page.locator("#hits h2").first).to_contain_text("Heron")
    assert watched.problems == []


@pytest.mark.parametrize("path", ["explorer.json", "explorer/*/*"])
def test_a_table_whose_file_does_not_come_asks_for_it_again(watched: Watched, tiny_address: str, path: str) -> None:
    open_in_silence(watched.page, f"{tiny_address}results/?hardware=NVIDIA+H100", f"**/data/{path}")

    expect(watched.page.locator(".view tbody tr").first).to_be_visible()
    assert watched.problems == []


def test_a_file_that_is_refused_is_told_at_once(watched: Watched, tiny_address: str) -> None:
    page = watched.page
    page.clock.pause_at(1)  # no patience ends
    page.route("**/search/data/index.bin*", lambda route: route.fulfill(status=503))
    page.goto(f"{tiny_address}search/?q=heron", wait_until="commit")

    expect(page.get_by_role("status")).to_contain_text("The search could not be loaded.")
