"""What a company agreed on is kept where it is stricter than the program, and never looser."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.model import Policy
from dialogs.rules.calendar import WorkingTime, windows
from dialogs.rules.channels import may_begin
from dialogs.rules.choice import BUSY, Candidate, Contact, Drop, Kind, Move, Send, choose
from dialogs.rules.hours import MARGINS, margins
from dialogs.rules.nudges import next_slot, week_slots
from tests.dialogs.rules.examples import BERLIN, DAY, MONDAY, NIGHTS, WEEKS, at, span, works

WEEK = MONDAY.isocalendar().week
NEXT = MONDAY + 7 * DAY


def opened(working: WorkingTime, day: date) -> list[tuple[datetime, datetime]]:
    start = datetime.combine(day, time(), BERLIN).astimezone(UTC)
    return [(each.start, each.end) for each in windows(working, start, start + DAY)]


def test_margins_of_a_company_shorten_both_ends_of_a_shift() -> None:
    agreed = margins(Policy(after_shift_start=60, before_shift_end=45))
    expected = [span(MONDAY, "07:00", "09:30"), span(MONDAY, "10:00", "13:15")]
    assert opened(works(WEEKS, margins=agreed), MONDAY) == [(each.start, each.end) for each in expected]


def test_rest_at_night_is_longer_where_it_was_agreed_on() -> None:
    agreed = margins(Policy(rest_from=time(0, 30), rest_until=time(5, 20)))
    found = opened(works(NIGHTS, margins=agreed), MONDAY + DAY)
    assert found[:2] == [
        (at(MONDAY + DAY, 0), at(MONDAY + DAY, 0, 30)),
        (at(MONDAY + DAY, 5, 20), at(MONDAY + DAY, 5, 40)),
    ]


def test_rest_at_night_is_never_shorter_than_the_program_wants_it() -> None:
    assert margins(Policy(rest_from=time(3), rest_until=time(4))) == MARGINS == margins(Policy())


@given(st.integers(30, 240), st.integers(20, 240), st.times(max_value=time(2)), st.times(time(5), time(9)))
def test_stricter_margins_open_nothing_that_was_closed(after: int, before: int, rest: time, until: time) -> None:
    rules = Policy(after_shift_start=after, before_shift_end=before, rest_from=rest, rest_until=until)
    usual = opened(works(NIGHTS), MONDAY)
    for start, end in opened(works(NIGHTS, margins=margins(rules)), MONDAY):
        assert any(first <= start < end <= last for first, last in usual)


def test_busy_week_has_no_regular_moment() -> None:
    working = works(WEEKS, busy=frozenset({WEEK}))
    assert week_slots(working, "anna", MONDAY) == []
    assert week_slots(working, "anna", NEXT) == week_slots(works(WEEKS), "anna", NEXT) != []
    assert next_slot(working, "anna", at(MONDAY, 0)) == week_slots(working, "anna", NEXT)[0]


def test_many_busy_weeks_are_no_end() -> None:
    found = next_slot(works(WEEKS, busy=frozenset(range(2, 41))), "anna", at(MONDAY, 0))
    assert found is not None and found.astimezone(BERLIN).isocalendar()[:2] == (2026, 41)


def decided(kind: Kind, not_after: datetime) -> Send | Move | Drop:
    now = at(MONDAY, 8)
    contact = Contact("anna", works(WEEKS, busy=frozenset({WEEK})), ())
    (decision,) = choose((Candidate(kind, "x", now, not_after),), contact, now)
    return decision


def test_in_a_busy_week_only_a_wish_is_sent() -> None:
    month = at(MONDAY + 30 * DAY, 8)
    assert isinstance(decided(Kind.WISH, month), Send)
    review = decided(Kind.REVIEW, month)
    assert isinstance(review, Move) and review.reason == BUSY and review.at >= at(NEXT, 0)
    for kind, until in ((Kind.PLAN, at(NEXT, 0)), (Kind.CHECK_IN, month), (Kind.OFFER, at(NEXT, 0))):
        dropped = decided(kind, until)
        assert isinstance(dropped, Drop) and dropped.reason == BUSY


@pytest.mark.parametrize(("unanswered", "few", "most", "per_week"), [
    (0, False, 3, 3), (0, False, 2, 2), (0, False, 1, 1), (0, True, 2, 1), (2, False, 2, 1),
])  # fmt: skip
def test_budget_is_the_smaller_of_company_and_person(unanswered: int, few: bool, most: int, per_week: int) -> None:
    assert Contact("anna", works(WEEKS), (), unanswered, few=few, most=most).per_week == per_week


@pytest.mark.parametrize(("source", "allowed"), [
    ("web", True), ("telegram:123", False), ("console", True), ("simulation", True),
])  # fmt: skip
def test_reminders_go_where_the_company_wants_them(source: str, allowed: bool) -> None:
    assert may_begin(source, ("web",)) is allowed
    assert may_begin(source, ("web", "telegram"))
