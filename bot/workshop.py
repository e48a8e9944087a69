"""The guided workshop and the stored plans: what it builds on, what saving would give, and the saving itself."""

from datetime import datetime

from bot.plan_store import PlanStoreError, add, overview, stored_plan
from content.model import Library
from content.plan.draft import Draft, Ground, KnownCompetence, KnownGroup, Outcome
from content.plan.model import Plan
from content.plan.rules import breaches
from content.plan.version import plan_hash
from content.plan.wording import worded
from content.plan.workshop import merged
from storage.plans import Version
from storage.transaction import Transaction


def ground(tx: Transaction, company: str, draft: Draft | None, library: Library, language: str) -> Ground | None:
    """The newest version; with a draft, also what saving it would give. None when no plan is stored."""
    try:
        versions = overview(tx, company).versions
        plan = stored_plan(tx, company, "newest")
    except PlanStoreError:
        return None
    return Ground(
        version=versions[-1].hash,
        number=versions[-1].number,
        vision=plan.vision,
        goals=tuple(each.text for each in plan.goals),
        groups=tuple(KnownGroup(each.id, each.name, each.headcount) for each in plan.groups),
        competences=tuple(KnownCompetence(each.id, each.name, each.anchors) for each in plan.competences),
        outcome=_outcome(plan, draft, versions, library, language) if draft else None,
    )


def _outcome(plan: Plan, draft: Draft, versions: list[Version], library: Library, language: str) -> Outcome:
    made = merged(plan, draft)
    said = "de" if language.startswith("de") else "en"
    wrong = [each for each in breaches(made, library) if each.severity == "error"]
    faults = tuple("{}; {}.".format(*worded(each.key, said, each.values)) for each in wrong)
    version = plan_hash(made)
    stored = next((each.number for each in versions if each.hash == version), None)
    return Outcome(version, stored or versions[-1].number + 1, stored is None, faults)


def save(tx: Transaction, company: str, draft: Draft, at: datetime) -> None:
    """The newest version with the draft becomes a version of its own, with its entry in the log."""
    add(tx, merged(stored_plan(tx, company, "newest"), draft), at)
