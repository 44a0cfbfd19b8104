"""Sites that are built from nothing, to be compared with."""

import gc
import shutil
from collections.abc import Mapping
from pathlib import Path

import litatlas.site.amend
import litatlas.site.publish  # noqa: F401  (both are imported when a build needs them: a process that starts from here has them)
from litatlas.cli.main import COLLECTED
from litatlas.site.build import build
from tests.trees import read_tree

Tree = Mapping[str, str]
"""What stands for each file of a site, by its path."""


def build_copy(copy: Path) -> Tree:
    """In a process of its own: build a copy of a review from nothing, and take away what was written."""
    gc.set_threshold(COLLECTED)  # as the command does
    build(copy, processes=1)
    found = read_tree(copy / "site")
    for name in ("site", ".litatlas"):
        shutil.rmtree(copy / name, ignore_errors=True)
    return found
