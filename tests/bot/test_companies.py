"""Which version of a plan drives the running companion, in every process, and what that changes at once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.companies import Companies
from bot.dispatcher import Dispatcher
from bot.knowledge import Knowledge
from bot.plan_store import PlanStore
from bot.planner import Planner
from content.plan.approval import Party
from content.plan.model import Agreement, Plan
from content.plan.version import plan_hash
from dialogs.agenda import in_force
from storage import reminders
from storage.database import Database
from tests.bot.talk import KNOWLEDGE, Clock, Talk
from tests.bot.test_regular_moments import log, moment
from tests.content.plan.books import demo

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def process(database: Database) -> Knowledge:
    """What one of several processes knows."""
    made = replace(KNOWLEDGE, companies=Companies({"muster": KNOWLEDGE.companies["muster"]}))
    database.perform_now(made.refresh)
    return made


def keys(database: Database, plan: Plan, *parties: Party, approves: bool = True, at: datetime = NOW) -> None:
    for party in parties:
        PlanStore(database).decide(None, plan_hash(plan), party, approves, at)


def imported(database: Database, plan: Plan) -> Plan:
    PlanStore(database).add(plan, NOW)
    return plan


def test_company_without_stored_plans_is_run_by_its_file(database: Database) -> None:
    assert process(database).companies["muster"] is KNOWLEDGE.companies["muster"]


def test_stored_plan_takes_the_place_of_the_approved_file_and_waits_for_its_keys(database: Database) -> None:
    known = process(database)
    assert in_force(known.companies["muster"], NOW)
    imported(database, demo())
    assert database.perform_now(known.refresh)
    assert not in_force(known.companies["muster"], NOW)
    assert not database.perform_now(known.refresh)


def test_every_process_notices_what_another_one_did(database: Database) -> None:
    first, second = process(database), process(database)
    plan = imported(database, demo().model_copy(update={"name": "Neu GmbH", "languages": ("de", "pl")}))
    for known in (first, second):
        assert database.perform_now(known.refresh)
        assert known.companies["muster"].name == "Neu GmbH"
        assert known.spoken("muster") == ("de", "pl")
    keys(database, plan, "employer", "works-council")
    for known in (first, second):
        assert database.perform_now(known.refresh)
        assert known.companies["muster"].agreement.works_council_approved == NOW.date()


def test_company_that_no_file_knows_is_there_once_its_plan_is_stored(database: Database) -> None:
    known = process(database)
    imported(database, demo().model_copy(update={"id": "neu"}))
    database.perform_now(known.refresh)
    assert set(known.companies) == {"muster", "neu"}
    assert known.free_days(2026)["neu"] == known.free_days(2026)["muster"]


def test_holidays_follow_the_plan(database: Database) -> None:
    known = process(database)
    epiphany = date(2027, 1, 6)
    assert epiphany not in known.free_days(2027)["muster"]
    imported(database, demo().model_copy(update={"federal_state": "BY", "plant_holidays": (date(2027, 2, 1),)}))
    database.perform_now(known.refresh)
    assert {epiphany, date(2027, 2, 1)} <= known.free_days(2027)["muster"]


async def test_regular_moments_sleep_without_both_keys_and_wake_with_them(database: Database) -> None:
    person = Talk(database, knowledge=process(database)).join()
    planner = Planner(database, person.knowledge, person.clock)
    await planner.plan()
    awake = moment(database).at
    assert awake is not None
    plan = imported(database, demo())
    assert await planner.plan() == 1
    assert moment(database).at is None
    keys(database, plan, "works-council")
    await planner.plan()
    assert moment(database).at is None
    keys(database, plan, "employer")
    assert await planner.plan() == 1
    assert moment(database).at == awake
    assert await planner.plan() == 0


async def test_moments_follow_a_change_that_the_dispatcher_noticed_first(database: Database) -> None:
    person = Talk(database, knowledge=process(database)).join()
    planner = Planner(database, person.knowledge, person.clock)
    await planner.plan()
    assert await planner.follow() == 0
    imported(database, demo())
    await Dispatcher(database, person.knowledge, person.clock).dispatch()
    assert await planner.follow() == 1
    assert moment(database).at is None
    assert await planner.follow() == 0


async def test_two_processes_agree_on_the_moments(database: Database) -> None:
    person = Talk(database, knowledge=process(database)).join()
    planners = [Planner(database, known, person.clock) for known in (person.knowledge, process(database))]
    assert [await each.plan() for each in planners] == [1, 0]
    imported(database, demo())
    assert [await each.plan() for each in (*planners, *planners)] == [1, 0, 0, 0]


async def test_moment_that_was_set_before_a_withdrawal_sends_nothing(database: Database) -> None:
    plan = imported(database, demo())
    keys(database, plan, "employer", "works-council")
    person = Talk(database, knowledge=process(database)).join()
    await Planner(database, person.knowledge, person.clock).plan()
    at = moment(database).at
    assert at is not None
    keys(database, plan, "employer", approves=False)
    person.clock.moment = at
    # No job ran in between: the dispatcher itself looks at the keys.
    assert await Dispatcher(database, person.knowledge, person.clock).dispatch() == 0
    assert moment(database).at is None


async def test_wish_is_not_sent_without_a_plan_in_force(database: Database) -> None:
    person = Talk(database, knowledge=process(database)).join()
    someone = database.perform_now(lambda tx: reminders.stale(tx, "muster", 99, "", 1))[0][0]
    at, until = NOW + timedelta(minutes=1), NOW + timedelta(days=7)
    database.perform_now(lambda tx: reminders.plan(tx, someone, "unit:phishing", at, until, "wish"))
    imported(database, demo())
    person.clock.moment = NOW + timedelta(minutes=2)
    assert await Dispatcher(database, person.knowledge, person.clock).dispatch() == 0
    assert log(database)[-1] == ("unit:phishing", "dropped", "no plan in force")


async def test_whoever_asks_learns_without_a_plan_in_force(database: Database) -> None:
    imported(database, demo())
    person = Talk(database, knowledge=process(database)).join()
    assert "Phishing heißt: Jemand angelt nach deinen Daten." in person.say("/lernen phishing")


@pytest.mark.parametrize(("days", "awake"), [(-1, False), (0, True), (30, True), (31, False)])
async def test_agreement_is_asked_anew_every_day(database: Database, days: int, awake: bool) -> None:
    first = NOW.date() + timedelta(days=7)
    agreement = Agreement(reference="BV 1", valid_from=first, valid_until=first + timedelta(days=30))
    plan = imported(database, demo().model_copy(update={"agreement": agreement}))
    keys(database, plan, "employer", "works-council")
    person = Talk(database, knowledge=process(database), clock=Clock(NOW)).join()
    planner = Planner(database, person.knowledge, person.clock)
    await planner.plan()
    assert moment(database).at is None
    person.clock.moment = NOW + timedelta(days=7 + days)
    await planner.plan()
    assert (moment(database).at is not None) == awake
