"""Work in several processes, with the same outcomes as in one, whatever becomes of them: one function over items, or tasks."""

import io
import os
import pickle
import shutil
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import partial
from itertools import islice
from multiprocessing import current_process, get_all_start_methods, get_context, parent_process
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from types import MappingProxyType, ModuleType
from typing import Any, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

CHUNK = 8
"""Items that are handed over at once."""
AHEAD = 4
"""Chunks on their way for each process: enough that none waits, few enough that memory does not grow with the items."""
MOST = 61
"""The most processes that a pool can have on every system."""

FUNCTION = "function"
"""The file, in the folder of a pool, from which its processes take what they are there for."""

_function: ContextVar[Callable[[Any], Any]] = ContextVar("function")
_folder: ContextVar[Path] = ContextVar("folder")
"""In a worker: what it is there for, and where it leaves what it made."""

Task = Callable[[], Iterable[Made]]
"""Work of which each part has an outcome."""


def count_cpus() -> int:
    """The CPUs that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def map_across(function: Callable[[Item], Made], processes: int) -> Iterator[Callable[[Iterable[Item]], Iterator[Made]]]:
    """Give a `map` of `function` that works in so many processes; in this one where that is 1 or none can be started.

    `function` is sent to each process once, so it may carry much with it, as a `functools.partial`; it must be importable, and
    pure: where a process dies, what it had is done again in this one. The outcomes come in the order of the items, which are
    taken as they are needed. No process outlives the `with`, nor this process, however it ends.
    """
    with ExitStack() as stack:
        executor = _start(function, min(processes, MOST), stack) if processes > 1 and _may_start() else None
        yield partial(_map, executor, function, AHEAD * processes) if executor else partial(map, function)


@contextmanager
def run_in_copies(tasks: Sequence[Task[Made]], processes: int) -> Iterator[Iterator[Made]]:
    """Give the outcomes of all tasks, as they come, done by so many copies of this process; by this one where none can be made.

    A copy knows all that this process knows when the `with` begins, so that nothing but outcomes is sent. Tasks may be done a
    second time: where a process dies, what it had is done again in this one. No copy outlives the `with`, nor this process,
    however it ends.
    """
    with ExitStack() as stack:
        executor = _copy(tasks, processes, stack) if processes > 1 and _may_copy() else None
        yield _gather(executor, tasks) if executor else (made for task in tasks for made in task())


def _may_copy() -> bool:
    """Whether a copy of this process works: one with threads has their locks and not them, and macOS forbids it to its own."""
    may = "fork" in get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1
    return may and not current_process().daemon


def _copy(tasks: Sequence[Task[Any]], processes: int, stack: ExitStack) -> Executor | None:
    """A pool of copies, until the stack is unwound, which ends them at once; None where the system has none to give."""
    try:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="litatlas-")))
        reader, writer = os.pipe()
        stack.callback(os.close, reader)
        given = (folder, tasks, reader, writer)
        executor = ProcessPoolExecutor(min(processes, MOST), get_context("fork"), _begin_copy, given)
        stack.callback(executor.shutdown, wait=True, cancel_futures=True)
        stack.callback(os.close, writer)
        with _hold_signals():
            executor.submit(_do_nothing)
    except (OSError, ImportError, NotImplementedError, RuntimeError):
        return None
    return executor


def _gather(executor: Executor, tasks: Sequence[Task[Made]]) -> Iterator[Made]:
    futures = {executor.submit(_do_task, number): task for number, task in enumerate(tasks)}
    for future in as_completed(futures):
        if _has_failed(future):
            # Of several errors the one that a single process meets first; all tasks before this one have begun.
            next(filter(_has_failed, futures)).result()
        elif future.exception():
            executor.shutdown()  # None may be at work any more on what is done again.
            yield from futures[future]()
        else:
            yield from _take(future.result())


def _has_failed(future: Future[Path]) -> bool:
    """Whether a task raised an error; waits for its end."""
    error = future.exception()
    return error is not None and not isinstance(error, BrokenProcessPool)


def _may_start() -> bool:
    return os.access(sys.executable or "", os.X_OK) and not current_process().daemon


def _start(function: Callable[[Any], Any], processes: int, stack: ExitStack) -> Executor | None:
    """A pool whose processes are all on their way, until the stack is unwound; None where the system has none to give."""
    try:
        context = get_context("spawn")
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="litatlas-")))
        # Not as an argument: what a pipe does not hold would keep each start waiting for the process to be up.
        (folder / FUNCTION).write_bytes(_pickle(function))
        executor = ProcessPoolExecutor(processes, context, _begin, (folder,))
        stack.callback(executor.shutdown, wait=True, cancel_futures=True)
        with _hold_signals(), _hide_program():
            for _ in range(processes):
                executor.submit(_do_nothing)
    except (OSError, ImportError, NotImplementedError, RuntimeError):
        # No semaphores, no more processes, threads or files: it differs between systems. Only speed is lost.
        return None
    return executor


def _map(executor: Executor, function: Callable[[Item], Made], ahead: int, items: Iterable[Item]) -> Iterator[Made]:
    items = iter(items)
    chunks = iter(lambda: list(islice(items, CHUNK)), [])
    pending: deque[tuple[list[Item], Future[Path] | None]] = deque()
    while True:
        for chunk in islice(chunks, ahead - len(pending)):
            pending.append((chunk, _submit(executor, chunk)))
        if not pending:
            return
        chunk, future = pending.popleft()
        made = _await(future)
        yield from map(function, chunk) if made is None else made


def _submit(executor: Executor, chunk: list[Item]) -> Future[Path] | None:
    """The chunk on its way; None where a process has died, which ends all of them."""
    try:
        return executor.submit(_work, chunk)
    except BrokenProcessPool:
        return None


def _await(future: Future[Path] | None) -> list[Any] | None:
    try:
        path = future.result() if future else None
    except BrokenProcessPool:
        return None
    return None if path is None else _take(path)


def _take(path: Path) -> list[Any]:
    """What a worker left in a file."""
    made: list[Any] = pickle.loads(path.read_bytes())  # noqa: S301  (from a worker)
    path.unlink()
    return made


@contextmanager
def _hold_signals() -> Iterator[None]:
    """Keep Ctrl+C and SIGTERM until the processes are on their way, and from these until they are ready.

    The mask of signals is inherited, and Ctrl+C reaches every process of a terminal.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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


def _begin(folder: Path) -> None:
    """In a worker: get ready."""
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    # It is for the parent to say when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    _folder.set(folder)
    _function.set(pickle.loads((folder / FUNCTION).read_bytes()))  # noqa: S301  (from the parent)


def _begin_copy(folder: Path, tasks: Sequence[Task[Any]], reader: int, writer: int) -> None:
    """In a copy: get ready. When nobody has the pipe's writer any more, it is to end."""
    os.close(writer)
    threading.Thread(target=_end_with_pipe, args=(reader, folder), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    _folder.set(folder)
    _function.set(lambda number: list(tasks[number]()))


def _end_with_pipe(reader: int, folder: Path) -> None:
    """In a copy: end when nobody has the pipe's writer any more: the parent is done, or was killed and could not clean up."""
    os.read(reader, 1)
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _do_task(number: int) -> Path:
    """In a copy: do a task, and leave what was made in a file."""
    return _leave(_function.get()(number))


def _end_with_parent(folder: Path) -> None:
    """In a worker: end when the parent is gone, also when it was killed and could neither say so nor clean up."""
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
        file.write(_pickle(made))
    return Path(file.name)


class _Pickler(pickle.Pickler):
    """Takes read-only mappings too."""

    def reducer_override(self, value: Any) -> Any:
        return (_freeze, (dict(value),)) if isinstance(value, MappingProxyType) else NotImplemented


def _freeze(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


def _pickle(value: object) -> bytes:
    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()
