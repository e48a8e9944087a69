"""What may go wrong with the next call of a method."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from tests.telegram import Clock
from tests.telegram.faults import BadGateway, Dropped, Fault, Refused
from tests.telegram.refusal import Refusal, too_many


@dataclass(frozen=True, slots=True)
class Late:
    """It takes so many seconds of the loop: the server's clock may stand still meanwhile."""

    seconds: float

    async def around(self, effect: Awaitable[Any], clock: Clock) -> Any:
        """Done at the end."""
        await asyncio.sleep(self.seconds)
        return await effect


TROUBLE: dict[str, Fault] = {
    "429": Refused(too_many(2)),
    "500": Refused(Refusal(500, "Internal Server Error")),
    "502": BadGateway(),
    "dropped before": Dropped(),
    "dropped after": Dropped(done=True),
    "slow": Late(0.5),
}
METHODS = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates")
