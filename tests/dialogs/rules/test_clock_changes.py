"""A night shift over both changes of clocks: 7 or 9 real hours, and the same windows on the wall."""

from datetime import date, time, timedelta

import pytest

from content.model import Break, Shift
from dialogs.rules.calendar import paid, shift_at, windows
from tests.dialogs.rules.examples import AUTUMN, DAY, MINUTE, MONDAY, NIGHTS, SPRING, at, span, works

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 7), (AUTUMN, 9), (MONDAY, 8)])
def test_paid_in_the_night_of_a_clock_change_counts_real_hours(day: date, hours: int) -> None:
    working = works(NIGHTS)
    before = day - DAY
    assert shift_at(working, at(day, 1)) == (whole := span(before, "22:00", "06:00", 1))
    assert whole.end - whole.start == hours * HOUR
    assert sum((each.end - each.start for each in paid(working, before, before)), 0 * HOUR) == (hours - 0.5) * HOUR
    assert list(windows(working, at(before, 12), at(day, 12))) == [
        span(before, "22:30", "01:30", 1),
        span(day, "05:00", "05:40"),
    ]


@pytest.mark.parametrize("fold", [0, 1])
def test_windows_in_the_doubled_hour_are_none(fold: int) -> None:
    moment = at(AUTUMN, 2, 30, fold=fold)
    assert list(windows(works(NIGHTS), moment, moment + 20 * MINUTE)) == []
    assert shift_at(works(NIGHTS), moment) == span(AUTUMN - DAY, "22:00", "06:00", 1)


def test_paid_with_a_break_that_the_clocks_skip_counts_no_time_twice() -> None:
    night = Shift(name="N", start=time(22), end=time(6), breaks=(Break(start=time(2, 30), end=time(3)),))
    model = NIGHTS.model_copy(update={"shifts": {"N": night}})
    assert list(paid(works(model), SPRING - DAY, SPRING - DAY)) == [span(SPRING - DAY, "22:00", "06:00", 1)]
