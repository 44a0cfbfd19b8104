"""`python -m tests.docs.command_reference`: writes docs/reference/commands.md from the help texts of the commands."""

import re
from collections.abc import Iterator

import click

from litatlas.cli import cli
from litatlas.cli.deferred import Deferred
from tests.conftest import REPOSITORY

PATH = REPOSITORY / "docs" / "reference" / "commands.md"
ORDER = ("init", "new", "ingest", "serve", "build", "check", "note", "correct", "review", "export", "explain", "diff")
"""Commands in the order in which one meets them; any other follows."""
_MANY = re.compile(r"\[(?:[\w-]+\|){8,}[\w-]+\]")
"""More choices than a line holds; they stand in a page of their own, as those of input formats do."""
HEAD = """\
# Commands

<!-- Written by `python -m tests.docs.command_reference` from the commands' own help texts; change those. -->

`litatlas COMMAND --help` tells the same on a terminal. Every command works on the review that lies in the nearest folder upwards,
or in the one that `-C` names. The exit status is 0 when all is well, 1 when files have faults, 2 when the command was called
wrongly, and 130 when it was interrupted. With `LITATLAS_DEBUG=1`, an error that LitAtlas did not expect shows its traceback.
The names of formats stand under [Input formats](../formats.md).
"""


def list_commands(group: click.Group = cli, path: str = "litatlas") -> Iterator[tuple[str, click.Command]]:
    """All commands with the words that call them, those of groups in the group's stead."""
    for name in sorted(group.commands, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)):
        found = group.commands[name]
        command = found.load() if isinstance(found, Deferred) else found
        if isinstance(command, click.Group):
            yield from list_commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def write_reference() -> str:
    """The text of the reference."""
    with _make_context(cli, "litatlas") as context:
        general = _write_options(cli, context)
    told = (line for path, command in list_commands() for line in _describe(path, command))
    return "\n".join([HEAD, *general, *told, ""])


def _make_context(command: click.Command, path: str) -> click.Context:
    """The context that the command has when it is called; Click keeps the option for help as the first context has it."""
    return click.Context(command, info_name=path, **cli.context_settings)


def _describe(path: str, command: click.Command) -> Iterator[str]:
    text, _, example = (command.help or "").partition("\n\n\b\nExample:\n")
    with _make_context(command, path) as context:
        usage = " ".join([path, *command.collect_usage_pieces(context)])
        options = list(_write_options(command, context))
    yield from ("", f"## {path}", "", *_write_prose(text), "", "```text", usage, "```")
    yield from ("", *options) if options else ()
    yield from ("", "For example:" if "\n" not in example.strip() else "For example, one of these:")
    yield from ("", "```sh", *(line.strip() for line in example.splitlines()), "```")


def _write_prose(text: str) -> list[str]:
    """Paragraphs, a line each, in which nothing is taken for markup."""
    paragraphs = [re.sub(r"([<>*_|])", r"\\\1", " ".join(part.split())) for part in text.split("\n\n")]
    return [line for paragraph in paragraphs for line in (paragraph, "")][:-1]


def _write_options(command: click.Command, context: click.Context) -> list[str]:
    """A table of options with what they do; none where a command has no more than `--help`."""
    records = [
        record
        for option in command.get_params(context)
        if isinstance(option, click.Option) and (record := option.get_help_record(context))
    ]
    brief = [(_MANY.sub("NAME", names), told) for names, told in records]
    shown = [(names.replace("|", "\\|"), " ".join(told.split()).replace("|", "\\|")) for names, told in brief]
    rows = [f"| `{names}` | {told} |" for names, told in shown if "--help" not in names]
    return ["| option | what it does |", "| --- | --- |", *rows] if rows else []


if __name__ == "__main__":
    PATH.write_text(write_reference(), encoding="utf-8")
