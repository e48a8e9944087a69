"""Updates that were fetched are answered: people at the same time, the updates of one person in order."""

import asyncio
import logging
from collections import deque

from bot.exchange import Inbound, Reply, Turns
from bot.gateways.telegram.call import Call
from bot.gateways.telegram.method import calls
from bot.gateways.telegram.sender import CallFailed, Refused, Sender, SlowDown
from bot.gateways.telegram.update import Update, inbound
from storage.transaction import Unavailable

log = logging.getLogger("inleku.telegram")

PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds between tries; the last one from then on."""
TRIES_OF_A_TURN = 3
TRIES_OF_A_CALL = 8


def pause(failures: int) -> float:
    """Seconds to wait after so many failures in a row."""
    return PAUSES[min(failures, len(PAUSES)) - 1]


class Answering:
    """``unanswered`` holds the numbers of all updates whose replies have not been sent yet."""

    def __init__(self, turns: Turns, sender: Sender, source: str) -> None:
        self._turns, self._sender, self._source = turns, sender, source
        self.unanswered: set[int] = set()
        self._waiting: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, update: Update) -> None:
        """To be answered after what the same person sent before."""
        if update.chat is None:
            return
        self.unanswered.add(update.update_id)
        waiting = self._waiting.get(update.chat.id)
        if waiting is not None:
            waiting.append(update)
            return
        self._waiting[update.chat.id] = deque([update])
        task = asyncio.create_task(self._answer_all(update.chat.id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self, seconds: float) -> None:
        """Waits until everything is answered, but no longer than this."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def stop(self) -> None:
        """Leaves the rest unanswered."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer_all(self, chat_id: int) -> None:
        waiting = self._waiting[chat_id]
        while waiting:
            update = waiting.popleft()
            try:
                await self._answer(update)
            except Exception as error:
                log.error("polling: an update could not be answered: %s", type(error).__name__)
            self.unanswered.discard(update.update_id)
        del self._waiting[chat_id]

    async def _answer(self, update: Update) -> None:
        event = inbound(update, self._source)
        reply = await self._reply(event) if event is not None else None
        for call in calls(reply, update) if reply is not None else ():
            await (self._sender.call_quietly(call) if call.cosmetic else self._send(call))

    async def _reply(self, event: Inbound) -> Reply | None:
        """The same key again gives the stored reply, so that another try changes nothing."""
        failures = crashes = 0
        while crashes < TRIES_OF_A_TURN:
            try:
                return await self._turns.take(event)
            except Exception as error:
                failures += 1
                # An unavailable database comes back, and until then nothing is lost: the update stays unconfirmed.
                crashes += not isinstance(error, Unavailable)
                log.warning("polling: a turn failed with %s (try %d)", type(error).__name__, failures)
                await asyncio.sleep(pause(failures))
        return None

    async def _send(self, call: Call) -> None:
        for failures in range(1, TRIES_OF_A_CALL + 1):
            try:
                await self._sender.call(call)
                return
            except Refused as error:
                log.warning("polling: %s was refused with %s", call.method, type(error).__name__)
                return
            except SlowDown as error:
                await asyncio.sleep(error.retry_after)
            except CallFailed as error:
                log.warning("polling: %s failed with %s (try %d)", call.method, type(error).__name__, failures)
                await asyncio.sleep(pause(failures))
