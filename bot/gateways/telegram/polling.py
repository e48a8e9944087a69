"""Updates by long polling, for a companion that cannot be reached from outside."""

import asyncio
import logging

import aiohttp
import msgspec

from bot.exchange import Turns
from bot.gateways.telegram.answering import Answering, pause
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.update import Unreadable, decode, decode_number, decode_updates

log = logging.getLogger("inleku.telegram")

WAIT = 50
"""Seconds that Telegram holds an empty answer back."""
PATIENCE = 0.5
"""Seconds that the next fetch waits for replies, so that it confirms them; slow ones hold nobody else up."""
ALLOWED = '["message","callback_query"]'


class Polling:
    """``url`` is that of getUpdates, with the token in it: it appears in no log."""

    def __init__(self, turns: Turns, sender: Sender, source: str, url: str) -> None:
        self._answering = Answering(turns, sender, source)
        self._url = url
        self._offset = 0
        self._seen: set[int] = set()

    async def run(self) -> None:
        """Polls until cancelled. An update is confirmed only when its reply has been sent."""
        failures = 0
        timeout = aiohttp.ClientTimeout(total=WAIT + 15)
        try:
            async with aiohttp.ClientSession(timeout=timeout) as session:
                while True:
                    try:
                        await self._round(session)
                        failures = 0
                    except (aiohttp.ClientError, TimeoutError, *Unreadable) as error:
                        failures += 1
                        if failures == 1:
                            log.warning("polling: %s; trying again until it works", _words(error))
                        await asyncio.sleep(pause(failures))
        finally:
            await self._answering.stop()

    async def _round(self, session: aiohttp.ClientSession) -> None:
        raw = await self._fetch(session)
        for each in raw:
            self._take(each)
        if not raw:
            # All is confirmed. After a quiet week numbers may begin anew, below the old offset.
            self._offset = 0
            return
        await self._answering.settle(PATIENCE)
        self._offset = min(self._answering.unanswered, default=max(self._seen) + 1)
        self._seen = {number for number in self._seen if number >= self._offset}

    async def _fetch(self, session: aiohttp.ClientSession) -> list[msgspec.Raw]:
        query = {"offset": str(self._offset), "timeout": str(WAIT), "allowed_updates": ALLOWED}
        async with session.get(self._url, params=query) as response:
            response.raise_for_status()
            return decode_updates(await response.read()).result

    def _take(self, raw: msgspec.Raw) -> None:
        number = decode_number(raw).update_id
        if number in self._seen:
            return
        self._seen.add(number)
        try:
            self._answering.add(decode(raw))
        except Unreadable:
            log.warning("polling: an update of an unknown shape was passed over")


def _words(error: Exception) -> str:
    """The kind of an error; its own text holds the address, and that the token."""
    if isinstance(error, aiohttp.ClientResponseError):
        hint = " (a webhook is set, or another process fetches)" if error.status == 409 else ""
        return f"getUpdates was refused with status {error.status}{hint}"
    return type(error).__name__
