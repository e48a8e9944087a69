"""Updates by long polling, for a companion that cannot be reached from outside."""

import logging
from collections.abc import Callable

import aiohttp
import msgspec
import stamina

from bot.exchange import Turns
from bot.gateways.telegram.answering import LONGEST_PAUSE, Answering
from bot.gateways.telegram.connection import session
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.update import KINDS, Unreadable, decode, decode_number, decode_updates

log = logging.getLogger("inleku.telegram")

WAIT = 50
"""Seconds that Telegram holds an empty answer back."""
PATIENCE = 0.5
"""Seconds that the next fetch waits for replies, so that it confirms them; slow ones hold nobody else up."""
PAGE = 100
"""Updates that Telegram gives at once."""
FEW = 5
"""So many people at most whose unanswered updates are taken for slow; more are a rush, which passes."""
ROUNDS = 30
"""So many fetches that bring nothing new, ``PATIENCE`` after each other, until nobody waits for the slow any more."""
ALLOWED = msgspec.json.encode(KINDS).decode()


class Polling:
    """``url`` is that of getUpdates, with the token in it: it appears in no log."""

    def __init__(self, turns: Turns, sender: Sender, source: str, url: str, company: str = "") -> None:
        self._answering = Answering(turns, sender, source, company)
        self._url = url
        self._offset = 0
        self._seen: set[int] = set()
        self._stuck = 0

    async def run(self) -> None:
        """Polls until cancelled. An update is confirmed only when its reply has been sent."""
        timeout = aiohttp.ClientTimeout(total=WAIT + 15)
        try:
            async with session(self._url, timeout) as connections:
                while True:
                    await self._until_it_works(connections)
        finally:
            await self._answering.stop()

    async def _until_it_works(self, connections: aiohttp.ClientSession) -> None:
        async for attempt in stamina.retry_context(
            _worth_another_try(), attempts=None, timeout=None, wait_initial=1.0, wait_max=LONGEST_PAUSE
        ):
            with attempt:
                await self._round(connections)

    async def _round(self, connections: aiohttp.ClientSession) -> None:
        raw = await self._fetch(connections)
        new = [each for each in raw if self._take(each)]
        self._stuck = self._stuck + 1 if len(raw) >= PAGE and not new else 0
        if not raw:
            # All is confirmed. After a quiet week numbers may begin anew, below the old offset.
            self._offset = 0
            return
        await self._answering.settle(PATIENCE)
        self._offset = self._confirmed()
        self._seen = {number for number in self._seen if number >= self._offset}

    def _confirmed(self) -> int:
        """All below this number need not come again. A few people whom Telegram slows down must not hold up everybody:
        with a whole page behind them, their updates are confirmed in the end and live on in this process only."""
        oldest = min(self._answering.unanswered, default=max(self._seen) + 1)
        gives_up = self._stuck >= ROUNDS and self._answering.people <= FEW
        return max(oldest, max(self._seen) - PAGE // 2) if gives_up else oldest

    async def _fetch(self, connections: aiohttp.ClientSession) -> list[msgspec.Raw]:
        query = {"offset": str(self._offset), "timeout": str(WAIT), "allowed_updates": ALLOWED}
        async with connections.get(self._url, params=query) as response:
            response.raise_for_status()
            return decode_updates(await response.read()).result

    def _take(self, raw: msgspec.Raw) -> bool:
        """Whether it is a new one."""
        number = decode_number(raw).update_id
        if number in self._seen:
            return False
        self._seen.add(number)
        try:
            self._answering.add(decode(raw))
        except Unreadable:
            log.warning("polling: an update of an unknown shape was passed over")
        return True


def _worth_another_try() -> Callable[[Exception], bool]:
    """Whatever the network does passes. It is said once, not at every try."""
    said = False

    def decide(error: Exception) -> bool:
        nonlocal said
        passing = isinstance(error, (aiohttp.ClientError, TimeoutError, *Unreadable))
        if passing and not said:
            said = True
            log.warning("polling: %s; trying again until it works", _words(error))
        return passing

    return decide


def _words(error: Exception) -> str:
    """The kind of an error; its own text holds the address, and that the token."""
    if isinstance(error, aiohttp.ClientResponseError):
        hint = " (a webhook is set, or another process fetches)" if error.status == 409 else ""
        return f"getUpdates was refused with status {error.status}{hint}"
    return type(error).__name__
