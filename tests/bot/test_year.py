"""A year of a small company: nothing outside paid time, over the budget or within rest, and nothing lost silently."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import partial

import pytest

from bot.knowledge import Knowledge
from bot.simulation import Event, Simulation
from bot.synthetic import Wanted
from dialogs.agenda import asked
from storage.addresses import Keyring
from storage.throwaway import throwaway

START, WEEKS, PEOPLE = date(2026, 1, 5), 52, 14
Year = tuple[list[Event], float | None]


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


def test_everything_planned_is_sent_moved_or_dropped_with_a_reason(year: Year, knowledge: Knowledge) -> None:
    company = knowledge.companies["muster"]
    said: defaultdict[tuple[str, str], list[date]] = defaultdict(list)
    groups = {}
    for event in year[0]:
        assert event.reason
        groups[event.learner] = event.group
        if event.outcome in ("sent", "dropped"):
            said[event.learner, event.item].append(event.at.date())
    assert len(groups) == PEOPLE
    last = START + timedelta(weeks=WEEKS)
    for learner, group in groups.items():
        # People who sleep are not looked at; those in the last weeks are not settled yet.
        seen = max(event.at.date() for event in year[0] if event.learner == learner)
        until = min(seen, last - timedelta(weeks=3))
        for monday in (START + timedelta(weeks=n) for n in range(1, WEEKS)):
            if monday + timedelta(weeks=2) > until:
                break
            lost = partial(_lost, said, learner, monday)
            assert [item for item in asked(company, group, *monday.isocalendar()[:2]) if lost(item)] == []


def _lost(said: dict[tuple[str, str], list[date]], learner: str, monday: date, item: str) -> bool:
    """Settled at the first regular moment after the week, which may be weeks away after a pause."""
    return not any(monday <= day < monday + timedelta(weeks=4) for day in said[learner, item])
