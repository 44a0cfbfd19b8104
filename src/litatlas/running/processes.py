"""One function over many items in several processes, with the same outcomes as in one, whatever becomes of the processes.

A process is a copy of this one where that can be: it is there at once and knows all that this one knows. Elsewhere (on macOS and
Windows, and beside other threads) it is a new one, which first imports what it needs, and is sent the function; so that is left
to functions that can be sent.
"""

import gc
import io
import os
import pickle
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from functools import partial
from multiprocessing import active_children, current_process, get_all_start_methods, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from types import MappingProxyType, ModuleType
from typing import Any

from litatlas.running.mapping import Item, Made, Redo, Redoing, Salvage, map_by, salvage_chunk

CHUNK = 8
"""Items that are handed over at once, where each takes little time."""
AHEAD = 4
"""Chunks on their way for each process: enough that none waits, few enough that memory does not grow with the items."""
MOST = 61
"""The most processes that a pool can have on every system."""

WORK = ".litatlas-work-"
"""How the folder begins by which the processes of one run hand over what they made."""
FUNCTION = "function"
"""The file, in the folder of a pool, from which new processes take what they are there for."""

_LOOK = 0.1
"""Seconds between two looks whether an outcome is wanted still."""

_function: ContextVar[Callable[[Any], Any]] = ContextVar("function")
_folder: ContextVar[Path] = ContextVar("folder")
"""In a worker: what it is there for, and where it leaves what it made."""


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
        executor = start(number) if number > 1 else None
        if executor is None:
            yield partial(map, function)
            return
        workers = _Processes(start, number, executor)
        yield partial(map_by, workers, choose_redoing(function, start, salvage), chunk, ahead * number)


def call_apart(function: Callable[[Item], Made], item: Item, is_wanted: Callable[[], bool]) -> Made | None:
    """What an importable function makes of an item in a process of its own; in this one where none can be started.

    None where it is not wanted any more before it is done: the process is ended then, as it is when this one ends. Raises what
    the function raises, and `ChildProcessError` where someone else ends the process.
    """
    try:
        with TemporaryDirectory(prefix="litatlas-") as folder, ExitStack() as stack:
            executor = start_processes(function, 1, place=Path(folder), sendable=True, stack=stack)
            if executor is None:
                return function(item)
            (made,) = _take(_wait_for(executor.submit(_work, [item]), is_wanted))
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

    def __init__(self, start: Callable[[int], Executor | None], number: int, executor: Executor | None) -> None:
        self.start = start
        self.number = number
        self.executor = executor

    def submit(self, chunk: list[Any]) -> Future[Path] | None:
        try:
            return self.executor.submit(_work, chunk) if self.executor else None
        except BrokenProcessPool:
            return None

    def take(self, future: Future[Path] | None) -> list[Any] | None:
        try:
            return _take(future.result()) if future else None
        except BrokenProcessPool:
            self.end()  # None may be at work any more on what is done again.
            return None

    def end(self) -> None:
        if self.executor:
            self.executor.shutdown()
        self.executor = None

    def renew(self) -> None:
        self.executor = self.start(self.number)


class Apart:
    """Does again what processes died over, in one process that may die too; in this one where none can be started."""

    def __init__(
        self, function: Callable[[Any], Any], start: Callable[[int], Executor | None], salvage: Salvage[Any, Any]
    ) -> None:
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
        if self.worker.executor is None:
            self.worker.renew()
        if self.worker.executor is None:
            return list(map(self.function, chunk))
        made = self.worker.take(self.worker.submit(chunk))
        if made is None:
            self.worker.end()
        return made


def choose_redoing(
    function: Callable[[Any], Any], start: Callable[[int], Executor | None], salvage: Salvage[Any, Any] | None
) -> Redoing:
    """Choose where that is done again which processes died over: in this one or, with `salvage`, in one that may die too."""
    return Apart(function, start, salvage).redo if salvage else lambda: nullcontext(partial(map, function))


def remove_work(folder: Path) -> None:
    """Remove what a killed run had on its way."""
    for path in folder.glob(f"{WORK}*"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)


def start_processes(
    function: Callable[[Any], Any],
    processes: int,
    *,
    place: Path,
    sendable: bool,
    stack: ExitStack,
) -> Executor | None:
    """A pool whose processes are all on their way, until the stack is unwound; None where the system has none to give."""
    copies = _may_copy()
    if not copies and not (sendable and _may_start()):
        return None
    others = set(active_children())
    try:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix=WORK, dir=place)))
        if not copies:
            # Not as an argument: what a pipe does not hold would keep each start waiting for the process to be up.
            (folder / FUNCTION).write_bytes(pickle_value(function))
        context = get_context("fork" if copies else "spawn")
        executor = ProcessPoolExecutor(processes, context, _begin, (folder, function if copies else None))
        stack.callback(executor.shutdown, wait=True, cancel_futures=True)
        with _hold_signals(), nullcontext() if copies else _hide_program():
            for _ in range(processes):
                executor.submit(_do_nothing)
        stack.push(partial(_end_early, set(active_children()) - others))
    except (OSError, ImportError, NotImplementedError, RuntimeError):
        # No semaphores, no more processes, threads or files: it differs between systems. Only speed is lost.
        # Those that were started before have nobody who would give them work or end them: this process would wait for them.
        for worker in set(active_children()) - others:
            worker.terminate()
            worker.join()
        return None
    return executor


def _may_copy() -> bool:
    """Whether a copy of this process works: one with threads has their locks and not them, and macOS forbids it to its own."""
    may = "fork" in get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1
    return may and not current_process().daemon


def _may_start() -> bool:
    return os.access(sys.executable or "", os.X_OK) and not current_process().daemon


def _end_early(workers: Iterable[BaseProcess], kind: type[BaseException] | None, *_: object) -> None:
    """End workers at once where an error or an interrupt makes their work needless."""
    for worker in workers if kind else ():
        worker.terminate()


def _take(path: Path) -> list[Any]:
    """What a worker left in a file."""
    made: list[Any] = pickle.loads(path.read_bytes())  # noqa: S301  (from a worker)
    path.unlink()
    return made


@contextmanager
def _hold_signals() -> Iterator[None]:
    """Keep Ctrl+C and SIGTERM until the processes are on their way, and from these until they are ready.

    The mask of signals is inherited, and Ctrl+C reaches every process of a terminal. It holds for one thread alone: what
    another one takes meanwhile is kept until the end too, since this thread would be interrupted by it between two halves of a
    start.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    kept: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM) if threading.current_thread() is threading.main_thread() else ()
    handlers = {number: signal.getsignal(number) for number in numbers if callable(signal.getsignal(number))}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    for number in handlers:
        signal.signal(number, lambda number, _frame: kept.append(number))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for held in dict.fromkeys(kept):
            signal.raise_signal(held)


@contextmanager
def _hide_program() -> Iterator[None]:
    """Start processes without the program that runs.

    Each would otherwise import it first: the whole command line, or a script that is not made for that.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


def _begin(folder: Path, function: Callable[[Any], Any] | None) -> None:
    """In a worker: get ready. A copy has the function already."""
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    # It is for the parent to say when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    # What a copy shares with its parent is copied in truth when it is written to, as by a garbage collector that walks it.
    gc.freeze()
    _folder.set(folder)
    _function.set(function or pickle.loads((folder / FUNCTION).read_bytes()))  # noqa: S301  (from the parent)


def _end_with_parent(folder: Path) -> None:
    """In a worker: end when the parent is gone, also when it was killed and could neither say so nor clean up.

    A copy learns of it when those made after it have ended, one after the other: they hold the parent's end of its pipe too.
    """
    parent = parent_process()
    if parent:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def _do_nothing() -> None:
    """In a worker: be there."""


def _work(chunk: list[Any]) -> Path:
    """In a worker: do a chunk, and leave what was made in a file."""
    return _leave(list(map(_function.get(), chunk)))


def _leave(made: list[Any]) -> Path:
    """Write what was made into a file.

    A pipe takes so little as its path at one stroke. Who is killed while writing more leaves the reader waiting for the rest.
    """
    with NamedTemporaryFile(dir=_folder.get(), delete=False) as file:
        file.write(pickle_value(made))
    return Path(file.name)


class _Pickler(pickle.Pickler):
    """Takes read-only mappings too."""

    def reducer_override(self, value: Any) -> Any:
        return (_freeze, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _freeze(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def pickle_value(value: object) -> bytes:
    """Pickle a value, read-only mappings in it too."""
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()
