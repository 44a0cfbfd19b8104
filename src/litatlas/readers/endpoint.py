"""A server of the OpenAI chat protocol: which addresses are taken, what is sent there, and what comes back."""

import asyncio
import ipaddress
import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal
from urllib.parse import urlsplit

import httpx

from litatlas.errors import UsageError
from litatlas.model import Json
from litatlas.readers.prompt import Question, build_messages, build_schema
from litatlas.readers.replies import Reply, parse_reply

LARGEST_REPLY = 2_000_000
"""Bytes of a reply that are read; one of the most rows for eight papers has some three hundred thousand."""
CONNECTING = 10.0
"""Seconds until a server that does not take a connection counts as not there."""
BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""The statuses after which a server is asked again."""
_WRONG_FORM = frozenset({400, 415, 422})
"""The statuses by which servers refuse a field that they do not know."""
_FORM_WORDS = ("format", "schema", "json", "grammar", "structured")
"""Words by which a server tells that it does not know the form that an answer is asked for in."""
_LONGEST_TOLD = 200

Failing = Literal["later", "never", "form", "batch"]
"""What to do after a failure: ask again later; ask nothing more; ask in another style; give these papers up."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that is asked."""

    url: str
    """Where requests go, as a whole: `http://127.0.0.1:8080/v1/chat/completions`."""
    key: str = field(default="", repr=False)
    """What opens the server; empty where it needs none. It is sent there and nowhere else, and never told or written."""

    @property
    def host(self) -> str:
        """The server's name."""
        return urlsplit(self.url).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine."""
        return is_loopback(self.host)


@dataclass(frozen=True, slots=True)
class Style:
    """How a request says what it wants: servers know different fields."""

    form: Literal["json_schema", "json_object", "text"] = "json_schema"
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    is_steady: bool = True
    """Whether the likeliest answer is asked for by `temperature: 0`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a request brought no reply."""

    failing: Failing
    message: str
    wait: float | None = None
    """Seconds that the server asks to wait."""
    may_cost: bool = False
    """Whether the server may have answered, and charge for it, though nothing came."""
    said: str = ""
    """What the server said of it."""


def build_endpoint(url: str, key: str = "", *, allow_http: bool = False) -> Endpoint:
    """Build the endpoint of an address as people write it: `https://api.example.org/v1`.

    `UsageError` for an address that is none, that holds a name or password, or to which text and key would go unencrypted; and
    for a key that no header can hold.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or any(letter.isspace() or not letter.isprintable() for letter in url):
        raise UsageError(f"{url!r} is no address of a server; name one such as http://127.0.0.1:8080/v1")
    if parts.username is not None or parts.query or parts.fragment:
        raise UsageError("an endpoint has no user, query or fragment; give its key by the variable LITATLAS_API_KEY")
    if parts.scheme == "http" and not is_loopback(host) and not allow_http:
        hint = "use https, or --allow-http where you trust the network"
        raise UsageError(f"http to {host} would send texts and key for everyone on the way to read; {hint}")
    if not all("!" <= letter <= "~" for letter in key):
        raise UsageError("the key for the endpoint holds a space or a letter that no key has; set it again")
    path = parts.path.rstrip("/")
    path = path if path.endswith("/chat/completions") else f"{path}/chat/completions"
    return Endpoint(f"{parts.scheme}://{parts.netloc}{path}", key)


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def open_client(endpoint: Endpoint, parallel: int, timeout: float) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    """Open connections to an endpoint, which follow no redirects; proxies are those of the system, and none to this machine."""
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    return httpx.AsyncClient(
        headers=headers,
        follow_redirects=False,
        timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECTING)),
        limits=httpx.Limits(max_connections=parallel),
        trust_env=not endpoint.is_local,
    )


def build_body(questions: Sequence[Question], style: Style, limit: int) -> dict[str, Json]:
    """Build a request of questions to one model; `limit` is the most tokens of the reply."""
    body: dict[str, Json] = {"model": questions[0].model, "messages": build_messages(questions), style.limit: limit}
    if style.is_steady:
        body["temperature"] = 0
    if style.form == "json_schema":
        schema: dict[str, Json] = {"name": "results", "strict": True, "schema": build_schema()}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    elif style.form == "json_object":
        body["response_format"] = {"type": "json_object"}
    return body


async def send(client: httpx.AsyncClient, endpoint: Endpoint, body: Mapping[str, Json], timeout: float) -> Reply | Failure:
    """Send a request and wait for its reply, as a whole for at most `timeout` seconds."""
    try:
        async with asyncio.timeout(timeout), client.stream("POST", endpoint.url, json=body) as response:
            data = await _read(response)
    except TimeoutError:
        return Failure("later", f"no reply within {timeout:g} s", may_cost=True)
    except httpx.TimeoutException as error:
        is_open = not isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
        return Failure("later", f"no {'reply' if is_open else 'connection'} in time", may_cost=is_open)
    except httpx.TransportError as error:
        is_open = not isinstance(error, httpx.ConnectError)
        return Failure("later", _tell("the connection failed", str(error), endpoint), may_cost=is_open)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.DecodingError) as error:
        return Failure("later", _tell("the reply cannot be read", str(error), endpoint), may_cost=True)
    if data is None:
        return Failure("batch", f"the reply has more than {LARGEST_REPLY:,} bytes", may_cost=True)
    if response.status_code == httpx.codes.OK:
        reply = parse_reply(_parse(data))
        return reply or Failure("later", "the reply is not of the chat protocol", may_cost=True)
    return _judge(response, data, endpoint)


async def _read(response: httpx.Response) -> bytes | None:
    """The body of a response; None where it is too large."""
    pieces: list[bytes] = []
    size = 0
    async for piece in response.aiter_bytes():
        size += len(piece)
        if size > LARGEST_REPLY:
            return None
        pieces.append(piece)
    return b"".join(pieces)


def _judge(response: httpx.Response, data: bytes, endpoint: Endpoint) -> Failure:
    """What a status other than 200 means."""
    status = response.status_code
    if response.is_redirect:
        return Failure("never", f"the endpoint leads elsewhere (status {status}), and is not followed; name its own address")
    said = _find_message(data)
    message = _tell(f"status {status}", said, endpoint)
    if status in BUSY:
        return Failure("later", message, _parse_wait(response.headers.get("retry-after", "")))
    if status in _WRONG_FORM:
        return Failure("form", message, said=said)
    return Failure("batch" if status == httpx.codes.REQUEST_ENTITY_TOO_LARGE else "never", message)


def adapt_style(style: Style, said: str) -> Style | None:
    """Another style after a server refused a field, by what it said; None where none helps."""
    low = said.lower()
    if "max_completion_tokens" in low and style.limit == "max_tokens":
        return replace(style, limit="max_completion_tokens")
    if "temperature" in low and style.is_steady:
        return replace(style, is_steady=False)
    if style.form == "text" or (low and not any(word in low for word in _FORM_WORDS)):
        return None
    return replace(style, form="json_object" if style.form == "json_schema" else "text")


def _parse_wait(text: str) -> float | None:
    """The seconds of `Retry-After`, which is a number or a date; None where it is neither."""
    if text.strip().isdecimal():
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _parse(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _find_message(data: bytes) -> str:
    """What a server says of an error."""
    told = _parse(data)
    error = told.get("error", told.get("message", told.get("detail"))) if isinstance(told, dict) else None
    text = error.get("message") if isinstance(error, dict) else error
    return text if isinstance(text, str) else ""


def _tell(what: str, said: str, endpoint: Endpoint) -> str:
    """What went wrong, with what the server said of it; never the key, which servers like to repeat."""
    text = " ".join(said.replace(endpoint.key, "…").split() if endpoint.key else said.split())
    return f"{what}: {text[:_LONGEST_TOLD]}" if text else what
