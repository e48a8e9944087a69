"""Due reminders become turns: one transaction decides, words and hands over to the outbox."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.person import decode_profile, decode_record
from bot.planner import in_force
from bot.recording import record
from dialogs.codec import dump
from dialogs.events import Nudged
from dialogs.rules.calendar import WorkingTime, next_window
from dialogs.rules.nudges import BUDGET_PER_WEEK, first_slot, moved
from dialogs.state import Profile, Record
from dialogs.world import working_time
from storage import conversations, outbox, reminders, turns
from storage.conversations import Found
from storage.database import Database
from storage.reminders import Due
from storage.transaction import Transaction

BATCH = 50
SOURCE = "reminder"
"""Source of the turns that nobody's message caused; the key is the number of the reminder."""


@dataclass(frozen=True, slots=True)
class Send:
    """The reminder goes out now, at the latest at ``not_after``."""

    not_after: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """The reminder waits until ``at``."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """The reminder is not sent; ``reason`` goes to the delivery log."""

    reason: str


Decision = Send | Move | Drop


@dataclass(frozen=True, slots=True)
class Situation:
    """What the decision about a due reminder rests on. ``pushes`` are this ISO week's reminders so far."""

    due: Due
    profile: Profile
    working: WorkingTime
    pushes: list[datetime]
    now: datetime

    def decide(self) -> Decision:
        """What becomes of the reminder. Nobody gets more than one a day, nor more than the week's budget."""
        today = self.now.astimezone(self.working.zone).date()
        if self.profile.paused_until is not None and self.profile.paused_until > today:
            return self._from(self.profile.paused_until, "paused")
        # What the person asked for ("later this shift") is no push of ours: it neither waits nor counts.
        if self.due.reason != "wish":
            if len(self.pushes) >= BUDGET_PER_WEEK:
                return self._from(today + timedelta(days=7 - today.weekday()), "budget of the week")
            if any(push.astimezone(self.working.zone).date() == today for push in self.pushes):
                return self._from(today + timedelta(days=1), "budget of the day")
        at = moved(self.due.at, self.due.not_after, self.working, self.due.learner, self.now)
        if at is None:
            return Drop("too late")
        if at > self.now:
            return Move(at, "outside paid time")
        # Never past this window: what is stuck on its way must not arrive in free time.
        window = next_window(self.working, self.now)
        return Send(min(self.due.not_after, window.end) if window else self.now)

    def _from(self, day: date, reason: str) -> Decision:
        at = first_slot(self.working, self.due.learner, datetime.combine(day, time(), self.working.zone))
        return Move(at, reason) if at is not None and at <= self.due.not_after else Drop(reason)


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Claims due reminders and settles each of them."""

    database: Database
    knowledge: Knowledge
    clock: Clock

    async def dispatch(self) -> int:
        """Settle everything that is due; gives how many went to the outbox."""
        sent = 0
        while claimed := await self.database.perform(lambda tx: reminders.claim(tx, self.clock(), BATCH)):
            for due in claimed:
                sent += await self.database.perform(partial(self.settle, due=due))
        return sent

    def settle(self, tx: Transaction, due: Due) -> int:
        """Send, move or drop one claimed reminder; 1 when it was sent."""
        now = self.clock()
        found = conversations.by_learner(tx, due.learner)
        if found is None or found.profile is None:
            reminders.settle(tx, due.id, "dropped")
            return 0
        profile = decode_profile(found.profile)
        decision = self._decide(tx, due, profile, now)
        if isinstance(decision, Move):
            reminders.move(tx, due.id, decision.at)
            reminders.log(tx, due.learner, "reminder", due.item, now, "moved", decision.reason)
            return 0
        if isinstance(decision, Send) and self._send(tx, due, found, profile, decision, now):
            return 1
        reason = decision.reason if isinstance(decision, Drop) else "content gone"
        reminders.settle(tx, due.id, "dropped")
        reminders.log(tx, due.learner, "reminder", due.item, now, "dropped", reason)
        return 0

    def _decide(self, tx: Transaction, due: Due, profile: Profile, now: datetime) -> Decision:
        company = self.knowledge.companies.get(profile.company)
        if company is None:
            return Drop("company gone")
        working = working_time(company, profile, self.knowledge.free_days(now.year)[company.id])
        if profile.stopped or working is None:
            return Drop("stopped" if profile.stopped else "no working time")
        today = now.astimezone(working.zone).date()
        if due.reason == "plan" and not in_force(company.agreement, today):
            return Drop("no agreement in force")
        monday = datetime.combine(today - timedelta(days=today.weekday()), time(), working.zone)
        pushes = reminders.pushes(tx, due.learner, monday)
        return Situation(due, profile, working, pushes, now).decide()

    def _send(self, tx: Transaction, due: Due, found: Found, profile: Profile, decision: Send, now: datetime) -> bool:
        state = self.knowledge.codec.load(found.state)
        record_ = decode_record(found.record) if found.record is not None else Record()
        world = self.knowledge.world(now, due.learner, state.language, profile, record_)
        turn = self.knowledge.engine.advance(state, Nudged(due.item, due.reason), world)
        if not turn.effects:
            return False
        said = record(turn.effects, self.knowledge.phrasebook)
        number = turns.record(tx, SOURCE, str(due.id), due.learner, int(now.timestamp()), None, said)
        conversations.save(tx, due.learner, dump(turn.state), now.date())
        reminders.settle(tx, due.id, "done")
        if outbox.put(tx, number, due.learner, decision.not_after, now):
            reminders.log(tx, due.learner, "reminder", due.item, now, "sent", due.reason)
        else:
            reminders.log(tx, due.learner, "reminder", due.item, now, "dropped", "no messenger can be reached")
        return True
