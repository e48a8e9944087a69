"""A company's shift calendar from iCalendar (RFC 5545): shutdowns and exceptional shifts, also those that repeat."""

from collections.abc import Iterator
from pathlib import Path

from icalendar import Calendar, Component

from content.event_series import comes_with_its_series, is_series, occurrences
from content.model import Company, ExceptionalDay
from content.problems import ContentError, Problem
from content.shift_event import ShiftEvent, Wrong
from content.yaml_file import shown, text_of


def read_calendar(path: Path, company: Company) -> tuple[ExceptionalDay, ...]:
    """All exceptional days, shutdowns first, so that a shift on one of them counts.

    Events that repeat themselves are followed for as long as the works agreement is valid. ContentError names every
    problem.
    """
    text = text_of(path)
    calendar, places = _parsed(path, text), _places(text)
    days: list[ExceptionalDay] = []
    problems: list[Problem] = []
    for event, place in zip(calendar.walk("VEVENT"), places, strict=False):
        try:
            days.extend(_days(calendar, event, company))
        except Wrong as wrong:
            problems.append(Problem(shown(path), place.get(wrong.field, place["BEGIN"]), wrong.message, wrong.remedy))
    if problems:
        raise ContentError(tuple(problems))
    if not days:
        message = "it holds no event" if not places else "no event of it is in the time of the works agreement"
        raise ContentError((Problem(shown(path), 1, message, "export it again together with its days"),))
    return tuple(sorted(days, key=lambda each: (each.shift is not None, each.day, each.people)))


def _days(calendar: Calendar, event: Component, company: Company) -> Iterator[ExceptionalDay]:
    days = list(ShiftEvent(event, company).days())  # Of a series, too: what is wrong with it is said once.
    if is_series(event):
        agreement = company.agreement
        for each in occurrences(calendar, event, agreement.valid_from, agreement.valid_until):
            yield from ShiftEvent(each, company).days()
    elif not comes_with_its_series(calendar, event):
        yield from days


def _parsed(path: Path, text: str) -> Calendar:
    try:
        return Calendar.from_ical(text)
    except (ValueError, IndexError, KeyError) as error:
        line = next((n for n, each in enumerate(text.splitlines(), 1) if each[:60] and each[:60] in str(error)), 1)
        message = "this is no iCalendar file, or it is damaged here"
        raise ContentError((Problem(shown(path), line, message, "export it again as .ics (iCalendar)"),)) from None


def _places(text: str) -> list[dict[str, int]]:
    """For each event, the lines of its properties. Lines that go on (with a blank in front) belong to the one above."""
    places: list[dict[str, int]] = []
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        name = line.replace(";", ":").partition(":")[0].strip().upper()
        if line.strip().upper() == "BEGIN:VEVENT":
            places.append({"BEGIN": number})
            inside = True
        elif line.strip().upper() == "END:VEVENT":
            inside = False
        elif inside and not line.startswith((" ", "\t")):
            places[-1].setdefault(name, number)
    return places
