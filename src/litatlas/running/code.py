"""What LitAtlas is, as a digest: what a run keeps is for a run of the same code."""

import re
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path

from litatlas.running.digests import SIZE, digest

_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache  # a process runs the code that it began with
def digest_code() -> str:
    """What stands for all that makes a site but the templates: another LitAtlas, or another Jinja, another digest."""
    return digest(sys.version, *_list_versions(), digest_folder(Path(str(files("litatlas"))), "templates/"))


def digest_folder(folder: Path, without: str = "\n") -> str:
    """All files below a folder, but for those whose paths there begin so."""
    found = blake2b(digest_size=SIZE)
    named = ((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.suffix != ".pyc")
    for name, path in sorted(named):
        if not name.startswith(without) and path.is_file():
            found.update(name.encode() + b"\0" + blake2b(path.read_bytes(), digest_size=SIZE).digest())
    return found.hexdigest()


def _list_versions() -> Iterator[str]:
    """The packages that LitAtlas needs, with their versions, as far as they are installed."""
    try:
        needed = requires("litatlas") or []
    except PackageNotFoundError:
        needed = []
    for requirement in needed:
        name = _NAME.match(requirement)
        try:
            yield f"{name and name[0]} {version(name[0]) if name else ''}"
        except PackageNotFoundError:
            yield f"{requirement} is missing"
