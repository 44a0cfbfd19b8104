"""A preview: the site on this machine alone, built anew when the content changes."""

import io
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import watch

from litatlas.errors import UsageError
from litatlas.site.places import NOT_FOUND

HOST = "127.0.0.1"
WATCHED = ("content", "templates")
"""The folders of a review that the site is built from."""


class PreviewHandler(SimpleHTTPRequestHandler):
    """Serves files of the site's folder and nothing else: no listings of folders, nothing behind links that lead out."""

    extensions_map = {  # noqa: RUF012  (the base class's own form)
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".pagefind": "application/wasm",
        ".xml": "application/xml",
        "": "application/octet-stream",
    }

    def send_head(self) -> io.BytesIO | None:
        """Answer with the file that the path names, or with the site's own page for missing addresses."""
        site = Path(self.directory).resolve()
        address = self.path.partition("#")[0].partition("?")[0]
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not address.endswith("/"):
            self._redirect(address + "/")
            return None
        if address.endswith("/"):
            path /= "index.html"
        try:
            if not path.resolve().is_relative_to(site):
                raise FileNotFoundError
            return self._send(HTTPStatus.OK, path.read_bytes(), self.guess_type(str(path)))
        except (OSError, ValueError):  # of no file, or of none that could be: names hold no null bytes
            return self._send(HTTPStatus.NOT_FOUND, self._read_missing(site), "text/html")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
        """Keep quiet: the terminal is for builds and their faults."""

    def _send(self, status: HTTPStatus, data: bytes, kind: str) -> io.BytesIO:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return io.BytesIO(data)

    def _redirect(self, path: str) -> None:
        # A path that starts with two slashes, or what browsers take for them, would name another host.
        location = "/" + path.lstrip("/\\")
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _read_missing(self, site: Path) -> bytes:
        try:
            page = (site / NOT_FOUND).read_bytes()
        except OSError:
            return b"<!doctype html><title>Not found</title><p>There is no page at this address."
        # The page's links are meant for the root, and this address may lie deeper.
        return page.replace(b"<head>", b'<head><base href="/">', 1)


def open_server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of the site's folder at 127.0.0.1; port 0 takes a free one. `UsageError` where the port is taken."""
    try:
        server = ThreadingHTTPServer((HOST, port), partial(PreviewHandler, directory=str(site)))
    except OSError as error:
        raise UsageError(f"port {port} is taken ({error.strerror}); choose another with --port") from error
    server.daemon_threads = True
    return server


def serve(root: Path, server: ThreadingHTTPServer, rebuild: Callable[[], None], stop: threading.Event | None = None) -> None:
    """Serve until `stop` is set or the user interrupts; call `rebuild` after each change of what the site is built from."""
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        folders = [root / name for name in WATCHED if (root / name).is_dir()]
        for _ in watch(*folders, stop_event=stop, raise_interrupt=False, debounce=200):
            rebuild()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
