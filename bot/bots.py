"""The bots that this process serves: the one of the settings, and each company's own. Adding one needs no restart."""

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from bot.delivery import Carrier
from bot.direct import Receiver
from bot.messengers import telegram_source
from bot.service import Service
from storage import bots
from storage.addresses import WrongKey
from storage.bots import Bot
from storage.transaction import Transaction

if TYPE_CHECKING:
    from bot.telegram import Telegram

log = logging.getLogger("inleku.telegram")


@dataclass(frozen=True, slots=True)
class Opened:
    """A bot with everything that its running depends on: where one of these changes, it starts again."""

    source: str
    company: str
    token: str = field(repr=False)
    per_second: int


class Bots:
    """``carriers`` by source and ``receivers`` by path always hold what runs; both are shared with their users."""

    def __init__(self, service: Service, carriers: dict[str, Carrier]) -> None:
        self._service, self.carriers = service, carriers
        self.receivers: dict[bytes, Receiver] = {}
        self._running: dict[Opened, Telegram] = {}
        self._unreadable: set[str] = set()

    async def refresh(self) -> None:
        """Start what is new, stop what is gone, start again what has changed."""
        known = await self._service.database.perform(self._known, urgent=False)
        wanted = [opened for opened in map(self._opened, known) if opened is not None]
        for bot in self._running.keys() - set(wanted):
            await self._stop(bot)
        for bot in wanted:
            if bot not in self._running:
                # Loaded only where it is needed: a start without Telegram is a tenth of a second faster.
                await asyncio.to_thread(import_module, "bot.telegram")
                self._start(bot)

    async def close(self) -> None:
        """Stop all."""
        await asyncio.gather(*map(self._stop, tuple(self._running)))

    def _known(self, tx: Transaction) -> list[Bot]:
        """The settings' bot is written down too, so that its name is known to whoever makes links."""
        settings, found = self._service.settings, bots.known(tx)
        source = telegram_source(settings.telegram_token) if settings.telegram_token else ""
        old = [bot for bot in found if bot.token is None and bot.source != source]
        for bot in old:
            bots.remove(tx, bot.source)
        known = [bot for bot in found if bot not in old]
        if source and not any(bot.source == source for bot in known):
            known.append(Bot(source, "", None, "", settings.telegram_rate))
            bots.add(tx, known[-1], self._service.clock())
        return known

    def _opened(self, bot: Bot) -> Opened | None:
        """None when none of the keys opens its token."""
        settings = self._service.settings
        if bot.token is None:
            return Opened(bot.source, bot.company, settings.telegram_token, settings.telegram_rate)
        try:
            return Opened(bot.source, bot.company, self._service.keyring.open(bot.token), bot.per_second)
        except WrongKey:
            self._cannot_read(bot)
            return None

    def _cannot_read(self, bot: Bot) -> None:
        if bot.source not in self._unreadable:
            self._unreadable.add(bot.source)
            log.error("Telegram: the token of %s was sealed with another key; add the bot again", bot.source)

    def _start(self, bot: Opened) -> None:
        from bot.gateways.telegram.limiter import Limits
        from bot.telegram import Telegram

        limits = Limits(per_second=bot.per_second)
        running = Telegram(self._service, bot.token, bot.company, limits, partial(self._introduced, bot.source))
        self._running[bot] = self.carriers[bot.source] = running
        if running.webhook is not None:
            self.receivers[running.path.encode()] = running.webhook
        running.start()

    async def _stop(self, bot: Opened) -> None:
        running = self._running.pop(bot)
        self.carriers.pop(bot.source, None)
        self.receivers.pop(running.path.encode(), None)
        await running.close()

    async def _introduced(self, source: str, name: str) -> None:
        await self._service.database.perform(lambda tx: bots.rename(tx, source, name), urgent=False)
