"""The working calendar: always inside paid time, with its margins, in any rotation."""

from datetime import UTC, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given, settings

from content.model import Break, Shift, ShiftModel
from dialogs.rules.calendar import Window, WorkingTime, next_shift, next_window, paid, shift_at, shift_on, windows
from tests.dialogs.rules.examples import (
    BERLIN,
    DAY,
    MINUTE,
    MOMENTS,
    MONDAY,
    NIGHTS,
    ROTATION,
    SHIFTS,
    WEEKS,
    allowed,
    at,
    span,
    working_times,
    works,
)


def _within(moment: datetime, spans: list[Window]) -> bool:
    return any(each.start <= moment < each.end for each in spans)


@given(working_times(), MOMENTS)
def test_windows_in_any_rotation_are_ordered_apart_and_clipped(working: WorkingTime, start: datetime) -> None:
    end = start + 12 * DAY
    found = list(windows(working, start, end))
    assert all(start <= each.start < each.end <= end for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(each.start.tzinfo is UTC and each.end.tzinfo is UTC for each in found)


@given(working_times(), MOMENTS)
def test_windows_in_any_rotation_lie_in_paid_time_within_the_margins(working: WorkingTime, start: datetime) -> None:
    days = start.astimezone(BERLIN).date()
    spans = list(paid(working, days - 2 * DAY, days + 8 * DAY))
    for window in windows(working, start, start + 6 * DAY):
        shift = shift_at(working, window.start)
        assert shift is not None
        assert shift.start + 30 * MINUTE <= window.start
        assert window.end <= shift.end - 20 * MINUTE
        assert any(each.start <= window.start and window.end <= each.end for each in spans)


@settings(max_examples=300)
@given(working_times(), MOMENTS)
def test_windows_at_any_moment_agree_with_the_rules_read_off_the_wall_clock(
    working: WorkingTime, moment: datetime
) -> None:
    # Around each edge too, where mistakes live.
    edges = [edge for each in windows(working, moment - DAY, moment + DAY) for edge in (each.start, each.end)]
    found = list(windows(working, moment - 2 * DAY, moment + 2 * DAY))
    for probe in (moment, *edges, *(edge - MINUTE for edge in edges)):
        assert _within(probe, found) == allowed(working, probe)


@given(working_times(), MOMENTS)
def test_paid_in_any_rotation_is_ordered_and_apart(working: WorkingTime, moment: datetime) -> None:
    day = moment.astimezone(BERLIN).date()
    spans = list(paid(working, day, day + 6 * DAY))
    assert all(each.start < each.end for each in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(working_times(), MOMENTS)
def test_next_window_at_any_moment_is_the_first_that_is_not_over(working: WorkingTime, after: datetime) -> None:
    found = next_window(working, after)
    assert found == next(windows(working, after, after + 60 * DAY), None)
    assert found is None or (after <= found.start < found.end and allowed(working, found.start))


@given(working_times(), MOMENTS)
def test_next_shift_at_any_moment_starts_strictly_later(working: WorkingTime, after: datetime) -> None:
    found = next_shift(working, after)
    if found is not None:
        assert after < found.start < found.end
        assert shift_at(working, found.start) == found
        assert next_shift(working, found.start - MINUTE / 60) == found


def test_shift_on_in_a_rotation_of_ten_days_follows_the_offset_of_the_crew() -> None:
    def letters(crew: str) -> str:
        shifts = [shift_on(WorkingTime(ROTATION, crew, BERLIN), MONDAY + n * DAY) for n in range(12)]
        return "".join(shift.name[0] if shift else "o" for shift in shifts)

    assert letters("A") == "FFSSNNooooFF"
    assert letters("B") == "ooFFSSNNoooo"
    assert letters("E") == "SSNNooooFFSS"


def test_shift_on_before_the_anchor_goes_on_backwards() -> None:
    assert shift_on(works(ROTATION), MONDAY - DAY) is None
    assert shift_on(works(ROTATION), MONDAY - 5 * DAY) == SHIFTS["N"]


def test_shift_on_with_an_unknown_crew_is_an_error() -> None:
    with pytest.raises(KeyError):
        shift_on(WorkingTime(ROTATION, "Z", BERLIN), MONDAY)


def test_windows_of_an_early_shift_leave_out_margins_and_break() -> None:
    found = list(windows(works(WEEKS), at(MONDAY, 0), at(MONDAY + DAY, 0)))
    assert found == [span(MONDAY, "06:30", "09:30"), span(MONDAY, "10:00", "13:40")]


def test_windows_of_a_night_shift_leave_out_two_to_five() -> None:
    found = list(windows(works(NIGHTS), at(MONDAY, 12), at(MONDAY + DAY, 12)))
    assert found == [span(MONDAY, "22:30", "01:30", 1), span(MONDAY + DAY, "05:00", "05:40")]


def test_windows_of_shifts_that_overlap_are_apart() -> None:
    long = {"N": Shift(name="N", start=time(22), end=time(7)), "F": Shift(name="F", start=time(6), end=time(14))}
    model = ShiftModel(id="m", name="M", anchor=MONDAY, cycle="NFooooo", shifts=long, crews={"A": 0})
    found = list(windows(works(model), at(MONDAY + DAY, 4), at(MONDAY + 2 * DAY, 0)))
    assert found == [span(MONDAY + DAY, "05:00", "06:40"), span(MONDAY + DAY, "06:40", "13:40")]
    assert list(paid(works(model), MONDAY, MONDAY + DAY)) == [
        span(MONDAY, "22:00", "07:00", 1),
        span(MONDAY + DAY, "07:00", "14:00"),
    ]


def test_paid_of_a_shift_around_the_clock_lasts_a_day() -> None:
    model = WEEKS.model_copy(update={"shifts": {"F": Shift(name="F", start=time(6), end=time(6))}})
    assert list(paid(works(model), MONDAY, MONDAY)) == [span(MONDAY, "06:00", "06:00", 1)]


def test_paid_in_own_hours_that_start_in_a_break_over_midnight_leaves_it_out() -> None:
    night = Shift(name="N", start=time(22), end=time(6), breaks=(Break(start=time(23, 30), end=time(0, 30)),))
    model = NIGHTS.model_copy(update={"shifts": {"N": night}})
    working = works(model, hours=(time(0, 15), time(6)))
    assert list(paid(working, MONDAY, MONDAY)) == [span(MONDAY, "00:30", "06:00")]


def test_windows_on_own_days_are_only_those_on_which_the_crew_works() -> None:
    found = windows(works(WEEKS, days=frozenset({2, 6})), at(MONDAY, 0), at(MONDAY + 7 * DAY, 0))
    assert {each.start.astimezone(BERLIN).isoweekday() for each in found} == {2}


def test_windows_in_own_hours_replace_those_of_the_shift() -> None:
    found = list(windows(works(WEEKS, hours=(time(8), time(12))), at(MONDAY, 0), at(MONDAY + DAY, 0)))
    assert found == [span(MONDAY, "08:30", "09:30"), span(MONDAY, "10:00", "11:40")]


def test_windows_on_a_holiday_are_none() -> None:
    working = works(WEEKS, free=frozenset({MONDAY}))
    assert next_window(working, at(MONDAY, 0)) == span(MONDAY + DAY, "06:30", "09:30")
    assert next_window(works(WEEKS, free=frozenset({MONDAY})), at(MONDAY, 0), horizon_days=1) is None


def test_next_window_inside_a_window_gives_the_rest() -> None:
    assert next_window(works(WEEKS), at(MONDAY, 9)) == span(MONDAY, "09:00", "09:30")


def test_next_shift_at_the_start_of_a_shift_is_the_one_after() -> None:
    assert next_shift(works(WEEKS), at(MONDAY, 6)) == span(MONDAY + DAY, "06:00", "14:00")


def test_shift_at_handover_is_the_shift_that_begins() -> None:
    model = WEEKS.model_copy(update={"cycle": "NFooooo"})
    assert shift_at(works(model), at(MONDAY + DAY, 6)) == span(MONDAY + DAY, "06:00", "14:00")
    assert shift_at(works(model), at(MONDAY + DAY, 14)) is None
