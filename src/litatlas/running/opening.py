"""Opens files that nobody can vouch for: no link is followed, no pipe waited for, and nothing read that has no end."""

import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_unfollowed(path: str, _flags: int) -> int:
    """Open a file for reading as the opener of `open`: no link that leads to it, and without waiting for a pipe's other end."""
    return os.open(path, _FLAGS)


def read_given(path: Path, largest: int = -1) -> bytes:
    """The bytes of a file or a pipe that the user names, at most so many; `OSError` also of a device, as none need end."""
    with path.open("rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise OSError(0, "is a device")
        return file.read(largest)
