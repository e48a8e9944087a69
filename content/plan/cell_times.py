"""Dates, times, breaks and weeks in cells: as a program's value, a serial number, or the many ways to write them."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from content.model import Break, Hours
from content.plan.unreadable import Unreadable

FIRST_DAY = date(1899, 12, 30)
"""Day 0 of the serial numbers of spreadsheets."""
_SERIALS = range(20_000, 80_000)
"""The serial numbers of the years 1954 to 2119; smaller numbers are none."""
_MONTHS = ("jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez")
_MONTHS_EN = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?(?::00)?\s*(?:uhr|h)?", re.IGNORECASE)


def date_of(cell: Any) -> date:
    """Raises Unreadable. A year or a quarter alone means its last day."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_number(float(cell))
    text = " ".join(str(cell).split())
    try:
        found = _from_text(text)
    except ValueError:
        found = None
    if found is None:
        raise Unreadable("date", found=text)
    return found


def _from_number(number: float) -> date:
    if number.is_integer() and 2000 <= number <= 2100:
        return date(int(number), 12, 31)
    if int(number) not in _SERIALS:
        raise Unreadable("date", found=f"{number:g}")
    return FIRST_DAY + timedelta(days=int(number))


def _from_text(text: str) -> date | None:
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?", text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})", text):
        return date(_year(found[3]), int(found[2]), int(found[1]))
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return _slashed(text, int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(?:q([1-4])[ /-]?)?(?:ende |end of )?(\d{4})", text, re.IGNORECASE):
        return _end_of_month(int(found[2]), 3 * int(found[1] or 4))
    if found := re.fullmatch(r"(?:(\d{1,2})\.?\s)?([^\W\d]{3,9})\.?\s(\d{4}|\d{2})", text):
        return _with_month(found[1], found[2].lower(), _year(found[3]))
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        return _from_number(float(text))
    return None


def _slashed(text: str, first: int, second: int, year: int) -> date:
    if first <= 12 and second <= 12 and first != second:
        raise Unreadable("date_unclear", found=text)
    return date(year, second, first) if first > 12 or first == second else date(year, first, second)


def _with_month(day: str | None, word: str, year: int) -> date | None:
    names = _MONTHS if word[:3] in _MONTHS else _MONTHS_EN
    if word[:3] not in names:
        return None
    month = names.index(word[:3]) + 1
    return date(year, month, int(day)) if day else _end_of_month(year, month)


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def shown_date(day: date, language: str) -> str:
    """As people of that language write it."""
    return day.isoformat() if language == "en" else f"{day:%d.%m.%Y}"


def time_of(cell: Any) -> time:
    """Raises Unreadable. A fraction is a part of a day, as spreadsheets store times."""
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, timedelta):
        cell = cell / timedelta(days=1)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if 0 <= cell < 1:
            return (datetime.min + timedelta(minutes=round(cell * 24 * 60))).time()
        cell = f"{cell:g}" if float(cell).is_integer() else f"{cell:.2f}"
    found = _TIME.fullmatch(" ".join(str(cell).split()))
    # 24:00 is how many write the midnight at the end of a shift.
    if found is None or int(found[1]) > 24 or int(found[2] or 0) > 59:
        raise Unreadable("time", found=cell)
    return time(int(found[1]) % 24, int(found[2] or 0))


def breaks_of(parts: tuple[str, ...]) -> tuple[Break, ...]:
    """From "09:30-10:00" each. Raises Unreadable."""
    return tuple(_break(part.strip()) for each in parts for part in each.split(","))


def _break(text: str) -> Break:
    start, end = _span(text, "span")
    return Break(start=start, end=end)


def hours_of(text: str) -> Hours:
    """From "09:00-15:00". Raises Unreadable."""
    start, end = _span(text, "hours")
    return Hours(start=start, end=end)


def _span(text: str, fault: str) -> tuple[time, time]:
    ends = re.split(r"\s*(?:-|–|bis|to)\s*", text)
    if len(ends) != 2:
        raise Unreadable(fault, found=text)
    try:
        return time_of(ends[0]), time_of(ends[1])
    except Unreadable:
        raise Unreadable(fault, found=text) from None


def shown_hours(hours: Hours) -> str:
    return f"{hours.start:%H:%M}-{hours.end:%H:%M}"


def shown_breaks(breaks: tuple[Break, ...]) -> str | None:
    return "; ".join(map(shown_hours, breaks)) or None


def weeks_of(text: str) -> tuple[int, ...]:
    """From "1; 51-52" or "KW 51 bis 52". Raises Unreadable."""
    found: list[int] = []
    for part in re.split(r"[;,\n]", re.sub(r"(?i)kw|week|wk", "", text)):
        span = re.fullmatch(r"\s*(\d{1,2})\s*(?:(?:-|–|bis|to)\s*(\d{1,2}))?\s*", part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, 0)
        if not 1 <= first <= last <= 53:
            raise Unreadable("weeks", found=text)
        found.extend(range(first, last + 1))
    return tuple(dict.fromkeys(found))


def shown_weeks(weeks: tuple[int, ...]) -> str | None:
    """Runs of weeks as spans, in the order in which they stand."""
    spans: list[list[int]] = []
    for week in weeks:
        if spans and spans[-1][-1] + 1 == week:
            spans[-1].append(week)
        else:
            spans.append([week])
    return "; ".join(str(s[0]) if len(s) == 1 else f"{s[0]}-{s[-1]}" for s in spans) or None
