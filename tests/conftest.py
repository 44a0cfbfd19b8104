"""What many tests need: captures, reviews, built sites and a real browser; what is missing is skipped with the reason.

Where LITATLAS_CI_STRICT=1, the tests that need what is missing fail, so that CI cannot pass by skipping them.
"""

import gc
import json
import os
import shutil
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from litatlas.cli.main import COLLECTED
from litatlas.commands.ingest import ingest
from litatlas.site.build import build
from tests.invented import make_review, write_files
from tests.once import make_once

REPOSITORY = Path(__file__).parents[1]
ADDRESS = "https://someone.github.io/review/"
"""The address that the reviews which tests share are built for."""
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Programs of Chromium, the best first: the one that has no windows takes a third of the processor's time of the others."""
BROWSER_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--in-process-gpu", "--process-per-site", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Fewer processes, too: a new page takes a quarter less of the processor's time."""
PATIENCE = 30_000
"""Milliseconds until a test gives up on what must come in a browser; it says nothing about how fast it comes."""

# The key that seals what builds keep is the user's own; tests have another.
os.environ["XDG_STATE_HOME"] = str(Path(gettempdir()) / f"litatlas-tests-{os.getuid()}")

# Who starts the tests in the background may have interrupts ignored, and what tests start and interrupt would inherit that.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine fails no property.
settings.register_profile("busy", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


def find_browser() -> str | None:
    """The program of the Chromium that LITATLAS_CHROMIUM names, else of the best one that is installed; None where none is."""
    return os.environ.get("LITATLAS_CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def give_up(reason: str) -> NoReturn:
    """Skip a test for want of a tool; fail it where nothing may be skipped."""
    if os.environ.get("LITATLAS_CI_STRICT") == "1":
        pytest.fail(f"{reason} (LITATLAS_CI_STRICT=1)")
    pytest.skip(reason)


LONGEST = "test_lighthouse_rates_pages_well"
COPIED, CLUSTER = "tests/running/", "tests/running/test_cluster.py"
"""Where copies of this process work, and where libraries leave threads in it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reads the captures, so that a run where there are none, as on GitHub, can leave it out by the marker.

    A process with other threads cannot be copied, and new ones take ten times as long to start: so what works in copies goes
    before clusters and browsers, which leave threads behind. These are the longest tests, too: begun last, one would keep a
    process at work while the others have nothing left to do.
    """
    items.sort(key=_find_turn)
    for item in items:
        if isinstance(item, pytest.Function) and "captures" in item.fixturenames:
            item.add_marker("captures")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Let Python look for circles among what tests make alone, as rarely as the command does: that took a tenth of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED)


def _find_turn(item: pytest.Item) -> int:
    if item.nodeid.startswith(COPIED):
        return 1 if item.nodeid.startswith(CLUSTER) else 0
    return 2 if item.name == LONGEST else 3


@pytest.fixture(scope="session")
def captures() -> list[Path]:
    """The captured files, in the order of their names."""
    given = os.environ.get("LITATLAS_CAPTURES")
    folder = Path(given) if given else REPOSITORY.parent / "shared" / "seeds"
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        give_up(f"no captures in {folder}; name their folder in LITATLAS_CAPTURES")
    return paths


def _build_captures(folder: Path, captures: list[Path]) -> None:
    root = folder / "review"
    write_files(root, {"content/review.yml": "title: Captured papers\nrepository: https://github.com/someone/review\n"})
    shutil.copytree(REPOSITORY / "content" / "topics", root / "content" / "topics")
    report = ingest(root, captures, abstracts=True)
    counts = {"entries": report.entries, "new": report.new, "merged": report.merged, "skipped": report.skipped}
    told = {"counts": counts, "messages": [fault.message for fault in report.faults]}
    (folder / "report.json").write_text(json.dumps(told), encoding="utf-8")
    build(root, base_url=ADDRESS)


@pytest.fixture(scope="session")
def captures_review(captures: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of the captures with abstracts and the topics of this repository's review, built for a sub-path.

    What was told when they were read stands beside it, in `report.json`.
    """
    return make_once(tmp_path_factory, "captures", partial(_build_captures, captures=captures)) / "review"


@pytest.fixture(scope="session")
def tiny_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented review with a page of every kind, built for a sub-path; tests leave it as it is."""
    return make_once(tmp_path_factory, "tiny", lambda folder: build(make_review(folder / "review"), base_url=ADDRESS)) / "review"


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The program of a real Chromium."""
    found = find_browser()
    if not found or not Path(found).is_file():
        give_up(f"no browser: {found or 'none of ' + ', '.join(BROWSERS)} is there; name one in LITATLAS_CHROMIUM")
    return found


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    """A real Chromium without a window."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser_path, args=list(BROWSER_OPTIONS))
        expect.set_options(timeout=PATIENCE)
        yield opened
        opened.close()
