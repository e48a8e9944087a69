"""Turns without a database: every word gets an answer, the same key the same one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.exchange import Answered, Inbound, Message, Past, Reach, Reply
from dialogs.events import Said

Answer = Callable[[Inbound], Reply]


def echo(inbound: Inbound) -> Reply:
    """The person's words again."""
    words = inbound.event.words if isinstance(inbound.event, Said) else "?"
    return Reply(1, "de", (Message(f"Antwort auf {words}"),))


@dataclass
class FakeTurns:
    """``failures`` are raised first, one a time; ``hold`` names an address that waits until ``free`` is set."""

    answer: Answer = echo
    failures: list[Exception] = field(default_factory=list)
    hold: str = ""
    free: asyncio.Event = field(default_factory=asyncio.Event)
    stored: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def answered(self, inbound: Inbound) -> None:
        """Comes again without words."""
        self.stored[inbound.key] = Reply(1, "de", answered=True)

    async def take(self, inbound: Inbound) -> Reply:
        """Answers, once per key; who only blocks the bot or lets it in has said nothing."""
        self.asked.append(inbound.key)
        if isinstance(inbound.event, Reach):
            return Reply(0, "")
        if self.failures:
            raise self.failures.pop(0)
        if inbound.address == self.hold:
            await self.free.wait()
        return self.stored.setdefault(inbound.key, self._answered(inbound))

    def _answered(self, inbound: Inbound) -> Reply:
        return Reply(0, "") if isinstance(inbound.event, Reach) else self.answer(inbound)

    def begin(self, inbound: Inbound, done: Answered) -> None:
        """``bot.exchange.Begin``."""

        def answered(task: asyncio.Task[Reply]) -> None:
            error = task.exception()
            done(Reply(0, "") if error else task.result(), error)

        asyncio.get_running_loop().create_task(self.take(inbound)).add_done_callback(answered)

    async def history(self, source: str, address: str, after: int = 0, limit: int = 50) -> tuple[Past, ...]:
        """Nothing is kept."""
        return ()

    async def joined(self, source: str, address: str) -> bool:
        """Everybody is."""
        return True
