"""The alarm clock: when its jobs run, and what becomes of them at the end."""

import asyncio
import logging

import pytest

from bot import scheduler


def test_job_that_takes_longer_than_its_interval_never_runs_twice_at_once() -> None:
    running, most, begun = 0, 0, 0

    async def slow() -> None:
        nonlocal running, most, begun
        begun += 1
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.25)
        running -= 1

    async def scene() -> None:
        clock = scheduler.start({"slow": (slow, 0.1)})
        await asyncio.sleep(0.9)
        clock.shutdown(wait=False)

    asyncio.run(scene())
    assert (most, begun > 1) == (1, True)


def test_job_begins_at_once_and_comes_late_when_the_process_was_busy() -> None:
    begun = 0

    async def count() -> None:
        nonlocal begun
        begun += 1

    async def scene() -> int:
        clock = scheduler.start({"count": (count, 3600.0)})
        soon = asyncio.get_running_loop().time() + 1.5
        while asyncio.get_running_loop().time() < soon:
            pass  # Nothing else runs meanwhile.
        await asyncio.sleep(0.1)
        clock.shutdown(wait=False)
        return begun

    assert asyncio.run(scene()) == 1


def test_job_in_the_middle_at_the_end_leaves_no_stack_trace(caplog: pytest.LogCaptureFixture) -> None:
    async def endless() -> None:
        await asyncio.Event().wait()

    async def scene() -> None:
        clock = scheduler.start({"endless": (endless, 3600.0)})
        await asyncio.sleep(0.1)
        clock.shutdown(wait=False)
        await asyncio.sleep(0.1)

    with caplog.at_level(logging.INFO):
        asyncio.run(scene())
    assert "Traceback" not in caplog.text and "raised an exception" not in caplog.text


def test_job_that_fails_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    begun = 0

    async def fail() -> None:
        nonlocal begun
        begun += 1
        raise ValueError("secret words")

    async def scene() -> None:
        clock = scheduler.start({"fail": (fail, 0.1)})
        await asyncio.sleep(0.5)
        clock.shutdown(wait=False)

    asyncio.run(scene())
    assert begun > 1
    assert "job fail failed: ValueError" in caplog.text and "secret words" not in caplog.text
