"""A database that cannot be written just now: nobody waits for ever, and everybody is told."""

import asyncio
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.sqlite import SqliteBackend
from storage.transaction import DatabaseError, Done, Job, Unavailable
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


class Held:
    """A backend whose jobs the test finishes itself."""

    def __init__(self) -> None:
        self.taken: list[Done] = []

    def submit(self, job: Job[Any], done: Done) -> None:
        self.taken.append(done)

    def close(self) -> None:
        pass


class Paused(list[Any]):
    """Results of a loop; the second one is put aside until ``go``, as a thread may be stopped at any point."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()
        self.stopped = threading.Event()

    def append(self, result: Any) -> None:
        if self:
            self.stopped.set()
            self.go.wait(0.5)
        super().append(result)


async def test_result_that_comes_while_others_are_delivered_arrives() -> None:
    backend = Held()
    database = Database(backend)
    jobs = [asyncio.ensure_future(database.perform(lambda tx: None)) for _ in range(2)]
    await asyncio.sleep(0)
    results = Paused()
    database._results[asyncio.get_running_loop()] = results
    thread = threading.Thread(target=lambda: [done(None, None) for done in backend.taken])
    thread.start()
    await asyncio.to_thread(results.stopped.wait)
    await asyncio.wait_for(asyncio.gather(*jobs), 3)
    thread.join()
