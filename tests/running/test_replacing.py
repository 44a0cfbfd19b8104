"""Files written whole: through no link, with the permissions that they had, and with nothing left behind."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from litatlas.content.files import find_markdown
from litatlas.errors import UsageError
from litatlas.running.locking import hold_lock
from litatlas.running.replacing import remove_leftovers, replace_file, write_new_file


def permissions_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("durable", [False, True])
def test_a_file_is_replaced_at_one_stroke_and_nothing_is_left_beside_it(tmp_path: Path, durable: bool) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    with path.open("rb") as reader:
        replace_file(path, b"new", durable=durable)

        assert reader.read() == b"old"
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"new", [path])


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    path.chmod(mode)

    replace_file(path, b"new")

    assert permissions_of(path) == mode


def test_a_new_file_has_the_permissions_that_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "other.md").write_bytes(b"")
    replace_file(tmp_path / "page.md", b"new")

    assert permissions_of(tmp_path / "page.md") == permissions_of(tmp_path / "other.md")


def test_links_that_somebody_planted_are_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_bytes(b"precious")
    folder = tmp_path / "notes"
    folder.mkdir()
    for name in (".litatlas-heron.md", ".litatlas-heron.md.tmp", ".heron.md.new", "heron.md"):
        (folder / name).symlink_to(victim)

    replace_file(folder / "heron.md", b"new")
    with pytest.raises(FileExistsError):
        write_new_file(folder / ".heron.md.new", b"new")

    assert victim.read_bytes() == b"precious"
    assert (folder / "heron.md").read_bytes() == b"new"


def test_a_new_file_is_not_written_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "README.md").symlink_to(tmp_path / "planted")

    with pytest.raises(FileExistsError):
        write_new_file(tmp_path / "README.md", b"new")

    assert not (tmp_path / "planted").exists()


def test_where_writing_fails_the_old_file_stays_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "page.md"
    (folder / "inner").mkdir(parents=True)

    with pytest.raises(OSError, match="page"):
        replace_file(folder, b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_what_the_system_refuses_is_told_of_the_file_that_was_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "page.md"

    with pytest.raises(FileNotFoundError) as refused:
        replace_file(path, b"new")

    assert refused.value.filename == str(path)


def test_what_a_killed_run_left_is_hidden_and_removed_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / ".litatlas-0123456789abcdef.tmp").write_text("half a pa")
    (tmp_path / ".litatlas-ffffffffffffffff.tmp").mkdir()
    kept = {"page.md": "whole", ".litatlas-ideas.md": "of people", ".litatlas-x": "too"}
    for name, text in kept.items():
        (tmp_path / name).write_text(text)

    found = list(find_markdown(tmp_path))
    remove_leftovers(tmp_path)
    remove_leftovers(tmp_path / "none")

    assert found == [tmp_path / "page.md"]
    assert {path.name for path in tmp_path.iterdir()} == {*kept, ".litatlas-ffffffffffffffff.tmp"}


def test_what_another_run_is_writing_stays_until_that_run_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from litatlas.running.replacing import open_replacement\n"
        "with open_replacement(Path(sys.argv[1])) as file: file.write(b'half'); print('writing', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "page.md")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        remove_leftovers(tmp_path)
        meanwhile = list(tmp_path.iterdir())
        writer.kill()
    remove_leftovers(tmp_path)

    assert len(meanwhile) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_has_one_name_and_leaves_what_stands_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    write_new_file(path, b"new")
    with pytest.raises(FileExistsError) as refused:
        write_new_file(path, b"newer")

    assert (path.read_bytes(), path.stat().st_nlink, list(tmp_path.iterdir())) == (b"new", 1, [path])
    assert refused.value.filename == str(path)


def test_a_lock_is_held_on_no_link_and_waits_for_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "planted")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()

    for name in ("link", "folder"):
        with pytest.raises(UsageError, match="stands for a lock"), hold_lock(tmp_path / name, "writing"):
            pass
    with hold_lock(tmp_path / "pipe", "writing"):
        pass
    assert not (tmp_path / "planted").exists()
