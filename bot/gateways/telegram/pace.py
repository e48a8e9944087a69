"""Calls wait for their place in the order of their priority.

What nobody waits for is spread evenly over the second: were all places of a second given away at once, they would open
again at once, and a reply in between would wait for most of a second.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count
from math import inf, isfinite

from bot.gateways.telegram.limiter import Limiter, Limits

AHEAD = 0.02
"""Seconds before it opens that a place is given away: time to write down that the call is about to begin."""
REPLY = 0
"""The priority of what somebody is waiting for."""
SHARE = 0.9
"""Of all places, while people write, for what nobody waits for: a reply finds one open, instead of one that opens after
those that have been given away already."""
LATELY = 10.0
"""Seconds after a reply in which another one is expected."""
LAG = 0.1
"""Seconds that what is spread may catch up on, when the process was busy."""
ON_ITS_WAY = 0.25
"""Seconds that a message in a webhook's response takes at most until Telegram has counted it."""


@dataclass(order=True, slots=True)
class _Ticket:
    priority: int
    number: int
    chat: int | None = field(compare=False)
    opens: "asyncio.Future[float]" = field(compare=False)


class Pace:
    """One bot's queue in front of its ``Limiter``. ``monotonic`` gives seconds."""

    def __init__(self, monotonic: Callable[[], float], limits: Limits = Limits()) -> None:  # noqa: B008  A frozen value.
        self._monotonic = monotonic
        self._limiter = Limiter(limits)
        self._waiting: list[_Ticket] = []
        self._numbers = count()
        self._timer: asyncio.TimerHandle | None = None
        self._gap = 1 / limits.per_second if limits.per_second else 0.0
        self._spread = -inf
        """Before that, nothing begins that nobody waits for."""
        self._replied = -inf
        """When a reply last wanted a place."""

    @asynccontextmanager
    async def place(self, chat: int | None, priority: int) -> AsyncIterator[float]:
        """For one call; lower priorities go first. Gives the moment from which the call may begin, see ``until``."""
        if priority <= REPLY:
            self._replied = self._monotonic()
        ticket = _Ticket(priority, next(self._numbers), chat, asyncio.get_running_loop().create_future())
        heappush(self._waiting, ticket)
        self._advance()
        try:
            opens = await ticket.opens
        except asyncio.CancelledError:
            if not ticket.opens.cancelled():
                self._leave(chat, self._monotonic())
            raise
        try:
            yield opens
        finally:
            self._leave(chat, self._monotonic())

    async def until(self, moment: float) -> None:
        """Waits for a place that has been given away a little before it opens."""
        while (wait := moment - self._monotonic()) > 0:
            await asyncio.sleep(wait)

    def takes(self, chat: int | None) -> bool:
        """Whether a message may travel in a webhook's response right now; if so, its place is taken."""
        now = self._replied = self._monotonic()
        replies_wait = bool(self._waiting) and self._waiting[0].priority <= REPLY
        if replies_wait or self._limiter.opens(chat) > now:
            return False
        self._limiter.enter(chat)
        self._limiter.leave(chat, now + ON_ITS_WAY)
        return True

    def pause(self, chat: int, seconds: float) -> None:
        """Telegram has asked for patience."""
        self._limiter.pause(chat, self._monotonic(), seconds)
        self._advance()

    def worked(self) -> None:
        """Telegram has done what a call wanted."""
        self._limiter.worked()

    def _leave(self, chat: int | None, ended: float) -> None:
        self._limiter.leave(chat, ended)
        self._advance()

    def _advance(self) -> None:
        """Gives away the places that are open or about to be, and looks again when the next one is."""
        soon, parked, following = self._monotonic() + AHEAD, [], inf
        while self._waiting:
            if self._limiter.opens_for_anybody > soon:
                following = min(following, self._limiter.opens_for_anybody)
                break
            ticket = heappop(self._waiting)
            if ticket.opens.done():  # Whoever wanted it has gone.
                continue
            opens = self._opens(ticket)
            if opens <= soon:
                self._give(ticket, opens, soon - AHEAD)
                continue
            parked.append(ticket)
            following = min(following, opens)
            if ticket.priority > REPLY and self._spread > soon:
                following = min(following, self._spread)
                break  # Behind it are only others like it.
        for ticket in parked:
            heappush(self._waiting, ticket)
        self._look_again(following)

    def _give(self, ticket: _Ticket, opens: float, now: float) -> None:
        self._limiter.enter(ticket.chat)
        if ticket.priority > REPLY:
            share = SHARE if now - self._replied < LATELY else 1.0
            self._spread = max(opens, now - LAG) + self._gap / share
        ticket.opens.set_result(opens)

    def _opens(self, ticket: _Ticket) -> float:
        opens = max(self._limiter.opens_for_anybody, self._limiter.opens(ticket.chat))
        return max(opens, self._spread) if ticket.priority > REPLY else opens

    def _look_again(self, moment: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if isfinite(moment):
            wait = max(0.0, moment - AHEAD - self._monotonic())
            self._timer = asyncio.get_running_loop().call_later(wait, self._advance)
