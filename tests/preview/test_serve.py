"""The server: on this machine alone unless told, nothing outside the site's folder, and what changes is shown."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from litatlas.errors import UsageError
from litatlas.preview.serve import HOST, find_kind, open_server
from litatlas.site.build import build
from tests.invented import make_review, write_files
from tests.serving import PATIENCE, ask, serve_site
from tests.site.markup import parse_page

SECRET = "the heron's secret"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder to serve, beside and within which lie things that must not be served."""
    write_files(
        tmp_path,
        {
            "site/index.html": "<!doctype html><head><title>home</title>",
            "site/404.html": '<!doctype html>\n<html><head><link rel="stylesheet" href="assets/style.css"></head></html>',
            "site/assets/style.css": "body {}",
            "site/assets/own.js": "0",
            **{f"site/{name}": "x" for name in ("picture.svg", "picture.png", "data.json", "feed.xml", "odd.unheard-of")},
            "site/topics/ponds/index.html": "ponds",
            "site/a b ü.txt": "named oddly",
            "secret.txt": SECRET,
            "site-of-another/secret.txt": SECRET,
        },
    )
    (tmp_path / "site/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "site/linked").symlink_to(tmp_path / "site-of-another")
    return tmp_path / "site"


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    """Where the folder is served."""
    with serve_site(site) as address:
        yield address


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/topics/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "//secret.txt",
        "/link.txt",
        "/linked/secret.txt",
        "/linked/",
        "/../site-of-another/secret.txt",
        "/../site-of-another/",
        "/index.html%00../secret.txt",
        "/./../secret.txt?x=/index.html",
    ],
)
def test_nothing_outside_the_folder_is_served(address: str, path: str) -> None:
    status, _, body = ask(address, path)

    assert status == 404
    assert SECRET.encode() not in body


def test_folders_are_not_listed(address: str) -> None:
    status, _, body = ask(address, "/topics/")

    assert status == 404
    assert b"ponds" not in body


def test_a_folder_leads_to_its_page_by_its_name_with_a_slash(address: str) -> None:
    status, headers, _ = ask(address, "/topics/ponds")

    assert (status, headers["location"]) == (301, "/topics/ponds/")
    assert ask(address, headers["location"])[2] == b"ponds"


@pytest.mark.parametrize(
    "path", ["//example.org/..", "///topics/ponds", "/\\example.org/..", "/topics%2f%2fponds", "/%2fexample.org"]
)
def test_no_redirect_leads_to_another_host(address: str, path: str) -> None:
    _, headers, _ = ask(address, path)

    assert not re.match(r"//|/\\|[a-z]+:", headers.get("location", "/"))


def test_names_with_spaces_and_letters_of_any_language_are_served(address: str) -> None:
    assert ask(address, "/a%20b%20%C3%BC.txt?v=1")[2] == b"named oddly"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/assets/style.css", "text/css; charset=utf-8"),
        ("/assets/own.js", "text/javascript; charset=utf-8"),
        ("/picture.svg", "image/svg+xml"),
        ("/picture.png", "image/png"),
        ("/data.json", "application/json"),
        ("/feed.xml", "application/xml"),
        ("/odd.unheard-of", "application/octet-stream"),
        ("/nowhere", "text/html; charset=utf-8"),
    ],
)
def test_each_answer_names_its_kind_and_is_not_kept(address: str, path: str, kind: str) -> None:
    _, headers, body = ask(address, path)

    assert headers["content-type"] == kind
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert int(headers["content-length"]) == len(body)


def test_a_question_for_the_head_alone_gets_no_body(address: str) -> None:
    status, headers, body = ask(address, "/", "HEAD")

    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 0


def test_other_methods_are_refused(address: str) -> None:
    assert ask(address, "/", "POST")[0] == 501


def test_it_listens_on_this_machine_alone(site: Path) -> None:
    server = open_server(site, 0)
    try:
        assert server.socket.getsockname()[0] == HOST == "127.0.0.1"
    finally:
        server.server_close()


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", ""])
def test_names_that_others_can_let_lead_here_are_not_answered(address: str, host: str) -> None:
    status, _, body = ask(address, "/", host=host)

    assert status == 403
    assert b"home" not in body


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "[::1]", "192.168.1.7:8000"])
def test_the_machines_own_names_and_numbers_are_answered(address: str, host: str) -> None:
    assert ask(address, "/", host=host)[0] == 200


def test_a_port_that_is_taken_is_a_wrong_use_with_a_way_out(site: Path) -> None:
    server = open_server(site, 0)
    try:
        with pytest.raises(UsageError, match="--port"):
            open_server(site, server.server_address[1])
    finally:
        server.server_close()


def test_the_page_for_missing_addresses_finds_its_style_at_any_depth(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review")
    build(review)
    with serve_site(review / "site") as address:
        for path in ("/nowhere", "/papers/no-such-paper/deep/er/"):
            status, _, body = ask(address, path)
            (tmp_path / "missing.html").write_bytes(body)
            page = parse_page(tmp_path / "missing.html")
            (base,) = page.named("base")

            assert status == 404
            assert base.attributes["href"] == "/"
            assert all(ask(address, f"/{asset}")[0] == 200 for asset in page.assets())


class Running:
    """`litatlas serve` in a process of its own."""

    def __init__(self, root: Path, *options: str) -> None:
        self.root = root
        self.log = root.with_name(f"{root.name}.log")
        with self.log.open("wb") as log:
            command = [sys.executable, "-u", "-m", "litatlas", "-C", str(root), "serve", "--port", "0", *options]
            environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment)
        self.address = self.wait_for(r"Serving (http://\S+:\d+/)").replace("0.0.0.0", "127.0.0.1")

    def wait_for(self, pattern: str, count: int = 1) -> str:
        """What the pattern's group finds in the output when it stands there so many times."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = re.findall(pattern, self.log.read_text())
            if len(found) >= count:
                return str(found[-1])
            time.sleep(0.05)
        pytest.fail(f"{pattern} did not come; the output was:\n{self.log.read_text()}")

    def change(self, path: str, text: str) -> None:
        """Write a file, once."""
        write_files(self.root, {path: text})

    def read(self, path: str) -> str:
        """A page as it is served now."""
        try:
            with urlopen(self.address + path, timeout=PATIENCE) as response:
                return str(response.read().decode())
        except HTTPError as error:
            error.close()
            return ""

    def await_text(self, path: str, text: str) -> str:
        """A page as soon as it holds a text."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if text in (page := self.read(path)):
                return page
            time.sleep(0.02)
        pytest.fail(f"{text} did not come in {path}; the output was:\n{self.log.read_text()}")


StartPreview = Callable[..., Running]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[StartPreview]:
    """Starts previews of the invented review."""
    started: list[Running] = []

    def start_preview(*options: str) -> Running:
        started.append(Running(make_review(tmp_path / f"review-{len(started)}"), *options))
        return started[-1]

    yield start_preview
    for running in started:
        running.process.kill()
        running.process.wait()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A preview of the invented review that tests share, each with files of its own."""
    running = Running(make_review(tmp_path_factory.mktemp("shared") / "review"))
    yield running
    running.process.kill()
    running.process.wait()


def test_a_change_right_after_the_start_is_shown(start: StartPreview) -> None:
    running = start()

    running.change("content/review.yml", "title: Birds alone\n")

    running.await_text("", "Birds alone")


def test_the_sites_folder_follows_what_is_shown_and_holds_nothing_of_the_preview(start: StartPreview) -> None:
    running = start()
    running.wait_for(r"Built (5) papers")

    running.change("content/review.yml", "title: Birds alone\n")
    running.wait_for(r"Built (5) papers", 2)

    assert ".litatlas" in running.read("")
    files = [path for path in (running.root / "site").rglob("*") if path.is_file()]
    assert "Birds alone" in (running.root / "site/index.html").read_text()
    assert [path for path in files if b"preview.js" in path.read_bytes()] == []
    assert not (running.root / "site/.litatlas").exists()


def test_a_new_page_in_a_new_folder_of_the_content_is_shown(running: Running) -> None:
    running.change("content/pages/deep/extra.md", "---\ntitle: Extra\n---\n\nMore of it.\n")

    running.await_text("extra/", "More of it.")


def test_templates_that_are_made_later_and_made_anew_are_followed(running: Running) -> None:
    running.change("templates/404.html", "<title>First</title>")
    running.await_text("404.html", "First")
    shutil.rmtree(running.root / "templates")
    running.await_text("404.html", "Animals, measured")
    running.change("templates/404.html", "<title>Second</title>")
    running.await_text("404.html", "Second")


def test_faults_are_told_and_leave_the_pages(start: StartPreview) -> None:
    running = start()
    running.change("content/review.yml", "title: ''\n")
    running.wait_for(r"(the pages stay as they were)")
    assert "content/review.yml:1" in running.log.read_text()
    assert "Animals, measured" in running.read("")

    running.change("content/review.yml", "title: Mended\n")
    running.await_text("", "Mended")


def test_other_machines_are_let_in_only_when_told_with_a_warning(start: StartPreview) -> None:
    assert "anyone who can reach" not in start().log.read_text()

    running = start("--host", "0.0.0.0")

    assert "anyone who can reach 0.0.0.0 can read this preview" in running.log.read_text()
    assert ask(running.address, "/", host="192.168.1.7")[0] == 200
    assert ask(running.address, "/", host="evil.example")[0] == 403


@pytest.mark.parametrize("path", ["/../content/review.yml", "/%2e%2e/content/review.yml", "/files/../../content/review.yml"])
def test_the_preview_serves_nothing_outside_the_site_either(running: Running, path: str) -> None:
    assert ask(running.address, path)[0] == 404


def test_the_preview_follows_no_link_out_of_the_site(start: StartPreview) -> None:
    running = start()
    (running.root / "content/files/link.yml").symlink_to(running.root / "content/review.yml")

    assert ask(running.address, "/files/link.yml")[0] == 404


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_the_preview_at_once_without_a_traceback(start: StartPreview, number: int) -> None:
    running = start()
    running.process.send_signal(number)

    assert running.process.wait(PATIENCE) in (0, 130)
    assert "Traceback" not in running.log.read_text()


def test_an_interrupt_while_the_site_is_written_leaves_nothing_behind(
    start: StartPreview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed = tmp_path / "handed over"
    handed.mkdir()
    monkeypatch.setenv("TMPDIR", str(handed))
    running = start()
    end = time.monotonic() + PATIENCE
    while not (running.root / ".site.lock").exists():
        assert time.monotonic() < end, running.log.read_text()
        time.sleep(0.01)
    running.process.send_signal(signal.SIGINT)

    assert running.process.wait(PATIENCE) in (0, 130)
    assert "Traceback" not in running.log.read_text()
    assert not [*handed.iterdir()]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html"),
        ("data/papers.json", "application/json"),
        ("data/papers/1.json.gz", "application/gzip"),
        ("files/a", "application/octet-stream"),
    ],
)
def test_files_are_served_as_what_their_names_say_packed_ones_as_packed(path: str, kind: str) -> None:
    assert find_kind(path) == kind
