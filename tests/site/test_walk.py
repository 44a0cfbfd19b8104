"""A walk through the included review: ten questions that readers have, and how many clicks each answer is from the home page."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.serving import serve_site
from tests.site.conftest import OpenPage

pytestmark = pytest.mark.browser

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 800}
FIRST_WIDE, FIRST_NARROW = 500, 700
"""Within how many pixels from its top a page of results shows its first value."""
Find = Callable[[Page], Locator]


def link(name: str, within: str = "main") -> Find:
    """A link by how its name begins."""
    return lambda page: page.locator(within).get_by_role("link", name=re.compile(f"^{name}")).first


def part(selector: str) -> Find:
    """The first element of a kind."""
    return lambda page: page.locator(selector).first


@dataclass(frozen=True, slots=True)
class Task:
    """A question, what is clicked one after the other, and what then answers it within the window."""

    question: str
    clicks: tuple[Find, ...]
    answers: tuple[Find, ...]


TASKS = (
    Task(
        "What helps long context on an A100, by how much, over what?",
        (link("Map", "nav"), part("td a[href*='topic=kv-cache&hardware=NVIDIA+A100']")),
        (part(".view a.v b"), part(".view [data-label='Compared with'] > span"), part(".view .what a")),
    ),
    Task(
        "What is gained in serving language models, and over what?",
        (link("LLM inference and serving$"),),
        (part(".ranges .gain b"), part(".ranges li p")),
    ),
    Task("What came into the review last?", (link("New$"),), (part(".cards h3, .cards h2, main h2"),)),
    Task("Which latencies are reported, and are they ranked?", (link("latency$"),), (part("a.v b"), part(".reason"))),
    Task("Where is the newest paper itself?", (part(".newest a[dir]"),), (part(".links a[href^=https]"),)),
    Task("Where is nothing known?", (link("Map", "nav"),), (part(".map .hole"),)),
    Task(
        "Why has a paper no result?",
        (link("Coverage", "footer"),),
        (part("h1:has-text('Coverage')"), part("main :text('only numbers that are no results')")),
    ),
    Task("Which papers are of 2024?", (link("Dates", "nav"), link("2024$")), (part("h1:has-text('2024')"), part(".card"))),
    Task(
        "What do two papers report, side by side?",
        (link("Results", "nav"), link("All results"), part("main .choose"), part("main tr:not(.again):nth-child(n+5) .choose"),
         part("button:has-text('Compare 2 papers')")),
        (part(".side thead th:nth-child(3)"),),
    ),
    Task(
        "How is what I see saved?",
        (link("Results", "nav"), link("All results"), part("summary:has-text('Download')")),
        (part("button:has-text('CSV')"), part("button:has-text('BibTeX')")),
    ),
)  # fmt: skip
MOST = (2, 1, 1, 1, 1, 1, 1, 2, 5, 3)
"""How many clicks each takes at most."""


@pytest.fixture(scope="module")
def address(included_review: Path) -> Iterator[str]:
    with serve_site(included_review / "site") as served:
        yield served


def test_ten_questions_are_answered_in_few_clicks_within_the_window(open_page: OpenPage, address: str) -> None:
    page = open_page(address, viewport=WIDE).page
    for task, most in zip(TASKS, MOST, strict=True):
        assert len(task.clicks) <= most, task.question
        page.goto(address)
        for find in task.clicks:
            find(page).click()
        for find in task.answers:
            expect(find(page), task.question).to_be_in_viewport()


def test_the_first_value_stands_on_the_first_screen(open_page: OpenPage, address: str) -> None:
    kinds = ("topics/kv-cache/", "topics/kv-cache/results/", "hardware/nvidia-a100/", "hardware/nvidia-a100/results/",
             "metrics/latency/", "results/", "results/rare/")  # fmt: skip
    for viewport, limit in ((WIDE, FIRST_WIDE), (NARROW, FIRST_NARROW)):
        page = open_page(address, viewport=viewport).page
        for path in kinds:
            page.goto(f"{address}{path}")
            if path not in ("topics/kv-cache/", "hardware/nvidia-a100/"):
                expect(page.locator(".tools")).to_be_visible()
            box = page.locator(".ranges .gain b, a.v b").first.bounding_box()

            assert box is not None, path
            assert box["y"] + box["height"] <= limit, (path, box)


POINTED = """cells => {
  const begins = cell => getComputedStyle(cell, "::before").content.includes("·");
  const isFirst = cell => ![...cell.parentElement.cells].slice(1, cell.cellIndex).some(before => before.checkVisibility());
  return cells.filter(cell => cell.checkVisibility()).map(cell => [isFirst(cell), begins(cell), cell.parentElement.innerText]);
}"""
"""Of cells that are shown: whether it is the first one behind the value, whether a point stands before it, and its row."""


def test_on_a_phone_no_card_begins_with_a_point(open_page: OpenPage, address: str) -> None:
    page = open_page(address, viewport=NARROW).page
    for path in ("topics/kv-cache/results/", "hardware/nvidia-a100/results/", "metrics/throughput/", "results/"):
        page.goto(f"{address}{path}")
        cells = page.locator(".served tr:not(.band) > :is([data-label=Hardware], [data-label=Conditions])")

        shown = cells.evaluate_all(POINTED)

        assert {is_first for is_first, _, _ in shown} >= {True} or path == "results/", path
        assert [row for is_first, is_pointed, row in shown if is_first == is_pointed] == [], path


def test_each_map_is_printed_on_one_sheet(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}evidence-map/").page
    maps = page.locator(".map").count()

    sheets = page.pdf(format="A4", margin={"top": "10mm", "bottom": "10mm", "left": "10mm", "right": "10mm"})

    assert len(re.findall(rb"/Type\s*/Page\b", sheets)) == maps == 2
