"""When a reminder goes out. Derived from ids and days, never from chance."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from zoneinfo import ZoneInfo

from dialogs.rules.calendar import (
    Window,
    WorkingTime,
    next_shift,
    next_window,
    shift_at,
    windows,
    windows_by_shift,
)
from dialogs.rules.hours import DAY

BUDGET_PER_WEEK = 3
"""Reminders a person gets in an ISO week at most; and never two on a day or in a shift."""
FEW_PER_WEEK = 1
"""For somebody who wants fewer, or does not answer."""
LATER = timedelta(minutes=30)
SECOND = timedelta(seconds=1)
WEEKS_AHEAD = 9
"""Weeks without working time after which nobody looks any further."""
THIRDS = {"early": (0, 1), "middle": (1, 2), "late": (2, 3), "": (0, 3)}
"""Which thirds of a shift's open time somebody prefers, by ``Profile.moment``."""


class Wish(StrEnum):
    """What a person can wish about a reminder."""

    NOW = "now"
    LATER = "later"
    NEXT_SHIFT = "next"
    NOT_THIS_WEEK = "week"


def slot(parts: Sequence[Window], seed: str, moment: str = "") -> datetime:
    """A whole second in one of the windows, in UTC, that only the seed decides: people spread evenly.

    ``moment`` keeps to thirds of all the time that is open. Where no second begins, it is the start.
    """
    open_ = [_seconds(part) for part in parts]
    total = sum(length for _, length in open_)
    if total <= 0:
        return parts[0].start.astimezone(UTC)
    low, high = (total * third // 3 for third in THIRDS[moment])
    share = int.from_bytes(blake2b(seed.encode(), digest_size=8).digest())
    left = min(low + (share * max(high - low, 1) >> 64), total - 1)
    for first, length in open_:
        if left < length:
            return first + left * SECOND
        left -= length
    raise AssertionError("what is left is less than the total")


def _seconds(window: Window) -> tuple[datetime, int]:
    """The first second that begins in the window, and how many do."""
    start, end = window.start.astimezone(UTC), window.end.astimezone(UTC)
    first = start + timedelta(microseconds=-start.microsecond % 1_000_000)
    # In integers, since a share close to 1 would round up to the end itself.
    return first, max(0, -((first - end) // SECOND))


def first_slot(working: WorkingTime, learner: str, after: datetime) -> datetime | None:
    """The person's moment in the first window after ``after``; None when they do not work for long."""
    window = next_window(working, after)
    return _in(window, learner) if window else None


def postponed(wish: Wish, working: WorkingTime, learner: str, now: datetime) -> datetime | None:
    """When to come back; None when the wish is not to, or when nothing is left of the shift."""
    if wish is Wish.NOW:
        return now
    if wish is Wish.LATER:
        shift, earliest = shift_at(working, now), now.astimezone(UTC) + LATER
        rest = next(windows(working, earliest, shift.end), None) if shift else None
        return _in(rest, learner) if rest else None
    if wish is Wish.NEXT_SHIFT:
        shift = next_shift(working, now)
        return first_slot(working, learner, shift.start) if shift else None
    return None


def next_slot(
    working: WorkingTime, learner: str, after: datetime, per_week: int = BUDGET_PER_WEEK, moment: str = ""
) -> datetime | None:
    """The person's next regular moment after that one; None when they do not work for long."""
    day = max(after.astimezone(working.zone).date(), working.silent_until or date.min)
    monday = day - day.weekday() * DAY
    for ahead in range(WEEKS_AHEAD + len(working.busy)):
        for at in _slots(working, learner, monday + 7 * ahead * DAY, per_week, moment):
            if at > after:
                return at
    return None


def week_slots(
    working: WorkingTime, learner: str, monday: date, per_week: int = BUDGET_PER_WEEK, moment: str = ""
) -> list[datetime]:
    """The moments of a person in the ISO week that begins with ``monday``: in order, spread evenly over its shifts, no
    two on a day or in a shift, none in a busy week. They depend on nothing but these arguments, so a week is the same
    whenever it is asked for."""
    return list(_slots(working, learner, monday, per_week, moment))


def _slots(working: WorkingTime, learner: str, monday: date, per_week: int, moment: str) -> Iterator[datetime]:
    if working.is_busy(monday):
        return
    shifts = _open_shifts(working, monday)
    used: date | None = None
    for index in _spread(len(shifts), per_week, f"{learner} {monday}"):
        left = [part for day, part in shifts[index] if day != used]
        if left:
            at = slot(left, f"{learner} {left[0].start:%Y%m%d%H%M}", moment)
            yield at
            used = at.astimezone(working.zone).date()


@lru_cache(maxsize=4096)
def _open_shifts(working: WorkingTime, monday: date) -> tuple[tuple[tuple[date, Window], ...], ...]:
    """The windows of each shift that starts in the week, cut at midnight, with the date of each part.

    A night from Sunday to Monday belongs to Sunday; its hours on Monday would count for two weeks and stay free.
    """
    start, end = (_midnight(day, working.zone) for day in (monday, monday + 7 * DAY))
    return tuple(
        tuple(part for window in found for part in _by_date(window, working.zone))
        for day, found in windows_by_shift(working, start, end)
        if day >= monday
    )


def _by_date(window: Window, zone: ZoneInfo) -> list[tuple[date, Window]]:
    day = window.start.astimezone(zone).date()
    midnight = _midnight(day + DAY, zone)
    if window.end <= midnight:
        return [(day, window)]
    return [(day, Window(window.start, midnight)), (day + DAY, Window(midnight, window.end))]


def _spread(shifts: int, wanted: int, seed: str) -> list[int]:
    """``wanted`` of so many shifts, evenly apart, beginning at one of the person's own."""
    wanted = min(wanted, shifts)
    if wanted <= 0:
        return []
    first = int.from_bytes(blake2b(seed.encode(), digest_size=4).digest()) % shifts
    return sorted({(first + n * shifts // wanted) % shifts for n in range(wanted)})


def _in(window: Window, learner: str) -> datetime:
    return slot((window,), f"{learner} {window.start.isoformat()}")


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
