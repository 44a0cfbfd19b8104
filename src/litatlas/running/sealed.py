"""Files that only this user's own runs can have written.

What a run keeps for the next one lies in the review's folder, and a review's folder may come from anyone: a clone, an archive. So
what is kept bears a seal that is made with a key, and the key lies in the user's own folder for the state of programs, outside of
every review. A file that is cut short, changed, or someone else's has no seal that fits, and is as good as none.
"""

import hmac
import os
import stat
from hashlib import blake2b
from pathlib import Path
from secrets import token_bytes

from litatlas.running.opening import open_unfollowed
from litatlas.running.replacing import open_replacement, remove_leftovers

_KEY_SIZE = 32
_SEAL_SIZE = 32
_PRIVATE = 0o077
"""The permissions of others."""


def read_sealed(path: Path) -> bytes | None:
    """What was written by `write_sealed`; None where there is no such file, or anything else stands in its place."""
    key = _read_key()
    if key is None or path.parent.is_symlink():
        return None
    written = _read_file(path)
    if written is None:
        return None
    seal, data = written[:_SEAL_SIZE], written[_SEAL_SIZE:]
    return data if hmac.compare_digest(seal, _seal(key, data)) else None


def write_sealed(path: Path, *pieces: bytes) -> bool:
    """Write a file for `read_sealed`, at one stroke, its folder too; False where there is no key, or the system refuses.

    What is written are the pieces, one after another: together they may be larger than what else a run holds.
    """
    key = _read_key() or _make_key()
    if key is None or path.parent.is_symlink():
        return False
    try:
        path.parent.mkdir(exist_ok=True)
        remove_leftovers(path.parent)
        with open_replacement(path) as file:
            file.write(_seal(key, *pieces))
            file.writelines(pieces)
    except OSError:
        return False
    return True


def _seal(key: bytes, *pieces: bytes) -> bytes:
    seal = blake2b(key=key, digest_size=_SEAL_SIZE)
    for piece in pieces:
        seal.update(piece)
    return seal.digest()


def _find_key() -> Path | None:
    """Where the key lies: by the XDG Base Directory Specification 0.8, and on Windows among what stays on the machine."""
    name, usual = ("LOCALAPPDATA", "AppData/Local") if os.name == "nt" else ("XDG_STATE_HOME", ".local/state")
    given = os.environ.get(name, "")
    try:
        folder = Path(given) if Path(given).is_absolute() else Path.home() / usual
    except RuntimeError:  # a user without a home
        return None
    return folder / "litatlas" / "key"


def _read_key() -> bytes | None:
    """The key; None where there is none, or others may know it."""
    path = _find_key()
    if path is None:
        return None
    try:
        is_private = os.name != "posix" or _is_private(path.lstat())
    except OSError:
        return None
    key = _read_file(path) if is_private else None
    return key if key and len(key) == _KEY_SIZE else None


def _read_file(path: Path) -> bytes | None:
    """What is in a file; None where it cannot be read, or is a link, or a pipe, whose other end nobody waits for."""
    try:
        with open(path, "rb", opener=open_unfollowed) as file:
            return file.read() if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None
    except OSError:
        return None


def _is_private(status: os.stat_result) -> bool:
    return status.st_uid == os.getuid() and not status.st_mode & _PRIVATE


def _make_key() -> bytes | None:
    """A new key, where there is no file yet; None where the system refuses."""
    path = _find_key()
    if path is None:
        return None
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(token_bytes(_KEY_SIZE))
    except OSError:
        return None
    return _read_key()
