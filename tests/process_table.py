"""What the system tells of processes, in `/proc`: who works for whom, and whether any of a group is left."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 180.0
"""Seconds until a test gives up on what must come; it says nothing about how fast it comes."""


def list_workers(parent: int) -> list[int]:
    """The processes that work for another one."""
    # A process's own list of children: to ask all processes of the system who their parent is costs as much as some tests.
    threads = Path(f"/proc/{parent}/task").glob("*/children")
    children = [int(child) for thread in threads for child in _read_file(thread).split()]
    return sorted(child for child in children if b"resource_tracker" not in _read(child, "cmdline"))


def await_end_of_group(group: int) -> None:
    """Wait until all processes of a group are gone; a killed one may die a little after its parent."""
    end = time.monotonic() + PATIENCE
    while any(its_group == group and state != b"Z" for _, state, its_group in _read_all()):
        assert time.monotonic() < end
        time.sleep(0.01)


def _read_all() -> Iterator[tuple[int, bytes, int]]:
    """Every process: its number, its state and its group."""
    for name in os.listdir("/proc"):  # noqa: PTH208  (this is asked again and again)
        if name.isdecimal() and (told := _read(int(name), "stat")):
            # A program's name stands before them in brackets, and may have brackets and spaces.
            state, _parent, group = told[told.rindex(b")") + 1 :].split(None, 3)[:3]
            yield int(name), state, int(group)


def _read(process: int, name: str) -> bytes:
    return _read_file(Path(f"/proc/{process}/{name}"))


def _read_file(path: Path) -> bytes:
    """What a file of a process says; nothing where the process is gone."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
