"""Which files a review consists of, and which of them changed, without reading any."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from litatlas.content.tree import FOLDERS

Signature = tuple[int, ...]
"""What changes with a file: its times of change, its size, and which file it is."""
Snapshot = Mapping[str, Signature]
"""Signatures by paths relative to the review's folder."""


def take_snapshot(root: Path) -> dict[str, Signature]:
    """The files of a review as they are now; hidden ones are none of it."""
    return dict(_walk(root, [name for name in FOLDERS if (root / name).is_dir()]))


def find_changed(before: Snapshot, after: Snapshot) -> set[str]:
    """The files that are new, gone or different."""
    return {path for path in {**before, **after} if before.get(path) != after.get(path)}


def name_files(root: Path, paths: Iterable[Path]) -> set[str]:
    """Paths below the review's folder as a snapshot names them."""
    return {path.relative_to(root).as_posix() for path in paths if path.is_relative_to(root)}


def _walk(root: Path, pending: list[str]) -> Iterator[tuple[str, Signature]]:
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(root / folder) as entries:
                found = [(f"{folder}/{entry.name}", entry) for entry in entries if not entry.name.startswith(".")]
        except OSError:  # removed since, or not for us to read: what loads the review says so
            continue
        for path, entry in found:
            if entry.is_dir(follow_symlinks=False):
                pending.append(path)
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            yield path, (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
