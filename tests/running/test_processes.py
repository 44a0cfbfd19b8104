"""Ingesting in several processes: the same as in one, and none that outlives the run, however it ends."""

import ast
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import TypeVar

import pytest

import tests.invented
from litatlas.commands.ingest import IngestReport, ingest
from litatlas.running.processes import AHEAD, CHUNK, map_across
from tests.conftest import REPOSITORY
from tests.invented import Entry, format_listing, make_many, write_files
from tests.process_table import PATIENCE, await_end_of_group, list_workers
from tests.trees import read_tree

T = TypeVar("T")

LONG = "Herons wade ponds, and a 2.3x speedup over PondLM on an NVIDIA A100 is what they reach in ponds. " * 20

THREAD = "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
"""A process with another thread is not copied: new ones do its work."""
HAS_COPIES = hasattr(os, "fork") and sys.platform != "darwin"
WAYS = [
    pytest.param("pass", True, id="copies", marks=pytest.mark.skipif(not HAS_COPIES, reason="wants copies of a process")),
    pytest.param(THREAD, False, id="new ones"),
]
"""What a program does before it works in several processes, and whether they are copies of it then."""


def make_root(folder: Path) -> Path:
    write_files(
        folder,
        {
            "content/review.yml": "title: Invented\n",
            "content/topics/ponds.md": "---\ntitle: P\nterms: {pond: 3, heron: 2}\n---\n",
        },
    )
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A review without papers."""
    return make_root(tmp_path / "review")


@pytest.fixture(scope="module")
def listing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A listing that takes a while to read."""
    path = tmp_path_factory.mktemp("listing") / "long.txt"
    path.write_text(format_listing(Entry(f"Heron {number} Wades", LONG, "May 3, 2024") for number in range(150)), "utf-8")
    return path


@pytest.fixture(scope="module")
def expected(listing: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The content that one process makes of that listing."""
    root = make_root(tmp_path_factory.mktemp("expected") / "review")
    ingest(root, [listing], processes=1)
    return read_tree(root / "content")


@pytest.fixture
def listings(tmp_path: Path) -> list[Path]:
    """Listings with papers that both have, of which one says other things than the other, and with faults."""
    many = make_many(60)
    others = [Entry(entry.title, entry.abstract, entry.date, authors=9) for entry in many[::7]]
    broken = "\nA Title Alone\n"
    texts = {"first.txt": format_listing(many) + broken, "second.txt": format_listing([*others, *make_many(70)[60:]])}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in (*texts, "missing.txt")]


@pytest.mark.parametrize("abstracts", [True, False])
def test_any_number_of_processes_writes_the_same_bytes_and_reports_the_same(
    tmp_path: Path, listings: list[Path], abstracts: bool
) -> None:
    found: list[tuple[list[IngestReport], dict[str, str]]] = []
    for processes in (1, 2, 3):
        root = make_root(tmp_path / str(processes))
        reports = [ingest(root, files, abstracts=abstracts, processes=processes) for files in (listings[:1], listings)]
        found.append((reports, read_tree(root / "content")))

    (first, second), _ = found[0]
    assert found[1:] == [found[0]] * 2
    assert (first.new, second.new, second.changed, len(second.faults)) == (60, 10, 9, 11)


def test_progress_is_told_paper_by_paper(root: Path, listings: list[Path]) -> None:
    told: list[tuple[str, int, int | None]] = []

    def track(items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
        passed = list(items)
        told.append((doing, len(passed), total))
        return iter(passed)

    ingest(root, listings[:1], processes=2, track=track)

    assert told == [("reading captures", 1, 1), ("extracting results", 60, 60)]


def test_outcomes_come_in_order_and_items_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    taken = 0
    turn: Callable[[int], int] = abs

    def count_up() -> Iterator[int]:
        nonlocal taken
        for number in range(1000):
            taken = number + 1
            yield -number

    with map_across(turn, 2, tmp_path) as run:
        for number, made in enumerate(run(count_up())):
            assert made == number
            assert taken - number <= (2 * AHEAD + 1) * CHUNK


def test_an_error_is_raised_as_it_is_in_one_process(tmp_path: Path) -> None:
    for processes in (1, 2):
        with map_across(int, processes, tmp_path) as run, pytest.raises(ValueError, match="'x'"):
            list(run(["1", "x"]))


def test_a_script_that_is_not_made_for_processes_can_ingest(root: Path, listings: list[Path], tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfrom litatlas.commands.ingest import ingest\n"
        "print(ingest(Path(sys.argv[1]), [Path(sys.argv[2])], processes=2).new)\n",
        encoding="utf-8",
    )

    run = run_python(str(script), str(root), str(listings[0]))

    assert (run.stdout, run.stderr) == ("60\n", "")


@pytest.mark.parametrize("sendable", [True, False])
def test_what_cannot_be_sent_is_done_in_this_process_where_it_cannot_be_copied(tmp_path: Path, sendable: bool) -> None:
    code = (
        f"import os; from pathlib import Path; from litatlas.running.processes import map_across; {THREAD}\n"
        "from tests.running.test_processes import tell_process\n"
        f"with map_across(tell_process, 2, Path({str(tmp_path)!r}), sendable={sendable}) as run:\n"
        "    print({process for _, process, _ in run(range(20))} == {os.getpid()})\n"
    )
    run = run_python("-c", code)

    assert (run.stderr, run.stdout) == ("", f"{not sendable}\n")


@pytest.mark.skipif(not HAS_COPIES, reason="wants copies of a process")
def test_processes_that_were_started_before_the_files_ran_out_are_ended(tmp_path: Path) -> None:
    code = (
        "import os, resource; from multiprocessing import active_children; from pathlib import Path\n"
        "from concurrent.futures.process import ProcessPoolExecutor\n"
        "import multiprocessing.popen_fork, multiprocessing.synchronize\n"
        "from litatlas.running.processes import map_across\n"
        "for limit in range(10, 30):\n"
        "    if child := os.fork():\n"
        "        os.waitpid(child, 0)\n"
        "        continue\n"
        "    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))\n"
        f"    with map_across(abs, 3, Path({str(tmp_path)!r})) as run:\n"
        "        is_alone = run.func is map\n"
        "        print(is_alone and len(active_children()), end=' ', flush=True)\n"
        "    os._exit(0)\n"
    )

    run = run_python("-c", code)

    alone = run.stdout.split()
    assert len(alone) == 20, run.stderr
    assert set(alone) == {"0", "False"}


PREVENTED = (
    THREAD,
    f"sys.executable = ''; {THREAD}",
    f"sys.executable = '/nowhere'; {THREAD}",
    "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (9, 9))",
    "import multiprocessing; multiprocessing.current_process()._config['daemon'] = True",
)
"""What keeps a process from being copied, or new ones from being started."""


@pytest.mark.thorough
@pytest.mark.skipif(not HAS_COPIES, reason="wants copies of a process")
def test_where_processes_cannot_be_copied_or_started_the_work_is_done(tmp_path: Path, listings: list[Path]) -> None:
    code = (
        "import os, sys; from pathlib import Path; from litatlas.commands.ingest import ingest\n"
        f"for number, prevent in enumerate({PREVENTED!r}):\n"
        "    if child := os.fork():\n"
        "        os.waitpid(child, 0)\n"
        "        continue\n"
        "    exec(prevent)\n"
        "    new = ingest(Path(sys.argv[1]) / str(number), [Path(sys.argv[2])], processes=2).new\n"
        "    print(number, new, flush=True)\n"
        "    os._exit(0)\n"
    )
    roots = [make_root(tmp_path / "reviews" / str(number)) for number in range(len(PREVENTED))]

    run = run_python("-c", code, str(tmp_path / "reviews"), str(listings[0]))

    assert run.stdout == "".join(f"{number} 60\n" for number in range(len(roots))), run.stderr
    assert run.stderr == ""


@pytest.mark.parametrize(("way", "is_copy"), WAYS)
def test_the_work_is_done_in_copies_of_the_process_or_in_new_ones(tmp_path: Path, way: str, is_copy: bool) -> None:
    code = (
        f"import os; from pathlib import Path; from litatlas.running.processes import map_across; {way}\n"
        "from tests.running.test_processes import tell_process\n"
        "import tests.invented; tests.invented.POND = 'deep'\n"
        f"with map_across(tell_process, 2, Path({str(tmp_path)!r}), chunk=1) as run:\n"
        "    print([os.getpid(), list(run(range(20)))])\n"
    )
    run = run_python("-c", code)

    assert run.stderr == ""
    own, told = ast.literal_eval(run.stdout)
    assert [number for number, _, _ in told] == list(range(20))
    assert own not in {process for _, process, _ in told}
    assert {knows for _, _, knows in told} == {is_copy}


def tell_process(number: int) -> tuple[int, int, bool]:
    """The item, who has it, and whether it knows what its parent knew."""
    return number, os.getpid(), hasattr(tests.invented, "POND")


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


VICTIMS = [
    pytest.param(victim, *way.values, id=f"{victim}-{way.id}", marks=way.marks)
    for victim, way in ((0, WAYS[0]), (1, WAYS[0]), (1, WAYS[1]))
]
"""Who dies: the first copy, or the last, which holds what those before it were given; new processes hold nothing of others."""


@pytest.mark.thorough
@needs_proc
@pytest.mark.parametrize(("victim", "way", "is_copy"), VICTIMS)
def test_what_a_killed_worker_had_is_done_again(
    root: Path, listing: Path, expected: dict[str, str], victim: int, way: str, is_copy: bool
) -> None:
    process = start_ingest(root, listing, way)
    await_pages(root, process)

    os.kill(list_workers(process.pid)[victim], signal.SIGKILL)
    _, errors = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0
    assert "Traceback" not in errors
    assert read_tree(root / "content") == expected


@needs_proc
@pytest.mark.parametrize("processes", [2, 3, 8])
def test_a_new_process_that_is_killed_while_others_are_started_holds_nothing_up(tmp_path: Path, processes: int) -> None:
    code = (
        "import os, signal, threading; from pathlib import Path; from litatlas.running.processes import map_across\n"
        "from tests.process_table import list_workers\n"
        "def kill_first():\n"
        "    while not (workers := [worker for worker in list_workers(os.getpid()) if is_python(worker)]):\n"
        "        pass\n"
        "    os.kill(workers[0], signal.SIGKILL)\n"
        "def is_python(worker):\n"
        "    return b'spawn_main' in Path(f'/proc/{worker}/cmdline').read_bytes()\n"
        "threading.Thread(target=kill_first, daemon=True).start()\n"
        f"with map_across(abs, {processes}, Path({str(tmp_path)!r})) as run:\n"
        "    print(sum(run(range(40))))\n"
    )

    run = run_python("-c", code)

    assert (run.returncode, run.stdout) == (0, "780\n")
    assert list(tmp_path.iterdir()) == []


INTERRUPTS = [
    pytest.param(
        number, of_all, moment, *way.values, id=f"{number.name}-{'all' if of_all else 'one'}-{moment}-{way.id}", marks=way.marks
    )
    for (first, number), (second, of_all), (third, moment), (fourth, way) in product(
        enumerate((signal.SIGINT, signal.SIGTERM)),
        enumerate((True, False)),
        enumerate(("at the start", "at work")),
        enumerate(WAYS),
    )
    if (first + second + third + fourth) % 2 == 0
]
"""Which signal reaches whom, when, by which way of working: eight of sixteen, in which any three of the four meet in all ways."""


def check_interrupted(process: "subprocess.Popen[str]") -> None:
    """Check that an interrupted run says so, and no more than what took long, and that no process of it is left."""
    output, errors = process.communicate(timeout=PATIENCE)

    *steps, last = errors.strip().splitlines()
    assert (process.returncode, output, last) == (130, "", "litatlas: interrupted")
    assert all(line.startswith("reading captures: ") for line in steps if line), "a slow machine tells what took a second"
    await_end_of_group(process.pid)


@pytest.mark.thorough
@needs_proc
@pytest.mark.parametrize(("number", "of_all", "moment", "way", "is_copy"), INTERRUPTS)
def test_an_interrupt_ends_all_processes_without_a_traceback(
    root: Path, listing: Path, number: signal.Signals, of_all: bool, moment: str, way: str, is_copy: bool
) -> None:
    process = start_ingest(root, listing, way)
    if moment == "at work":
        await_pages(root, process)
    await_workers(process, 2)

    (os.killpg if of_all else os.kill)(process.pid, number)
    check_interrupted(process)


@pytest.mark.thorough
@needs_proc
@pytest.mark.parametrize(("way", "is_copy"), WAYS)
def test_further_interrupts_do_not_cut_the_cleaning_up_short(root: Path, listing: Path, way: str, is_copy: bool) -> None:
    process = start_ingest(root, listing, way)
    await_pages(root, process)

    while process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        os.kill(process.pid, signal.SIGTERM)
        time.sleep(0.005)
    check_interrupted(process)


@pytest.mark.thorough
@needs_proc
@pytest.mark.parametrize(("way", "is_copy"), WAYS)
def test_no_process_outlives_a_killed_run_and_the_next_one_finishes(
    root: Path, listing: Path, expected: dict[str, str], way: str, is_copy: bool
) -> None:
    process = start_ingest(root, listing, way)
    await_pages(root, process)

    process.kill()
    process.communicate(timeout=PATIENCE)

    await_end_of_group(process.pid)
    assert len(list((root / "content" / "papers").glob("*.md"))) < 150
    ingest(root, [listing])
    assert read_tree(root / "content") == expected


@needs_proc
@pytest.mark.parametrize(("way", "is_copy"), WAYS)
def test_what_a_run_leaves_that_is_killed_with_all_its_processes_lies_in_the_review_and_goes_with_the_next(
    root: Path, listing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, is_copy: bool
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    process = start_ingest(root, listing, way)
    await_pages(root, process)

    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=PATIENCE)
    await_end_of_group(process.pid)

    assert list(temporary.iterdir()) == []
    assert len(list(root.glob(".litatlas-work-*"))) == 1
    ingest(root, [listing], processes=1)
    assert list(root.glob(".litatlas-work-*")) == []


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in the repository to its end."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=PATIENCE, check=False)


def start_ingest(root: Path, listing: Path, way: str) -> "subprocess.Popen[str]":
    """Start to ingest in two processes, in a group of their own."""
    code = f"{way}; from litatlas.cli import main; main()"
    command = [sys.executable, "-c", code, "-C", str(root), "ingest", "--jobs", "2", str(listing)]
    return subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def await_pages(root: Path, process: "subprocess.Popen[str]") -> None:
    while not list((root / "content" / "papers").glob("*.md")):
        assert process.poll() is None
        time.sleep(0.005)


def await_workers(process: "subprocess.Popen[str]", number: int) -> None:
    while len(list_workers(process.pid)) < number:
        assert process.poll() is None
        time.sleep(0.005)
