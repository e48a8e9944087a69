"""What must hold for the entries of a plan: their weeks, their order, and the budget that people are promised."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from content.plan.fault import Breach
from content.plan.model import Plan, PlanEntry
from content.plan.schedule import ISOWeek, asked, monday, occurrences

ANY_YEAR = 0
"""Stands for the year of an entry that holds in every year."""


def _weeks(plan: Plan) -> Iterator[Breach]:
    for index, entry in enumerate(plan.entries):
        if entry.last_week is not None and entry.last_week < entry.first_week:
            values = {"first": entry.first_week, "last": entry.last_week}
            yield Breach(("entries", index, "last_week"), "window_backwards", values)
        if entry.per_week > len(entry.contents):
            values = {"per_week": entry.per_week, "contents": len(entry.contents)}
            yield Breach(("entries", index, "per_week"), "too_few_contents", values)
        if entry.year is not None and max(entry.first_week, entry.last_week or 0) == 53 and not _has_53(entry.year):
            yield Breach(("entries", index, "first_week"), "no_week_53", {"year": entry.year})


def _has_53(year: int) -> bool:
    return date(year, 12, 28).isocalendar()[1] == 53


def _within_agreement(plan: Plan) -> Iterator[Breach]:
    agreement = plan.agreement
    for index, entry in enumerate(plan.entries):
        if entry.year is None:
            continue
        first, last = monday(entry.year, entry.first_week), monday(entry.year, entry.last_week or entry.first_week)
        if last < agreement.valid_from or first > agreement.valid_until:
            yield Breach(("entries", index, "year"), "outside_agreement", {}, "warning")


def _budget(plan: Plan) -> Iterator[Breach]:
    """Names each entry once, with the first week in which the plan asks for more than may be sent."""
    named: set[tuple[int, str]] = set()
    budget = plan.policy.pushes_per_week
    for each in asked(plan, _all_weeks(plan)):
        key = (each.entry, each.reminder.group)
        if each.why == "budget" and key not in named:
            named.add(key)
            values = {"group": each.reminder.group, "week": each.reminder.week, "budget": budget}
            yield Breach(("entries", each.entry, "contents"), "over_budget", values)


def _all_weeks(plan: Plan) -> list[ISOWeek]:
    """Every week of every year that is named; of one more year for what holds in all."""
    years = {entry.year for entry in plan.entries if entry.year is not None} | {ANY_YEAR}
    return [(year, week) for year in sorted(years) for week in range(1, 54)]


def _busy(plan: Plan) -> Iterator[Breach]:
    busy = {group.id: frozenset(group.busy_weeks) for group in plan.groups if group.busy_weeks}
    for index, entry in enumerate(plan.entries):
        weeks = {week for week, _ in occurrences(entry)}
        for group in entry.groups:
            if hit := sorted(weeks & busy.get(group, frozenset())):
                values = {"group": group, "week": hit[0]}
                yield Breach(("entries", index, "first_week"), "busy_week", values, "warning")


def _order(plan: Plan) -> Iterator[Breach]:
    first: dict[tuple[str, str], tuple[int, int]] = {}
    for entry in plan.entries:
        for week, content in occurrences(entry):
            for group in entry.groups:
                at = (entry.year or ANY_YEAR, week)
                first[group, content] = min(first.get((group, content), at), at)
    for index, entry in enumerate(plan.entries):
        yield from _after(index, entry, first)


def _after(index: int, entry: PlanEntry, first: dict[tuple[str, str], tuple[int, int]]) -> Iterator[Breach]:
    for needed in entry.depends_on:
        late = defaultdict(list)
        for group in entry.groups:
            at = first.get((group, needed))
            if at is None:
                late["dependency_missing"].append(group)
            elif at >= (entry.year or ANY_YEAR, entry.first_week):
                late["dependency_late"].append(group)
        for key, groups in late.items():
            values = {"needed": needed, "group": groups[0], "week": entry.first_week}
            yield Breach(("entries", index, "depends_on"), key, values)


RULES: tuple[Callable[[Plan], Iterator[Breach]], ...] = (
    _weeks,
    _within_agreement,
    _budget,
    _busy,
    _order,
)
