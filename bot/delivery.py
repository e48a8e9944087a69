"""The outbox empties: what nobody is waiting for goes to the messenger that the person used last."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.exchange import Past
from bot.knowledge import Knowledge
from bot.notice import notice
from bot.recording import replay
from bot.rendering import reply
from dialogs.agenda import in_force
from dialogs.rules.delivery import KINDS, back_off
from storage import channels, outbox, reminders
from storage.addresses import Keyring, WrongKey
from storage.database import Database
from storage.outbox import Waiting
from storage.transaction import Transaction

FEW = 16
"""Messages that are claimed at once."""
log = logging.getLogger("inleku.delivery")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a delivery ended: ``sent``; ``late``, so not begun; ``blocked`` by the person; ``retry`` (after so many
    seconds); ``ambiguous``, so perhaps sent; or ``failed`` for a reason that another try would not change."""

    kind: str
    after: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message for an address of one gateway. ``begin`` is asked right before the first call: False when it is too
    late by then; until it has been asked, a process that dies has sent nothing."""

    address: str
    past: Past
    priority: int
    not_after: datetime
    begin: Callable[[], Awaitable[bool]]


class Carrier(Protocol):
    """What brings a message to an address of one gateway. ``room``: how many it can have in hand at once."""

    @property
    def room(self) -> int: ...

    async def carry(self, parcel: Parcel) -> Outcome:
        """Deliver; never raises for what a messenger answers."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Claims rows by conditional update, marks each before its call and settles it after."""

    database: Database
    knowledge: Knowledge
    keyring: Keyring
    clock: Clock
    carriers: Mapping[str, Carrier]
    """By source, such as ``web`` or ``telegram:<bot id>``; may change while it runs."""
    _at_work: set[str] = field(default_factory=set)

    async def deliver(self) -> int:
        """Deliver all that waits, to all gateways at the same time; gives how many were sent.

        A gateway that an earlier call is still at work for is passed over: one that is slow, or has been asked for
        patience, holds up no other.
        """
        idle = [(source, carrier) for source, carrier in self.carriers.items() if source not in self._at_work]
        self._at_work.update(source for source, _ in idle)
        return sum(await asyncio.gather(*(self._empty(source, carrier) for source, carrier in idle)))

    async def _empty(self, source: str, carrier: Carrier) -> int:
        try:
            return await self._drain(source, carrier)
        finally:
            self._at_work.discard(source)

    async def _drain(self, source: str, carrier: Carrier) -> int:
        """Never more in hand than the carrier has room for, however many wait."""
        sent, enough = 0, min(FEW, max(1, carrier.room // 2))
        in_hand: set[asyncio.Task[bool]] = set()
        ended: asyncio.Queue[asyncio.Task[bool]] = asyncio.Queue()
        try:
            while True:
                room = carrier.room - len(in_hand)
                rows, claimed = await self._claim(source, min(room, FEW)) if room >= enough else ([], 0)
                for row in rows:
                    task = asyncio.create_task(self._deliver(row, carrier))
                    in_hand.add(task)
                    task.add_done_callback(ended.put_nowait)
                    await asyncio.sleep(0)  # One is worded in each turn of the loop: replies do not wait long.
                if not in_hand and not claimed:
                    return sent
                if claimed == FEW or not in_hand:
                    continue  # There may be more.
                done = [await ended.get()] + [ended.get_nowait() for _ in range(ended.qsize())]
                in_hand.difference_update(done)
                sent += sum([task.result() for task in done])
        except Exception:  # The database is gone: what is under way is still seen to its end.
            await asyncio.gather(*in_hand, return_exceptions=True)
            raise

    async def _claim(self, source: str, most: int) -> tuple[list[Waiting], int]:
        return await self.database.perform(lambda tx: self._take(tx, source, most), urgent=False)

    def _take(self, tx: Transaction, source: str, most: int) -> tuple[list[Waiting], int]:
        """What was claimed and may go, and how many were claimed."""
        # With the plans as they stand now: a try may come back, or a reminder be worded, right after the end of a plan.
        self.knowledge.refresh(tx)
        claimed = outbox.claim(tx, source, self.clock(), most)
        return [row for row in claimed if self._may_go(tx, row)], len(claimed)

    def _may_go(self, tx: Transaction, row: Waiting) -> bool:
        """Whether the plan that a claimed row needs is in force; if not, it is dropped."""
        company = self.knowledge.companies.get(row.company) if row.company and KINDS[row.kind].planned else None
        now = self.clock()
        if company is None or in_force(company, now):
            return True
        _end(tx, row, "dropped", outbox.OUT_OF_FORCE, now)
        return False

    async def _deliver(self, row: Waiting, carrier: Carrier) -> bool:
        """Whether it was sent."""
        try:
            outcome = await carrier.carry(self._parcel(row))
        except WrongKey:
            outcome = Outcome("failed", reason="the address was sealed with another key")
        except Exception as error:  # One message must not hold up those behind it.
            log.error("a delivery failed with %s", type(error).__name__)
            outcome = Outcome("failed", reason=type(error).__name__)
        now = self.clock()
        await self.database.perform(lambda tx: settle(tx, row, outcome, now), urgent=False)
        return outcome.kind == "sent"

    def _parcel(self, row: Waiting) -> Parcel:
        catalogue = self.knowledge.catalogue(self.knowledge.codec.load(row.state).language)
        effects = replay(row.said, self.knowledge.phrasebook)
        seen = notice(effects, catalogue, row.not_after)
        shown = reply(effects, catalogue, row.turn, "", protected=self.knowledge.protects(row.company))
        past = Past(row.turn, self.clock().isoformat(), None, False, shown, seen)

        async def begin() -> bool:
            return await self.database.perform(
                lambda tx: self._may_go(tx, row) and outbox.begin(tx, row, self.clock()), urgent=False
            )

        return Parcel(self.keyring.open(row.address), past, KINDS[row.kind].priority, row.not_after, begin)


def settle(tx: Transaction, row: Waiting, outcome: Outcome, now: datetime) -> None:
    """What becomes of a row whose delivery has ended."""
    after = max(outcome.after, float(back_off(row.attempts + 1)))
    tries_again = outcome.kind == "retry" or (outcome.kind == "ambiguous" and KINDS[row.kind].repeats)
    if outcome.kind == "sent":
        outbox.settle(tx, row, "sent")
    elif tries_again and now + timedelta(seconds=after) <= row.not_after:
        outbox.again(tx, row, now + timedelta(seconds=after), outcome.reason)
    elif outcome.kind == "late":
        if outbox.late(tx, row):
            _log(tx, row, "dropped", outbox.TOO_LATE, now)
    elif outcome.kind == "failed":
        _end(tx, row, "dead", outcome.reason, now)
    else:
        reason = outbox.TOO_LATE if tries_again else outcome.reason or outcome.kind
        _end(tx, row, "dropped", reason, now)
    if outcome.kind == "blocked":
        channels.reach(tx, row.channel, False)
        outbox.drop_for(tx, row.channel, now)


def _end(tx: Transaction, row: Waiting, state: str, reason: str, now: datetime) -> None:
    """Not sent, and the log says why; about people who have deleted everything it says nothing."""
    if outbox.settle(tx, row, state, reason):
        _log(tx, row, state, reason, now)


def _log(tx: Transaction, row: Waiting, state: str, reason: str, now: datetime) -> None:
    reminders.log(tx, row.conversation, "delivery", "", now, state, reason)
