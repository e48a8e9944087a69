"""How far apart are target and actual, where first, and why?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from content.plan.model import Comparison, Goal, Group, Plan, Role

Levels = tuple[int, int, int, int, int]
"""People on each level."""
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
    known = _Known.of(plan)
    found = [gap for each in plan.comparisons if each.level is not None for gap in _gaps_of(known, each, on)]
    order = {group.id: number for number, group in enumerate(plan.groups)}
    return sorted(found, key=lambda gap: (-gap.score, order[gap.group], gap.competence, gap.level, gap.role or ""))


@dataclass(frozen=True, slots=True)
class _Known:
    """The plan by the keys that a gap needs."""

    groups: dict[str, Group]
    roles: dict[str, Role]
    actuals: dict[tuple[str | None, str], Levels]
    goals: dict[str, list[Goal]]

    @classmethod
    def of(cls, plan: Plan) -> "_Known":
        goals = {goal.id: goal for goal in plan.goals}
        return cls(
            groups={group.id: group for group in plan.groups},
            roles={role.id: role for role in plan.roles},
            actuals={(e.group, e.competence): e.actual for e in plan.comparisons if e.actual is not None},
            goals={each.id: [goals[name] for name in each.goals if name in goals] for each in plan.competences},
        )


def _gaps_of(known: _Known, target: Comparison, on: date) -> Iterator[Gap]:
    if target.group is not None:
        group = known.groups[target.group]
        yield _gap(known, target, group, target.people or group.headcount, on)
    elif target.role is not None:
        role = known.roles[target.role]
        for group in (known.groups[name] for name in role.groups):
            yield _gap(known, target, group, min(target.people or role.people, group.headcount), on)


def _gap(known: _Known, target: Comparison, group: Group, needed: int, on: date) -> Gap:
    level = target.level or 0
    actual = known.actuals.get((group.id, target.competence), (0, 0, 0, 0, 0))
    reached = sum(actual[level:])
    goals = known.goals[target.competence]
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


def _urgency(due: date | None, on: date) -> str:
    if due is None:
        return "later"
    days = (due - on).days
    return "overdue" if days < 0 else "soon" if days <= SOON_DAYS else "near" if days <= NEAR_DAYS else "later"
