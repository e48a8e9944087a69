"""The bots that this process serves: the one of the settings, and each company's own. Adding one needs no restart."""

import asyncio
import logging
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


class Bots:
    """``carriers`` by source and ``receivers`` by path always hold what runs; both are shared with their users."""

    def __init__(self, service: Service, carriers: dict[str, Carrier]) -> None:
        self._service, self.carriers = service, carriers
        self.receivers: dict[bytes, Receiver] = {}
        self._running: dict[str, Telegram] = {}
        self._unreadable: set[str] = set()

    async def refresh(self) -> None:
        """Start what is new, stop what is gone, start again what has changed."""
        known = {bot.source: bot for bot in await self._service.database.perform(self._known)}
        wanted = {source: bot for source, bot in known.items() if self._token(bot)}
        for source, running in tuple(self._running.items()):
            bot = wanted.get(source)
            if bot is None or self._differs(running, bot):
                await self._stop(running)
        for bot in (bot for source, bot in wanted.items() if source not in self._running):
            # Loaded only where it is needed: aiogram costs a second and a hundred megabytes.
            await asyncio.to_thread(import_module, "bot.telegram")
            self._start(bot)

    async def close(self) -> None:
        """Stop all."""
        await asyncio.gather(*(self._stop(running) for running in tuple(self._running.values())))

    def _known(self, tx: Transaction) -> list[Bot]:
        """The settings' bot is written down too, so that its name is known to whoever makes links."""
        settings, found = self._service.settings, bots.known(tx)
        source = telegram_source(settings.telegram_token) if settings.telegram_token else ""
        for bot in found:
            if bot.token is None and bot.source != source:
                bots.remove(tx, bot.source)
        if source and not any(bot.source == source for bot in found):
            bots.add(tx, Bot(source, "", None, "", settings.telegram_rate), self._service.clock())
        return bots.known(tx)

    def _token(self, bot: Bot) -> str:
        """ "" when none of the keys opens it."""
        if bot.token is None:
            return self._service.settings.telegram_token
        try:
            return self._service.keyring.open(bot.token)
        except WrongKey:
            return self._cannot_read(bot)

    def _cannot_read(self, bot: Bot) -> str:
        if bot.source not in self._unreadable:
            self._unreadable.add(bot.source)
            log.error("Telegram: the token of %s was sealed with another key; add the bot again", bot.source)
        return ""

    def _differs(self, running: "Telegram", bot: Bot) -> bool:
        return (running.token, running.company, running.limits.per_second) != (
            self._token(bot),
            bot.company,
            self._rate(bot),
        )

    def _rate(self, bot: Bot) -> int:
        return self._service.settings.telegram_rate if bot.token is None else bot.per_second

    def _start(self, bot: Bot) -> None:
        from bot.gateways.telegram.limiter import Limits
        from bot.telegram import Telegram

        limits = Limits(per_second=self._rate(bot))
        running = Telegram(self._service, self._token(bot), bot.company, limits, partial(self._introduced, bot))
        self._running[bot.source] = self.carriers[bot.source] = running
        if running.webhook is not None:
            self.receivers[running.path.encode()] = running.webhook
        running.start()

    async def _stop(self, running: "Telegram") -> None:
        self._running.pop(running.source, None)
        self.carriers.pop(running.source, None)
        self.receivers.pop(running.path.encode(), None)
        await running.close()

    async def _introduced(self, bot: Bot, name: str) -> None:
        await self._service.database.perform(lambda tx: bots.rename(tx, bot.source, name))
