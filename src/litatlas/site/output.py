"""The built site's folder: written beside the old one, swapped in whole at the end."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from litatlas.errors import UsageError
from litatlas.running.locking import hold_lock

MARKER = ".litatlas-site"
"""The file that tells a folder that LitAtlas built, and may replace, from one that people filled."""
_NEW, _OLD, _LOCK = ".{}.new-", ".{}.old", ".{}.lock"
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


@dataclass(frozen=True, slots=True)
class Staging:
    """A site that is being built beside the one that stands."""

    site: Path
    folder: Path

    def write(self, path: str, data: bytes) -> None:
        """Write a file of the new site; `path` is relative to the site's root."""
        target = self.folder / path
        try:
            target.write_bytes(data)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        _keep_time(self.site / path, target, data)


@contextmanager
def stage_site(site: Path) -> Iterator[Staging]:
    """A folder to build into, which takes the place of `site` when the block ends well and is removed when it does not.

    Files whose bytes stay the same keep their modification time, and the old site's hidden files (`.gitignore`) stay. What a
    killed build left behind is cleaned up. Raises `UsageError` where another build is at work or `site` holds files that
    LitAtlas did not write.
    """
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    old = site.with_name(_OLD.format(site.name))
    # Named by process: what a killed one started may go on writing to its folder for a while.
    new = site.with_name(f"{_NEW.format(site.name)}{os.getpid()}")
    with hold_lock(site.with_name(_LOCK.format(site.name)), "building a site in"):
        if old.exists() and not site.exists():
            old.rename(site)
        for leftover in (*site.parent.glob(f"{_NEW.format(site.name)}*"), old):
            shutil.rmtree(leftover, ignore_errors=True)
        _refuse_foreign(site)
        new.mkdir()
        try:
            staging = Staging(site, new)
            staging.write(MARKER, b"LitAtlas wrote this folder and replaces it at the next build.\n")
            yield staging
            _keep_hidden(site, new)
            _swap(new, site, old)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(new, ignore_errors=True)


def mend_site(site: Path, files: Iterable[tuple[str, bytes | None]]) -> None:
    """Write some files of a site that stands, each at one stroke and only where its bytes differ; None removes a file.

    Raises `UsageError` where another build is at work or LitAtlas did not write `site`.
    """
    site = site.resolve()
    with hold_lock(site.with_name(_LOCK.format(site.name)), "building a site in"):
        if not (site / MARKER).is_file():
            raise UsageError(f"{site} holds no site that LitAtlas wrote; build it")
        for path, data in files:
            _mend_file(site / path, data)


def _mend_file(target: Path, data: bytes | None) -> None:
    if data is None:
        target.unlink(missing_ok=True)
        return
    try:
        if target.read_bytes() == data:
            return
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.new")
    temporary.write_bytes(data)
    temporary.replace(target)


def _refuse_foreign(site: Path) -> None:
    if site.exists() and not site.is_dir():
        raise UsageError(f"{site} is not a folder; move it away, the site is built there")
    if site.is_dir() and not (site / MARKER).exists() and any(not path.name.startswith(".") for path in site.iterdir()):
        raise UsageError(f"{site} holds files that LitAtlas did not write; move them away, the build replaces the whole folder")


def _keep_hidden(site: Path, new: Path) -> None:
    if not site.is_dir():
        return
    for path in site.iterdir():
        if path.name.startswith(".") and not (new / path.name).exists():
            if path.is_dir():
                shutil.copytree(path, new / path.name, symlinks=True)
            else:
                shutil.copy2(path, new / path.name)


def _keep_time(old: Path, new: Path, data: bytes) -> None:
    """Give a new file whose bytes are those of the old one the old one's modification time."""
    try:
        status = old.stat()
        if status.st_size == len(data) and old.read_bytes() == data:
            os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    except OSError:
        return


def _swap(new: Path, site: Path, old: Path) -> None:
    """Put `new` in the place of `site`: at one stroke where the system can, else by two renames that the next build can mend."""
    if not site.exists():
        new.rename(site)
    elif not _exchange(new, site):
        site.rename(old)
        try:
            new.rename(site)
        except OSError:
            old.rename(site)
            raise


def _exchange(first: Path, second: Path) -> bool:
    """Let two folders change names at one stroke; False where the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0)
