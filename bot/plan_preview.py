"""What a plan would send to which group, and when: with the shifts of each crew, before anybody has approved it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from bot.free_days import public_holidays
from content.model import ExceptionalDay
from content.plan.approval import is_in_force
from content.plan.contents import Contents
from content.plan.model import Plan
from content.plan.runtime import company_of, shift_model_of
from content.plan.schedule import Asked, ISOWeek, Reminder, asked, monday
from dialogs.rules.calendar import Window, WorkingTime, shift_at, shift_on, windows
from dialogs.rules.hours import DAY, margins


@dataclass(frozen=True, slots=True)
class Slot:
    """When reminders may reach a crew in a shift: first and last moment, on the wall clock. ``day`` is the first's."""

    day: date
    shift: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A reminder for crews of a group that work alike. ``note`` says why nothing is sent: ``budget``, ``busy``,
    ``no work``, ``no agreement``; empty when it is."""

    reminder: Reminder
    crews: tuple[str, ...]
    slots: tuple[Slot, ...]
    note: str = ""


class Preview:
    """The lines of a plan. Weeks of the same shift model and crew are worked out once."""

    def __init__(self, plan: Plan, contents: Contents) -> None:
        self.plan, self.contents = plan, contents
        self.groups = {group.id: group for group in plan.groups}
        self.zone = ZoneInfo(plan.time_zone)
        self._company = company_of(plan)
        self._models = {model.id: model for model in self._company.shift_models}
        self._margins = margins(self._company.policy)
        self._slots = cache(self._week)
        self._free: dict[int, frozenset[date]] = {}

    def lines(self, weeks: Sequence[ISOWeek]) -> Iterator[Line]:
        """By week, group and turn."""
        self._look_up({year for year, _ in weeks})
        for each in asked(self.plan, weeks):
            yield from self._of(each)

    def title(self, line: Line) -> str:
        """What the content is called; its id when it is not there."""
        return self.contents.titles.get(line.reminder.content, line.reminder.content)

    def _of(self, each: Asked) -> Iterator[Line]:
        reminder = each.reminder
        alike: dict[tuple[Slot, ...], list[str]] = defaultdict(list)
        model = shift_model_of(self.groups[reminder.group])
        for crew in self._models[model].crews:
            special = tuple(day for day in self._company.exceptional_days if day.concerns(reminder.group, crew))
            alike[self._slots(model, crew, special, reminder.year, reminder.week)].append(crew)
        for slots, crews in alike.items():
            yield Line(reminder, tuple(crews), slots if each.sent else (), self._note(each, slots))

    def _note(self, each: Asked, slots: tuple[Slot, ...]) -> str:
        first = monday(each.reminder.year, each.reminder.week)
        if not any(is_in_force(self.plan, first + ahead * DAY) for ahead in range(7)):
            return "no agreement"
        return each.why or ("" if slots else "no work")

    def _look_up(self, years: set[int]) -> None:
        # The weeks at the turn of a year reach into the next and the last.
        asked_years = tuple(sorted({year + step for year in years for step in (-1, 0, 1)}))
        place = f"{self.plan.federal_state}/{self.plan.local_holidays}"
        public = public_holidays((place,), asked_years)[place]
        free = public | frozenset(self.plan.plant_holidays)
        self._free = dict.fromkeys(years, free)

    def _week(
        self, model: str, crew: str, special: tuple[ExceptionalDay, ...], year: int, week: int
    ) -> tuple[Slot, ...]:
        days = {each.day: each.shift for each in special}
        working = WorkingTime(
            self._models[model], crew, self.zone, free=self._free[year], special=days, margins=self._margins
        )
        first = datetime.combine(monday(year, week), time(), self.zone)
        return tuple(self._slots_in(working, first.astimezone(UTC), (first + 7 * DAY).astimezone(UTC)))

    def _slots_in(self, working: WorkingTime, start: datetime, end: datetime) -> Iterator[Slot]:
        """One for each shift, from its first to its last allowed moment."""
        shifts: dict[datetime, list[Window]] = defaultdict(list)
        for window in windows(working, start, end):
            shift = shift_at(working, window.start)
            if shift is not None:
                shifts[shift.start].append(window)
        for begun, some in shifts.items():
            named = shift_on(working, begun.astimezone(self.zone).date())
            local = [Window(each.start.astimezone(self.zone), each.end.astimezone(self.zone)) for each in some]
            if local and named is not None and is_in_force(self.plan, local[0].start.date()):
                yield Slot(local[0].start.date(), named.name, local[0].start, local[-1].end)
