"""Run a command and kill it at each of its steps in turn: `python -m tests.kill_command REVIEW FOLDER INPUT ARGUMENTS...`.

For each step N the review is copied to FOLDER/N and the command run within that copy, in a process of its own that is killed at
its Nth act on the file system: a file opened to be written, a folder made, a file renamed or removed. INPUT holds what is typed.
What it left is copied to FOLDER/N-again, and the command run there to its end; so it is in FOLDER/0. Prints the number of steps.
"""

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from litatlas.cli import main as run_command
from litatlas.cli.main import COMMANDS
from litatlas.review.loading import load_review

ACTS = frozenset({"os.rename", "os.mkdir", "os.remove"})


def is_writing(mode: object, flags: object) -> bool:
    """Whether a file is opened to be written, by `open` or by the system's own call, which has no mode."""
    return mode[:1] in ("w", "x") if isinstance(mode, str) else isinstance(flags, int) and bool(flags & os.O_CREAT)


def run_until(step: int, root: Path, typed: Path, arguments: list[str]) -> int:
    """Run the command in a child that is killed at a step; returns how it ended, as `os.waitstatus_to_exitcode` does."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    steps = 0

    def watch(event: str, values: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and is_writing(*values[1:])
        if event in ACTS or writes:
            steps += 1
            if steps == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.stdin = typed.open(encoding="utf-8")
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (for the child's whole life)
    sys.addaudithook(watch)
    try:
        run_command(["-C", str(root), *arguments])
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 3)
    os._exit(3)


def main() -> None:
    """Kill the command at each step until it comes to its end before that."""
    review, folder, typed, *arguments = sys.argv[1:]
    for command in COMMANDS:
        command.load()  # once, for all children, as the vocabulary is built
    load_review(Path(review))
    for step in count():
        root = Path(shutil.copytree(review, Path(folder) / str(step)))
        status = run_until(step, root, Path(typed), arguments)
        if status != -signal.SIGKILL and step:
            shutil.rmtree(root)
            break
        if step:
            root = Path(shutil.copytree(root, Path(folder) / f"{step}-again"))
            status = run_until(0, root, Path(typed), arguments)
        if status:
            sys.exit(f"the command fails with {status} at step {step}")
    print(step - 1)  # noqa: T201  (what the test reads)


if __name__ == "__main__":
    main()
