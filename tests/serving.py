"""Servers of built sites on this machine."""

import gzip
import http.client
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from litatlas.preview.preview import Preview
from litatlas.preview.serve import HOST, open_preview, open_server

PATIENCE = 60.0
"""Seconds until a test gives up on what must come; it says nothing about how fast it comes."""


@contextmanager
def serve_site(site: Path) -> Iterator[str]:
    """The product's own server of a site; gives the site's address."""
    with _run(open_server(site, 0)) as address:
        yield address


@contextmanager
def serve_preview(preview: Preview) -> Iterator[str]:
    """The product's own server of a preview, which is updated by whoever asks for it; gives its address."""
    with _run(open_preview(preview, 0)) as address:
        yield address


@contextmanager
def serve_below(folder: Path) -> Iterator[str]:
    """The standard library's server of the folder that a site stands in; gives the folder's address."""
    with _run(ThreadingHTTPServer((HOST, 0), partial(_Quiet, directory=str(folder)))) as address:
        yield address


@contextmanager
def serve_compressed(site: Path) -> Iterator[str]:
    """A server that compresses what it sends, as GitHub Pages does; gives the site's address."""
    with _run(ThreadingHTTPServer((HOST, 0), partial(_Compressing, directory=str(site)))) as address:
        yield address


def ask(address: str, path: str, method: str = "GET", host: str | None = None) -> tuple[int, dict[str, str], bytes]:
    """Send a path as it stands, without the tidying up that clients do."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_accept_encoding=True, skip_host=host is not None)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()
    finally:
        connection.close()


@contextmanager
def _run(server: ThreadingHTTPServer) -> Iterator[str]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
        """Say nothing."""


class _Compressing(_Quiet):
    def send_head(self) -> io.BytesIO | None:
        """Answer with the file that the path names, or the `index.html` of a folder, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return None
        data = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return io.BytesIO(data)
