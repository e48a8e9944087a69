"""Transactions on both kinds of database, and what a person is told when one cannot be opened."""

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlmodel import SQLModel

from storage import invitations, schema
from storage.database import Database
from storage.transaction import DatabaseError, Transaction

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def _invite(tx: Transaction, name: str, uses: int = 1) -> str:
    invitations.create(tx, name, name.encode(), "muster", None, "learner", uses, None)
    return name


def test_job_result_is_given_back(database: Database) -> None:
    assert database.perform_now(lambda tx: _invite(tx, "a")) == "a"


async def test_failing_job_leaves_the_others_committed(database: Database) -> None:
    def fail(tx: Transaction) -> str:
        _invite(tx, "lost")
        raise LookupError("on purpose")

    jobs = [database.perform(lambda tx, n=n: _invite(tx, f"kept-{n}")) for n in range(20)]  # type: ignore[misc]
    results = await asyncio.gather(*jobs[:10], database.perform(fail), *jobs[10:], return_exceptions=True)
    assert [type(r) for r in results].count(LookupError) == 1
    assert database.perform_now(lambda tx: invitations.find(tx, (b"lost",))) is None
    assert all(database.perform_now(lambda tx, n=n: invitations.find(tx, (f"kept-{n}".encode(),))) for n in range(20))  # type: ignore[misc]


def test_last_use_of_a_code_is_given_once(database: Database) -> None:
    database.perform_now(lambda tx: _invite(tx, "wanted", uses=3))
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: database.perform_now(lambda tx: invitations.use(tx, "wanted", NOW)), range(16)))
    assert taken.count(True) == 3


def test_opening_again_keeps_everything(url: str) -> None:
    first = Database.open(url)
    first.perform_now(lambda tx: _invite(tx, "a"))
    first.close()
    second = Database.open(url)
    assert second.perform_now(lambda tx: invitations.find(tx, (b"a",))) is not None
    second.close()


def test_migrated_schema_is_that_of_the_tables(url: str) -> None:
    Database.open(url).close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    found = inspect(engine)
    for table in SQLModel.metadata.sorted_tables:
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        indexes = {tuple(index["column_names"]) for index in found.get_indexes(table.name)}
        assert {tuple(c.name for c in index.columns) for index in table.indexes} <= indexes
    engine.dispose()


def test_rows_that_refer_to_a_row_are_found_without_looking_at_all_of_them() -> None:
    """Else each row that is deleted costs a look at all of the other table, and a clean-up of thousands takes hours."""
    for table in SQLModel.metadata.sorted_tables:
        first = {next(iter(index.columns)).name for index in table.indexes} | {next(iter(table.primary_key)).name}
        assert {key.parent.name for key in table.foreign_keys} <= first, table.name


def test_head_is_the_newest_migration() -> None:
    versions = sorted(path.name for path in (schema.SCRIPTS / "versions").glob("*.py"))
    assert versions[-1].startswith(f"{schema.HEAD}_")


def test_database_of_a_newer_program_is_refused(url: str) -> None:
    Database.open(url).close()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(DatabaseError, match="newer than this program"):
        Database.open(url)


def test_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear Sir or Madam, this is no database but a letter. " * 20)
    with pytest.raises(DatabaseError, match=r"letter\.db"):
        Database.open(f"sqlite:///{path}")


def test_missing_folder_is_made(tmp_path: Path) -> None:
    Database.open(f"sqlite:///{tmp_path / 'new' / 'folder' / 'a.db'}").close()
    assert (tmp_path / "new" / "folder" / "a.db").is_file()


def test_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DatabaseError, match=r"a\.db"):
        Database.open(f"sqlite:///{tmp_path / 'file' / 'a.db'}")


def test_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(DatabaseError, match="INLEKU_DATABASE_URL"):
        Database.open("postgresql://nobody@127.0.0.1:1/nothing")


KILLED = """
import sys
from storage import invitations
from storage.database import Database
database = Database.open(sys.argv[1])
for n in range(100_000):
    database.perform_now(lambda tx: invitations.create(tx, str(n), str(n).encode(), "c", None, "learner", 1, None))
    print(n, flush=True)
"""


def test_kill_loses_no_acknowledged_job(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with subprocess.Popen([sys.executable, "-c", KILLED, url], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        last = ""
        while last != "150":
            last = process.stdout.readline().strip()
        os.kill(process.pid, signal.SIGKILL)
        acknowledged = [last, *process.stdout.read().split()]
    database = Database.open(url)
    found = database.perform_now(lambda tx: invitations.find(tx, (acknowledged[-1].encode(),)))
    database.close()
    assert found is not None
    with sqlite3.connect(tmp_path / "a.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_tables_have_no_column_for_words() -> None:
    names = {column.name for table in SQLModel.metadata.sorted_tables for column in table.columns}
    assert not names & {"name", "email", "phone", "text", "body", "message", "words", "username", "first_name"}
