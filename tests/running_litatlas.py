"""Commands run as people run them, in a process of their own, and what they left in the notes."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from litatlas.content.corrections import Correction
from litatlas.review.loading import load_review

SLUG = "heron-sparse-kernels-for-quiet-ponds"


def run(root: Path, *arguments: str, typed: str = "", **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the command with what is typed, and without an editor."""
    environment = {name: value for name, value in os.environ.items() if name not in ("VISUAL", "EDITOR")}
    command = [sys.executable, "-m", "litatlas", "-C", str(root), *arguments]
    found = subprocess.run(
        command, input=typed, env={**environment, **variables}, capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in found.stderr
    assert "did not expect" not in found.stderr
    return found


def correct(root: Path, typed: str, asked: str = SLUG, *options: str) -> "subprocess.CompletedProcess[str]":
    found = run(root, "correct", asked, "--by", "Ann", "--on", "2026-11-21", *options, typed=typed)
    assert found.returncode == 0, found.stderr
    return found


def corrections_of(root: Path, slug: str = SLUG) -> list[Correction]:
    return [correction for note in load_review(root).notes.get(slug, ()) for correction in note.corrections]


def actions_of(root: Path, slug: str = SLUG) -> list[tuple[str, dict[str, Any], str]]:
    return [(item.action, dict(item.new), item.why) for item in corrections_of(root, slug)]
