"""Processes of this machine that work for this one: how they are started, what they do, and how they end.

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
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from copy import copy
from dataclasses import dataclass
from functools import partial
from multiprocessing import current_process, get_all_start_methods, get_context, parent_process, resource_tracker
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from types import MappingProxyType, ModuleType
from typing import Any

WORK = ".litatlas-work-"
"""How the folder begins by which the processes of one run hand over what they made."""
FUNCTION = "function"
"""The file, in the folder of a pool, from which new processes take what they are there for. It is there when all are started."""
_GLANCE = 0.005
"""Seconds between two looks of a new process whether all others are started too."""

_function: ContextVar[Callable[[Any], Any]] = ContextVar("function")
_folder: ContextVar[Path] = ContextVar("folder")
"""In a worker: what it is there for, and where it leaves what it made."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Processes that wait for work."""

    executor: Executor
    processes: tuple[BaseProcess, ...]

    def end(self) -> None:
        """End all, also those who would wait for ever, as for what one had taken who is dead."""
        _kill(self.processes)
        self.executor.shutdown()


def start_processes(
    function: Callable[[Any], Any],
    processes: int,
    *,
    place: Path,
    sendable: bool,
    stack: ExitStack,
) -> Pool | None:
    """Start processes, which are all on their way then, until the stack is unwound; None where the system has none to give."""
    copies = _may_copy()
    if not copies and not (sendable and _may_start()):
        return None
    data = None if copies else pickle_value(function)
    started: list[BaseProcess] = []
    with _hold_signals(), nullcontext() if copies else _hide_program(), ExitStack() as undo:
        # They have nobody who would give them work or end them: this process would wait for them.
        undo.callback(_kill, started)
        try:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix=WORK, dir=place)))
            if not copies:
                _start_tracker()
            context = _note_processes(get_context("fork" if copies else "spawn"), started)
            executor = ProcessPoolExecutor(processes, context, _begin, (folder, function if copies else None))
            stack.callback(executor.shutdown, wait=True, cancel_futures=True)
            for _ in range(processes):
                executor.submit(_do_nothing)
            if data is not None:
                # Not as an argument: what a pipe does not hold would keep each start waiting for the process to be up.
                _write_whole(folder / FUNCTION, data)
        except _PREVENTED:
            return None
        undo.pop_all()
        stack.push(partial(_end_early, started))
        return Pool(executor, tuple(started))


_PREVENTED = (OSError, ImportError, NotImplementedError, RuntimeError, ValueError)
"""No semaphores, no more processes, threads or files: it differs between systems. Only speed is lost.

Python 3.11 raises some of them also where a process is ended by someone else while the next one is being started.
"""


def _note_processes(context: Any, into: list[BaseProcess]) -> Any:
    """The same way of starting processes, which notes whom it starts: other threads may start some of their own meanwhile."""

    def make_process(*arguments: Any, **named: Any) -> BaseProcess:
        process: BaseProcess = context.Process(*arguments, **named)
        into.append(process)
        return process

    noting = copy(context)
    noting.Process = make_process
    return noting


def _kill(processes: Iterable[BaseProcess]) -> None:
    """End processes at once, also those that hold SIGTERM still."""
    started = [process for process in processes if process.pid]
    for process in started:
        process.kill()
    for process in started:
        process.join()


def _write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there only when it is whole."""
    written = path.with_suffix(".new")
    written.write_bytes(data)
    written.replace(path)


def _may_copy() -> bool:
    """Whether a copy of this process works: one with threads has their locks and not them, and macOS forbids it to its own."""
    may = "fork" in get_all_start_methods() and sys.platform != "darwin" and threading.active_count() == 1
    return may and not current_process().daemon


def _may_start() -> bool:
    return os.access(sys.executable or "", os.X_OK) and not current_process().daemon


def _end_early(workers: Iterable[BaseProcess], kind: type[BaseException] | None, *_: object) -> None:
    """End workers at once where an error or an interrupt makes their work needless."""
    if kind:
        _kill(workers)


def take_made(path: Path) -> list[Any]:
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


def _start_tracker() -> None:
    """Start the process in which Python keeps account of semaphores, which new processes share.

    It would start with the first semaphore, and Python lets Ctrl+C and SIGTERM through again when it has started it.
    """
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})


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
    data = b"" if function else _await_whole(folder / FUNCTION)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    # What a copy shares with its parent is copied in truth when it is written to, as by a garbage collector that walks it.
    gc.freeze()
    _folder.set(folder)
    _function.set(function or pickle.loads(data))  # noqa: S301  (from the parent)


def _await_whole(path: Path) -> bytes:
    """In a new worker: read a file that is there when all others are started too.

    Who dies before would end them all, and their parent counts on nobody while it starts the next. A parent that cannot write it
    ends them.
    """
    while not path.exists():
        time.sleep(_GLANCE)
    return path.read_bytes()


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


def work(chunk: list[Any]) -> Path:
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
