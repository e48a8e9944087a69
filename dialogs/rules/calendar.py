"""Paid working time: which spans of a person's days are paid, and in which of them a reminder may go out.

Shifts are wall-clock times of the company. Arithmetic on moments is done in UTC, so that a night over a change of
clocks has its 7 or 9 real hours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from content.model import Shift, ShiftModel

FREE = "o"
"""Letter of a free day in a cycle."""
AFTER_START = timedelta(minutes=30)
BEFORE_END = timedelta(minutes=20)
NIGHT_REST = (time(2), time(5))
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of time, ``start`` included, ``end`` not; both in UTC."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When somebody works. ``days`` are own ISO weekdays, None for all of the crew's; ``hours`` are own hours on the
    days on which the crew works, None for the shift's; ``free`` are public and plant holidays. ``crew`` must be one of
    the model's: a wrong crew would be written to at home."""

    model: ShiftModel
    crew: str
    zone: ZoneInfo
    days: frozenset[int] | None = None
    hours: tuple[time, time] | None = None
    free: frozenset[date] = frozenset()


def shift_on(working: WorkingTime, day: date) -> Shift | None:
    """The shift that starts on that day; None on a free day."""
    if day in working.free or (working.days is not None and day.isoweekday() not in working.days):
        return None
    model = working.model
    position = (day - model.anchor).days - model.crews[working.crew]
    letter = model.cycle[position % len(model.cycle)]
    return None if letter == FREE else model.shifts[letter]


def shift_at(working: WorkingTime, moment: datetime) -> Window | None:
    """The shift that is running at that moment, from its first to its last minute."""
    spans = _spans(working, _day(working, moment) - DAY, 2)
    return next((span for _, span, _ in spans if span.start <= moment < span.end), None)


def next_shift(working: WorkingTime, after: datetime, horizon_days: int = 60) -> Window | None:
    """The first shift that starts after that moment, within so many days."""
    spans = _spans(working, _day(working, after), horizon_days)
    return next((span for _, span, _ in spans if span.start > after), None)


def paid(working: WorkingTime, first: date, last: date) -> Iterator[Window]:
    """The paid spans, without breaks, of the shifts that start on the days from ``first`` to ``last``."""
    reached = datetime.min.replace(tzinfo=UTC)
    for day, span, shift in _spans(working, first, (last - first).days + 1):
        for part in _without([span], _breaks(working, day, shift)):
            # Where a shift hands over while the next one runs already, time counts once.
            if part.end > reached:
                yield Window(max(part.start, reached), part.end)
                reached = part.end


def windows(working: WorkingTime, start: datetime, end: datetime) -> Iterator[Window]:
    """The spans between two moments in which a reminder may go out: in order, apart from each other, never empty."""
    first = _day(working, start) - DAY
    reached, latest = start.astimezone(UTC), end.astimezone(UTC)
    for day, span, shift in _spans(working, first, (_day(working, end) - first).days + 1):
        inner = Window(span.start + AFTER_START, span.end - BEFORE_END)
        for window in _without([inner], (*_breaks(working, day, shift), *_nights(working, day))):
            clipped = Window(max(window.start, reached), min(window.end, latest))
            if clipped.start < clipped.end:
                yield clipped
                reached = clipped.end


def next_window(working: WorkingTime, after: datetime, horizon_days: int = 60) -> Window | None:
    """The first window that is not over at that moment, or what is left of it; None within the horizon."""
    start = after.astimezone(UTC)
    return next(windows(working, start, start + horizon_days * DAY), None)


def _spans(working: WorkingTime, first: date, days: int) -> Iterator[tuple[date, Window, Shift]]:
    """Whole shifts with the day on which they start."""
    for ahead in range(days):
        day = first + ahead * DAY
        shift = shift_on(working, day)
        if shift is None:
            continue
        span = _span(working, day, *(working.hours or (shift.start, shift.end)))
        if span.start < span.end:
            yield day, span, shift


def _span(working: WorkingTime, day: date, start: time, end: time) -> Window:
    last = day if end > start else day + DAY
    return Window(_moment(working, day, start), _moment(working, last, end))


def _breaks(working: WorkingTime, day: date, shift: Shift) -> tuple[Window, ...]:
    # A break may lie after the midnight of the shift, or begin before it and reach into own hours.
    days = (day - DAY, day, day + DAY)
    return tuple(_span(working, each, pause.start, pause.end) for each in days for pause in shift.breaks)


def _nights(working: WorkingTime, day: date) -> tuple[Window, ...]:
    return tuple(_span(working, each, *NIGHT_REST) for each in (day, day + DAY))


def _without(spans: Iterable[Window], holes: Iterable[Window]) -> list[Window]:
    left = [span for span in spans if span.start < span.end]
    # A break that starts in the hour that the clocks skip would end before it starts: that night it does not exist.
    for hole in (each for each in holes if each.start < each.end):
        left = [part for span in left for part in _cut(span, hole)]
    return left


def _cut(span: Window, hole: Window) -> Iterator[Window]:
    if hole.end <= span.start or span.end <= hole.start:
        yield span
        return
    if span.start < hole.start:
        yield Window(span.start, hole.start)
    if hole.end < span.end:
        yield Window(hole.end, span.end)


def _moment(working: WorkingTime, day: date, at: time) -> datetime:
    # Through UTC: an hour that the clocks skip becomes the one after it, and later arithmetic counts real minutes.
    return datetime.combine(day, at, working.zone).astimezone(UTC)


def _day(working: WorkingTime, moment: datetime) -> date:
    return moment.astimezone(working.zone).date()
