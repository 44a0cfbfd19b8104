"""The preview in a real browser: pages load anew when the content changes, and faults stand over them until they are mended."""

import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from litatlas.preview.preview import Preview
from litatlas.preview.serve import HOST, open_preview, run_preview
from tests.invented import make_review, write_files
from tests.serving import PATIENCE

pytestmark = pytest.mark.browser

HERON = "papers/heron-sparse-kernels-for-quiet-ponds/"


@dataclass(frozen=True, slots=True)
class Watched:
    """A page of a preview in the browser."""

    root: Path
    address: str
    page: Page
    problems: list[str]

    def write(self, path: str, text: str) -> None:
        write_files(self.root, {path: text})

    def await_served(self, text: str) -> None:
        """Return half a second after the page of the start bears a text, so that browsers were told."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with urlopen(self.address, timeout=PATIENCE) as response:
                if text in response.read().decode():
                    time.sleep(0.5)
                    return
        pytest.fail(f"{text} did not come")

    def expect_text(self, text: str) -> None:
        expect(self.page.locator("body")).to_contain_text(text)


@pytest.fixture
def watched(browser: Browser, tmp_path: Path) -> Iterator[Watched]:
    """The page of a paper of the invented review."""
    root = make_review(tmp_path / "review")
    stop = threading.Event()
    preview = Preview(root, None, lambda _: None)
    server = open_preview(preview, 0, HOST, stop)
    preview.update()
    thread = threading.Thread(target=run_preview, args=(preview, server, stop), daemon=True)
    thread.start()
    context = browser.new_context()
    page, problems = context.new_page(), list[str]()
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    address = f"http://{HOST}:{server.server_address[1]}/"
    page.goto(address + HERON)
    yield Watched(root, address, page, problems)
    context.close()
    stop.set()
    thread.join(30)


def test_a_saved_note_shows_in_the_open_page(watched: Watched) -> None:
    watched.expect_text("It stands still.")

    watched.write("content/notes/more.md", "---\npaper: heron-sparse-kernels-for-quiet-ponds\n---\n\nIt stands on one leg.\n")

    watched.expect_text("It stands on one leg.")
    assert watched.page.url == watched.address + HERON
    assert watched.problems == []


def test_each_of_several_changes_shows(watched: Watched) -> None:
    for turn in range(5):
        watched.write("content/review.yml", f"title: Animals, turn {turn}\n")
        watched.expect_text(f"Animals, turn {turn}")


def test_a_link_that_is_followed_while_the_content_changes_leads_where_it_says(watched: Watched) -> None:
    def change_before_the_answer(route: Route) -> None:
        watched.write("content/review.yml", "title: Birds alone\n")
        watched.await_served("Birds alone")
        route.continue_()

    watched.page.route("**/about/*", change_before_the_answer, times=1)
    watched.page.get_by_role("navigation", name="Site").get_by_role("link", name="About").click()

    expect(watched.page).to_have_url(re.compile("/about/"))
    watched.expect_text("Birds alone")
    watched.write("content/review.yml", "title: Birds and beasts\n")
    watched.expect_text("Birds and beasts")


def test_a_page_goes_on_following_changes_after_a_link_that_leads_nowhere(watched: Watched) -> None:
    watched.page.route("**/about/*", lambda route: route.fulfill(status=204))
    with watched.page.expect_response("**/about/*"):
        watched.page.get_by_role("navigation", name="Site").get_by_role("link", name="About").click()

    watched.write("content/review.yml", "title: Birds alone\n")

    watched.expect_text("Birds alone")
    assert watched.page.url == watched.address + HERON


def test_a_page_that_is_not_there_yet_comes_goes_and_comes_back_in_the_browser(watched: Watched) -> None:
    watched.page.goto(watched.address + "extra/")
    watched.expect_text("There is no page at this address")

    watched.write("content/pages/extra.md", "---\ntitle: Extra\n---\n\nMore of it.\n")
    watched.expect_text("More of it.")
    (watched.root / "content/pages/extra.md").unlink()
    watched.expect_text("There is no page at this address")
    watched.write("content/pages/extra.md", "---\ntitle: Extra\n---\n\nBack again.\n")

    watched.expect_text("Back again.")


def test_a_fault_stands_over_the_page_as_it_was_and_goes_away_when_it_is_mended(watched: Watched) -> None:
    alert = watched.page.get_by_role("alert")
    note = "---\npaper: {}\n---\n\n{}\n"

    watched.write("content/notes/more.md", note.format("heron-sparse-kernel-for-quiet-ponds", "Never seen."))

    expect(alert).to_contain_text("content/notes/more.md:2: there is no paper")
    expect(alert).to_contain_text("did you mean 'heron-sparse-kernels-for-quiet-ponds'?")
    expect(alert).to_contain_text("A fault in the content")
    watched.expect_text("It stands still.")
    assert alert.evaluate("element => getComputedStyle(element).position") == "fixed"

    watched.write("content/notes/more.md", note.format("heron-sparse-kernels-for-quiet-ponds", "Seen at last."))

    watched.expect_text("Seen at last.")
    expect(alert).to_have_count(0)
    assert watched.problems == []


def test_faults_from_the_start_stand_over_a_page_that_says_so(browser: Browser, watched: Watched) -> None:
    watched.write("content/review.yml", "title: ''\nlatset: 3\n")
    alert = watched.page.get_by_role("alert")
    expect(alert).to_contain_text("2 faults in the content")

    watched.page.goto(watched.address + "topics/ponds/")

    expect(alert).to_contain_text("content/review.yml:2")
    alert.get_by_role("button", name="Hide").click()
    expect(alert).to_have_count(0)


def test_a_template_that_does_not_work_is_told_with_its_line(watched: Watched) -> None:
    watched.page.goto(watched.address + "about/")

    watched.write("templates/text.html", '{% extends "base.html" %}\n{% block main %}\n{{ view.no_such_field }}{% endblock %}\n')

    expect(watched.page.get_by_role("alert")).to_contain_text("templates/text.html:3")


def test_untrusted_words_of_a_fault_are_text_alone(watched: Watched) -> None:
    watched.write("content/notes/more.md", "---\npaper: '<img src=x onerror=document.title=1>'\n---\n")

    expect(watched.page.get_by_role("alert")).to_contain_text("<img src=x")
    assert watched.page.locator("[role=alert] img").count() == 0


def test_the_policy_of_pages_holds_in_the_preview(watched: Watched) -> None:
    policy = watched.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")

    assert policy is not None
    assert "script-src 'self';" in policy
    watched.page.evaluate(
        "() => { const s = document.createElement('script'); s.text = 'window.ran = 1'; document.body.append(s); }"
    )
    assert watched.page.evaluate("window.ran") is None


def test_the_way_back_shows_what_is_now(watched: Watched) -> None:
    watched.page.goto(watched.address + "about/")
    watched.write("content/review.yml", "title: Animals, seen again\n")
    watched.expect_text("Animals, seen again")

    watched.page.go_back()

    watched.expect_text("It stands still.")
    watched.expect_text("Animals, seen again")


def test_more_windows_than_a_browser_has_connections_load_and_follow_changes(watched: Watched) -> None:
    context = watched.page.context
    pages = [watched.page, *(context.new_page() for _ in range(7))]
    for page in pages[1:]:
        page.goto(watched.address)

    watched.write("content/review.yml", "title: Animals in eight windows\n")

    for page in pages:
        expect(page.locator("body")).to_contain_text("Animals in eight windows")
    watched.write("content/review.yml", "title: ''\n")
    for page in pages:
        expect(page.get_by_role("alert")).to_contain_text("content/review.yml:1")
    assert watched.problems == []


def test_the_windows_that_are_left_go_on_when_the_one_that_listened_is_closed_and_a_new_one_is_told_what_is_now(
    watched: Watched,
) -> None:
    context = watched.page.context
    others = [context.new_page() for _ in range(2)]
    for page in others:
        page.goto(watched.address)
    watched.page.close()
    watched.write("content/review.yml", "title: ''\n")
    for page in others:
        expect(page.get_by_role("alert")).to_contain_text("content/review.yml:1")

    late = context.new_page()
    late.goto(watched.address)

    expect(late.get_by_role("alert")).to_contain_text("content/review.yml:1")


@pytest.mark.parametrize("missing", ["navigator.locks", "BroadcastChannel"])
def test_a_browser_that_cannot_share_listens_in_each_window(watched: Watched, missing: str) -> None:
    owner, _, name = f"window.{missing}".rpartition(".")
    page = watched.page.context.new_page()
    page.add_init_script(f"Object.defineProperty({owner}, {name!r}, {{ value: undefined }})")
    page.goto(watched.address)
    assert page.evaluate(f"{missing} === undefined")

    watched.write("content/review.yml", "title: Animals, each for itself\n")

    expect(page.locator("body")).to_contain_text("Animals, each for itself")
