"""What can go wrong, by what the reader of the message can do about it.

LitAtlasError
├── UsageError         the command was given something it cannot work with: call it differently (exit 2)
└── ContentError       files hold faults: mend the files that the faults name (exit 1)

A single fault is not an exception: a `Fault` is a value, so that all faults of a run are collected and reported together.
"""

import errno
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

MOST_TOLD = 100
"""Faults of one file of a review that are told one by one: nobody mends more before looking again."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one place of one file."""

    file: str
    """The file, as the reader of the message would open it: as given, or relative to the review's folder."""
    line: int
    """The line, from 1; 1 where the fault is the whole file's."""
    message: str
    """What is wrong, with the field's or entry's name."""
    hint: str
    """What to do about it, as an imperative."""
    severity: Severity = "error"
    """An error skips something or fails the build; a warning is for the reader to judge."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}; {self.hint}"


_WAYS_OUT: Mapping[int, str] = {
    errno.ENOSPC: "free some space, then run it again",
    errno.EDQUOT: "free some space or ask for more, then run it again",
    errno.EFBIG: "allow larger files (ulimit -f), or write to another disk, then run it again",
    errno.EACCES: "check the permissions, then run it again",
    errno.EROFS: "work on a copy in a folder that can be written",
    errno.ENOTDIR: "move away what stands where a folder belongs, then run it again",
    errno.EMFILE: "allow more open files (ulimit -n), then run it again",
    errno.ELOOP: "take the link away that leads back to itself",
}
"""What to do about an error of the system."""

UNFORESEEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What code raises whose author did not think of a case: for the few places that tell it of one file and go on."""


def quote_start(text: str) -> str:
    """A text in quotation marks for a message; of a long one its start."""
    return f'"{text}"' if len(text) <= 60 else f'"{text[:57].rstrip()}…"'


class LitAtlasError(Exception):
    """The root of all errors that LitAtlas raises on purpose."""


class UsageError(LitAtlasError):
    """The command line names something that is not there or does not fit; its text says what to do."""


class ContentError(LitAtlasError):
    """Files hold faults that keep the run from finishing; `faults` lists all of them in the order of their places."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults

    def __reduce__(self) -> tuple[type["ContentError"], tuple[tuple[Fault, ...]]]:
        """Also in another process it is made of its faults."""
        return type(self), (self.faults,)


def describe_refusal(error: OSError) -> str:
    """What the system refused, of which file where it says so, and what to do."""
    what = ": ".join(str(part) for part in (error.filename, error.strerror or error) if part)
    way_out = _WAYS_OUT.get(error.errno or 0)
    return f"{what}; {way_out}" if way_out else what
