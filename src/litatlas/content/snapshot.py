"""Which files a review consists of, which of them changed, and what is in them; those that did not change are not read again."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import time_ns

from litatlas.content.tree import FOLDERS, is_plain, read_data
from litatlas.running.digests import digest_data

Signature = tuple[int, ...]
"""What changes with a file: its times of change, its size, and which file it is."""
Snapshot = Mapping[str, Signature]
"""Signatures by paths relative to the review's folder."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which another change of a file shows in its times: the coarsest clock of a file system, FAT's, is as slow."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of a review at one moment."""

    snapshot: Snapshot
    digests: Mapping[str, str]
    """What is in each, by the same paths, as far as it is known; of a file that cannot be read, nothing."""
    moment: int
    """When they were looked at, in nanoseconds."""


_INSIDE = tuple(f"{name}/" for name in FOLDERS)

NO_SOURCES = Sources({}, {}, 0)
"""Of a review that nobody has looked at yet."""


def look_at_sources(root: Path) -> Sources:
    """The files of the review at `root` as they are now; what is in them is not known yet."""
    moment = time_ns()
    return Sources(take_snapshot(root), {}, moment)


def recall_digests(sources: Sources, before: Sources) -> Sources:
    """The same, with what is in those files that surely are as they were before."""
    missing = ((path, sign) for path, sign in sources.snapshot.items() if path not in sources.digests)
    found = {path: digest for path, sign in missing if (digest := _recall(before, path, sign))}
    return replace(sources, digests={**sources.digests, **found})


def complete_digests(sources: Sources, root: Path) -> Sources:
    """The same, with what is in all files: those are read of which it is not known."""
    missing = (path for path in sources.snapshot if path not in sources.digests)
    return replace(sources, digests={**sources.digests, **{path: digest_file(root / path) for path in missing}})


def read_sources(root: Path, before: Sources = NO_SOURCES) -> Sources:
    """The files of the review at `root` as they are now; of those that have not changed since `before`, no byte is read."""
    return complete_digests(recall_digests(look_at_sources(root), before), root)


def amend_sources(root: Path, before: Sources, names: Iterable[str]) -> Sources | None:
    """The files of a review of which these were written, are new or gone, and no others; they are named as a snapshot names them.

    None where that is not all: where one is, or was, a folder, or is no file that a review may have.
    """
    snapshot, digests = dict(before.snapshot), dict(before.digests)
    for name in names:
        if not name.startswith(_INSIDE):
            return None
        if "/." in name:  # hidden
            continue
        try:
            if not is_plain(root / name):
                return None
            snapshot[name], digests[name] = _sign((root / name).lstat()), digest_file(root / name)
        except FileNotFoundError:
            if snapshot.pop(name, None) is None and any(path.startswith(f"{name}/") for path in snapshot):
                return None
            digests.pop(name, None)
        except OSError:  # of a folder that is none any more, or is closed
            return None
    # Of the others nothing is known but what was seen then.
    return Sources(snapshot, digests, before.moment)


def _recall(before: Sources, path: str, signature: Signature) -> str | None:
    """The digest of a file that surely is as it was."""
    if before.snapshot.get(path) != signature or max(signature[:2]) > before.moment - _SETTLED:
        return None
    return before.digests.get(path)


def digest_file(path: Path) -> str:
    """What stands for the bytes of a file; empty where it cannot be read."""
    data = read_data(path)
    return digest_data(data) if isinstance(data, bytes) else ""


def take_snapshot(root: Path) -> dict[str, Signature]:
    """The files of a review as they are now; hidden ones are none of it."""
    return dict(_walk(root, [name for name in FOLDERS if (root / name).is_dir()]))


def find_changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The paths of files that are new, gone or different, by what stands for them before and after."""
    return {path for path, sign in after.items() if before.get(path) != sign} | (before.keys() - after.keys())


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
            yield path, _sign(status)


def _sign(status: os.stat_result) -> Signature:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
