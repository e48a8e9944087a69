"""From plan entries to single reminders of a group in an ISO week, in the order in which they go out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from content.plan.model import Group, Plan, PlanEntry

ISOWeek = tuple[int, int]
"""ISO year and week."""


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """What a group gets in an ISO week."""

    group: str
    year: int
    week: int
    content: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A reminder that the plan asks for. ``why`` it is not sent: ``budget`` when that of the week is used up before its
    turn, ``busy`` when the group has no time to learn in that week; empty when it is."""

    reminder: Reminder
    entry: int
    """Index of the entry in the plan."""
    why: str = ""

    @property
    def sent(self) -> bool:
        return not self.why


def occurrences(entry: PlanEntry) -> Iterator[tuple[int, str]]:
    """(ISO week, content) of every reminder that the entry asks for, in the order of the weeks."""
    count = len(entry.contents)
    weeks = range(entry.first_week, (entry.last_week or entry.first_week) + 1, entry.every)
    for number, week in enumerate(weeks):
        for place in range(min(entry.per_week, count)):
            yield week, entry.contents[(number * entry.per_week + place) % count]


def iso_weeks(first: date, count: int) -> list[ISOWeek]:
    """So many ISO weeks from the one of that day on."""
    days = (first + timedelta(weeks=ahead) for ahead in range(count))
    return [(day.isocalendar()[0], day.isocalendar()[1]) for day in days]


def monday(year: int, week: int) -> date:
    """The first day of an ISO week; of the next one where the year has no week 53."""
    return date.fromisocalendar(year, 1, 1) + timedelta(weeks=week - 1)


def asked(plan: Plan, weeks: Iterable[ISOWeek]) -> list[Asked]:
    """Everything that the plan asks for in these weeks, by week, group (in the order of the plan) and turn."""
    by_week = _by_week(plan)
    found: list[Asked] = []
    for year, week in weeks:
        for group in plan.groups:
            found.extend(_of_group(plan, group, (year, week), by_week.get((group.id, week), ())))
    return found


def reminders(plan: Plan, weeks: Iterable[ISOWeek]) -> list[Reminder]:
    """What is sent in these weeks, without what budget and busy weeks keep back."""
    return [each.reminder for each in asked(plan, weeks) if each.sent]


Turn = tuple[int, int, int | None, str]
"""Priority, index of the entry, its year, content."""


def _by_week(plan: Plan) -> dict[tuple[str, int], list[Turn]]:
    found: dict[tuple[str, int], list[Turn]] = defaultdict(list)
    for index, entry in enumerate(plan.entries):
        for week, content in occurrences(entry):
            for group in dict.fromkeys(entry.groups):
                found[group, week].append((entry.priority, index, entry.year, content))
    for turns in found.values():
        turns.sort(key=lambda turn: turn[:2])
    return found


def _of_group(plan: Plan, group: Group, at: ISOWeek, turns: Iterable[Turn]) -> Iterator[Asked]:
    year, week = at
    # The same content twice in a week is one reminder.
    wanted: dict[str, int] = {}
    for _, index, of_year, content in turns:
        if of_year in (None, year):
            wanted.setdefault(content, index)
    for number, (content, index) in enumerate(wanted.items()):
        why = "budget" if number >= plan.policy.pushes_per_week else "busy" if week in group.busy_weeks else ""
        yield Asked(Reminder(group.id, year, week, content), index, why)
