"""A server of the chat protocol on this machine that plays answers, right ones and faulty ones, and keeps what it was sent."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic, sleep
from typing import Any

from litatlas.content.papers import result_fields
from litatlas.model import Result

Row = dict[str, Any]
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A request that came."""

    body: Any
    headers: Mapping[str, str]
    at: float
    """When, by the clock that only goes on."""

    @property
    def papers(self) -> list[dict[str, str]]:
        """The papers that it asks of: id, title and abstract."""
        told: list[dict[str, str]] = json.loads(self.body["messages"][1]["content"])["papers"]
        return told

    @property
    def titles(self) -> list[str]:
        return [paper["title"] for paper in self.papers]


@dataclass(frozen=True)
class Played:
    """What the server sends back."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds before it."""
    drips: float = 0.0
    """Seconds between its bytes, where it comes in drips."""
    is_cut: bool = False
    """Whether the connection is closed halfway."""


Play = Callable[[Asked, int], Played]
"""Makes the reply to a request, of which it is told how many came before."""


@dataclass
class Server:
    """What runs."""

    url: str
    asked: list[Asked]


def build_row(quote: str, value: float, **fields: Any) -> Row:
    """A row as models tell it."""
    row: Row = {
        "quote": quote, "around": quote, "low": value, "high": value, "unit": "×", "form": "ratio", "metric": "speed",
        "effect": "better", "bound": None, "subject": None,
        "baseline": [], "hardware": [], "dataset": [], "model": [], "setting": [],
    }  # fmt: skip
    return {**row, **fields}


def convert_row(row: Result) -> Row:
    """A row that was read, as models tell it."""
    told = result_fields(row)
    return {"around": "", "setting": [], **{name: value for name, value in told.items() if name in build_row("", 0)}}


def say(content: str | None, *, finish: str = "stop", tokens: tuple[int, int] = (100, 50), **message: Any) -> Played:
    """A reply of the protocol in which the model wrote this."""
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    return Played(json.dumps({"id": "1", "choices": [choice], "usage": usage}).encode())


def tell(asked: Asked, rows: Mapping[str, list[Row]], hardware: Mapping[str, list[str]] | None = None) -> str:
    """What a model writes that tells these rows of the papers, by their titles; none of other papers."""
    papers = [
        {"paper": paper["paper"], "results": rows.get(paper["title"], []), "hardware": (hardware or {}).get(paper["title"], [])}
        for paper in asked.papers
    ]
    return json.dumps({"papers": papers})


def play_rows(rows: Mapping[str, list[Row]], hardware: Mapping[str, list[str]] | None = None) -> Play:
    """Always the same rows of the same papers."""
    return lambda asked, _: say(tell(asked, rows, hardware))


@contextmanager
def serve(play: Play) -> Iterator[Server]:
    """Serve replies on a free port of this machine."""
    asked: list[Asked] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            request = Asked(json.loads(data), {name.lower(): value for name, value in self.headers.items()}, monotonic())
            with lock:
                number = len(asked)
                asked.append(request)
            self.send(play(request, number))

        def send(self, played: Played) -> None:
            sleep(played.delay)
            self.send_response(played.status)
            for name, value in {"Content-Type": "application/json", **played.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(played.body)))
            self.end_headers()
            try:
                if played.is_cut:
                    self.wfile.write(played.body[: len(played.body) // 2])
                    self.close_connection = True
                    return
                for start in range(0, len(played.body), 1) if played.drips else ():
                    self.wfile.write(played.body[start : start + 1])
                    self.wfile.flush()
                    sleep(played.drips)
                if not played.drips:
                    self.wfile.write(played.body)
            except ConnectionError:
                self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that left."""

    server = Quiet(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}/v1", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
