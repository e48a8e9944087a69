"""Paid working time: which spans of a person's days are paid, and in which of them a reminder may go out.

Shifts are wall-clock times of the company. Arithmetic on moments is done in UTC, so that a night over a change of
clocks has its 7 or 9 real hours.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from content.model import Shift, ShiftModel
from dialogs.rules.hours import DAY, MARGINS, Layout, Margins, Own, layout

FREE = "o"
"""Letter of a free day in a cycle, and of a day that somebody swapped away."""
OWN = "own"
"""A swapped day on which somebody works their own hours."""
REST = timedelta(hours=11)
"""Between two shifts; whoever starts earlier again is left alone until it is over."""
HORIZON = 60


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time, ``start`` included, ``end`` not; both in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, eq=False)
class WorkingTime:
    """When somebody works. ``days`` are own ISO weekdays, None for all of the crew's; ``hours`` are own hours on the
    days on which the crew works, None for the shift's; ``free`` are public and plant holidays; ``special`` are days of
    the crew with another shift or none; ``swaps`` are the person's own exceptions: a letter of the model, FREE or OWN.
    ``silent_until`` is the end of a pause: paid time goes on in it, but nothing is sent. ``crew`` must be one of the
    model's: a wrong crew would be written to at home. ``margins`` are what the company agreed on; in the ISO weeks
    ``busy`` there are windows, but only for what somebody asked for."""

    model: ShiftModel
    crew: str
    zone: ZoneInfo
    days: frozenset[int] | None = None
    hours: Own = None
    free: frozenset[date] = frozenset()
    special: Mapping[date, Shift | None] = field(default_factory=dict)
    swaps: Mapping[date, str] = field(default_factory=dict)
    silent_until: date | None = None
    margins: Margins = MARGINS
    busy: frozenset[int] = frozenset()

    def is_busy(self, day: date) -> bool:
        """Whether the group has no time to learn in the week of that day."""
        return day.isocalendar().week in self.busy


def shift_on(working: WorkingTime, day: date) -> Shift | None:
    """The shift that starts on that day; None on a free day."""
    work = _work(working, day)
    return work[0] if work else None


def shift_at(working: WorkingTime, moment: datetime) -> Window | None:
    """The shift that is running at that moment, from its first to its last minute."""
    laid = _layouts(working, _day(working, moment) - DAY, 2)
    return next((Window(*each.span) for _, each in laid if each.span[0] <= moment < each.span[1]), None)


def next_shift(working: WorkingTime, after: datetime, horizon_days: int = HORIZON) -> Window | None:
    """The first shift that starts after that moment, within so many days."""
    laid = _layouts(working, _day(working, after), horizon_days)
    return next((Window(*each.span) for _, each in laid if each.span[0] > after), None)


def first_shift_after_free_days(working: WorkingTime, after: datetime, horizon_days: int = HORIZON) -> Window | None:
    """The first shift after that moment with a free day before it."""
    laid = _layouts(working, _day(working, after), horizon_days)
    return next(
        (Window(*each.span) for day, each in laid if each.span[0] > after and _work(working, day - DAY) is None), None
    )


def is_paid(working: WorkingTime, moment: datetime) -> bool:
    """Whether that moment is surely paid."""
    day = _day(working, moment)
    return any(span.start <= moment < span.end for span in paid(working, day - DAY, day))


def paid(working: WorkingTime, first: date, last: date) -> Iterator[Window]:
    """The paid spans, without breaks, of the shifts that start on the days from ``first`` to ``last``."""
    reached = datetime.min.replace(tzinfo=UTC)
    for _, each in _layouts(working, first, (last - first).days + 1):
        for start, end in each.paid:
            # Where a shift hands over while the next one runs already, time counts once.
            if end > reached:
                yield Window(max(start, reached), end)
                reached = end


def windows(working: WorkingTime, start: datetime, end: datetime) -> Iterator[Window]:
    """The spans between two moments in which a reminder may go out: in order, apart from each other, never empty."""
    for _, found in windows_by_shift(working, start, end):
        yield from found


def windows_by_shift(working: WorkingTime, start: datetime, end: datetime) -> Iterator[tuple[date, list[Window]]]:
    """The same, for each shift that has any, with the day on which the shift starts."""
    reached, latest = max(start.astimezone(UTC), _silence_ends(working)), end.astimezone(UTC)
    first = _day(working, reached) - DAY
    rested = datetime.min.replace(tzinfo=UTC)
    # Two days earlier, to know when the person has rested.
    for day, each in _layouts(working, first - 2 * DAY, (_day(working, latest) - first).days + 3):
        found = []
        for opening, closing in () if day < first or _last_night(working, day, each) else each.open:
            earliest, closing = max(opening, reached, rested), min(closing, latest)
            if earliest < closing:
                found.append(Window(earliest, closing))
                reached = closing
        if found:
            yield day, found
        rested = max(rested, each.span[1] + REST)


def next_window(working: WorkingTime, after: datetime, horizon_days: int = HORIZON) -> Window | None:
    """The first window that is not over at that moment, or what is left of it; None within the horizon."""
    start = after.astimezone(UTC)
    return next(windows(working, start, max(start, _silence_ends(working)) + horizon_days * DAY), None)


def window_at(working: WorkingTime, moment: datetime) -> Window | None:
    """What is left of the window that is open at that moment."""
    found = next_window(working, moment, horizon_days=1)
    return found if found is not None and found.start <= moment else None


def _silence_ends(working: WorkingTime) -> datetime:
    if working.silent_until is None:
        return datetime.min.replace(tzinfo=UTC)
    return datetime.combine(working.silent_until, time(), working.zone).astimezone(UTC)


def _last_night(working: WorkingTime, day: date, each: Layout[datetime]) -> bool:
    """A night that ends in free days belongs to the way there."""
    return each.nightly and _work(working, day + DAY) is None


def _layouts(working: WorkingTime, first: date, days: int) -> Iterator[tuple[date, Layout[datetime]]]:
    """Whole shifts with the day on which they start."""
    for ahead in range(days):
        day = first + ahead * DAY
        work = _work(working, day)
        found = layout(*work, day, working.zone, working.margins) if work else None
        if found is not None:
            yield day, found


def _work(working: WorkingTime, day: date) -> tuple[Shift, Own] | None:
    """The shift that starts on that day, and own hours in place of its own."""
    if day in working.swaps:
        return _swapped(working, day)
    if day in working.special:
        special = working.special[day]
        # Whether an additional shift concerns somebody with own days or hours, only they know.
        if special is None or (working.days is None and working.hours is None):
            return (special, None) if special else None
    if day in working.free or (working.days is not None and day.isoweekday() not in working.days):
        return None
    shift = _in_cycle(working, day)
    return (shift, working.hours) if shift else None


def _swapped(working: WorkingTime, day: date) -> tuple[Shift, Own] | None:
    swap, shifts = working.swaps[day], working.model.shifts
    if swap == OWN:
        return _in_cycle(working, day) or next(iter(shifts.values())), working.hours
    # A shift that the model no longer has is nothing to go by.
    return (shifts[swap], None) if swap in shifts else None


def _in_cycle(working: WorkingTime, day: date) -> Shift | None:
    model = working.model
    letter = model.cycle[((day - model.anchor).days - model.crews[working.crew]) % len(model.cycle)]
    return None if letter == FREE else model.shifts[letter]


def _day(working: WorkingTime, moment: datetime) -> date:
    return moment.astimezone(working.zone).date()
