"""What the server saw of each call, from its arrival to its answer; the moments between are when a kill hurts most."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from tests.telegram import Bot, Clock
from tests.telegram.call import Call
from tests.telegram.faults import Fault, Faults, applied
from tests.telegram.refusal import Refusal
from tests.telegram.updates import Updates


@dataclass(slots=True)
class Seen:
    """A call within the limits. ``done``: it had its effect; ``answered``: and the answer went out to the process that
    asked; ``refused``: the code of a refusal by what is so (blocked, not modified), not by a planned fault."""

    call: Call
    life: int
    done: bool = False
    answered: bool = False
    refused: int = 0

    @property
    def is_nudge(self) -> bool:
        """Nobody waited for it."""
        return bool(self.call.parameters.get("disable_notification"))


@dataclass(frozen=True, slots=True)
class _Watched:
    watch: "Watch"
    seen: Seen
    fault: Fault | None

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        self.watch.reached("arrival", self.seen)
        result = await applied(self.fault, self._noted(effect), clock)
        self.seen.answered = self.seen.life == self.watch.life
        self.watch.reached("answer", self.seen)
        return result

    async def _noted(self, effect: Awaitable[Any]) -> Any:
        try:
            result = await effect
        except Refusal as refusal:
            self.seen.refused = refusal.code
            raise
        self.seen.done = True
        self.watch.reached("effect", self.seen)
        return result


class Watch(Faults):
    """In the place of a bot's faults: as they were planned, and every call is noted. ``life``: counts the processes."""

    def __init__(self, bot: Bot, reached: Callable[[str, Seen], None]) -> None:
        super().__init__()
        self.seen: list[Seen] = []
        self.reached, self.life = reached, 0
        self._bot = bot

    def next(self, method: str, chat_id: Any) -> Fault:
        """What happens to this call, which is the newest of the bot."""
        seen = Seen(self._bot.calls[-1], self.life)
        self.seen.append(seen)
        return _Watched(self, seen, super().next(method, chat_id))


class Noted(Updates):
    """In the place of a bot's updates: all of them are remembered, in the order in which they happened."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.all: list[dict[str, Any]] = []

    def number(self, content: dict[str, Any]) -> dict[str, Any]:
        """The update with its number."""
        update = super().number(content)
        self.all.append(update)
        return update
