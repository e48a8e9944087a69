"""One Telegram bot within the process: its webhook or polling, its reminders, its introduction."""

import asyncio
import logging

from bot.clock import monotonic
from bot.commands import STRANGERS, worded
from bot.delivery import Outcome
from bot.exchange import Past
from bot.gateways.telegram.message import message_calls
from bot.gateways.telegram.polling import Polling
from bot.gateways.telegram.sender import CallFailed, Sender
from bot.gateways.telegram.setup import Introduction, introduce, use_polling, use_webhook
from bot.gateways.telegram.update import source_of
from bot.gateways.telegram.webhook import Webhook
from bot.knowledge import Knowledge
from bot.service import Service
from content.catalogue import Catalogue
from content.pictures import png
from dialogs.text import render, t
from storage.transaction import Unavailable

log = logging.getLogger("inleku.telegram")
TRY_AGAIN = 30.0
NAME_FILE = "telegram-name"
"""File in the data folder with the bot's name, for direct links made by ``inleku invite``."""

DESCRIPTION = t(
    "👋 Ich bin dein Lern-Begleiter im Betrieb. Ich bin ein Programm, kein Mensch. Ich bringe dir kurze "
    "Lern-Einheiten von 2 bis 5 Minuten. Nur du siehst, was du lernst. Zum Mitmachen brauchst du einen Code. "
    "Er steht auf dem Zettel oder Plakat."
)
SHORT_DESCRIPTION = t("Kurze Lern-Einheiten in der Arbeits-Zeit. Nur du siehst, was du lernst.")


class Telegram:
    """By webhook where a secret is set, else by long polling."""

    def __init__(self, service: Service) -> None:
        settings = service.settings
        bot_id = settings.telegram_token.partition(":")[0]
        self.source = source_of(bot_id)
        self.path = f"/telegram/{bot_id}"
        self._service, self._settings = service, settings
        self.sender = Sender(settings.telegram_token, settings.telegram_api, monotonic, png)
        self._introduced = settings.data_dir / f"telegram-{bot_id}-introduced"
        self.webhook = (
            Webhook(service.turns.begin, self.source, settings.webhook_secret, self.sender, Unavailable)
            if settings.webhook_secret
            else None
        )

    def start(self) -> list[asyncio.Task[None]]:
        """The tasks that run as long as the process does."""
        return [asyncio.create_task(self._run())]

    async def close(self) -> None:
        """Lets go of the connections."""
        await self.sender.close()

    async def carry(self, address: str, past: Past) -> Outcome:
        """A reminder, without a sound."""
        outcome = Outcome("sent")
        for message in past.reply.messages:
            for call in message_calls(message, int(address), silent=True, protected=past.reply.protected):
                outcome = await self.sender.deliver(call)
                if outcome.kind != "sent":
                    return outcome
        return outcome

    async def _run(self) -> None:
        await self._until_it_works()
        if self.webhook is None:
            url = f"{self._settings.telegram_api.rstrip('/')}/bot{self._settings.telegram_token}/getUpdates"
            await Polling(self._service.turns, self.sender, self.source, url).run()

    async def _until_it_works(self) -> None:
        while True:
            try:
                return await self._introduce()
            except CallFailed as error:
                log.warning("Telegram: %s; trying again in %.0f s", type(error).__name__, TRY_AGAIN)
                await asyncio.sleep(TRY_AGAIN)

    async def _introduce(self) -> None:
        if self.webhook is None:
            await use_polling(self.sender)
        elif self._settings.public_url:
            await use_webhook(self.sender, f"{self._settings.address}{self.path}", self._settings.webhook_secret)
        else:
            log.warning("Telegram: INLEKU_PUBLIC_URL is not set, so the webhook is not registered")
        name = await introduce(self.sender, introductions(self._service.knowledge), self._introduced)
        (self._settings.data_dir / NAME_FILE).write_text(name, encoding="utf-8")
        log.info("Telegram: connected as @%s", name)


def introductions(knowledge: Knowledge) -> list[Introduction]:
    """In each language that a company speaks; in German for everybody else."""
    return [_introduction(each, knowledge.catalogue(each)) for each in ("", *knowledge.spoken())]


def _introduction(language: str, catalogue: Catalogue) -> Introduction:
    description, short = render(DESCRIPTION, catalogue), render(SHORT_DESCRIPTION, catalogue)
    return Introduction(language, worded(STRANGERS, catalogue), description, short)
