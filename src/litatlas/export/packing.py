"""Files put together, into a folder or into a zip, with the size and SHA-256 of each as others will check them."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from litatlas.running.replacing import open_replacement, remove_leftovers

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of each entry of a zip, the earliest that the format has: no clock enters an archive."""
_PLAIN_FILE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Packed:
    """A file that was packed."""

    path: str
    """Within the package, with slashes."""
    size: int
    """In bytes."""
    sha256: str


class Packer(Protocol):
    """What files are put into, one after the other."""

    def add(self, path: str, pieces: Iterable[bytes]) -> Packed:
        """Put in a file of some pieces."""


class FolderPacker:
    """A folder; each file in it is replaced at one stroke, and what a killed run left beside it goes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._cleaned: set[Path] = set()

    def add(self, path: str, pieces: Iterable[bytes]) -> Packed:
        """Write a file below the folder."""
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.parent not in self._cleaned:
            remove_leftovers(target.parent)
            self._cleaned.add(target.parent)
        with open_replacement(target) as file:
            return _write(file, path, pieces)


@dataclass(frozen=True, slots=True)
class ZipPacker:
    """A zip whose bytes follow from its files alone, with one version of zlib."""

    archive: zipfile.ZipFile

    def add(self, path: str, pieces: Iterable[bytes]) -> Packed:
        """Add an entry."""
        entry = zipfile.ZipInfo(path, _FIRST_DAY)
        entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _PLAIN_FILE, _UNIX
        with self.archive.open(entry, "w") as file:
            return _write(file, path, pieces)


@contextmanager
def open_zip(path: Path) -> Iterator[ZipPacker]:
    """A zip that takes the place of `path` when it is whole."""
    remove_leftovers(path.parent)
    with open_replacement(path) as file, zipfile.ZipFile(file, "w") as archive:
        yield ZipPacker(archive)


def _write(file: IO[bytes], path: str, pieces: Iterable[bytes]) -> Packed:
    size, digest = 0, hashlib.sha256()
    for piece in pieces:
        file.write(piece)
        size += len(piece)
        digest.update(piece)
    return Packed(path, size, digest.hexdigest())
