"""Follows the files of a review: by the system's word where it gives it, else by looking every second."""

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from watchfiles import watch

from litatlas.content.tree import FOLDERS

_PAUSE = 1.0
"""Seconds between two looks where the system does not tell of changes."""


def watch_review(root: Path, stop: threading.Event, tell: Callable[[str], object] = lambda _: None) -> Iterator[set[Path]]:
    """The files that changed, as they do; also an empty set when watching has begun, since what came before was not seen.

    Folders that are made, or made anew, while it watches are watched from then on; links are not followed. Where the system
    refuses to watch (it has no descriptors left, say), `tell` is told why, and an empty set comes every second.
    """
    told = ""
    while not stop.is_set():
        try:
            folders = _find_folders(root)
            if folders:
                yield from _watch(root, folders, stop)
                told = ""
            else:
                stop.wait(_PAUSE / 2)
        except (OSError, RuntimeError) as error:  # the watcher's own errors are of the second kind
            if str(error) != told:
                told = str(error)
                tell(f"changes cannot be watched ({told}); looking every second instead")
            yield set()
            stop.wait(_PAUSE)


def _watch(root: Path, folders: Mapping[Path, int], stop: threading.Event) -> Iterator[set[Path]]:
    """What changes until other folders are to be watched."""
    first = True
    changes = watch(
        *folders,
        watch_filter=None,
        debounce=200,
        step=20,
        stop_event=stop,
        rust_timeout=250,
        yield_on_timeout=True,
        recursive=False,
    )
    for found in changes:
        if found or first:
            yield {Path(path) for _, path in found}
        # A folder that is made anew may look as the one before. One of the tops alone can come without a word of it.
        is_same = _find_folders(root) == folders if found or first else all(top in folders for top in _find_tops(root))
        if not is_same or any(Path(path) in folders for _, path in found):
            return
        first = False


def _find_tops(root: Path) -> list[Path]:
    return [root / name for name in FOLDERS if (root / name).is_dir() and not (root / name).is_symlink()]


def _find_folders(root: Path) -> dict[Path, int]:
    """The folders to watch, hidden ones and what only links lead to left out, and which ones of their names they are."""
    found = {}
    pending = _find_tops(root)
    while pending:
        folder = pending.pop()
        if not os.access(folder, os.R_OK | os.X_OK):
            continue
        found[folder] = folder.stat().st_ino
        with os.scandir(folder) as entries:
            pending += [Path(entry.path) for entry in entries if _is_watched(entry)]
    return found


def _is_watched(entry: "os.DirEntry[str]") -> bool:
    return not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False)
