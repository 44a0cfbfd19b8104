"""Who may write into a review's content: one run at a time, which first removes what a killed one left half-written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from litatlas.running.locking import PAPERS_LOCK, hold_lock
from litatlas.running.replacing import remove_leftovers

LOCK = ".litatlas-notes.lock"
"""The file in the review's folder that whoever writes what people keep holds meanwhile."""
_PAPERS = "content/papers"
_PEOPLES = ("content", "content/notes", "content/topics")
"""The folders whose files are written under that lock."""
_PATIENCE = 10.0
"""Seconds to wait for another run that writes such a file: it takes a few milliseconds."""


@contextmanager
def hold_notes(root: Path) -> Iterator[None]:
    """Let no other run write notes, topics and decisions meanwhile; `UsageError` where one does so for long."""
    with hold_lock(root / LOCK, "writing a note in", _PATIENCE):
        for folder in _PEOPLES:
            remove_leftovers(root / folder)
        yield


def clean_notes(root: Path) -> None:
    """Remove what a killed run left half-written beside people's files."""
    with hold_notes(root):
        pass


@contextmanager
def hold_papers(root: Path, doing: str) -> Iterator[None]:
    """Let no other run write papers' pages meanwhile; `UsageError` saying `doing` where one does."""
    with hold_lock(root / PAPERS_LOCK, doing):
        remove_leftovers(root / _PAPERS)
        clean_notes(root)
        yield
