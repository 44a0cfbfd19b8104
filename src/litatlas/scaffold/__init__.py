"""A new review: the files that `litatlas init` lays out."""

import json
from importlib.resources import files
from pathlib import Path

from litatlas.errors import UsageError

_RENAMED = {
    "gitignore": ".gitignore",
    "site/gitignore": "site/.gitignore",
    "github/workflows/pages.yml": ".github/workflows/pages.yml",
}
"""Files that carry another name in the package, where hidden files would be left out of wheels or take effect."""
_KEPT_FOLDERS = ("content/papers", "content/notes", "content/hardware")
"""Folders that are empty at first; git keeps them by a hidden file."""


def create_review(root: Path, title: str) -> tuple[Path, ...]:
    """Lay out an empty review in `root`, which is made where it is missing; returns the files written.

    Raises `UsageError`, with nothing written, where the title is no line of text, or `root` is no folder, cannot be made or
    already holds one of the files.
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
    standing = [str(path) for path in texts if path.exists()]
    if standing:
        raise UsageError(f"{', '.join(standing)} would be overwritten; choose an empty folder with -C")
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tuple(texts)


def _list_files(title: str) -> list[tuple[str, str]]:
    folder = Path(str(files("litatlas.scaffold"))) / "files"
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            text = (
                path.read_text(encoding="utf-8")
                .replace("{{ title }}", title)
                .replace("{{ title_json }}", json.dumps(title, ensure_ascii=False))
            )
            found.append((_RENAMED.get(name, name), text))
    return found
