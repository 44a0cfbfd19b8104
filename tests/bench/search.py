"""`python -m tests.bench.search`: what a first search costs a reader of 10,000 papers, in bytes, round trips and time.

Ingests and builds a review of papers made by ../shared/bench/corpus.py, or measures the site given by `--site FOLDER`. Each query
is opened as a link to the search page, and typed into the header of another page, each time in a fresh browser with a network of
150 ms. Bytes are those of bodies and heads that came over the network: until the first hits are shown, and in all, with the
filters' counts and the pages of the papers in sight; `sent` is as the host sends it, `packed` where it compresses as GitHub Pages
does. In the header, what the page itself cost before is left out. A round trip is a request that waited for the end of another.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page, Request, sync_playwright

from litatlas.commands.ingest import ingest
from litatlas.site.build import build
from tests.bench.reviews import lay_out_review, make_listing
from tests.conftest import BROWSER_OPTIONS, find_browser
from tests.serving import serve_compressed, serve_site

QUERIES = ("latency", "kv cache", "FlashAttention throughput", "A100", "speculative decoding", "latensy")
LATENCY = 150
"""Milliseconds that each request takes at least."""
KEY_PAUSE, SETTLING = 40, 4000
"""Milliseconds between keys, and after the last."""
AIMS = "at most 100 kB and 4 round trips until hits are shown"
WATCH = """(() => {
  window.shownAt = 0;
  window.askedAt = performance.timeOrigin;
  addEventListener("input", () => { window.askedAt = Date.now(); window.shownAt = 0; }, true);
  const note = (records) => {
    const isAbout = records.some(({ target }) => target.matches?.("#hits, #found"));
    if (isAbout && document.querySelector("#hits > li, #found > .all")) window.shownAt ||= Date.now();
  };
  new MutationObserver(note).observe(document, { childList: true, subtree: true });
})()"""
"""Notes the last key, and when hits were first drawn after it."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a query cost."""

    shown: int
    """Bytes until hits were shown."""
    all: int
    """Bytes of everything."""
    rounds: int
    """Round trips until hits were shown."""
    milliseconds: float
    """From the opening, or from the last key, until hits were shown."""


def main() -> int:
    """Measure all queries in all places and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=10_000, help="how many papers to make (10000)")
    parser.add_argument("--site", type=Path, help="a built site to measure instead")
    options = parser.parse_args()
    found = find_browser()
    if not found:
        print("no browser")
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = options.site or _build_site(Path(folder), options.papers)
        files = [path.stat().st_size for path in (site / "search/data").rglob("*.*")]
        print(f"{len(files)} files of {sum(files) / 1e6:.1f} MB; aim: {AIMS}")
        browser = playwright.chromium.launch(executable_path=found, args=list(BROWSER_OPTIONS))
        print(f"{'':36} {'kB sent':^13} {'kB packed':^13}")
        print(f"{'':36} {'shown':>6} {'all':>6} {'shown':>6} {'all':>6} trips {'ms':>6}")
        with serve_site(site) as plain, serve_compressed(site) as packed:
            for measure in (_measure_link, _measure_header):
                for query in QUERIES:
                    sent, less = measure(browser, plain, query), measure(browser, packed, query)
                    sizes = " ".join(f"{size / 1000:6.0f}" for cost in (sent, less) for size in (cost.shown, cost.all))
                    name = measure.__name__.removeprefix("_measure_")
                    print(f"{name:7} {query:28} {sizes} {sent.rounds:5} {sent.milliseconds:6.0f}", flush=True)
        browser.close()
    return 0


def _build_site(folder: Path, papers: int) -> Path:
    listing, root = folder / "corpus.txt", folder / "review"
    make_listing(papers, listing)
    lay_out_review(root)
    ingest(root, [listing], abstracts=True)
    return build(root).site


def _measure_link(browser: Browser, address: str, query: str) -> Cost:
    """A link to the search page, opened."""
    with _open_page(browser) as (page, requests):
        page.goto(f"{address}search/?{urlencode({'q': query})}")
        page.wait_for_timeout(SETTLING)
        return _count(page, requests, 0)


def _measure_header(browser: Browser, address: str, query: str) -> Cost:
    """Words typed into the header of a list."""
    with _open_page(browser) as (page, requests):
        page.goto(f"{address}papers/", wait_until="networkidle")
        before = len(requests)
        page.locator("header .find input").focus()
        page.keyboard.type(query, delay=KEY_PAUSE)
        page.wait_for_timeout(SETTLING)
        return _count(page, requests, before)


@contextmanager
def _open_page(browser: Browser) -> Iterator[tuple[Page, list[Request]]]:
    """A page of a fresh browser on a slow network, and its requests that came to an end."""
    context = browser.new_context()
    page = context.new_page()
    context.add_init_script(WATCH)
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    throughput = {"downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, **throughput})
    finished: list[Request] = []
    page.on("requestfinished", lambda request: finished.append(request))  # noqa: PLW0108  (Playwright marks it)
    yield page, finished
    context.close()


def _count(page: Page, requests: Sequence[Request], before: int) -> Cost:
    """What the requests after the first ones cost."""
    asked, shown = page.evaluate("[window.askedAt, window.shownAt]")
    sizes = [request.sizes() for request in requests[before:]]
    bodies = [size["responseBodySize"] + size["responseHeadersSize"] for size in sizes]
    times = [(request.timing["startTime"], request.timing["startTime"] + request.timing["responseEnd"]) for request in requests]
    times = times[before:]
    in_time = [end <= shown for _, end in times]
    rounds = _count_rounds([span for span, is_in in zip(times, in_time, strict=True) if is_in])
    return Cost(sum(compress(bodies, in_time)), sum(bodies), rounds, shown - asked)


def _count_rounds(times: Sequence[tuple[float, float]]) -> int:
    """The longest chain of requests each of which began after the one before it had ended."""
    rounds: list[tuple[float, int]] = []
    for start, end in sorted(times):
        rounds.append((end, 1 + max((number for ended, number in rounds if ended <= start), default=0)))
    return max((number for _, number in rounds), default=0)


if __name__ == "__main__":
    sys.exit(main())
