"""What a site is made with, as digests: LitAtlas itself, the packages that it stands on, and the templates."""

import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.resources import files
from pathlib import Path
from secrets import token_hex

from jinja2 import Environment, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from jinja2.meta import find_referenced_templates

from litatlas.running.digests import SIZE, digest
from litatlas.site.templates import find_templates

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def digest_code() -> str:
    """What stands for all that makes a site but the templates: another LitAtlas, or another Jinja, another digest."""
    return digest(sys.version, *_list_versions(), _digest_folder(Path(str(files("litatlas"))), "templates/"))


def digest_templates() -> str:
    """What stands for the templates and assets that come with LitAtlas."""
    return _digest_folder(find_templates())


def _digest_folder(folder: Path, without: str = "\n") -> str:
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


class TemplateDigests:
    """Digests of templates with all that they include or inherit from."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, str] = {}
        self._sources: dict[str, tuple[str, frozenset[str]]] = {}

    def find(self, name: str) -> str:
        """The digest of a template; it says also whether it runs in the sandbox, which refuses what others may do."""
        if name not in self._known:
            reached, pending = {name}, [name]
            while pending:
                others = self._read(pending.pop())[1]
                pending += others - reached
                reached |= others
            texts = (text for part in sorted(reached) for text in (part, self._read(part)[0]))
            self._known[name] = digest(type(self._environment).__name__, *texts)
        return self._known[name]

    def _read(self, name: str) -> tuple[str, frozenset[str]]:
        """A template's source, and the names of those that it refers to."""
        if name not in self._sources:
            self._sources[name] = self._parse(name)
        return self._sources[name]

    def _parse(self, name: str) -> tuple[str, frozenset[str]]:
        loader = self._environment.loader
        try:
            source = loader.get_source(self._environment, name)[0] if loader else ""
            found = {*find_referenced_templates(self._environment.parse(source))}
        except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):  # who renders it says so
            return _make_unique(), frozenset()
        # Some are named only when it runs: nobody knows what it shows.
        return source + (_make_unique() if None in found else ""), frozenset(name for name in found if name)


def _make_unique() -> str:
    """A text that never was, and so is never what it was."""
    return token_hex(SIZE)
