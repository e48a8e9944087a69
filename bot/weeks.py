"""At the turn of the week: what the plan had asked for and found no room is said in the delivery log."""

from collections.abc import Callable
from datetime import date, timedelta

from dialogs import keeping
from dialogs.agenda import Agenda
from dialogs.rules.choice import BUSY, NO_ANSWER
from dialogs.state import Record

LONGEST = 8
"""Weeks that are settled at most, after a long pause."""
Log = Callable[[str, str, str], None]
"""Writes (item, outcome, reason) into the delivery log."""


def settle_weeks(person: Agenda, log: Log) -> Record:
    """The record after all weeks before the present one are settled."""
    today = person.now.astimezone(person.working.zone).date()
    monday = today - timedelta(days=today.weekday())
    settled, present = person.record.outreach.week, f"{monday:%G-W%V}"
    if settled == present:
        return person.record
    if settled and person.in_force:
        _settle(person, max(_monday(settled), monday - timedelta(weeks=LONGEST)), monday, log)
    return keeping.settled(person.record, present)


def _settle(person: Agenda, first: date, monday: date, log: Log) -> None:
    while first < monday:
        year, week, _ = first.isocalendar()
        why = _why(person, first)
        for item in person.unsent(year, week):
            log(item, "dropped", "learned already" if person.learned(item, year, week) else why)
        first += timedelta(weeks=1)


def _why(person: Agenda, monday: date) -> str:
    """Nothing of the plan was sent in that week, or not all."""
    paused = person.profile.paused_until is not None and person.profile.paused_until > monday
    if paused:
        return "paused"
    if person.working.is_busy(monday):
        return BUSY
    return NO_ANSWER if person.contact.is_asleep else "no room in its week"


def _monday(week: str) -> date:
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
