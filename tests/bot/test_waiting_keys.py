"""A version waits: the parties are told in their messengers, by day, and only while their keys are missing."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.companies import Companies
from bot.delivery import Delivery
from bot.dispatcher import Dispatcher
from bot.person import decode_record
from bot.plan_store import PlanStore
from content.plan.approval import PARTIES
from content.plan.version import plan_hash
from storage import conversations, reminders
from storage.database import Database
from tests.bot.talk import KEYRING, KNOWLEDGE, Clock, Talk, text
from tests.bot.test_reminders import Phone
from tests.content.plan.books import demo

DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 21, tzinfo=UTC)
V1, V2 = demo(), demo().model_copy(update={"vision": "Eine andere."})
SAID = "🔑 Eine Fassung des Plans wartet auf deine Freigabe. Schreibe /freigabe."


@dataclass
class House:
    """One company's people with a role, and the alarm clock."""

    database: Database
    clock: Clock = field(default_factory=lambda: Clock(DAY))
    phone: Phone = field(default_factory=Phone)

    def __post_init__(self) -> None:
        self.knowledge = replace(KNOWLEDGE, companies=Companies({"muster": KNOWLEDGE.companies["muster"]}))
        self.store = PlanStore(self.database)

    def party(self, role: str, group: str | None = None) -> Talk:
        """Somebody who has joined with that role, without working time on file."""
        person = Talk(self.database, address=role, knowledge=self.knowledge, clock=self.clock)
        person.say(f"/start {person.code(role, group)}")
        for label in ("Deutsch", "Weiter", "Weiter", "Ja, ich mache mit"):
            person.tap(label)
        return person

    async def dispatch(self) -> list[tuple[str, str]]:
        """What is due goes out; gives what arrived since the last time: (address, words)."""
        self.phone.arrived.clear()
        carriers = {"telegram:123": self.phone}
        await Dispatcher(self.database, self.knowledge, self.clock).dispatch()
        await Delivery(self.database, self.knowledge, KEYRING, self.clock, carriers).deliver()
        return sorted((address, text(past.reply)) for address, past in self.phone.arrived)

    def told(self) -> list[tuple[str, str]]:
        """(outcome, reason) in the delivery log."""
        lines = self.database.perform_now(lambda tx: reminders.logged_since(tx, 0))
        return [(each.outcome, each.reason) for each in lines if each.item == "approval"]


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


async def test_imported_version_is_told_to_both_parties_and_to_nobody_else(house: House) -> None:
    employer, council = house.party("employer"), house.party("works-council")
    house.party("consultant")
    Talk(house.database, knowledge=house.knowledge, clock=house.clock).join()
    house.store.add(V1, house.clock())
    assert await house.dispatch() == [("employer", SAID), ("works-council", SAID)]
    employer.last = next(past.reply for address, past in house.phone.arrived if address == "employer")
    assert "Fassung 1 des Plans wartet auf deine Freigabe." in employer.tap("Freigabe")
    house.clock.moment += timedelta(milliseconds=1)
    employer.tap("Freigeben")
    # The other side is reminded, and nobody once all is approved.
    assert await house.dispatch() == [("works-council", SAID)]
    council.say("/freigabe")
    council.tap("Freigeben")
    assert house.store.overview(None).standing.active == plan_hash(V1)
    assert await house.dispatch() == []


async def test_same_version_again_tells_nobody(house: House) -> None:
    house.party("employer")
    house.store.add(V1, house.clock())
    await house.dispatch()
    house.store.add(V1, house.clock())
    assert await house.dispatch() == []


async def test_version_of_the_night_waits_until_the_morning(house: House) -> None:
    house.party("employer")
    house.clock.moment = NIGHT
    house.store.add(V1, house.clock())
    assert await house.dispatch() == []
    house.clock.moment = datetime(2026, 11, 24, 6, 59, tzinfo=UTC)
    assert await house.dispatch() == []
    house.clock.moment += timedelta(minutes=1)
    assert await house.dispatch() == [("employer", SAID)]
    assert house.told() == [("moved", "outside office hours"), ("sent", "approval")]


async def test_key_given_before_it_falls_due_drops_it(house: House) -> None:
    house.party("employer")
    house.clock.moment = NIGHT
    house.store.add(V1, house.clock())
    await house.dispatch()
    house.store.decide(None, plan_hash(V1), "employer", True, house.clock())
    house.clock.moment += timedelta(hours=12)
    assert await house.dispatch() == []
    assert house.told()[-1] == ("dropped", "no key missing")


async def test_two_versions_in_a_night_are_one_message(house: House) -> None:
    house.party("employer")
    house.clock.moment = NIGHT
    house.store.add(V1, house.clock())
    house.store.add(V2, house.clock())
    house.clock.moment += timedelta(hours=12)
    assert await house.dispatch() == [("employer", SAID)]


async def test_working_time_on_file_goes_before_office_hours(house: House) -> None:
    person = house.party("employer", "montage")
    person.say("/zeiten")
    for label in ("B:", "Ja, so arbeite ich"):
        person.tap(label)
    house.store.add(V1, house.clock())
    arrived: list[tuple[str, str]] = []
    while not arrived:
        arrived = await house.dispatch()
        house.clock.moment += timedelta(minutes=5)
    # The office is open when it is imported, but this crew works at other hours.
    assert arrived == [("employer", SAID)]
    assert house.told() == [("moved", "outside paid time"), ("sent", "approval")]


async def test_end_of_a_plan_leaves_the_message_and_the_budget_alone(house: House) -> None:
    house.party("employer")
    house.store.add(V1, house.clock())
    for party in PARTIES:
        house.store.decide(None, plan_hash(V1), party, True, house.clock())
    house.store.add(V2, house.clock())
    await Dispatcher(house.database, house.knowledge, house.clock).dispatch()
    house.store.decide(None, plan_hash(V1), "works-council", False, house.clock())
    assert await house.dispatch() == [("employer", SAID)]
    ((learner, *_),) = house.database.perform_now(lambda tx: reminders.stale(tx, "muster", 99, "", 1))
    found = house.database.perform_now(lambda tx: conversations.by_learner(tx, learner))
    assert found is not None and found.record is not None
    assert decode_record(found.record).outreach.pushes == ()


async def test_stopped_party_hears_nothing(house: House) -> None:
    house.party("employer").say("/stopp")
    house.store.add(V1, house.clock())
    assert await house.dispatch() == []
    assert house.told() == [("dropped", "stopped")]
