"""The files of a review that an archive of it holds, and those that it leaves out."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from litatlas.content import tree
from litatlas.errors import ContentError, Fault
from litatlas.review.review import Review

FOLDERS = {
    "content/papers": "A page for each paper: its facts, results and sources, as LitAtlas read them",
    "content/notes": "Notes that people wrote on papers, with their corrections",
    "content/topics": "The topics of the review, with the words that assign papers to them",
    "content/hardware": "Introductions to devices and families",
    "content/pages": "Pages of the review's own",
    "content/vocabulary": "Words of the review's own, by which results are read",
    "content/lists": "Lists that were read in",
    "content/readings": "Answers of models, by which papers are read again without asking",
    "content/files": "Pictures and files that the site carries",
    "templates": "Templates that take the place of those of LitAtlas",
}
"""The folders that are packed, and what is in each."""
_FILES = frozenset(
    ("content/review.yml", "content/merges.yml", "content/people.yml", "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt")
)
_OF_TEXTS = ("content/lists/", "content/readings/")
"""Folders that may hold the words of abstracts also where the papers' pages keep facts only."""
_FREE = ("content/files/", "content/lists/", "templates/")
"""Folders in which files have any names."""
_SECRET = re.compile(
    r".*\.(?:pem|key|p12|pfx|jks|kdbx|env|ppk|keystore)|id_(?:rsa|dsa|ecdsa|ed25519)(?:\..*)?"
    r"|(?:secrets?|credentials?|passwords?)(?:\.\w+)?",
    re.IGNORECASE,
)
"""Names of files that keys and passwords are kept in."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What is packed of a review's folder, and what is not."""

    paths: tuple[str, ...]
    """Within the review, with slashes, sorted."""
    left_out: tuple[tuple[str, str], ...]
    """Paths, and why each is left out, sorted."""


def find_contents(root: Path, review: Review) -> Contents:
    """The files of the review at `root` that its archive holds.

    Raises `ContentError` where a review of facts only still has pages that keep their abstracts: those are their authors' words.
    """
    keeps_texts = review.settings.abstracts
    if not keeps_texts and (kept := [slug for slug, paper in review.papers.items() if paper.work.abstract is not None]):
        hint = "ingest its list again with --no-abstracts, or set 'abstracts: true' in content/review.yml"
        message = "the page keeps an abstract, and the review keeps facts only"
        raise ContentError(tuple(Fault(f"content/papers/{slug}.md", 1, message, hint) for slug in kept))
    paths, left_out = [], dict(_find_hidden(root))
    for file in _find_all(root):
        path = file.relative_to(root).as_posix()
        if reason := _refuse(path, keeps_texts=keeps_texts):
            left_out[path] = reason
        else:
            paths.append(path)
    return Contents(tuple(sorted(paths)), tuple(sorted(left_out.items())))


def _find_all(root: Path) -> Iterator[Path]:
    for folder in tree.FOLDERS:
        yield from tree.find_files(root / folder)
    yield from (
        root / name for name in sorted(_FILES) if "/" not in name and (root / name).is_file() and not (root / name).is_symlink()
    )


def _refuse(path: str, *, keeps_texts: bool) -> str:
    """Why a file is not packed; empty where it is."""
    if path.startswith(_FREE) and any(_SECRET.fullmatch(part) for part in path.split("/")):
        return "named as what holds a key or a password"
    if not keeps_texts and path.startswith(_OF_TEXTS):
        return "may hold words of abstracts, and the review keeps facts only"
    is_known = path in _FILES or any(path.startswith(f"{folder}/") for folder in FOLDERS)
    return "" if is_known else "no part of a review"


def _find_hidden(root: Path) -> Iterator[tuple[str, str]]:
    """Hidden files and folders below those of a review; what is in a hidden folder is not looked at."""
    pending = [root / folder for folder in tree.FOLDERS]
    while pending:
        folder = pending.pop()
        if not folder.is_dir() or folder.is_symlink():
            continue
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    yield Path(entry.path).relative_to(root).as_posix() + "/" * entry.is_dir(follow_symlinks=False), "hidden"
                elif entry.is_dir(follow_symlinks=False):
                    pending.append(Path(entry.path))
