"""The project's own files: its licence, and versions of all that is installed as the tests ran with them."""

import itertools
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from litatlas import __version__
from tests.conftest import REPOSITORY

SYSTEMS = (
    {"sys_platform": "linux"},
    {"sys_platform": "darwin"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
)
PYTHONS = tuple(
    {"python_version": version, "python_full_version": f"{version}.0"} for version in ("3.11", "3.12", "3.13", "3.14")
)


def read_project() -> dict[str, object]:
    """The table `project` of pyproject.toml."""
    project: dict[str, object] = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def list_constraints() -> list[Requirement]:
    """What constraints.txt says, a line each, without its comments."""
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def list_needed(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """What an installed package needs with one of its extras, on any system and Python that LitAtlas runs on."""
    try:
        told = requires(name) or []
    except PackageNotFoundError:  # a package of another system
        return
    for requirement in map(Requirement, told):
        places = itertools.product(SYSTEMS, PYTHONS)
        if requirement.marker is None or any(
            requirement.marker.evaluate({"extra": extra, **system, **python}) for system, python in places
        ):
            yield from ((canonicalize_name(requirement.name), found) for found in ("", *requirement.extras))


def test_every_package_that_is_installed_has_one_version_that_the_tests_ran_with() -> None:
    waiting = [("litatlas", ""), ("litatlas", "test"), ("hatchling", "")]
    needed = set(waiting)
    while waiting:
        found = set(list_needed(*waiting.pop())) - needed
        needed |= found
        waiting += found

    constraints = list_constraints()
    held = [canonicalize_name(constraint.name) for constraint in constraints]
    loose = [str(constraint) for constraint in constraints if not re.fullmatch(r"==[\w.]+", str(constraint.specifier))]
    assert {name for name, _ in needed} - {"litatlas", *held} == set()
    assert (loose, len(held) - len(set(held))) == ([], 0)


def test_the_constraints_fit_what_the_project_says_that_it_needs() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    wanted = itertools.chain(project["project"]["dependencies"], *extras, project["build-system"]["requires"])
    held = {canonicalize_name(constraint.name): str(constraint.specifier).removeprefix("==") for constraint in list_constraints()}

    unfit = [str(one) for one in map(Requirement, wanted) if held[canonicalize_name(one.name)] not in one.specifier]
    assert unfit == []


def test_the_licence_is_the_one_that_the_package_names() -> None:
    text = (REPOSITORY / "LICENSE").read_text(encoding="utf-8")

    assert (read_project()["license"], text.splitlines()[0]) == ("MIT", "MIT License")
    assert "LitAtlas contributors" in text


def test_the_changelog_begins_with_what_comes_next_and_tells_of_this_version() -> None:
    text = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)

    assert headings[0] == "Unreleased"
    assert __version__ in text
