"""Conversations: one at a time, found after the keys have changed, gone without a trace."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, or_, select
from sqlmodel import SQLModel

from storage import channels, conversations, learners, outbox, turns
from storage.addresses import Keyring
from storage.conversations import Found
from storage.database import Database
from storage.transaction import Transaction
from tests.storage.people import LATER, NOW, TODAY, fill, join, remind

OLD, NEW = "an old secret of some length", "a new secret of some length"


def _found(database: Database, address_hash: bytes, key: str = "none") -> Found:
    found = database.perform_now(lambda tx: conversations.find(tx, (address_hash,), "web", key))
    assert found is not None
    return found


def test_turns_of_one_person_at_once_lose_nothing(database: Database) -> None:
    database.perform_now(lambda tx: join(tx, "a"))

    def count(tx: Transaction) -> None:
        found = conversations.find(tx, (b"a",), "web", "none")
        assert found is not None and found.record is not None
        time.sleep(0.01)  # So that others wait for the lock meanwhile.
        conversations.save(tx, "a", str(int(found.state) + 1).encode(), TODAY)
        learners.save(tx, "a", b"{}", str(int(found.record) + 1).encode())

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: database.perform_now(count), range(12)))
    found = _found(database, b"a")
    assert (found.state, found.record) == (b"12", b"12")


def test_same_update_at_once_is_one_turn(database: Database) -> None:
    database.perform_now(lambda tx: join(tx, "a"))
    start = threading.Barrier(8)

    def take(tx: Transaction) -> int:
        found = conversations.find(tx, (b"a",), "web", "update-1")
        assert found is not None
        if found.repeated is not None:
            return found.repeated.number
        return turns.record(tx, "web", "update-1", "a", int(NOW.timestamp()), None, b"[]")

    def at_once(_: int) -> int:
        start.wait()
        return database.perform_now(take)

    with ThreadPoolExecutor(8) as pool:
        numbers = set(pool.map(at_once, range(8)))
    assert len(numbers) == 1
    assert len(database.perform_now(lambda tx: turns.since(tx, "a", 0, 50))) == 1


def test_new_key_takes_over_the_address_and_what_is_on_its_way(database: Database) -> None:
    old, both = Keyring([OLD]), Keyring([NEW, OLD])
    newest, oldest = both.hashes("web", "address")

    def before(tx: Transaction) -> None:
        join(tx, "a", old.hashes("web", "address")[0], old.seal("address"))
        remind(tx, "a")

    database.perform_now(before)
    found = database.perform_now(lambda tx: conversations.find(tx, both.hashes("web", "address"), "web", "none"))
    assert found is not None and found.hash == oldest
    database.perform_now(lambda tx: conversations.prefer(tx, "a", oldest, newest))
    assert _found(database, newest).conversation == "a"
    waiting = database.perform_now(lambda tx: outbox.claim(tx, "web", NOW, 10))
    assert [both.open(row.address) for row in waiting] == ["address"]


def test_address_moves_to_another_conversation(database: Database) -> None:
    def two(tx: Transaction) -> bool:
        join(tx, "a")
        conversations.begin(tx, "b", b"0", b"b", "telegram:1", b"sealed", TODAY)
        return channels.attach(tx, b"b", "a")

    assert database.perform_now(two)
    assert (_found(database, b"b").conversation, _found(database, b"b").preferred) == ("a", True)
    assert not _found(database, b"a").preferred
    assert not database.perform_now(lambda tx: channels.attach(tx, b"unknown", "a"))


def test_erasing_leaves_no_row_of_the_person_and_all_of_others(database: Database, url: str) -> None:
    for name in ("gone", "stays"):
        database.perform_now(lambda tx, name=name: fill(tx, name))  # type: ignore[misc]
    database.perform_now(lambda tx: conversations.erase(tx, "gone"))
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            keys = [
                c for c in table.columns if c.name in ("id", "conversation", "learner") and "VARCHAR" in str(c.type)
            ]
            if not keys:  # A table about no person.
                continue
            for name, left in (("gone", 0), ("stays", 1)):
                query = select(func.count()).select_from(table).where(or_(*(key == name for key in keys)))
                expected = 0 if table.name == "invitation" else left
                assert connection.execute(query).scalar_one() == expected, table.name
    engine.dispose()


def test_own_data_names_every_kind_of_row(database: Database) -> None:
    database.perform_now(lambda tx: fill(tx, "a"))
    data = database.perform_now(lambda tx: learners.own_data(tx, "a"))
    assert all(data[part] for part in ("dialog", "channels", "turns", "reminders", "outbox", "deliveries"))
    assert data["channels"] == [{"source": "web", "address": "encrypted"}]
    assert (data["turns"][0]["said"], data["dialog"]["touched"]) == ([], "2026-11-23")


def forget(database: Database, before: datetime) -> None:
    database.perform_now(lambda tx: outbox.forget(tx, before, 10))
    database.perform_now(lambda tx: turns.forget(tx, before, 10))


def test_old_turns_go_also_those_that_were_sent(database: Database) -> None:
    database.perform_now(lambda tx: fill(tx, "a"))
    forget(database, LATER)
    assert database.perform_now(lambda tx: turns.since(tx, "a", 0, 50)), "may still be sent"
    forget(database, LATER + timedelta(seconds=1))
    assert database.perform_now(lambda tx: turns.since(tx, "a", 0, 50)) == []


@pytest.mark.parametrize("secret", ["4711-0815-address", "CODE-TO-JOIN"])
def test_file_holds_no_address_and_no_code(tmp_path: Path, secret: str) -> None:
    keyring, path = Keyring([NEW]), tmp_path / "a.db"
    database = Database.open(f"sqlite:///{path}")
    database.perform_now(lambda tx: join(tx, "a", keyring.hashes("web", secret)[0], keyring.seal(secret)))
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    database.close()
    assert keyring.hashes("web", secret)[0] in raw
    assert secret.encode() not in raw
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_idle_dialogs_of_one_company_are_forgotten_sooner_than_those_of_others(database: Database) -> None:
    database.perform_now(lambda tx: join(tx, "a"))
    tomorrow = TODAY + timedelta(days=1)
    for company, before, left in (("other", tomorrow, b"0"), ("muster", TODAY, b"0"), ("muster", tomorrow, b"empty")):
        database.perform_now(lambda tx: conversations.forget_idle_of(tx, "", company, before, b"empty", 10))  # noqa: B023
        assert _found(database, b"a").state == left
