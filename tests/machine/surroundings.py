"""Everything around the bot: the people, the trouble, and a way to wait until nothing moves any more."""

import asyncio
import logging
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import stamina

from tests.bot.talk import Clock as Standing
from tests.chaos import setting
from tests.chaos.people import Somebody
from tests.chaos.records import Records, read
from tests.chaos.watch import Noted, Seen, Watch
from tests.machine.bot import Bot
from tests.machine.errors import Errors
from tests.machine.hurry import HurriedLoop
from tests.machine.prepared import CHATS, SEED, prepare
from tests.telegram import Clock, Server

Result = TypeVar("Result")
PATIENCE = 900.0
"""Seconds of the hurried loop after which what still moves counts as hanging."""
TICK, LOOK = 0.05, 0.2
"""Seconds by which the server's clock moves at each look, since what is brought again waits on it, and of the loop
from look to look."""
CALM = 3
"""Looks in a row at which nothing has moved."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that arrived, and the program's time at that moment."""

    seen: Seen
    at: datetime


class Surroundings:
    """Made for one run and closed after it. ``again``: how often each update was brought once more after it had been
    taken, or while a process that had taken it died; ``closed``: for each chat that is known to be blocked, how many
    calls there had been by then."""

    def __init__(self, by_webhook: bool) -> None:
        self.runner = asyncio.Runner(loop_factory=HurriedLoop)
        self.folder = tempfile.TemporaryDirectory(prefix="inleku-machine-")
        self.strangers = prepare(Path(self.folder.name))
        self.clock, self.errors = Standing(setting.START), Errors()
        self.again: Counter[int] = Counter()
        self.closed: dict[int, int] = {}
        self.sent: list[Sent] = []
        self.hurry = patch("bot.telegram.monotonic", self.runner.get_loop().time)
        self.hurry.start()
        stamina.set_testing(True, attempts=1000, cap=True)
        logging.getLogger().addHandler(self.errors)
        self.run(self._begin(by_webhook))

    async def _begin(self, by_webhook: bool) -> None:
        self.server = Server(setting.TOKEN, clock=Clock(speed=0))
        await self.server.start()
        bot = self.server.bot(setting.TOKEN)
        self.watch = bot.faults = Watch(bot, self._reached)
        self.updates = bot.updates = Noted(self.server.clock)
        chats = range(setting.FIRST_CHAT, setting.FIRST_CHAT + CHATS)
        self.people = [self._somebody(chat) for chat in chats]
        self.bot = Bot(Path(self.folder.name), self.server, self.clock, by_webhook)
        await self.bot.start()

    def _somebody(self, chat: int) -> Somebody:
        person = self.server.person(chat, setting.language(chat))
        return Somebody(person, SEED, setting.CODE if chat in self.strangers else "", 1.0, lambda: False)

    def _reached(self, place: str, seen: Seen) -> None:
        if place == "effect" and seen.is_nudge:
            self.sent.append(Sent(seen, self.clock.moment))

    def run(self, what: Coroutine[Any, Any, Result]) -> Result:
        """On the loop on which everything lives."""
        return self.runner.run(what)

    def settle(self, *happens: Callable[[], object]) -> None:
        """These things happen, and everything that follows from them, or an error of the program."""
        self.run(self._quiet(happens))

    async def _quiet(self, happens: tuple[Callable[[], object], ...]) -> None:
        for each in happens:
            each()
        calm = 0
        async with asyncio.timeout(PATIENCE):
            while calm < CALM and not self.errors.said:
                before = len(self.watch.seen)
                self.server.clock.advance(TICK)
                await asyncio.sleep(LOOK)
                calm = 0 if self.bot.is_busy or len(self.watch.seen) != before else calm + 1

    def bring_again(self, update: dict[str, Any]) -> None:
        """Telegram has not heard that the update was taken. It is answered even where the bot is blocked by now."""
        content = next(each for name, each in update.items() if name != "update_id")
        chat = int(content.get("message", content)["chat"]["id"])
        self.again[update["update_id"]] += 1
        self.settle(lambda: self.server.webhook.add(chat, update))
        if chat in self.closed:
            self.closed[chat] = len(self.watch.seen)

    def pass_time(self, span: timedelta, is_down: bool) -> None:
        """It passes for the bot and for Telegram."""
        self.run(self.bot.pass_time(span, is_down))
        self.settle()

    def restart(self, *happens: Callable[[], object], after_a_commit: bool) -> None:
        """The process ends while these things happen: at once, or when the first of them is in the database."""
        self.run(self._die(happens, after_a_commit))
        self.settle()

    async def _die(self, happens: tuple[Callable[[], object], ...], after_a_commit: bool) -> None:
        self.bot.death.is_near = after_a_commit
        for each in happens:
            each()
        if after_a_commit:
            async with asyncio.timeout(PATIENCE):
                await self.bot.death.came.wait()
        self.again.update(self.bot.unconfirmed)
        await self.bot.stop()
        await self.bot.start()

    def records(self) -> Records:
        """What stands in the database."""
        return read(self.bot.database, setting.KEYRING)

    def close(self) -> None:
        """The end, whether it is a good one or not."""
        try:
            if hasattr(self, "bot"):
                self.run(self.bot.stop())
            self.run(self.server.close())
        finally:
            logging.getLogger().removeHandler(self.errors)
            stamina.set_testing(False)
            self.hurry.stop()
            self.runner.close()
            self.folder.cleanup()
