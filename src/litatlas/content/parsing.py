"""How files of `content/` become objects, and a memory for a process that reads the same ones again and again."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from litatlas.content.files import read_page
from litatlas.content.front_matter import Matter
from litatlas.errors import Fault, quote_start

T = TypeVar("T")

_UNFORESEEN = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What code raises whose author did not think of a file like this one."""


def parse_file(path: Path, root: Path, make: Callable[[Matter, Path], T | list[Fault]]) -> T | list[Fault]:
    """What `make` makes of a Markdown file, or its faults; `root` is the folder that messages name files relative to.

    A file that nobody foresaw has a fault as others have: it is named, and the rest of the review is read.
    """
    try:
        matter = read_page(path, root)
        return [matter] if isinstance(matter, Fault) else make(matter, path)
    except _UNFORESEEN as error:
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

    def recall(self, folders: tuple[Path, ...], make: Callable[[], T]) -> T:  # noqa: ARG002  (for those who remember)
        """What `make` makes of nothing but the files below some folders."""
        return make()


class Memory(Parsing):
    """Makes everything once, until it is told to forget a file. A file, or some folders, are always made the same of."""

    def __init__(self) -> None:
        self._parsed: dict[Path, Any] = {}
        self._made: dict[tuple[Path, ...], Any] = {}

    def parse(self, path: Path, root: Path, make: Callable[[Matter, Path], T | list[Fault]]) -> T | list[Fault]:
        """What was made of the file when it was last read."""
        try:
            found: T | list[Fault] = self._parsed[path]
        except KeyError:
            found = self._parsed[path] = super().parse(path, root, make)
        return found

    def recall(self, folders: tuple[Path, ...], make: Callable[[], T]) -> T:
        """What was made of the folders when that was last made; not to be changed by whoever is given it."""
        try:
            found: T = self._made[folders]
        except KeyError:
            found = self._made[folders] = make()
        return found

    def forget(self, paths: Iterable[Path]) -> None:
        """Read these files anew when they are wanted next."""
        for path in paths:
            self._parsed.pop(path, None)
            parents = {*path.parents}
            for folders in [folders for folders in self._made if parents & {*folders}]:
                del self._made[folders]
