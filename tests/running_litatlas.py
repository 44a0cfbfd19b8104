"""Commands run as people run them, and what they left in the notes."""

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from litatlas.cli import main
from litatlas.content.corrections import Correction
from litatlas.review.loading import load_review

SLUG = "heron-sparse-kernels-for-quiet-ponds"
LEFT_OUT = ("VISUAL", "EDITOR")
"""Variables that a command does not see, unless a test gives them: nobody sits there to edit."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


def run(root: Path, *arguments: str, typed: str = "", **variables: str) -> Run:
    """Run the command on a review, with what is typed."""
    return run_in(Path.cwd(), "-C", str(root), *arguments, typed=typed, **variables)


def run_in(folder: Path, *arguments: str, typed: str = "", **variables: str) -> Run:
    """Run the command in a folder: in this process, which is there already; what it starts itself says is not seen."""
    return _check(run_here(folder, partial(main, arguments), typed=typed, **variables))


def run_here(folder: Path, program: Callable[[], int | None], *, typed: str = "", **variables: str) -> Run:
    """Run a program that is a function in a folder, in this process, with what is typed and with variables of the environment."""
    output, errors = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    with chdir(folder), _set_streams(io.TextIOWrapper(io.BytesIO(typed.encode())), output, errors), _set_variables(variables):
        try:
            status = program() or 0
        except SystemExit as ended:
            status = int(ended.code or 0)
    return Run(
        status, *(stream.buffer.getvalue().decode() for stream in (output, errors) if isinstance(stream.buffer, io.BytesIO))
    )


def run_apart(folder: Path, *arguments: str, typed: str = "", **variables: str) -> Run:
    """Run the command in a folder, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    command = [sys.executable, "-m", "litatlas", *arguments]
    found = subprocess.run(
        command, cwd=folder, input=typed, env=environment | variables, capture_output=True, text=True, timeout=120, check=False
    )
    return _check(Run(found.returncode, found.stdout, found.stderr))


def _check(found: Run) -> Run:
    assert "Traceback" not in found.stderr
    assert "did not expect" not in found.stderr
    return found


@contextmanager
def _set_streams(*streams: io.TextIOWrapper) -> Iterator[None]:
    """Let these be the streams of this process, and its signals afterwards what they were."""
    before = sys.stdin, sys.stdout, sys.stderr
    handlers = [(number, signal.getsignal(number)) for number in (signal.SIGINT, signal.SIGTERM)]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
        for number, handler in handlers:
            signal.signal(number, handler)


@contextmanager
def _set_variables(variables: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    for name in LEFT_OUT:
        os.environ.pop(name, None)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def correct(root: Path, typed: str, asked: str = SLUG, *options: str) -> Run:
    found = run(root, "correct", asked, "--by", "Ann", "--on", "2026-11-21", *options, typed=typed)
    assert found.returncode == 0, found.stderr
    return found


def corrections_of(root: Path, slug: str = SLUG) -> list[Correction]:
    return [correction for note in load_review(root).notes.get(slug, ()) for correction in note.corrections]


def actions_of(root: Path, slug: str = SLUG) -> list[tuple[str, dict[str, Any], str]]:
    return [(item.action, dict(item.new), item.why) for item in corrections_of(root, slug)]
