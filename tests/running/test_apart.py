"""One call in a process of its own: its outcome, or its end as soon as nobody waits for it."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from litatlas.running.processes import call_apart
from tests.serving import PATIENCE


def tell_process(number: int) -> tuple[int, int]:
    return number, os.getpid()


def linger(file: Path) -> None:
    """Write down which process this is, and stay."""
    file.with_suffix(".new").write_text(str(os.getpid()))
    file.with_suffix(".new").rename(file)
    time.sleep(PATIENCE)


def fall_down(reason: str) -> None:
    raise ValueError(reason)


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(params=[False, True], ids=["a copy", "a new one"], autouse=True)
def _beside_a_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """A process with another thread is not copied: a new one does its work."""
    done = threading.Event()
    if request.param:
        threading.Thread(target=done.wait, daemon=True).start()
    yield
    done.set()


def test_it_is_done_in_another_process() -> None:
    found = call_apart(tell_process, 7, lambda: True)

    assert found is not None
    assert found[0] == 7
    assert found[1] != os.getpid()


def test_what_it_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="a pond"):
        call_apart(fall_down, "a pond", lambda: True)


def test_what_nobody_wants_any_more_is_ended_with_its_process(tmp_path: Path) -> None:
    file = tmp_path / "process"

    assert call_apart(linger, file, lambda: not file.exists()) is None
    assert not is_alive(int(file.read_text()))


def test_a_process_that_someone_ends_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "process"

    def is_wanted() -> bool:
        if file.exists():
            os.kill(int(file.read_text()), signal.SIGKILL)
        return True

    with pytest.raises(ChildProcessError, match="was ended before it was done"):
        call_apart(linger, file, is_wanted)
