"""What next: within the budget, in the right window, and what becomes of what was missed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.rules.calendar import WorkingTime
from dialogs.rules.choice import (
    BEYOND_BUDGET,
    MISSED,
    Candidate,
    Contact,
    Decision,
    Drop,
    Kind,
    Missed,
    Move,
    Send,
    choose,
    opening,
    soonest,
)
from tests.dialogs.rules.examples import BERLIN, DAY, MINUTE, MOMENTS, MONDAY, WEEKS, allowed, at, working_times, works

EIGHT = at(MONDAY, 8)
MONTH = EIGHT + 30 * DAY


def contact(working: WorkingTime | None = None, pushes: Sequence[datetime] = (), **more: object) -> Contact:
    return Contact("anna", working or works(WEEKS), tuple(pushes), **more)  # type: ignore[arg-type]


def asked(kind: Kind, when: datetime = EIGHT, not_after: datetime = MONTH) -> Candidate:
    return Candidate(kind, f"{kind}:x", when, not_after)


def one(kind: Kind, now: datetime, person: Contact | None = None, when: datetime = EIGHT) -> Decision:
    (decision,) = choose((asked(kind, when),), person or contact(), now)
    return decision


@given(working_times(), MOMENTS, st.lists(st.integers(0, 10 * 24 * 60), max_size=4), st.sampled_from(list(Kind)))
def test_choice_at_any_moment_is_sent_in_paid_time_and_within_the_budget(
    working: WorkingTime, now: datetime, ago: list[int], kind: Kind
) -> None:
    pushes = [now - minutes * MINUTE for minutes in ago]
    decision = one(kind, now, contact(working, pushes), now - MINUTE)
    assert decision.reason
    if isinstance(decision, Send):
        assert allowed(working, now)
        assert now < decision.not_after and allowed(working, decision.not_after - timedelta(microseconds=1))
        if kind not in BEYOND_BUDGET:
            local = now.astimezone(BERLIN)
            assert all(push.astimezone(BERLIN).date() != local.date() for push in pushes)
            assert sum(push.astimezone(BERLIN).isocalendar()[:2] == local.isocalendar()[:2] for push in pushes) < 3
    if isinstance(decision, Move):
        assert decision.at > now and allowed(working, decision.at)


def test_every_kind_has_a_policy_for_what_was_missed() -> None:
    assert set(MISSED) == set(Kind)
    assert set(MISSED.values()) == set(Missed)


@pytest.mark.parametrize(
    ("kind", "hour", "expected"),
    [
        (Kind.PLAN, 9, Send),  # The same window
        (Kind.PLAN, 11, Send),  # The next one, after the break
        (Kind.PLAN, 15, Move),
        (Kind.REVIEW, 15, Move),
        (Kind.WISH, 15, Move),
        (Kind.CHECK_IN, 9, Send),
        (Kind.CHECK_IN, 11, Drop),
        (Kind.TRANSFER, 15, Drop),
        (Kind.OFFER, 11, Send),
        (Kind.OFFER, 15, Move),
        (Kind.CANCELLATION, 15, Move),
    ],
)
def test_what_is_hours_late_follows_the_policy_of_its_kind(kind: Kind, hour: int, expected: type) -> None:
    assert isinstance(one(kind, at(MONDAY, hour)), expected)


def test_what_comes_after_its_last_moment_is_dropped() -> None:
    late = asked(Kind.PLAN, EIGHT, EIGHT + MINUTE)
    assert choose((late,), contact(), at(MONDAY, 9)) == (Drop(late, "too late"),)


def test_second_push_of_a_day_moves_to_another_day_and_a_wish_is_free() -> None:
    person = contact(pushes=[at(MONDAY, 7)])
    moved = one(Kind.PLAN, EIGHT, person)
    assert isinstance(moved, Move) and moved.reason == "budget of the day"
    assert moved.at.astimezone(BERLIN).date() > MONDAY
    assert isinstance(one(Kind.WISH, EIGHT, person), Send)


def test_second_push_of_a_night_shift_waits_though_it_is_another_day() -> None:
    nights = WEEKS.model_copy(update={"cycle": "NNNNNoo"})
    decision = one(Kind.PLAN, at(MONDAY + DAY, 1), contact(works(nights), [at(MONDAY, 23)]), at(MONDAY + DAY, 1))
    assert decision.reason == "budget of the day"


@pytest.mark.parametrize(("unanswered", "few", "pushes"), [(0, False, 3), (2, False, 1), (0, True, 1)])
def test_budget_of_the_week_is_smaller_for_the_tired(unanswered: int, few: bool, pushes: int) -> None:
    now = at(MONDAY + 4 * DAY, 8)
    earlier = [at(MONDAY + n * DAY, 8) for n in range(pushes)]
    full = one(Kind.REVIEW, now, contact(None, earlier, unanswered=unanswered, few=few), now)
    assert isinstance(full, Move) and full.reason == "budget of the week"
    assert full.at.astimezone(BERLIN).isocalendar()[:2] == (2026, 3)
    assert isinstance(one(Kind.REVIEW, now, contact(None, earlier[1:], unanswered=unanswered, few=few), now), Send)


def test_whoever_does_not_answer_is_looked_at_once_a_week() -> None:
    silent = contact(unanswered=4, asked=True)
    first = silent.next_slot(EIGHT)
    assert first is not None and first == contact(unanswered=2).next_slot(EIGHT)
    second = silent.next_slot(first)
    assert (
        second is not None
        and second.astimezone(BERLIN).isocalendar()[1] == first.astimezone(BERLIN).isocalendar()[1] + 1
    )


def test_whoever_does_not_answer_gets_their_own_wishes_only() -> None:
    silent = contact(unanswered=4, asked=True)
    assert [one(kind, EIGHT, silent).reason for kind in (Kind.FOLLOW_UP, Kind.AGAIN, Kind.REVIEW)] == ["no answer"] * 3
    assert isinstance(one(Kind.WISH, EIGHT, silent), Send)
    assert isinstance(one(Kind.FOLLOW_UP, EIGHT, contact(unanswered=3)), Send)


def test_first_that_is_not_dropped_is_chosen_and_the_others_stay_open() -> None:
    transfer, check_in, review = asked(Kind.TRANSFER), asked(Kind.CHECK_IN, at(MONDAY, 11)), asked(Kind.REVIEW)
    dropped, sent = choose((transfer, check_in, review), contact(), at(MONDAY, 11, 30))
    assert isinstance(dropped, Drop) and dropped.candidate == transfer
    assert isinstance(sent, Send) and sent.candidate == check_in
    assert choose((), contact(), EIGHT) == ()


def test_nothing_is_sent_in_a_pause() -> None:
    decision = one(Kind.PLAN, EIGHT, contact(works(WEEKS, silent_until=MONDAY + 2 * DAY)))
    assert isinstance(decision, Move) and decision.reason == "paused" and decision.at >= at(MONDAY + 2 * DAY, 0)


def test_what_is_called_off_is_said_beyond_the_budget_and_to_whoever_does_not_answer() -> None:
    silent = contact(pushes=[at(MONDAY, 7)], unanswered=4, asked=True)
    assert isinstance(one(Kind.CANCELLATION, EIGHT, silent), Send)
    assert one(Kind.OFFER, EIGHT, silent).reason == "no answer"


@given(working_times(), MOMENTS, st.lists(st.integers(0, 10 * 24 * 60), max_size=4), st.integers(1, 20 * 24))
def test_opening_is_a_moment_at_which_an_offer_is_sent(
    working: WorkingTime, now: datetime, ago: list[int], hours: int
) -> None:
    person, until = contact(working, [now - minutes * MINUTE for minutes in ago]), now + timedelta(hours=hours)
    found = opening(person, now, until)
    if found is not None:
        assert now < found <= until
        (decision,) = choose((asked(Kind.OFFER, found, until + MINUTE),), person, found)
        assert isinstance(decision, Send)


@given(working_times(), MOMENTS)
def test_soonest_is_now_or_the_first_minute_of_the_next_window(working: WorkingTime, now: datetime) -> None:
    found = soonest(working, now)
    if found is not None:
        assert allowed(working, found)
        assert found == now or (not allowed(working, now) and not allowed(working, found - timedelta(microseconds=1)))


def test_opening_is_in_the_first_shift_with_room() -> None:
    # Spoken to on Monday: Tuesday is the first day with room. Three times this week: there is none before next Monday.
    tuesday = opening(contact(pushes=[at(MONDAY, 7)]), EIGHT, MONTH)
    assert tuesday is not None and tuesday.astimezone(BERLIN).date() == MONDAY + DAY
    full = contact(pushes=[at(MONDAY - 7 * DAY + n * DAY, 7) for n in (0, 1, 2)])
    thursday = at(MONDAY - 4 * DAY, 5)
    assert opening(full, thursday, at(MONDAY, 0)) is None
    monday = opening(full, thursday, MONTH)
    assert monday is not None and monday.astimezone(BERLIN).date() == MONDAY
