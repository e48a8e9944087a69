"""What has been kept long enough goes, however much it is, and what somebody still needs stays."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, func, select

from bot import retention
from bot.retention import Retention
from storage import conversations, reminders
from storage.database import Database
from storage.tables import conversation, delivery, outbox, turn
from storage.transaction import Transaction
from tests.bot.talk import KEYRING, KNOWLEDGE, Talk
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


async def test_turn_that_comes_while_idle_dialogs_are_forgotten_keeps_its_state(database: Database) -> None:
    """The clean-up has looked at the row before it; on PostgreSQL it then waits for the turn's commit."""
    person = Talk(database)
    person.clock.moment = MONDAY
    person.join()
    person.say("/lernen hmi-meldung")
    old, later = MONDAY.date() + timedelta(days=1), MONDAY + 2 * MONTH
    begun, go = threading.Event(), threading.Event()

    def turn(tx: Transaction) -> None:
        found = conversations.find(tx, KEYRING.hashes(person.source, person.address), person.source, "none")
        assert found is not None
        begun.set()
        go.wait(1)
        conversations.save(tx, found.conversation, b"new", later.date())

    def forget(tx: Transaction) -> str | None:
        return conversations.forget_idle(tx, "", old, retention.NOTHING_OPEN, 10)

    with ThreadPoolExecutor(2) as pool:
        taking = pool.submit(database.perform_now, turn)
        begun.wait(3)
        cleaning = pool.submit(database.perform_now, forget)
        time.sleep(0.2)
        go.set()
        taking.result(5), cleaning.result(5)
    hashes = KEYRING.hashes(person.source, person.address)
    found = database.perform_now(lambda tx: conversations.find(tx, hashes, person.source, "none"))
    assert found is not None and found.state == b"new"
