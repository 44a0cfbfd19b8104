"""Writes files whole: a reader, a kill or a full disk meets the old bytes or the new ones, never a part; follows no links."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

_LEFTOVER = re.compile(r"\.litatlas-[0-9a-f]{16}\.tmp")
"""The names of files that are being written, which nobody can guess and plant a link under."""
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_PERMISSIONS = 0o777


def replace_file(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Put a file with these bytes in the place of `path`, at one stroke; its permissions stay.

    A link that stands there gives way to the file. `durable` waits until the disk has the bytes: for what nobody can make again.
    """
    with open_replacement(path, durable=durable) as file:
        file.write(data)


@contextmanager
def open_replacement(path: Path, *, durable: bool = False) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` as `replace_file` has it, once all is written; else nothing is changed."""
    temporary = path.with_name(f".litatlas-{token_hex(8)}.tmp")
    with ExitStack() as undo:
        with os.fdopen(_open_beside(path, temporary), "wb") as file:
            undo.callback(temporary.unlink, missing_ok=True)
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if (permissions := _find_permissions(path)) is not None:
            temporary.chmod(permissions)
        temporary.replace(path)
        undo.pop_all()
    if durable:
        _keep_entry(path.parent)


def _open_beside(path: Path, temporary: Path) -> int:
    """Open a file that is to take the place of `path`; what the system refuses is told of that one, which alone people know."""
    try:
        return os.open(temporary, _FRESH, 0o666)
    except OSError as error:
        error.filename = str(path)
        raise


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that is not there, whole or not at all; `FileExistsError` where anything is, be it a link to nowhere."""
    with ExitStack() as undo:
        with os.fdopen(os.open(path, _FRESH, 0o666), "wb") as file:
            undo.callback(path.unlink, missing_ok=True)
            file.write(data)
        undo.pop_all()


def is_leftover(name: str) -> bool:
    """Whether a file of this name is one that a run was writing."""
    return _LEFTOVER.fullmatch(name) is not None


def remove_leftovers(folder: Path) -> None:
    """Remove the files that killed runs left half-written in a folder; nothing else that is named alike."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        found = [entry.path for entry in entries if is_leftover(entry.name) and entry.is_file(follow_symlinks=False)]
    for path in found:
        Path(path).unlink(missing_ok=True)


def _find_permissions(path: Path) -> int | None:
    """The permissions of a file that stands; None where none does."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    return mode & _PERMISSIONS if stat.S_ISREG(mode) else None


def _keep_entry(folder: Path) -> None:
    """Wait until the disk has a folder's names, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
