"""A server of a site for this machine alone, and the preview: what changes in the content shows in the browser at once."""

import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from mimetypes import MimeTypes
from pathlib import Path, PurePosixPath
from time import sleep
from typing import Protocol
from urllib.parse import quote, unquote

from litatlas.errors import UsageError
from litatlas.preview.folder import read_below
from litatlas.preview.page import EVENTS, add_script, format_event, read_own_files
from litatlas.preview.policy import find_styles, list_headers
from litatlas.preview.preview import Hindered, Preview
from litatlas.preview.watching import watch_review
from litatlas.site.places import NOT_FOUND

HOST = "127.0.0.1"
_KINDS = {
    ".bib": "text/plain",
    ".css": "text/css",
    ".csv": "text/csv",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""What a browser must be told rightly; of other files, what Python knows by itself, on all machines the same."""
_NOWHERE = b"<!doctype html><title>Not found</title><p>There is no page at this address."
_FIRST = b"<!doctype html><title>Faults</title><body><p>There is no page yet: the content has faults.</body>"
_PATIENCE = 10.0
"""Seconds of silence until a browser is sent a sign of life, by which it is noticed that one has gone."""
_CALM = 1.0
"""Seconds without a change until the site's folder is brought after what is shown."""
_BREATH = 0.1
"""Seconds until the next connection is taken after one could not be."""
_RETRY = 2.0
"""Seconds until what the system refused is tried again."""
_FAREWELL = 5.0
"""Seconds at most that a preview that is to end waits until what is being written has been given up."""


class Site(Protocol):
    """What a server shows to one request."""

    def read(self, path: str) -> bytes | None:
        """The file at a path within the site; None where there is none."""
        ...


class Folder:
    """A built site."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> bytes | None:
        """The file as it is now."""
        return read_below(self._folder, path)


class SiteHandler(BaseHTTPRequestHandler):
    """Answers with files of a site and nothing else; there are no listings of folders."""

    # One connection for a page and all that it loads; head and body leave together, at once.
    protocol_version = "HTTP/1.1"
    timeout = 30
    wbufsize = -1
    disable_nagle_algorithm = True
    shown, kind, styles = "", "", ""
    """The path within the site, the media type, and the rules of its own of what is being sent."""

    def __init__(self, *arguments: object, look: Callable[[], Site], host: str) -> None:
        self.look = look
        self.host = host
        super().__init__(*arguments)  # type: ignore[arg-type]  # the server's own

    def do_GET(self) -> None:
        """Answer with the file that the path names, or with the site's own page for missing addresses."""
        # What came with the request and nobody reads must not be taken for the next one.
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self.close_connection = True
        if not is_own_host(self.headers.get("Host", ""), self.host):
            # Pages of other sites could else read this one, through a name of theirs that leads here.
            self._send(HTTPStatus.FORBIDDEN, b"This preview does not answer to that name.", "text/plain")
            return
        self.shown = self.kind = self.styles = ""
        path, site = find_path(self.path), self.look()
        if path is not None and not self.answer(path, site):
            self._answer_missing(path, site)
        elif path is None:
            self._answer_missing("", site)

    do_HEAD = do_GET  # noqa: N815  (the base class's name)

    def answer(self, path: str, site: Site) -> bool:
        """Send the file at a path within the site; False where there is none."""
        data = site.read(path)
        if data is not None:
            self.shown = path
            self._send(HTTPStatus.OK, data, find_kind(path), styles=find_styles(data.decode()) if path == NOT_FOUND else "")
        return data is not None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the base class's name)
        """Keep quiet: the terminal is for changes and their faults."""

    def _answer_missing(self, path: str, site: Site) -> None:
        if path and not path.endswith("/index.html") and site.read(f"{path}/index.html") is not None:
            self._redirect(f"{path}/")
            return
        page = site.read(NOT_FOUND)
        # The page's links are meant for the root, and this address may lie deeper.
        data = _NOWHERE if page is None else page.replace(b"<head>", b'<head><base href="/">', 1)
        self._send(HTTPStatus.NOT_FOUND, data, "text/html", styles=find_styles(data.decode()))

    def end_headers(self) -> None:
        """Say with every answer what browsers may do with it."""
        for name, value in list_headers(self.shown, self.kind, self.styles).items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        super().end_headers()

    def _send(self, status: HTTPStatus, data: bytes, kind: str, *, styles: str = "") -> None:
        self.kind, self.styles = kind, styles
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _redirect(self, path: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"/{quote(path)}")
        self.send_header("Content-Length", "0")
        self.end_headers()


class _Server(ThreadingHTTPServer):
    """A thread for each request; none of them keeps the process alive."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str, port: int, handler: Callable[..., SiteHandler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), handler)

    def get_request(self) -> tuple[socket.socket, object]:
        """Take a connection; where there is no descriptor left for it, wait a little: it stays in the queue."""
        try:
            return super().get_request()
        except OSError:
            sleep(_BREATH)
            raise

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that went away before they had their answer, nor of what the system refused for them."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # the server's own


class _Shown:
    """A preview as a site: each file as it is to be shown at one moment.

    One moment for the whole request: a page that says that something is missing must not bear the version that has it.
    """

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.state = preview.state

    def read(self, path: str) -> bytes | None:
        """The file, with the preview's script in pages."""
        if path in read_own_files():
            return read_own_files()[path]
        data = self.preview.read(path, self.state)
        if data is None and path == "index.html" and self.state.edition is None:
            data = _FIRST
        return data if data is None or not path.endswith(".html") else add_script(data, self.state.version)


class PreviewHandler(SiteHandler):
    """Also tells browsers of changes."""

    def __init__(self, *arguments: object, preview: Preview, host: str, stop: threading.Event) -> None:
        self.preview = preview
        self.stop = stop
        super().__init__(*arguments, look=partial(_Shown, preview), host=host)

    def answer(self, path: str, site: Site) -> bool:
        """Send the file, or changes as they come."""
        if path != EVENTS:
            return super().answer(path, site)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            with suppress(OSError):  # the browser has gone
                self._tell_changes()
        return True

    def _tell_changes(self) -> None:
        number = -1
        while not self.stop.is_set():
            state = self.preview.wait_for_news(number, _PATIENCE)
            self.wfile.write(b": still here\n\n" if state.number == number else format_event(state))
            self.wfile.flush()
            number = state.number


def find_path(address: str) -> str | None:
    """The path within a site that a request's target names; None where it is none."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    named = path + "index.html" if path.endswith("/") else path
    first, *parts = named.split("/")
    if first or not parts or {"", ".", ".."} & {*parts} or "\\" in named or "\0" in named:
        return None
    return "/".join(parts)


def find_kind(path: str) -> str:
    """The media type of a file by its name."""
    known = _KINDS.get(PurePosixPath(path).suffix.lower())
    kind, packed = MimeTypes().guess_type(path, strict=True)
    return known or (f"application/{packed}" if packed else kind) or "application/octet-stream"


def is_own_host(header: str, host: str) -> bool:
    """Whether a request's Host names this machine by number, as `localhost`, or by the name that it was told to listen at."""
    name = header.rpartition(":")[0] if ":" in header and not header.endswith("]") else header
    if name.lower() in ("localhost", host.lower()):
        return True
    try:
        ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def open_server(site: Path, port: int) -> ThreadingHTTPServer:
    """A server of a site's folder at 127.0.0.1; port 0 takes a free one. `UsageError` where the port is taken."""
    return _open(HOST, port, partial(SiteHandler, look=partial(Folder, site), host=HOST))


def open_preview(preview: Preview, port: int, host: str = HOST, stop: threading.Event | None = None) -> ThreadingHTTPServer:
    """A server of a preview; at another host than 127.0.0.1 it can be read from other machines.

    It ends the streams of changes when `stop` is set. `UsageError` where it cannot listen there.
    """
    return _open(host, port, partial(PreviewHandler, preview=preview, host=host, stop=stop or threading.Event()))


def _open(host: str, port: int, handler: Callable[..., SiteHandler]) -> ThreadingHTTPServer:
    try:
        return _Server(host, port, handler)
    except OSError as error:
        reason = error.strerror or error
        way = "choose another with --port" if host == HOST else "choose others with --host and --port"
        raise UsageError(f"{host}, port {port} is taken or not to be had ({reason}); {way}") from error


def run_preview(preview: Preview, server: ThreadingHTTPServer, stop: threading.Event) -> None:
    """Serve and follow the content until `stop` is set or the user interrupts."""
    settling = threading.Thread(target=_keep_settled, args=(preview, stop), daemon=True)
    settling.start()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):
            for changed in watch_review(preview.root, stop, lambda reason: preview.tell(Hindered(reason))):
                if not preview.update(changed):
                    _try_again(preview, stop)
    finally:
        stop.set()
        preview.close()
        server.shutdown()
        server.server_close()
        # Else this process would end in the midst of ending the one that builds, and leave what both hand over.
        settling.join(_FAREWELL)


def _try_again(preview: Preview, stop: threading.Event) -> None:
    while not stop.wait(_RETRY) and not preview.update():
        pass


def _keep_settled(preview: Preview, stop: threading.Event) -> None:
    """Bring the site's folder after what is shown, whenever there is calm; what hinders that may be gone a little later."""
    if not stop.wait(_CALM):  # the first page is asked for now
        preview.warm_up()
    number = -1
    while not stop.is_set():
        state = preview.wait_for_news(number, _RETRY if preview.is_hindered else _CALM)
        if state.number == number and not preview.is_hindered:
            continue
        while (later := preview.wait_for_news(state.number, _CALM)).number != state.number:
            state = later
        if stop.is_set():
            return
        preview.look()
        number = preview.state.number
        preview.settle()
