"""When a reminder goes out, and what becomes of it when it cannot. Derived from ids and days, never from chance."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from itertools import groupby

from content.model import PlanEntry
from dialogs.rules.calendar import Window, WorkingTime, next_shift, next_window, shift_at, windows
from dialogs.rules.hours import DAY

BUDGET_PER_WEEK = 3
"""Reminders a person gets in an ISO week at most; and never two on a day."""
LATER = timedelta(minutes=30)
SECOND = timedelta(seconds=1)


class Wish(StrEnum):
    """What a person can wish about a reminder."""

    NOW = "now"
    LATER = "later"
    NEXT_SHIFT = "next"
    NOT_THIS_WEEK = "week"


@dataclass(frozen=True, slots=True)
class Planned:
    """A reminder to be: ``item`` is ``unit:<id>`` or ``block:<id>``; after ``not_after`` it makes no sense any more."""

    item: str
    at: datetime
    not_after: datetime
    reason: str


def slot(window: Window, seed: str) -> datetime:
    """A whole second in the window, in UTC, that only the seed decides: people spread evenly, nobody jumps about.

    A window in which no second begins gives its start.
    """
    start, end = window.start.astimezone(UTC), window.end.astimezone(UTC)
    first = start + timedelta(microseconds=-start.microsecond % 1_000_000)
    # Seconds that begin inside the window; in integers, since a share close to 1 would round up to the end itself.
    seconds = -((first - end) // SECOND)
    if seconds <= 0:
        return start
    share = int.from_bytes(blake2b(seed.encode(), digest_size=8).digest())
    return first + (share * seconds >> 64) * SECOND


def first_slot(working: WorkingTime, learner: str, after: datetime) -> datetime | None:
    """The person's moment in the first window after ``after``; None when they do not work for long."""
    window = next_window(working, after)
    return slot(window, f"{learner} {window.start.isoformat()}") if window else None


def postponed(wish: Wish, working: WorkingTime, learner: str, now: datetime) -> datetime | None:
    """When to come back; None when the wish is not to, or when nothing is left of the shift."""
    if wish is Wish.NOW:
        return now
    if wish is Wish.LATER:
        shift, earliest = shift_at(working, now), now.astimezone(UTC) + LATER
        rest = next(windows(working, earliest, shift.end), None) if shift else None
        return slot(rest, f"{learner} {rest.start.isoformat()}") if rest else None
    if wish is Wish.NEXT_SHIFT:
        shift = next_shift(working, now)
        return first_slot(working, learner, shift.start) if shift else None
    return None


def planned(
    plan: Sequence[PlanEntry],
    group: str,
    working: WorkingTime,
    learner: str,
    now: datetime,
    taken: Collection[tuple[int, int, str]],
) -> tuple[Planned, ...]:
    """What the plan asks of the group in this ISO week and is not ``taken`` yet, one a day and within the budget.

    ``taken`` holds (ISO year, ISO week, item) of what was planned before, whatever became of it.
    """
    local = now.astimezone(working.zone)
    year, week, weekday = local.isocalendar()
    asked = [_item(entry) for entry in plan if entry.group == group and entry.covers(year, week)]
    open_items = [item for item in dict.fromkeys(asked) if (year, week, item) not in taken]
    used = sum(1 for taken_year, taken_week, _ in taken if (taken_year, taken_week) == (year, week))
    monday_after = _midnight(local) + (8 - weekday) * DAY
    rest = list(windows(working, now, monday_after))
    days = _one_a_day(rest, working)
    chosen = _spread(days, min(len(open_items), max(0, BUDGET_PER_WEEK - used)), learner, f"{year}-{week}")
    return tuple(
        Planned(item, slot(window, f"{learner} {window.start.isoformat()}"), rest[-1].end, "plan")
        for item, window in zip(open_items, chosen, strict=False)
    )


def moved(
    planned_at: datetime, not_after: datetime, working: WorkingTime, learner: str, now: datetime
) -> datetime | None:
    """What becomes of a reminder that is due: now if this is a window, else the next one, None when it is too late."""
    if now > not_after:
        return None
    window = next_window(working, now)
    if window is None:
        return None
    if window.start <= now:
        return planned_at
    at = slot(window, f"{learner} {window.start.isoformat()}")
    return at if at <= not_after else None


def _item(entry: PlanEntry) -> str:
    return f"unit:{entry.unit}" if entry.unit is not None else f"block:{entry.block}"


def _one_a_day(week: list[Window], working: WorkingTime) -> list[Window]:
    """The longest part of each shift, in order. No two are on one calendar day either, since the budget counts those:
    a night is cut at midnight."""
    chosen: list[Window] = []
    used: date | None = None
    parts = [part for window in week for part in _by_date(window, working)]
    for _, shift in groupby(parts, lambda part: shift_at(working, part.start)):
        left = [part for part in shift if _date(part, working) != used]
        if left:
            chosen.append(max(left, key=lambda part: part.end - part.start))
            used = _date(chosen[-1], working)
    return chosen


def _by_date(window: Window, working: WorkingTime) -> Iterator[Window]:
    midnight = (_midnight(window.start.astimezone(working.zone)) + DAY).astimezone(UTC)
    yield Window(window.start, min(window.end, midnight))
    if midnight < window.end:
        yield Window(midnight, window.end)


def _date(window: Window, working: WorkingTime) -> date:
    return window.start.astimezone(working.zone).date()


def _spread(days: list[Window], wanted: int, learner: str, week: str) -> list[Window]:
    """``wanted`` of the days, evenly apart, beginning at a day of the person's own."""
    if not days or wanted <= 0:
        return []
    # The last day of the week is kept free, where that is possible, for what has to move.
    days = days[:-1] if len(days) > wanted else days
    wanted = min(wanted, len(days))
    first = int.from_bytes(blake2b(f"{learner} {week}".encode(), digest_size=4).digest()) % len(days)
    picked = sorted({(first + n * len(days) // wanted) % len(days) for n in range(wanted)})
    return [days[index] for index in picked]


def _midnight(local: datetime) -> datetime:
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
