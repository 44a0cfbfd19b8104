"""Kept answers of models that no run could read."""

from collections.abc import Iterator
from pathlib import Path

from litatlas.content.tree import find_files
from litatlas.errors import Fault
from litatlas.readers.store import FOLDER, Readings


def find_broken_readings(root: Path) -> Iterator[Fault]:
    """A warning for each file of the folder of answers that is none: a run would ask again, or the rules read the paper."""
    readings = Readings(root / FOLDER)
    return (fault for path in find_files(readings.folder) if (fault := readings.check(path)))
