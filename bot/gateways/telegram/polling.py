"""Updates by long polling, for a companion that cannot be reached from outside."""

import asyncio
import logging
from collections.abc import Iterable, Sequence
from itertools import groupby

import aiohttp
import msgspec

from bot.exchange import Turns
from bot.gateways.telegram.method import calls
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.update import Update, decode, decode_number, decode_updates, inbound

log = logging.getLogger("inleku.telegram")

WAIT = 50
"""Seconds that Telegram holds an empty answer back."""
PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds between tries while Telegram cannot be reached."""
TRIES = 3
ALLOWED = '["message","callback_query"]'


class Polling:
    """``url`` is that of getUpdates, with the token in it: it appears in no log."""

    def __init__(self, turns: Turns, sender: Sender, source: str, url: str) -> None:
        self._turns, self._sender, self._source, self._url = turns, sender, source, url
        self._offset = 0

    async def run(self) -> None:
        """Polls until cancelled. An update is confirmed only when its reply has been sent."""
        failures = 0
        timeout = aiohttp.ClientTimeout(total=WAIT + 15)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            while True:
                try:
                    await self._round(session)
                    failures = 0
                except (aiohttp.ClientError, TimeoutError, msgspec.DecodeError) as error:
                    pause = PAUSES[min(failures, len(PAUSES) - 1)]
                    failures += 1
                    log.warning("polling: %s; trying again in %.0f s", type(error).__name__, pause)
                    await asyncio.sleep(pause)

    async def _round(self, session: aiohttp.ClientSession) -> None:
        query = {"offset": str(self._offset), "timeout": str(WAIT), "allowed_updates": ALLOWED}
        async with session.get(self._url, params=query) as response:
            response.raise_for_status()
            raw = decode_updates(await response.read()).result
        if not raw:
            return
        await self._take_all(_readable(raw))
        self._offset = decode_number(raw[-1]).update_id + 1

    async def _take_all(self, updates: Sequence[Update]) -> None:
        """People at the same time, the updates of one person one after the other."""
        ordered = sorted(updates, key=lambda update: (_chat(update), update.update_id))
        await asyncio.gather(*(self._take_in_order(list(own)) for _, own in groupby(ordered, key=_chat)))

    async def _take_in_order(self, updates: Iterable[Update]) -> None:
        for update in updates:
            await self._take(update)

    async def _take(self, update: Update) -> None:
        event = inbound(update, self._source)
        if event is None:
            return
        for attempt in range(TRIES):
            try:
                # The same key again gives the stored reply, so that a second try changes nothing.
                reply = await self._turns.take(event)
                for call in calls(reply, update):
                    await (self._sender.call_quietly(call) if call.cosmetic else self._sender.call(call))
                return
            except Exception as error:
                log.warning("polling: a turn failed with %s (try %d of %d)", type(error).__name__, attempt + 1, TRIES)
                await asyncio.sleep(PAUSES[attempt])


def _readable(raw: Iterable[msgspec.Raw]) -> list[Update]:
    updates = []
    for each in raw:
        try:
            updates.append(decode(each))
        except msgspec.DecodeError:
            log.warning("polling: an update of an unknown shape was passed over")
    return updates


def _chat(update: Update) -> int:
    return update.chat.id if update.chat else 0
