"""From the approved plan to due reminders: for everybody in a company, what this week asks for."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.knowledge import Knowledge
from bot.person import decode_profile
from content.model import Agreement, Company
from dialogs.rules.nudges import planned
from dialogs.world import working_time
from storage import learners, reminders
from storage.database import Database
from storage.transaction import Transaction

PAGE = 500
"""Learners planned in one transaction, so that turns never wait long for the writer."""


def in_force(agreement: Agreement, day: date) -> bool:
    """Whether reminders may be sent: both parties have approved, and the works agreement is valid on that day."""
    approvals = (agreement.employer_approved, agreement.works_council_approved)
    if any(approved is None or approved > day for approved in approvals):
        return False
    return agreement.valid_from <= day <= agreement.valid_until


@dataclass(frozen=True, slots=True)
class Planner:
    """Fills the due table. Planning twice is planning once: what a week already got is not planned again."""

    database: Database
    knowledge: Knowledge
    clock: Clock

    async def plan(self) -> int:
        """Plan for everybody in every company with a plan in force; gives the number of new reminders."""
        now = self.clock()
        return sum([await self._plan_company(company, now) for company in self.knowledge.companies.values()])

    async def _plan_company(self, company: Company, now: datetime) -> int:
        if not in_force(company.agreement, now.astimezone(ZoneInfo(company.time_zone)).date()):
            return 0
        total, after = 0, ""
        while True:
            last, count = await self.database.perform(partial(self._page, company=company, after=after, now=now))
            total += count
            if last is None:
                return total
            after = last

    def _page(self, tx: Transaction, company: Company, after: str, now: datetime) -> tuple[str | None, int]:
        """Plans one page of learners; gives the last id, or None at the end, and the number of new reminders."""
        people = learners.of_company(tx, company.id, after, PAGE)
        count = sum(self.plan_learner(tx, company, person, profile, now) for person, profile in people)
        return (people[-1][0] if len(people) == PAGE else None), count

    def plan_learner(self, tx: Transaction, company: Company, learner: str, profile: bytes, now: datetime) -> int:
        """Plans this week for one person."""
        me = decode_profile(profile)
        working = working_time(company, me, self.knowledge.free_days(now.year)[company.id])
        if working is None or me.group is None or me.stopped or (me.paused_until and me.paused_until > now.date()):
            return 0
        week = f"{now.astimezone(working.zone):%G-W%V}"
        year, number = int(week[:4]), int(week[6:])
        taken = {(year, number, item) for taken_week, item in reminders.taken(tx, learner) if taken_week == week}
        due = planned(company.plan, me.group, working, learner, now, taken)
        for each in due:
            reminders.plan(tx, learner, each.item, each.at, each.not_after, each.reason, week)
        return len(due)
