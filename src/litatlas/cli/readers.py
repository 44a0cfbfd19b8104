"""The options by which a run says what reads its papers."""

import os
import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

import click

from litatlas.cli.session import Session
from litatlas.cli.terminal import Terminal
from litatlas.content.pages import ReaderName, is_model_name
from litatlas.errors import UsageError
from litatlas.readers.budget import Budget, Price
from litatlas.readers.choice import ReaderOptions, Server
from litatlas.readers.keys import find_key

ENDPOINT = "LITATLAS_ENDPOINT"
"""The variable that names the endpoint where --endpoint does not."""
MOST_TOKENS = 1_000_000
"""What a run may spend at a server elsewhere where its budget is not told: some thousand papers."""

_PRICE = re.compile(r"(\d{1,6}(?:\.\d{1,6})?),\s?(\d{1,6}(?:\.\d{1,6})?)")
F = TypeVar("F", bound=Callable[..., object])


def _parse_price(_context: click.Context, _option: click.Parameter, text: str | None) -> Price | None:
    if text is None:
        return None
    found = _PRICE.fullmatch(text.strip())
    if found is None:
        raise click.BadParameter("write what a million tokens of requests and of replies cost: 0.15,0.60")
    return Price(float(found[1]), float(found[2]))


def _parse_model(_context: click.Context, _option: click.Parameter, text: str | None) -> str | None:
    if text is not None and (expected := is_model_name(text)):
        raise click.BadParameter(f"{text!r} is not {expected}")
    return text


_DEFAULT = "default: as content/review.yml says"
_OPTIONS = (
    click.option("--reader", type=click.Choice(["rules", "model"]), help=f"What reads the papers; {_DEFAULT}, else rules."),
    click.option("--model", metavar="NAME", callback=_parse_model, help=f"The model, as its server calls it; {_DEFAULT}."),
    click.option(
        "--endpoint",
        metavar="URL",
        help="The server that is asked, of the OpenAI chat protocol, such as http://127.0.0.1:8080/v1; "
        f"default: as {ENDPOINT} says. Without one, only kept answers are read.",
    ),
    click.option("--allow-http", is_flag=True, help="Let texts and key go unencrypted to another machine."),
    click.option("--batch", metavar="N", type=click.IntRange(1, 32), default=1, show_default=True, help="Papers in one request."),
    click.option("--parallel", metavar="N", type=click.IntRange(1, 64), default=4, show_default=True, help="Requests at once."),
    click.option(
        "--timeout",
        metavar="SECONDS",
        type=click.FloatRange(0.1, 3600),
        default=120,
        show_default=True,
        help="When a request counts as lost.",
    ),
    click.option(
        "--answer-tokens",
        metavar="N",
        type=click.IntRange(100, 100_000),
        default=2_000,
        show_default=True,
        help="The most tokens of an answer for each paper; models that think aloud need more.",
    ),
    click.option(
        "--budget-tokens",
        metavar="N",
        type=click.IntRange(1),
        help=f"The most tokens to spend; default: {MOST_TOKENS:,} at a server elsewhere, any number on this machine.",
    ),
    click.option(
        "--budget-money",
        metavar="SUM",
        type=click.FloatRange(0, min_open=True),
        help="The most money to spend; needs --price.",
    ),
    click.option(
        "--price",
        metavar="IN,OUT",
        callback=_parse_price,
        help="What a million tokens of requests and of replies cost: 0.15,0.60.",
    ),
    click.option("--estimate", is_flag=True, help="Tell what asking would come to; ask and write nothing."),
    click.option("--ask-again", is_flag=True, help="Ask anew where the kept answer is refused or unusable."),
)
_NAMES = (
    *("reader", "model", "endpoint", "allow_http", "batch", "parallel", "timeout"),
    *("answer_tokens", "budget_tokens", "budget_money", "price", "estimate", "ask_again"),
)


def reader_options(command: F) -> F:
    """Add the options of a run's reader; the command is given them as `readers`, a `ReaderOptions`."""

    @wraps(command)
    def run(session: Session, *arguments: object, **values: Any) -> object:
        told = {name: values.pop(name) for name in _NAMES}
        return command(session, *arguments, readers=_build_options(session.terminal, told, os.environ), **values)

    for option in reversed(_OPTIONS):
        run = option(run)
    return cast("F", run)


def _build_options(terminal: Terminal, told: Mapping[str, Any], environment: Mapping[str, str]) -> ReaderOptions:
    named = told["endpoint"]
    reader: ReaderName | None = told["reader"] or ("model" if named or told["model"] else None)
    if reader == "rules":
        if named or told["model"]:
            raise UsageError("the rules need no --endpoint and no --model; say --reader model, or leave these out")
        return ReaderOptions(reader)
    url = named or environment.get(ENDPOINT, "").strip()
    if told["budget_money"] and not told["price"]:
        raise UsageError("a budget of money needs the price: --price 0.15,0.60 for a million tokens of requests and of replies")
    return ReaderOptions(reader, told["model"], (lambda: _build_server(terminal, url, told, environment)) if url else None)


def _build_server(terminal: Terminal, url: str, told: Mapping[str, Any], environment: Mapping[str, str]) -> Server:
    try:
        from litatlas.readers.asking import Manner  # noqa: PLC0415  (needs the extra)
        from litatlas.readers.endpoint import build_endpoint  # noqa: PLC0415
    except ImportError as error:
        raise UsageError("asking a model needs more packages: pip install 'litatlas[model]'") from error
    bare = build_endpoint(url, allow_http=told["allow_http"])
    endpoint = build_endpoint(url, find_key(bare.host, environment), allow_http=told["allow_http"])
    tokens = told["budget_tokens"]
    is_told = tokens is not None or told["budget_money"] is not None
    budget = Budget(tokens if is_told or endpoint.is_local else MOST_TOKENS, told["budget_money"], told["price"])

    def agree(estimate: str) -> bool:
        terminal.print(f"{estimate}.")
        if told["estimate"]:
            return False
        if is_told or endpoint.is_local or not terminal.is_answered:
            return True
        return terminal.ask_key("ask (y, n)? ", "yn") == "y"

    manner = Manner(told["batch"], told["parallel"], told["timeout"], answer_tokens=told["answer_tokens"])
    return Server(endpoint, manner, budget, agree, lambda spent: terminal.print(f"{spent}."), again=told["ask_again"])
