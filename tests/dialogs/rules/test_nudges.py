"""When reminders go out: only in windows, spread evenly, never two a day."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.rules.calendar import Window, WorkingTime, next_shift, next_window, shift_at, windows
from dialogs.rules.nudges import (
    BUDGET_PER_WEEK,
    THIRDS,
    Wish,
    first_slot,
    next_slot,
    postponed,
    slot,
    week_slots,
)
from tests.dialogs.rules.examples import (
    BERLIN,
    DATES,
    DAY,
    MINUTE,
    MOMENTS,
    MONDAY,
    WEEKS,
    allowed,
    at,
    span,
    working_times,
    works,
)

NAMES = st.text(min_size=1, max_size=8)


@given(MOMENTS, st.integers(1, 10**11), NAMES)
def test_slot_in_any_window_is_inside_it_and_always_the_same(start: datetime, length: int, seed: str) -> None:
    window = Window(start, start + timedelta(microseconds=length))
    found = slot((window,), seed)
    assert window.start <= found < window.end
    assert found == slot((window,), seed)
    assert found.microsecond == 0 or length < 1_000_000


def test_slot_of_many_people_is_spread_evenly() -> None:
    window = span(MONDAY, "06:30", "09:30")
    tenths = [
        int((slot((window,), f"person {n}") - window.start) / (window.end - window.start) * 10) for n in range(2000)
    ]
    assert all(150 < tenths.count(tenth) < 250 for tenth in range(10))


@given(working_times(), NAMES, MOMENTS)
def test_first_slot_at_any_moment_is_in_the_next_window(working: WorkingTime, learner: str, after: datetime) -> None:
    window = next_window(working, after)
    found = first_slot(working, learner, after)
    assert (found is None) == (window is None)
    assert found is None or (window is not None and window.start <= found < window.end and allowed(working, found))


@given(working_times(), NAMES, MOMENTS)
def test_postponed_to_now_is_now(working: WorkingTime, learner: str, now: datetime) -> None:
    assert postponed(Wish.NOW, working, learner, now) == now
    assert postponed(Wish.NOT_THIS_WEEK, working, learner, now) is None


@given(working_times(), NAMES, MOMENTS)
def test_postponed_to_later_is_in_the_rest_of_this_shift(working: WorkingTime, learner: str, now: datetime) -> None:
    found, shift = postponed(Wish.LATER, working, learner, now), shift_at(working, now)
    if found is None:
        assert shift is None or next(windows(working, now + 30 * MINUTE, shift.end), None) is None
    else:
        assert shift is not None
        assert now + 30 * MINUTE <= found < shift.end
        assert allowed(working, found)


@given(working_times(), NAMES, MOMENTS)
def test_postponed_to_the_next_shift_is_after_its_start(working: WorkingTime, learner: str, now: datetime) -> None:
    found, shift = postponed(Wish.NEXT_SHIFT, working, learner, now), next_shift(working, now)
    assert shift is not None or found is None
    assert found is None or (shift is not None and shift.start < found and allowed(working, found))


@pytest.mark.parametrize(("hour", "minute"), [(13, 15), (5, 0), (15, 0)])
def test_postponed_to_later_when_nothing_is_left_is_none(hour: int, minute: int) -> None:
    assert postponed(Wish.LATER, works(WEEKS), "anna", at(MONDAY, hour, minute)) is None


def test_postponed_by_examples_falls_into_the_expected_window() -> None:
    now = at(MONDAY, 9, 15)
    later, following = (postponed(wish, works(WEEKS), "anna", now) for wish in (Wish.LATER, Wish.NEXT_SHIFT))
    assert later is not None and at(MONDAY, 10) <= later < at(MONDAY, 13, 40)
    assert following is not None and at(MONDAY + DAY, 6, 30) <= following < at(MONDAY + DAY, 9, 30)


@given(working_times(), NAMES, DATES, st.integers(1, 3), st.sampled_from(list(THIRDS)))
def test_slots_of_any_week_are_one_a_day_and_one_a_shift(
    working: WorkingTime, learner: str, day: date, per_week: int, moment: str
) -> None:
    monday = day - day.weekday() * DAY
    found = week_slots(working, learner, monday, per_week, moment)
    assert found == sorted(found) == week_slots(working, learner, monday, per_week, moment)
    assert len(found) <= per_week
    assert len({each.astimezone(BERLIN).date() for each in found}) == len(found)
    assert len({shift_at(working, each) for each in found}) == len(found)
    assert all(allowed(working, each) for each in found)
    assert {each.astimezone(BERLIN).isocalendar()[:2] for each in found} <= {monday.isocalendar()[:2]}


@given(working_times(), NAMES, MOMENTS)
def test_next_slot_is_strictly_later_and_leaves_none_out(working: WorkingTime, learner: str, after: datetime) -> None:
    found = next_slot(working, learner, after)
    day = after.astimezone(BERLIN).date()
    weeks = [day + (7 * n - day.weekday()) * DAY for n in range(2)]
    soon = [at for monday in weeks for at in week_slots(working, learner, monday) if at > after]
    assert found is None or found > after
    if soon:
        assert found == soon[0]


def test_slots_of_a_whole_week_are_spread_over_it() -> None:
    days = [
        [each.astimezone(BERLIN).isoweekday() for each in week_slots(works(WEEKS), f"p{n}", MONDAY)] for n in range(40)
    ]
    assert all(len(each) == BUDGET_PER_WEEK and max(each) - min(each) >= 3 for each in days)
    assert {day for each in days for day in each} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(("moment", "first", "last"), [("early", "06:30", "08:43"), ("late", "11:26", "13:40")])
def test_slots_keep_to_the_preferred_third_of_the_shift(moment: str, first: str, last: str) -> None:
    found = [at for n in range(40) for at in week_slots(works(WEEKS), f"p{n}", MONDAY, 3, moment)]
    walls = [each.astimezone(BERLIN).time() for each in found]
    assert all(time.fromisoformat(first) <= wall < time.fromisoformat(last) for wall in walls)
    assert len(set(walls)) > 100


def test_slots_of_part_time_keep_to_own_days_and_hours() -> None:
    working = works(WEEKS, days=frozenset({2, 4}), hours=(time(8), time(12)))
    found = [each.astimezone(BERLIN) for each in week_slots(working, "anna", MONDAY)]
    assert [each.isoweekday() for each in found] == [2, 4]
    assert all(time(8, 30) <= each.time() < time(11, 40) for each in found)


def test_slots_without_working_days_are_none() -> None:
    assert week_slots(works(WEEKS, days=frozenset({6, 7})), "anna", MONDAY) == []
    assert next_slot(works(WEEKS, days=frozenset({6, 7})), "anna", at(MONDAY, 0)) is None


def test_next_slot_in_a_pause_comes_after_it() -> None:
    found = next_slot(works(WEEKS, silent_until=MONDAY + 30 * DAY), "anna", at(MONDAY, 0))
    assert found is not None and found >= at(MONDAY + 30 * DAY, 0)
