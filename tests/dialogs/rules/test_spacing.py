"""Repeating with FSRS: in whole days, without chance, later for what sits."""

from datetime import date, timedelta

import pytest
from fsrs import Rating
from hypothesis import given
from hypothesis import strategies as st

from dialogs.rules.spacing import Memory, first_rating, later_rating, practised, recall

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("right", "of", "sure", "expected"),
    [
        (0, 4, 3, Rating.Again),
        (1, 4, 2, Rating.Again),
        (2, 4, 3, Rating.Hard),
        (4, 4, 1, Rating.Hard),
        (4, 4, 2, Rating.Good),
        (4, 4, 3, Rating.Easy),
        (0, 0, 1, Rating.Hard),
        (0, 0, 2, Rating.Good),
    ],
)
def test_rating_follows_from_answers_and_sureness(right: int, of: int, sure: int, expected: Rating) -> None:
    assert first_rating(right, of, sure) is expected


def test_rating_of_the_questions_for_later() -> None:
    assert [later_rating(n, 3) for n in range(4)] == [Rating.Again, Rating.Again, Rating.Hard, Rating.Good]


@given(st.lists(st.tuples(st.sampled_from(list(Rating)), st.integers(0, 60)), min_size=1, max_size=12))
def test_any_course_of_answers_comes_back_on_a_later_day_and_always_the_same(course: list[tuple[Rating, int]]) -> None:
    def run() -> list[Memory]:
        memory, day = None, MONDAY
        seen: list[Memory] = []
        for rating, days in course:
            day += timedelta(days=days)
            memory = practised(memory, rating, day)
            assert memory.due > day and memory.last == day
            assert 0.0 < recall(memory, memory.due) <= recall(memory, day) == 1.0
            seen.append(memory)
        return seen

    assert run() == run()


def test_what_sits_comes_back_later() -> None:
    days = [practised(None, rating, MONDAY).due for rating in (Rating.Again, Rating.Hard, Rating.Good, Rating.Easy)]
    assert days == sorted(days) and days[0] < days[-1]
    first = practised(None, Rating.Good, MONDAY)
    again = practised(first, Rating.Good, first.due)
    assert again.due - first.due > first.due - MONDAY
    assert recall(first, first.due) == pytest.approx(0.9, abs=0.03)
