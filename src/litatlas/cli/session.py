"""What the commands share: the terminal, the review that they work on, their exit codes, and the form of their help."""

import os
import shlex
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from inspect import cleandoc
from pathlib import Path
from typing import TypeVar

import click

from litatlas.cli.terminal import Terminal
from litatlas.errors import UsageError
from litatlas.review.root import SETTINGS_FILE, find_root, is_review

EXIT_WELL, EXIT_FAULTS, EXIT_USAGE = 0, 1, 2
_EXAMPLE = "\b\nExample:"
F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Session:
    """What every command is given."""

    terminal: Terminal
    directory: Path | None
    """The folder that -C names."""

    def find_review(self) -> Path:
        """The review's folder; `UsageError` where there is none."""
        if self.directory is None:
            return find_root(Path.cwd())
        if not is_review(self.directory):
            hint = f"name a review's folder, or make one: {self.call('init')}"
            raise UsageError(f"{self.directory} holds no {SETTINGS_FILE}; {hint}")
        return self.directory

    def call(self, command: str) -> str:
        """How to call another command on the same review, to be copied from the terminal."""
        return f"litatlas {f'-C {shlex.quote(str(self.directory))} ' if self.directory else ''}{command}"


class NamedFile(click.Path):
    """A file that an argument names. No name at all would be the folder here: `litatlas ingest "$UNSET"`."""

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, context: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The file's path."""
        if value == "":
            self.fail("the name of a file is empty; name a file", param, context)
        return super().convert(value, param, context)


def example(*calls: str) -> Callable[[F], F]:
    """Add examples to a command's help, a line each."""
    lines = "".join(f"\n  {call}" for call in calls)

    def add(command: F) -> F:
        command.__doc__ = f"{cleandoc(command.__doc__ or '')}\n\n{_EXAMPLE}{lines}"
        return command

    return add


def jobs_option(made: str) -> Callable[[F], F]:
    """The option for how many processes work; `made` says at what: `read the papers' texts`."""
    told = f"Processes that {made}; default: one for each CPU, as far as they save time."
    return click.option("--jobs", metavar="N", type=click.IntRange(1), help=told)


def write_text(pieces: Iterable[str]) -> None:
    """Write text for programs as it is."""
    output = sys.stdout.buffer
    try:
        for piece in pieces:
            output.write(piece.encode(errors="backslashreplace"))
        output.flush()
    except BrokenPipeError:
        # The reader has all that it wanted. Python flushes once more at its end, and must not fail at that either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
