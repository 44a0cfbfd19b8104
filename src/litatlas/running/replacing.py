"""Writes files whole: a reader, a kill or a full disk meets the old bytes or the new ones, never a part; follows no links.

What is being written lies beside its place under a name of its own, locked by its writer: what no writer holds is of a run that
was killed, and `remove_leftovers` takes it away.
"""

import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

_LEFTOVER = re.compile(r"\.litatlas-[0-9a-f]{16}\.tmp")
"""The names of files that are being written, which nobody can guess and plant a link under."""
_FRESH = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_PERMISSIONS = 0o777


def replace_file(path: Path, data: bytes, *, durable: bool = False, within: Path | None = None) -> None:
    """Put a file with these bytes in the place of `path`, at one stroke; its permissions stay.

    A link that stands there gives way to the file. `durable` waits until the disk has the bytes: for what nobody can make again.
    `within` is as for `open_replacement`.
    """
    with open_replacement(path, durable=durable, within=within) as file:
        file.write(data)


@contextmanager
def open_replacement(path: Path, *, durable: bool = False, within: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` as `replace_file` has it, once all is written; else nothing is changed.

    It is written in the folder `within`, on the same disk; without one beside `path`. `OSError` names `path`, which people know.
    """
    with ExitStack() as undo:
        undo.enter_context(tell_of(path))
        temporary, file = _open_temporary(within or path.parent, undo)
        with file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if (permissions := _find_permissions(path)) is not None:
            temporary.chmod(permissions)
        temporary.replace(path)
    if durable:
        _keep_entry(path.parent)


def _open_temporary(folder: Path, undo: ExitStack) -> tuple[Path, BinaryIO]:
    """A new file of a name that nobody can guess, which `undo` removes; no other run takes it for one that was left behind."""
    while True:
        path = folder / f".litatlas-{token_hex(8)}.tmp"
        file = os.fdopen(os.open(path, _FRESH, 0o666), "wb")
        if _hold(file.fileno(), undo):
            undo.callback(_remove_unmoved, path)
            return path, file
        file.close()  # another run has just taken it for a leftover


def _remove_unmoved(path: Path) -> None:
    """Remove a file that was being written, unless it has been put in its place."""
    if path.exists():
        path.unlink()


def _hold(descriptor: int, undo: ExitStack) -> bool:
    """Lock an open file until `undo`, also when it has been closed; False where it is gone, or another run has it."""
    if sys.platform == "win32":
        return True
    lock = os.dup(descriptor)
    undo.callback(os.close, lock)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        return True
    return os.fstat(lock).st_nlink > 0


@contextmanager
def tell_of(path: Path | str) -> Iterator[None]:
    """Let what the system refuses be told of the file that people know: a full disk names none, a temporary one says nothing."""
    try:
        yield
    except OSError as error:
        if error.filename is None or is_leftover(Path(os.fsdecode(error.filename)).name):
            error.filename, error.filename2 = str(path), None
        raise


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file that is not there, whole or not at all; `FileExistsError` where anything is, be it a link to nowhere."""
    with ExitStack() as undo:
        undo.enter_context(tell_of(path))
        temporary, file = _open_temporary(path.parent, undo)
        with file:
            file.write(data)
        try:
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a disk on which no file has two names
            _write_in_place(path, data)


def _write_in_place(path: Path, data: bytes) -> None:
    """Write a file that is not there where it shall stand; what fails leaves none, what is killed a part of it."""
    with ExitStack() as undo:
        with os.fdopen(os.open(path, _FRESH, 0o666), "wb") as file:
            undo.callback(path.unlink)
            file.write(data)
        undo.pop_all()


def is_leftover(name: str) -> bool:
    """Whether a file of this name is one that a run was writing."""
    return _LEFTOVER.fullmatch(name) is not None


def remove_leftovers(folder: Path) -> None:
    """Remove the files that killed runs left half-written in a folder; nothing else that is named alike, or being written."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        found = [entry.path for entry in entries if is_leftover(entry.name) and entry.is_file(follow_symlinks=False)]
    for path in found:
        _remove_abandoned(Path(path))


def _remove_abandoned(path: Path) -> None:
    """Remove a leftover that no run holds."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    except OSError:  # gone since, or not ours to read
        return
    with ExitStack() as undo:
        undo.callback(os.close, descriptor)
        if _hold(descriptor, undo):
            path.unlink(missing_ok=True)


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
