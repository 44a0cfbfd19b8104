"""New reviews: the files that `litatlas init` and `litatlas new review` lay out."""

import json
import os
import re
from contextlib import ExitStack
from datetime import date
from importlib.resources import files
from pathlib import Path, PurePosixPath
from shutil import rmtree

from litatlas import __version__
from litatlas.commands.ingest import ingest
from litatlas.errors import UsageError
from litatlas.read.formats import ReadOptions
from litatlas.review.root import SETTINGS_FILE
from litatlas.running.replacing import remove_leftovers, write_new_file
from litatlas.scaffold.requirement import find_requirement
from litatlas.scaffold.topic_sets import TOPIC_SETS, read_topic_set

__all__ = ["TOPIC_SETS", "create_review", "create_worked_review"]

_HIDDEN = {"gitignore": ".gitignore", "github": ".github"}
"""What carries another name in the package, where hidden files would be left out of wheels or take effect."""
_BLANK = re.compile(r"\{\{ (title|title_json|version|requirement) \}\}")
_CAPTURE, _CAPTURED = "captures/example.txt", date(2025, 3, 14)
_REPLACED = "content/topics/benchmarks.md"
"""The topic to copy, where there are better ones."""
_KEPT_FOLDERS = ("content/papers", "content/notes", "content/hardware")
"""Folders that are empty at first; git keeps them by a hidden file."""


def create_review(root: Path, title: str, topics: str | None = None) -> tuple[Path, ...]:
    """Lay out an empty review in `root`, which is made where it is missing; returns the files written.

    It begins with the topics of the set `topics`, one of `TOPIC_SETS`; without one, with a topic to copy.
    Files that stand there, a README or a licence, stay as they are. Raises `UsageError`, with nothing written, where the title
    is no line of text, or `root` is no folder, cannot be made or already holds a review.
    """
    title = _check_title(title)
    _make_folder(root, "name another with -C")
    texts = {root / name: text for name, text in _list_files("files", title).items()}
    if topics is not None:
        del texts[root / _REPLACED]
        texts |= {root / name: text for name, text in read_topic_set(topics).items()}
    texts |= {root / folder / ".gitkeep": "" for folder in _KEPT_FOLDERS}
    if (root / SETTINGS_FILE).exists():
        raise UsageError(f"{root} already holds a review; choose another folder with -C")
    written = {path: text for path, text in texts.items() if not os.path.lexists(path)}
    _write(written)
    return tuple(written)


def create_worked_review(root: Path, title: str) -> tuple[Path, ...]:
    """Lay out a whole repository with a worked example in `root`, its papers ingested; returns the files written.

    Raises `UsageError`, with nothing written, where the title is no line of text, or `root` cannot be made or is not empty.
    """
    title = _check_title(title)
    _make_folder(root, "give another name")
    remove_leftovers(root)
    if any(root.iterdir()):
        raise UsageError(f"{root} is not empty; give another name")
    texts = {**_list_files("files", title), **_list_files("review", title)}
    del texts[_REPLACED]
    with ExitStack() as undo:
        undo.callback(_clear, root)
        _write({root / name: text for name, text in texts.items()})
        ingest(root, [root / _CAPTURE], options=ReadOptions(_CAPTURED))
        undo.pop_all()
    return tuple(sorted(path for path in root.rglob("*") if path.is_file() and not path.name.startswith(".litatlas")))


def _check_title(title: str) -> str:
    title = " ".join(title.split())
    if not title or not title.isprintable():
        raise UsageError("the title is not a line of text; give another with --title")
    return title


def _make_folder(root: Path, way: str) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{root} is not a folder and cannot be made one ({error.strerror}); {way}") from error


def _write(texts: dict[Path, str]) -> None:
    """Write new files; where one fails, take all away again: the next try would keep what lies there as people's own."""
    for folder in {path.parent for path in texts}:
        remove_leftovers(folder)
    with ExitStack() as undo:
        for path, text in texts.items():
            for folder in reversed([folder for folder in path.parents if not os.path.lexists(folder)]):
                folder.mkdir()
                undo.callback(folder.rmdir)
            write_new_file(path, text.encode())
            undo.callback(path.unlink, missing_ok=True)
        undo.pop_all()


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        rmtree(path) if path.is_dir() else path.unlink()


def _list_files(kind: str, title: str) -> dict[str, str]:
    """The texts of a folder of this package by their paths in a review, with the title put in."""
    folder = Path(str(files("litatlas.scaffold"))) / kind
    values = {
        "title": title,
        "title_json": json.dumps(title, ensure_ascii=False),
        "version": __version__,
        "requirement": find_requirement(),
    }
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            parts = (_HIDDEN.get(part, part) for part in path.relative_to(folder).parts)
            text = _BLANK.sub(lambda match: values[match[1]], path.read_text(encoding="utf-8"))
            found[PurePosixPath(*parts).as_posix()] = text
    return found
