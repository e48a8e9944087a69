"""The server's time: real, faster, or standing still until a test moves it."""

import asyncio
import math
import time
from collections.abc import Awaitable
from typing import TypeVar

Result = TypeVar("Result")


class Clock:
    """``speed`` are seconds of this clock in a real second; with 0 it stands, and only ``advance`` moves it."""

    def __init__(self, speed: float = 1.0) -> None:
        self._speed = speed
        self._began = time.monotonic()
        self._unix = time.time()
        self._moved_by = 0.0
        self._moved = asyncio.Event()

    @property
    def now(self) -> float:
        """Seconds; those of ``time.monotonic()`` as long as the clock is real."""
        return self._began + self._speed * (time.monotonic() - self._began) + self._moved_by

    @property
    def date(self) -> int:
        """Seconds since 1970, as messages carry them."""
        return int(self._unix + self.now - self._began)

    def advance(self, seconds: float) -> None:
        """Moves the clock; whoever waits for an earlier moment goes on."""
        self._moved_by += seconds
        self._moved.set()
        self._moved = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        """Until so many seconds of this clock have passed; without end when they are infinite."""
        end = self.now + seconds
        while (left := end - self.now) > 0:
            still = self._speed == 0 or math.isinf(left)
            try:
                await asyncio.wait_for(self._moved.wait(), None if still else left / self._speed)
            except TimeoutError:
                continue

    async def within(self, seconds: float, awaitable: Awaitable[Result]) -> Result:
        """The result, or ``TimeoutError`` after so many seconds of this clock."""
        work, end = asyncio.ensure_future(awaitable), asyncio.ensure_future(self.sleep(seconds))
        try:
            await asyncio.wait((work, end), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise TimeoutError
            return await work
        finally:
            for each in (work, end):
                each.cancel()
            await asyncio.gather(work, end, return_exceptions=True)
