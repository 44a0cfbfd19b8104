"""`python -m tests.bench.walk`: how many clicks and seconds ten questions of readers take in the included review.

Builds the review of this repository, or takes the site given by `--site FOLDER`, and does what `tests/site/test_walk.py` does,
from the home page, on the product's own server. Seconds are those of the browser, from the first click until the answer is in the
window, the middle of some walks: what a reader needs to read and to point is not in them.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from litatlas.site.build import build
from tests.bench.reviews import REPOSITORY
from tests.conftest import BROWSER_OPTIONS, find_browser
from tests.serving import serve_site
from tests.site.test_walk import TASKS, WIDE, Task

WALKS = 3


def main() -> int:
    """Walk and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, help="a built site to walk through instead")
    options = parser.parse_args()
    found = find_browser()
    if not found:
        print("no browser")
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = options.site or _build_site(Path(folder))
        browser = playwright.chromium.launch(executable_path=found, args=list(BROWSER_OPTIONS))
        page = browser.new_page(viewport=WIDE)
        print("clicks seconds question")
        with serve_site(site) as address:
            for task in TASKS:
                seconds = statistics.median(_walk(page, address, task) for _ in range(WALKS))
                print(f"{len(task.clicks):6} {seconds:7.2f} {task.question}", flush=True)
        browser.close()
    return 0


def _build_site(folder: Path) -> Path:
    shutil.copytree(REPOSITORY / "content", folder / "content")
    return build(folder).site


def _walk(page: Page, address: str, task: Task) -> float:
    """The seconds until a task's answer is in the window."""
    page.goto(address)
    start = time.perf_counter()
    for find in task.clicks:
        find(page).click()
    for find in task.answers:
        expect(find(page)).to_be_in_viewport()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
