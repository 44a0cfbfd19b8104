"""The shape of the package, read from its source: one test for each law, which lists every place that breaks it."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "litatlas"
ROOMS: dict[str, tuple[set[str], ...]] = {
    "": (
        {"__init__", "errors", "text"},
        {"model"},
        {"slots"},
        {"alike"},
        {"running", "identity"},
        {"read", "content"},
        {"extract"},
        {"baselines"},
        {"readers", "review"},
        {"compare", "people"},
        {"export"},
        {"site"},
        {"commands", "preview"},
        {"scaffold"},
        {"cli"},
        {"__main__"},
    ),
    "extract": (
        {"packing", "record"},
        {"lexicon", "rule"},
        {"numbers"},
        {"sentence"},
        {"metric"},
        {"role"},
        {"slots", "judging"},
        {"rows"},
        {"document", "hardware", "language", "topics"},
        {"validation"},
        {"reader"},
        {"extraction"},
        {"agreement", "examples", "proposals"},
        {"__init__"},
    ),
    "site": (
        {"__init__", "compiling", "extent", "places", "scripts", "sizes", "stylesheets", "templates", "views", "wording"},
        {"texts"},
        {"atlas"},
        {"charts"},
        {"pages"},
        {"data", "search"},
        {"plan"},
        {"output", "render"},
        {"asked", "facts", "store", "tools"},
        {"kept"},
        {"parts"},
        {"writing"},
        {"amend", "publish", "reading"},
        {"build"},
    ),
}
"""For a room what stands in it, folders and modules, in layers from the bottom to the top.

What stands in a layer imports from itself and from layers below, never from beside or above. The room "" is the package. A room
that is not told here has no order of its own; its modules may import each other, though not in a circle.
"""
LONGEST_MODULE, LONGEST_BODY = 400, 50
COMMAND_LINE = "cli"
CHANGING = {"Asking", "Spending", "_Unit", "Block", "EntryReader", "Preview", "TermIndex", "Walk", "_Ledger", "_Node"}
"""Dataclasses that are not frozen: they are filled while something is read, or stand for what goes on."""
WITHOUT_ROOM = {"bench", "bench/peers", "docs", "eval", "fuzz", "reviews", "site/quality"}
"""Folders of tests that mirror no room."""


@dataclass(frozen=True)
class Module:
    """A module as it is written; `name` is its path in its folder."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def dotted(self) -> str:
        """The name that a module of the package is imported by."""
        return ".".join(["litatlas", *self.name.removesuffix(".py").split("/")]).removesuffix(".__init__")

    @cached_property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]

    @cached_property
    def imports(self) -> list[tuple[int, str]]:
        """The lines and dotted names that it imports, and for `from a import b` both `a` and `a.b`."""
        found = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [(node.lineno, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                source = "." * node.level + (node.module or "")
                found += [(node.lineno, source), *((node.lineno, f"{source}.{alias.name}") for alias in node.names)]
        return found


def read_modules(folder: Path) -> list[Module]:
    return [
        Module(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))
    ]


MODULES = read_modules(PACKAGE)
TESTS = read_modules(ROOT / "tests")

Finder = Callable[[Module], Iterator[tuple[int, str]]]
"""Finds what breaks a law in a module: the line, and what stands there."""


def find_breaks(finder: Finder, modules: list[Module] = MODULES) -> str:
    """All that breaks a law, a line each: `file:line what`."""
    return "\n".join(f"{module.name}:{line} {what}" for module in modules for line, what in finder(module))


# Layers


def find_parts(room: str) -> set[str]:
    """The folders and modules that stand in a room."""
    return {part for module in MODULES if (part := part_of(module.name, room))}


def part_of(name: str, room: str) -> str | None:
    """The part of a room that a file belongs to: of `read/merge.py` it is `read` in the package and `merge` in `read`."""
    if room and not name.startswith(f"{room}/"):
        return None
    return name.removeprefix(f"{room}/").removesuffix(".py").partition("/")[0]


def find_upward_imports(module: Module) -> Iterator[tuple[int, str]]:
    for room, layers in ROOMS.items():
        levels = {part: level for level, parts in enumerate(layers) for part in parts}
        own = part_of(module.name, room)
        door = ".".join(["litatlas", *room.split("/")]).rstrip(".")
        for line, name in module.imports if own else ():
            part = "__init__" if name == door else name.removeprefix(f"{door}.").partition(".")[0]
            if (name == door or name.startswith(f"{door}.")) and part != own and levels.get(part, -1) >= levels[own or ""]:
                yield line, f"imports {name}"


def test_every_part_of_a_room_has_its_layer() -> None:
    for room, layers in ROOMS.items():
        assert find_parts(room) == set().union(*layers), room
        assert sum(map(len, layers)) == len(set().union(*layers)), room


def test_imports_lead_downwards() -> None:
    assert find_breaks(find_upward_imports) == ""


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {module.dotted for module in MODULES}
    graph = {module.dotted: {name for _, name in module.imports if name in names} - {module.dotted} for module in MODULES}

    TopologicalSorter({name: found - {"litatlas"} for name, found in graph.items()}).prepare()


# Sizes


def find_length(module: Module) -> Iterator[tuple[int, str]]:
    lines = len(module.text.splitlines())
    if lines > LONGEST_MODULE:
        yield lines, "is the last line"


def find_long_functions(module: Module) -> Iterator[tuple[int, str]]:
    for function in module.functions:
        body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
        if (function.end_lineno or 0) - body[0].lineno + 1 > LONGEST_BODY:
            yield function.lineno, function.name


def test_no_module_is_long() -> None:
    assert find_breaks(find_length) == ""


def test_no_function_is_long() -> None:
    assert find_breaks(find_long_functions) == ""


# What is told


def find_untold(module: Module) -> Iterator[tuple[int, str]]:
    if not ast.get_docstring(module.tree):
        yield 1, "the module"
    yield from find_untold_in(module.tree)


def find_untold_in(owner: ast.Module | ast.ClassDef) -> Iterator[tuple[int, str]]:
    for node in owner.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield node.lineno, node.name
            if isinstance(node, ast.ClassDef):
                yield from find_untold_in(node)


def find_bare_functions(module: Module) -> Iterator[tuple[int, str]]:
    for function in module.functions:
        arguments = function.args
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        bare = [one.arg for one in named if one and not one.annotation and one.arg not in ("self", "cls")]
        is_told_to_mypy = "type: ignore[no-untyped-def" in module.text.splitlines()[function.lineno - 1]
        if (bare or function.returns is None) and not is_told_to_mypy:
            yield function.lineno, f"{function.name}({', '.join(bare)})"


def test_modules_classes_and_public_functions_have_docstrings() -> None:
    assert find_breaks(find_untold) == ""


def test_functions_are_annotated() -> None:
    assert find_breaks(find_bare_functions) == ""


# What stands in one place only, or nowhere


def find_broad_handlers(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "None"
            if {"Exception", "BaseException", "None"} & set(re.findall(r"\w+", caught)):
                yield node.lineno, f"catches {caught}"


def find_output(module: Module) -> Iterator[tuple[int, str]]:
    here = {"print"} if part_of(module.name, "") == COMMAND_LINE else {"print", "sys.exit", "exit", "click.echo"}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in here:
            yield node.lineno, ast.unparse(node.func)


def find_hidden_state(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield node.lineno, f"global {', '.join(node.names)}"
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__getattr__":
            yield node.lineno, "attributes of a module that are made when they are asked for"


def find_open_dataclasses(module: Module) -> Iterator[tuple[int, str]]:
    for node in (node for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)):
        for told in map(ast.unparse, node.decorator_list):
            is_frozen = "frozen=True" in told or node.name in CHANGING
            has_slots = "slots=True" in told or "@cached_property" in ast.unparse(node)  # which slots leave no place for
            if told.startswith("dataclass") and not (is_frozen and has_slots):
                yield node.lineno, f"@{told} {node.name}"


def find_unclear_imports(module: Module) -> Iterator[tuple[int, str]]:
    return ((line, name) for line, name in module.imports if name.startswith(".") or name.endswith(".*"))


def test_only_the_command_line_catches_broadly() -> None:
    assert [place.partition(":")[0] for place in find_breaks(find_broad_handlers).splitlines()] == ["cli/main.py"]


def test_only_the_command_line_prints_and_exits() -> None:
    assert find_breaks(find_output) == ""


def test_no_module_has_hidden_state() -> None:
    assert find_breaks(find_hidden_state) == ""


def test_dataclasses_are_frozen_and_have_slots() -> None:
    assert find_breaks(find_open_dataclasses) == ""


def test_imports_are_absolute_and_name_what_they_import() -> None:
    assert find_breaks(find_unclear_imports) == ""


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common"}

    assert [module.name for module in MODULES if drawers & set(re.split(r"[/._]", module.name))] == []


# Tests


def find_mocks(module: Module) -> Iterator[tuple[int, str]]:
    return ((line, name) for line, name in module.imports if {"mock", "monkeypatch"} & set(name.casefold().split(".")))


def find_private_imports(module: Module) -> Iterator[tuple[int, str]]:
    return ((line, name) for line, name in module.imports if name.startswith("litatlas.") and re.search(r"\._(?!_)", name))


def find_timings(module: Module) -> Iterator[tuple[int, str]]:
    if not module.name.startswith("bench/"):
        yield from ((line, name) for line, name in module.imports if name in ("time.perf_counter", "time.process_time", "timeit"))


def test_tests_need_no_mocks() -> None:
    assert find_breaks(find_mocks, TESTS) == ""


def test_tests_go_through_public_functions() -> None:
    assert find_breaks(find_private_imports, TESTS) == ""


def test_timings_stand_in_the_benchmark() -> None:
    assert find_breaks(find_timings, TESTS) == ""


def test_tests_lie_where_what_they_test_lies() -> None:
    folders = {folder for module in TESTS if (folder := module.name.rpartition("/")[0]) not in WITHOUT_ROOM}

    assert sorted(folder for folder in folders if not (PACKAGE / folder).is_dir()) == []


# The laws themselves


@pytest.mark.parametrize(
    ("finder", "name", "text", "found"),
    [
        (find_upward_imports, "read/a.py", "from litatlas import cli", "1 imports litatlas.cli"),
        (find_upward_imports, "read/a.py", "import litatlas.content.pages", "1 imports litatlas.content.pages"),
        (find_upward_imports, "site/places.py", "from litatlas.site.atlas import Atlas", "1 imports litatlas.site.atlas"),
        (find_length, "a.py", "a = 1\n" * (LONGEST_MODULE + 1), f"{LONGEST_MODULE + 1} is the last line"),
        (find_long_functions, "a.py", "def far():\n" + "    a = 1\n" * (LONGEST_BODY + 1), "1 far"),
        (find_untold, "a.py", '"""Told."""\nclass Frog:\n    def leap(self): ...', "2 Frog"),
        (find_untold, "a.py", '"""Told."""\nclass Frog:\n    """Told."""\n    def leap(self): ...', "4 leap"),
        (find_bare_functions, "a.py", "def leap(a: int, b, *, c: int) -> None: ...", "1 leap(b)"),
        (find_broad_handlers, "a.py", "try:\n    a()\nexcept (OSError, Exception):\n    b()", "3 catches (OSError, Exception)"),
        (find_broad_handlers, "a.py", "try:\n    a()\nexcept:\n    b()", "3 catches None"),
        (find_output, "read/a.py", "import sys\nsys.exit(1)", "2 sys.exit"),
        (find_output, "cli/a.py", "print(1)", "1 print"),
        (find_hidden_state, "a.py", "def leap():\n    global high", "2 global high"),
        (find_open_dataclasses, "a.py", "@dataclass(slots=True)\nclass Frog: ...", "2 @dataclass(slots=True) Frog"),
        (find_unclear_imports, "a.py", "from .b import c", "1 .b"),
        (find_unclear_imports, "a.py", "from b import *", "1 b.*"),
        (find_mocks, "test_a.py", "from unittest import mock", "1 unittest.mock"),
        (find_private_imports, "test_a.py", "from litatlas.read.merge import _join", "1 litatlas.read.merge._join"),
        (find_timings, "test_a.py", "from time import perf_counter", "1 time.perf_counter"),
    ],
)
def test_a_law_finds_what_breaks_it(finder: Finder, name: str, text: str, found: str) -> None:
    assert f"{name}:{found}" in find_breaks(finder, [Module(name, text)]).splitlines()


# What is installed


def test_the_files_that_the_package_reads_are_there() -> None:
    assert (PACKAGE / "py.typed").is_file()
    assert (PACKAGE / "readers" / "prompt.md").is_file()
    assert len(list((PACKAGE / "extract" / "vocabulary").glob("*.yml"))) >= 5
    assert (PACKAGE / "scaffold" / "files" / "content" / "review.yml").is_file()
    assert {path.name for path in (ROOT / "templates").glob("*.html")} >= {"base.html", "home.html", "paper.html", "404.html"}


def test_the_wheel_takes_all_of_the_package_and_the_templates() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert 'packages = ["src/litatlas"]' in text
    assert '"templates" = "litatlas/templates"' in text
    assert [path for path in (PACKAGE / "scaffold").rglob("*") if path.name.startswith(".")] == []
