"""What becomes of one row that is due: one transaction decides, words and hands over to the outbox."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.knowledge import Knowledge
from bot.person import decode_profile, decode_record, encode
from bot.planner import agenda
from bot.recording import record
from bot.weeks import settle_weeks
from content.model import Company
from dialogs import keeping
from dialogs.agenda import KEY_WAITS, Agenda
from dialogs.codec import dump
from dialogs.events import Nudged
from dialogs.rules.channels import may_begin
from dialogs.rules.choice import BEYOND_BUDGET, Candidate, Decision, Drop, Kind, Move, Send, choose
from dialogs.rules.office import Office, in_hours
from dialogs.state import Profile, Record
from dialogs.world import working_time
from storage import channels, conversations, learners, outbox, reminders, schedules, turns
from storage.conversations import Found
from storage.reminders import Due
from storage.tables import REGULAR
from storage.transaction import Transaction

SOURCE = "reminder"
"""Source of the turns that nobody's message caused; the key is the number of the row, its moment and that of sending:
SQLite gives the number of a row that is settled to the next one, which may be due in the same second."""

UNCOUNTED = BEYOND_BUDGET | {Kind.APPROVAL}
"""What takes nothing from the budget for learning."""
QUEUED = {Kind.APPROVAL: "approval", Kind.OFFER: "offer", Kind.CANCELLATION: "cancellation"}
"""Kinds of the outbox, where it is not the usual one."""


class Settlement:
    """One claimed row and its person, in one transaction."""

    def __init__(self, knowledge: Knowledge, tx: Transaction, due: Due, found: Found, now: datetime) -> None:
        assert found.profile is not None, "the row is a learner's"
        self.knowledge, self.tx, self.due, self.found, self.now = knowledge, tx, due, found, now
        self.profile: Profile = decode_profile(found.profile)
        self.record: Record = decode_record(found.record) if found.record is not None else Record()
        self.known = (self.profile, self.record)

    def settle(self) -> int:
        """1 when something was sent."""
        company = self.knowledge.companies.get(self.profile.company)
        if company is not None and self.due.item == KEY_WAITS:
            return self._key_waits(company)
        person = self._agenda() if company else None
        if person is None:
            return self._nothing("company gone" if company is None else self._reason())
        sent = self._regular(person) if self.due.item == REGULAR else self._single(person)
        if self.known != (self.profile, self.record):
            learners.save(self.tx, self.due.learner, encode(self.profile), encode(self.record))
        return sent

    def _agenda(self) -> Agenda | None:
        company = self.knowledge.companies[self.profile.company]
        return agenda(self.knowledge, company, self.profile, self.record, self.due.learner, self.now)

    def _reason(self) -> str:
        return "stopped" if self.profile.stopped else "no working time"

    def _nothing(self, reason: str) -> int:
        """Nobody to look at any more: the regular moment sleeps, everything else is dropped."""
        if self.due.item == REGULAR:
            reminders.set_regular(self.tx, [(self.due.learner, self.due.id, None)], self.due.version)
        else:
            reminders.settle(self.tx, self.due.id)
            self._log(self.due.item, "dropped", reason)
        return 0

    def _regular(self, person: Agenda) -> int:
        """Choose what to send at a regular moment, and set the next one."""
        version = schedules.version(self.tx, self.profile.company)
        self.record = settle_weeks(person, self._log)
        self.profile = keeping.current(self.profile, self.now.date())
        sent, at = 0, None
        # A row of an older plan is stale: only its next moment counts.
        candidates = person.candidates(self.due.at) if self.due.version == version else ()
        for decision in choose(candidates, person.contact, self.now):
            if isinstance(decision, Drop):
                self._log(decision.candidate.item, "dropped", decision.reason)
            elif isinstance(decision, Move):
                at = decision.at
                self._log(decision.candidate.item, "moved", decision.reason)
            else:
                sent = self._send(decision)
        # What has found no way just now tries again at a regular moment, or it would try again at once for ever.
        in_vain = bool(candidates) and not sent
        moments = filter(None, (at, self._following(person, in_vain)))
        reminders.set_regular(self.tx, [(self.due.learner, self.due.id, min(moments, default=None))], version)
        return sent

    def _following(self, person: Agenda, in_vain: bool) -> datetime | None:
        """The next moment of the same person with what has been sent meanwhile."""
        company, learner = person.company, self.due.learner
        after = agenda(self.knowledge, company, self.profile, self.record, learner, self.now) or person
        if in_vain:
            return after.contact.next_slot(self.now) if after.in_force else None
        return after.next_moment()

    def _single(self, person: Agenda) -> int:
        """Something that the person or one of their dialogs asked for; without a plan in force it is not sent."""
        if not person.in_force:
            reminders.settle(self.tx, self.due.id)
            self._log(self.due.item, "dropped", outbox.OUT_OF_FORCE)
            return 0
        candidate = Candidate(Kind(self.due.reason), self.due.item, self.due.at, self.due.not_after)
        (decision,) = choose((candidate,), person.contact, self.now)
        return self._carry_out(decision)

    def _key_waits(self, company: Company) -> int:
        """A version of the plan waits for the person's key, whether another one is in force or not."""
        # Loaded only where plans are approved: their models are of no use to anybody else.
        from bot.approvals import lacks_key

        if self.profile.stopped:
            return self._nothing("stopped")
        if not lacks_key(self.tx, company.id, self.profile.role):
            return self._nothing("no key missing")
        free = self.knowledge.free_days(self.now.year)[company.id]
        office = Office(ZoneInfo(company.time_zone), free, self.profile.paused_until)
        candidate = Candidate(Kind.APPROVAL, self.due.item, self.due.at, self.due.not_after)
        working = working_time(company, self.profile, free)
        return self._carry_out(in_hours(candidate, self.due.learner, working, office, self.now))

    def _carry_out(self, decision: Decision) -> int:
        if isinstance(decision, Move):
            reminders.move(self.tx, self.due.id, decision.at)
            self._log(self.due.item, "moved", decision.reason)
            return 0
        reminders.settle(self.tx, self.due.id)
        if isinstance(decision, Send):
            return self._send(decision)
        self._log(self.due.item, "dropped", decision.reason)
        return 0

    def _send(self, decision: Send) -> int:
        item, kind = decision.candidate.item, decision.candidate.kind
        state = self.knowledge.codec.load(self.found.state)
        learner = self.due.learner
        if not self._may_begin(learner):
            self._log(item, "dropped", "channel not agreed on")
            return 0
        world = self.knowledge.world(self.now, learner, state.language, self.profile, self.record)
        turn = self.knowledge.engine.advance(state, Nudged(item, kind.value), world)
        if not turn.effects:
            self._log(item, "dropped", "content gone")
            return 0
        said = record(turn.effects, self.knowledge.phrasebook)
        key = f"{self.due.id}-{int(self.due.at.timestamp())}-{self.now.timestamp()}"
        number = turns.record(self.tx, SOURCE, key, learner, int(self.now.timestamp()), None, said)
        conversations.save(self.tx, learner, dump(turn.state), self.now.date())
        if not outbox.put(self.tx, number, learner, decision.not_after, self.now, QUEUED.get(kind, "nudge")):
            self._log(item, "dropped", "no messenger can be reached")
            return 0
        if kind not in UNCOUNTED:
            self.record = keeping.pushed(self.record, item, self.now)
        if kind is Kind.CANCELLATION:
            self.record = keeping.called_off(self.record, item)
        self._log(item, "sent", decision.reason)
        return 1

    def _may_begin(self, learner: str) -> bool:
        """Whether the messenger that the person used last is one in which the company wants reminders."""
        source = channels.preferred(self.tx, learner)
        return source is None or may_begin(source, self.knowledge.companies[self.profile.company].policy.channels)

    def _log(self, item: str, outcome: str, reason: str) -> None:
        reminders.log(self.tx, self.due.learner, "reminder", item, self.now, outcome, reason)
