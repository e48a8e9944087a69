"""The two keys of a plan as the chat needs them: what waits for a party, and its acts in the turn's transaction."""

from datetime import date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from bot.plan_store import Overview, PlanStoreError, decide, overview, stored_plan
from content.plan.approval import Party, is_in_force
from content.plan.diff import difference
from content.plan.model import Plan
from content.plan.schedule import iso_weeks, monday, reminders
from dialogs.world import Given, Keys, Waiting
from storage.plans import Version
from storage.transaction import Transaction

AHEAD = 4
"""Weeks from the next Monday on whose reminders are counted."""
COMPARED = 52
"""Weeks in which a version is compared with the active one."""


def party_of(role: str) -> Party | None:
    """The party whose key people with this role hold."""
    return next((party for party in get_args(Party) if party == role), None)


def keys_of(tx: Transaction, company: str, role: str, now: datetime) -> Keys:
    """What the party can do now; nothing for other roles and without stored plans."""
    party = party_of(role)
    try:
        found = overview(tx, company)
    except PlanStoreError:
        return Keys()
    if party is None:
        return Keys()
    own = [each for each in found.versions if (each.hash, party) in found.standing.keys]
    newest = _lacking(found, party)
    return Keys(
        _waiting(tx, found, newest, now) if newest else None,
        tuple(Given(each.hash, each.number, each.hash == found.standing.active) for each in own),
    )


def lacks_key(tx: Transaction, company: str, role: str) -> bool:
    """Whether a version waits for the key that people with this role hold."""
    party = party_of(role)
    try:
        return party is not None and _lacking(overview(tx, company), party) is not None
    except PlanStoreError:
        return False


def act(tx: Transaction, company: str, role: str, version: str, approves: bool, now: datetime) -> None:
    """The party approves exactly that version or withdraws, with its entry in the log. Twice is once."""
    party = party_of(role)
    assert party is not None, "only parties are asked"
    try:
        decide(tx, company, version, party, approves, now)
    except PlanStoreError as error:
        # A colleague with the same key was faster; what was wanted is so already.
        if error.key not in ("approved_already", "not_approved"):
            raise


def _lacking(found: Overview, party: Party) -> Version | None:
    """The newest version, when it lacks the party's key and nothing that is settled is newer."""
    keys = found.standing.keys
    # What was replaced by something newer needs no key any more.
    settled = [e.number for e in found.versions if e.hash == found.standing.active or (e.hash, party) in keys]
    newer = [each for each in found.versions if each.number > max(settled, default=0)]
    return newer[-1] if newer else None


def _waiting(tx: Transaction, found: Overview, version: Version, now: datetime) -> Waiting:
    plan = stored_plan(tx, found.company, version.hash)
    today = now.astimezone(ZoneInfo(plan.time_zone)).date()
    start = today + timedelta(days=7 - today.weekday())
    sent = [each for each in reminders(plan, iso_weeks(start, AHEAD)) if _agreed(plan, monday(each.year, each.week))]
    weekly = [(each.group, each.year, each.week) for each in sent]
    return Waiting(
        version=version.hash,
        number=version.number,
        reference=plan.agreement.reference,
        valid_from=plan.agreement.valid_from,
        valid_until=plan.agreement.valid_until,
        reminders=len(sent),
        groups=len({each.group for each in sent}),
        most=max(map(weekly.count, weekly), default=0),
        changes=_changes(tx, found, plan, start),
    )


def _agreed(plan: Plan, first: date) -> bool:
    return any(is_in_force(plan, first + timedelta(days=ahead)) for ahead in range(7))


def _changes(tx: Transaction, found: Overview, plan: Plan, start: date) -> tuple[int, int, int, int] | None:
    if found.standing.active is None:
        return None
    active = stored_plan(tx, found.company, found.standing.active)
    differs = difference(active, plan, iso_weeks(start, COMPARED))
    added, moved, removed = (
        sum(each.what == what for each in differs.changes) for what in ("added", "moved", "removed")
    )
    return added, moved, removed, len(differs.rules) + len(differs.others)
