"""Everybody's next regular moment: set for new people, and set anew when plan, agreement or calendar change."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b

from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.person import decode_profile, decode_record
from content.model import Company
from dialogs.agenda import KEY_WAITS, Agenda, in_force
from dialogs.offers import Offer
from dialogs.rules.calendar import window_at
from dialogs.rules.nudges import first_slot
from dialogs.state import Profile, Record
from dialogs.world import working_time
from storage import reminders, schedules
from storage.database import Database
from storage.transaction import Transaction

Plans = tuple[Company, tuple[Offer, ...]]
"""All that the reminders of a company depend on."""
PAGE = 200
"""Learners planned in one transaction, so that turns never wait long for the writer."""


def agenda(
    knowledge: Knowledge, company: Company, profile: Profile, record: Record, learner: str, now: datetime
) -> Agenda | None:
    """What could be sent to a person now; None when nothing may be: stopped, or no working time on file."""
    working = working_time(company, profile, knowledge.free_days(now.year)[company.id])
    if working is None or profile.stopped:
        return None
    offers = knowledge.offers[company.id]
    return Agenda(knowledge.library, company, profile, record, working, learner, now, in_force(company, now), offers)


def set_anew(
    tx: Transaction, knowledge: Knowledge, learner: str, profile: Profile | None, record: Record, now: datetime
) -> None:
    """Everything to come for a person, after something about them has changed."""
    company = knowledge.companies.get(profile.company) if profile else None
    if company is None or profile is None:
        return
    found = agenda(knowledge, company, profile, record, learner, now)
    at = found.next_moment() if found else None
    known = reminders.regular(tx, learner)
    if known is None:
        reminders.set_regular(tx, [(learner, None, at)], schedules.version(tx, company.id))
    elif known.at != at:
        reminders.set_regular(tx, [(learner, known.id, at)], known.version)
    if found:
        _move_wishes(tx, found)


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
    _planned: dict[str, Plans] = field(default_factory=dict)

    async def plan(self) -> int:
        """Plan for everybody in every company; gives how many moments were set, or put to sleep."""
        await self._refresh()
        return await self._plan()

    async def follow(self) -> int:
        """The same, but only where a company or its offers have changed since then, whoever noticed it first."""
        await self._refresh()
        return 0 if self._planned == self._present() else await self._plan()

    async def _refresh(self) -> None:
        await self.database.perform(self.knowledge.refresh, urgent=False)
        # Holidays of another state or year are asked beside the turns, which would wait for them.
        await asyncio.to_thread(self.knowledge.free_days, self.clock().year)

    async def _plan(self) -> int:
        now, present = self.clock(), self._present()
        count = sum([await self._plan_company(*plans, now) for plans in present.values()])
        self._planned.clear()
        self._planned.update(present)
        return count

    def _present(self) -> dict[str, Plans]:
        return {name: (company, self.knowledge.offers[name]) for name, company in self.knowledge.companies.items()}

    async def _plan_company(self, company: Company, offers: tuple[Offer, ...], now: datetime) -> int:
        found = fingerprint(company, in_force(company, now), offers)
        announce = partial(self._version, company=company.id, found=found)
        version = await self.database.perform(announce, urgent=False)
        total, after = 0, ""
        while True:
            page = partial(self._page, company=company, version=version, after=after, now=now)
            last, count = await self.database.perform(page, urgent=False)
            total += count
            if last is None:
                return total
            after = last

    def _version(self, tx: Transaction, company: str, found: str) -> int:
        # Each is said once by each process: two that read different files would go on contradicting each other.
        if self._announced.get(company) == found:
            return schedules.version(tx, company)
        self._announced[company] = found
        return schedules.announce(tx, company, found)

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
        found = agenda(self.knowledge, company, decode_profile(profile), decode_record(record), person, now)
        return found.next_moment() if found else None


def fingerprint(company: Company, is_in_force: bool, offers: tuple[Offer, ...] = ()) -> str:
    """Of everything that may change when and what is sent: the company with its plan, whether it may be, and what its
    multipliers offer."""
    return blake2b(f"{is_in_force} {company.model_dump_json()} {offers}".encode(), digest_size=16).hexdigest()
