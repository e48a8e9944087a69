"""The server's time."""

import asyncio
import time

import pytest

from tests.telegram import Clock


async def test_real_clock_agrees_with_the_computer() -> None:
    clock = Clock()
    assert abs(clock.now - time.monotonic()) < 0.1
    assert abs(clock.date - time.time()) <= 1.1


async def test_fast_clock_makes_an_hour_short() -> None:
    clock, began = Clock(speed=36_000), time.monotonic()
    await clock.sleep(3600)
    assert 0.1 <= time.monotonic() - began < 1


async def test_standing_clock_moves_only_when_it_is_moved() -> None:
    clock = Clock(speed=0)
    sleeping = asyncio.create_task(clock.sleep(60))
    await asyncio.sleep(0.02)
    clock.advance(59)
    await asyncio.sleep(0.02)
    assert not sleeping.done()
    clock.advance(1)
    await asyncio.wait_for(sleeping, 1)


async def test_work_is_ended_when_its_time_is_over() -> None:
    clock = Clock(speed=1000)
    assert await clock.within(60, asyncio.sleep(0, "done")) == "done"
    with pytest.raises(TimeoutError):
        await clock.within(60, asyncio.Event().wait())
