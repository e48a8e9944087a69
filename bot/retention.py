"""Forgetting in time: delivery log 14 days, turns and idle dialog state 30 days."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from dialogs.codec import dump
from dialogs.state import Conversation
from storage import conversations, devices, logins, reminders, turns
from storage.database import Database

DELIVERY_LOG = timedelta(days=14)
NOTHING_OPEN = dump(Conversation())
TURNS = timedelta(days=30)
IDLE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Retention:
    """Deletes what has been kept long enough. Profiles and records stay until the person deletes them."""

    database: Database
    clock: Clock

    async def forget(self) -> None:
        """One clean-up."""
        now = self.clock()
        await self.database.perform(lambda tx: reminders.forget_log(tx, now - DELIVERY_LOG))
        await self.database.perform(lambda tx: devices.forget_expired(tx, now))
        await self.database.perform(lambda tx: logins.forget_expired(tx, now))
        await self.database.perform(lambda tx: turns.forget(tx, now - TURNS))
        await self.database.perform(lambda tx: conversations.forget_idle(tx, (now - IDLE).date(), NOTHING_OPEN))
