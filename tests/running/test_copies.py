"""Building in several processes: the same as in one, and none that outlives the build, however it ends."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from litatlas.errors import ContentError
from litatlas.site.build import build
from tests.conftest import REPOSITORY
from tests.invented import ENTRIES, make_many, make_review, write_files
from tests.process_table import PATIENCE, list_workers
from tests.running.test_processes import HAS_COPIES
from tests.site.test_build import await_group, run_python
from tests.trees import find_leftovers, read_tree

needs_fork = pytest.mark.skipif(not HAS_COPIES, reason="wants copies of a process")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of so many papers that its build takes a while, with the site that one process builds."""
    root = make_review(tmp_path_factory.mktemp("copies") / "review", [*ENTRIES, *make_many(250)])
    build(root, processes=1)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of it whose next build makes another site."""
    root = tmp_path / "review"
    shutil.copytree(built, root)
    write_files(root, {"content/review.yml": "title: Another title\n"})
    return root


def test_any_number_of_processes_builds_the_same_bytes(tmp_path: Path) -> None:
    alone = make_review(tmp_path / "1", [*ENTRIES, *make_many(60)])
    build(alone, processes=1)
    roots = [make_fresh(alone, tmp_path / str(processes)) for processes in (2, 3)]
    code = (
        "import sys; from pathlib import Path; from litatlas.site.build import build\n"
        "for processes in (2, 3):\n"
        "    print(build(Path(sys.argv[1], str(processes)), processes=processes).pages)\n"
    )

    run = run_python("-c", code, str(tmp_path))

    expected = read_tree(alone / "site")
    assert run.stderr == ""
    assert run.stdout == f"{sum(path.endswith('.html') for path in expected)}\n" * 2
    assert [read_tree(root / "site") == expected for root in roots] == [True, True]


@needs_fork
def test_what_a_killed_copy_had_is_done_again(tmp_path: Path) -> None:
    code = (
        "import os, pathlib; from functools import partial; from litatlas.running.processes import map_across\n"
        "from tests.running.test_copies import end_unless_in\n"
        f"folder = pathlib.Path({str(tmp_path)!r})\n"
        "with map_across(partial(end_unless_in, os.getpid()), 2, folder, sendable=False, chunk=1, ahead=20) as run:\n"
        "    print(list(run(range(20))))\n"
    )
    run = run_python("-c", code)

    assert (run.stderr, run.stdout) == ("", f"{list(range(20))}\n")


@pytest.mark.parametrize("processes", [1, 2])
def test_faults_of_a_template_are_told_as_by_one_process(root: Path, processes: int) -> None:
    before = read_tree(root / "site")
    write_files(root, {"templates/paper.html": "{{ view.title }}\n{{ view.no_such_name }}\n"})

    with pytest.raises(ContentError) as caught:
        build(root, processes=processes)

    (fault,) = caught.value.faults
    assert (fault.file, fault.line) == ("templates/paper.html", 2)
    assert fault.hint.endswith("papers/heron-027-wading-the-pond-again/index.html")
    assert str(caught.value) == str(fault)
    assert read_tree(root / "site") == before
    assert find_leftovers(root) == []


PREVENTED = (
    "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
    "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))",
    "import multiprocessing; multiprocessing.current_process()._config['daemon'] = True",
)
"""What keeps a process from being copied."""


@pytest.mark.thorough
@needs_fork
def test_where_no_copy_can_be_made_one_process_builds(tiny_review: Path, tmp_path: Path) -> None:
    expected, *roots = (make_fresh(tiny_review, tmp_path / name) for name in ("expected", "0", "1", "2"))
    code = (
        "import os, sys; from pathlib import Path; from litatlas.site.build import build\n"
        "build(Path(sys.argv[1], 'expected'), processes=1)\n"
        f"for number, prevent in enumerate({PREVENTED!r}):\n"
        "    if child := os.fork():\n"
        "        os.waitpid(child, 0)\n"
        "        continue\n"
        "    exec(prevent)\n"
        "    build(Path(sys.argv[1], str(number)), processes=2)\n"
        "    print(number, flush=True)\n"
        "    os._exit(0)\n"
    )

    run = run_python("-c", code, str(tmp_path))

    assert (run.stdout, run.stderr) == ("0\n1\n2\n", "")
    for root in roots:
        assert read_tree(root / "site") == read_tree(expected / "site")


def make_fresh(review: Path, root: Path) -> Path:
    """A copy of a review without its site."""
    shutil.copytree(review / "content", root / "content")
    return root


@pytest.mark.thorough
@needs_fork
@pytest.mark.parametrize("of_all", [True, False])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_all_processes_without_a_traceback(root: Path, number: signal.Signals, of_all: bool) -> None:
    before = read_tree(root / "site")
    process = start_build(root)
    await_pages(root, process)

    (os.killpg if of_all else os.kill)(process.pid, number)
    output, errors = process.communicate(timeout=PATIENCE)

    assert (process.returncode, output, errors.strip()) == (130, "", "litatlas: interrupted")
    await_group(process)
    assert read_tree(root / "site") == before
    assert find_leftovers(root) == []


@pytest.mark.thorough
@needs_fork
def test_no_process_outlives_a_killed_build_and_the_next_one_finishes(built: Path, root: Path) -> None:
    before = read_tree(root / "site")
    process = start_build(root)
    await_pages(root, process)

    process.kill()
    await_group(process)

    assert read_tree(root / "site") == before
    shutil.copy(built / "content/review.yml", root / "content/review.yml")
    build(root)
    assert read_tree(root / "site") == read_tree(built / "site")
    assert find_leftovers(root) == []


@pytest.mark.thorough
@needs_fork
@pytest.mark.parametrize("victim", [0, 1])
def test_a_build_goes_on_when_a_copy_is_killed(root: Path, tmp_path: Path, victim: int) -> None:
    shutil.copytree(root / "content", tmp_path / "expected/content")
    build(tmp_path / "expected", processes=1)
    process = start_build(root)
    await_pages(root, process)

    os.kill(list_workers(process.pid)[victim], signal.SIGKILL)
    _, errors = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    assert read_tree(root / "site") == read_tree(tmp_path / "expected/site")


def end_unless_in(process: int, number: int) -> int:
    """What one process alone can do."""
    if os.getpid() != process:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def start_build(root: Path) -> "subprocess.Popen[str]":
    """Start to build in two processes, in a group of their own."""
    command = [sys.executable, "-m", "litatlas", "-C", str(root), "build", "--jobs", "2"]
    return subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def await_pages(root: Path, process: "subprocess.Popen[str]") -> None:
    """Wait until pages are being written, by both copies."""
    while not list(root.glob(".site.new-*/topics")) or len(list_workers(process.pid)) < 2:
        assert process.poll() is None
        time.sleep(0.002)
