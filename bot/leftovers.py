"""What a killed process left in the middle goes back: claimed reminders, messages on their way."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock
from storage import outbox, reminders
from storage.database import Database

GIVEN_UP = timedelta(minutes=3)
"""After that long, whoever claimed something is no longer alive: no call to a messenger takes so long. Whoever is alive
all the same finds out before they send it."""


@dataclass(frozen=True, slots=True)
class Leftovers:
    """``speed`` of the program's clock, which may be a trial clock that runs faster."""

    database: Database
    clock: Clock
    speed: float = 1.0

    async def begin(self) -> None:
        """At the start. A database server may have other processes at work; a file has only this one."""
        await self._give_back(self._patience if self.database.is_shared else timedelta())

    async def give_back(self) -> None:
        """While it runs; what this process itself is at work on is younger."""
        await self._give_back(self._patience, urgent=False)

    @property
    def _patience(self) -> timedelta:
        return GIVEN_UP * max(1.0, self.speed)

    async def _give_back(self, patience: timedelta, urgent: bool = True) -> None:
        before = self.clock() - patience
        await self.database.perform(lambda tx: reminders.release_claimed(tx, before), urgent)
        await self.database.perform(lambda tx: outbox.recover(tx, before), urgent)
