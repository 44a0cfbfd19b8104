"""How files of `content/` become objects, and a memory for a process that reads the same ones again and again."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from litatlas.content.files import find_markdown, read_page
from litatlas.content.front_matter import Matter
from litatlas.content.tree import Data, check_tree
from litatlas.errors import UNFORESEEN, Fault, quote_start

T = TypeVar("T")
Make = Callable[[], tuple[T, list[Fault]]]
"""Makes something of files, and tells their faults."""


def parse_file(
    path: Path, root: Path, make: Callable[[Matter, Path], T | list[Fault]], data: Data | None = None
) -> T | list[Fault]:
    """What `make` makes of a Markdown file, or its faults; `root` is the folder that messages name files relative to.

    `data` is what is in it, where it has been read. A file that nobody foresaw has a fault as others have: it is named, and the
    rest of the review is read.
    """
    try:
        matter = read_page(path, root, data)
        return [matter] if isinstance(matter, Fault) else make(matter, path)
    except UNFORESEEN as error:
        told = quote_start(" ".join(str(error).split()))
        message = f"reading it fails, which LitAtlas did not foresee: {type(error).__name__}: {told}"
        return [
            Fault(path.relative_to(root).as_posix(), 1, message, "report it with this file; to go on, take out what is unusual")
        ]


class Parsing:
    """Reads every file as it is now."""

    def parse(self, path: Path, root: Path, make: Callable[[Matter, Path], T | list[Fault]]) -> T | list[Fault]:
        """As `parse_file`."""
        return parse_file(path, root, make)

    def check(self, root: Path) -> list[Fault]:
        """The faults of a review's folders, as `check_tree` finds them."""
        return check_tree(root)

    def find(self, folder: Path) -> list[Path]:
        """The Markdown files below a folder, as `find_markdown` finds them."""
        return find_markdown(folder)

    def recall(self, folders: tuple[Path, ...], make: Make[T]) -> tuple[T, list[Fault]]:  # noqa: ARG002  (for the other)
        """What `make` makes of nothing but the files below some folders, and their faults."""
        return make()


class Memory(Parsing):
    """Makes everything once, until it is told to forget a file. A file, or some folders, are always made the same of."""

    def __init__(self, reader: Parsing | None = None) -> None:
        """`reader` reads what is wanted for the first time, until `read_now`."""
        self._reader: Parsing = reader or Parsing()
        self._parsed: dict[Path, Any] = {}
        self._made: dict[tuple[Path, ...], Any] = {}
        self._checked: set[Path] = set()
        self._found: dict[Path, list[Path]] = {}

    def parse(self, path: Path, root: Path, make: Callable[[Matter, Path], T | list[Fault]]) -> T | list[Fault]:
        """What was made of the file when it was last read."""
        try:
            found: T | list[Fault] = self._parsed[path]
        except KeyError:
            found = self._reader.parse(path, root, make)
            # Of a file that could not be read, nothing need change but the system's mood.
            if not isinstance(found, list):
                self._parsed[path] = found
        return found

    def read_now(self) -> None:
        """Read files as they are from now on."""
        self._reader = Parsing()

    def check(self, root: Path) -> list[Fault]:
        """None, where there were none when that was last looked for."""
        found = [] if root in self._checked else super().check(root)
        if not found:
            self._checked.add(root)
        return found

    def find(self, folder: Path) -> list[Path]:
        """Those that it was told of, and that were there when it last looked."""
        if folder not in self._found:
            self._found[folder] = super().find(folder)
        return self._found[folder]

    def recall(self, folders: tuple[Path, ...], make: Make[T]) -> tuple[T, list[Fault]]:
        """What was made of the folders when that was last made without faults; not to be changed by whoever is given it."""
        try:
            found: tuple[T, list[Fault]] = self._made[folders]
        except KeyError:
            found = make()
            if not found[1]:
                self._made[folders] = found
        return found

    def forget(self, paths: Iterable[Path], *, are_plain: bool = False) -> None:
        """Read these files anew when they are wanted next.

        `are_plain` says that they are, or were, files without faults, and that no others came or went: then no folder is looked
        through for them.
        """
        changed = {path: {*path.parents} for path in paths}
        if not are_plain:
            self._checked.clear()
            self._found.clear()
        for folder, found in self._found.items():
            own = {path for path, parents in changed.items() if folder in parents and path.name.endswith(".md")}
            if own:  # entered, or taken out, at once: a list may have ten thousand files, of which many change
                there = {path for path in own if path.exists()}
                self._found[folder] = sorted(({*found} - own) | there, key=str)
        for path, parents in changed.items():
            self._parsed.pop(path, None)
            for folders in [folders for folders in self._made if parents & {*folders}]:
                del self._made[folders]
