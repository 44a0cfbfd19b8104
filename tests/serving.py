"""Servers of built sites on this machine."""

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
