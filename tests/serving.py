"""Servers of built sites on this machine."""

import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from litatlas.serve import HOST, open_server


@contextmanager
def serve_site(site: Path) -> Iterator[str]:
    """The product's own server of a site; gives the site's address."""
    with _run(open_server(site, 0)) as address:
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
