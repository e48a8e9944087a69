"""From the plan to the messenger: planned once, in working time, within the budget, and answered."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from bot.delivery import Delivery, Outcome, Parcel
from bot.dispatcher import Dispatcher
from bot.exchange import Past
from bot.planner import Planner
from content.model import Agreement
from dialogs.rules.calendar import paid, windows
from dialogs.world import working_time
from storage import reminders
from storage.database import Database
from tests.bot.talk import KEYRING, KNOWLEDGE, Talk, text

COMPANY = KNOWLEDGE.companies["muster"]
MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)


@dataclass
class Phone:
    """A messenger that keeps what arrives; ``outcomes`` are given back first, then all is well."""

    outcomes: list[Outcome] = field(default_factory=list)
    arrived: list[tuple[str, Past]] = field(default_factory=list)
    room: int = 10

    async def carry(self, parcel: Parcel) -> Outcome:
        if not await parcel.begin():
            return Outcome("late")
        if self.outcomes:
            return self.outcomes.pop(0)
        self.arrived.append((parcel.address, parcel.past))
        return Outcome("sent")


@dataclass
class Week:
    """A learner and the alarm clock, minute by minute."""

    person: Talk
    phone: Phone = field(default_factory=Phone)

    async def pass_until(self, until: datetime, step: timedelta = timedelta(minutes=10)) -> None:
        clock, database = self.person.clock, self.person.database
        delivery = Delivery(database, KNOWLEDGE, KEYRING, clock, {self.person.source: self.phone})
        while clock.moment < until:
            await Planner(database, KNOWLEDGE, clock).plan()
            await Dispatcher(database, KNOWLEDGE, clock).dispatch()
            await delivery.deliver()
            clock.moment += step


@pytest.fixture
def week(database: Database) -> Week:
    person = Talk(database)
    person.clock.moment = MONDAY
    return Week(person.join())


def moments(week: Week) -> list[datetime]:
    return [datetime.fromisoformat(past.at) for _, past in week.phone.arrived]


async def test_reminder_arrives_in_working_time(week: Week) -> None:
    await week.pass_until(MONDAY + timedelta(days=7), timedelta(minutes=15))
    (address, past), *others = week.phone.arrived
    assert address == week.person.address
    assert not others
    assert "Passt es jetzt?" in text(past.reply)
    assert [label for label, _ in past.reply.messages[0].buttons] == [
        "▶️ Jetzt",
        "⏰ Später in der Schicht",
        "⏭️ Nächste Schicht",
        "🚫 Nicht diese Woche",
        "⏸️ Pause",
        "🔉 Weniger schreiben",
        "⏹️ Stopp",
        "❓ Warum bekomme ich das?",
    ]
    working = _working(week)
    assert any(w.start <= moments(week)[0] <= w.end for w in windows(working, MONDAY, MONDAY + timedelta(days=7)))


def _working(week: Week):  # type: ignore[no-untyped-def]
    from bot.person import decode_profile

    ((_, profile, _, _),) = week.person.database.perform_now(lambda tx: reminders.stale(tx, "muster", 99, "", 10))
    return working_time(COMPANY, decode_profile(profile), KNOWLEDGE.free_days(2026)["muster"])


async def test_planning_twice_plans_once(week: Week) -> None:
    planner = Planner(week.person.database, KNOWLEDGE, week.person.clock)
    assert await planner.plan() == 1
    assert await planner.plan() == 0


async def test_four_weeks_bring_four_reminders_all_in_paid_time(week: Week) -> None:
    await week.pass_until(MONDAY + timedelta(weeks=4), timedelta(minutes=30))
    assert len(week.phone.arrived) == 4
    spans = list(paid(_working(week), MONDAY.date() - timedelta(days=1), MONDAY.date() + timedelta(days=29)))
    assert all(any(s.start <= moment < s.end for s in spans) for moment in moments(week))


async def test_later_comes_in_the_same_shift_and_now_starts_the_unit(week: Week) -> None:
    await _until_it_rings(week)
    first = week.person.clock.moment
    week.person.last = week.phone.arrived[0][1].reply
    assert "Schicht" in week.person.tap("Nächste Schicht")
    await week.pass_until(first + timedelta(days=4))
    assert len(week.phone.arrived) == 2
    week.person.last = week.phone.arrived[1][1].reply
    assert "· 1 von" in week.person.tap("Jetzt") or "Ziel" in text(week.person.last)


async def test_message_that_is_stuck_does_not_arrive_after_the_shift(week: Week) -> None:
    clock, database = week.person.clock, week.person.database
    waiting: list[int] = []
    while not waiting:
        clock.moment += timedelta(minutes=10)
        await Planner(database, KNOWLEDGE, clock).plan()
        waiting = [1] * await Dispatcher(database, KNOWLEDGE, clock).dispatch()
    clock.moment += timedelta(hours=9)
    await Delivery(database, KNOWLEDGE, KEYRING, clock, {week.person.source: week.phone}).deliver()
    assert week.phone.arrived == []


async def _until_it_rings(week: Week) -> None:
    while not week.phone.arrived:
        await week.pass_until(week.person.clock.moment + timedelta(hours=1))


async def test_stopped_person_hears_nothing(week: Week) -> None:
    await Planner(week.person.database, KNOWLEDGE, week.person.clock).plan()
    week.person.say("/stopp")
    await week.pass_until(MONDAY + timedelta(days=7), timedelta(hours=1))
    assert week.phone.arrived == []


async def test_pause_moves_the_reminder_behind_it_or_drops_it(week: Week) -> None:
    await Planner(week.person.database, KNOWLEDGE, week.person.clock).plan()
    week.person.say("/pause")
    week.person.tap("Bis 30. November")
    await week.pass_until(MONDAY + timedelta(days=7) - timedelta(hours=5), timedelta(hours=1))
    assert week.phone.arrived == []


async def test_company_without_both_approvals_sends_nothing(week: Week) -> None:
    agreement = Agreement(**{**COMPANY.agreement.model_dump(), "works_council_approved": None})
    company = COMPANY.model_copy(update={"agreement": agreement})
    alone = replace(KNOWLEDGE, companies={"muster": company})
    database, clock = week.person.database, week.person.clock
    await Planner(database, alone, clock).plan()
    for _ in range(7 * 24):
        clock.moment += timedelta(hours=1)
        assert await Dispatcher(database, alone, clock).dispatch() == 0


async def test_blocked_account_is_not_tried_again_until_it_returns(week: Week) -> None:
    week.phone.outcomes = [Outcome("blocked", reason="blocked")]
    await week.pass_until(MONDAY + timedelta(weeks=2), timedelta(minutes=30))
    assert week.phone.arrived == []
    week.person.say("/menue")
    await week.pass_until(MONDAY + timedelta(weeks=3), timedelta(minutes=30))
    assert len(week.phone.arrived) == 1


async def test_retry_after_is_obeyed(week: Week) -> None:
    week.phone.outcomes = [Outcome("retry", 900.0)]
    await _until_it_rings(week)
    assert len(week.phone.arrived) == 1


def test_claimed_reminder_of_a_killed_process_is_free_again(database: Database) -> None:
    person = Talk(database).join()
    find = _learner(database)
    soon = person.clock.moment + timedelta(minutes=1)
    late = soon + timedelta(days=1)
    database.perform_now(lambda tx: reminders.plan(tx, find, "unit:phishing", soon, late, "wish"))
    assert len(database.perform_now(lambda tx: reminders.claim(tx, soon, 10))) == 1
    assert database.perform_now(lambda tx: reminders.claim(tx, soon, 10)) == []
    database.perform_now(lambda tx: reminders.release_claimed(tx, soon - timedelta(seconds=1)))
    assert database.perform_now(lambda tx: reminders.claim(tx, soon, 10)) == []
    database.perform_now(lambda tx: reminders.release_claimed(tx, soon))
    assert len(database.perform_now(lambda tx: reminders.claim(tx, soon, 10))) == 1


async def test_reminder_that_was_given_back_is_sent_by_whoever_has_it_now(week: Week) -> None:
    """Somebody who holds it for too long, and somebody who has claimed it since."""
    clock, database = week.person.clock, week.person.database
    dispatcher = Dispatcher(database, KNOWLEDGE, clock)
    due = database.perform_now(reminders.next_due)
    assert due is not None
    clock.moment = due + timedelta(seconds=1)
    (first,) = database.perform_now(lambda tx: reminders.claim(tx, clock(), 10))
    clock.moment += timedelta(minutes=5)
    database.perform_now(lambda tx: reminders.release_claimed(tx, clock() - timedelta(minutes=3)))
    (second,) = database.perform_now(lambda tx: reminders.claim(tx, clock(), 10))
    held = (first, second, first, second)
    assert [database.perform_now(partial(dispatcher.settle, due=each)) for each in held] == [0, 1, 0, 0]


def _learner(database: Database) -> str:
    return database.perform_now(lambda tx: reminders.stale(tx, "muster", 99, "", 1))[0][0]
