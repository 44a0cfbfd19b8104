"""Pages of every kind as axe-core judges them, and as the keyboard alone reaches them."""

from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.serving import serve_site
from tests.site.conftest import OpenPage, settle
from tests.site.kinds import find_kinds
from tests.site.quality.tools import Tools

pytestmark = pytest.mark.browser

SCREENS: dict[str, ViewportSize] = {"wide": {"width": 1280, "height": 900}, "narrow": {"width": 390, "height": 844}}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
RUN_AXE = """async (rules) => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await axe.run(document, { runOnly: rules ?? tags, resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => [id, html, failureSummary]));
}"""
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that light and dark make a difference to: they alone are asked again."""
LIST_STOPS = """() => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
  const open = { checkVisibilityCSS: true, visibilityProperty: true, contentVisibilityAuto: true };
  const stops = [...all].filter((found) => found.tabIndex >= 0 && !found.disabled && found.checkVisibility(open));
  stops.forEach((found, i) => (found.dataset.stop = i));
  return stops.length;
}"""
READ_STOP = """() => {
  const { activeElement: at } = document;
  const { outlineStyle, outlineWidth } = getComputedStyle(at);
  const marked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  const isControl = at.matches("a, button, input, select, summary");
  return at === document.body ? null : [Number(at.dataset.stop ?? -1), marked || !isControl, at.outerHTML];
}"""


@pytest.mark.thorough
def test_axe_finds_no_fault_on_a_page_of_any_kind_on_any_screen(
    open_page: OpenPage, tiny_review: Path, tiny_address_below: str, tools: Tools
) -> None:
    page = open_page(tiny_address_below).page

    assert find_faults(page, tools.axe, (f"{tiny_address_below}{path}" for path in find_kinds(tiny_review).values())) == []


@pytest.mark.thorough
def test_axe_finds_no_fault_on_further_pages(open_page: OpenPage, many_review: Path, tools: Tools) -> None:
    with serve_site(many_review / "site") as address:
        page = open_page(address).page
        paths = ("papers/page/2/", "new/page/2/", "metrics/speed/page/2/", "topics/ponds/results/page/2/")

        assert find_faults(page, tools.axe, (f"{address}{path}" for path in paths)) == []


def find_faults(page: Page, axe: str, addresses: Iterable[str]) -> list[tuple[str, ...]]:
    """What axe finds on pages, on each screen, and of their colours in light and dark."""
    faults: list[tuple[str, ...]] = []
    for address in addresses:
        page.goto(address)
        settle(page)
        page.evaluate(axe)
        for screen, scheme in product(SCREENS, SCHEMES):
            page.set_viewport_size(SCREENS[screen])
            page.emulate_media(color_scheme=scheme)
            rules = OF_COLOURS if scheme == "dark" else None
            faults += [(address, screen, scheme, *fault) for fault in page.evaluate(RUN_AXE, rules)]
    return faults


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_with_hits_below_the_search_field(
    open_page: OpenPage, tiny_address: str, tools: Tools, scheme: str
) -> None:
    page = open_page(f"{tiny_address}topics/ponds/", color_scheme=scheme).page
    page.keyboard.press("/")
    page.keyboard.type("otter")
    expect(page.locator("#found")).to_be_visible()
    page.keyboard.press("ArrowDown")

    page.evaluate(tools.axe)

    assert page.evaluate(RUN_AXE) == []


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    open_page: OpenPage, tiny_review: Path, tiny_address_below: str
) -> None:
    page = open_page(tiny_address_below).page
    for template, path in find_kinds(tiny_review).items():
        page.goto(f"{tiny_address_below}{path}")
        settle(page)
        number = page.evaluate(LIST_STOPS)
        visited: list[int] = []
        unmarked: list[str] = []
        for _ in range(2 * number + 10):
            page.keyboard.press("Tab")
            stop = page.evaluate(READ_STOP)
            if stop is None or visited[:1] == stop[:1]:  # the browser's own controls, or around to the first
                break
            if stop[0] >= 0:
                visited.append(stop[0])
            if not stop[1]:
                unmarked.append(stop[2])

        assert visited == list(range(number)), template
        assert unmarked == [], template
