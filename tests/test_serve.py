"""The preview: on this machine alone, nothing outside the site's folder, and built anew when the content changes."""

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from litatlas.build import build
from litatlas.errors import UsageError
from litatlas.serve import HOST, open_server
from tests.invented import make_review, write_files
from tests.serving import serve_site
from tests.site.markup import parse_page

SECRET = "the heron's secret"
PATIENCE = 60.0
"""Seconds until a test gives up on what must come; it says nothing about how fast it comes."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder to serve, beside and within which lie things that must not be served."""
    write_files(
        tmp_path,
        {
            "site/index.html": "<!doctype html><head><title>home</title>",
            "site/404.html": '<!doctype html>\n<html><head><link rel="stylesheet" href="assets/style.css"></head></html>',
            "site/assets/style.css": "body {}",
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


def ask(address: str, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    """Send a path as it stands, without the tidying up that clients do."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        connection.endheaders()
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


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


@pytest.mark.parametrize("path", ["//example.org/..", "///topics/ponds", "/\\example.org/.."])
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
        ("/nowhere", "text/html; charset=utf-8"),
    ],
)
def test_each_answer_names_its_kind_and_is_not_kept(address: str, path: str, kind: str) -> None:
    _, headers, body = ask(address, path)

    assert headers["content-type"] == kind
    assert headers["cache-control"] == "no-store"
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


class Preview:
    """`litatlas serve` in a process of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.log = root.with_name("serve.log")
        with self.log.open("wb") as log:
            command = [sys.executable, "-u", "-m", "litatlas", "-C", str(root), "serve", "--port", "0"]
            environment = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
            self.process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, env=environment)
        self.address = self.wait_for(r"Serving (http://127\.0\.0\.1:\d+/)")

    def wait_for(self, pattern: str, count: int = 1) -> str:
        """What the pattern's group finds in the output when it stands there so many times."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = re.findall(pattern, self.log.read_text())
            if len(found) >= count:
                return str(found[-1])
            time.sleep(0.05)
        pytest.fail(f"{pattern} did not come; the output was:\n{self.log.read_text()}")

    def change(self, path: str, text: str, pattern: str, count: int = 1) -> None:
        """Write a file, again while the watch has not begun, until the output says what it must."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            write_files(self.root, {path: text})
            again = time.monotonic() + 3
            while time.monotonic() < again:
                if len(re.findall(pattern, self.log.read_text())) >= count:
                    return
                time.sleep(0.05)
        pytest.fail(f"{pattern} did not come; the output was:\n{self.log.read_text()}")

    def read(self, path: str) -> str:
        """A page as it is served now."""
        try:
            with urlopen(self.address + path, timeout=PATIENCE) as response:
                return str(response.read().decode())
        except HTTPError as error:
            error.close()
            return ""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview of the invented review."""
    opened = Preview(make_review(tmp_path / "review"))
    yield opened
    opened.process.kill()
    opened.process.wait()


def test_a_change_of_the_content_is_built_and_served(preview: Preview) -> None:
    assert "Animals, measured" in preview.read("")

    preview.change("content/review.yml", "title: Birds alone\n", r"Built (5) papers", 2)

    assert "Birds alone" in preview.read("")


def test_a_new_page_in_a_new_folder_of_the_content_is_built(preview: Preview) -> None:
    preview.change("content/pages/extra.md", "---\ntitle: Extra\n---\n\nMore of it.\n", r"Built (5) papers", 2)

    assert "More of it." in preview.read("extra/")


def test_faults_are_told_and_leave_the_old_site(preview: Preview) -> None:
    preview.change("content/review.yml", "title: ''\n", r"(the site stays as it was)")
    assert "content/review.yml:1" in preview.log.read_text()
    assert "Animals, measured" in preview.read("")

    preview.change("content/review.yml", "title: Mended\n", r"Built (5) papers", 2)
    assert "Mended" in preview.read("")


def test_an_interrupt_ends_the_preview_without_a_traceback(preview: Preview) -> None:
    preview.process.send_signal(signal.SIGINT)

    assert preview.process.wait(PATIENCE) in (0, 130)
    assert "Traceback" not in preview.log.read_text()
