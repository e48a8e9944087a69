"""How far apart are target and actual, where first, and why?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from content.plan.model import Comparison, Goal, Group, Plan

SOON_DAYS, NEAR_DAYS = 91, 182
"""A target that is due within a quarter is urgent, within half a year it is near."""
URGENCIES = ("overdue", "soon", "near", "later")
WEIGHTS = {"overdue": 1.5, "soon": 1.25, "near": 1.0, "later": 0.75}
GOAL_WEIGHTS = {1: 1.5, 2: 1.0, 3: 0.75}


@dataclass(frozen=True, slots=True)
class Gap:
    """In ``group``, ``needed`` people are to be on ``level`` of the competence, and ``reached`` are.

    ``unknown`` people have not been assessed; they count as not there yet. ``role`` names whose target it is.
    ``score`` orders gaps; the higher, the sooner.
    """

    group: str
    competence: str
    level: int
    needed: int
    reached: int
    unknown: int
    due: date | None
    goals: tuple[str, ...]
    urgency: str
    score: float
    role: str | None = None

    @property
    def below(self) -> int:
        """People that are missing."""
        return max(0, self.needed - self.reached)

    @property
    def share(self) -> float:
        """People that are missing, of those that are needed."""
        return self.below / self.needed

    @property
    def priority(self) -> int:
        """1 high, 2 medium, 3 low; 0 when nothing is missing."""
        if not self.below:
            return 0
        return 1 if self.score >= 0.6 else 2 if self.score >= 0.25 else 3


def gaps(plan: Plan, on: date) -> list[Gap]:
    """One for each target and group, the most pressing first, those without a gap last."""
    found = [gap for each in plan.comparisons if each.level is not None for gap in _gaps_of(plan, each, on)]
    order = {group.id: number for number, group in enumerate(plan.groups)}
    return sorted(found, key=lambda gap: (-gap.score, order[gap.group], gap.competence, gap.level, gap.role or ""))


def _gaps_of(plan: Plan, target: Comparison, on: date) -> Iterator[Gap]:
    groups = {group.id: group for group in plan.groups}
    if target.group is not None:
        yield _gap(plan, target, groups[target.group], target.people or groups[target.group].headcount, on)
        return
    role = next(each for each in plan.roles if each.id == target.role)
    for name in role.groups:
        yield _gap(plan, target, groups[name], min(target.people or role.people, groups[name].headcount), on)


def _gap(plan: Plan, target: Comparison, group: Group, needed: int, on: date) -> Gap:
    level = target.level or 0
    actual = next(
        (e.actual for e in plan.comparisons if (e.group, e.competence) == (group.id, target.competence) and e.actual),
        (0, 0, 0, 0, 0),
    )
    reached = sum(actual[level:])
    goals = _goals(plan, target.competence)
    urgency = _urgency(target.due, on)
    weight = WEIGHTS[urgency] * max((GOAL_WEIGHTS[goal.priority] for goal in goals), default=GOAL_WEIGHTS[2])
    return Gap(
        group=group.id,
        competence=target.competence,
        level=level,
        needed=needed,
        reached=reached,
        unknown=group.headcount - sum(actual),
        due=target.due,
        goals=tuple(goal.id for goal in goals),
        urgency=urgency,
        score=round(weight * max(0, needed - reached) / needed, 6),
        role=target.role,
    )


def _goals(plan: Plan, competence: str) -> list[Goal]:
    wanted = {goal for each in plan.competences if each.id == competence for goal in each.goals}
    return [goal for goal in plan.goals if goal.id in wanted]


def _urgency(due: date | None, on: date) -> str:
    if due is None:
        return "later"
    days = (due - on).days
    return "overdue" if days < 0 else "soon" if days <= SOON_DAYS else "near" if days <= NEAR_DAYS else "later"
