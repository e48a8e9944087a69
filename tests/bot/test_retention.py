"""What has been kept long enough goes, however much it is, and what somebody still needs stays."""

from datetime import timedelta

import pytest
from sqlalchemy import create_engine, func, select

from bot import retention
from bot.retention import Retention
from storage import reminders
from storage.database import Database
from storage.tables import conversation, delivery, outbox, turn
from storage.transaction import Transaction
from tests.bot.talk import KNOWLEDGE, Talk
from tests.bot.test_reminders import MONDAY, Week, week  # noqa: F401

MONTH = timedelta(days=30)


def rows(url: str) -> dict[str, int]:
    """How many there are in the tables that forget."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (conversation, turn, outbox, delivery)
        }
    engine.dispose()
    return found


async def clean(person: Talk) -> None:
    """As each hour in the running program."""
    await Retention(person.database, KNOWLEDGE.companies, person.clock).forget()


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "PAGE", 3)


async def test_all_that_is_too_old_goes_in_as_many_pages_as_it_takes(week: Week, url: str) -> None:  # noqa: F811
    await week.pass_until(MONDAY + timedelta(weeks=3), timedelta(hours=1))
    for number in range(10):
        week.person.say(f"{number}")
    before = rows(url)
    assert before["turn"] > 10 and before["outbox"] > 1 and before["delivery"] > 1
    await clean(week.person)
    assert rows(url)["turn"] == before["turn"]
    week.person.clock.moment += MONTH + timedelta(days=1)
    await clean(week.person)
    assert rows(url) == {"conversation": 1, "turn": 0, "outbox": 0, "delivery": 0}


async def test_stranger_leaves_no_trace_and_a_learner_what_they_learned(database: Database, url: str) -> None:
    person = Talk(database)
    person.clock.moment = MONDAY
    person.join()
    person.say("/lernen")
    for number in range(7):
        Talk(database, f"stranger {number}", clock=person.clock).say("Hallo")
    assert rows(url)["conversation"] == 8
    person.clock.moment += MONTH + timedelta(days=1)
    await clean(person)
    assert rows(url) | {"delivery": 0} == {"conversation": 1, "turn": 0, "outbox": 0, "delivery": 0}
    assert "Passwort" not in person.say("Hallo") and database.perform_now(_regular_moments) == 1


def _regular_moments(tx: Transaction) -> int:
    return len(reminders.stale(tx, "muster", 99, "", 9))


async def test_second_clean_up_writes_nothing(week: Week) -> None:  # noqa: F811
    week.person.say("/lernen")
    week.person.clock.moment += MONTH + timedelta(days=1)
    await clean(week.person)
    changed: list[int] = []

    class Counted(Database):
        async def perform(self, job, urgent=True):  # type: ignore[no-untyped-def]
            result = await week.person.database.perform(job, urgent)
            changed.append(result or 0)
            return result

    await Retention(Counted.__new__(Counted), KNOWLEDGE.companies, week.person.clock).forget()
    assert changed and sum(changed) == 0
