"""The hours of one shift: when it runs, what of it is paid, and in what of it a reminder may go out.

The same layout on two scales: as distances from midnight on the wall, the same for every ordinary day and so worked out
once; and as moments, on the days on which the clocks change.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from content.model import Hours, Policy, Shift

NIGHT_REST = time(2), time(5)
"""The least of it, whatever was agreed on."""
DAY = timedelta(days=1)

At = TypeVar("At", datetime, timedelta)
Span = tuple[At, At]
Own = tuple[time, time] | None
"""Somebody's own hours; None for those of the shift."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What stays free of reminders: so long after a shift starts and before it ends, and a rest at night."""

    after_start: timedelta
    before_end: timedelta
    rest: tuple[time, time]


def margins(policy: Policy) -> Margins:
    """What was agreed on, as a layout takes it."""
    return Margins(
        timedelta(minutes=policy.after_shift_start),
        timedelta(minutes=policy.before_shift_end),
        (min(policy.rest_from, NIGHT_REST[0]), max(policy.rest_until, NIGHT_REST[1])),
    )


MARGINS = margins(Policy())


@dataclass(frozen=True, slots=True)
class Layout(Generic[At]):
    """One shift. ``nightly``: it runs over midnight."""

    span: Span[At]
    paid: tuple[Span[At], ...]
    open: tuple[Span[At], ...]
    nightly: bool


def layout(shift: Shift, own: Own, day: date, zone: ZoneInfo, free: Margins = MARGINS) -> Layout[datetime] | None:
    """The shift that starts on that day, in UTC; None when the clocks skip all of it."""
    midnight = _steady_midnight(zone, day)
    if midnight is None:
        found = _lay_out(shift, own, free, lambda distance: _moment(zone, day, distance))
        return found if found.span[0] < found.span[1] else None
    wall = _on_the_wall(shift, own, free)
    return Layout(_later(midnight, wall.span), _all(midnight, wall.paid), _all(midnight, wall.open), wall.nightly)


@lru_cache(maxsize=1024)
def _on_the_wall(shift: Shift, own: Own, free: Margins) -> Layout[timedelta]:
    return _lay_out(shift, own, free, lambda distance: distance)


def _lay_out(shift: Shift, own: Own, free: Margins, at: Callable[[timedelta], At]) -> Layout[At]:
    hours: Hours = shift if own is None else Hours(start=own[0], end=own[1])
    if own is None and shift.core is not None:
        hours = shift.core
    first, last = _distances(hours, 0)
    span = at(first), at(last)
    rest = Hours(start=free.rest[0], end=free.rest[1])
    resting: tuple[Hours, ...] = (*shift.breaks, shift.standby) if shift.standby else shift.breaks
    # A break may lie after the midnight of the shift, or begin before it and reach into own hours.
    holes: list[Span[At]] = [_at(at, _distances(each, days)) for days in (-1, 0, 1) for each in resting]
    nights: list[Span[At]] = [_at(at, _distances(rest, days)) for days in (0, 1)]
    inner = span[0] + free.after_start, span[1] - free.before_end
    return Layout(span, tuple(_without([span], holes)), tuple(_without([inner], holes + nights)), last > DAY)


def _distances(hours: Hours, days: int) -> Span[timedelta]:
    """How far from midnight, so many days later."""
    start, end = _distance(hours.start), _distance(hours.end)
    return start + days * DAY, end + (days if end > start else days + 1) * DAY


def _distance(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


def _at(at: Callable[[timedelta], At], span: Span[timedelta]) -> Span[At]:
    return at(span[0]), at(span[1])


def _without(spans: Iterable[Span[At]], holes: Iterable[Span[At]]) -> list[Span[At]]:
    left = [span for span in spans if span[0] < span[1]]
    # A break that starts in the hour that the clocks skip would end before it starts: that night it does not exist.
    for hole in (each for each in holes if each[0] < each[1]):
        left = [part for span in left for part in _cut(span, hole)]
    return left


def _cut(span: Span[At], hole: Span[At]) -> Iterator[Span[At]]:
    if hole[1] <= span[0] or span[1] <= hole[0]:
        yield span
        return
    if span[0] < hole[0]:
        yield span[0], hole[0]
    if hole[1] < span[1]:
        yield hole[1], span[1]


def _later(midnight: datetime, span: Span[timedelta]) -> Span[datetime]:
    return midnight + span[0], midnight + span[1]


def _all(midnight: datetime, spans: tuple[Span[timedelta], ...]) -> tuple[Span[datetime], ...]:
    return tuple([(midnight + start, midnight + end) for start, end in spans])


@lru_cache(maxsize=4096)
def _steady_midnight(zone: ZoneInfo, day: date) -> datetime | None:
    """Midnight in UTC; None when clocks change before every span that belongs to the day is over."""
    moments = [datetime.combine(day + days * DAY, time(), zone) for days in (-1, 0, 2)]
    if len({moment.utcoffset() for moment in moments}) > 1:
        return None
    return moments[1].astimezone(UTC)


def _moment(zone: ZoneInfo, day: date, distance: timedelta) -> datetime:
    # Through UTC: an hour that the clocks skip becomes the one after it, and later arithmetic counts real minutes.
    wall: Any = datetime.combine(day, time()) + distance
    return datetime.combine(wall.date(), wall.time(), zone).astimezone(UTC)
