"""The built site's folder: what is new is written beside it; at the end all is swapped in, or a few files take their places."""

import ctypes
import json
import os
import re
import shutil
import stat
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from secrets import token_hex

from litatlas.errors import Fault, UsageError
from litatlas.running.locking import hold_lock
from litatlas.running.replacing import is_leftover, remove_leftovers, tell_of, write_new_file

SITE = "site"
"""The folder of the built site, within the review's."""
MARKER = ".litatlas-site"
"""The file that tells a folder that LitAtlas built, and may replace, from one that people filled."""
_MARK = b"LitAtlas wrote this folder and replaces it at the next build.\n"
_NEW, _READY, _OLD, _LOCK = ".{}.new-", ".{}.ready-", ".{}.old", ".{}.lock"
_GONE = ".litatlas-gone"
"""The file, in a folder whose files are to take their places in the site, that lists what the site is to lose."""
_FEW, _SMALL_SHARE = 400, 4
"""So many files at most, and one of so many, take their places one by one: to do so takes some twentieth of a second."""
_UNGUESSED = re.compile(r"\.new-[0-9a-f]{16}\Z")
"""The end of the names of folders that are being built: what is in them when a build is killed may have lost its marker."""
_NO_FILE = (-1, -1)
"""The mark of what no build writes: a link, a pipe."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # linux/fcntl.h, linux/fs.h


Mark = tuple[int, int]
"""A file's size, and its time of modification in nanoseconds: what changes when someone writes to it."""


@dataclass(frozen=True, slots=True)
class Staging:
    """What is new in a site that is being built, beside the one that stands."""

    site: Path
    folder: Path
    standing: Mapping[str, Mark]
    """The files of the site that stands."""

    def write(self, path: str, data: bytes) -> Mark:
        """Write a file of the new site; `path` is relative to the site's root. Where the old one has these bytes, it is kept."""
        if path in self.standing and _holds(self.site / path, data):
            return self.keep(path)
        target = f"{self.folder}/{path}"
        with tell_of(f"{self.site}/{path}"):
            try:
                return _write(target, data)
            except FileNotFoundError:  # so it is for each page of a paper, which has a folder of its own
                os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120  (as in `_write`)
                return _write(target, data)

    def keep(self, path: str) -> Mark:
        """The mark of a file of the old site that is in the new one as it is and with its time."""
        return _mark((self.site / path).lstat())

    def complete(self, paths: set[str]) -> bool:
        """Say which files the new site has, when all are written or kept; whether the folder is now the whole site.

        It is not where little is new: then its files are to take their places in the site, and it lists what is to go.
        """
        if not self.standing:
            return True
        made = _list_made(self.folder)
        gone = sorted(path for path in self.standing.keys() - paths if not path.startswith("."))
        is_little = len(made) + len(gone) <= min(_FEW, len(self.standing) // _SMALL_SHARE)
        if is_little and _is_marked(self.site) and not _are_crossed(made, self.standing, self.site):
            (self.folder / _GONE).write_text(json.dumps(gone), encoding="utf-8")
            return False
        for path in paths.difference(made):
            self._take_over(path)
        return True

    def _take_over(self, path: str) -> None:
        target = self.folder / path
        try:
            _link(self.site / path, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(self.site / path, target)


@contextmanager
def hold_site(site: Path) -> Iterator[None]:
    """Let no other build come near a site; what a killed one left behind is cleaned up. Raises as `stage_site` does."""
    site.parent.mkdir(parents=True, exist_ok=True)
    old = site.with_name(_OLD.format(site.name))
    with hold_lock(site.with_name(_LOCK.format(site.name)), "building a site in"):
        if _is_marked(old) and not os.path.lexists(site):
            old.rename(site)
        for ready in site.parent.glob(f"{_READY.format(site.name)}*"):
            _put_in_place(ready, site)
        for leftover in (*site.parent.glob(f"{_NEW.format(site.name)}*"), old):
            _remove_leftover(leftover)
        _refuse_foreign(site)
        remove_leftovers(site)
        yield


def read_marks(site: Path) -> dict[str, Mark]:
    """The files of a site by their paths there, but for those in hidden folders of its own, which are people's."""
    found: dict[str, Mark] = {}
    pending, top = [""], f"{site}/"
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(top + folder) as entries:
                for entry in entries:
                    path = folder + entry.name
                    if entry.is_dir(follow_symlinks=False):
                        pending += [] if path.startswith(".") else [f"{path}/"]
                    else:
                        is_file = entry.is_file(follow_symlinks=False)
                        found[path] = _mark(entry.stat(follow_symlinks=False)) if is_file else _NO_FILE
        except OSError:  # gone since, or closed to us: what is not found is written anew
            continue
    return found


@contextmanager
def stage_site(site: Path) -> Iterator[Staging]:
    """A folder to build into; when the block ends well `site` is what was built, and as it was when it does not.

    Who builds says by `Staging.complete` what the new site has. Where little is new, its files take their places when all of them
    are written, each at one stroke; a build that is killed over that is brought to its end by the next one.

    Files whose bytes stay the same keep their modification time, and the old site's hidden files (`.gitignore`) stay. What a
    killed build left behind is cleaned up. Raises `UsageError` where another build is at work, `site` holds files that
    LitAtlas did not write, or it or what is hidden in it is a link.
    """
    old = site.with_name(_OLD.format(site.name))
    # Another name each time: what a killed build started may go on writing to its folder for a while.
    new = site.with_name(f"{_NEW.format(site.name)}{token_hex(8)}")
    with hold_site(site):
        new.mkdir()
        try:
            write_new_file(new / MARKER, _MARK)
            yield Staging(site, new, read_marks(site))
            if (new / _GONE).exists():
                ready = site.with_name(f"{_READY.format(site.name)}{token_hex(8)}")
                new.rename(ready)
                _put_in_place(ready, site)
            else:
                _keep_hidden(site, new)
                _swap(new, site, old)
        finally:
            _remove_leftover(new)
            if os.path.lexists(site):
                _remove_leftover(old)


def _list_made(folder: Path) -> list[str]:
    """What is new in a site."""
    return [path for path, mark in read_marks(folder).items() if path not in (MARKER, _GONE) and mark != _NO_FILE]


def _are_crossed(made: Collection[str], standing: Collection[str], site: Path) -> bool:
    """Whether a file would stand where the site has a folder, or below what is a file, or a link, there."""
    folders = {folder.as_posix() for path in made for folder in PurePosixPath(path).parents}
    return not folders.isdisjoint(standing) or any((site / path).is_dir() for path in made)


def _put_in_place(ready: Path, site: Path) -> None:
    """Move the files of a folder that is ready to their places in the site, take away what is to go, and remove the folder."""
    if not _is_marked(ready):
        return
    if _is_marked(site):
        for path in _list_made(ready):
            _move_file(ready / path, site / path)
        gone = _read_gone(ready)
        standing = read_marks(site) if gone else {}
        for path in gone:
            if path in standing and not path.startswith("."):
                _remove_file(site, path)
    _remove_leftover(ready)


def _read_gone(ready: Path) -> list[str]:
    """What the site is to lose; nothing where the list has gone itself, or is none of ours."""
    try:
        listed = json.loads((ready / _GONE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [path for path in listed if isinstance(path, str)] if isinstance(listed, list) else []


def _move_file(file: Path, target: Path) -> None:
    try:
        file.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)


def _remove_file(site: Path, path: str) -> None:
    """Remove a file of a site, and the folders that are empty then."""
    (site / path).unlink(missing_ok=True)
    for folder in PurePosixPath(path).parents:
        try:
            (site / folder).rmdir()
        except OSError:
            return


def find_site_links(site: Path) -> tuple[Fault, ...]:
    """Faults for what a build cannot carry over into the next site: hidden entries that are, or hold, links or devices.

    Whoever publishes the site would publish what they lead to. The site's own folder may not be one either.
    """
    if site.is_symlink():
        return (
            Fault(site.name, 1, "is a link; the site is a folder", "take the link away, and copy the site to where it leads"),
        )
    if not site.is_dir():
        return ()
    hint = "take it away, or put a copy of what it leads to in its place"
    found = (path.relative_to(site.parent).as_posix() for path, mode in _walk_hidden(site) if not _is_plain(mode))
    return tuple(Fault(name, 1, "is a link or no file, which a site does not carry", hint) for name in sorted(found))


def _walk_hidden(site: Path) -> Iterator[tuple[Path, int]]:
    """The hidden entries of a site and all below them, each with its mode; folders come before what is in them.

    What a killed preview left half-written is none of them.
    """
    pending = [entry for entry in site.iterdir() if entry.name.startswith(".") and not is_leftover(entry.name)]
    while pending:
        path = pending.pop()
        mode = os.lstat(path).st_mode
        yield path, mode
        if stat.S_ISDIR(mode):
            pending.extend(path.iterdir())


def _is_plain(mode: int) -> bool:
    return stat.S_ISDIR(mode) or stat.S_ISREG(mode)


def _is_marked(folder: Path) -> bool:
    """Whether a folder is one that LitAtlas made, and may remove."""
    return not folder.is_symlink() and (folder / MARKER).is_file()


def _remove_leftover(folder: Path) -> None:
    """Remove a folder that LitAtlas made; anything else that has its name stays. The marker goes last: a kill leaves it."""
    if not folder.is_dir() or folder.is_symlink():
        return
    if not _is_marked(folder) and not _UNGUESSED.search(folder.name):
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != MARKER:
            path.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _refuse_foreign(site: Path) -> None:
    if links := find_site_links(site):
        raise UsageError("\n".join(f"{fault.file} {fault.message}; {fault.hint}" for fault in links))
    if site.exists() and not site.is_dir():
        raise UsageError(f"{site} is not a folder; move it away, the site is built there")
    if not site.is_dir() or _is_marked(site):
        return
    if any(not path.name.startswith(".") for path in site.iterdir()):
        raise UsageError(f"{site} holds files that LitAtlas did not write; move them away, the build replaces the whole folder")
    write_new_file(site / MARKER, _MARK)


def _keep_hidden(site: Path, new: Path) -> None:
    """Copy the hidden files of the old site that the new one does not have; links, which came since, are left."""
    if not site.is_dir():
        return
    for path, mode in _walk_hidden(site):
        target = new / path.relative_to(site)
        if stat.S_ISDIR(mode):
            target.mkdir(exist_ok=True)
        elif stat.S_ISREG(mode) and not target.exists():
            shutil.copy2(path, target, follow_symlinks=False)


def _mark(status: os.stat_result) -> Mark:
    return status.st_size, status.st_mtime_ns


def _write(path: str, data: bytes) -> Mark:
    with open(path, "wb") as file:  # noqa: PTH123  (a `Path` for each file of a site takes as long as its system calls)
        file.write(data)
        file.flush()
        return _mark(os.fstat(file.fileno()))


def _holds(path: Path, data: bytes) -> bool:
    """Whether there is a file, no link, with these bytes."""
    try:
        status = path.lstat()
        return stat.S_ISREG(status.st_mode) and status.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _link(old: Path, new: Path) -> None:
    """Give a file a second name, or a copy where the file system has no such thing."""
    new.unlink(missing_ok=True)  # a process that died over it may have got so far
    try:
        new.hardlink_to(old)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(old, new, follow_symlinks=False)


def _swap(new: Path, site: Path, old: Path) -> None:
    """Put `new` in the place of `site`: at one stroke where the system can, else by two renames that the next build can mend."""
    if not os.path.lexists(site):
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
