"""Built reviews of every kind, pages that are watched, and the reviews' sites served as GitHub Pages would."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Locator, Page, Request, Response, expect

from litatlas.site.build import build
from tests.conftest import ADDRESS, PATIENCE, REPOSITORY, give_up
from tests.invented import make_many, make_review
from tests.once import make_once
from tests.serving import serve_below, serve_site
from tests.site.hostile import write_hostile_review
from tests.site.quality.tools import Tools, install_tools

REVIEWS = ("tiny_review", "empty_review", "hostile_review", "many_review", "captures_review")
BASE_PATH = "/review/"
"""The path that all these reviews are built for."""


@pytest.fixture(scope="session")
def empty_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review without papers, topics, notes or pages."""
    return _build_once(tmp_path_factory, "empty", lambda root: make_review(root, (), files={}, topics={}))


@pytest.fixture(scope="session")
def many_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of 250 papers that share a topic, a device, a month and a metric."""
    return _build_once(tmp_path_factory, "many", lambda root: make_review(root, make_many(250), files={}))


@pytest.fixture(scope="session")
def hostile_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review whose every text tries to become markup."""
    return _build_once(tmp_path_factory, "hostile", write_hostile_review)


@pytest.fixture(scope="session")
def included_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review that this repository ships, built for a sub-path."""
    return _build_once(tmp_path_factory, "included", lambda root: shutil.copytree(REPOSITORY / "content", root / "content"))


def _build_once(factory: pytest.TempPathFactory, name: str, lay_out: Callable[[Path], object]) -> Path:
    """A review that all tests share, laid out and built."""

    def make(folder: Path) -> None:
        lay_out(folder / "review")
        build(folder / "review", base_url=ADDRESS)

    return make_once(factory, name, make) / "review"


@pytest.fixture(scope="session")
def tools(request: pytest.FixtureRequest) -> Tools:
    """The programs that judge pages; installed once, into pytest's cache."""
    cache = getattr(request.config, "cache", None)  # which a run without pytest's cache has not
    installed = install_tools(cache.mkdir("quality")) if cache else "pytest has no cache"
    if isinstance(installed, str):
        give_up(installed)
    return installed


@pytest.fixture(params=REVIEWS)
def any_site(request: pytest.FixtureRequest) -> Path:
    """The site of each of the reviews."""
    root: Path = request.getfixturevalue(request.param)
    return root / "site"


@pytest.fixture(scope="session")
def tiny_address(tiny_review: Path) -> Iterator[str]:
    """The address that the invented review is served at."""
    with serve_site(tiny_review / "site") as address:
        yield address


@pytest.fixture(scope="session")
def tiny_address_below(tiny_review: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the invented review below a sub-path."""
    folder = tmp_path_factory.mktemp("host")
    (folder / "review").symlink_to(tiny_review / "site")
    with serve_below(folder) as address:
        yield f"{address}review/"


@dataclass
class Watched:
    """A page of the browser with all that went wrong on it; without slots, since Playwright keeps its wrappers on it."""

    page: Page
    problems: list[str] = field(default_factory=list)
    """Errors and warnings of the console, exceptions, requests that failed, dialogs."""
    requests: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Take note of everything from here on."""
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", self._note_failure)
        self.page.on("response", self._note_answer)
        self.page.on("dialog", self._dismiss)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.problems.append(message.text)

    def _note_failure(self, request: Request) -> None:
        # What a test itself cuts short by going to the next page is no fault of this one.
        if request.failure != "net::ERR_ABORTED":
            self.problems.append(f"{request.url}: {request.failure}")

    def _note_answer(self, response: Response) -> None:
        if response.status >= 400:
            self.problems.append(f"{response.url}: {response.status}")

    def _dismiss(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()


OpenPage = Callable[..., Watched]


@pytest.fixture(scope="session")
def find_context(browser: Browser) -> Callable[..., BrowserContext]:
    """Gives the browser context with these options, one for all tests.

    The browser takes longer to make one than to show several pages, and the sites keep nothing that pages of a context share.
    A page of each stays open, without which the browser would close its window after each test, and make another.
    """
    contexts: dict[str, BrowserContext] = {}

    def find(**options: object) -> BrowserContext:
        key = json.dumps(options, sort_keys=True)
        if key not in contexts:
            contexts[key] = browser.new_context(**options)  # type: ignore[arg-type]  # options of many types
            contexts[key].set_default_timeout(PATIENCE)
            contexts[key].new_page()
        return contexts[key]

    return find


@pytest.fixture
def open_page(find_context: Callable[..., BrowserContext]) -> Iterator[OpenPage]:
    """Opens an address in a page of its own; further arguments are the options of its browser context."""
    pages = []

    def open_address(address: str, **options: object) -> Watched:
        pages.append(find_context(**options).new_page())
        watched = Watched(pages[-1])
        watched.watch()
        watched.page.goto(address)
        return watched

    yield open_address
    for page in pages:
        page.close()


def follow(link: Locator) -> None:
    """Click a link and wait until the page that it leads to is loaded."""
    with link.page.expect_navigation():
        link.click()


def settle(page: Page) -> None:
    """Let a served search page find something; other pages are finished when they are loaded."""
    if page.locator("#hits").count():
        expect(page.locator("#hits > li").first).to_be_visible()
