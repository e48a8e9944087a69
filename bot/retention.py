"""Forgetting in time: delivery log 14 days, turns and idle dialog state 30 days; sooner where that was agreed on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from content.model import Company, Policy
from dialogs.codec import dump
from dialogs.state import Conversation
from storage import conversations, devices, logins, reminders, turns
from storage.database import Database
from storage.transaction import Transaction

LONGEST = Policy()
DELIVERY_LOG = timedelta(days=LONGEST.delivery_log_days)
NOTHING_OPEN = dump(Conversation())
TURNS = timedelta(days=30)
IDLE = timedelta(days=LONGEST.idle_dialog_days)


@dataclass(frozen=True, slots=True)
class Retention:
    """Deletes what has been kept long enough. Profiles and records stay until the person deletes them."""

    database: Database
    companies: Mapping[str, Company]
    clock: Clock

    async def forget(self) -> None:
        """One clean-up."""
        now = self.clock()
        await self.database.perform(lambda tx: reminders.forget_log(tx, now - DELIVERY_LOG))
        await self.database.perform(lambda tx: devices.forget_expired(tx, now))
        await self.database.perform(lambda tx: logins.forget_expired(tx, now))
        await self.database.perform(lambda tx: turns.forget(tx, now - TURNS))
        await self.database.perform(lambda tx: conversations.forget_idle(tx, (now - IDLE).date(), NOTHING_OPEN))
        for company in tuple(self.companies.values()):
            await self.database.perform(partial(_forget_sooner, company=company, now=now))


def _forget_sooner(tx: Transaction, company: Company, now: datetime) -> None:
    """What the company keeps for a shorter time than all others."""
    policy = company.policy
    if policy.delivery_log_days < LONGEST.delivery_log_days:
        reminders.forget_log_of(tx, company.id, now - timedelta(days=policy.delivery_log_days))
    if policy.idle_dialog_days < LONGEST.idle_dialog_days:
        before = (now - timedelta(days=policy.idle_dialog_days)).date()
        conversations.forget_idle_of(tx, company.id, before, NOTHING_OPEN)
