"""How things are said on the terminal: colours and progress bars for people, plain lines for pipes."""

from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import TypeVar

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from litatlas.errors import Fault

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds that a loop may take without a word."""


class Terminal:
    """Standard output for what was asked for, standard error for faults and progress."""

    def __init__(self) -> None:
        self.output = Console(highlight=False, soft_wrap=True)
        self.errors = Console(stderr=True, highlight=False, soft_wrap=True)

    def print(self, content: RenderableType) -> None:
        """Say something that was asked for."""
        self.output.print(content, markup=False)

    def fail(self, message: str) -> None:
        """Say why the run ends."""
        self.errors.print(f"[bold red]litatlas:[/] {escape(message)}")

    def print_faults(self, faults: Iterable[Fault]) -> None:
        """List faults, a line each, in a form that editors can jump from."""
        for fault in faults:
            color = "red" if fault.severity == "error" else "yellow"
            place, what = escape(f"{fault.file}:{fault.line}"), escape(f"{fault.message}; {fault.hint}")
            self.errors.print(f"[bold]{place}:[/] [{color}]{fault.severity}:[/] {what}")

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
            for number, item in enumerate(items, 1):
                yield item
                visible = perf_counter() - start >= PATIENCE
                progress.update(task, completed=number, visible=visible)
