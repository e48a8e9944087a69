"""A year of a small company: nothing outside paid time, over the budget or within rest, and nothing lost silently."""

from collections import Counter
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.knowledge import Knowledge
from bot.simulation import Event, Simulation
from bot.synthetic import Wanted
from bot.trial import as_json
from storage.addresses import Keyring
from storage.throwaway import throwaway
from tests.bot.referee import FAULTS, judge

START, WEEKS, PEOPLE = date(2026, 1, 5), 52, 14
Year = tuple[list[Event], float | None]
Printed = dict[str, Any]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge.read()


@pytest.fixture(scope="module")
def year(knowledge: Knowledge) -> Year:
    import asyncio

    return asyncio.run(_lived(knowledge))


async def _lived(knowledge: Knowledge) -> Year:
    wanted = Wanted(knowledge.companies["muster"], PEOPLE, WEEKS, 3, START)
    with throwaway() as database:
        simulation = Simulation(wanted, knowledge, database, Keyring(["of a year that never was"]))
        events = [event async for _, day in simulation.run() for event in day]
        return events, await simulation.recall()


@pytest.fixture(scope="module")
def printed(year: Year) -> list[Printed]:
    return [as_json(event, ZoneInfo("Europe/Berlin")) for event in year[0]]


def test_year_brings_reminders_of_every_kind(year: Year) -> None:
    kinds = Counter(event.item.partition(":")[0] for event in year[0] if event.outcome == "sent")
    assert {"unit", "block", "review", "transfer", "checkin"} <= kinds.keys()
    assert kinds.total() > PEOPLE * WEEKS
    assert year[1] is not None and 0.2 < year[1] < 1


def test_nothing_is_sent_outside_paid_time_or_within_rest(year: Year) -> None:
    sent = [event for event in year[0] if event.outcome == "sent"]
    assert [event for event in sent if event.window is None] == []
    assert [event for event in sent if not event.rested] == []
    assert {event.at.hour for event in sent}.isdisjoint({2, 3, 4})


def test_nobody_gets_more_than_the_budget(year: Year) -> None:
    pushes = [event for event in year[0] if event.outcome == "sent" and event.reason != "wish"]
    assert max(Counter((event.learner, event.at.date()) for event in pushes).values()) == 1
    assert max(Counter((event.learner, f"{event.at:%G-W%V}") for event in pushes).values()) == 3


def test_referee_who_does_not_know_the_rules_finds_no_fault(printed: list[Printed]) -> None:
    found = judge(printed)
    assert {fault: found[fault] for fault in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert found["people"] == PEOPLE
    # Two a week are planned for everybody; the first week and the last, which is not over, are left out.
    assert found["settled"] + found["open"] == PEOPLE * 2 * (WEEKS - 2)
    assert found["settled"] > found["open"]


def test_referee_sees_what_is_sent_at_home_at_night(printed: list[Printed]) -> None:
    at = "2026-06-07T03:30:00+02:00"
    moved = [{**each, "at": at} if each == _push(printed, "buero") else each for each in printed]
    found = judge(moved)
    assert (found["unpaid"], found["beside its window"], found["rest"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("at", "unpaid"),
    [
        ("2026-04-06T10:30:00+02:00", 1),  # Easter Monday.
        ("2026-04-07T09:10:00+02:00", 1),  # The break.
        ("2026-04-07T10:30:00+02:00", 0),
        ("2026-12-23T10:30:00+01:00", 0),
        ("2026-12-24T10:30:00+01:00", 1),  # The plant is closed.
    ],
)
def test_referee_knows_holidays_and_breaks(printed: list[Printed], at: str, unpaid: int) -> None:
    assert judge([{**_push(printed, "instandhaltung"), "at": at}])["unpaid"] == unpaid


def test_referee_sees_what_is_sent_too_often(printed: list[Printed]) -> None:
    push = _push(printed, "montage")
    assert judge([push])["over a day"] == 0
    assert judge([push, push])["over a day"] == 1
    week = [{**push, "at": f"2026-06-{day:02}T07:00:00+02:00"} for day in (1, 2, 3, 4)]
    assert judge(week[:3])["over a week"] == 0
    assert judge(week)["over a week"] == 1


def test_referee_sees_what_is_lost_without_a_word(printed: list[Printed]) -> None:
    push = _push(printed, "zerspanung")
    assert judge([each for each in printed if each != push])["lost"] == 1


def _push(printed: list[Printed], group: str) -> Printed:
    """One that the plan asked for, in the midst of the year."""
    return next(
        each for each in printed if each["group"] == group and each["reason"] == "plan" and each["at"] > "2026-05"
    )
