"""Hours in which a party is written to that has no working time on file."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.rules.choice import Candidate, Drop, Kind, Move, Send
from dialogs.rules.office import Office, in_hours

BERLIN = ZoneInfo("Europe/Berlin")
HOLIDAY = date(2026, 11, 24)


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment in November 2026, whose 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("after", "start", "end"),
    [
        (berlin(25, 9), berlin(25, 9), berlin(25, 17)),
        (berlin(25, 3), berlin(25, 8), berlin(25, 17)),
        (berlin(25, 17), berlin(26, 8), berlin(26, 17)),
        (berlin(27, 22), berlin(30, 8), berlin(30, 17)),
        (berlin(23, 18), berlin(25, 8), berlin(25, 17)),
    ],
    ids=["open", "night", "evening", "weekend", "holiday"],
)
def test_next_window_of_the_office(after: datetime, start: datetime, end: datetime) -> None:
    found = Office(BERLIN, frozenset({HOLIDAY})).next_window(after.astimezone(UTC))
    assert (found.start, found.end) == (start, end)


def test_pause_closes_the_office() -> None:
    assert Office(BERLIN, silent_until=date(2026, 11, 26)).next_window(berlin(24, 9)).start == berlin(26, 8)


def test_decision_without_working_time() -> None:
    word = Candidate(Kind.APPROVAL, "approval", berlin(25, 22), berlin(28, 12))
    office = Office(BERLIN)
    assert in_hours(word, "a", None, office, berlin(25, 22)) == Move(word, berlin(26, 8), "outside office hours")
    assert in_hours(word, "a", None, office, berlin(26, 8)) == Send(word, berlin(26, 17), "approval")
    assert in_hours(word, "a", None, office, berlin(28, 12) + timedelta(seconds=1)) == Drop(word, "too late")
