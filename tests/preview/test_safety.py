"""The preview on a stranger's branch, and on a machine that refuses: nothing foreign runs, and it outlives what goes wrong."""

import os
import resource
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from litatlas.preview.preview import Change, Faulty, Hindered, Preview, Unsettled, Updated
from litatlas.preview.watching import watch_review
from tests.invented import make_review, write_files
from tests.serving import PATIENCE, ask, serve_preview

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>parent.pwned = 1; document.title = "pwned"</script></svg>'
HTML = "<title>own</title><script>document.title = 'pwned'</script><p id='shown'>shown</p>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "content/review.yml": "title: Birds\nactive_files: [svg, html]\n",
        "content/files/own.svg": SVG,
        "content/files/own.html": HTML,
    }
    root = make_review(tmp_path / "review")
    write_files(root, files)
    return root


@pytest.fixture
def told() -> list[Change]:
    return []


@pytest.fixture
def preview(root: Path, told: list[Change]) -> Preview:
    preview = Preview(root, None, told.append)
    assert preview.update()
    return preview


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    with serve_preview(preview) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "path",
    ["/", "/papers", "/papers/", "/nowhere", "/assets/style.css", "/files/own.svg", "/.litatlas/preview.js", "/.litatlas/events"],
)
def test_every_answer_says_that_other_sites_have_no_part_in_it(address: str, path: str) -> None:
    _, headers, _ = ask(address, path, "HEAD")

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")


def test_what_is_refused_says_so_too(address: str) -> None:
    for method, host in (("GET", "evil.example"), ("POST", None), ("BREW", None)):
        status, headers, _ = ask(address, "/", method, host)

        assert status >= 400
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.browser
@pytest.mark.parametrize("name", ["own.svg", "own.html"])
def test_a_file_of_the_reviews_own_runs_nothing(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}files/{name}")

    assert "pwned" not in page.title()
    assert ask(address, f"/files/{name}")[1]["content-security-policy"].count("sandbox") == 1


@pytest.mark.browser
def test_no_page_of_another_site_frames_or_probes_the_preview(page: Page, address: str, tmp_path: Path) -> None:
    other = tmp_path / "other"
    write_files(other, {"index.html": f"<iframe src='{address}files/own.svg'></iframe><p id='p'></p>"})
    page.goto((other / "index.html").as_uri())
    probe = f"""path => new Promise(done => {{
        const image = new Image();
        image.onload = () => done("there");
        image.onerror = () => done("no answer");
        image.src = "{address}" + path;
    }})"""

    assert page.evaluate("window.pwned") is None
    assert page.evaluate(probe, "assets/favicon.svg") == page.evaluate(probe, "nowhere.svg") == "no answer"


@pytest.mark.browser
def test_the_pages_work_under_their_own_policy(page: Page, address: str) -> None:
    problems = list[str]()
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    for path in (
        "",
        "results/",
        "papers/heron-sparse-kernels-for-quiet-ponds/",
        "evidence-map/",
        "coverage/",
        "nowhere/",
        "404.html",
    ):
        page.goto(f"{address}{path}")
        page.wait_for_load_state("load")

        assert [problem for problem in problems if "404" not in problem] == [], path


@pytest.mark.parametrize("length", ["Content-Length: 39", "Transfer-Encoding: chunked"])
def test_what_comes_with_a_request_is_not_taken_for_the_next(address: str, length: str) -> None:
    second = b"GET /papers/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(urlsplit(address).netloc.split(":"), PATIENCE) as connection:  # type: ignore[arg-type]
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + length.encode() + b"\r\n\r\n" + second)
        connection.settimeout(PATIENCE)
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))

    assert answer.count(b"HTTP/1.1 ") == 1


PLANTS: dict[str, Callable[[Path], object]] = {
    "a loop": lambda place: place.symlink_to(place.name),
    "a link to everything": lambda place: place.symlink_to("/"),
    "a pipe": os.mkfifo,
    "a name": lambda place: place.with_name("\udce9.md").write_text("x"),
}


@pytest.mark.parametrize("is_hinted", [False, True])
@pytest.mark.parametrize("kind", PLANTS)
def test_what_is_planted_while_it_runs_is_told_and_the_pages_stay(
    preview: Preview, told: list[Change], kind: str, is_hinted: bool
) -> None:
    place = preview.root / "content/pages/planted.md"
    place.parent.mkdir(exist_ok=True)
    before = preview.read("index.html", preview.state)
    PLANTS[kind](place)

    preview.update(place.parent.glob("*") if is_hinted else ())
    assert len(preview.state.faults) == 1
    assert preview.read("index.html", preview.state) == before
    for path in place.parent.glob("*"):
        if path.name in ("planted.md", "\udce9.md"):
            path.unlink()
    preview.update()

    assert [type(change) for change in told[-2:]] == [Faulty, Updated]
    assert len(preview.state.faults) == 0


@contextmanager
def no_descriptors_left() -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_where_no_descriptors_are_left_the_pages_stay_and_nothing_is_forgotten(preview: Preview, told: list[Change]) -> None:
    write_files(preview.root, {"content/pages/seen.md": "---\ntitle: Seen in want\n---\n"})
    before = len(told)
    with no_descriptors_left():
        assert not preview.update([preview.root / "content/pages/seen.md"])
        assert not preview.update()
        assert not preview.settle()
        assert preview.is_hindered
    kinds = [type(change) for change in told[before:]]

    assert preview.update()
    assert preview.settle()

    faults = [change.faults for change in told[before:] if isinstance(change, Faulty)]
    assert kinds.count(Unsettled) == 1
    assert kinds[-1] is Unsettled
    assert kinds[:-1] in ([Hindered], [Faulty] * len(faults))
    assert len(set(faults)) == len(faults), "what is known is not told again"
    assert b"Seen in want" in (preview.read("seen/index.html", preview.state) or b"")
    assert (preview.root / "site/seen/index.html").is_file()


def test_where_nothing_can_be_watched_it_looks_every_second(root: Path) -> None:
    stop = threading.Event()
    reasons: list[str] = []
    with no_descriptors_left():
        looks = watch_review(root, stop, reasons.append)
        assert [next(looks), next(looks)] == [set(), set()]
    stop.set()

    assert len(reasons) == 1
    assert "looking every second" in reasons[0]


def test_the_memory_does_not_grow_with_every_change(preview: Preview) -> None:
    import gc  # noqa: PLC0415  (what is measured)

    def change(number: int) -> None:
        write_files(
            preview.root, {"content/notes/heron.md": f"---\npaper: heron-sparse-kernels-for-quiet-ponds\n---\n\n{number}\n"}
        )
        preview.update()

    for number in range(60):
        change(number)
    preview.settle()
    first = gc.get_freeze_count()
    for number in range(60, 180):
        change(number)
    preview.settle()

    assert gc.get_freeze_count() < first * 1.1
