"""`python -m tests.bench.tables SITE`: how long a click that sorts, filters or pages takes until the browser shows something new.

Opens the explorer and the largest comparison table of a built site in Chromium and clicks as a reader does. `ms` is the duration
of the slowest event of each click, as the browser's Event Timing has it (what INP is made of); `longest` the longest piece of
work that kept the page from hearing its reader, and `work` the time of all that took more than 50 ms. A busy machine makes all
of them longer: compare runs of the same minutes.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.conftest import BROWSER_OPTIONS, find_browser
from tests.serving import serve_site

SETTLING = 1500
"""Milliseconds after a click, in which the rest of a table is drawn."""
WATCH = """(() => {
  window.events = [];
  window.tasks = [];
  const watch = (type, keep) => new PerformanceObserver((list) => list.getEntries().forEach(keep)).observe({
    type, buffered: true, ...(type === "event" && { durationThreshold: 16 }),
  });
  watch("event", (entry) => entry.interactionId && window.events.push(entry.duration));
  watch("longtask", (entry) => window.tasks.push(entry.duration));
})()"""
"""Keeps how long events took, and tasks of more than 50 ms."""
CLICKS: tuple[tuple[str, str], ...] = (
    ("sort by value, the first click", "th[data-column=value] button"),
    ("sort by value again", "th[data-column=value] button"),
    ("sort by paper", "th[data-column=paper] button"),
    ("open a filter", "details[data-facet=hardware] summary"),
    ("choose its first value", "details[data-facet=hardware] label >> nth=0"),
    ("choose its second", "details[data-facet=hardware] label >> nth=1"),
    ("clear all filters", ".active li:last-child button"),
    ("next page", ".pager button:last-child"),
)
"""What is clicked, one after the other."""


def main() -> int:
    """Measure all clicks on both pages and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--slower", type=float, default=1, help="how many times slower the browser runs (1)")
    options = parser.parse_args()
    found = find_browser()
    if not found:
        print("no browser")
        return 1
    with sync_playwright() as playwright, serve_site(options.site) as address:
        browser = playwright.chromium.launch(executable_path=found, args=list(BROWSER_OPTIONS))
        print(f"{'':50} {'ms':>5} {'longest':>7} {'work':>6}")
        for path in ("results/", _find_largest(options.site)):
            with _open_page(browser, address + path, options.slower) as page:
                for name, selector in CLICKS:
                    _measure(page, path, name, page.locator(selector).first)
        browser.close()
    return 0


def _find_largest(site: Path) -> str:
    """The metric's table with the most pages, then the largest."""
    tables = [path for path in site.glob("metrics/*/index.html") if path.parent.name != "page"]
    largest = max(tables, key=lambda path: (len(list(path.parent.glob("page/*"))), path.stat().st_size))
    return f"{largest.parent.relative_to(site).as_posix()}/"


@contextmanager
def _open_page(browser: Browser, address: str, slower: float) -> Iterator[Page]:
    page = browser.new_page()
    page.add_init_script(WATCH)
    page.goto(address, wait_until="networkidle")
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    yield page
    page.close()


def _measure(page: Page, path: str, name: str, target: Locator) -> None:
    if not target.is_visible():
        return
    page.evaluate("events.length = tasks.length = 0")
    target.click()
    page.wait_for_timeout(SETTLING)
    found: tuple[list[Any], list[Any]] = page.evaluate("[events, tasks]")
    events, tasks = ([float(each) for each in one] for one in found)
    print(f"{path:18} {name:31} {max(events, default=0):5.0f} {max(tasks, default=0):7.0f} {sum(tasks):6.0f}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
