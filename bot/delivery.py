"""The outbox empties: reminders go to the messenger that the person used last."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from bot.clock import Clock
from bot.exchange import Past
from bot.knowledge import Knowledge
from bot.person import decode_profile
from bot.recording import replay, reply
from storage import conversations, outbox, reminders
from storage.addresses import Keyring
from storage.database import Database
from storage.outbox import Waiting
from storage.transaction import Transaction

log = logging.getLogger(__name__)
BATCH = 30
MAX_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a delivery ended: ``sent``, ``blocked``, ``retry`` (after so many seconds) or ``failed`` (with a reason)."""

    kind: str
    after: float = 0.0
    reason: str = ""


class Carrier(Protocol):
    """What brings a message to an address of one gateway."""

    async def carry(self, address: str, past: Past) -> Outcome:
        """Deliver; never raises for what a messenger answers."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Claims rows by conditional update, marks them before the call and settles them after it."""

    database: Database
    knowledge: Knowledge
    keyring: Keyring
    clock: Clock
    carriers: Mapping[str, Carrier]
    """By source, such as ``web`` or ``telegram:<bot id>``."""

    async def deliver(self) -> int:
        """Deliver all that waits; gives how many were sent."""
        sent = 0
        for source, carrier in self.carriers.items():
            while rows := await self._claim(source):
                for row in rows:
                    outcome = await carrier.carry(self.keyring.open(row.address), await self._past(row))
                    await self._settle(row, outcome)
                    sent += outcome.kind == "sent"
        return sent

    async def _claim(self, source: str) -> list[Waiting]:
        return await self.database.perform(lambda tx: outbox.claim(tx, source, self.clock(), BATCH))

    async def _past(self, row: Waiting) -> Past:
        found = await self.database.perform(lambda tx: conversations.by_learner(tx, row.conversation))
        language = self.knowledge.codec.load(found.state).language if found else ""
        profile = decode_profile(found.profile) if found and found.profile else None
        shown = reply(
            replay(row.said, self.knowledge.phrasebook),
            self.knowledge.catalogue(language),
            row.turn,
            "",
            protected=self.knowledge.protects(profile),
        )
        return Past(row.turn, self.clock().isoformat(), None, False, shown)

    async def _settle(self, row: Waiting, outcome: Outcome) -> None:
        now = self.clock()

        def write(tx: Transaction) -> None:
            if outcome.kind == "retry" and row.attempts < MAX_ATTEMPTS:
                return outbox.again(tx, row.id, now + timedelta(seconds=outcome.after))
            if outcome.kind == "sent":
                return outbox.settle(tx, row.id, "sent")
            outbox.settle(tx, row.id, "dropped")
            reason = outcome.reason or outcome.kind
            reminders.log(tx, row.conversation, "delivery", "", now, "dropped", reason)
            if outcome.kind == "blocked":
                outbox.unreachable(tx, row.channel)
            return None

        await self.database.perform(write)
