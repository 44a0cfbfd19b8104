"""Mishaps on people's machines: the real command where a disk is full, a file cannot be read, Ctrl+C comes early."""

import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.invented import BADGER, HERON, OTTER, format_listing, write_files
from tests.running_litatlas import run_apart, run_in
from tests.trees import read_tree

SMALL = 1_500
"""Bytes that a file may have where the system refuses longer ones, as a full disk would."""
HERON_PAGE = "heron-sparse-attention-kernels-for-long-documents"


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    """A new review with its worked example."""
    run_in(tmp_path, "new", "review", "birds")
    return tmp_path / "birds"


@contextmanager
def refuse_long_files(size: int = SMALL) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("arguments", [("-C", "birds", "init"), ("new", "review", "birds")])
def test_a_new_review_that_cannot_be_written_whole_leaves_nothing_and_can_be_tried_again(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    with refuse_long_files():
        refused = run_apart(tmp_path, *arguments)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "File too large" in refused.stderr
    assert read_tree(tmp_path) == {}
    assert run_in(tmp_path, *arguments).returncode == 0
    assert (tmp_path / "birds/README.md").stat().st_size > 0


def test_each_command_names_the_file_that_is_too_large_and_clears_what_a_killed_run_left(worked: Path) -> None:
    settings = worked / "content/review.yml"
    about = "base_url: https://ponds.example/\nauthors: [Ada Wren]\nlicense: CC-BY-4.0\npublished: 2025-11-29\n"
    settings.write_text(settings.read_text() + about)
    write_files(worked, {"more.txt": format_listing([BADGER]), "tables/old.txt": ""})
    worked.joinpath("content/notes/heron.md").unlink()
    tried = {
        ("export", "archive", "--into", "all.zip"): ("all.zip", ".", 20),
        ("export", "tables", "--into", "tables"): ("tables/papers.csv", "tables", 20),
        ("export", "readme", "--template", "awesome", "--into", "R.md"): ("R.md", ".", 20),
        ("note", HERON_PAGE): (f"content/notes/{HERON_PAGE}.md", "content/notes", 20),
        ("ingest", "more.txt"): ("content/papers/", "content/papers", 20),
        ("build",): ("birds/site/", "site", 300),
    }
    run_in(worked, "build")
    worked.joinpath("site/index.html").unlink()
    for arguments, (file, folder, size) in tried.items():
        left = worked / folder / ".litatlas-0123456789abcdef.tmp"
        left.write_text("half a pa")
        with refuse_long_files(size):
            refused = run_in(worked, *arguments)

        assert refused.returncode == 1
        assert file in refused.stderr
        assert "File too large; allow larger files (ulimit -f)" in refused.stderr
        assert not left.exists()
        assert list(worked.rglob(".litatlas-*.tmp")) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path) -> None:
    run_in(tmp_path, "new", "review", "birds")

    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "litatlas", "-C", "birds", "export", "results"]
        found = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120, check=False)

    assert (found.returncode, found.stderr) == (1, "litatlas: No space left on device; free some space, then run it again\n")


@pytest.mark.parametrize("seconds", [0.03, 0.08, 0.15, 0.25])
def test_ctrl_c_while_the_command_starts_ends_it_without_a_traceback(tmp_path: Path, seconds: float) -> None:
    command = [sys.executable, "-c", "from litatlas.__main__ import main; print('started', flush=True); main()", "check"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        errors = process.communicate(timeout=60)[1]

    assert "Traceback" not in errors
    assert process.returncode in (-signal.SIGINT, 130, 2)  # 2: the command was quicker, and told that no review is here


def test_what_cannot_be_read_does_not_stop_the_other_files(tmp_path: Path) -> None:
    (tmp_path / "listing.txt").write_text(format_listing([HERON]), encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "closed.txt").write_text(format_listing([OTTER]), encoding="utf-8")
    (tmp_path / "closed.txt").chmod(0)
    (tmp_path / "western.txt").write_bytes(format_listing([BADGER, OTTER]).encode("cp1252"))
    run_in(tmp_path, "-C", "birds", "init")

    done = run_in(tmp_path, "-C", "birds", "ingest", "folder", "closed.txt", "western.txt", "gone.txt", "listing.txt")

    faults = [line for line in done.stderr.splitlines() if "closed.txt" not in line]  # which the system's administrator can read
    assert done.returncode == 1
    assert faults == [
        "folder:1: error: cannot be read: is a folder; name the files in it, such as folder/*.txt",
        "western.txt:1: error: is not UTF-8; save it again as UTF-8",
        "gone.txt:1: error: cannot be read: no such file or directory; check the name and the permissions, or leave the file out",
    ]
    assert (tmp_path / "birds/content/papers/heron-sparse-kernels-for-quiet-ponds.md").is_file()


@pytest.mark.parametrize("command", [("note",), ("correct",), ("explain",)])
@pytest.mark.parametrize("asked", ["heron-sparse-kernels", "heron sparse", "content/papers/" + HERON_PAGE + ".md"])
def test_every_command_that_asks_for_a_paper_takes_the_same_names(worked: Path, command: tuple[str, ...], asked: str) -> None:
    done = run_in(worked, *command, asked)

    assert (done.returncode, done.stderr) == (0, "")
    assert "heron" in done.stdout.casefold()


def test_the_next_step_can_be_copied_from_the_terminal(tmp_path: Path) -> None:
    made = run_in(tmp_path, "-C", "my birds", "init")
    laid = run_in(tmp_path, "new", "review", "other birds")
    (tmp_path / "here").mkdir()

    assert made.stdout == (
        "Wrote 13 files to my birds.\nNext: litatlas -C 'my birds' ingest FILE, then litatlas -C 'my birds' build.\n"
    )
    assert "Next: cd 'other birds', then litatlas serve" in laid.stdout
    assert "or run litatlas -C 'my birds' serve" in run_in(tmp_path, "-C", "my birds", "build").stdout
    assert run_in(tmp_path / "here", "init").stdout.startswith("Wrote 13 files to this folder.\n")


def test_a_walk_that_has_nothing_left_to_ask_says_so(worked: Path) -> None:
    every = run_in(worked, "review", "--device", "NVIDIA A100", typed="y\n")
    again = run_in(worked, "review", "--device", "NVIDIA A100", "--unconfirmed")

    assert "1 confirmed" in every.stdout
    assert (again.returncode, again.stdout) == (0, "There is no such result that nobody has decided on.\n")


def test_a_page_saved_under_a_name_that_nothing_reads_is_warned_of(worked: Path) -> None:
    names = ("topics/marshes.md.txt", "topic/marshes.md", "notes/heron.yml", "marshes.md", "notes/heron.md~", "files/data.csv")
    write_files(worked / "content", dict.fromkeys(names, "---\ntitle: Marshes\n---\n"))

    checked = run_in(worked, "check")
    strict = run_in(worked, "check", "--strict")

    assert (checked.returncode, strict.returncode) == (0, 1)
    assert [line.partition(":")[0] for line in checked.stderr.splitlines() if "nothing reads this file" in line] == [
        "content/marshes.md", "content/notes/heron.yml", "content/topic/marshes.md", "content/topics/marshes.md.txt",
    ]  # fmt: skip
    assert "name it marshes.md, or move it to content/files" in checked.stderr


def test_a_walk_that_is_interrupted_says_what_it_wrote(worked: Path) -> None:
    command = [sys.executable, "-m", "litatlas", "-C", str(worked), "correct", "curlew", "--by", "Ann"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("y\n")
        process.stdin.flush()
        while "[2/3]" not in process.stdout.readline():
            pass
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)

    assert (process.returncode, errors.strip()) == (130, "litatlas: interrupted")
    assert "1 confirmed, 0 changed, 0 rejected of 3 results.\nWritten to content/notes/curlew" in output
