"""What is due becomes turns: claimed in batches, each row settled in a transaction of its own."""

import asyncio
from dataclasses import dataclass
from functools import partial

from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.settlement import Settlement
from storage import conversations, reminders
from storage.database import Database
from storage.reminders import Due
from storage.transaction import Transaction

BATCH = 64


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Claims what is due and settles each of it."""

    database: Database
    knowledge: Knowledge
    clock: Clock

    async def dispatch(self) -> int:
        """Settle everything that is due; gives how many went to the outbox."""
        sent = 0
        while claimed := await self.database.perform(self._claim, urgent=False):
            settling = (self.database.perform(partial(self.settle, due=due), urgent=False) for due in claimed)
            sent += sum(await asyncio.gather(*settling))
        return sent

    def _claim(self, tx: Transaction) -> list[Due]:
        # With the plans as they stand now: whatever lost a key a moment ago sends nothing more.
        self.knowledge.refresh(tx)
        return reminders.claim(tx, self.clock(), BATCH)

    def settle(self, tx: Transaction, due: Due) -> int:
        """Send, move or drop what was claimed; 1 when something was sent."""
        now = self.clock()
        found = conversations.by_learner(tx, due.learner)
        if not reminders.is_held(tx, due):
            return 0
        if found is None or found.profile is None:
            reminders.settle(tx, due.id)
            return 0
        return Settlement(self.knowledge, tx, due, found, now).settle()
