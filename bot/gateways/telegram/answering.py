"""Updates that were fetched are answered: people at the same time, the updates of one person in order."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import stamina

from bot.exchange import Inbound, Reply, Turns
from bot.gateways.telegram.method import calls
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.update import Update, inbound
from storage.transaction import Unavailable

log = logging.getLogger("inleku.telegram")

LONGEST_PAUSE = 30.0
TRIES_OF_A_TURN = 3


class Answering:
    """``unanswered`` holds the numbers of all updates whose replies have not been sent yet."""

    def __init__(self, turns: Turns, sender: Sender, source: str, company: str = "") -> None:
        self._turns, self._sender, self._source, self._company = turns, sender, source, company
        self.unanswered: set[int] = set()
        self._waiting: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def people(self) -> int:
        """How many of them wait for a reply."""
        return len(self._waiting)

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
        event = inbound(update, self._source, self._company)
        if event is None:
            return
        reply = await self._reply(event)
        if reply.answered:
            return
        for call in calls(reply, update):
            if not await self._sender.reply(call) and not call.cosmetic:
                break  # What follows would be refused as well.
        if reply.turn:
            with suppress(Unavailable):  # At worst it is said twice.
                await self._turns.answered(event)

    async def _reply(self, event: Inbound) -> Reply:
        """The same key again gives the stored reply, so that another try changes nothing."""
        reply = None
        async for attempt in stamina.retry_context(
            _worth_another_try(), attempts=None, timeout=None, wait_initial=0.5, wait_max=LONGEST_PAUSE
        ):
            with attempt:
                reply = await self._turns.take(event)
        assert reply is not None, "the last attempt raises or gives a reply"
        return reply


def _worth_another_try() -> Callable[[BaseException], bool]:
    """An unavailable database comes back, and until then nothing is lost: the update stays unconfirmed."""
    crashes = 0

    def decide(error: BaseException) -> bool:
        nonlocal crashes
        if not isinstance(error, Exception):  # The task is cancelled.
            return False
        crashes += not isinstance(error, Unavailable)
        log.warning("polling: a turn failed with %s", type(error).__name__)
        return crashes < TRIES_OF_A_TURN

    return decide
