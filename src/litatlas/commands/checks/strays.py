"""Files of `content/` that nothing reads, such as a topic that an editor saved as text."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from litatlas.content.tree import find_files
from litatlas.errors import Fault
from litatlas.review.topic_weights import GIVEN, LEARNED

_PAGES = ("papers", "notes", "topics", "hardware", "pages")
"""Folders of `content/` whose Markdown files are read."""
_FILES = ("review.yml", "merges.yml", "people.yml")
_OTHERS = ("files", "vocabulary", "lists", "readings")
"""Folders that are read, and checked, elsewhere; `lists` has the lists that were ingested, for whoever keeps them, and `readings`
what models answered."""


def find_strays(root: Path) -> tuple[Fault, ...]:
    """A warning for each file that looks like content and is not read; none for hidden files and the copies that editors keep."""
    return tuple(_describe(path) for path in _list_files(root) if _is_stray(path))


def _list_files(root: Path) -> Iterator[PurePosixPath]:
    content = root / "content"
    for path in find_files(content):
        yield PurePosixPath(path.relative_to(content).as_posix())


def _is_stray(path: PurePosixPath) -> bool:
    if path.name.endswith("~") or any(part.startswith((".", "#")) for part in path.parts):
        return False
    if len(path.parts) == 1:
        return path.name not in _FILES
    if f"content/{path}" in (GIVEN, LEARNED):
        return False
    return path.parts[0] not in _OTHERS and (path.parts[0] not in _PAGES or path.suffix != ".md")


def _describe(path: PurePosixPath) -> Fault:
    if path.parts[0] in _PAGES:
        hint = f"name it {path.name.partition('.')[0]}.md, or move it to content/files"
    else:
        folders = ", ".join((*_PAGES, *_OTHERS))
        hint = f"content is read from {', '.join(_FILES)} and the folders {folders}; move it there, or out of content"
    return Fault(f"content/{path}", 1, "nothing reads this file", hint, "warning")
