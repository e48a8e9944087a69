"""Browsers that may be woken although the chat is closed: who they belong to, sealed like addresses."""

from dataclasses import dataclass
from functools import cached_property

import msgspec

from bot.clock import Clock
from bot.vapid import public_key
from storage import conversations, subscriptions
from storage.addresses import Keyring
from storage.database import Database
from storage.transaction import Transaction


@dataclass(frozen=True)
class BrowserBook:
    """``bot.exchange.Browsers`` on the database. ``private_key`` is the program's VAPID key."""

    database: Database
    keyring: Keyring
    clock: Clock
    private_key: str

    @cached_property
    def public_key(self) -> str:
        """See ``bot.exchange.Browsers.public_key``. Worked out for the first page that asks."""
        return public_key(self.private_key)

    async def add(self, source: str, address: str, endpoint: str, subscription: str) -> bool:
        """See ``bot.exchange.Browsers.add``."""
        now = self.clock()

        def write(tx: Transaction) -> bool:
            found = conversations.find(tx, self.keyring.hashes(source, address), source, "")
            if found is None:
                return False
            newest, *older = self._hashes(endpoint)
            for old in older:
                subscriptions.remove(tx, old)
            sealed = self.keyring.seal(subscription)
            subscriptions.add(tx, newest, found.conversation, found.hash, sealed, now)
            return True

        return await self.database.perform(write)

    async def remove(self, source: str, address: str) -> None:
        """See ``bot.exchange.Browsers.remove``."""

        def write(tx: Transaction) -> None:
            for channel in self.keyring.hashes(source, address):
                subscriptions.remove_channel(tx, channel)

        await self.database.perform(write)

    async def subscription(self, source: str, address: str) -> str | None:
        """What wakes the browser of that web chat, as its JSON; None when nothing may."""

        def read(tx: Transaction) -> bytes | None:
            channels = self.keyring.hashes(source, address)
            return next((found[1] for channel in channels if (found := subscriptions.of_channel(tx, channel))), None)

        sealed = await self.database.perform(read, urgent=False)
        return self.keyring.open(sealed) if sealed is not None else None

    async def gone(self, subscription: str) -> None:
        """The push service no longer knows it. The web chat may have another one by now, which stays."""
        hashes = self._hashes(msgspec.json.decode(subscription)["endpoint"])
        await self.database.perform(lambda tx: [subscriptions.remove(tx, each) for each in hashes], urgent=False)

    def _hashes(self, endpoint: str) -> tuple[bytes, ...]:
        return self.keyring.hashes("push", endpoint)
