"""Between an event loop and the threads of the database.

What one tick of the loop asks for crosses over together, and what was committed together comes back in one wake-up:
changing threads costs more than the statements of a turn.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from math import inf
from typing import Any

from storage.transaction import Done, Job, Queued, Unavailable

log = logging.getLogger("inleku.storage")

MOST = 256
"""Requests that go over at once."""


def deliver(done: Done, result: Any, error: BaseException | None) -> None:
    """A result; that whoever asked fails with it keeps nobody else waiting."""
    try:
        done(result, error)
    except Exception as failure:
        log.error("a result could not be delivered: %s", type(failure).__name__)


class Bridge:
    """One for each loop. ``submit`` takes jobs over; it raises Unavailable when there is nobody to take them.

    ``in_hand`` are requests whose result is still to come; after the last of them ``when_idle`` is called.
    ``asked_at``: when the last request came, by ``time.perf_counter``.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, submit: Callable[[list[Queued]], None]) -> None:
        self._loop, self._submit = loop, submit
        self._asked: list[Queued] = []
        self._answered: deque[tuple[Done, Any, BaseException | None]] = deque()
        self._seen = 0
        """Requests at the last look, while they are still coming in."""
        self._woken = False
        self.in_hand = 0
        self.asked_at = -inf
        self.when_idle: Callable[[], None] = lambda: None

    def request(self, job: Job[Any], done: Done) -> None:
        """``done(result, error)`` is called on the loop, after the commit."""
        self.asked_at = time.perf_counter()
        if not self.in_hand:  # Nobody to share a commit with.
            self.hand_over([(job, done)])
            return
        self.in_hand += 1
        self._asked.append((job, partial(self._collect, done)))
        if len(self._asked) == 1:
            self._loop.call_soon(self._gather)

    def hand_over(self, jobs: Sequence[Queued]) -> None:
        """These together, and now."""
        self.in_hand += len(jobs)
        self._send([(job, partial(self._collect, done)) for job, done in jobs])

    def _gather(self) -> None:
        """Not while each look at the sockets brings more: one commit, and one change of threads, for all of them."""
        if self._seen < len(self._asked) < MOST:
            self._seen = len(self._asked)
            self._loop.call_soon(self._gather)
            return
        self._seen = 0
        asked, self._asked = self._asked, []
        self._send(asked)

    def _send(self, asked: list[Queued]) -> None:
        try:
            self._submit(asked)
        except Unavailable as error:
            for _, done in asked:
                done(None, error)  # By way of the loop, like any other result.

    def _collect(self, done: Done, result: Any, error: BaseException | None) -> None:
        """On a thread of the database."""
        self._answered.append((done, result, error))
        if not self._woken:
            self._woken = True
            try:
                self._loop.call_soon_threadsafe(self._deliver)
            except RuntimeError:  # The loop has closed: nobody waits any more.
                self._answered.clear()

    def _deliver(self) -> None:
        self._woken = False  # Before the first look: what comes in from now on wakes the loop again.
        while self._answered:
            done, result, error = self._answered.popleft()
            self.in_hand -= 1
            deliver(done, result, error)
        if not self.in_hand:
            self.when_idle()
