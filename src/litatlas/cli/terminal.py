"""How things are said on the terminal: colours and progress bars for people, plain lines for pipes."""

import io
import os
import select
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import Timer
from time import perf_counter
from typing import TypeVar

import click
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from litatlas.errors import Fault, UsageError

if sys.platform != "win32":
    import termios
    import tty

T = TypeVar("T")

_STEERING = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""The Unicode categories of control characters, half characters and separators of lines."""

PATIENCE = 1.0
"""Seconds that a loop may take without a word."""


class Terminal:
    """Standard output for what was asked for, standard error for faults and progress."""

    def __init__(self) -> None:
        self.output = Console(highlight=False, soft_wrap=True, emoji=False)
        # Where standard error is closed, why nothing is done is said on standard output.
        self.errors = Console(stderr=sys.stderr is not None, highlight=False, soft_wrap=True, emoji=False)

    def print(self, content: RenderableType) -> None:
        """Say something that was asked for."""
        try:
            self.output.print(content, markup=False)
        except BrokenPipeError:
            # Its reader has left. What was asked for is done; nothing more is said, also not when Python flushes at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def print_lines(self, lines: Iterable[tuple[str, str]]) -> None:
        """Say lines that were asked for, each with its style."""
        for text, style in lines:
            self.print(Text(_plain(text), style))

    def print_pieces(self, pieces: Iterable[tuple[str, str]]) -> None:
        """Say a line that was asked for, in pieces, each with its style."""
        self.print(Text.assemble(*((_plain(text), style) for text, style in pieces)))

    def ask(self, question: str) -> str | None:
        """Ask for a line; None where the input has ended."""
        try:
            return self.output.input(Text(_plain(question))).strip()
        except EOFError:
            self.print("")
            return None
        except UnicodeDecodeError as error:
            raise UsageError("what was typed is not UTF-8; set the terminal to UTF-8") from error

    def ask_key(self, question: str, keys: str) -> str | None:
        """Ask for one of `keys` until there is one; from a pipe the first letter of each line. None where the input has ended."""
        while True:
            key = self._read_key(question) if sys.stdin.isatty() else self.ask(question)
            if key is None or (key and key[0].lower() in keys):
                return key and key[0].lower()

    def _read_key(self, question: str) -> str | None:
        self.output.print(Text(_plain(question)), end="")
        key = _wait_for_key()
        self.print(key if key and key.isprintable() else "")
        return key

    @property
    def is_answered(self) -> bool:
        """Whether someone sits there who can answer."""
        return sys.stdin.isatty() and self.output.is_terminal

    def fail(self, message: str) -> None:
        """Say why the run ends."""
        self.errors.print(Text.assemble(("litatlas:", "bold red"), f" {message}"))

    def print_faults(self, faults: Iterable[Fault]) -> None:
        """List faults, a line each, in a form that editors can jump from."""
        for fault in faults:
            color = "red" if fault.severity == "error" else "yellow"
            place, what = _plain(f"{fault.file}:{fault.line}"), _plain(f"{fault.message}; {fault.hint}")
            self.errors.print(Text.assemble((f"{place}:", "bold"), " ", (f"{fault.severity}:", color), f" {what}"))

    @contextmanager
    def wait(self, doing: str) -> Iterator[None]:
        """Show on a terminal, after a second, that something takes its time; nothing must be asked meanwhile."""
        if not self.errors.is_terminal:
            yield
            return
        status = self.errors.status(doing)
        try:
            with _call_late(status.start):
                yield
        finally:
            status.stop()

    def track(self, items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
        """Pass items on; after a second show a bar on a terminal, or say at the end how long it took where there is none."""
        start = perf_counter()
        if not self.errors.is_terminal:
            number = 0
            for item in items:
                yield item
                number += 1
            seconds = perf_counter() - start
            if seconds >= PATIENCE:
                self.errors.print(f"{doing}: {number:,} in {seconds:.1f} s")
            return
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=self.errors, transient=True, disable=False, auto_refresh=True) as progress:
            task = progress.add_task(doing, total=total, visible=False)
            # Also a single item may take long, so that no turn of the loop can show the bar.
            with _call_late(partial(progress.update, task, visible=True)):
                for number, item in enumerate(items, 1):
                    yield item
                    progress.update(task, completed=number)


class _ClosedInput(io.RawIOBase):
    """Stands for a standard input that is closed: whoever asks it is told."""

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def isatty(self) -> bool:
        return False

    def readinto(self, _buffer: object) -> int:
        raise UsageError("standard input is closed, and nobody can answer; open it, or give it a file: < FILE")


def meet_closed_streams() -> None:
    """Make standard streams that are closed, which Python has as None, a sentence: `UsageError` where nothing can be told.

    Nothing is done then: `litatlas export papers >&-` would lose all that it writes. A command may never ask its input.
    """
    for stream, name, sign in ((sys.stdout, "output", ">"), (sys.stderr, "error", "2>")):
        if stream is None:
            raise UsageError(
                f"standard {name} is closed, and nothing was done; open it, or leave out what it tells: {sign}/dev/null"
            )
    if sys.stdin is None:
        # No file that is opened later becomes the standard input of a program that is started.
        number = os.open(os.devnull, os.O_RDONLY)
        if number:
            os.close(number)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(_ClosedInput()), encoding="utf-8")


@contextmanager
def _call_late(show: Callable[[], object]) -> Iterator[None]:
    """Call `show` when the block has run for a second; never after its end."""
    timer = Timer(PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # A process with threads cannot be copied.


def _wait_for_key() -> str | None:
    """The next key that is pressed, also one that was pressed before it was asked for; None at the end of the input."""
    if sys.platform == "win32":
        return click.getchar()
    # click.getchar throws away what was typed ahead.
    file = sys.stdin.fileno()
    before = termios.tcgetattr(file)
    try:
        tty.setcbreak(file, termios.TCSADRAIN)
        key = os.read(file, 1)
        while key == b"\x1b" and select.select([file], [], [], 0.01)[0]:
            os.read(file, 1)  # the rest of an arrow or another key that sends several bytes
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)
    return None if key in (b"", b"\x04") else key.decode("latin-1")


def _plain(text: str) -> str:
    """Text from files on a line of its own, without what would steer the terminal."""
    return "".join(letter if unicodedata.category(letter) not in _STEERING else ascii(letter)[1:-1] for letter in text)
