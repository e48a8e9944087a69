"""How fast calls may follow each other."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

A_SECOND = 1.0
MOST_IN_A_SECOND = 29
"""One less than Telegram's 30: replies that travel in a webhook's response pass by here."""


class Pace:
    """At most 29 calls in any second, and one reminder per second and chat.

    A call holds one of 29 slots from its start until a second after its end. Whenever in between Telegram counts it,
    no 30 calls fall into one second.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._free_at = deque([monotonic()] * MOST_IN_A_SECOND)
        self._slots = asyncio.Semaphore(MOST_IN_A_SECOND)
        self._reminders = asyncio.Lock()
        self._reminded: dict[int, float] = {}

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """For one call, as soon as there is room."""
        await self._enter()
        try:
            yield
        finally:
            self._leave()

    @asynccontextmanager
    async def reminder_slot(self, chat_id: int) -> AsyncIterator[None]:
        """For a reminder. Only one of them waits for room at a time, so that replies overtake all the others."""
        async with self._reminders:
            await self._until(self._last_reminder(chat_id) + A_SECOND)
            await self._enter()
            self._note_reminder(chat_id)
        try:
            yield
        finally:
            self._leave()
            self._note_reminder(chat_id)

    async def _enter(self) -> None:
        await self._slots.acquire()
        free_at = self._free_at.popleft()
        try:
            await self._until(free_at)
        except asyncio.CancelledError:
            self._free_at.appendleft(free_at)
            self._slots.release()
            raise

    def _leave(self) -> None:
        self._free_at.append(self._monotonic() + A_SECOND)
        self._slots.release()

    async def _until(self, moment: float) -> None:
        while (wait := moment - self._monotonic()) > 0:
            await asyncio.sleep(wait)

    def _last_reminder(self, chat_id: int) -> float:
        return self._reminded.get(chat_id, self._monotonic() - A_SECOND)

    def _note_reminder(self, chat_id: int) -> None:
        """Keeps the last second only, the oldest first."""
        now = self._monotonic()
        self._reminded.pop(chat_id, None)
        self._reminded[chat_id] = now
        while self._reminded[oldest := next(iter(self._reminded))] <= now - A_SECOND:
            del self._reminded[oldest]
