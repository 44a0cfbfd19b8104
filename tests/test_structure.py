"""The shape of the package, read from its source: layers, sizes, docstrings, annotations, and what stands in one place only."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "litatlas"
LAYERS = (
    {"__init__", "model", "errors"},
    {"running", "text"},
    {"read", "content"},
    {"extract"},
    {"review"},
    {"compare", "people"},
    {"site"},
    {"commands", "preview"},
    {"scaffold"},
    {"cli"},
    {"__main__"},
)
"""From the bottom to the top: a module imports from its own part and from layers below, never from beside or above."""
LONGEST_MODULE, LONGEST_BODY = 400, 50
COMMAND_LINE = {"cli"}


def parse_all(folder: Path) -> dict[str, ast.Module]:
    paths = sorted(folder.rglob("*.py"))
    return {path.relative_to(folder).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


MODULES = parse_all(PACKAGE)
TESTS = parse_all(ROOT / "tests")
modules = pytest.mark.parametrize("name", MODULES)


def part_of(name: str) -> str:
    """The part of the package that a file belongs to: `read` of `read/merge.py`."""
    return name.removesuffix(".py").partition("/")[0]


def level_of(part: str) -> int:
    return next(level for level, parts in enumerate(LAYERS) if part in parts)


def dotted(name: str) -> str:
    """The name that a file is imported by."""
    return ".".join(["litatlas", *name.removesuffix(".py").split("/")]).removesuffix(".__init__")


def find_imports(tree: ast.Module) -> Iterator[str]:
    """The dotted names that a module imports, and for `from a import b` both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def find_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def find_calls(tree: ast.Module, name: str) -> list[int]:
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) == name]


def test_every_part_has_its_layer() -> None:
    assert {part_of(name) for name in MODULES} == set().union(*LAYERS)
    assert sum(map(len, LAYERS)) == len(set().union(*LAYERS))


@modules
def test_imports_lead_downwards(name: str) -> None:
    own = part_of(name)
    parts = {
        part_of("/".join(found.split(".")[1:])) or "__init__"
        for found in find_imports(MODULES[name])
        if found.startswith("litatlas")
    }
    known = parts & set().union(*LAYERS)
    wrong = {part for part in known if part != own and level_of(part) >= level_of(own)}

    assert wrong == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {dotted(name) for name in MODULES}
    graph = {
        dotted(name): {found for found in find_imports(tree) if found in names} - {dotted(name)} for name, tree in MODULES.items()
    }

    TopologicalSorter({name: found - {"litatlas"} for name, found in graph.items()}).prepare()


@modules
def test_no_module_is_long(name: str) -> None:
    assert len((PACKAGE / name).read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@modules
def test_no_function_is_long(name: str) -> None:
    long = []
    for function in find_functions(MODULES[name]):
        body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
        if (function.end_lineno or 0) - body[0].lineno + 1 > LONGEST_BODY:
            long.append(function.name)

    assert long == []


@modules
def test_modules_classes_and_public_functions_have_docstrings(name: str) -> None:
    tree = MODULES[name]
    bare = [] if ast.get_docstring(tree) else ["the module"]
    inner = {node for function in find_functions(tree) for node in ast.walk(function) if node is not function}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node not in inner:
            is_private = node.name.startswith("_")
            if not is_private and not ast.get_docstring(node) and not is_in_private_class(tree, node):
                bare.append(node.name)

    assert bare == []


def is_in_private_class(tree: ast.Module, node: ast.AST) -> bool:
    classes = (owner for owner in ast.walk(tree) if isinstance(owner, ast.ClassDef) and owner.name.startswith("_"))
    return any(node in owner.body for owner in classes)


@modules
def test_functions_are_annotated(name: str) -> None:
    bare = []
    for function in find_functions(MODULES[name]):
        arguments = function.args
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        missing = [one.arg for one in named if one and not one.annotation and one.arg not in ("self", "cls")]
        overrides = "type: ignore[no-untyped-def" in line_of(name, function.lineno)
        if (missing or function.returns is None) and not overrides:
            bare.append(function.name)

    assert bare == []


def line_of(name: str, number: int) -> str:
    return (PACKAGE / name).read_text(encoding="utf-8").splitlines()[number - 1]


def test_one_place_catches_broadly() -> None:
    broad = {"Exception", "BaseException", "None"}
    found = [
        name
        for name, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler)
        and broad & set(re.findall(r"\w+", ast.unparse(node.type) if node.type else "None"))
    ]

    assert found == ["cli/main.py"]


@modules
def test_only_the_command_line_prints_and_exits(name: str) -> None:
    if part_of(name) in COMMAND_LINE:
        assert find_calls(MODULES[name], "print") == []
        return

    assert [find_calls(MODULES[name], call) for call in ("print", "sys.exit", "exit", "click.echo")] == [[], [], [], []]


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common"}

    assert [name for name in MODULES if drawers & set(re.split(r"[/._]", name))] == []


@modules
def test_no_module_imports_everything(name: str) -> None:
    assert [found for found in find_imports(MODULES[name]) if found.endswith(".*")] == []


def test_tests_need_no_mocks() -> None:
    found = {name for name, tree in TESTS.items() for found in find_imports(tree) if "mock" in found.casefold().split(".")}

    assert found == set()


def test_the_files_that_the_package_reads_are_there() -> None:
    assert (PACKAGE / "py.typed").is_file()
    assert len(list((PACKAGE / "extract" / "vocabulary").glob("*.yml"))) >= 5
    assert (PACKAGE / "scaffold" / "files" / "content" / "review.yml").is_file()
    assert {path.name for path in (ROOT / "templates").glob("*.html")} >= {"base.html", "home.html", "paper.html", "404.html"}


def test_the_wheel_takes_all_of_the_package_and_the_templates() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert 'packages = ["src/litatlas"]' in text
    assert '"templates" = "litatlas/templates"' in text
    assert [path for path in (PACKAGE / "scaffold").rglob("*") if path.name.startswith(".")] == []
