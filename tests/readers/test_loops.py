"""Requests run in any thread: also in one that is in a loop already, as a notebook's is."""

import asyncio

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

    assert asyncio.run(run_within()) == (True, 3)


def test_without_a_loop_all_runs_in_this_thread() -> None:
    with choose_runner() as runner:
        assert (isinstance(runner, RunnerAside), runner.run(count())) == (False, 3)


def test_what_fails_aside_fails_here() -> None:
    with RunnerAside() as runner:
        with pytest.raises(ValueError, match="dry"):
            runner.run(fail())
        assert runner.run(count()) == 3
