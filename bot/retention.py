"""Forgetting in time: delivery log 14 days, turns and idle dialog state 30 days; sooner where that was agreed on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.clock import Clock
from content.model import Company, Policy
from dialogs.codec import dump
from dialogs.state import Conversation
from storage import conversations, devices, logins, offers, outbox, reminders, turns
from storage.database import Database
from storage.transaction import Transaction

LONGEST = Policy()
DELIVERY_LOG = timedelta(days=LONGEST.delivery_log_days)
NOTHING_OPEN = dump(Conversation())
TURNS = timedelta(days=30)
IDLE = timedelta(days=LONGEST.idle_dialog_days)
PAGE = 200
"""Rows looked at in one transaction: a reply in between waits no longer than that takes."""
Step = Callable[[Transaction, str], str | None]
"""Deletes what is too old on a page that begins behind the given id ("" is the first); gives the last one's, or None at
the end."""


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
        # As long after they began as some line of the delivery log may name them.
        await self.database.perform(lambda tx: offers.forget(tx, now - DELIVERY_LOG), urgent=False)
        for step in (*_everywhere(now), *_sooner(tuple(self.companies.values()), now)):
            after: str | None = ""
            while after is not None:
                after = await self.database.perform(partial(_page, step, after), urgent=False)


def _page(step: Step, after: str, tx: Transaction) -> str | None:
    return step(tx, after)


def _everywhere(now: datetime) -> Iterator[Step]:
    # First the messages, which would keep their turns for ever.
    for forget, kept in ((reminders.forget_log, DELIVERY_LOG), (outbox.forget, TURNS), (turns.forget, TURNS)):
        yield partial(_while_full, forget=partial(forget, before=now - kept, most=PAGE))
    yield partial(conversations.forget_idle, before=(now - IDLE).date(), empty=NOTHING_OPEN, most=PAGE)


def _while_full(tx: Transaction, after: str, forget: Callable[[Transaction], int]) -> str | None:
    """What goes oldest first needs no place to go on from."""
    return "" if forget(tx) >= PAGE else None


def _sooner(companies: Iterable[Company], now: datetime) -> Iterator[Step]:
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
