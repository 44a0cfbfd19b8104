"""What is published: the source archive and the wheel hold all that is needed, and the wheel works in a clean environment."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from litatlas.site.search.packing import unpack
from tests.conftest import REPOSITORY, give_up
from tests.invented import ENTRIES, format_listing
from tests.once import make_once

pytestmark = pytest.mark.thorough
TIMEOUT = 240
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command away from this checkout, without anything of this environment's Python."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, timeout=TIMEOUT, check=False
    )


def install(python: Path, *packages: str | Path, cwd: Path) -> None:
    """Install packages with this environment's pip; where no registry is reached, give up with pip's words."""
    done = run(*PIP, "--python", python, "install", "--quiet", *packages, cwd=cwd)
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or ["pip failed"]
        unreachable = any(
            sign in done.stderr for sign in ("NewConnectionError", "ConnectTimeout", "No matching distribution", "ProxyError")
        )
        give_up(f"no package registry: {reason[0]}") if unreachable else pytest.fail(done.stderr)


def make_environment(folder: Path) -> Path:
    """A new virtual environment with nothing in it; returns its Python."""
    venv.create(folder)
    return folder / "bin" / "python"


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The source archive of this checkout, and the wheel that is built from nothing but that archive."""
    folder = make_once(tmp_path_factory, "archives", build_archives)
    (source,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return source, wheel


def build_archives(folder: Path) -> None:
    python = make_environment(folder / "builder")
    install(python, "hatchling>=1.27", cwd=folder)
    made = run(python, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=REPOSITORY)
    assert made.returncode == 0, made.stderr
    (source,) = folder.glob("*.tar.gz")
    made = run(*PIP, "--python", python, "wheel", "--no-deps", "--no-build-isolation", "-w", folder, source, cwd=folder)
    assert made.returncode == 0, made.stderr


@pytest.fixture(scope="module")
def litatlas(archives: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of the wheel, alone with its dependencies in a clean environment."""

    def make(folder: Path) -> None:
        install(make_environment(folder / "venv"), archives[1], cwd=folder)

    return make_once(tmp_path_factory, "clean", make) / "venv" / "bin" / "litatlas"


def list_needed() -> set[str]:
    """The files of the package and of the templates, as the package holds them."""
    package = REPOSITORY / "src" / "litatlas"
    modules = {f"litatlas/{path.relative_to(package).as_posix()}" for path in package.rglob("*") if path.is_file()}
    templates = {
        f"litatlas/templates/{path.relative_to(REPOSITORY / 'templates').as_posix()}"
        for path in (REPOSITORY / "templates").rglob("*")
        if path.is_file()
    }
    topics = {f"litatlas/topics/efficient-ml/{path.name}" for path in (REPOSITORY / "content" / "topics").iterdir()}
    needed = modules | templates | topics
    return {path for path in needed if not any(part.startswith((".", "__pycache__")) for part in path.split("/"))}


def test_the_wheel_holds_every_module_vocabulary_template_and_scaffold_file(archives: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(archives[1]) as wheel:
        held = {name for name in wheel.namelist() if not name.partition("/")[0].endswith(".dist-info")}

    assert held == list_needed()
    assert {"litatlas/py.typed", "litatlas/templates/base.html", "litatlas/templates/assets/style.css"} <= held
    assert any(name.startswith("litatlas/extract/vocabulary/") and name.endswith(".yml") for name in held)
    assert "litatlas/scaffold/files/content/review.yml" in held


def test_the_source_archive_holds_the_package_the_templates_and_the_tests(archives: tuple[Path, Path]) -> None:
    with tarfile.open(archives[0]) as source:
        held = {name.partition("/")[2] for name in source.getnames()}

    told = {"LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "constraints.txt", "pyproject.toml", "docs/README.md"}
    assert told | {"templates/base.html", "src/litatlas/py.typed", "tests/test_wheel.py"} <= held
    assert {name for name in held if name.startswith("content/")} >= {"content/topics/quantization.md"}
    assert not any(name.startswith(("content/papers/", "content/notes/", "site/", ".git/")) for name in held)


def test_the_installed_command_lays_out_a_review_and_builds_it_from_another_folder(litatlas: Path, tmp_path: Path) -> None:
    for arguments in (("-C", "new", "init", "--title", "Birds", "--topics", "efficient-ml"), ("-C", "new", "build")):
        done = run(litatlas, *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr

    for path in ("index.html", "assets/style.css", "assets/search.js", "search/index.html"):
        assert (tmp_path / "new/site" / path).is_file()
    assert "<h1>Birds</h1>" in (tmp_path / "new/site/index.html").read_text()
    assert (tmp_path / "new/.github/workflows/pages.yml").is_file()
    assert (tmp_path / "new/content/topics/quantization.md").is_file()


def test_the_installed_command_ingests_and_indexes(litatlas: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(format_listing(ENTRIES))
    for arguments in (("-C", "new", "init"), ("-C", "new", "ingest", "list.txt"), ("-C", "new", "build")):
        done = run(litatlas, *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr

    cards, _ = unpack((tmp_path / "new/site/search/data/cards/0.bin").read_bytes())
    assert isinstance(cards, list)
    assert len(cards) == len(ENTRIES)


def test_the_installed_package_is_the_wheels_and_runs_as_a_module(litatlas: Path, tmp_path: Path) -> None:
    done = run(litatlas.with_name("python"), "-c", "import litatlas; print(litatlas.__file__)", cwd=tmp_path)
    assert str(litatlas.parents[1]) in done.stdout

    version = run(litatlas.with_name("python"), "-m", "litatlas", "--version", cwd=tmp_path)
    assert version.stdout.startswith("litatlas, version ")
