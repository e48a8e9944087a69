"""Versions of plans and their two keys: every change and its entry in the log are one transaction."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.waiting_keys import tell
from content.model import Company
from content.plan.approval import PARTIES, Act, Party, Standing, standing
from content.plan.chain import Broken, Link, first_broken
from content.plan.model import Plan
from content.plan.runtime import company_of
from content.plan.version import body_hash, canonical, from_canonical, plan_hash
from storage import audit, outbox, plans
from storage.database import Database
from storage.plans import Version
from storage.transaction import Transaction

FEWEST_DIGITS = 8
"""Digits of a hash with which a version can be named."""


class PlanStoreError(Exception):
    """``key`` names the words in ``bot.plan_words``, ``values`` what they speak of."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(f"{key}: {values}")
        self.key, self.values = key, values


@dataclass(frozen=True, slots=True)
class Overview:
    """All versions of a company and how they stand."""

    company: str
    versions: list[Version]
    standing: Standing


@dataclass(frozen=True, slots=True)
class Verified:
    """What the check of a company's log found. ``head`` is the newest hash; keep it, and the log cannot be cut off."""

    company: str
    entries: int
    head: str
    broken: Broken | None
    missing: str = ""
    """What the log and the stored rows disagree about."""


@dataclass(frozen=True, slots=True)
class PlanStore:
    """The stored plans."""

    database: Database

    def add(self, plan: Plan, at: datetime) -> tuple[Version, bool]:
        """The version of this plan, and whether it is new."""
        return self.database.perform_now(partial(add, plan=plan, at=at))

    def decide(self, company: str | None, named: str, party: Party, approves: bool, at: datetime) -> Overview:
        """A party approves exactly that version, or withdraws. PlanStoreError when there is nothing to do."""
        return self.database.perform_now(
            partial(decide, company=company, named=named, party=party, approves=approves, at=at)
        )

    def overview(self, company: str | None) -> Overview:
        """PlanStoreError when no plan is stored."""
        return self.database.perform_now(lambda tx: overview(tx, company))

    def plan(self, company: str | None, named: str) -> Plan:
        """The version that a hash, its beginning, ``active`` or ``newest`` names."""
        return self.database.perform_now(partial(stored_plan, company=company, named=named))

    def log(self, company: str | None) -> list[Link]:
        """The change log of a company."""
        return self.database.perform_now(lambda tx: audit.links(tx, _company(tx, company)))

    def verify(self) -> list[Verified]:
        """The check of every company's log."""
        return self.database.perform_now(lambda tx: [_verify(tx, name) for name in audit.companies(tx)])


def running_company(tx: Transaction, company: str) -> Company:
    """The company under its active version, with the days of both approvals.

    Before any version is active, under the newest one, and without approvals: then nothing is sent.
    """
    found = standing(plans.acts(tx, company))
    plan = stored_plan(tx, company, found.active or "newest")
    if found.active is None:
        return company_of(plan)
    zone = ZoneInfo(plan.time_zone)
    employer, works_council = (found.keys[found.active, party].astimezone(zone).date() for party in PARTIES)
    return company_of(plan, employer, works_council)


def add(tx: Transaction, plan: Plan, at: datetime) -> tuple[Version, bool]:
    """See ``PlanStore.add``; the version, its entry in the log and the word to both parties that it waits."""
    version = plan_hash(plan)
    is_new = plans.add(tx, plan.id, version, canonical(plan), at)
    if is_new:
        audit.append(tx, plan.id, at, "import", _detail(version=version))
        tell(tx, plan.id, PARTIES, at)
    stored = next(each for each in plans.versions(tx, plan.id) if each.hash == version)
    return stored, is_new


def decide(tx: Transaction, company: str | None, named: str, party: Party, approves: bool, at: datetime) -> Overview:
    """See ``PlanStore.decide``; the act, its entry in the log, the word to a party whose key is missing now, and the
    end of what waits under a version that ends."""
    name = _company(tx, company)
    before = overview(tx, name)
    version = _version(before, named).hash
    if ((version, party) in before.standing.keys) == approves:
        raise PlanStoreError("approved_already" if approves else "not_approved", version=version)
    plans.act(tx, name, Act(party, version, approves, at))
    audit.append(tx, name, at, "approve" if approves else "withdraw", _detail(version=version, party=party))
    after = overview(tx, name)
    if after.standing.active != before.standing.active:
        audit.append(tx, name, at, "active", _detail(version=after.standing.active))
        if before.standing.active is not None:
            outbox.stop(tx, name, at)
    if approves:
        tell(tx, name, [each for each in PARTIES if (version, each) not in after.standing.keys], at)
    return after


def stored_plan(tx: Transaction, company: str | None, named: str) -> Plan:
    """See ``PlanStore.plan``."""
    name = _company(tx, company)
    found = overview(tx, name)
    if named == "active":
        if found.standing.active is None:
            raise PlanStoreError("none_active", company=name)
        named = found.standing.active
    version = found.versions[-1] if named == "newest" else _version(found, named)
    body = plans.body(tx, name, version.hash)
    assert body is not None, "a listed version is stored"
    return from_canonical(body)


def overview(tx: Transaction, wanted: str | None) -> Overview:
    """See ``PlanStore.overview``."""
    company = _company(tx, wanted)
    return Overview(company, plans.versions(tx, company), standing(plans.acts(tx, company)))


def _company(tx: Transaction, wanted: str | None) -> str:
    known = plans.companies(tx)
    if not known:
        raise PlanStoreError("nothing_stored")
    if wanted is None and len(known) > 1:
        raise PlanStoreError("which_company", known=known)
    if wanted is not None and wanted not in known:
        raise PlanStoreError("no_company", wanted=wanted, known=known)
    return wanted or known[0]


def _version(found: Overview, named: str) -> Version:
    if len(named) < FEWEST_DIGITS:
        raise PlanStoreError("too_short", least=FEWEST_DIGITS)
    fitting = [each for each in found.versions if each.hash.startswith(named.lower())]
    if len(fitting) != 1:
        raise PlanStoreError("no_version", wanted=named, known=[each.hash[:12] for each in found.versions])
    return fitting[0]


def _verify(tx: Transaction, company: str) -> Verified:
    entries = audit.links(tx, company)
    broken = first_broken(entries)
    missing = "" if broken else _disagreement(tx, company, entries)
    return Verified(company, len(entries), entries[-1].hash, broken, missing)


def _disagreement(tx: Transaction, company: str, entries: list[Link]) -> str:
    """Whether plans and approvals are those that the log tells of."""
    told = [(each.kind, json.loads(each.detail)) for each in entries]
    stored = plans.versions(tx, company)
    if [detail["version"] for kind, detail in told if kind == "import"] != [each.hash for each in stored]:
        return "versions"
    for each in stored:
        body = plans.body(tx, company, each.hash)
        if body is None or body_hash(body) != each.hash:
            return each.hash
    said = [(d["party"], d["version"], kind == "approve") for kind, d in told if kind in ("approve", "withdraw")]
    return "" if said == [(a.party, a.version, a.approves) for a in plans.acts(tx, company)] else "approvals"


def _detail(**values: object) -> str:
    return json.dumps(values, sort_keys=True)
