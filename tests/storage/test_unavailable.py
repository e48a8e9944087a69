"""A database that cannot be written just now: nobody waits for ever, and everybody is told."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import Database
from storage.sqlite import SqliteBackend
from storage.transaction import DatabaseError, Unavailable
from tests.storage.people import join


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that only the superuser may write to, seen by somebody who is not."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        Database.open(f"sqlite:///{path / 'a.db'}").close()
        path.joinpath("a.db").chmod(0o444)
        path.chmod(0o555)
        superuser = os.geteuid() == 0
        if superuser:
            os.seteuid(65534)
        yield path
        if superuser:
            os.seteuid(0)
        path.chmod(0o755)


@pytest.mark.parametrize("name", ["a.db", "new.db"])
def test_read_only_place_is_named_with_a_remedy(folder: Path, name: str) -> None:
    with pytest.raises(DatabaseError, match=rf"{name} cannot be .*; check that .* can be written"):
        Database.open(f"sqlite:///{folder / name}")


def test_locked_file_is_waited_for_once_for_all(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Database.open(f"sqlite:///{path}").close()
    backend = SqliteBackend(path)
    backend._connection.execute("PRAGMA busy_timeout=300")
    database = Database(backend)
    began: list[int] = []
    backend._connection.set_trace_callback(lambda sql: began.append(1) if sql.startswith("BEGIN") else None)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, ThreadPoolExecutor(20) as pool:
        other.execute("BEGIN IMMEDIATE")
        jobs = [pool.submit(database.perform_now, lambda tx: None) for _ in range(20)]
        assert all(isinstance(job.exception(), Unavailable) for job in jobs)
        other.execute("ROLLBACK")
    assert len(began) <= 3, "one wait for each batch, not for each job"
    assert database.perform_now(lambda tx: join(tx, "a")) is None, "works again"
    database.close()


def test_closed_database_answers_at_once(database: Database) -> None:
    database.close()
    with pytest.raises(Unavailable, match="closed"):
        database.perform_now(lambda tx: None)
    assert not database.is_ready()


def test_ready_when_open(database: Database) -> None:
    assert database.is_ready()
