"""Mishaps on people's machines: the real command where a disk is full, a file cannot be read, Ctrl+C comes early."""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.trees import read_tree

SMALL = 1_500
"""Bytes that a file may have where the system refuses longer ones, as a full disk would."""


def run(folder: Path, *arguments: object, before: Callable[[], None] | None = None) -> "subprocess.CompletedProcess[str]":
    """Run the command in a folder, without a terminal and without an editor."""
    variables = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
    command = [sys.executable, "-m", "litatlas", *map(str, arguments)]
    found = subprocess.run(
        command, cwd=folder, env=variables, preexec_fn=before, input="", capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in found.stderr
    return found


def refuse_long_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))


@pytest.mark.parametrize("arguments", [("-C", "birds", "init"), ("new", "review", "birds")])
def test_a_new_review_that_cannot_be_written_whole_leaves_nothing_and_can_be_tried_again(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    refused = run(tmp_path, *arguments, before=refuse_long_files)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "File too large" in refused.stderr
    assert read_tree(tmp_path) == {}
    assert run(tmp_path, *arguments).returncode == 0
    assert (tmp_path / "birds/README.md").stat().st_size > 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path) -> None:
    run(tmp_path, "new", "review", "birds")

    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "litatlas", "-C", "birds", "export", "results"]
        found = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False)

    assert (found.returncode, found.stderr) == (1, "litatlas: No space left on device; free some space, then run it again\n")
