"""The memory of a process and of those that it starts, watched from without: a process with threads is not copied."""

import os
import threading
from pathlib import Path

_PAUSE = 0.02


class Memory(threading.Thread):
    """Watches the resident memory of a process and of its children, in bytes; what copies share counts for each."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.own = self.child = self.both = 0
        self.done = threading.Event()

    def run(self) -> None:
        """Look until told to stop."""
        while not self.done.wait(_PAUSE):
            own = _read_resident(self.process)
            child = sum(map(_read_resident, _list_children(self.process)))
            self.own, self.child, self.both = max(self.own, own), max(self.child, child), max(self.both, own + child)


def _list_children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task")
    try:
        return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    except OSError:
        return []


def _read_resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
