"""A plan with synthetic people: the real planner, dispatcher, turns and storage, in simulated time."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.delivery import Delivery, Outcome, Parcel
from bot.dispatcher import Dispatcher
from bot.exchange import Inbound, Past, Reply
from bot.knowledge import Knowledge
from bot.person import decode_record, enrol
from bot.planner import Planner
from bot.retention import Retention
from bot.synthetic import Wanted, onward, profiles, share, wish
from bot.turns import TurnTaker
from dialogs.agenda import memory_of
from dialogs.events import Tapped
from dialogs.rules.calendar import REST, Window, WorkingTime, paid, shift_at
from dialogs.rules.spacing import recall
from dialogs.state import Profile, Record
from dialogs.world import working_time
from storage import conversations, reminders
from storage.addresses import Keyring
from storage.database import Database
from storage.reminders import Logged
from storage.transaction import Transaction

SOURCE = "simulation"
DAY = timedelta(days=1)
MOST_TAPS = 60


@dataclass(frozen=True, slots=True)
class Event:
    """What became of a reminder. ``window`` is the paid span that it was sent in; None when it was not sent in one.

    ``rested``: it left the person the 11 hours after the shift before.
    """

    at: datetime
    learner: str
    group: str
    item: str
    outcome: str
    reason: str
    window: Window | None
    rested: bool = True


@dataclass(slots=True)
class Clock:
    """Stands until it is moved."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass(slots=True)
class Pockets:
    """Where reminders arrive: ``bot.delivery.Carrier``."""

    arrived: list[tuple[str, Past]] = field(default_factory=list)
    room: int = 1000

    async def carry(self, parcel: Parcel) -> Outcome:
        """Arrives, unless it is too late."""
        if not await parcel.begin():
            return Outcome("late")
        self.arrived.append((parcel.address, parcel.past))
        return Outcome("sent")


class Simulation:
    """Runs once. ``minutes`` are those that people have learned so far."""

    def __init__(self, wanted: Wanted, knowledge: Knowledge, database: Database, keyring: Keyring) -> None:
        self._wanted, self._knowledge, self._database, self._keyring = wanted, knowledge, database, keyring
        self._zone = ZoneInfo(wanted.company.time_zone)
        self._clock = Clock(self._midnight(wanted.start))
        self._pockets = Pockets()
        self._turns = TurnTaker(database, knowledge, keyring, self._clock, lambda: "")
        self._planner = Planner(database, knowledge, self._clock)
        self._dispatcher = Dispatcher(database, knowledge, self._clock)
        self._delivery = Delivery(database, knowledge, keyring, self._clock, {SOURCE: self._pockets})
        self._retention = Retention(database, knowledge.companies, self._clock)
        self._people: dict[str, Profile] = {}
        self._logged = 0
        self.minutes = 0

    async def run(self) -> AsyncIterator[tuple[date, list[Event]]]:
        """Day by day, with what happened on it."""
        await self._database.perform(self._populate)
        for number in range(7 * self._wanted.weeks):
            day = self._wanted.start + timedelta(days=number)
            self._clock.moment = self._midnight(day)
            await self._planner.plan()
            await self._pass(self._midnight(day + DAY))
            if number % 7 == 0:
                await self._retention.forget()
            logged = await self._database.perform(lambda tx: reminders.logged_since(tx, self._logged))
            self._logged = logged[-1].id if logged else self._logged
            yield day, [self._event(each) for each in logged]

    async def _pass(self, until: datetime) -> None:
        """From reminder to reminder."""
        while (due := await self._database.perform(reminders.next_due)) is not None and due < until:
            if due <= self._clock.moment:
                due = self._clock.moment + timedelta(minutes=1)
            self._clock.moment = due
            await self._dispatcher.dispatch()
            await self._delivery.deliver()
            arrived, self._pockets.arrived = self._pockets.arrived, []
            for address, past in arrived:
                await self._react(address, past)

    async def _react(self, address: str, past: Past) -> None:
        command = wish(share(self._wanted.seed, address, past.turn))
        token = next((t for m in past.reply.messages for _, t in m.buttons if command and t.startswith(command)), None)
        if token is None:
            return
        reply = await self._tap(address, token, f"{past.turn}")
        if command == "/jetzt":
            self.minutes += self._minutes(token.partition(" ")[2])
            await self._learn(address, reply, past.turn)

    async def _learn(self, address: str, reply: Reply, turn: int) -> None:
        for number in range(MOST_TAPS):
            token = onward(reply.messages, share(self._wanted.seed, address, turn, number))
            if token is None:
                return
            reply = await self._tap(address, token, f"{turn}-{number}")

    async def _tap(self, address: str, token: str, key: str) -> Reply:
        return await self._turns.take(Inbound(SOURCE, f"{address} {key}", address, Tapped(token), "de"))

    def _minutes(self, item: str) -> int:
        kind, _, name = item.partition(":")
        library = self._knowledge.library
        content = library.units.get(name) if kind == "unit" else library.blocks.get(name.partition("/")[0])
        return content.minutes if content else 0

    def _event(self, logged: Logged) -> Event:
        me = self._people[logged.learner]
        sent = logged.outcome == "sent"
        working = self._working(me, logged.at) if sent else None
        return Event(
            logged.at.astimezone(self._zone), logged.learner, me.group or "", logged.item, logged.outcome,
            logged.reason, self._window(working, logged.at), not working or _rested(working, logged.at),
        )  # fmt: skip

    def _working(self, me: Profile, at: datetime) -> WorkingTime | None:
        return working_time(self._wanted.company, me, self._knowledge.free_days(at.year)[self._wanted.company.id])

    def _window(self, working: WorkingTime | None, at: datetime) -> Window | None:
        day = at.astimezone(self._zone).date()
        spans = paid(working, day - DAY, day) if working else iter(())
        return next((span for span in spans if span.start <= at < span.end), None)

    async def recall(self) -> float | None:
        """How likely what people have finished is still known, on average over units; None before anything is."""
        today = self._clock.moment.date()
        total = count = 0.0
        for person in self._people:
            found = await self._database.perform(partial(conversations.by_learner, conversation=person))
            record = decode_record(found.record) if found and found.record else Record()
            for unit in record.units.values():
                total, count = total + recall(memory_of(unit), today), count + 1
        return total / count if count else None

    def sizes(self) -> Counter[str]:
        """How many people each group has."""
        return Counter(me.group or "" for me in self._people.values())

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone).astimezone(UTC)

    def _populate(self, tx: Transaction) -> None:
        for number, profile in enumerate(profiles(self._wanted)):
            person = f"{SOURCE}-{self._wanted.seed}-{number:07}"
            enrol(tx, self._keyring, person, SOURCE, person, profile, "de")
            self._people[person] = profile


def _rested(working: WorkingTime, at: datetime) -> bool:
    """By what was worked before the running shift: none of it was paid in the 11 hours before."""
    running, day = shift_at(working, at), at.astimezone(working.zone).date()
    begun = running.start if running else at
    return all(span.end <= at - REST for span in paid(working, day - 2 * DAY, day) if span.end <= begun)
