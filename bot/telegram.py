"""One Telegram bot within the process: its webhook or polling, its deliveries, its introduction."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial

import stamina

from bot.clock import monotonic
from bot.delivery import Outcome, Parcel
from bot.gateways.telegram.client import CallFailed
from bot.gateways.telegram.limiter import Limits
from bot.gateways.telegram.message import message_calls
from bot.gateways.telegram.polling import Polling
from bot.gateways.telegram.sender import Sender
from bot.gateways.telegram.setup import introduce, use_polling, use_webhook
from bot.gateways.telegram.webhook import Webhook
from bot.introductions import introductions
from bot.messengers import telegram_source
from bot.service import Service
from content.pictures import png
from storage.transaction import Unavailable

log = logging.getLogger("inleku.telegram")
LONGEST_PAUSE = 60.0
SECONDS_IN_HAND = 2
"""So many seconds' messages wait in front of the limiter, so that it never runs dry."""
MOST_IN_HAND = 500


class Telegram:
    """By webhook where a secret is set, else by long polling. ``company`` "" is all; ``introduced`` gets the name."""

    def __init__(
        self, service: Service, token: str, company: str, limits: Limits, introduced: Callable[[str], Awaitable[None]]
    ) -> None:
        self.source = telegram_source(token)
        self.path = f"/{self.source.replace(':', '/')}"
        self.token, self.company = token, company
        self.room = min(limits.per_second * SECONDS_IN_HAND or MOST_IN_HAND, MOST_IN_HAND)
        self._service, self._settings, self._introduced = service, service.settings, introduced
        self._sender = Sender(token, self._settings.telegram_api, monotonic, limits, png)
        self.webhook = (
            Webhook(service.turns.begin, self.source, self._settings.webhook_secret, self._sender, Unavailable, company)
            if self._settings.webhook_secret
            else None
        )
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Runs until it is closed."""
        self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stops and lets go of the connections."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self._sender.close()

    async def carry(self, parcel: Parcel) -> Outcome:
        """A message that nobody is waiting for, without a sound."""
        reply, chat_id = parcel.past.reply, int(parcel.address)
        first, *rest = [
            call
            for message in reply.messages
            for call in message_calls(message, chat_id, silent=True, protected=reply.protected)
        ]
        outcome = await self._sender.deliver(first, parcel.priority, parcel.begin)
        for call in rest if outcome.kind == "sent" else ():
            await self._sender.deliver(call, parcel.priority, partial(self._in_time, parcel))
        return outcome

    async def _in_time(self, parcel: Parcel) -> bool:
        return self._service.clock() <= parcel.not_after

    async def _run(self) -> None:
        try:
            await self._until_it_works()
            if self.webhook is None:
                url = f"{self._settings.telegram_api.rstrip('/')}/bot{self.token}/getUpdates"
                await Polling(self._service.turns, self._sender, self.source, url, self.company).run()
        except Exception as error:  # Nobody awaits this task: without a word it would be silence for everybody.
            log.error("Telegram: %s stopped with %s", self.source, type(error).__name__)

    async def _until_it_works(self) -> None:
        async for attempt in stamina.retry_context(
            self._worth_another_try, attempts=None, timeout=None, wait_initial=1.0, wait_max=LONGEST_PAUSE
        ):
            with attempt:
                await self._introduce()

    def _worth_another_try(self, error: Exception) -> bool:
        """Also after a refusal: the token may be new, the address may become reachable."""
        if not isinstance(error, CallFailed):
            return False
        log.warning("Telegram: %s is not connected (%s); trying again", self.source, type(error).__name__)
        return True

    async def _introduce(self) -> None:
        if self.webhook is None:
            await use_polling(self._sender)
        elif self._settings.public_url:
            await use_webhook(self._sender, f"{self._settings.address}{self.path}", self._settings.webhook_secret)
        else:
            log.warning("Telegram: INLEKU_PUBLIC_URL is not set, so the webhook is not registered")
        told = self._settings.data_dir / f"{self.source.replace(':', '-')}-introduced"
        name = await introduce(self._sender, introductions(self._service.knowledge, self.company), told)
        await self._introduced(name)
        log.info("Telegram: connected as @%s", name)
