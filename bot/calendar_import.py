"""``inleku calendar import``: a company's shift calendar comes beside its file, once all of it can be used."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from content.model import ExceptionalDay
from content.reader import read_company
from content.shift_calendar import read_calendar
from content.yaml_file import text_of


def import_calendar(source: Path, company_file: Path) -> Iterator[str]:
    """What the calendar holds, in lines to read. ContentError names everything that is wrong; then nothing is written.

    The company's file is told the name of its calendar unless it knows one.
    """
    company = read_company(company_file, with_calendar=False)
    days = read_calendar(source, company)
    target = company_file.with_name(company.calendar or f"{company_file.stem}.ics")
    target.write_text(text_of(source), encoding="utf-8", newline="")
    if company.calendar is None:
        text = text_of(company_file).rstrip()
        company_file.write_text(f"{text}\n\ncalendar: {target.name}\n", encoding="utf-8")
    yield f"{target.name}: {len(days)} days for {company.name}"
    yield from (_line(list(alike)) for _, alike in groupby(days, _kind))


def _kind(day: ExceptionalDay) -> tuple[object, ...]:
    return day.people, day.shift


def _line(days: list[ExceptionalDay]) -> str:
    first, shift = days[0], days[0].shift
    when = f"{first.day}" if len(days) == 1 else f"{len(days)} days from {first.day} to {days[-1].day}"
    what = "shutdown" if shift is None else f"{shift.name} {shift.start:%H:%M}–{shift.end:%H:%M}"
    return f"  {when}: {what}, {', '.join(first.people) or 'everybody'}"
