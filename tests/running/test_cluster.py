"""Ingesting by the workers of a cluster: the same as by this machine's, and what kills them is found."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from litatlas.commands.ingest import ingest
from litatlas.commands.reread import reread
from litatlas.read.where.parsing import parse_query
from litatlas.running.cluster import connect
from litatlas.running.processes import map_across
from tests.commands.test_ingest import make_lines, make_root, read_pages
from tests.conftest import REPOSITORY, give_up
from tests.invented import write_files
from tests.running.killing import choose_deadly
from tests.running_litatlas import run_apart, run_in

PATIENCE = 60.0


@pytest.fixture(scope="module")
def distributed() -> Any:
    """The package of Dask."""
    try:
        return import_module("distributed")
    except ImportError:
        give_up("no Dask: pip install 'litatlas[dask]'")


@pytest.fixture(scope="module")
def scheduler(distributed: Any) -> Iterator[str]:
    """The address of a scheduler with two workers, all in this process."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, protocol="tcp://", dashboard_address=":0"
    ) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_writes_the_same_bytes_and_reports_the_same(scheduler: str, tmp_path: Path) -> None:
    path = make_lines(tmp_path / "list.jsonl", 40)
    found = []
    for name in ("here", "there"):
        root = make_root(tmp_path / name)
        with connect(scheduler) if name == "there" else nullcontext(map_across) as across:
            reports = [ingest(root, [path], where=parse_query(query), across=across) for query in ("'kv cache'", "heron")]
        found.append((reports, read_pages(root)))
        assert list(root.glob(".litatlas-work-*")) == []

    assert found[1] == found[0]
    assert (found[1][0][0].new, found[1][0][1].new) == (13, 26)


def test_a_cluster_reads_papers_again_to_the_same_bytes(scheduler: str, tmp_path: Path) -> None:
    path = make_lines(tmp_path / "list.jsonl", 20)
    found = []
    for name in ("here", "there"):
        root = make_root(tmp_path / name)
        ingest(root, [path], abstracts=True)
        write_files(root, {"content/topics/flocks.md": "---\ntitle: Flocks\nterms: {flock: 3}\n---\n"})
        with connect(scheduler) if name == "there" else nullcontext(map_across) as across:
            report = reread(root, across=across)
        assert report is not None
        assert (report.read, len(report.changed)) == (19, 19)
        found.append((report, read_pages(root)))

    assert found[1] == found[0]


def test_equal_items_are_done_each(scheduler: str, tmp_path: Path) -> None:
    with connect(scheduler) as across, across(os.urandom, 2, tmp_path, chunk=1) as run:
        made = list(run([8, 8, 8, 8]))

    assert len(set(made)) == 4


def test_an_error_of_a_worker_is_raised_here(scheduler: str, tmp_path: Path) -> None:
    with connect(scheduler) as across, across(int, 2, tmp_path) as run, pytest.raises(ValueError, match="'x'"):
        list(run(["1", "x"]))


def test_what_is_told_where_nobody_answers(distributed: Any, tmp_path: Path) -> None:
    make_root(tmp_path)
    path = make_lines(tmp_path / "list.jsonl", 8)

    done = run_in(tmp_path, "ingest", path.name, "--scheduler", "nonsense://")

    assert (done.returncode, done.stdout) == (2, "")
    assert "no scheduler answers at nonsense://; start one: dask scheduler" in done.stderr


@pytest.mark.parametrize("address", ["pond", "nonsense://"])
def test_an_address_of_nobody_is_told_at_once_and_leaves_nothing_open(distributed: Any, tmp_path: Path, address: str) -> None:
    make_root(tmp_path)
    path = make_lines(tmp_path / "list.jsonl", 8)
    start = time.monotonic()

    done = run_apart(tmp_path, "ingest", path.name, "--scheduler", address)

    assert (done.returncode, done.stdout) == (2, "")
    assert f"no scheduler answers at {address}; start one" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    assert time.monotonic() - start < 20


@pytest.mark.thorough
def test_what_kills_real_workers_is_found_and_all_else_is_done(distributed: Any, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(REPOSITORY),
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    }
    file = tmp_path / "scheduler.json"
    commands = [
        ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"],
        ["worker", "--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path)],
    ]
    safe, root = make_root(tmp_path / "safe"), make_root(tmp_path / "review")
    path = make_lines(tmp_path / "list.jsonl", 30)
    with ExitStack() as stack:
        for command in commands:
            process = stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "dask", *command, "--scheduler-file", str(file)],
                    cwd=tmp_path,
                    env=environment,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
            stack.callback(process.terminate)
        await_file(file)
        address = json.loads(file.read_text())["address"]
        with connect(address) as across:
            report = ingest(root, [path], choose=choose_deadly, across=across)

    ingest(safe, [path])
    assert [fault.line for fault in report.faults] == [7, 13, 22]
    gone = {"heron-12-wades-again.md", "heron-21-wades-again.md"}
    expected = {name: text for name, text in read_pages(safe).items() if name not in gone}
    assert read_pages(root) == expected


def await_file(path: Path) -> None:
    """Wait for a file that another process writes."""
    for _ in range(int(PATIENCE / 0.1)):
        if path.is_file() and path.read_bytes().endswith(b"}"):
            return
        time.sleep(0.1)
    raise AssertionError(f"no {path}")
