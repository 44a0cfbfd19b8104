"""Views to HTML by the review's and the package's templates."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined, TemplateError
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from litatlas.content.tree import LARGEST_TEXT, find_files, read_data
from litatlas.errors import ContentError, Fault
from litatlas.site.compiling import PlainEnvironment, squeeze_markup
from litatlas.site.places import ASSETS
from litatlas.site.plan import Page
from litatlas.site.scripts import squeeze_script
from litatlas.site.stylesheets import format_source, squeeze
from litatlas.site.templates import find_templates

_SHORTEN: Mapping[str, Callable[[str], str]] = {".css": squeeze, ".js": squeeze_script}
"""What is taken from the assets of LitAtlas itself, by their endings."""
_TABLES = ("parts", "data", "address", "report", "fill", "rows", "order", "grid", "panels", "served", "start")
_JOINED: Mapping[str, tuple[str, ...]] = {
    "page.js": ("search-box.js", "paper.js"),
    "tables.js": tuple(f"tables-{part}.js" for part in _TABLES),
}
"""Scripts that pages load as one, with their parts in order: classic scripts, for browsers load no modules from the disk."""
_OPENING = b'"use strict";\nvar LitAtlas = LitAtlas || {};\n'
"""What each part begins with, and of a script made of parts the first one alone has to."""
_ASSETS_FOLDER = "assets/"
_TEXTS = frozenset({".html", ".xml", ".svg", ".txt", ".css", ".js"})
"""The endings of templates, and of what they may include."""
_TEMPLATE_ERRORS = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the expressions of a template can raise."""


def make_environment(root: Path, *, trusted: bool = False) -> Environment:
    """Templates of the review's own `templates/` as they are now first, then those that come with LitAtlas.

    Where a review has own ones, all run in Jinja's sandbox, which is slower: they reach what they are given to show, no Python
    and no files, unless they are `trusted`.
    """
    package, own = find_templates(), root / "templates"
    found = _read_templates(own) if own.resolve() != package.resolve() else {}
    is_foreign = any(not name.startswith(_ASSETS_FOLDER) for name in found)
    make = PlainEnvironment if not is_foreign else Environment if trusted else ImmutableSandboxedEnvironment
    environment = make(
        loader=ChoiceLoader([FunctionLoader(partial(_load_template, own, found)), FileSystemLoader(package)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[_Squeezing],
        bytecode_cache=_remember_compiled(make),
    )
    environment.filters |= {"squeeze": squeeze, "source": format_source}
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return environment


@cache  # what is compiled for the sandbox asks it for leave, so each kind of environment has its own
def _remember_compiled(kind: type[Environment]) -> BytecodeCache:  # noqa: ARG001  (the key)
    return _Compiled()


class _Compiled(BytecodeCache):
    """The templates that this process has compiled as they last were: to compile them takes half the time of a small site."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Any]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code of a template, by its name and path, if its text is the same."""
        checksum, code = self._known.get(bucket.key, ("", None))
        bucket.code = code if checksum == bucket.checksum else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template in the place of what it was before."""
        if bucket.code is not None:
            self._known[bucket.key] = (bucket.checksum, bucket.code)


class _Squeezing(Extension):
    """Squeezes the HTML of the templates that come with LitAtlas; those of a review stay as they were written."""

    def filter_stream(self, stream: TokenStream) -> TokenStream | Iterator[Token]:
        """The same tokens with shorter text."""
        if not (stream.filename or "").startswith(str(find_templates())) or not (stream.name or "").endswith(".html"):
            return stream
        return (
            Token(token.lineno, token.type, squeeze_markup(token.value)) if token.type == "data" else token for token in stream
        )


def _read_templates(folder: Path) -> dict[str, bytes]:
    """A review's own templates by their names, and assets that they may include: nothing hidden, nothing behind a link."""
    read = ((path, read_data(path, LARGEST_TEXT)) for path in find_files(folder) if path.suffix in _TEXTS)
    return {path.relative_to(folder).as_posix(): data for path, data in read if isinstance(data, bytes)}


def _load_template(folder: Path, found: Mapping[str, bytes], name: str) -> tuple[str, str, None] | None:
    """A review's own template and its path, for Jinja; None where there is none."""
    return (found[name].decode(), str(folder / name), None) if name in found else None


def render_page(environment: Environment, page: Page) -> bytes:
    """The page's HTML in UTF-8; `ContentError` naming the template's file and line where the template does not work."""
    try:
        return environment.get_template(page.template).render(view=page.view).encode()
    except _TEMPLATE_ERRORS as error:
        raise ContentError((_find_fault(error, page),)) from error


def read_assets(root: Path) -> Mapping[str, bytes]:
    """Style sheets, scripts and pictures by their paths within the site; the review's own ones win, and stay as they are.

    `ContentError` where one of those cannot be read.
    """
    package, own = find_templates() / "assets", root / "templates" / "assets"
    found: dict[str, bytes] = {}
    for path in package.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            data = path.read_bytes()
            name = path.relative_to(package).as_posix()
            shorten = _SHORTEN.get(path.suffix) if "/" not in name else None
            found[ASSETS + name] = shorten(data.decode()).encode() if shorten else data
    if own.resolve() != package.resolve():
        found |= _read_files(root, own, ASSETS)
    for name, parts in _JOINED.items():
        first, *others = (found.pop(ASSETS + part) for part in parts)
        found.setdefault(ASSETS + name, b"".join([first, *(part.removeprefix(_OPENING) for part in others)]))
    return dict(sorted(found.items()))


def read_static_files(root: Path) -> Mapping[str, bytes]:
    """The files of `content/files/`, which the site carries as they are, by their paths within the site.

    `ContentError` where one cannot be read.
    """
    return _read_files(root, root / "content" / "files", "files/")


def _read_files(root: Path, folder: Path, place: str) -> dict[str, bytes]:
    found, faults = {}, []
    for path in find_files(folder):
        data = read_data(path)
        if isinstance(data, bytes):
            found[place + path.relative_to(folder).as_posix()] = data
        else:
            faults.append(Fault(path.relative_to(root).as_posix(), 1, *data))
    if faults:
        raise ContentError(tuple(faults))
    return found


def _find_fault(error: Exception, page: Page) -> Fault:
    """The innermost place of an error that lies in a template."""
    file, line = f"templates/{page.template}", getattr(error, "lineno", None) or 1
    if named := getattr(error, "name", None):
        file = f"templates/{named}"
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".html"):
            file, line = f"templates/{Path(name).name}", trace.tb_lineno
        trace = trace.tb_next
    hint = f"mend the template; the page was {page.path}"
    if isinstance(error, SecurityError):
        hint = "take it out; or, if you wrote it or have read it, let it run any Python with --trust-templates"
    if isinstance(error, TemplateNotFound):  # by itself it says the name alone
        return Fault(file, line, f"names a template that is not there: {error}", f"{hint}; hidden files and links are none")
    return Fault(file, line, f"the template does not work: {error}", hint)
