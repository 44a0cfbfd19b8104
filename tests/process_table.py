"""What the system tells of processes, in `/proc`: who works for whom, and whether any of a group is left."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 60.0
"""Seconds until a test gives up on what must come; it says nothing about how fast it comes."""


def list_workers(parent: int) -> list[int]:
    """The processes that work for another one."""
    children = (process for process, _, its_parent, _ in _read_all() if its_parent == parent)
    return sorted(child for child in children if b"resource_tracker" not in _read(child, "cmdline"))


def await_end_of_group(group: int) -> None:
    """Wait until all processes of a group are gone; a killed one may die a little after its parent."""
    end = time.monotonic() + PATIENCE
    while any(its_group == group and state != b"Z" for _, state, _, its_group in _read_all()):
        assert time.monotonic() < end
        time.sleep(0.01)


def _read_all() -> Iterator[tuple[int, bytes, int, int]]:
    """Every process: its number, its state, its parent and its group."""
    for name in os.listdir("/proc"):  # noqa: PTH208  (this is asked again and again)
        if name.isdecimal() and (told := _read(int(name), "stat")):
            # A program's name stands before them in brackets, and may have brackets and spaces.
            state, parent, group = told[told.rindex(b")") + 1 :].split(None, 3)[:3]
            yield int(name), state, int(parent), int(group)


def _read(process: int, name: str) -> bytes:
    """What a file of a process says; nothing where the process is gone."""
    try:
        return Path(f"/proc/{process}/{name}").read_bytes()
    except OSError:
        return b""
