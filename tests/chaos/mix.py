"""The mix of faults: every way to fail, each seldom enough that people get on."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from tests.telegram import Clock
from tests.telegram.faults import EVERY, BadGateway, Dropped, Fault, Faults, Lost, Refused, Slow
from tests.telegram.refusal import Refusal, too_many

SHARE = 0.003
"""Of all calls, for each of the faults."""


@dataclass(frozen=True, slots=True)
class Hushed:
    """No answer for so many seconds, then the connection breaks off; ``done``: the message has arrived all the same."""

    seconds: float
    done: bool = False

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        """Done or not, nobody hears of it."""
        if self.done:
            await effect
        await asyncio.sleep(self.seconds)
        raise Lost


def plan(faults: Faults, seed: int, silence: float) -> None:
    """All faults from now on. ``silence``: seconds for which the server says nothing at all to a call."""
    faults.reseed(seed)
    every: tuple[Fault, ...] = (
        Refused(too_many(1)),
        Refused(too_many(3)),
        Refused(Refusal(500, "Internal Server Error")),
        BadGateway(),
        Dropped(),
        Dropped(done=True),
        Hushed(silence),
        Hushed(silence, done=True),
        Slow(0.8),
    )
    for fault in every:
        faults.add(EVERY, fault, probability=SHARE)
