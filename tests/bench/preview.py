"""`python -m tests.bench.preview`: how long after a file is saved a real Chromium shows it, with `litatlas serve` at work.

On the included review, and on 10,000 papers made of the captures' sentences (needs ../shared/bench/corpus.py; takes a
minute to be read). `--root FOLDER` takes a review that is there, which it changes. Milliseconds until the page is
painted: the median and the slowest.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as BrowserTimeout

from tests.bench.reviews import MAKER, REPOSITORY, lay_out_review, make_listing
from tests.conftest import BROWSER_OPTIONS, find_browser

AIM = 300
"""Milliseconds from saving a note to seeing it."""
ROUNDS = 12
PATIENCE = 120
"""Seconds until what does not come is given up."""
NOTE_TIME = """
// The second frame after the page was read, or after faults were put into it, is begun when the first one is on the screen.
const note = () => requestAnimationFrame(() => requestAnimationFrame(() => { window.shownAt = Date.now(); }));
addEventListener("DOMContentLoaded", () => {
  note();
  new MutationObserver(note).observe(document.body, { childList: true });
});
"""
_NOTE = "content/notes/bench-preview.md"
_PAGE = "content/pages/bench-preview.md"


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that people make, and what tells in the page that it is shown."""

    name: str
    path: str
    """Of the page that is watched."""
    write: Callable[[int], str]
    """Makes it for the nth time; returns what the page then says."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, help="a review to change and to measure, instead of the two")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(BROWSER_OPTIONS))
        reviews = {str(options.root): options.root} if options.root else _make_reviews(Path(folder))
        for name, root in reviews.items():
            with _serve(root) as (address, log):
                page = browser.new_page()
                page.add_init_script(NOTE_TIME)
                _measure(page, name, root, address, log)
        browser.close()
    return 0


def _make_reviews(folder: Path) -> dict[str, Path]:
    included = folder / "included"
    shutil.copytree(REPOSITORY / "content", included / "content")
    reviews = {"included": included}
    if not MAKER.is_file():
        print(f"no {MAKER}: the 10,000 papers are left out")
        return reviews
    root, listing = folder / "many", folder / "corpus.txt"
    lay_out_review(root)
    make_listing(10_000, listing)
    ingest = [sys.executable, "-m", "litatlas", "-C", str(root), "ingest", str(listing)]
    subprocess.run(ingest, check=True, stdout=subprocess.DEVNULL)
    return {**reviews, "10,000 papers": root}


@contextmanager
def _serve(root: Path) -> Iterator[tuple[str, Path]]:
    log = root / ".serve.log"
    start = perf_counter()
    with log.open("wb") as output:
        command = [sys.executable, "-u", "-m", "litatlas", "-C", str(root), "serve", "--port", "0"]
        process = subprocess.Popen(command, stdout=output, stderr=output, env={**os.environ, "COLUMNS": "200"})
    try:
        line = _wait_for(log, "Serving ")
        print(f"{root}: served after {perf_counter() - start:.1f} s")
        yield line.split()[1], log
    finally:
        process.terminate()
        process.wait()


def _wait_for(log: Path, sign: str) -> str:
    end = perf_counter() + PATIENCE
    while perf_counter() < end:
        line = next((line for line in log.read_text().splitlines() if line.startswith(sign)), None)
        if line:
            return line
        time.sleep(0.02)
    sys.exit(f"{sign!r} did not come; the output was:\n{log.read_text()}")


def _measure(page: Page, name: str, root: Path, address: str, log: Path) -> None:
    slug, row = _find_row(root)
    edits = (
        Edit("a note", f"papers/{slug}/", lambda turn: _write_note(root, slug, turn)),
        Edit("a row in a note", f"papers/{slug}/", lambda turn: _write_correction(root, slug, row, turn)),
        Edit("a title in a note", f"papers/{slug}/", lambda turn: _write_override(root, slug, turn)),
        Edit("a page", "bench-preview/", lambda turn: _write_page(root, turn)),
        Edit("a fault", f"papers/{slug}/", lambda turn: _write_fault(root, turn)),
    )
    try:
        for busy in ("while site/ is written", "at rest"):
            for edit in edits:
                if busy == "at rest":
                    _wait_for(log, "Built ")
                aim = None if edit.name == "a fault" else AIM
                _tell(f"{name}: {edit.name}, {busy}", _time(page, address, edit), aim)
                _take_back(root)
    finally:
        _take_back(root)


def _find_row(root: Path) -> tuple[str, dict[str, Any]]:
    """The first paper with a result, and that."""
    for path in sorted((root / "content" / "papers").glob("*.md")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if "results:" in lines:
            return path.stem, json.loads(lines[lines.index("results:") + 1].removeprefix("  - "))
    sys.exit(f"{root} has no paper with results")


def _take_back(root: Path) -> None:
    """Take away what was written: no site is built of faults."""
    for path in (_NOTE, _PAGE):
        (root / path).unlink(missing_ok=True)


def _time(page: Page, address: str, edit: Edit) -> list[float]:
    """Milliseconds from before the file is written until the browser has painted the page that says so, for each round."""
    _await(page, address + edit.path, edit.write(0))
    spent = []
    for turn in range(1, ROUNDS + 1):
        # What is written after a change is done with, mostly, when people have read what they wrote.
        time.sleep(0.7)
        start = time.time()
        sign = edit.write(turn)
        while sign not in page.inner_text("body"):
            time.sleep(0.05)
        page.wait_for_function("start => window.shownAt > start", arg=start * 1000)
        spent.append(float(page.evaluate("window.shownAt")) - start * 1000)
    return spent


def _await(page: Page, address: str, sign: str) -> None:
    """Open a page, again until it says what it must."""
    while True:
        page.goto(address)
        with suppress(BrowserTimeout):
            page.wait_for_function("sign => document.body.innerText.includes(sign)", arg=sign, timeout=2000)
            return


def _tell(name: str, spent: list[float], aim: int | None) -> None:
    middle, slowest = statistics.median(spent), max(spent)
    ratio = f"; {middle / aim:.2f} of the {aim} ms that it may take" if aim else ""
    print(f"  {name:52} {middle:6.0f} ms, slowest {slowest:6.0f} ms{ratio}", flush=True)


def _write_note(root: Path, slug: str, turn: int) -> str:
    return _write(root / _NOTE, f"---\npaper: {slug}\n---\n\nRead it {turn} times.\n", f"Read it {turn} times.")


def _write_override(root: Path, slug: str, turn: int) -> str:
    page = (root / "content" / "papers" / f"{slug}.md").read_text(encoding="utf-8")
    was = next(line for line in page.splitlines() if line.startswith("title:")).removeprefix("title:").strip()
    told = f"Seen {turn} times"
    override = f"{{was: {was}, set: {told}, by: bench, on: '2026-01-01', why: to measure}}"
    return _write(root / _NOTE, f"---\npaper: {slug}\noverrides:\n  title: {override}\n---\n", told)


def _write_correction(root: Path, slug: str, row: dict[str, Any], turn: int) -> str:
    baseline, told = json.dumps(row["baseline"]), f"PondBench {turn}"
    change = f"result: {row['id']!r}, action: change, was: {{baseline: {baseline}}}, set: {{baseline: [{told}]}}"
    signed = "why: to measure, by: bench, on: '2026-01-01'"
    return _write(root / _NOTE, f"---\npaper: {slug}\ncorrections:\n  - {{{change}, {signed}}}\n---\n", told)


def _write_page(root: Path, turn: int) -> str:
    return _write(root / _PAGE, f"---\ntitle: Bench\n---\n\nWritten {turn} times.\n", f"Written {turn} times.")


def _write_fault(root: Path, turn: int) -> str:
    return _write(root / _NOTE, f"---\npaper: no-such-paper-{turn}\n---\n", f"no-such-paper-{turn}")


def _write(path: Path, text: str, sign: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return sign


if __name__ == "__main__":
    sys.exit(main())
