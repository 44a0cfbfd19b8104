"""Folders by their bytes, to compare sites whole."""

import hashlib
from pathlib import Path


def read_tree(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def find_leftovers(root: Path) -> list[str]:
    """What builds put beside a site and must not leave there; the lock's empty file may stay."""
    return sorted(path.name for path in root.iterdir() if path.name.startswith(".site.") and path.name != ".site.lock")
