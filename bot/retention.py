"""Forgetting in time: delivery log 14 days, turns and idle dialog state 30 days; sooner where that was agreed on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from content.model import Company, Policy
from dialogs.codec import dump
from dialogs.state import Conversation
from storage import conversations, devices, logins, outbox, reminders, turns
from storage.database import Database
from storage.transaction import Transaction

LONGEST = Policy()
DELIVERY_LOG = timedelta(days=LONGEST.delivery_log_days)
NOTHING_OPEN = dump(Conversation())
TURNS = timedelta(days=30)
IDLE = timedelta(days=LONGEST.idle_dialog_days)
PAGE = 200
"""Rows deleted in one transaction: a reply in between waits no longer than that takes."""
Forget = Callable[[Transaction], int]
"""Deletes a page of what is too old, and gives how many rows it was."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Deletes what has been kept long enough. Profiles and records stay until the person deletes them."""

    database: Database
    companies: Mapping[str, Company]
    clock: Clock

    async def forget(self) -> None:
        """One clean-up."""
        now = self.clock()
        await self.database.perform(lambda tx: devices.forget_expired(tx, now), urgent=False)
        await self.database.perform(lambda tx: logins.forget_expired(tx, now), urgent=False)
        for forget in (*_everywhere(now), *_sooner(tuple(self.companies.values()), now)):
            while await self.database.perform(forget, urgent=False) >= PAGE:
                pass


def _everywhere(now: datetime) -> Iterator[Forget]:
    idle = (now - IDLE).date()
    yield partial(reminders.forget_log, before=now - DELIVERY_LOG, most=PAGE)
    # First the messages, which would keep their turns for ever.
    yield partial(outbox.forget, before=now - TURNS, most=PAGE)
    yield partial(turns.forget, before=now - TURNS, most=PAGE)
    yield partial(conversations.forget_idle, before=idle, empty=NOTHING_OPEN, most=PAGE)
    yield partial(conversations.forget_strangers, before=idle, most=PAGE)


def _sooner(companies: Iterable[Company], now: datetime) -> Iterator[Forget]:
    """What a company keeps for a shorter time than all others."""
    for company in companies:
        log, idle = company.policy.delivery_log_days, company.policy.idle_dialog_days
        if log < LONGEST.delivery_log_days:
            yield partial(reminders.forget_log_of, company=company.id, before=now - timedelta(days=log), most=PAGE)
        if idle < LONGEST.idle_dialog_days:
            before = (now - timedelta(days=idle)).date()
            yield partial(
                conversations.forget_idle_of, company=company.id, before=before, empty=NOTHING_OPEN, most=PAGE
            )
