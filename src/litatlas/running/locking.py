"""A lock that one run holds on a folder, and that ends with its process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from litatlas.errors import UsageError

if sys.platform != "win32":
    import fcntl

_PAUSE = 0.02
"""Seconds between two tries."""


PAPERS_LOCK = ".litatlas-ingest.lock"
"""The file in the review's folder that whoever writes papers' pages holds, one at a time."""


@contextmanager
def hold_lock(path: Path, doing: str, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock that the file `path` stands for; `UsageError` saying `doing` where another run holds it.

    `patience` is how many seconds to wait for that run before. The file is made where it is missing and stays behind, empty.
    Where a link or a folder stands in its place, that is a `UsageError` too. Systems without such locks hold none.
    """
    if sys.platform == "win32":
        yield
        return
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK, 0o666)
    except OSError as error:
        if path.is_symlink() or path.is_dir():
            raise UsageError(
                f"{path} is a link or a folder; take it away: a file belongs there that stands for a lock"
            ) from error
        raise
    with os.fdopen(descriptor, "wb") as file:
        end = monotonic() + patience
        while not _take(file.fileno()):
            if monotonic() >= end:
                raise UsageError(f"another run is {doing} {path.parent}; wait for it to end")
            sleep(_PAUSE)
        yield


def _take(descriptor: int) -> bool:
    """Whether the lock is ours now."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
