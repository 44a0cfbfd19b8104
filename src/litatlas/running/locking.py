"""A lock that one run holds on a folder, and that ends with its process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from litatlas.errors import UsageError

if sys.platform != "win32":
    import fcntl


PAPERS_LOCK = ".litatlas-ingest.lock"
"""The file in the review's folder that whoever writes papers' pages holds, one at a time."""


@contextmanager
def hold_lock(path: Path, doing: str) -> Iterator[None]:
    """Hold the lock that the file `path` stands for; `UsageError` saying `doing` where another run holds it.

    The file is made where it is missing and stays behind, empty. Where a link or a folder stands in its place, that is a
    `UsageError` too. Systems without such locks hold none.
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
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"another run is {doing} {path.parent}; wait for it to end") from error
        yield
