"""A plan with what a workshop entered. The same draft a second time changes nothing more."""

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar, cast

from content.plan.draft import HALF, Aim, Draft, Need, Target
from content.plan.model import Change, Comparison, Competence, Goal, Kind, Plan, tidied
from content.plan.squeeze import slug

LONGEST_ID = 40
"""Characters of an id that is made from a text."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N")


def merged(plan: Plan, draft: Draft) -> Plan:
    """The plan with the draft in it. What it has already (by its words) is taken up, not doubled; ids do not change."""
    goals, changes = list(plan.goals), list(plan.changes)
    competences, comparisons = list(plan.competences), list(plan.comparisons)
    headcounts = {group.id: group.headcount for group in plan.groups}
    for aim in draft.goals:
        goal = _goal(goals, aim)
        for each in aim.changes:
            _change(changes, goal, each.text, each.groups)
        for need in aim.needs:
            competence = _competence(competences, need, goal)
            for target in need.targets:
                for group in target.groups:
                    _target(comparisons, _row(group, competence, target, aim, headcounts.get(group)))
    return plan.model_copy(
        update={
            "vision": tidied(draft.vision) or plan.vision,
            "goals": tuple(goals),
            "changes": tuple(changes),
            "competences": tuple(competences),
            "comparisons": tuple(comparisons),
        }
    )


def _put(values: list[N], made: N, is_same: Callable[[N], bool], joined: Callable[[N], N]) -> N:
    """The value that is there already, with what is new joined to it; otherwise the made one at the end."""
    for index, each in enumerate(values):
        if is_same(each):
            values[index] = joined(each)
            return values[index]
    values.append(made)
    return made


def _goal(goals: list[Goal], aim: Aim) -> str:
    made = Goal(id=_new_id(aim.text, "ziel", goals), text=aim.text, horizon=aim.horizon, priority=aim.priority)
    update = {"horizon": aim.horizon, "priority": aim.priority}
    return _put(
        goals,
        made,
        lambda each: _same(each.text, aim.text),
        lambda each: each.model_copy(update=update),
    ).id


def _change(changes: list[Change], goal: str, text: str, groups: tuple[str, ...]) -> None:
    made = Change(id=_new_id(text, "veraenderung", changes), text=text, goal=goal, groups=groups)
    _put(
        changes,
        made,
        lambda each: each.goal == goal and _same(each.text, text),
        lambda each: each.model_copy(update={"groups": _both(each.groups, groups)}),
    )


def _competence(competences: list[Competence], need: Need, goal: str) -> str:
    # A known competence that is gone meanwhile keeps its id: the rules then say that there is none.
    if need.known and all(each.id != need.known for each in competences):
        return need.known
    name = need.name or need.known
    kind = cast(Kind, need.kind or "professional")
    made = Competence(id=_new_id(name, "kompetenz", competences), name=name, kind=kind, goals=(goal,))
    return _put(
        competences,
        made,
        lambda each: each.id == need.known if need.known else _same(each.name, name),
        lambda each: each.model_copy(update={"goals": _both(each.goals, (goal,))}),
    ).id


def _row(group: str, competence: str, target: Target, aim: Aim, headcount: int | None) -> Comparison:
    people = -(-(headcount or 1) // 2) if target.people == HALF else target.people or None
    return Comparison(group=group, competence=competence, level=target.level, people=people, due=aim.horizon)


def _target(comparisons: list[Comparison], row: Comparison) -> None:
    """Into the row of the same level, or into one that has only an actual."""
    of_both = [each for each in comparisons if (each.group, each.competence) == (row.group, row.competence)]
    level = row.level if any(each.level == row.level for each in of_both) else None
    update = {"level": row.level, "people": row.people, "due": row.due}
    _put(
        comparisons,
        row,
        lambda each: (each.group, each.competence, each.level) == (row.group, row.competence, level),
        lambda each: each.model_copy(update=update),
    )


def _same(first: str, second: str) -> bool:
    return tidied(first).casefold() == tidied(second).casefold()


def _both(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _new_id(text: str, otherwise: str, taken: Iterable[_Named]) -> str:
    """An id out of the text's first words that is not taken yet; ``otherwise`` where it has no Latin letters."""
    begun = slug(text)
    if len(begun) > LONGEST_ID:
        begun = begun[: LONGEST_ID + 1].rpartition("-")[0] or begun[:LONGEST_ID]
    begun = begun or otherwise
    ids = {each.id for each in taken}
    number, found = 1, begun
    while found in ids:
        number += 1
        found = f"{begun}-{number}"
    return found
