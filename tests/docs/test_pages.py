"""The README and the pages of docs/ against the code: commands, links, paths, packages and rooms."""

import re
import shlex
import subprocess
import sys
import tomllib

import click
import pytest

from litatlas.cli import cli
from litatlas.read.formats import FORMATS
from tests.conftest import REPOSITORY
from tests.docs.pages import Page, folder_of, list_pages, list_rows, read_page

PAGES = list_pages()
PACKAGE = REPOSITORY / "src" / "litatlas"
BUILT = "docs/explanation/how-it-is-built.md"
START = (
    "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e . && .venv/bin/litatlas build",
    "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e '.[test]' && .venv/bin/pytest",
)
PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b")
MADE_ON_DEMAND = re.compile(
    r"my-review/|site/|\.litatlas/|data/|templates/assets/$|content/((files|hardware|vocabulary|readings|papers|notes|topics|pages)/|(merges|people)\.yml$)"
)
"""Paths of a review, which people, `ingest` or a build make."""

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def list_litatlas_commands(page: Page) -> list[str]:
    """Every call of `litatlas` with arguments that a page names, in its blocks and in its prose."""
    parts = [part.strip() for line in [*page.list_commands(), *page.list_code()] for part in re.split(r"&&|\||;|>", line)]
    return sorted({part for part in parts if re.match(r"(\S*/)?litatlas\s", part) and not PLACEHOLDER.search(part)})


COMMANDS = sorted({command for page in PAGES for command in list_litatlas_commands(page)})


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_a_page_names_is_one_that_litatlas_takes(command: str) -> None:
    in_blocks = {line for page in PAGES for line in page.list_commands()}

    with cli.make_context("litatlas", shlex.split(command)[1:]) as context:
        name, found, rest = cli.resolve_command(context, [*context._protected_args, *context.args])
        assert found is not None, name
        try:
            found.make_context(name, rest, parent=context).close()
        except click.MissingParameter:
            assert command not in in_blocks  # prose may name a command without its files


def test_every_command_of_litatlas_is_in_the_tutorial_or_a_how_to() -> None:
    walked = [page for page in PAGES if page.name == "docs/tutorial.md" or page.name.startswith("docs/how-to/")]
    named = {word for page in walked for command in list_litatlas_commands(page) for word in shlex.split(command)}

    assert set(cli.commands) - named == set()


def test_other_commands_of_pages_are_programs_that_are_there() -> None:
    lines = {line for page in PAGES for line in page.list_commands() if line.startswith((".venv/bin/", "bash "))}
    modules = {found[1] for line in lines if (found := re.match(r"\.venv/bin/python -m ([\w.]+)", line))}
    scripts = {word for line in lines for word in shlex.split(line)[1:] if re.match(r"[\w.]+/", word)}

    assert {"eval", "tests.bench"} <= modules
    for module in sorted(modules):
        command = [sys.executable, "-m", module, "--help"]
        if module in ("eval", "tests.bench"):
            done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 0, done.stderr
        else:
            assert (REPOSITORY / module.replace(".", "/")).with_suffix(".py").is_file(), module
    assert [path for path in scripts if not (REPOSITORY / path).exists()] == []


def test_the_start_commands_are_the_first_two_blocks_of_the_readme_and_ci_runs_the_tests_by_the_second() -> None:
    first, second, *_ = read_page("README.md").list_commands()

    assert (first, second) == START
    install, _, test = second.rpartition(" && ")
    lines = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert install in lines
    assert f"{test} && tested=0 || tested=$?" in lines


@pages
def test_links_lead_to_files_and_headings_that_are_there(page: Page) -> None:
    gone = []
    for path, part in page.list_links():
        target = (folder_of(page) / path).resolve() if path else REPOSITORY / page.name
        if not target.exists():
            gone.append(path)
        elif part and part not in read_page(target.relative_to(REPOSITORY).as_posix()).list_parts():
            gone.append(f"{path}#{part}")

    assert gone == []


def test_every_page_of_the_documentation_can_be_reached_from_its_first_one() -> None:
    reached: set[str] = set()
    waiting = ["docs/README.md"]
    while waiting:
        name = waiting.pop()
        if name in reached or not name.endswith(".md"):
            continue
        reached.add(name)
        page = read_page(name)
        targets = [(folder_of(page) / path).resolve() for path, _ in page.list_links() if path]
        waiting += [target.relative_to(REPOSITORY).as_posix() for target in targets]

    assert {page.name for page in PAGES if page.name.startswith("docs/")} - reached == set()
    assert "docs/README.md" in {name for path, _ in read_page("README.md").list_links() for name in [path]}


@pages
def test_every_path_that_a_page_names_is_there(page: Page) -> None:
    roots = [
        *(REPOSITORY, folder_of(page), PACKAGE, PACKAGE / "extract"),
        *(PACKAGE / "scaffold" / "files", PACKAGE / "scaffold" / "review"),
    ]
    named = {code for code in page.list_code() if re.fullmatch(r"[\w.*/-]+(/|\.\w+)", code) and "/" in code}
    gone = {
        path
        for path in named
        if not MADE_ON_DEMAND.match(path)
        and not path.startswith("..")
        and not any(list(root.glob(path.replace(".github", "github", 1) if root.name == "files" else path)) for root in roots)
    }

    assert gone == set()


def test_every_room_of_the_package_is_in_the_table_of_how_it_is_built() -> None:
    named = {
        code.strip("/") for row in list_rows(read_page(BUILT).find_section("Rooms")) for code in re.findall(r"`([^`]+)`", row[0])
    }
    rooms = {path.name for path in PACKAGE.iterdir() if not path.name.startswith(("_", "py.typed"))}

    assert (rooms - named, named - rooms) == (set(), set())


def test_the_table_of_packages_is_the_one_of_the_project() -> None:
    rows = list_rows(read_page(BUILT).find_section("What it is built with"))
    named = {name.strip() for row in rows for name in row[0].split(",")}
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    packages = {re.split(r"[^\w.-]", package)[0].lower() for package in wanted if not package.startswith("types-")}

    assert named == packages


@pages
def test_nothing_waits_to_be_filled_in(page: Page) -> None:
    assert re.findall(r"@[A-Z]+@|TODO|FIXME|XXX", page.text) == []


def test_the_table_of_input_formats_is_the_one_of_the_package() -> None:
    rows = list(list_rows(read_page("docs/formats.md").text.partition("\n## ")[0]))

    assert {(row[0].strip("`"), row[1]) for row in rows} == {(known.name, known.label) for known in FORMATS}


def test_the_glossary_is_in_the_order_of_the_alphabet_and_tells_each_word_once() -> None:
    words = [row[0] for row in list_rows(read_page("docs/glossary.md").text)]

    assert len(words) > 20
    assert words == sorted(set(words))
