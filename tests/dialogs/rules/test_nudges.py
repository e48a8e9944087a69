"""When reminders go out: only in windows, spread evenly, never two a day, and what is missed moves or is dropped."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model import PlanEntry
from dialogs.rules.calendar import Window, WorkingTime, next_shift, next_window, shift_at, windows
from dialogs.rules.nudges import BUDGET_PER_WEEK, Planned, Wish, first_slot, moved, planned, postponed, slot
from tests.dialogs.rules.examples import (
    BERLIN,
    DAY,
    MINUTE,
    MOMENTS,
    MONDAY,
    NIGHTS,
    WEEKS,
    allowed,
    at,
    span,
    working_times,
    works,
)

ITEMS = ["a", "b", "c", "d", "e"]
EVERY_WEEK = [PlanEntry(week=week, group="g", unit=item) for item in ITEMS for week in range(1, 54)]
NAMES = st.text(min_size=1, max_size=8)


def _ask(working: WorkingTime, now: datetime, taken: set[tuple[int, int, str]] | None = None) -> tuple[Planned, ...]:
    return planned(EVERY_WEEK, "g", working, "anna", now, taken or set())


@given(MOMENTS, st.integers(1, 10**11), NAMES)
def test_slot_in_any_window_is_inside_it_and_always_the_same(start: datetime, length: int, seed: str) -> None:
    window = Window(start, start + timedelta(microseconds=length))
    found = slot(window, seed)
    assert window.start <= found < window.end
    assert found == slot(window, seed)
    assert found.microsecond == 0 or length < 1_000_000


def test_slot_of_many_people_is_spread_evenly() -> None:
    window = span(MONDAY, "06:30", "09:30")
    tenths = [int((slot(window, f"person {n}") - window.start) / (window.end - window.start) * 10) for n in range(2000)]
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


@given(working_times(), MOMENTS)
def test_planned_in_any_week_is_at_most_one_a_day_and_a_shift(working: WorkingTime, now: datetime) -> None:
    found = _ask(working, now)
    local = [each.at.astimezone(BERLIN) for each in found]
    assert len(found) <= BUDGET_PER_WEEK
    assert len({each.date() for each in local}) == len(found)
    assert len({shift_at(working, each.at) for each in found}) == len(found)
    week = now.astimezone(BERLIN).isocalendar()[:2]
    for each, moment in zip(found, local, strict=True):
        assert now <= each.at < each.not_after
        assert allowed(working, each.at)
        assert moment.isocalendar()[:2] == week
        assert (each.not_after - MINUTE / 60).astimezone(BERLIN).isocalendar()[:2] == week


@given(working_times(), MOMENTS)
def test_planned_twice_is_planned_once(working: WorkingTime, now: datetime) -> None:
    year, week, _ = now.astimezone(BERLIN).isocalendar()
    first = _ask(working, now)
    assert first == _ask(working, now)
    taken = {(year, week, each.item) for each in first}
    again = _ask(working, now, taken)
    # Only what found no day in this week is still open; the budget is never exceeded.
    assert not taken & {(year, week, each.item) for each in again}
    assert len(first) + len(again) <= BUDGET_PER_WEEK


def test_planned_in_a_whole_week_uses_the_budget_and_no_more() -> None:
    found = _ask(works(WEEKS), at(MONDAY, 0))
    assert [each.item for each in found] == ["unit:a", "unit:b", "unit:c"]
    assert {each.reason for each in found} == {"plan"}
    assert {each.not_after for each in found} == {at(MONDAY + 4 * DAY, 13, 40)}
    assert _ask(works(WEEKS), at(MONDAY, 0), {(2026, 2, each.item) for each in found}) == ()


def test_planned_in_nights_is_one_a_night() -> None:
    found = _ask(works(NIGHTS), at(MONDAY, 12))
    assert len({each.at.astimezone(BERLIN).date() for each in found}) == len(found) == BUDGET_PER_WEEK


def test_planned_for_late_shifts_may_move_until_the_last_window_of_the_week() -> None:
    model = WEEKS.model_copy(update={"cycle": "SSSSSoo"})
    assert {each.not_after for each in _ask(works(model), at(MONDAY, 0))} == {at(MONDAY + 4 * DAY, 21, 40)}


def test_planned_takes_only_what_the_group_gets_in_this_week_and_year() -> None:
    plan = [
        PlanEntry(week=2, group="g", unit="a"),
        PlanEntry(week=2, group="other", unit="b"),
        PlanEntry(week=3, group="g", unit="c"),
        PlanEntry(week=2, year=2027, group="g", unit="d"),
        PlanEntry(week=2, year=2026, group="g", block="ziel"),
    ]
    found = planned(plan, "g", works(WEEKS), "anna", at(MONDAY, 0), {(2025, 2, "unit:a")})
    assert [each.item for each in found] == ["unit:a", "block:ziel"]


def test_planned_on_the_turn_of_the_year_counts_iso_weeks() -> None:
    friday = datetime(2027, 1, 1, 5, tzinfo=UTC)
    plan = [PlanEntry(week=53, year=2026, group="g", unit="a"), PlanEntry(week=53, year=2027, group="g", unit="b")]
    found = planned(plan, "g", works(WEEKS), "anna", friday, set())
    assert [each.item for each in found] == ["unit:a"]


def test_planned_without_working_days_left_is_empty() -> None:
    assert _ask(works(WEEKS), at(MONDAY + 5 * DAY, 12)) == ()
    assert _ask(works(WEEKS, days=frozenset({6, 7})), at(MONDAY, 0)) == ()


def test_planned_part_time_keeps_to_own_days_and_hours() -> None:
    found = _ask(works(WEEKS, days=frozenset({2, 4}), hours=(time(8), time(12))), at(MONDAY, 0))
    assert [each.at.astimezone(BERLIN).isoweekday() for each in found] == [2, 4]
    assert all(time(8, 30) <= each.at.astimezone(BERLIN).time() < time(11, 40) for each in found)


@given(working_times(), MOMENTS, st.integers(0, 8 * 24 * 60))
def test_moved_at_any_moment_is_in_a_window_or_dropped(working: WorkingTime, now: datetime, minutes: int) -> None:
    planned_at, not_after = now - 60 * MINUTE, now + minutes * MINUTE
    found = moved(planned_at, not_after, working, "anna", now)
    if allowed(working, now):
        assert found == planned_at
    else:
        following = first_slot(working, "anna", now)
        assert found == (following if following is not None and following <= not_after else None)


def test_moved_after_its_last_moment_is_dropped() -> None:
    now = at(MONDAY, 8)
    assert moved(now - DAY, now - MINUTE, works(WEEKS), "anna", now) is None
