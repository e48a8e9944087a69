"""Everybody's next regular moment: set for new people, and set anew when plan, agreement or calendar change."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.person import decode_profile, decode_record
from content.model import Company
from dialogs.agenda import KEY_WAITS, Agenda
from dialogs.rules.calendar import window_at
from dialogs.rules.nudges import first_slot
from dialogs.state import Profile, Record
from dialogs.world import working_time
from storage import reminders, schedules
from storage.database import Database
from storage.transaction import Transaction

PAGE = 200
"""Learners planned in one transaction, so that turns never wait long for the writer."""


def in_force(company: Company, now: datetime) -> bool:
    """Whether reminders may be sent: both parties have approved, and the works agreement is valid on that day."""
    agreement, day = company.agreement, now.astimezone(ZoneInfo(company.time_zone)).date()
    approvals = (agreement.employer_approved, agreement.works_council_approved)
    if any(approved is None or approved > day for approved in approvals):
        return False
    return agreement.valid_from <= day <= agreement.valid_until


def agenda(
    knowledge: Knowledge, company: Company, profile: Profile, record: Record, learner: str, now: datetime
) -> Agenda | None:
    """What could be sent to a person now; None when nothing may be: stopped, or no working time on file."""
    working = working_time(company, profile, knowledge.free_days(now.year)[company.id])
    if working is None or profile.stopped:
        return None
    return Agenda(knowledge.library, company, profile, record, working, learner, now, in_force(company, now))


def set_anew(
    tx: Transaction, knowledge: Knowledge, learner: str, profile: Profile | None, record: Record, now: datetime
) -> None:
    """Everything to come for a person, after something about them has changed."""
    company = knowledge.companies.get(profile.company) if profile else None
    if company is None or profile is None:
        return
    found = agenda(knowledge, company, profile, record, learner, now)
    at = next_moment(found)
    known = reminders.regular(tx, learner)
    if known is None:
        reminders.set_regular(tx, [(learner, None, at)], schedules.version(tx, company.id))
    elif known.at != at:
        reminders.set_regular(tx, [(learner, known.id, at)], known.version)
    if found:
        _move_wishes(tx, found)


def next_moment(person: Agenda | None) -> datetime | None:
    """The next regular moment, also of somebody who does not answer; None without a plan in force or working time."""
    return person.contact.next_slot(person.now) if person is not None and person.in_force else None


def _move_wishes(tx: Transaction, person: Agenda) -> None:
    """What was asked for keeps its moment while that is working time; else it waits for the next."""
    for each in reminders.pending(tx, person.learner):
        if each.item == KEY_WAITS or window_at(person.working, each.at) is not None:
            continue
        at = first_slot(person.working, person.learner, each.at)
        if at is not None and at <= each.not_after:
            outcome = "moved"
            reminders.move(tx, each.id, at)
        else:
            outcome = "dropped"
            reminders.settle(tx, each.id)
        reminders.log(tx, person.learner, "reminder", each.item, person.now, outcome, "working time has changed")


@dataclass(frozen=True, slots=True)
class Planner:
    """Sets regular moments. Planning twice is planning once, and the order of people does not matter."""

    database: Database
    knowledge: Knowledge
    clock: Clock
    _announced: dict[str, str] = field(default_factory=dict)
    _planned: dict[str, Company] = field(default_factory=dict)

    async def plan(self) -> int:
        """Plan for everybody in every company; gives how many moments were set, or put to sleep."""
        await self._refresh()
        return await self._plan()

    async def follow(self) -> int:
        """The same, but only where a company has changed since the last time, whoever noticed it first."""
        await self._refresh()
        return 0 if self._planned == dict(self.knowledge.companies) else await self._plan()

    async def _refresh(self) -> None:
        await self.database.perform(self.knowledge.refresh)
        # Holidays of another state or year are asked beside the turns, which would wait for them.
        await asyncio.to_thread(self.knowledge.free_days, self.clock().year)

    async def _plan(self) -> int:
        now = self.clock()
        companies = dict(self.knowledge.companies)
        count = sum([await self._plan_company(company, now) for company in companies.values()])
        self._planned.clear()
        self._planned.update(companies)
        return count

    async def _plan_company(self, company: Company, now: datetime) -> int:
        is_in_force = in_force(company, now)
        version = await self.database.perform(partial(self._version, company=company, is_in_force=is_in_force))
        total, after = 0, ""
        while True:
            page = partial(self._page, company=company, version=version, after=after, now=now)
            last, count = await self.database.perform(page, urgent=False)
            total += count
            if last is None:
                return total
            after = last

    def _version(self, tx: Transaction, company: Company, is_in_force: bool) -> int:
        # Each is said once by each process: two that read different files would go on contradicting each other.
        found = fingerprint(company, is_in_force)
        if self._announced.get(company.id) == found:
            return schedules.version(tx, company.id)
        self._announced[company.id] = found
        return schedules.announce(tx, company.id, found)

    def _page(
        self, tx: Transaction, company: Company, version: int, after: str, now: datetime
    ) -> tuple[str | None, int]:
        """Plans one page of learners; gives the last id, or None at the end, and the number of moments set."""
        people = reminders.stale(tx, company.id, version, after, PAGE)
        moments = [
            (person, number, self._moment(company, person, profile, record, now))
            for person, profile, record, number in people
        ]
        reminders.set_regular(tx, moments, version)
        return (people[-1][0] if len(people) == PAGE else None), len(people)

    def _moment(self, company: Company, person: str, profile: bytes, record: bytes, now: datetime) -> datetime | None:
        return next_moment(agenda(self.knowledge, company, decode_profile(profile), decode_record(record), person, now))


def fingerprint(company: Company, is_in_force: bool) -> str:
    """Of everything that may change when and what is sent: the company with its plan, and whether it may be."""
    return blake2b(f"{is_in_force} {company.model_dump_json()}".encode(), digest_size=16).hexdigest()
