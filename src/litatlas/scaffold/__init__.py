"""A new review: the files that `litatlas init` lays out."""

import json
import re
from importlib.resources import files
from pathlib import Path

from litatlas.errors import UsageError
from litatlas.review import SETTINGS_FILE

_RENAMED = {
    "gitignore": ".gitignore",
    "site/gitignore": "site/.gitignore",
    "github/workflows/pages.yml": ".github/workflows/pages.yml",
}
"""Files that carry another name in the package, where hidden files would be left out of wheels or take effect."""
_BLANK = re.compile(r"\{\{ (title|title_json) \}\}")
_KEPT_FOLDERS = ("content/papers", "content/notes", "content/hardware")
"""Folders that are empty at first; git keeps them by a hidden file."""


def create_review(root: Path, title: str) -> tuple[Path, ...]:
    """Lay out an empty review in `root`, which is made where it is missing; returns the files written.

    Files that stand there, a README or a licence, stay as they are. Raises `UsageError`, with nothing written, where the title
    is no line of text, or `root` is no folder, cannot be made or already holds a review.
    """
    title = " ".join(title.split())
    if not title or not title.isprintable():
        raise UsageError("the title is not a line of text; give another with --title")
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{root} is not a folder and cannot be made one ({error.strerror}); name another with -C") from error
    texts = {root / name: text for name, text in _list_files(title)}
    texts |= {root / folder / ".gitkeep": "" for folder in _KEPT_FOLDERS}
    if (root / SETTINGS_FILE).exists():
        raise UsageError(f"{root} already holds a review; choose another folder with -C")
    written = {path: text for path, text in texts.items() if not path.exists()}
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tuple(written)


def _list_files(title: str) -> list[tuple[str, str]]:
    folder = Path(str(files("litatlas.scaffold"))) / "files"
    values = {"title": title, "title_json": json.dumps(title, ensure_ascii=False)}
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            text = _BLANK.sub(lambda match: values[match[1]], path.read_text(encoding="utf-8"))
            found.append((_RENAMED.get(name, name), text))
    return found
