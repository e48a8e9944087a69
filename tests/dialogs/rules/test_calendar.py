"""The working calendar: always inside paid time, with its margins, in any rotation."""

from datetime import UTC, datetime, time
from itertools import pairwise
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from content.model import Break, Hours, Shift, ShiftModel
from dialogs.rules.calendar import (
    Window,
    WorkingTime,
    first_shift_after_free_days,
    is_paid,
    next_shift,
    next_window,
    paid,
    shift_at,
    shift_on,
    window_at,
    windows,
)
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
    begins = max(after, at(working.silent_until, 0)) if working.silent_until else after
    assert found == next(windows(working, after, begins + 60 * DAY), None)
    assert found is None or (after <= found.start < found.end and allowed(working, found.start))


@given(working_times(), MOMENTS)
def test_next_shift_at_any_moment_starts_strictly_later(working: WorkingTime, after: datetime) -> None:
    found = next_shift(working, after)
    if found is not None:
        assert after < found.start < found.end
        running = shift_at(working, found.start)
        # Own hours of nearly a day reach into the next shift: then the one before is still running.
        assert running is not None and running.start <= found.start < running.end
        assert next_shift(working, found.start - MINUTE / 60) == found


@given(working_times(), MOMENTS)
def test_next_window_after_a_window_is_strictly_later(working: WorkingTime, after: datetime) -> None:
    found = next_window(working, after)
    following = next_window(working, found.end) if found else None
    assert found is None or following is None or found.end <= following.start < following.end


@given(working_times(), MOMENTS)
def test_windows_asked_for_in_another_time_zone_are_the_same(working: WorkingTime, start: datetime) -> None:
    far = [each.astimezone(ZoneInfo("Pacific/Auckland")) for each in (start, start + 6 * DAY)]
    assert list(windows(working, *far)) == list(windows(working, start, start + 6 * DAY))


@given(working_times(), MOMENTS)
def test_window_at_any_moment_is_there_when_the_rules_allow_it(working: WorkingTime, moment: datetime) -> None:
    assert (window_at(working, moment) is not None) == allowed(working, moment)
    assert not allowed(working, moment) or is_paid(working, moment)


@given(working_times(), MOMENTS)
def test_windows_in_any_rotation_leave_eleven_hours_of_rest(working: WorkingTime, start: datetime) -> None:
    shifts = [shift_at(working, each.start) for each in windows(working, start, start + 12 * DAY)]
    for window, shift in zip(windows(working, start, start + 12 * DAY), shifts, strict=True):
        assert shift is not None
        for hours in range(1, 11 * 4):
            earlier = shift_at(working, window.start - hours * 15 * MINUTE)
            assert earlier in (None, shift) or earlier.end + 11 * 60 * MINUTE <= window.start


def test_windows_of_a_year_take_under_five_milliseconds() -> None:
    year = at(MONDAY, 0), at(MONDAY, 0) + 365 * DAY
    list(windows(works(ROTATION), *year))
    began = process_time()
    for number in range(10):
        list(windows(works(ROTATION, days=frozenset({1, 2, 3, 4, 5, 6, 7 - number % 2})), *year))
    assert (process_time() - began) / 10 < 0.005


def test_windows_on_a_swapped_day_are_those_of_the_other_shift() -> None:
    working = works(WEEKS, swaps={MONDAY: "S", MONDAY + DAY: "o", MONDAY + 5 * DAY: "F"})
    found = list(windows(working, at(MONDAY, 0), at(MONDAY + 7 * DAY, 0)))
    assert found[:2] == [span(MONDAY, "14:30", "18:00"), span(MONDAY, "18:30", "21:40")]
    assert [each.start.astimezone(BERLIN).isoweekday() for each in found] == [1, 1, 3, 3, 4, 4, 5, 5, 6, 6]


def test_windows_after_a_swap_without_rest_begin_eleven_hours_after_the_shift_before() -> None:
    working = works(WEEKS, swaps={MONDAY: "S"})
    found = list(windows(working, at(MONDAY + DAY, 0), at(MONDAY + 2 * DAY, 0)))
    assert found == [span(MONDAY + DAY, "09:00", "09:30"), span(MONDAY + DAY, "10:00", "13:40")]


def test_swapped_day_with_own_hours_is_worked_in_them() -> None:
    working = works(WEEKS, days=frozenset({1}), hours=(time(8), time(12)), swaps={MONDAY + DAY: "own"})
    assert shift_at(working, at(MONDAY + DAY, 9)) == span(MONDAY + DAY, "08:00", "12:00")


def test_swap_to_a_shift_that_is_gone_is_a_free_day() -> None:
    assert shift_on(works(WEEKS, swaps={MONDAY: "X"}), MONDAY) is None


def test_special_day_of_the_plant_counts_on_a_holiday_but_not_for_own_days() -> None:
    extra = {MONDAY + 5 * DAY: SHIFTS["F"], MONDAY + DAY: None}
    free = frozenset({MONDAY + 5 * DAY})
    saturday = at(MONDAY + 5 * DAY, 7)
    assert window_at(works(WEEKS, special=extra, free=free), saturday) is not None
    assert window_at(works(WEEKS, special=extra, days=frozenset({1, 2, 6})), saturday) is None
    assert window_at(works(WEEKS, special=extra, days=frozenset({1, 2, 6})), at(MONDAY + DAY, 7)) is None


def test_windows_with_flexitime_lie_in_the_core_hours() -> None:
    core = Hours(start=time(9), end=time(15))
    model = WEEKS.model_copy(update={"shifts": {"F": Shift(name="T", start=time(7), end=time(18), core=core)}})
    assert list(windows(works(model), at(MONDAY, 0), at(MONDAY + DAY, 0))) == [span(MONDAY, "09:30", "14:40")]
    assert not is_paid(works(model), at(MONDAY, 8, 59))


def test_windows_leave_out_standby() -> None:
    on_call = Shift(name="F", start=time(6), end=time(14), standby=Hours(start=time(13), end=time(22)))
    model = WEEKS.model_copy(update={"shifts": {"F": on_call}})
    assert list(windows(works(model), at(MONDAY, 0), at(MONDAY + DAY, 0))) == [span(MONDAY, "06:30", "13:00")]
    assert not is_paid(works(model), at(MONDAY, 15))


def test_windows_in_the_last_night_before_free_days_are_none() -> None:
    model = WEEKS.model_copy(update={"cycle": "NNNNNoo"})
    found = list(windows(works(model), at(MONDAY, 12), at(MONDAY + 7 * DAY, 12)))
    assert found[-1].end == at(MONDAY + 4 * DAY, 5, 40)


def test_windows_in_a_pause_are_none_but_the_time_is_paid() -> None:
    working = works(WEEKS, silent_until=MONDAY + DAY)
    assert next_window(working, at(MONDAY, 7)) == span(MONDAY + DAY, "06:30", "09:30")
    assert is_paid(working, at(MONDAY, 7))


def test_first_shift_after_free_days_is_the_one_after_the_weekend() -> None:
    assert first_shift_after_free_days(works(WEEKS), at(MONDAY, 7)) == span(MONDAY + 7 * DAY, "06:00", "14:00")


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


def test_windows_of_a_shift_that_follows_without_rest_are_none() -> None:
    long = {"N": Shift(name="N", start=time(22), end=time(7)), "F": Shift(name="F", start=time(6), end=time(14))}
    model = ShiftModel(id="m", name="M", anchor=MONDAY, cycle="NFooooo", shifts=long, crews={"A": 0})
    found = list(windows(works(model), at(MONDAY + DAY, 4), at(MONDAY + 2 * DAY, 0)))
    assert found == [span(MONDAY + DAY, "05:00", "06:40")]
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
