"""Files as they are, and those that gzip, bzip2, xz or Zstandard compressed, unpacked block by block while they are read."""

import bz2
import gzip
import hashlib
import io
import lzma
import os
import stat
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

if TYPE_CHECKING:
    from typing_extensions import Buffer

BLOCK = 1 << 20
"""Bytes that are hashed at a time."""
_MARK = 6
_ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
"""The standard library's module, and its backport for earlier ones (PEP 784)."""


_Unpack = Callable[[BinaryIO], tuple[io.BufferedIOBase, tuple[type[Exception], ...]]]
"""Opens a compressed stream; with it come the errors that damaged bytes raise."""


def _open_gzip(file: BinaryIO) -> tuple[io.BufferedIOBase, tuple[type[Exception], ...]]:
    return gzip.GzipFile(fileobj=file), (zlib.error,)


def _open_bzip2(file: BinaryIO) -> tuple[io.BufferedIOBase, tuple[type[Exception], ...]]:
    return bz2.BZ2File(file), (ValueError,)


def _open_xz(file: BinaryIO) -> tuple[io.BufferedIOBase, tuple[type[Exception], ...]]:
    return lzma.LZMAFile(file), (lzma.LZMAError,)


def _open_zstd(file: BinaryIO) -> tuple[io.BufferedIOBase, tuple[type[Exception], ...]]:
    try:
        module = import_module(_ZSTD)
    except ImportError as error:
        raise OSError(0, "needs the package of Zstandard, as by pip install 'litatlas[zstd]'") from error
    return cast("io.BufferedIOBase", module.ZstdFile(file)), (module.ZstdError,)


_PACKINGS: tuple[tuple[bytes, str, _Unpack], ...] = (
    (b"\x1f\x8b\x08", "gzip", _open_gzip),
    (b"BZh", "bzip2", _open_bzip2),
    (b"\xfd7zXZ\x00", "xz", _open_xz),
    (b"\x28\xb5\x2f\xfd", "Zstandard", _open_zstd),
)
"""How compressed files begin (RFC 1952, the formats of bzip2 and xz, RFC 8878), and what unpacks them."""


@dataclass(frozen=True, slots=True)
class Capture:
    """An open file."""

    file: BinaryIO
    """Its bytes as they are."""
    stream: BinaryIO
    """Its bytes unpacked; the same where it is not compressed."""
    find_damage: Callable[[], str]
    """Says what is wrong with the compressed bytes, as far as they were read; empty where nothing is."""

    @property
    def is_packed(self) -> bool:
        """Whether it is compressed."""
        return self.file is not self.stream

    def hash(self) -> str:
        """The SHA-256 of its bytes as they are, in hexadecimal; what is read next begins at the start."""
        digest = hashlib.sha256()
        place = self.file.tell()
        self.file.seek(0)
        while block := self.file.read(BLOCK):
            digest.update(block)
        self.file.seek(place)  # where the unpacking is
        self.stream.seek(0)
        return digest.hexdigest()


@contextmanager
def open_capture(path: Path) -> Iterator[Capture]:
    """Open a file; a pipe is read to its end first, since its bytes can be had only once. `OSError` where it cannot be read."""
    with path.open("rb") as opened:
        mode = os.fstat(opened.fileno()).st_mode
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise OSError(0, "is a device")
        with wrap_capture(opened if stat.S_ISREG(mode) else io.BytesIO(opened.read())) as capture:
            yield capture


@contextmanager
def wrap_capture(file: BinaryIO) -> Iterator[Capture]:
    """Unpack what is in a stream where that is compressed."""
    mark = file.read(_MARK)
    file.seek(0)
    found = next((packing for packing in _PACKINGS if mark.startswith(packing[0])), None)
    if found is None:
        yield Capture(file, file, lambda: "")
        return
    _, name, unpack = found
    inner, errors = unpack(file)
    with inner:
        unpacked = _Unpacked(inner, name, (EOFError, OSError, *errors))
        yield Capture(file, io.BufferedReader(unpacked, BLOCK), lambda: unpacked.damage)


class _Unpacked(io.RawIOBase):
    """Ends where the compressed bytes are damaged, and keeps what is wrong: what stands before that can be read."""

    def __init__(self, inner: io.BufferedIOBase, name: str, errors: tuple[type[Exception], ...]) -> None:
        self.inner = inner
        self.name = name
        self.errors = errors
        self.damage = ""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        self.damage = ""
        return self.inner.seek(offset, whence)

    def readinto(self, buffer: "Buffer", /) -> int:
        view = memoryview(buffer).cast("B")
        try:
            # Not more than there is at once: what comes before the damage would go with it.
            block = b"" if self.damage else self.inner.read1(len(view))
        except self.errors as error:
            self.damage = f"{self.name}: {'it breaks off' if isinstance(error, EOFError) else error}"
            return 0
        view[: len(block)] = block
        return len(block)
