"""Requests run in any thread: also in one that is in a loop already, as a notebook's is."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from litatlas.readers.loops import RunnerAside, choose_runner


async def count() -> int:
    await asyncio.sleep(0)
    return 3


async def fail() -> None:
    raise ValueError("dry")


def test_a_loop_that_runs_already_stands_in_no_ones_way() -> None:
    async def run_within() -> tuple[bool, int]:
        with choose_runner() as runner:
            return isinstance(runner, RunnerAside), runner.run(count())

    with ThreadPoolExecutor(1) as thread:  # the tests' own may be in a loop: a browser's
        assert thread.submit(lambda: asyncio.run(run_within())).result() == (True, 3)


def test_without_a_loop_all_runs_in_this_thread() -> None:
    def run() -> tuple[bool, int]:
        with choose_runner() as runner:
            return isinstance(runner, RunnerAside), runner.run(count())

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(run).result() == (False, 3)


def test_what_fails_aside_fails_here() -> None:
    with RunnerAside() as runner:
        with pytest.raises(ValueError, match="dry"):
            runner.run(fail())
        assert runner.run(count()) == 3
