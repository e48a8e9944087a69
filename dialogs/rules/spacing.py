"""When it is time to repeat a unit: FSRS, the spaced-repetition model of the library ``fsrs``, in whole days.

Nothing comes back on the same day, and no chance is involved: the same answers give the same day.
"""

from datetime import UTC, date, datetime, time
from functools import cache

import msgspec
from fsrs import Card, Rating, Scheduler, State


class Memory(msgspec.Struct, frozen=True, array_like=True):
    """How well something sits: ``stability`` in days until recall falls to 90 %, ``difficulty`` from 1 to 10."""

    stability: float
    difficulty: float
    due: date
    last: date


def first_rating(right: int, of: int, sure: int) -> Rating:
    """What finishing a unit says: ``right`` of ``of`` questions, ``sure`` 1 to 3."""
    if of and 2 * right < of:
        return Rating.Again
    if right < of or sure == 1:
        return Rating.Hard
    return Rating.Easy if sure == 3 else Rating.Good


def later_rating(right: int, of: int) -> Rating:
    """What the questions for later say."""
    if right == of:
        return Rating.Good
    return Rating.Hard if 2 * right >= of else Rating.Again


def practised(before: Memory | None, rating: Rating, on: date) -> Memory:
    """After practising on that day; ``before`` None for the first time."""
    card, _ = _scheduler().review_card(_card(before, on), rating, _noon(on))
    assert card.stability is not None and card.difficulty is not None, "a card that was reviewed has both"
    return Memory(round(card.stability, 4), round(card.difficulty, 4), card.due.date(), on)


def recall(memory: Memory, on: date) -> float:
    """How likely it is still known on that day, from 0 to 1."""
    return _scheduler().get_card_retrievability(_card(memory, on), _noon(on))


def _card(memory: Memory | None, on: date) -> Card:
    # The number is given, since the library would take the time of day for it.
    if memory is None:
        return Card(card_id=1, state=State.Learning, step=0, due=_noon(on))
    return Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(memory.due),
        last_review=_noon(memory.last),
    )


@cache
def _scheduler() -> Scheduler:
    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
