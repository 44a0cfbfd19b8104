"""Pages of every kind in a real browser: what they load, how they read, and what works without JavaScript or a server."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from litatlas.site.build import build
from tests.conftest import BROWSER_OPTIONS
from tests.serving import serve_below, serve_site
from tests.site.conftest import OpenPage, follow, settle
from tests.site.tables import load_rows

pytestmark = pytest.mark.browser

HERON = "papers/heron-sparse-kernels-for-quiet-ponds/index.html"
KINDS = {
    "home": "index.html",
    "list of all": "papers/index.html",
    "topics": "topics/index.html",
    "topic": "topics/ponds/index.html",
    "empty topic": "topics/deserts/index.html",
    "hardware": "hardware/index.html",
    "device": "hardware/nvidia-a100/index.html",
    "family": "hardware/family/nvidia-ampere/index.html",
    "dates": "dates/index.html",
    "year": "dates/2024/index.html",
    "month": "dates/2024-05/index.html",
    "undated": "dates/undated/index.html",
    "metrics": "metrics/index.html",
    "metric": "metrics/speed/index.html",
    "table of a topic": "topics/ponds/results/index.html",
    "table of a device": "hardware/nvidia-a100/results/index.html",
    "explorer": "results/index.html",
    "paper": HERON,
    "paper without results": "papers/what-moles-know-of-gardens/index.html",
    "text": "reading-order/index.html",
    "about": "about/index.html",
    "evidence map": "evidence-map/index.html",
    "coverage": "coverage/index.html",
    "new": "new/index.html",
    "search": "search/index.html",
    "missing": "404.html",
}
CAPTURED_KINDS = (
    "index.html",
    "papers/index.html",
    "topics/index.html",
    "hardware/index.html",
    "metrics/index.html",
    "dates/index.html",
    "evidence-map/index.html",
    "coverage/index.html",
)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (320, 390, 820, 1440)
SCROLLS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
READ_SHADE = """name => {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = getComputedStyle(document.body)[name];
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return red + green + blue;
}"""
HAS_STYLE = "() => [...document.styleSheets].some(sheet => sheet.href) && getComputedStyle(document.body).fontFamily"


def read_rows(page: Page) -> list[str]:
    """The ids of a paper's table rows."""
    found: list[str] = page.locator("tbody tr[id]").evaluate_all("rows => rows.map(row => row.id)")
    return found


def measure_shade(page: Page, name: str) -> int:
    """How light a colour of the page's body is; a canvas reads it as bytes, whatever notation the style sheet uses."""
    shade: int = page.evaluate(READ_SHADE, name)
    return shade


def walk(page: Page, links: str) -> Iterator[str]:
    """Where the links lead that a selector finds on this page of a list and on all that follow."""
    while True:
        yield from page.locator(links).evaluate_all("found => found.map(link => link.getAttribute('href'))")
        following = page.locator("a[rel=next]")
        if not following.count():
            return
        follow(following)


def test_a_page_of_any_kind_loads_all_its_parts_from_its_own_host_without_a_complaint(
    open_page: OpenPage, tiny_address_below: str
) -> None:
    watched = open_page(tiny_address_below)
    for kind, path in KINDS.items():
        if kind == "missing":  # which is read at other addresses than its own
            continue
        watched.requests.clear()
        watched.page.goto(f"{tiny_address_below}{path}")
        settle(watched.page)

        assert watched.problems == [], kind
        hosts = {urlsplit(url).netloc for url in watched.requests if not url.startswith(("data:", "blob:"))}
        assert hosts == {urlsplit(tiny_address_below).netloc}, kind
        assert watched.page.evaluate(HAS_STYLE), kind


def test_the_page_for_missing_addresses_has_its_style_at_any_depth_below_the_published_path(
    open_page: OpenPage, tiny_address_below: str
) -> None:
    watched = open_page(f"{tiny_address_below}404.html")

    assert watched.problems == []
    assert watched.page.evaluate(HAS_STYLE)
    watched.page.locator("main li a").first.click()
    expect(watched.page.locator("h1")).to_have_text("Animals, measured")


def test_the_page_for_missing_addresses_has_its_style_at_any_depth_where_no_address_is_known(
    open_page: OpenPage, tiny_review: Path, tmp_path: Path
) -> None:
    shutil.copytree(tiny_review / "content", tmp_path / "review/content")
    build(tmp_path / "review")
    missing = tmp_path / "repo/deep/missing/index.html"
    missing.parent.mkdir(parents=True)
    shutil.copyfile(tmp_path / "review/site/404.html", missing)
    with serve_below(tmp_path) as address:
        page = open_page(f"{address}repo/deep/missing/").page

        assert page.locator("header.top").evaluate("box => getComputedStyle(box).display") == "flex"
        page.emulate_media(color_scheme="dark")
        assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == "rgb(17, 24, 28)"


def test_the_header_stands_at_one_place_on_pages_that_scroll_and_that_do_not(
    browser: Browser, browser_path: str, tiny_address_below: str
) -> None:
    shown = browser.browser_type.launch(
        executable_path=browser_path, args=list(BROWSER_OPTIONS), ignore_default_args=["--hide-scrollbars"]
    )
    try:
        page = shown.new_page(viewport={"width": 1280, "height": 900})
        places = {kind: _measure_header(page, f"{tiny_address_below}{path}") for kind, path in KINDS.items()}
    finally:
        shown.close()

    assert {scrolls for scrolls, _ in places.values()} == {True, False}, places
    assert len({place for _, place in places.values()}) == 1, places


def _measure_header(page: Page, address: str) -> tuple[bool, tuple[float, ...]]:
    """Whether a page scrolls; where its name and navigation begin, and how high the header is."""
    page.goto(address)
    found = page.evaluate(
        """() => {
          const boxes = [".brand", ".top nav", ".top"].map(name => document.querySelector(name).getBoundingClientRect());
          return [document.documentElement.scrollHeight > innerHeight, [boxes[0].x, boxes[1].x, boxes[2].height]];
        }"""
    )
    return found[0], tuple(found[1])


def test_a_page_of_any_kind_does_not_scroll_sideways_on_a_phone(open_page: OpenPage, tiny_address_below: str) -> None:
    page = open_page(tiny_address_below, viewport={"width": 390, "height": 844}).page
    for kind, path in KINDS.items():
        page.goto(f"{tiny_address_below}{path}")
        settle(page)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)

            assert not page.evaluate(SCROLLS), (kind, scheme)


@pytest.mark.captures
def test_pages_of_the_captures_do_not_scroll_sideways(open_page: OpenPage, captures_review: Path) -> None:
    results = load_rows(captures_review / "site", "results")
    most = max({result["paper"] for result in results}, key=[result["paper"] for result in results].count)
    pages = (captures_review / "site/metrics").glob("*/index.html")
    # A metric's former page leads on while it is measured.
    metrics = sorted(path.parent.name for path in pages if "http-equiv=refresh" not in path.read_text())
    with serve_site(captures_review / "site") as address:
        page = open_page(address).page
        for path in (
            *CAPTURED_KINDS,
            f"papers/{most}/index.html",
            *(f"metrics/{name}/index.html" for name in metrics[::12]),
            "metrics/speed/index.html",
        ):
            page.goto(f"{address}{path}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 844})

                assert not page.evaluate(SCROLLS), (path, width)


def test_a_dark_screen_gets_light_text_on_a_dark_ground(open_page: OpenPage, tiny_address_below: str) -> None:
    light = open_page(tiny_address_below, color_scheme="light").page
    dark = open_page(tiny_address_below, color_scheme="dark").page

    assert measure_shade(light, "color") < measure_shade(light, "backgroundColor")
    assert measure_shade(dark, "color") > measure_shade(dark, "backgroundColor")


def test_a_page_of_any_kind_reads_from_the_disk_with_its_style(open_page: OpenPage, tiny_review: Path) -> None:
    watched = open_page((tiny_review / "site/index.html").as_uri())
    for kind, path in KINDS.items():
        if kind in ("search", "missing"):  # which need a server
            continue
        watched.page.goto((tiny_review / "site" / path).as_uri())

        assert watched.problems == [], kind
        assert watched.page.evaluate(HAS_STYLE), kind


def test_links_work_from_the_disk(open_page: OpenPage, tiny_review: Path) -> None:
    page = open_page((tiny_review / "site/index.html").as_uri()).page

    follow(page.locator("main").get_by_role("link", name="Ponds and herons").first)
    page.locator("main").get_by_role("link", name="Heron: Sparse Kernels for Quiet Ponds").first.click()

    expect(page.locator("h1")).to_have_text("Heron: Sparse Kernels for Quiet Ponds")


def test_without_javascript_a_walk_over_the_lists_meets_every_paper_and_result(open_page: OpenPage, many_review: Path) -> None:
    papers = {paper["slug"] for paper in load_rows(many_review / "site", "papers")}
    with serve_site(many_review / "site") as address:
        page = open_page(address, java_script_enabled=False).page
        follow(page.locator("header nav").get_by_role("link", name="Papers"))
        met = list(walk(page, ":is(.cards h2, ol.lines li) > a"))
        page.goto(f"{address}metrics/speed/")
        rows = list(walk(page, ":is(td.v, .lines td:first-child) > a"))

    assert sorted(href.split("/")[-2] for href in met) == sorted(papers)
    assert len(set(rows)) == 250


def test_without_javascript_the_search_page_says_where_else_to_look(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}search/", java_script_enabled=False).page

    expect(page.locator("noscript p")).to_contain_text("needs JavaScript")
    page.get_by_role("link", name="All papers", exact=True).click()
    expect(page.locator("h1")).to_have_text("All papers")


def test_a_value_leads_to_the_words_it_was_read_from_and_back(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}{HERON}").page
    row = read_rows(page)[0]

    page.locator(f"tr#{row} a.v").click()
    mark = page.locator("mark:target")
    expect(mark).to_have_text("2.3x")
    expect(mark).to_be_in_viewport()

    mark.locator("a").first.click()
    expect(page.locator("tr:target")).to_have_attribute("id", row)


def test_a_row_of_a_comparison_leads_to_the_evidence_in_its_paper(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}metrics/speed/").page

    page.locator("tbody tr", has_text="Heron: Sparse").locator("a.v").first.click()

    expect(page.locator("h1")).to_have_text("Heron: Sparse Kernels for Quiet Ponds")
    expect(page.locator("mark:target")).to_have_text("2.3x")


def test_evidence_in_a_title_is_marked_there(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}metrics/speed/").page

    page.locator("tbody tr", has_text="Hare").locator("a.v").click()

    expect(page.locator("h1 mark:target")).to_have_text("3.1x")


def test_the_keyboard_reaches_the_content_past_the_header(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address).page

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_an_introduction_and_the_groups_that_papers_share_stand_beside_each_other(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/", viewport={"width": 1280, "height": 900}).page

    facets, words = page.locator(".facets").bounding_box(), page.locator("main .prose").bounding_box()

    assert facets is not None
    assert words is not None
    assert abs(facets["y"] - words["y"]) < 20
    assert facets["x"] + facets["width"] < words["x"]


def test_all_pages_have_one_gutter_and_no_way_up_ends_in_an_arrow(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address, viewport={"width": 1280, "height": 900}).page
    edges = set()
    for path in ("", "topics/ponds/", "topics/ponds/results/", "results/", "metrics/speed/", "search/"):
        page.goto(f"{tiny_address}{path}")
        edges |= set(
            page.evaluate(
                "[document.querySelector('.brand'), document.querySelector('h1')].map(e => e.getBoundingClientRect().x)"
            )
        )
        assert not any(text.strip().endswith("›") for text in page.locator(".trail").all_inner_texts()), path

    assert len(edges) == 1, edges


def test_the_home_page_leads_to_the_devices_that_most_papers_name(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(tiny_address, java_script_enabled=False).page

    hardware = page.locator("section", has=page.get_by_role("heading", name="Hardware"))
    hardware.get_by_role("link", name="NVIDIA A100", exact=True).click()

    expect(page.locator("h1")).to_have_text("NVIDIA A100")


def test_on_a_phone_a_value_and_its_metric_stand_on_one_line(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}{HERON}", viewport={"width": 390, "height": 844}).page
    row = page.locator("tr", has=page.locator("a.v")).first

    value, metric = row.locator("a.v").bounding_box(), row.locator(".what a").bounding_box()

    assert value is not None
    assert metric is not None
    assert abs(value["y"] - metric["y"]) < 6
