"""Where requests run: in this thread, or in one of their own where this one is in a loop already, as it is in a notebook."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")


class RunnerAside:
    """What `asyncio.Runner` is, in a thread of its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End what still runs, then the thread."""
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    def get_loop(self) -> asyncio.AbstractEventLoop:
        """The loop, which runs only while `run` does."""
        return self._thread.submit(self._runner.get_loop).result()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run until something is done. Whoever interrupts this thread ends all that runs in the other."""
        loop = self.get_loop()
        done = self._thread.submit(self._runner.run, work)
        try:
            return done.result()
        finally:
            if not done.done():
                loop.call_soon_threadsafe(_cancel_all, loop)


def choose_runner() -> asyncio.Runner | RunnerAside:
    """A runner in this thread; where a loop runs in it already, one aside."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.Runner()
    return RunnerAside()


def _cancel_all(loop: asyncio.AbstractEventLoop) -> None:
    for task in asyncio.all_tasks(loop):
        task.cancel()
