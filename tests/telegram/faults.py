"""What goes wrong on purpose: by method, by recipient, once or with a probability."""

import asyncio
import math
from collections.abc import Awaitable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from tests.telegram.clock import Clock
from tests.telegram.refusal import Refusal

EVERY = "*"
"""Any method."""


class Lost(Exception):
    """The connection breaks off without an answer."""


class Silence(Exception):
    """No answer comes, and the connection stays."""


class Garbled(Exception):
    """Something in between answers in its own language."""

    def __init__(self, status: int) -> None:
        super().__init__(f"<html><h1>{status} Bad Gateway</h1></html>")
        self.status = status


Outage = (Lost, Silence, Garbled)
"""What is no answer of the Bot API."""


class Fault(Protocol):
    """One way to fail."""

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        """The result of a call, or what happens instead. ``effect`` is awaited when the call does something."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The Bot API says no: 429, 403, 500 or any other refusal."""

    refusal: Refusal

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        """Nothing is done."""
        raise self.refusal


@dataclass(frozen=True, slots=True)
class BadGateway:
    """A proxy in front answers in HTML."""

    status: int = 502

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        """Nothing is done."""
        raise Garbled(self.status)


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection is lost; ``done``: the message has arrived all the same."""

    done: bool = False

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        """Done or not, nobody hears of it."""
        if self.done:
            await effect
        raise Lost


@dataclass(frozen=True, slots=True)
class Silent:
    """No answer ever comes; ``done``: the message has arrived all the same."""

    done: bool = False

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        """Done or not, nobody hears of it."""
        if self.done:
            await effect
        raise Silence


@dataclass(frozen=True, slots=True)
class Slow:
    """It takes so many seconds."""

    seconds: float

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        """Done at the end."""
        await clock.sleep(self.seconds)
        return await effect


@dataclass
class _Planned:
    method: str
    fault: Fault
    chat_id: int | None
    probability: float
    times: float

    def meets(self, method: str, chat_id: Any) -> bool:
        here = self.chat_id is None or str(self.chat_id) == str(chat_id)
        return self.times > 0 and self.method in (method, EVERY) and here


@dataclass
class Faults:
    """``seed`` decides about probabilities, the same way each time."""

    seed: int = 0
    planned: list[_Planned] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reseed(self.seed)

    def reseed(self, seed: int) -> None:
        """Probabilities are decided anew from here on."""
        self.seed, self._random = seed, Random(seed)

    def add(
        self,
        method: str,
        fault: Fault,
        *,
        chat_id: int | None = None,
        probability: float = 1.0,
        times: float = math.inf,
    ) -> None:
        """From now on calls of the method (``*``: of all) fail like this; of several faults the first that applies."""
        self.planned.append(_Planned(method, fault, chat_id, probability, times))

    def once(self, method: str, *faults: Fault, chat_id: int | None = None) -> None:
        """The next calls fail like this, one after the other."""
        for fault in faults:
            self.add(method, fault, chat_id=chat_id, times=1)

    def clear(self) -> None:
        """Everything works again."""
        self.planned.clear()

    def next(self, method: str, chat_id: Any) -> Fault | None:
        """What happens to this call."""
        for plan in self.planned:
            if plan.meets(method, chat_id) and (plan.probability >= 1 or self._random.random() < plan.probability):
                plan.times -= 1
                return plan.fault
        return None


async def applied(fault: Fault | None, effect: Awaitable[Any], clock: Clock) -> Any:
    """The result of a call with its fault; an effect that was not wanted is thrown away."""
    if fault is None:
        return await effect
    try:
        return await fault.around(effect, clock)
    finally:
        if asyncio.iscoroutine(effect):
            effect.close()
