"""What a new version adds, moves and removes, for each group and week; and what else it changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.plan.model import Plan
from content.plan.schedule import ISOWeek, Reminder, reminders

POLICY = ("agreement", "policy", "messenger")
"""Parts of a plan that are rules: each of their fields is named by itself."""
WHEN = ("federal_state", "local_holidays", "time_zone", "plant_holidays", "exceptional_days", "shift_models")
OTHERS = ("groups", "roles", "multipliers", "goals", "changes", "competences", "comparisons", "measures", "languages",
          "sites", "name", "about", "vision")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A reminder that is new (``old`` None), gone (``new`` None), or in another week."""

    group: str
    content: str
    old: ISOWeek | None
    new: ISOWeek | None

    @property
    def what(self) -> str:
        """``added``, ``removed`` or ``moved``."""
        return "added" if self.old is None else "removed" if self.new is None else "moved"


@dataclass(frozen=True, slots=True)
class Rule:
    """A setting that both parties agree on, or that decides when reminders come, with its old and new value."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``others`` names the parts of the plan that differ otherwise."""

    changes: tuple[Change, ...]
    rules: tuple[Rule, ...]
    others: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.changes or self.rules or self.others)


def difference(old: Plan, new: Plan, weeks: Sequence[ISOWeek]) -> Difference:
    """From one plan to another, looking at these weeks."""
    others = tuple(name for name in OTHERS if getattr(old, name) != getattr(new, name))
    return Difference(changes(reminders(old, weeks), reminders(new, weeks)), tuple(_rules(old, new)), others)


def changes(old: Iterable[Reminder], new: Iterable[Reminder]) -> tuple[Change, ...]:
    """What happens to the reminders: one that goes in one week and comes in another is moved."""
    before, after = _weeks(old), _weeks(new)
    found: list[Change] = []
    for group, content in sorted(before.keys() | after.keys()):
        here, there = before[group, content], after[group, content]
        gone, come = sorted((here - there).elements()), sorted((there - here).elements())
        moved = min(len(gone), len(come))
        found.extend(Change(group, content, a, b) for a, b in zip(gone[:moved], come[:moved], strict=True))
        found.extend(Change(group, content, week, None) for week in gone[moved:])
        found.extend(Change(group, content, None, week) for week in come[moved:])
    return tuple(sorted(found, key=lambda each: (each.new or each.old or (0, 0), each.group, each.content)))


def applied(old: Iterable[Reminder], changed: Iterable[Change]) -> list[Reminder]:
    """The reminders after the changes, in order."""
    left = Counter(old)
    for each in changed:
        if each.old is not None:
            left[Reminder(each.group, *each.old, each.content)] -= 1
        if each.new is not None:
            left[Reminder(each.group, *each.new, each.content)] += 1
    return sorted(left.elements())


def _weeks(some: Iterable[Reminder]) -> dict[tuple[str, str], Counter[ISOWeek]]:
    found: dict[tuple[str, str], Counter[ISOWeek]] = defaultdict(Counter)
    for each in some:
        found[each.group, each.content][each.year, each.week] += 1
    return found


def _rules(old: Plan, new: Plan) -> Iterable[Rule]:
    for part in POLICY:
        before, after = getattr(old, part), getattr(new, part)
        for name, value in before:
            if value != getattr(after, name):
                yield Rule(name, _shown(value), _shown(getattr(after, name)))
    for name in WHEN:
        if getattr(old, name) != getattr(new, name):
            yield Rule(name, "", "")


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
