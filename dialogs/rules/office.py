"""When a party of a plan is written to: in its paid working time, else in office hours. Never at night."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dialogs.rules.calendar import Window, WorkingTime, next_window
from dialogs.rules.choice import Candidate, Decision, Drop, Move, Send
from dialogs.rules.hours import DAY
from dialogs.rules.nudges import first_slot

OPENS, CLOSES = time(8), time(17)
FRIDAY = 5


@dataclass(frozen=True, slots=True)
class Office:
    """Monday to Friday in a company's time zone but for its free days; nothing before ``silent_until``, the end of a
    pause."""

    zone: ZoneInfo
    free: Set[date] = frozenset()
    silent_until: date | None = None

    def next_window(self, after: datetime) -> Window:
        """The first hours that are not over at that moment, or what is left of them."""
        day = max(after.astimezone(self.zone).date(), self.silent_until or date.min)
        while (window := self._hours(day)) is None or window.end <= after:
            day += DAY
        return Window(max(window.start, after.astimezone(UTC)), window.end)

    def _hours(self, day: date) -> Window | None:
        if day.isoweekday() > FRIDAY or day in self.free:
            return None
        opens, closes = (datetime.combine(day, at, self.zone).astimezone(UTC) for at in (OPENS, CLOSES))
        return Window(opens, closes)


def in_hours(
    candidate: Candidate, learner: str, working: WorkingTime | None, office: Office, now: datetime
) -> Decision:
    """What becomes of it: sent within working time, or within the hours of the office when none is on file."""
    if now > candidate.not_after:
        return Drop(candidate, "too late")
    window = next_window(working, now) if working else office.next_window(now)
    if window is None:
        return Drop(candidate, "no working time")
    if window.start <= now:
        return Send(candidate, min(candidate.not_after, window.end), candidate.kind.value)
    at = first_slot(working, learner, now) if working else None
    return Move(candidate, at or window.start, "outside paid time" if working else "outside office hours")
