"""Finds the files below a folder of a review. Links are not followed: not out of the review, nor into it a second time."""

import os
import re
import stat
from collections.abc import Iterator
from errno import EACCES
from operator import itemgetter
from pathlib import Path

from litatlas.errors import Fault
from litatlas.running.opening import open_unfollowed

FOLDERS = ("content", "templates")
"""The folders of a review that its site is built from."""
LARGEST_TEXT = 2_000_000
"""Bytes of the largest text that is read; a paper's page has some ten thousand, and Markdown takes seconds for a million."""

UNREAD = "cannot be read"
"""How the message begins where the system refuses to read a file: that may go away though the file does not change."""

_Wrong = tuple[str, str]
"""A message and a hint."""
Data = bytes | _Wrong
"""What is in a file, or why nobody knows."""
_LINK: _Wrong = ("is a link, and links are not followed", "put the file or the folder itself in its place")
_NO_FILE: _Wrong = ("is no file, but a folder, a pipe or a device", "take it away")
_NO_FOLDER: _Wrong = ("is no folder", "take it away, or make it one")
_FOLDER: _Wrong = ("is a folder that is named as a file", "check that it is a file and that you may read it")
_NAME: _Wrong = ("its name holds a control character, or is not UTF-8", "rename it")

_READ = (".md", ".yml", ".yaml")
"""What the names of files end in that are read as text."""
_STEERING = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]")
"""What no file's name may hold: control characters, marks that turn the direction of writing, and bytes that are not UTF-8."""


def find_files(folder: Path) -> list[Path]:
    """The files below a folder, sorted by path: nothing hidden, nothing behind a link, no pipe or device."""
    return [Path(path) for path, wrong in sorted(_walk(folder), key=itemgetter(0)) if wrong is None]


def check_tree(root: Path) -> list[Fault]:
    """Faults for all in a review's folders that `find_files` passes over, save what is hidden, and for files that are closed."""
    found = ((path, wrong or _find_closed(path)) for name in FOLDERS for path, wrong in _walk(root / name))
    return [Fault(_name(Path(path).relative_to(root)), 1, *wrong) for path, wrong in sorted(found, key=itemgetter(0)) if wrong]


def is_plain(path: Path) -> bool:
    """Whether `check_tree` finds no fault with a file; False of what is none, as a link is. Raises `OSError` as `lstat` does."""
    return stat.S_ISREG(path.lstat().st_mode) and not _STEERING.search(path.name) and _find_closed(str(path)) is None


def read_data(path: Path, largest: int | None = None) -> Data:
    """A file's bytes; a message and a hint where it cannot be read, is no file but a link or a device, or is too large."""
    try:
        with open(path, "rb", opener=open_unfollowed) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return _NO_FILE
            if largest is not None and status.st_size > largest:
                return f"is larger than {largest / 1_000_000:g} MB", "split it, or take out what does not belong"
            return file.read()
    except OSError as error:
        return _LINK if path.is_symlink() else _describe(error)


def _find_closed(path: str) -> _Wrong | None:
    """What is wrong with a file that this user may not read."""
    return None if os.access(path, os.R_OK) else _describe(PermissionError(EACCES, os.strerror(EACCES)))


def _describe(error: OSError) -> _Wrong:
    return f"{UNREAD}: {error.strerror}", "check that it is a file and that you may read it"


def _walk(top: Path) -> Iterator[tuple[str, _Wrong | None]]:
    """What is below a folder and not hidden, with what is wrong with it; folders as such only where something is."""
    if top.is_symlink():
        yield str(top), _LINK
        return
    if top.exists() and not top.is_dir():
        yield str(top), _NO_FOLDER
        return
    pending = [str(top)] if top.is_dir() else []
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(folder) as entries:
                found = [entry for entry in entries if not entry.name.startswith(".")]
        except OSError as error:
            yield folder, _describe(error)
            continue
        for entry in found:
            if _STEERING.search(entry.name):
                yield entry.path, _NAME
            elif entry.is_symlink():
                yield entry.path, _LINK
            elif entry.is_dir(follow_symlinks=False):
                if entry.name.lower().endswith(_READ):
                    yield entry.path, _FOLDER
                pending.append(entry.path)
            else:
                yield entry.path, None if entry.is_file(follow_symlinks=False) else _NO_FILE


def _name(path: Path) -> str:
    """A path as it can be shown and written, whatever bytes are in it."""
    return _STEERING.sub(lambda match: ascii(match[0])[1:-1], path.as_posix())
