"""Work that nobody waits for gives way: while somebody's answer is under way, none of it begins or goes on."""

import asyncio
import time
from collections import deque
from functools import partial
from math import inf
from typing import Any

from storage.bridge import Bridge, deliver
from storage.transaction import Done, Job, Transaction

PATIENCE = 0.02
"""Seconds after which one step of it is made although somebody is waiting: people who write all the time do not stop
it."""
STINT = 0.001
"""Seconds of work between two looks at who is waiting, and after which it pauses for as long: half of the time, loop
and writer are free for whoever writes next."""
LATELY = 1.0
"""Seconds since somebody last asked, after which stints have no end and it does without pauses."""
ON_ITS_WAY = 0.003
"""Seconds that an answer takes to leave, after its result."""
MOST = 64
"""Jobs that go over at once."""
PUT_OFF = object()
"""The result of a job that has not been begun."""


class Background:
    """Jobs wait in front of ``own``, a bridge of theirs; ``people`` is that of the answers that somebody waits for.

    A few jobs go over at once. Those that are not begun when somebody asks for an answer come back as they were; while
    people write, also when a ``STINT`` is over. Results come back one for each turn of the loop, since what they set
    going, such as a call to a messenger, holds up the loop for a while.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, people: Bridge, own: Bridge) -> None:
        self._loop, self._people, self._own = loop, people, own
        self._waiting: deque[tuple[Job[Any], Done]] = deque()
        self._ended: deque[tuple[Done, Any, BaseException | None]] = deque()
        self._put_off: list[tuple[Job[Any], Done]] = []
        self._under_way, self._few = 0, 1
        self._spent = 0.0
        """Seconds of the database, by the jobs under way."""
        self._last = time.perf_counter()
        """When something last went on."""
        self._begun: float | None = None
        """Since when it has gone on without a pause."""
        self._rested = 0.0
        """When the pause is over."""
        self._next: asyncio.Handle | None = None
        self._later: asyncio.TimerHandle | None = None
        people.when_idle = self._let_leave

    def request(self, job: Job[Any], done: Done) -> None:
        """``done(result, error)`` is called on the loop, some time after the commit."""
        if not (self._waiting or self._under_way or self._ended):  # Patience begins with something to do.
            self._last, self._begun = time.perf_counter(), None
        self._waiting.append((job, done))
        if self._later is None:
            self._look_again()

    def _let_leave(self) -> None:
        """Nobody's result is to come any more; the last ones are being sent."""
        self._rested = max(self._rested, time.perf_counter() + ON_ITS_WAY)
        self._look_again()

    def _look_again(self) -> None:
        """In the next turn of the loop, or when it may go on."""
        if self._next is not None or (not self._ended and (self._under_way or not self._waiting)):
            return
        if self._later is not None:
            self._later.cancel()
        now = time.perf_counter()
        self._rest(now)
        left = self._left(now)
        if left > 0:
            self._later = self._loop.call_later(left, self._go_on)
        else:
            self._next = self._loop.call_soon(self._go_on)

    def _go_on(self) -> None:
        self._next = self._later = None
        now = time.perf_counter()
        self._rest(now)
        if self._left(now) <= 0:
            self._last, self._begun = now, self._begun or now
            self._step()
        self._look_again()

    def _rest(self, now: float) -> None:
        """A stint ends when somebody asks, or with a pause as long as itself."""
        if self._people.in_hand:
            self._begun = None
        elif self._begun and now - self._begun > STINT and self._is_lively(now):
            self._rested = now + (now - self._begun)
            self._begun = None

    def _is_lively(self, now: float) -> bool:
        return now - self._people.asked_at < LATELY

    def _left(self, now: float) -> float:
        """Seconds until it may go on."""
        return min(inf if self._people.in_hand else self._rested, self._last + PATIENCE) - now

    def _step(self) -> None:
        if self._ended:
            deliver(*self._ended.popleft())
        elif not self._under_way:
            self._begin()

    def _begin(self) -> None:
        self._spent, self._under_way = 0.0, min(self._few, len(self._waiting))
        asked = [self._waiting.popleft() for _ in range(self._under_way)]
        self._own.hand_over(
            [(partial(self._perform, job, n), partial(self._end, job, done)) for n, (job, done) in enumerate(asked)]
        )

    def _perform(self, job: Job[Any], number: int, tx: Transaction) -> Any:
        """On a thread of the database. The first of them is begun in any case: it has been waited for long enough."""
        began = time.perf_counter()
        if number and (self._people.in_hand or (self._spent > STINT and self._is_lively(began))):
            return PUT_OFF
        try:
            return job(tx)
        finally:
            self._spent += time.perf_counter() - began

    def _end(self, job: Job[Any], done: Done, result: Any, error: BaseException | None) -> None:
        if result is PUT_OFF:
            self._put_off.append((job, done))
        else:
            self._ended.append((done, result, error))
        self._under_way -= 1
        if not self._under_way:
            self._few = self._few - len(self._put_off) if self._put_off else min(2 * self._few, MOST)
            self._waiting.extendleft(reversed(self._put_off))
            self._put_off = []
        self._look_again()
