"""Calls to the Bot API at the pace that Telegram allows, again and again where they may work later."""

import logging
from collections.abc import Awaitable, Callable
from math import inf

import msgspec
import stamina

from bot.delivery import Outcome
from bot.gateways.telegram.call import Call
from bot.gateways.telegram.client import (
    PASSING,
    CallFailed,
    Client,
    NoAnswer,
    NotReached,
    Refused,
    ServerTrouble,
    SlowDown,
)
from bot.gateways.telegram.limiter import Limits
from bot.gateways.telegram.pace import REPLY, Pace
from bot.gateways.telegram.pictures import Draw, Pictures, no_drawing

log = logging.getLogger("inleku.telegram")
# The library's own log of retries would hold what a failed call says: a chat id, at times a text.
stamina.instrumentation.set_on_retry_hooks([])

NETWORK_PAUSE = 5.0
LONGEST_PAUSE = 30.0
COSMETIC_TRIES = 3
CALM = 60.0
"""Seconds without trouble after which replies travel in the webhook's response again."""


class Sender:
    """One bot's way out. ``monotonic`` gives seconds, for the pace; ``draw`` what the drawings look like."""

    def __init__(
        self,
        token: str,
        api: str,
        monotonic: Callable[[], float],
        limits: Limits = Limits(),  # noqa: B008  A frozen value.
        draw: Draw = no_drawing,
    ) -> None:
        self._client = Client(token, api)
        self._monotonic = monotonic
        self._pace = Pace(monotonic, limits)
        self._troubled_at = -inf
        self.pictures = Pictures(draw)

    def takes(self, call: Call) -> bool:
        """Whether the call may travel in a webhook's response right now; then it counts as made.

        Nobody hears whether such a call worked, so it is not left to chance while Telegram is in trouble.
        """
        return self._monotonic() - self._troubled_at > CALM and self._pace.takes(_chat(call))

    async def call(self, call: Call) -> msgspec.Raw:
        """Makes the call once, as soon as it may be made, and gives Telegram's result. Raises ``CallFailed``."""
        if not _is_limited(call):
            return await self._request(call)
        async with self._pace.place(_chat(call), REPLY) as opens:
            await self._pace.until(opens)
            return await self._request(call)

    async def reply(self, call: Call) -> bool:
        """Makes the call until it has worked, or is refused for good (False): somebody is waiting for it."""
        tries = COSMETIC_TRIES if call.cosmetic else None
        try:
            async for attempt in stamina.retry_context(
                _pause, attempts=tries, timeout=None, wait_initial=0.5, wait_max=LONGEST_PAUSE
            ):
                with attempt:
                    await self.call(call)
            return True
        except CallFailed as error:
            if _is_so_already(error):
                return True
            if isinstance(error, Refused) and error.status == 400 and call.instead:
                return all([await self.reply(each) for each in call.instead])
            # Of a cosmetic call it matters to nobody that the message is gone.
            log.log(logging.DEBUG if call.cosmetic else logging.WARNING, "%s: %s", call.method, type(error).__name__)
            return False

    async def deliver(self, call: Call, priority: int, begin: Callable[[], Awaitable[bool]]) -> Outcome:
        """Makes the call for a message that nobody is waiting for, and says how it ended.

        ``begin`` is asked right before it, once there is room: False when it is too late by then.
        """
        try:
            async with self._pace.place(_chat(call), priority) as opens:
                if not await begin():
                    return Outcome("late")
                await self._pace.until(opens)
                await self._request(call)
        except CallFailed as error:
            return _outcome(error)
        return Outcome("sent")

    async def close(self) -> None:
        """Lets go of the connections."""
        await self._client.close()

    async def _request(self, call: Call) -> msgspec.Raw:
        ready = await self.pictures.ready(call) if call.picture else call
        try:
            result = await self._client.make(ready)
        except PASSING as error:
            self._troubled_at = self._monotonic()
            log.warning("%s: %s", call.method, type(error).__name__)
            if isinstance(error, SlowDown) and "chat_id" in call.parameters:
                self._pace.pause(call.parameters["chat_id"], error.retry_after)
            raise
        if _is_limited(call):
            self._pace.worked()
        if ready.picture:
            self.pictures.learn(ready.picture, result)
        return result


def _is_limited(call: Call) -> bool:
    return call.method.startswith(("send", "edit"))


def _chat(call: Call) -> int | None:
    """Whose second a call takes; an edit is no new message."""
    return call.parameters["chat_id"] if call.method.startswith("send") else None


def _is_so_already(error: CallFailed) -> bool:
    """An edit that is made again, since nobody knows whether it was made, is refused; what follows it is not."""
    return isinstance(error, Refused) and "message is not modified" in error.reason


def _pause(error: Exception) -> bool | float:
    return float(error.retry_after) if isinstance(error, SlowDown) else isinstance(error, PASSING)


def _outcome(error: CallFailed) -> Outcome:
    match error:
        case SlowDown():
            return Outcome("retry", float(error.retry_after), "too many requests")
        case ServerTrouble() | NotReached():
            return Outcome("retry", NETWORK_PAUSE, "not reached")
        case NoAnswer():
            return Outcome("ambiguous", reason="ambiguous")
        case Refused(status=403):
            return Outcome("blocked", reason="blocked or deactivated")
        case Refused() if "chat not found" in error.reason:
            return Outcome("blocked", reason="chat not found")
        case Refused():
            return Outcome("failed", reason=f"refused with status {error.status}")
        case _:
            return Outcome("failed", reason=type(error).__name__)
