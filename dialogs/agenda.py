"""What could be sent to a person now, the most important first: from the plan in force and from their own record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from content.model import Block, Company, Library
from dialogs import offers
from dialogs.offers import Offer
from dialogs.rules import spacing
from dialogs.rules.calendar import WorkingTime
from dialogs.rules.choice import SILENT, Candidate, Contact, Kind, opening, soonest
from dialogs.rules.hours import DAY
from dialogs.state import Profile, Push, Record, UnitRecord

REPEATED = timedelta(days=7)
"""Nothing but the plan comes again sooner than that."""
CHECK_IN_EVERY = timedelta(weeks=4)
TRANSFER_AFTER = timedelta(weeks=4)
TRANSFER_UNTIL = timedelta(weeks=8)
TRANSFER_EVERY = timedelta(weeks=4)
LEAVE_LESS = "ask:less"
"""The item of the question whether to write less."""
KEY_WAITS = "approval"
"""The item of the word that a version of the plan waits for the person's key."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """One person at one moment. ``in_force``: whether a plan approved by both parties stands on a works agreement."""

    library: Library
    company: Company
    profile: Profile
    record: Record
    working: WorkingTime
    learner: str
    now: datetime
    in_force: bool
    offers: tuple[Offer, ...] = ()
    """Of the company's multipliers."""

    @property
    def contact(self) -> Contact:
        outreach = self.record.outreach
        return Contact(
            self.learner,
            self.working,
            tuple(push.at for push in outreach.pushes),
            outreach.unanswered,
            outreach.asked,
            self.profile.pace == "weekly",
            self.profile.moment,
            self.company.policy.pushes_per_week,
        )

    def candidates(self, at: datetime) -> tuple[Candidate, ...]:
        """Everything there is to send at the regular moment ``at``. Nothing without a plan in force."""
        if not self.in_force:
            return ()
        return (*self._called_off(at), *self._candidates(at))

    def next_moment(self) -> datetime | None:
        """The next regular moment; an earlier one where something cannot wait for it. None without a plan in force."""
        if not self.in_force:
            return None
        return min(filter(None, (self.contact.next_slot(self.now), self._cannot_wait())), default=None)

    def _cannot_wait(self) -> datetime | None:
        if self._called_off(self.now):
            return soonest(self.working, self.now)
        found = (opening(self.contact, self.now, each.not_after) for each in self._offers(self.now))
        return next(filter(None, found), None)

    def _called_off(self, at: datetime) -> tuple[Candidate, ...]:
        """What the person was told of, and does not take place."""
        off = (each for each in self.offers if each.called_off and self.now < each.starts_at)
        told = (each for each in off if any(push.item == each.item for push in self._pushes))
        return tuple(Candidate(Kind.CANCELLATION, each.cancellation, at, each.starts_at) for each in told)

    def _offers(self, at: datetime) -> tuple[Candidate, ...]:
        """Offers to the person's group, the next one first; one in some days, so that the plan has room."""
        if not self.offers or self._pushed_lately(offers.PREFIX) or self.record.outreach.unanswered >= SILENT:
            return ()
        wanted = (each for each in offers.standing(self.offers, self.now) if self.profile.group in each.groups)
        return tuple(
            Candidate(Kind.OFFER, each.item, at, each.not_after) for each in wanted if self.now < each.not_after
        )

    def _candidates(self, at: datetime) -> tuple[Candidate, ...]:
        if self.record.outreach.unanswered >= SILENT:
            return () if self.record.outreach.asked else (self._candidate(Kind.ASK, LEAVE_LESS, at),)
        reviews = [self._candidate(Kind.REVIEW, item, at) for _, item in sorted(self._reviews())]
        year, week = self._today.isocalendar()[:2]
        unsent = (item for item in self.unsent(year, week) if self._exists(item) and not self.learned(item, year, week))
        plan = [self._candidate(Kind.PLAN, item, at) for item in unsent]
        # What names a time comes first, then what both parties approved; what is asked seldom goes before the reviews,
        # of which there is always one more.
        seldom = (*self._check_in(at), *(self._candidate(Kind.TRANSFER, item, at) for item in self._transfers()))
        return (*self._offers(at), *plan, *seldom, *reviews)

    def unsent(self, year: int, week: int) -> list[str]:
        """What the plan asked of the group in that ISO week and was not sent in it."""
        zone = self.working.zone
        sent = {push.item for push in self._pushes if push.at.astimezone(zone).isocalendar()[:2] == (year, week)}
        group = self.profile.group
        return [item for item in asked(self.company, group, year, week) if item not in sent] if group else []

    def learned(self, item: str, year: int, week: int) -> bool:
        """Whether the person finished that unit in that week without being asked."""
        finished = self.record.units.get(item.removeprefix("unit:"))
        return finished is not None and finished.on.isocalendar()[:2] == (year, week)

    def _candidate(self, kind: Kind, item: str, at: datetime) -> Candidate:
        monday = self._today + (7 - self._today.weekday()) * DAY
        week_ends = datetime.combine(monday, time(), self.working.zone).astimezone(UTC)
        return Candidate(kind, item, at, week_ends if kind is Kind.PLAN else self.now + 365 * DAY)

    def _exists(self, item: str) -> bool:
        kind, _, name = item.partition(":")
        return name in (self.library.units if kind == "unit" else self.library.blocks)

    def _reviews(self) -> Iterator[tuple[date, str]]:
        """Units whose questions for later are due, with the day."""
        for name, unit in self.record.units.items():
            content = self.library.units.get(name)
            if content is None or not content.review:
                continue
            due = memory_of(unit).due
            if due <= self._today and not any(
                push.item == f"review:{name}" and self.now - push.at < REPEATED for push in self._pushes
            ):
                yield due, f"review:{name}"

    def _transfers(self) -> Iterator[str]:
        """Units with an if-then plan, some weeks after: was it used at work? Each once, and one in some weeks."""
        if self._pushed_lately("transfer:", TRANSFER_EVERY):
            return
        for name, unit in self.record.units.items():
            content = self.library.units.get(name)
            asks = content is not None and content.plan is not None and (unit.used is None or unit.used < unit.on)
            was_asked = any(push.item == f"transfer:{name}" for push in self._pushes)
            if asks and not was_asked and TRANSFER_AFTER <= self._today - unit.on <= TRANSFER_UNTIL:
                yield f"transfer:{name}"

    def _check_in(self, at: datetime) -> Iterator[Candidate]:
        last = max((answer.on for answer in self.record.check_ins), default=self.profile.joined)
        block = check_in_block(self.library, self.record)
        if block is not None and self._today - last >= CHECK_IN_EVERY and not self._pushed_lately("checkin:"):
            yield self._candidate(Kind.CHECK_IN, f"checkin:{block.id}", at)

    def _pushed_lately(self, item: str, within: timedelta = REPEATED) -> bool:
        """Whether something that begins like that was sent in the last days."""
        return any(push.item.startswith(item) and self.now - push.at < within for push in self._pushes)

    @property
    def _pushes(self) -> tuple[Push, ...]:
        return self.record.outreach.pushes

    @property
    def _today(self) -> date:
        return self.now.astimezone(self.working.zone).date()


def in_force(company: Company, now: datetime) -> bool:
    """Whether reminders may be sent: both parties have approved, and the works agreement is valid on that day."""
    agreement, day = company.agreement, now.astimezone(ZoneInfo(company.time_zone)).date()
    approvals = (agreement.employer_approved, agreement.works_council_approved)
    if any(approved is None or approved > day for approved in approvals):
        return False
    return agreement.valid_from <= day <= agreement.valid_until


@lru_cache(maxsize=1024)
def asked(company: Company, group: str, year: int, week: int) -> tuple[str, ...]:
    """What the plan asks of a group in an ISO week: ``unit:<id>`` or ``block:<id>``, each once."""
    found = (entry for entry in company.plan if entry.group == group and entry.covers(year, week))
    return tuple(dict.fromkeys(f"unit:{each.unit}" if each.unit else f"block:{each.block}" for each in found))


def memory_of(unit: UnitRecord) -> spacing.Memory:
    """How well a unit sits; worked out from its last time where that was not kept."""
    if unit.memory is not None:
        return unit.memory
    return spacing.practised(None, spacing.first_rating(unit.right, unit.of, unit.sure), unit.on)


def check_in_block(library: Library, record: Record) -> Block | None:
    """The block whose check-in it is the turn of: answered longest ago; among those never answered, one that the person
    has worked with."""
    blocks = (block for block in library.blocks.values() if block.check_in)
    return min(blocks, key=lambda block: _turn(block, record), default=None)


def _turn(block: Block, record: Record) -> tuple[date, bool]:
    items = {item.id for item in block.check_in}
    last = max((answer.on for answer in record.check_ins if answer.item in items), default=date.min)
    return last, block.id not in record.blocks
