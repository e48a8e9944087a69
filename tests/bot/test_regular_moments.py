"""Regular moments: moved at once by what changes, one thing at a time after a break, and silence for the silent."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.dispatcher import Dispatcher
from bot.planner import Planner, fingerprint
from content.model import Agreement
from storage import learners, reminders, schedules
from storage.database import Database
from storage.reminders import Regular
from tests.bot.talk import KNOWLEDGE, Clock, Talk
from tests.bot.test_reminders import MONDAY, Week, week  # noqa: F401

COMPANY = KNOWLEDGE.companies["muster"]


def learner(database: Database) -> str:
    return database.perform_now(lambda tx: reminders.stale(tx, "muster", 99, "", 1))[0][0]


def moment(database: Database) -> Regular:
    someone = learner(database)
    found = database.perform_now(lambda tx: reminders.regular(tx, someone))
    assert found is not None
    return found


def log(database: Database, since: datetime = MONDAY) -> list[tuple[str, str, str]]:
    lines = database.perform_now(lambda tx: reminders.logged_since(tx, 0))
    return [(line.item, line.outcome, line.reason) for line in lines if line.at >= since]


def joined(database: Database, now: datetime = MONDAY) -> Talk:
    person = Talk(database)
    person.clock.moment = now
    return person.join()


def test_pause_moves_the_regular_moment_at_once(database: Database) -> None:
    person = joined(database)
    before = moment(database).at
    person.say("/pause")
    person.tap("Bis 7. Dezember")
    after = moment(database).at
    assert before is not None and before < datetime(2026, 12, 1, tzinfo=UTC)
    assert after is not None and after > datetime(2026, 12, 7, tzinfo=UTC)
    person.say("/zurueck")
    assert moment(database).at == before


def test_swapped_day_moves_the_regular_moment_at_once(database: Database) -> None:
    person = joined(database)
    before = moment(database).at
    assert before is not None
    person.say("/zeiten")
    person.tap("1 Tag ist anders")
    person.tap(f", {before.day}. ")
    person.tap("Frei")
    after = moment(database).at
    assert after is not None and after.date() != before.date()


def test_stop_puts_the_regular_moment_to_sleep_and_coming_back_wakes_it(database: Database) -> None:
    person = joined(database)
    person.say("/stopp")
    assert moment(database).at is None
    person.say("/zurueck")
    assert moment(database).at is not None


def test_wish_for_a_moment_in_a_pause_moves_behind_it_at_once(database: Database) -> None:
    person = joined(database)
    tuesday = datetime(2026, 11, 24, 9, tzinfo=UTC)
    someone = learner(database)
    database.perform_now(
        lambda tx: reminders.plan(tx, someone, "unit:phishing", tuesday, tuesday + timedelta(days=7), "wish")
    )
    person.say("/pause")
    person.tap("Bis 30. November")
    [wish] = database.perform_now(lambda tx: reminders.pending(tx, someone))
    assert wish.at > datetime(2026, 11, 29, 23, tzinfo=UTC)
    assert log(database)[-1] == ("unit:phishing", "moved", "working time has changed")


async def test_plan_is_planned_once_and_again_after_a_change(database: Database) -> None:
    person = joined(database)
    assert [await Planner(database, KNOWLEDGE, person.clock).plan() for _ in range(2)] == [1, 0]
    assert moment(database).version == 1
    changed = COMPANY.model_copy(update={"plan": COMPANY.plan[1:]})
    assert len({fingerprint(changed, True), fingerprint(COMPANY, True), fingerprint(COMPANY, False)}) == 3
    other = Planner(database, replace(KNOWLEDGE, companies={"muster": changed}), person.clock)
    assert [await other.plan() for _ in range(2)] == [1, 0]
    assert moment(database).version == 2


async def test_row_of_an_older_plan_is_not_sent_but_set_anew(database: Database) -> None:
    person = joined(database)
    await Planner(database, KNOWLEDGE, person.clock).plan()
    at = moment(database).at
    assert at is not None
    database.perform_now(lambda tx: schedules.announce(tx, "muster", "another"))
    person.clock.moment = at
    assert await Dispatcher(database, KNOWLEDGE, person.clock).dispatch() == 0
    after = moment(database)
    assert after.version == 2 and after.at is not None and after.at > at


async def test_order_of_joining_and_planning_does_not_matter(database: Database) -> None:
    people = [Talk(database, address=str(number)) for number in range(3)]
    for person in people:
        person.clock.moment = MONDAY
        person.join()
    rows = database.perform_now(lambda tx: reminders.stale(tx, "muster", 99, "", 9))
    names = [row[0] for row in rows]
    joining = database.perform_now(lambda tx: [reminders.regular(tx, name) for name in names])
    await Planner(database, KNOWLEDGE, people[0].clock).plan()
    planning = database.perform_now(lambda tx: [reminders.regular(tx, name) for name in names])
    assert [each and each.at for each in joining] == [each and each.at for each in planning]


async def test_after_days_of_being_down_one_reminder_goes_out_and_the_log_tells_of_the_others(week: Week) -> None:  # noqa: F811
    await Planner(week.person.database, KNOWLEDGE, week.person.clock).plan()
    for _ in range(20):
        week.person.clock.moment += timedelta(days=1)  # 4 in the morning: nobody works
        assert await Dispatcher(week.person.database, KNOWLEDGE, week.person.clock).dispatch() == 0
    await week.pass_until(week.person.clock.moment + timedelta(days=1), timedelta(minutes=20))
    assert len(week.phone.arrived) <= 1
    await week.pass_until(week.person.clock.moment + timedelta(days=6), timedelta(minutes=30))
    said = log(week.person.database)
    assert [reason for _, outcome, reason in said if outcome == "dropped"].count("no room in its week") >= 2
    assert all(reason for _, _, reason in said)


async def test_weeks_of_somebody_who_does_not_answer_are_said_in_the_log(week: Week) -> None:  # noqa: F811
    await Planner(week.person.database, KNOWLEDGE, week.person.clock).plan()
    await week.pass_until(week.person.clock.moment + timedelta(weeks=8), timedelta(hours=1))
    heard = len(week.phone.arrived)
    until = week.person.clock.moment + timedelta(weeks=3)
    await week.pass_until(until, timedelta(hours=1))
    assert len(week.phone.arrived) == heard
    assert {line[1:] for line in log(week.person.database, until - timedelta(weeks=3))} == {("dropped", "no answer")}
    assert moment(week.person.database).at is not None


async def test_two_dispatchers_at_once_send_once(database: Database) -> None:
    for number in range(6):
        person = Talk(database, address=str(number))
        person.clock.moment = MONDAY
        person.join()
    clock = Clock(MONDAY)
    await Planner(database, KNOWLEDGE, clock).plan()
    clock.moment += timedelta(days=1, hours=9)
    dispatchers = [Dispatcher(database, KNOWLEDGE, clock) for _ in range(3)]
    sent = sum(await asyncio.gather(*(each.dispatch() for each in dispatchers)))
    assert sent == [outcome for _, outcome, _ in log(database)].count("sent") <= 6
    rows = database.perform_now(lambda tx: reminders.stale(tx, "muster", 99, "", 9))
    for who, *_ in rows:
        data = database.perform_now(partial(learners.own_data, learner=who))
        assert [line["outcome"] for line in data["deliveries"]].count("sent") <= 1
        assert len(data["reminders"]) == 1


async def test_silence_brings_fewer_reminders_then_one_question_then_none(week: Week) -> None:  # noqa: F811
    await week.pass_until(MONDAY + timedelta(weeks=10), timedelta(hours=1))
    said = [item for item, outcome, _ in log(week.person.database) if outcome == "sent"]
    assert len(said) == 5 and said[-1] == "ask:less"
    assert len(week.phone.arrived) == 5
    week.person.last = week.phone.arrived[-1][1].reply
    week.person.tap("1-mal in der Woche")
    await week.pass_until(MONDAY + timedelta(weeks=12), timedelta(hours=1))
    assert len(week.phone.arrived) in (6, 7)  # One a week, at the person's own moment in it.


@pytest.mark.parametrize("party", ["employer_approved", "works_council_approved"])
async def test_without_an_approval_nothing_is_sent(week: Week, party: str) -> None:  # noqa: F811
    agreement = Agreement(**{**COMPANY.agreement.model_dump(), party: None})
    alone = replace(KNOWLEDGE, companies={"muster": COMPANY.model_copy(update={"agreement": agreement})})
    clock = week.person.clock
    for _ in range(14 * 24):
        clock.moment += timedelta(hours=1)
        assert await Dispatcher(week.person.database, alone, clock).dispatch() == 0
