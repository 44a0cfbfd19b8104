"""One function over many items in several processes, with the same outcomes as in one, whatever becomes of the processes."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from litatlas.running.mapping import Item, Made, Redo, Redoing, Salvage, map_by, salvage_chunk
from litatlas.running.pool import WORK, Pool, start_processes, take_made, work

CHUNK = 8
"""Items that are handed over at once, where each takes little time."""

AHEAD = 4
"""Chunks on their way for each process: enough that none waits, few enough that memory does not grow with the items."""

MOST = 61
"""The most processes that a pool can have on every system."""

_LOOK = 0.1
"""Seconds between two looks whether an outcome is wanted still."""


def count_cpus() -> int:
    """The CPUs that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def map_across(
    function: Callable[[Item], Made],
    processes: int,
    folder: Path,
    *,
    sendable: bool = True,
    chunk: int = CHUNK,
    ahead: int = AHEAD,
    salvage: Salvage[Item, Made] | None = None,
) -> Iterator[Callable[[Iterable[Item]], Iterator[Made]]]:
    """Give a `map` of `function` that works in so many processes; in this one where that is 1 or none can be started.

    `function` may carry much with it, as a `functools.partial`. Where it is `sendable` it must be importable, and what it carries
    picklable. It may be called again for an item: where a process dies, what it had is done again, in this one, or, where
    `salvage` is given, in one that may die too. The outcomes come in the order of the items, which are taken as they are needed:
    `chunk` of them are handed over at once, and `ahead` chunks are on their way for each process. No process outlives the `with`,
    nor this process, however it ends.

    `folder`, which no other run works in meanwhile, takes what is on its way; what a killed run left there is removed.
    """
    remove_work(folder)
    with ExitStack() as stack:
        start = partial(start_processes, function, place=folder, sendable=sendable, stack=stack)
        number = min(processes, MOST)
        pool = start(number) if number > 1 else None
        if pool is None:
            yield partial(map, function)
            return
        workers = _Processes(start, number, pool)
        yield partial(map_by, workers, choose_redoing(function, start, salvage), chunk, ahead * number)


def call_apart(function: Callable[[Item], Made], item: Item, is_wanted: Callable[[], bool]) -> Made | None:
    """What an importable function makes of an item in a process of its own; in this one where none can be started.

    None where it is not wanted any more before it is done: the process is ended then, as it is when this one ends. Raises what
    the function raises, and `ChildProcessError` where someone else ends the process.
    """
    try:
        with TemporaryDirectory(prefix="litatlas-") as folder, ExitStack() as stack:
            pool = start_processes(function, 1, place=Path(folder), sendable=True, stack=stack)
            if pool is None:
                return function(item)
            (made,) = take_made(_wait_for(pool.executor.submit(work, [item]), is_wanted))
            found: Made = made
            return found
    except _Unwanted:
        return None
    except BrokenProcessPool as error:
        raise ChildProcessError("the process that worked on it was ended before it was done") from error


class _Unwanted(Exception):  # noqa: N818  (no error)
    """Nobody waits for the outcome any more."""


def _wait_for(future: Future[Path], is_wanted: Callable[[], bool]) -> Path:
    while not wait([future], _LOOK).done:
        if not is_wanted():
            raise _Unwanted
    return future.result()


class _Processes:
    """Processes of this machine, started again where one has died, which ends all of them."""

    def __init__(self, start: Callable[[int], Pool | None], number: int, pool: Pool | None) -> None:
        self.start = start
        self.number = number
        self.pool = pool

    def submit(self, chunk: list[Any]) -> Future[Path] | None:
        try:
            return self.pool.executor.submit(work, chunk) if self.pool else None
        except BrokenProcessPool:
            self.end()
            return None

    def take(self, future: Future[Path] | None) -> list[Any] | None:
        try:
            return take_made(future.result()) if future else None
        except BrokenProcessPool:
            self.end()  # None may be at work any more on what is done again.
            return None

    def end(self) -> None:
        if self.pool:
            self.pool.end()
        self.pool = None

    def renew(self) -> None:
        self.pool = self.start(self.number)


class Apart:
    """Does again what processes died over, in one process that may die too; in this one where none can be started."""

    def __init__(self, function: Callable[[Any], Any], start: Callable[[int], Pool | None], salvage: Salvage[Any, Any]) -> None:
        self.function = function
        self.salvage = salvage
        self.worker = _Processes(start, 1, None)

    @contextmanager
    def redo(self) -> Iterator[Redo]:
        """Do chunks again, all in one process as long as it lives: to start one may take longer than a chunk."""
        try:
            yield partial(salvage_chunk, run_apart=self.run, salvage=self.salvage)
        finally:
            self.worker.end()  # A process with another pool beside it could not be copied.

    def run(self, chunk: list[Any]) -> list[Any] | None:
        """The outcomes of a chunk; None where the process dies of it."""
        if self.worker.pool is None:
            self.worker.renew()
        if self.worker.pool is None:
            return list(map(self.function, chunk))
        return self.worker.take(self.worker.submit(chunk))


def choose_redoing(
    function: Callable[[Any], Any], start: Callable[[int], Pool | None], salvage: Salvage[Any, Any] | None
) -> Redoing:
    """Choose where that is done again which processes died over: in this one or, with `salvage`, in one that may die too."""
    return Apart(function, start, salvage).redo if salvage else lambda: nullcontext(partial(map, function))


def remove_work(folder: Path) -> None:
    """Remove what a killed run had on its way."""
    for path in folder.glob(f"{WORK}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
