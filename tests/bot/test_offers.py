"""From a multiplier's chat to the colleagues' phones: each person once, in paid time, before it begins, within the
budget; and whoever has heard of it learns that it is called off."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from bot.delivery import Delivery
from bot.dispatcher import Dispatcher
from bot.knowledge import Knowledge
from bot.offers import Offers
from bot.person import decode_profile, decode_record
from bot.planner import Planner, agenda
from bot.retention import Retention
from dialogs.offers import Offer
from dialogs.rules.calendar import paid
from storage import channels, offers, reminders
from storage.database import Database
from tests.bot.talk import KEYRING, KNOWLEDGE, Clock, Talk, text
from tests.bot.test_reminders import Phone

MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 12, tzinfo=UTC)
INVITED, CALLED_OFF = "Ein Lern-Angebot für dich", "Ein Lern-Angebot fällt aus"


@dataclass
class Plant:
    """A multiplier and colleagues with their phones, and the alarm clock of one process."""

    database: Database
    knowledge: Knowledge = field(default_factory=lambda: replace(KNOWLEDGE, offers=Offers()))
    clock: Clock = field(default_factory=lambda: Clock(MONDAY))
    phone: Phone = field(default_factory=Phone)

    def __post_init__(self) -> None:
        self.planner = Planner(self.database, self.knowledge, self.clock)

    def person(self, address: str, crew: str = "A", group: str = "montage", role: str = "learner") -> Talk:
        """Somebody who has joined."""
        talk = Talk(self.database, address, "telegram:123", self.clock, knowledge=self.knowledge)
        talk.say(f"/start {talk.code(role, group)}")
        for label in ("Deutsch", "Weiter", "Weiter", "Ja, ich mache mit", f"{crew}:", "Ja, so arbeite ich", "Später"):
            talk.tap(label)
        return talk

    async def pass_until(self, until: datetime) -> None:
        """Minutes go by, five at a time."""
        delivery = Delivery(self.database, self.knowledge, KEYRING, self.clock, {"telegram:123": self.phone})
        while self.clock.moment < until:
            await self.planner.follow()
            await Dispatcher(self.database, self.knowledge, self.clock).dispatch()
            await delivery.deliver()
            self.clock.moment += timedelta(minutes=5)

    def heard(self, words: str = INVITED) -> list[tuple[str, datetime]]:
        """Who has got a message with these words, and when."""
        return [(who, datetime.fromisoformat(past.at)) for who, past in self.phone.arrived if words in text(past.reply)]

    def log(self, item: str) -> list[tuple[str, str]]:
        """Outcomes and reasons."""
        lines = self.database.perform_now(lambda tx: reminders.logged_since(tx, 0))
        return [(line.outcome, line.reason) for line in lines if line.item == item]

    def is_paid(self, moment: datetime) -> bool:
        """Whether the first learner is paid then."""
        rows = self.database.perform_now(lambda tx: reminders.stale(tx, "muster", 10**6, "", 100))
        found = (
            agenda(self.knowledge, self.knowledge.companies["muster"], profile, decode_record(record), who, moment)
            for who, profile, record in ((who, decode_profile(profile), record) for who, profile, record, _ in rows)
            if profile.crew == "A"
        )
        working = next(each.working for each in found if each is not None)
        return any(span.start <= moment < span.end for span in paid(working, moment.date(), moment.date()))


def offer(multiplier: Talk, day: str = "Donnerstag", hour: str = "13:00", group: str = "") -> str:
    """The multiplier of two groups makes an offer; ``group`` is one that shall not hear of it."""
    multiplier.say("/angebot")
    for label in ("Mein Lern-Ziel", day, hour, *([group] if group else []), "Fertig"):
        multiplier.tap(label)
    return multiplier.tap("Angebot senden")


@pytest.fixture
def plant(database: Database) -> Plant:
    return Plant(database)


async def test_offer_reaches_each_colleague_once_in_paid_time_before_it_begins(plant: Plant) -> None:
    elena, colleagues = plant.person("1", role="multiplier"), [plant.person(str(n)) for n in range(2, 8)]
    plant.person("8", crew="A", group="logistik")
    await plant.pass_until(MONDAY + timedelta(hours=5))
    assert "unterwegs" in offer(elena)
    await plant.pass_until(THURSDAY + timedelta(days=4))
    who = [address for address, _ in plant.heard()]
    assert sorted(who) == sorted(each.address for each in (elena, *colleagues))
    assert all(moment <= THURSDAY - timedelta(minutes=15) and plant.is_paid(moment) for _, moment in plant.heard())
    assert {outcome for outcome, _ in plant.log("offer:1")} <= {"sent", "moved"}


async def test_offer_takes_its_room_in_the_budget(plant: Plant) -> None:
    elena = plant.person("1", role="multiplier")
    plant.person("2")
    offer(elena)
    await plant.pass_until(MONDAY + timedelta(days=7))
    moments = [datetime.fromisoformat(past.at) for who, past in plant.phone.arrived if who == "2"]
    assert INVITED in text(plant.phone.arrived[0][1].reply)
    assert 1 < len(moments) <= 3
    assert len({moment.date() for moment in moments}) == len(moments)


async def test_group_that_is_not_ticked_hears_nothing(plant: Plant) -> None:
    elena = plant.person("1", role="multiplier")
    plant.person("2", group="e-antrieb")
    offer(elena, group="E-Antrieb Pilot")
    await plant.pass_until(THURSDAY)
    assert [address for address, _ in plant.heard()] == ["1"]


async def test_second_offer_within_a_week_reaches_nobody_who_got_the_first(plant: Plant) -> None:
    elena = plant.person("1", role="multiplier")
    plant.person("2")
    offer(elena)
    await plant.pass_until(THURSDAY - timedelta(hours=8))
    elena.say("/angebot")
    elena.tap("Neues Angebot")
    for label in ("Mein Lern-Ziel", "Freitag", "13:00", "Fertig", "Angebot senden"):
        elena.tap(label)
    await plant.pass_until(THURSDAY + timedelta(days=2))
    assert sorted(address for address, _ in plant.heard()) == ["1", "2"]


async def test_whoever_heard_of_it_learns_that_it_is_called_off_and_nobody_else_hears_of_it(plant: Plant) -> None:
    elena = plant.person("1", role="multiplier")
    for n in range(2, 9):
        plant.person(str(n))
    offer(elena)
    while len(plant.heard()) < 4:
        await plant.pass_until(plant.clock.moment + timedelta(minutes=30))
    elena.say("/angebot")
    elena.tap("Absagen")
    assert "abgesagt" in elena.tap("Ja, absagen")
    told = {address for address, _ in plant.heard()}
    await plant.pass_until(THURSDAY + timedelta(days=4))
    off = plant.heard(CALLED_OFF)
    assert {address for address, _ in plant.heard()} == told < {str(n) for n in range(1, 9)}
    assert sorted(address for address, _ in off) == sorted(told)
    assert all(moment < THURSDAY and plant.is_paid(moment) for _, moment in off)
    assert set(plant.log("calledoff:1")) <= {("sent", "cancellation"), ("moved", "outside paid time")}


async def test_person_on_leave_hears_of_it_only_when_back_in_time(plant: Plant) -> None:
    elena, away = plant.person("1", role="multiplier"), plant.person("2")
    away.say("/pause")
    away.tap("1. Dezember")
    offer(elena)
    await plant.pass_until(THURSDAY + timedelta(days=1))
    assert [address for address, _ in plant.heard()] == ["1"]


async def test_offer_that_finds_no_messenger_tries_again_at_regular_moments_only(plant: Plant) -> None:
    elena, gone = plant.person("1", role="multiplier"), plant.person("2")
    offer(elena)
    (address, *_) = KEYRING.hashes(gone.source, gone.address)
    plant.database.perform_now(lambda tx: channels.reach(tx, address, False))
    await plant.pass_until(THURSDAY)
    assert [address for address, _ in plant.heard()] == ["1"]
    # Once at the moment made for it, and at the regular moments of the week.
    assert 1 <= plant.log("offer:1").count(("dropped", "no messenger can be reached")) <= 1 + 3


async def test_another_process_sends_what_was_offered_in_the_first(plant: Plant) -> None:
    elena = plant.person("1", role="multiplier")
    offer(elena)
    other = Plant(plant.database, clock=plant.clock)
    await other.pass_until(THURSDAY)
    assert [address for address, _ in other.heard()] == ["1"]


async def test_offers_of_one_company_are_not_those_of_another(plant: Plant) -> None:
    made = Offer("a", "ziel", ("montage",), THURSDAY)
    plant.database.perform_now(lambda tx: offers.add(tx, "muster", made))
    both = msgspec.structs.replace(made, groups=("montage", "logistik"))
    plant.database.perform_now(lambda tx: offers.add(tx, "andere", both))
    plant.database.perform_now(lambda tx: offers.call_off(tx, "andere", 1))
    found = plant.database.perform_now(offers.by_company)
    assert [(each.number, each.groups, each.called_off) for each in found["muster"]] == [(1, ("montage",), False)]
    assert [(each.number, each.groups) for each in found["andere"]] == [(2, ("montage", "logistik"))]


async def test_offer_is_forgotten_two_weeks_after_it(plant: Plant) -> None:
    plant.database.perform_now(lambda tx: offers.add(tx, "muster", Offer("a", "ziel", ("montage",), THURSDAY)))
    retention = Retention(plant.database, plant.knowledge.companies, plant.clock)
    plant.clock.moment = THURSDAY + timedelta(days=13)
    await retention.forget()
    assert plant.database.perform_now(offers.by_company)
    plant.clock.moment = THURSDAY + timedelta(days=15)
    await retention.forget()
    assert not plant.database.perform_now(offers.by_company)
    plant.database.perform_now(lambda tx: offers.add(tx, "muster", Offer("a", "ziel", ("montage",), THURSDAY)))
    ((made,),) = plant.database.perform_now(offers.by_company).values()
    assert made.number == 2, "people's records may still name the first"
