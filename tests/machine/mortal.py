"""Turns that may be the last thing a process does: it commits, and dies before anybody hears of it."""

import asyncio
from dataclasses import dataclass, field

from bot.exchange import Answered, Inbound, Reply
from bot.turns import TurnTaker
from storage.transaction import Unavailable


@dataclass
class Death:
    """``is_near``: the next commit is the last; ``came``: it was."""

    is_near: bool = False
    came: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass(frozen=True, slots=True)
class MortalTurns(TurnTaker):
    """The real turns, but for the reply that is lost."""

    death: Death = field(default_factory=Death)

    async def take(self, inbound: Inbound) -> Reply:
        """Never returns once death has come."""
        reply = await TurnTaker.take(self, inbound)
        if self.death.is_near:
            self.death.came.set()
            await asyncio.Event().wait()
        return reply

    def begin(self, inbound: Inbound, done: Answered) -> None:
        """To Telegram a connection that is cut is the same as an answer that says no."""

        def committed(reply: Reply, error: BaseException | None) -> None:
            if self.death.is_near:
                self.death.came.set()
                error = Unavailable("the process is gone")
            done(reply, error)

        TurnTaker.begin(self, inbound, committed)
