"""The README against the code: its commands, its paths, its packages and its start."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from litatlas.cli import cli
from litatlas.scaffold import create_review
from tests.conftest import REPOSITORY
from tests.invented import ENTRIES, format_listing, write_files

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
VOCABULARY = REPOSITORY / "src" / "litatlas" / "extract" / "vocabulary"
PLACEHOLDER = re.compile(r"\b[A-Z]{3,}\b")
MADE_ON_DEMAND = frozenset({"content/files/", "content/hardware/", "content/vocabulary/", "site/index.html"})
"""Paths that people or a build make."""


def list_shell_lines() -> list[str]:
    """The lines of the README's blocks of shell commands."""
    blocks = [match[3] for match in BLOCK.finditer(README) if match[2] == "sh"]
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip() and not line.strip().startswith("#")]


def list_inline_code() -> list[str]:
    """What stands between backticks in the README's prose."""
    return re.findall(r"`([^`\n]+)`", BLOCK.sub("", README))


def list_litatlas_commands() -> list[str]:
    """Every call of `litatlas` with arguments that the README names, in its blocks and in its prose."""
    parts = [part.strip() for line in [*list_shell_lines(), *list_inline_code()] for part in re.split(r"&&|\||;|>", line)]
    return sorted({part for part in parts if re.match(r"(\S*/)?litatlas\s", part) and not PLACEHOLDER.search(part)})


def find_section(heading: str) -> str:
    """The README's text below a heading, up to the next one of its level."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"the README has no section {heading!r}"
    return found[1]


@pytest.mark.parametrize("command", list_litatlas_commands())
def test_a_command_of_the_readme_is_one_that_litatlas_takes(command: str) -> None:
    arguments = shlex.split(command)[1:]

    with cli.make_context("litatlas", arguments) as context:
        name, found, rest = cli.resolve_command(context, [*context._protected_args, *context.args])
        assert found is not None, name
        try:
            found.make_context(name, rest, parent=context).close()
        except click.MissingParameter:
            assert command not in list_shell_lines()  # prose may name a command without its files


def test_every_command_of_litatlas_is_in_the_readme() -> None:
    named = {word for command in list_litatlas_commands() for word in shlex.split(command)}

    assert set(cli.commands) <= named


def test_the_readme_s_way_from_a_listing_to_a_site_can_be_walked(tmp_path: Path) -> None:
    (tmp_path / "listing.txt").write_text(format_listing(ENTRIES))
    lines = [line for line in list_shell_lines() if line.startswith("litatlas ")]
    assert any(" ingest " in line for line in lines)

    for line in lines:
        # The preview runs until it is interrupted; tests/test_serve.py tells that it works.
        arguments = ["build" if word == "serve" else word for word in shlex.split(line)[1:]]
        run = subprocess.run(
            [sys.executable, "-m", "litatlas", *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        assert run.returncode == 0, run.stderr

    assert list(tmp_path.glob("*/site/papers/*/index.html"))


def test_the_vocabulary_of_the_readme_is_one_that_check_takes(tmp_path: Path) -> None:
    text = next(match[3] for match in BLOCK.finditer(README) if match[3].startswith("# content/vocabulary/"))
    words = re.split(r"^# content/(vocabulary/\w+\.yml).*\n", text, flags=re.MULTILINE)[1:]
    files = dict(zip(words[::2], words[1::2], strict=True))
    assert {Path(name).name for name in files} == {path.name for path in VOCABULARY.glob("*.yml")}

    create_review(tmp_path, "Ponds")
    write_files(tmp_path / "content", files)
    checked = subprocess.run(
        [sys.executable, "-m", "litatlas", "check"], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )

    assert (checked.returncode, checked.stderr.count("error")) == (0, 0), checked.stderr


def test_the_start_commands_are_the_first_two_blocks_and_ci_runs_the_tests_by_the_second() -> None:
    first, second, *_ = list_shell_lines()

    assert first == "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e . && .venv/bin/litatlas build"
    assert second == "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt -e '.[test]' && .venv/bin/pytest"
    assert second in (REPOSITORY / ".ci" / "run").read_text().splitlines()


def test_every_path_of_the_readme_is_there() -> None:
    package = REPOSITORY / "src" / "litatlas"
    roots = [REPOSITORY, package, package / "extract", package / "scaffold" / "files"]
    named = {code.removeprefix("my-review/") for code in list_inline_code() if re.fullmatch(r"[\w.*/-]+(/|\.\w+)", code)}
    gone = {path for path in named if "/" in path and not any(list(root.glob(path)) for root in roots)}

    assert gone - MADE_ON_DEMAND == set()


def test_every_module_of_the_package_is_in_the_table_of_how_it_is_built() -> None:
    table = "\n".join(line for line in find_section("How it is built").splitlines() if line.startswith("|"))
    named = {code.strip("/") for code in re.findall(r"`([^`]+)`", table)}
    modules = {path.name for path in (REPOSITORY / "src" / "litatlas").iterdir() if not path.name.startswith(("_", "py.typed"))}

    assert modules - named == set()


def test_the_table_of_packages_is_the_one_of_the_project() -> None:
    table = [line.split("|")[1] for line in find_section("What it is built with").splitlines() if line.startswith("| ")][1:]
    named = {name.strip() for cell in table for name in cell.split(",") if "---" not in name}
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    packages = {re.split(r"[^\w-]", package)[0].lower() for package in wanted if not package.startswith("types-")}

    assert named == packages


def test_links_of_the_readme_lead_to_files_that_are_there() -> None:
    targets = [target for target in re.findall(r"\]\(([^)\s]+)\)", README) if not re.match(r"[a-z]+:|#", target)]

    assert [target for target in targets if not (REPOSITORY / target.partition("#")[0]).exists()] == []


def test_nothing_in_the_readme_waits_to_be_filled_in() -> None:
    assert re.findall(r"@[A-Z]+@|TODO|FIXME|XXX", README) == []
