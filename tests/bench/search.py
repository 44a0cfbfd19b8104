"""`python -m tests.bench.search`: what a first search costs a reader of 10,000 papers, in bytes and in time.

Ingests and builds a review of papers made by ../shared/bench/corpus.py, or measures the site given by `--site FOLDER`. Each query
is typed into a fresh browser, on the search page and into the header of another page. Bytes are those of bodies and heads that
came over the network for all of the page, uncompressed; milliseconds are those from the last key to the first hit that is shown.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Request, sync_playwright

from litatlas.commands.ingest import ingest
from litatlas.site.build import build
from tests.bench.__main__ import SHARED
from tests.bench.topics import copy_topics
from tests.conftest import BROWSER_OPTIONS, BROWSERS
from tests.serving import serve_site

QUERIES = ("latency", "kv cache", "FlashAttention throughput", "A100", "speculative decoding", "latensy")
PLACES = {"search page": ("search/", "#search input", "#hits"), "header": ("papers/", "header .find input", "#found")}
"""Where words are typed: the page, the field, and the list of hits."""
KEY_PAUSE, SETTLING = 40, 1500
"""Milliseconds between keys, and after the last."""
AIMS = "at most 300 kB, 300 ms"
WATCH = """([field, list]) => {
  let key = 0;
  let shown = 0;
  document.querySelector(field).addEventListener("input", () => { key = performance.now(); shown = 0; });
  const note = (records) => { if (records.some(({ target }) => target.matches?.(list))) shown ||= performance.now(); };
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
  window.readDelay = () => (key && shown ? shown - key : 0);
}"""
"""Notes the last key, and when hits were first drawn after it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a query cost."""

    bytes: int
    """Of everything, the page itself included."""
    milliseconds: float


def main() -> int:
    """Measure all queries in all places and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=10_000, help="how many papers to make (10000)")
    parser.add_argument("--site", type=Path, help="a built site to measure instead")
    options = parser.parse_args()
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        print("no browser")
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = options.site or _build_site(Path(folder), options.papers)
        browser = playwright.chromium.launch(executable_path=found, args=list(BROWSER_OPTIONS))
        print(f"{'typed into':12} {'words':28} {'kB':>6} {'ms':>6}  aim: {AIMS}")
        with serve_site(site) as address:
            for place in PLACES:
                for query in QUERIES:
                    cost = _measure(browser, address, place, query)
                    print(f"{place:12} {query:28} {cost.bytes / 1000:6.0f} {cost.milliseconds:6.0f}", flush=True)
        browser.close()
    return 0


def _build_site(folder: Path, papers: int) -> Path:
    listing, root = folder / "corpus.txt", folder / "review"
    subprocess.run([sys.executable, str(SHARED / "bench/corpus.py"), str(papers), str(listing)], check=True)
    (root / "content").mkdir(parents=True)
    (root / "content/review.yml").write_text("title: Benchmark\n", encoding="utf-8")
    copy_topics(root)
    ingest(root, [listing], abstracts=True)
    return build(root).site


def _measure(browser: Browser, address: str, place: str, query: str) -> Cost:
    path, field, hits = PLACES[place]
    context = browser.new_context()
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108  (Playwright marks it)
    page.goto(address + path)
    if place == "search page":
        page.wait_for_selector(f"{hits} > *")
    page.locator(field).focus()
    page.evaluate(WATCH, [field, hits])
    page.keyboard.type(query, delay=KEY_PAUSE)
    page.wait_for_timeout(SETTLING)
    milliseconds: float = page.evaluate("window.readDelay()")
    sizes = [request.sizes() for request in finished]
    context.close()
    return Cost(sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes), milliseconds)


if __name__ == "__main__":
    sys.exit(main())
