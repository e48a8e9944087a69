"""A plan as weeks and groups, and its gaps as competences and groups: tables that both parties can check by eye."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby

from bot.visits import Heat, Item, Week
from content.plan.contents import Contents
from content.plan.diff import Change
from content.plan.gaps import Gap, gaps
from content.plan.model import Plan
from content.plan.schedule import Asked, ISOWeek, asked, monday

TO_SUNDAY = timedelta(days=6)


def calendar(plan: Plan, weeks: Sequence[ISOWeek], contents: Contents) -> tuple[Week, ...]:
    """The weeks in which the plan asks for something."""
    cells: dict[tuple[ISOWeek, str], list[Item]] = defaultdict(list)
    for each in asked(plan, weeks):
        reminder = each.reminder
        cells[(reminder.year, reminder.week), reminder.group].append(_item(each, contents))
    busy = {at for at, _ in cells}
    return tuple(
        Week(at, monday(*at), monday(*at) + TO_SUNDAY, tuple(tuple(cells.get((at, g.id), ())) for g in plan.groups))
        for at in weeks
        if at in busy
    )


def counts(weeks: Iterable[Week], groups: int) -> tuple[int, ...]:
    """How many reminders each group gets in these weeks."""
    found = [0] * groups
    for week in weeks:
        for place, cell in enumerate(week.cells):
            found[place] += sum(item.sent for item in cell)
    return tuple(found)


def heat(plan: Plan, on: date) -> Heat:
    """The most pressing target of each competence and group, in the order of the plan."""
    worst: dict[tuple[str, str], Gap] = {}
    for gap in gaps(plan, on):
        worst.setdefault((gap.competence, gap.group), gap)
    rows = ((each.name, tuple(worst.get((each.id, group.id)) for group in plan.groups)) for each in plan.competences)
    return Heat(tuple((name, cells) for name, cells in rows if any(cells)))


def by_week(changes: Iterable[Change]) -> tuple[tuple[ISOWeek, tuple[Change, ...]], ...]:
    """The changes of each week; what is moved stands at its new week."""
    return tuple((at, tuple(some)) for at, some in groupby(changes, lambda each: each.new or each.old or (0, 0)))


def _item(each: Asked, contents: Contents) -> Item:
    ref = each.reminder.content
    return Item(contents.titles.get(ref, ref), contents.minutes.get(ref, 0), each.sent)
