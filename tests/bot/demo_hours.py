"""Paid time of the demo company, written down by hand a second time: a judge of the rules must not use them.

Everything is wall-clock time; where a night's hour comes twice or is missing, the wall decides.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.synthetic import PART_TIME, share

ANCHOR = date(2026, 1, 5)
DAY = timedelta(days=1)
FREE = {
    *(date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14), date(2026, 5, 25)),
    *(date(2026, 10, 3), date(2026, 10, 31), date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)),
    *(date(2026, 12, 31), date(2027, 1, 1)),
}
"""Public holidays in Lower Saxony and plant holidays until the spring of 2027."""
Span = tuple[time, time]


@dataclass(frozen=True)
class Shifts:
    """``hours`` and ``rest`` (the break) by letter; ``offsets`` of the crews in their order."""

    cycle: str
    offsets: tuple[int, ...]
    hours: dict[str, Span]
    rest: dict[str, Span]


EARLY, LATE, NIGHT = (time(6), time(14)), (time(14), time(22)), (time(22), time(6))
EVENING_BREAK, NINE = (time(18), time(18, 30)), (time(9), time(9, 30))
THREE = {"F": EARLY, "S": LATE, "N": NIGHT}
THREE_BREAKS = {"F": (time(9, 30), time(10)), "S": EVENING_BREAK, "N": (time(1, 30), time(2))}
TWO = Shifts("FFFFFooSSSSSoo", (0, 7), {"F": EARLY, "S": LATE}, {"F": NINE, "S": EVENING_BREAK})
GROUPS = {
    "zerspanung": Shifts("FFFFFooSSSSSooNNNNNoo", (0, 7, 14), THREE, THREE_BREAKS),
    "haerterei": Shifts("FFSSNNoooo", (0, 2, 4, 6, 8), THREE, THREE_BREAKS),
    "montage": TWO,
    "e-antrieb": TWO,
    "logistik": TWO,
    "instandhaltung": Shifts("FFFFFoo", (0,), {"F": EARLY}, {"F": NINE}),
    "buero": Shifts("TTTTToo", (0,), {"T": (time(9), time(15))}, {"T": (time(12), time(12, 30))}),
}
SHARE_OF_PART_TIME = {"montage": 17 / 54, "buero": 11 / 34}


def is_paid(learner: str, group: str, wall: datetime) -> bool:
    """Whether ``simulation-<seed>-<number>`` of that group is paid at that moment on the wall."""
    _, seed, number = learner.split("-")
    shifts, days = GROUPS[group], _days(int(seed), int(number), group)
    offset = shifts.offsets[int(number) % len(shifts.offsets)]
    return any(_works(shifts, offset, days, wall, day) for day in (wall.date(), wall.date() - DAY))


def _days(seed: int, number: int, group: str) -> tuple[int, ...]:
    """The ISO weekdays of somebody who works part-time, or all."""
    return PART_TIME[number % 3] if share(seed, number) < SHARE_OF_PART_TIME.get(group, 0) else (1, 2, 3, 4, 5, 6, 7)


def _works(shifts: Shifts, offset: int, days: tuple[int, ...], wall: datetime, day: date) -> bool:
    """Whether the shift that begins on that day is paid at that moment."""
    letter = shifts.cycle[((day - ANCHOR).days - offset) % len(shifts.cycle)]
    if letter == "o" or day in FREE or day.isoweekday() not in days:
        return False
    return _within(shifts.hours[letter], wall, day) and not _in_break(shifts.rest[letter], wall)


def _within(hours: Span, wall: datetime, day: date) -> bool:
    end = day if hours[0] < hours[1] else day + DAY
    return datetime.combine(day, hours[0]) <= wall < datetime.combine(end, hours[1])


def _in_break(rest: Span, wall: datetime) -> bool:
    return rest[0] <= wall.time() < rest[1]
