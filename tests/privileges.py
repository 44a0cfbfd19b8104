"""What the system's administrator may do and other users may not, given up: tests in a container run as root."""

import ctypes
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_VERSION = 0x20080522  # linux/capability.h, as the names below
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


def call_obeying_permissions(function: Callable[[], T], folder: Path) -> T:
    """What a function returns where the permissions of files hold, for the system's administrator too.

    It is called in a copy of this process, which hands its result over by a file in `folder`. Nothing else is given up, so that
    all that belongs to the administrator stays reachable.
    """
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        return function()
    result = folder / "result"
    child = os.fork()
    if not child:
        try:
            _give_up()
            result.write_bytes(pickle.dumps(function()))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    found: T = pickle.loads(result.read_bytes())
    return found


def _give_up() -> None:
    """Give up to read and write what is closed, for good: some calls go by what could be had again."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, sets = _Header(_VERSION, 0), (_Sets * 2)()
    libc.capget(ctypes.byref(header), ctypes.byref(sets))
    kept = ~(1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH)
    sets[0].effective &= kept
    sets[0].permitted &= kept
    if libc.capset(ctypes.byref(header), ctypes.byref(sets)):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
