"""One event of a shift calendar (RFC 5545): a shutdown or an exceptional shift.

A whole-day event is a shutdown, an event with times an exceptional shift. CATEGORIES names the groups or crews that it
is for (``zerspanung``, ``zerspanung/A``); without it, it is for everybody. Cancelled events do not count.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from content.company_rules import people
from content.model import Company, ExceptionalDay, Shift

DAY = timedelta(days=1)
LONGEST_SHIFT = timedelta(hours=16)
MOST_DAYS = 60


class Wrong(Exception):
    """One event cannot be used: in which property, why, and what to do."""

    def __init__(self, field: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.field, self.message, self.remedy = field, message, remedy


@dataclass(frozen=True, slots=True)
class ShiftEvent:
    """``event`` as the parser gives it, once: whether it repeats itself is not looked at."""

    event: Mapping[str, Any]
    company: Company

    def days(self) -> Iterator[ExceptionalDay]:
        """What the event says; Wrong when it cannot be used."""
        for field, message in getattr(self.event, "errors", ()):
            raise Wrong(str(field or "BEGIN"), f"{field} cannot be read ({message})", "correct or remove it")
        if str(self.event.get("STATUS", "")).upper() == "CANCELLED":
            return
        start, end = self._span()
        names = self._people()
        if isinstance(start, datetime) and isinstance(end, datetime):
            yield ExceptionalDay(day=start.date(), shift=self._shift(start, end), people=names)
            return
        for ahead in range((end - start).days):
            yield ExceptionalDay(day=start + ahead * DAY, people=names)

    def _span(self) -> tuple[date, date]:
        """Both moments (wall clock of the company), or both days (the end not included)."""
        start = self._moment("DTSTART")
        if start is None:
            raise Wrong("BEGIN", "the event has no start (DTSTART)", "give it one or remove the event")
        end = self._moment("DTEND")
        if end is None and "DURATION" in self.event:
            end = start + self.event["DURATION"].dt
        whole = not isinstance(start, datetime)
        if end is None and not whole:
            raise Wrong("DTSTART", "the shift has no end (DTEND)", "give it one, or make it a whole-day event")
        end = end or start + DAY
        if isinstance(end, datetime) == whole:
            raise Wrong("DTEND", "start and end are of different kinds", "give both a time, or neither")
        self._check(start, end, whole)
        return start, end

    def _check(self, start: date, end: date, whole: bool) -> None:
        if end <= start:
            raise Wrong("DTEND", "the end is not after the start", "correct the end")
        if whole and (end - start).days > MOST_DAYS:
            raise Wrong("DTEND", f"the shutdown is longer than {MOST_DAYS} days", "correct the end, or cut it in two")
        if not whole and end - start > LONGEST_SHIFT:
            remedy = "correct the end, or make a shutdown a whole-day event"
            raise Wrong("DTEND", "the shift is longer than 16 hours", remedy)

    def _moment(self, field: str) -> date | None:
        if field not in self.event:
            return None
        value = getattr(self.event[field], "dt", None)
        if not isinstance(value, date):
            raise Wrong(field, f"there is more than one {field}", "leave one of them")
        if isinstance(value, datetime) and value.tzinfo is not None:
            return value.astimezone(ZoneInfo(self.company.time_zone)).replace(tzinfo=None)
        return value

    def _shift(self, start: datetime, end: datetime) -> Shift:
        return Shift(name=str(self.event.get("SUMMARY", "")) or "Sonderschicht", start=start.time(), end=end.time())

    def _people(self) -> tuple[str, ...]:
        found = self.event.get("CATEGORIES", [])
        lists = found if isinstance(found, list) else [found]
        names = {group.name: group.id for group in self.company.groups}
        wanted = [str(name).strip() for each in lists for name in each.cats]
        known = people(self.company)
        for name in wanted:
            if names.get(name, name) not in known:
                raise Wrong("CATEGORIES", f'there is no group or crew "{name}"', f"use some of: {', '.join(known)}")
        return tuple(sorted({names.get(name, name) for name in wanted}))
