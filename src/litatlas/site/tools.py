"""Templates as digests: what a site is made with besides the code of LitAtlas."""

from functools import lru_cache
from secrets import token_hex

from jinja2 import Environment, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from jinja2.meta import find_referenced_templates

from litatlas.running.code import digest_folder
from litatlas.running.digests import SIZE, digest
from litatlas.site.templates import find_templates


def digest_templates() -> str:
    """What stands for the templates and assets that come with LitAtlas."""
    return digest_folder(find_templates())


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
            found = _find_references(source)
        except (TemplateNotFound, TemplateSyntaxError, UnicodeDecodeError):  # who renders it says so
            return _make_unique(), frozenset()
        # Some are named only when it runs: nobody knows what it shows.
        return source + (_make_unique() if None in found else ""), frozenset(name for name in found if name)


@lru_cache(maxsize=256)  # to read the templates again is a quarter of a small build in a process that has built before
def _find_references(source: str) -> frozenset[str | None]:
    """The names of the templates that one refers to; None for one that is named only when it runs."""
    return frozenset(find_referenced_templates(Environment(autoescape=True).parse(source)))


def _make_unique() -> str:
    """A text that never was, and so is never what it was."""
    return token_hex(SIZE)
